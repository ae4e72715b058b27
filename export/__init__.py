"""Export: a rendered draft as Word copies and a check sheet."""
