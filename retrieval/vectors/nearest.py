"""The records of a collection nearest to a vector. Knows nothing of what the records mean.

Chroma searches a graph, and after many changes some live records can no longer be reached in it, however many results
are asked for. So an answer that falls short of what there is is computed anew, from every vector.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.embedding import Vectors
from retrieval.vectors.records import Stored
from retrieval.vectors.writing import present

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

Near = tuple[Stored, str, float]
_AT_ONCE = 2000  # vectors read by one call


def nearest(collection: "Collection", query: Vectors, k: int, where: "Where | None") -> list[Near]:
    """Record, text and score of the at most `k` records that match `where` and are nearest to `query`, best first."""
    ranked = nearest_keys(collection, query, k, where)
    found = (
        present(collection.get(ids=[key for key, _ in ranked], include=["metadatas", "documents"])) if ranked else {}
    )
    return [(*found[key], score) for key, score in ranked if key in found]


def nearest_keys(
    collection: "Collection",
    query: Vectors,
    k: int,
    where: "Where | None" = None,
    *,
    among: Sequence[str] | None = None,
) -> list[tuple[str, float]]:
    """The keys of the same, each with its score, looked for only `among` these keys where they are given.

    `query` has shape (1, dimensions). A score is the cosine, at least 0: opposite vectors have no more in common than
    unrelated ones. Ties are told apart by key, so that the same question always has the same answer.
    """
    if k < 1 or among == []:
        return []
    ids = None if among is None else list(among)
    found = collection.query(query_embeddings=query, ids=ids, n_results=k, where=where, include=["distances"])
    keys = found["ids"][0]
    if len(keys) < k:
        there = ids or collection.get(where=where, include=[])["ids"]
        if len(there) > len(keys):
            return nearest_among(collection, query, k, there)
    return _ranked(keys, [1 - distance for distance in (found["distances"] or [[]])[0]])


def nearest_among(collection: "Collection", query: Vectors, k: int, keys: Sequence[str]) -> list[tuple[str, float]]:
    """The at most `k` of `keys` that are nearest to `query`, from the vectors of them all."""
    told, cosines = list[str](), list[float]()
    for at in range(0, len(keys), _AT_ONCE):
        found = collection.get(ids=list(keys[at : at + _AT_ONCE]), include=["embeddings"])
        told += found["ids"]
        vectors = np.asarray(found["embeddings"], dtype=np.float32).reshape(len(found["ids"]), -1)
        if len(vectors):
            cosines += (vectors @ query[0] / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(query[0]))).tolist()
    return _ranked(told, cosines)[: max(k, 0)]


def _ranked(keys: Sequence[str], cosines: Sequence[float]) -> list[tuple[str, float]]:
    scores = [min(1.0, max(0.0, cosine)) for cosine in cosines]
    return sorted(zip(keys, scores, strict=True), key=lambda found: (-found[1], found[0]))
