"""A shelf: a collection of Chroma together with the embedding that makes its vectors. Knows no passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.embedding import Embedding
from retrieval.vectors.nearest import Near, nearest, nearest_among, nearest_keys
from retrieval.vectors.writing import BATCH, Entry, Present, add, delete, present

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_FEW = 600
"""Within so few entries a search compares them one by one; Chroma's graph finds few among many slowly."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries that are compared with one another. Errors of Chroma and of the embedding pass through."""

    collection: "Collection"
    embedding: Embedding

    def held(self, where: "Where | None") -> Present:
        """The entries that match `where`."""
        return present(self.collection.get(where=where, include=["metadatas", "documents"]))

    def at(self, keys: Sequence[str]) -> Present:
        """Those of `keys` that are here."""
        held: Present = {}
        for at in range(0, len(keys), BATCH):
            some = list(keys[at : at + BATCH])
            held |= present(self.collection.get(ids=some, include=["metadatas", "documents"]))
        return held

    def known(self, keys: Sequence[str]) -> list[str]:
        """Those of `keys` that are here, by key alone. Chroma refuses to search among keys it does not have."""
        some = (list(keys[at : at + BATCH]) for at in range(0, len(keys), BATCH))
        return [key for ids in some for key in self.collection.get(ids=ids, include=[])["ids"]]

    def stamps(self) -> dict[int, str]:
        """The documents that are here whole, each with the stamp of the entry that opens it."""
        found = self.collection.get(where={"opens": True}, include=["metadatas"])["metadatas"] or []
        return {int(str(record["document_id"])): str(record["stamp"]) for record in found}

    def take_out(self, keys: Sequence[str]) -> None:
        """Deletes what is here of `keys`, in their order."""
        delete(self.collection, keys)

    def put(self, entries: Sequence[Entry]) -> None:
        """Adds entries that are not here, in their order."""
        add(self.collection, entries, self.embedding.embed)

    def near(self, question: str, k: int, where: "Where | None") -> list[Near]:
        """At most `k` entries that match `where`, nearest to `question` first."""
        return nearest(self.collection, self.embedding.embed_query(question), k, where)

    def near_keys(self, question: str, k: int, among: Sequence[str] | None) -> list[str]:
        """The keys of at most `k` entries, nearest to `question` first; of `among`, all of them here, where given.

        The embedding is asked nothing where nothing is here."""
        if among == [] or not self.collection.count():
            return []
        query = self.embedding.embed_query(question)
        if among is None:
            return [key for key, _ in nearest_keys(self.collection, query, k)]
        if len(among) <= _FEW:
            return [key for key, _ in nearest_among(self.collection, query, k, among)]
        return [key for key, _ in nearest_keys(self.collection, query, k, among=among)]
