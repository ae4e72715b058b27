"""What a model proposes and a person takes up or leaves: an outline, a paragraph said otherwise."""
