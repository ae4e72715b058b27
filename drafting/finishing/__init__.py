"""The last mile of a draft: how long it is, what of it was said before, what may not be told yet, its freezing."""
