"""The records of a collection nearest to a vector. Knows nothing of what the records mean.

Chroma searches a graph, and after many changes some live records can no longer be reached in it, however many results
are asked for. So an answer that falls short of what matches is computed anew, from every vector that matches.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.embedding import Vectors
from retrieval.vectors.records import Stored

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

Near = tuple[Stored, str, float]


def nearest(collection: "Collection", query: Vectors, k: int, where: "Where | None") -> list[Near]:
    """Record, text and score of the at most `k` records that match `where` and are nearest to `query`, best first.

    `query` has shape (1, dimensions). A score is the cosine, at least 0: opposite vectors have no more in common than
    unrelated ones. Ties are told apart by id, so that the same question always has the same answer.
    """
    if k < 1:
        return []
    found = collection.query(
        query_embeddings=query, n_results=k, where=where, include=["metadatas", "documents", "distances"]
    )
    keys = found["ids"][0]
    if len(keys) < k and len(collection.get(where=where, include=[])["ids"]) > len(keys):
        return _nearest_of_all(collection, query, k, where)
    records, texts, distances = found["metadatas"] or [[]], found["documents"] or [[]], found["distances"] or [[]]
    return _ranked(keys, records[0], texts[0], [1 - distance for distance in distances[0]])


def _nearest_of_all(collection: "Collection", query: Vectors, k: int, where: "Where | None") -> list[Near]:
    found = collection.get(where=where, include=["metadatas", "documents", "embeddings"])
    vectors = np.asarray(found["embeddings"], dtype=np.float32)
    cosines = vectors @ query[0] / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(query[0]))
    return _ranked(found["ids"], found["metadatas"] or [], found["documents"] or [], cosines.tolist())[:k]


def _ranked(
    keys: Sequence[str], records: Sequence[Stored], texts: Sequence[str], cosines: Sequence[float]
) -> list[Near]:
    scores = [min(1.0, max(0.0, cosine)) for cosine in cosines]
    order = sorted(range(len(keys)), key=lambda at: (-scores[at], keys[at]))
    return [(records[at], texts[at], scores[at]) for at in order]
