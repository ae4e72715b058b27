"""Drafts that come back from Word: what was changed in them, by whom, and taking it into the draft or not."""
