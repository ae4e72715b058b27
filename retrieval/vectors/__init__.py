"""Chroma as this project uses it: shelves of entries with their vectors, who holds it, and what is laid down in it."""
