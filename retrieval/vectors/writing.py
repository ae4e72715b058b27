"""Entries laid down in a collection. Knows nothing of what they mean.

An entry that stands as it should is left alone, and none is ever written over: one that changed is deleted and added
again. Chroma is several times slower at writing over a record, and tears its search graph as it does so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.embedding import Vectors
from retrieval.vectors.records import Record, Stored

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult

BATCH = 1000  # entries written at once: bounds the memory of their vectors, and the size of a request to a server

Present = dict[str, tuple[Stored, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record under its key: `words` are what it is compared by, `text` what it says."""

    key: str
    words: str
    text: str
    record: Record


def present(found: "GetResult") -> Present:
    """What a collection answered (with metadatas and documents), by key."""
    return dict(zip(found["ids"], zip(found["metadatas"] or [], found["documents"] or [], strict=True), strict=True))


def changed(entries: Sequence[Entry], before: Present) -> list[Entry]:
    """Those of `entries` that are not in `before` just as they are."""
    return [entry for entry in entries if before.get(entry.key) != (entry.record, entry.text)]


def add(collection: "Collection", entries: Sequence[Entry], embed: Callable[[Sequence[str]], Vectors]) -> None:
    """Adds entries that are not there, in their order."""
    for at in range(0, len(entries), BATCH):
        batch = entries[at : at + BATCH]
        collection.add(
            ids=[entry.key for entry in batch],
            embeddings=embed([entry.words for entry in batch]),
            documents=[entry.text for entry in batch],
            metadatas=[entry.record for entry in batch],
        )


def delete(collection: "Collection", keys: Sequence[str]) -> None:
    """Deletes what is there of `keys`, in their order."""
    for at in range(0, len(keys), BATCH):
        collection.delete(ids=list(keys[at : at + BATCH]))
