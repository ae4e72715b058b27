"""The pages of the screen, one file a page."""
