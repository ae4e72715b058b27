"""Retrieval: past passages and the cards of figures in Chroma."""
