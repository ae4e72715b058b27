"""The index of passages and of figures' cards: derived from the store, searched by nearness of vectors.

It knows which embedding built it and refuses another. It does not know the store: who opens it tells it what to hold,
and may compare `document_ids` with what the store has.

A lexical index beside this one can answer with the same `Hit`s; the two meet by `Passage.key`.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from corpus.model import DocumentKind
from retrieval import chroma
from retrieval.cards import FigureCard, FigureHit
from retrieval.embedding import Embedding
from retrieval.lock import IndexLock
from retrieval.nearest import Near, nearest
from retrieval.passages import Passage, PassageRole, Unit
from retrieval.records import card_record, passage_record, read_card, read_passage
from retrieval.writing import Entry, Present, add, changed, delete, present
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_PASSAGES = "passages"
_FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its nearness to the query from 0 (nothing in common) to 1 (the same words)."""

    passage: Passage
    score: float


def open_index(settings: Settings, embedding: Embedding) -> "Index":
    """The index of the workspace, as it was left.

    Raises `IndexFault` when it is missing, damaged, of another version or built by another embedding, and
    `WorkspaceBusy` when another process has it open.
    """
    return _open(settings, embedding, anew=False)


def create_index(settings: Settings, embedding: Embedding) -> "Index":
    """An empty index for the workspace; what there was, whole or damaged, is removed. Raises as `open_index` does."""
    return _open(settings, embedding, anew=True)


def _open(settings: Settings, embedding: Embedding, *, anew: bool) -> "Index":
    with ExitStack() as opened:
        client = chroma.connect(settings.chroma_url) if settings.chroma_url else _open_folder(settings, opened, anew)
        opened.callback(client.close)
        if anew:
            chroma.drop_collections(client, (_PASSAGES, _FIGURES))
        take = chroma.make_collection if anew else chroma.get_collection
        passages, figures = (take(client, name, embedding.name) for name in (_PASSAGES, _FIGURES))
        return Index(client, embedding, passages, figures, opened.pop_all())


def _open_folder(settings: Settings, opened: ExitStack, anew: bool) -> "Client":
    opened.enter_context(IndexLock(settings.index))
    if anew:
        chroma.remove_folder(settings.index)
    elif not (settings.index / chroma.DATABASE).is_file():
        raise chroma.missing(settings.index)
    return chroma.open_folder(settings.index)


class Index:
    """An open index, for any number of threads of one process. Every method raises `IndexFault` when Chroma fails.

    Made by `open_index` and `create_index`; `close` lets the next process in.
    """

    def __init__(
        self,
        client: "Client",
        embedding: Embedding,
        passages: "Collection",
        figures: "Collection",
        opened: ExitStack,
    ):
        self._client = client
        self._embedding = embedding
        self._passages = passages
        self._figures = figures
        self._opened = opened

    def add_document(self, document_id: int, passages: Sequence[Passage]) -> None:
        """Holds exactly `passages` for the document from now on, whatever it held of it before."""
        self.add_documents({document_id: passages})

    def add_documents(self, documents: Mapping[int, Sequence[Passage]]) -> None:
        """The same for many documents: several times faster than one by one.

        A document whose adding or change is cut short is not among `document_ids`: add it again.
        """
        if not documents:
            return
        entries = {document_id: _entries(document_id, passages) for document_id, passages in documents.items()}
        named = cast("Where", {"document_id": {"$in": [*documents]}})
        with chroma.faults("检索库写不进去"):
            before = present(self._passages.get(where=named, include=["metadatas", "documents"]))
            old, new = list[str](), list[Entry]()
            for document_id, wanted in entries.items():
                gone, fresh = _difference(wanted, _of_document(document_id, before))
                old += gone
                new += fresh
            delete(self._passages, old)
            add(self._passages, new, self._embedding.embed)

    def remove_document(self, document_id: int) -> None:
        """Forgets the document; one it does not hold is no error."""
        with chroma.faults("检索库写不进去"):
            self._passages.delete(where={"document_id": document_id})

    def document_ids(self) -> set[int]:
        """The documents it holds whole. One without any passage is not among them."""
        with chroma.faults("检索库读不出来"):
            found = self._passages.get(where={"opens": True}, include=["metadatas"])["metadatas"] or []
            return {int(str(record["document_id"])) for record in found}

    def search(
        self,
        query: str,
        k: int,
        *,
        region: str | None = None,
        year: int | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
        unit: Unit = Unit.PARAGRAPH,
    ) -> list[Hit]:
        """At most `k` passages of the given unit, region, year, kind and role (None: any), nearest to `query` first."""
        where = _where(region=region, year=year, kind=kind, role=role, unit=unit)
        return [
            Hit(read_passage(stored, text), score)
            for stored, text, score in self._near(self._passages, query, k, where)
        ]

    def passages(
        self,
        *,
        region: str | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
        unit: Unit = Unit.PARAGRAPH,
    ) -> list[Passage]:
        """All passages of the given unit, region, kind and role (None: any), by document, in reading order."""
        where = _where(region=region, kind=kind, role=role, unit=unit)
        with chroma.faults("检索库读不出来"):
            found = self._passages.get(where=where, include=["metadatas", "documents"])
            records, texts = found["metadatas"] or [], found["documents"] or []
            passages = [read_passage(record, text) for record, text in zip(records, texts, strict=True)]
        return sorted(passages, key=lambda passage: (passage.document_id, passage.span))

    def put_figures(self, cards: Iterable[FigureCard]) -> None:
        """Holds these cards, each in place of an earlier one of the same key."""
        by_key = {card.key: Entry(card.key, card.text, card.text, card_record(card)) for card in cards}
        if not by_key:
            return
        with chroma.faults("检索库写不进去"):
            before = present(self._figures.get(ids=list(by_key), include=["metadatas", "documents"]))
            new = changed(list(by_key.values()), before)
            delete(self._figures, [entry.key for entry in new if entry.key in before])
            add(self._figures, new, self._embedding.embed)

    def remove_figures(self, keys: Iterable[str]) -> None:
        """Forgets the cards of these keys; one it does not hold is no error."""
        with chroma.faults("检索库写不进去"):
            delete(self._figures, list(keys))

    def search_figures(self, query: str, k: int, *, region: str | None = None) -> list[FigureHit]:
        """At most `k` cards, of the given region (None: any), nearest to `query` first."""
        near = self._near(self._figures, query, k, _where(region=region))
        return [FigureHit(read_card(stored, text), score) for stored, text, score in near]

    def clear(self) -> None:
        """Forgets everything."""
        chroma.drop_collections(self._client, (_PASSAGES, _FIGURES))
        self._passages = chroma.make_collection(self._client, _PASSAGES, self._embedding.name)
        self._figures = chroma.make_collection(self._client, _FIGURES, self._embedding.name)

    def close(self) -> None:
        """Lets the next process in. Closing twice does nothing; nothing else may follow."""
        self._opened.close()

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _near(self, collection: "Collection", query: str, k: int, where: "Where | None") -> list[Near]:
        with chroma.faults("检索库读不出来"):
            return nearest(collection, self._embedding.embed([query]), k, where)


def _entries(document_id: int, passages: Sequence[Passage]) -> list[Entry]:
    """The entries of a document, its opening one last: where that stands, the rest of the document stands too."""
    entries: dict[str, Entry] = {}
    for passage in reversed(passages):
        if passage.document_id != document_id:
            raise ValueError(f"passage {passage.key} is not of document {document_id}")
        record = passage_record(passage, opens=passage is passages[0])
        entries[passage.key] = Entry(passage.key, _words_of(passage), passage.text, record)
    return list(entries.values())


def _of_document(document_id: int, before: Present) -> Present:
    return {key: held for key, held in before.items() if held[0]["document_id"] == document_id}


def _difference(entries: Sequence[Entry], before: Present) -> tuple[list[str], list[Entry]]:
    """The keys to delete and the entries to add so that a document of which `before` is held becomes `entries`.

    Where anything changes, the opening entry goes first and comes back last: a document changed by half is not whole.
    """
    fresh = changed(entries, before)
    wanted = {entry.key for entry in entries}
    gone = [key for key in before if key not in wanted]
    if (fresh or gone) and entries and entries[-1] not in fresh:
        fresh.append(entries[-1])
    rewritten = [entry.key for entry in reversed(fresh) if entry.key in before]
    opening = [key for key in gone if before[key][0].get("opens")]
    return [*opening, *rewritten, *(key for key in gone if key not in opening)], fresh


def _words_of(passage: Passage) -> str:
    """What stands for a passage when it is compared: a paragraph also by the heading it stands under."""
    return passage.text if passage.unit is Unit.CARD else f"{passage.heading}\n{passage.text}".strip()


def _where(**wanted: str | int | None) -> "Where | None":
    """Chroma's form of *all of these*; None says nothing."""
    terms: list[Where] = [{name: value} for name, value in wanted.items() if value is not None]
    if len(terms) > 1:
        return {"$and": terms}
    return terms[0] if terms else None
