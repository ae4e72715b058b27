"""Embeddings: texts as vectors, by a recipe of our own, an endpoint, or a model on disk."""

from retrieval.embedding.choice import choose_embedding, house_embedding
from retrieval.embedding.hashing import HashingEmbedding
from retrieval.embedding.model import Embedding, Vectors

__all__ = ["Embedding", "HashingEmbedding", "Vectors", "choose_embedding", "house_embedding"]
