"""Editing: a draft that several people work on for weeks: its text, its outline, who does what, what is unsaved."""
