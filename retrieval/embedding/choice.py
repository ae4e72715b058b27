"""Which embedding the settings ask for."""

from retrieval.embedding.endpoint import EndpointEmbedding
from retrieval.embedding.hashing import HashingEmbedding
from retrieval.embedding.local import local_embedding
from retrieval.embedding.model import Embedding
from settings import Settings


def house_embedding(embedding: Embedding) -> Embedding | None:
    """What makes the vectors of all that may not be told to `embedding`, where that is asked outside the house: the
    built-in one. None where everything may be told to it."""
    outside = isinstance(embedding, EndpointEmbedding) and not embedding.local
    return HashingEmbedding() if outside else None


def choose_embedding(settings: Settings) -> Embedding:
    """The embedding of `settings.embedding`: "" the built-in one, `openai:MODEL` a model of the endpoint, `local:PATH`
    a model on disk. Nothing is loaded or asked before the first text."""
    kind, _, what = settings.embedding.partition(":")
    if not settings.embedding:
        return HashingEmbedding()
    if kind == "openai":
        return EndpointEmbedding(
            what, settings.openai_base_url, settings.openai_api_key, query_prefix=settings.query_prefix
        )
    return local_embedding(what, query_prefix=settings.query_prefix)
