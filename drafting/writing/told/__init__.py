"""What a model is told of each place of a speech: the brief and what goes into it, never a current value."""
