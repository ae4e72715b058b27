"""The tables that leave as Excel files: the check sheet and what was said before, in one look."""
