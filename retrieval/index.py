"""The index of passages and of what is known in figures: derived from the store, searched by nearness and by words.

It knows which embedding built it and refuses another. It does not know the store: who opens it tells it what to hold,
and may compare `document_ids` with what the store has. Chroma holds the passages; the lexical index beside it holds the
words of the paragraphs and is mended from it, so that the two never answer from different documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from corpus.model import DocumentKind
from figures.figure import FigureKind
from retrieval.cards import FigureCard, FigureHit
from retrieval.embedding import Embedding, Vectors
from retrieval.entries import DocumentEntries, difference, entries_of
from retrieval.lexical.fulltext import LexicalIndex
from retrieval.lexical.merging import DEPTH, merged
from retrieval.narrowing import Narrow, narrow
from retrieval.passages import Passage, PassageRole, Unit
from retrieval.vectors import chroma
from retrieval.vectors.lock import IndexLock
from retrieval.vectors.nearest import Near, nearest, nearest_among, nearest_keys
from retrieval.vectors.records import card_record, read_card, read_passage
from retrieval.vectors.writing import BATCH, Entry, Present, add, changed, delete, present
from retrieval.words import Words
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_PASSAGES = "passages"
_CARDS = "cards"
_FIGURES = "figures"
_ALL = (_PASSAGES, _CARDS, _FIGURES)

_FEW = 600
"""Within so few passages a search compares them one by one; Chroma's graph finds few among many slowly."""
_TOGETHER = 16  # documents told to the lexical index by one call
_WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with a score from 0 to 1: of `nearest` the cosine, of `search` how high it stands among those
    nearest and those that share most words (1: first in both)."""

    passage: Passage
    score: float


def open_index(settings: Settings, embedding: Embedding, words: Words | None = None) -> "Index":
    """The index of the workspace, as it was left; `words` cut texts and questions (None: by the dictionary alone).

    Raises `IndexFault` when it is missing, damaged, of another version or built by another embedding, and
    `WorkspaceBusy` when another process has it open.
    """
    return _open(settings, embedding, words or Words(), anew=False)


def create_index(settings: Settings, embedding: Embedding, words: Words | None = None) -> "Index":
    """An empty index for the workspace; what there was, whole or damaged, is removed. Raises as `open_index` does."""
    return _open(settings, embedding, words or Words(), anew=True)


def _open(settings: Settings, embedding: Embedding, words: Words, *, anew: bool) -> "Index":
    with ExitStack() as opened:
        client = _connected(settings) if settings.chroma_url else _open_folder(settings, opened, anew)
        opened.callback(chroma.close, client)
        if anew:
            chroma.drop_collections(client, _ALL)
        take = chroma.make_collection if anew else chroma.get_collection
        held = {name: take(client, name, embedding.name) for name in _ALL}
        lexical = LexicalIndex(settings.index, words)
        opened.callback(lexical.close)
        return Index(client, embedding, held, lexical, opened.pop_all(), shared=bool(settings.chroma_url))


def _connected(settings: Settings) -> "Client":
    return chroma.connect(settings.chroma_url or "", dict(settings.chroma_headers))


def _open_folder(settings: Settings, opened: ExitStack, anew: bool) -> "Client":
    opened.enter_context(IndexLock(settings.index))
    if anew:
        chroma.remove_folder(settings.index)
    elif not (settings.index / chroma.DATABASE).is_file():
        raise chroma.missing(settings.index)
    return chroma.open_folder(settings.index)


class Index:
    """An open index, for any number of threads of one process. Every method raises `IndexFault` when Chroma fails.

    Made by `open_index` and `create_index`; `close` lets the next process in. One that is `shared` looks before each
    search whether another process has written through the same server.
    """

    def __init__(
        self,
        client: "Client",
        embedding: Embedding,
        held: "Mapping[str, Collection]",
        lexical: LexicalIndex,
        opened: ExitStack,
        *,
        shared: bool,
    ):
        self._client = client
        self._embedding = embedding
        self._take(held)
        self._lexical = lexical
        self._opened = opened
        self._shared = shared
        self._mend_words()

    def _take(self, held: "Mapping[str, Collection]") -> None:
        self._passages, self._cards, self._figures = (held[name] for name in _ALL)

    @property
    def building(self) -> bool:
        """Whether it was created and `finish` not yet called: a rebuilding that was stopped goes on where it stood."""
        return chroma.is_building(self._passages)

    def finish(self) -> None:
        """Notes that it holds all it should."""
        if self.building:
            chroma.finish(self._passages)

    # what it holds

    def add_document(self, document_id: int, passages: Sequence[Passage]) -> None:
        """Holds exactly `passages` for the document from now on, whatever it held of it before."""
        self.add_documents({document_id: passages})

    def add_documents(self, documents: Mapping[int, Sequence[Passage]]) -> None:
        """The same for many documents: several times faster than one by one.

        A document whose adding or change is cut short is not among `document_ids`: add it again.
        """
        if not documents:
            return
        entries = {document_id: entries_of(document_id, passages) for document_id, passages in documents.items()}
        self._catch_up()
        self._lexical.version = _WRITING  # until it is in line again: a kill in between shows when it is next opened
        with chroma.faults("检索库写不进去"):
            self._write(entries)
        told = self._lexical.stamps()
        for document_id, held in entries.items():
            paragraphs = [one for one in documents[document_id] if one.unit is Unit.PARAGRAPH]
            if not paragraphs:
                self._lexical.remove(document_id)
            elif told.get(document_id) != held.stamp:
                self._lexical.put(document_id, held.stamp, paragraphs)
        self._note_writing()

    def _write(self, entries: Mapping[int, DocumentEntries]) -> None:
        """Brings Chroma to hold these: what opens a document goes first and comes last."""
        named = cast("Where", {"document_id": {"$in": [*entries]}})
        paragraphs, cards = (
            present(collection.get(where=named, include=["metadatas", "documents"]))
            for collection in (self._passages, self._cards)
        )
        gone, fresh = _differences({key: held.paragraphs for key, held in entries.items()}, paragraphs)
        gone_cards, fresh_cards = _differences({key: held.cards for key, held in entries.items()}, cards)
        delete(self._passages, gone)
        delete(self._cards, gone_cards)
        add(self._cards, fresh_cards, self._embedding.embed)
        add(self._passages, fresh, self._embedding.embed)

    def remove_document(self, document_id: int) -> None:
        """Forgets the document; one it does not hold is no error."""
        self._catch_up()
        self._lexical.version = _WRITING
        with chroma.faults("检索库写不进去"):
            self._passages.delete(where={"document_id": document_id})
            self._cards.delete(where={"document_id": document_id})
        self._lexical.remove(document_id)
        self._note_writing()

    def document_ids(self) -> set[int]:
        """The documents it holds whole. One without any paragraph is not among them."""
        return set(self._stamps())

    def clear(self) -> None:
        """Forgets everything."""
        chroma.drop_collections(self._client, _ALL)
        self._take({name: chroma.make_collection(self._client, name, self._embedding.name) for name in _ALL})
        self._lexical.clear()

    def __len__(self) -> int:
        """How many paragraphs it holds."""
        self._catch_up()
        return len(self._lexical)

    # search

    def search(
        self,
        query: str,
        k: int,
        *,
        region: str | None = None,
        year: int | Iterable[int] | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
    ) -> list[Hit]:
        """At most `k` paragraphs of the given region, year (or one of several), kind and role (None: any) that answer
        to `query`, best first: those nearest to it and those that share most words with it, merged by rank."""
        if k < 1:
            return []
        self._catch_up()
        within, depth = narrow(region, year, kind, role), max(k, DEPTH)
        near = self._near_keys(self._embedding.embed_query(query), depth, within)
        found = merged([self._lexical.search(query, depth, within), near], [1, self._embedding.weight])
        passages = self._passages_at([key for key, _ in found[: k + DEPTH]])
        return [Hit(passages[key], score) for key, score in found if key in passages][:k]

    def nearest(
        self,
        query: str,
        k: int,
        *,
        region: str | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
    ) -> list[Hit]:
        """At most `k` cards of sections of the given region, kind and role (None: any), nearest to `query` as
        vectors."""
        near = self._near(self._cards, query, k, _where(region=region, kind=kind, role=role))
        return [Hit(read_passage(stored, text), score) for stored, text, score in near]

    def neighbours(self, passage: Passage, each: int = 1) -> tuple[list[Passage], list[Passage]]:
        """Up to `each` paragraphs before `passage` in its document and as many after it, in reading order."""
        self._catch_up()
        keys = self._lexical.around(passage.document_id, passage.span.start, each)
        around = list(self._passages_at(keys).values())
        return (
            [other for other in around if other.span.start < passage.span.start],
            [other for other in around if other.span.start > passage.span.start],
        )

    def passages(
        self,
        *,
        region: str | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
        unit: Unit = Unit.PARAGRAPH,
    ) -> list[Passage]:
        """All passages of the given unit, region, kind and role (None: any), by document, in reading order."""
        if unit is Unit.PARAGRAPH:
            self._catch_up()
            found = list(self._passages_at(self._lexical.keys(Narrow(region, (), kind, role))).values())
        else:
            with chroma.faults("检索库读不出来"):
                where = _where(region=region, kind=kind, role=role)
                cards = present(self._cards.get(where=where, include=["metadatas", "documents"]))
                found = [read_passage(record, text) for record, text in cards.values()]
        return sorted(found, key=lambda passage: (passage.document_id, passage.span))

    def _near_keys(self, query: Vectors, k: int, within: Narrow) -> list[str]:
        """The keys of at most `k` paragraphs of `within` nearest to `query`, best first.

        What is within is told to Chroma by keys: conditions of its own cost it a look at every record it holds."""
        with chroma.faults("检索库读不出来"):
            if not within:
                return [key for key, _ in nearest_keys(self._passages, query, k)]
            among = self._lexical.keys(within)
            if len(among) <= _FEW:
                return [key for key, _ in nearest_among(self._passages, query, k, among)]
            return [key for key, _ in nearest_keys(self._passages, query, k, among=among)]

    def _passages_at(self, keys: Sequence[str]) -> dict[str, Passage]:
        """The passages of these keys, in their order; one that is gone is left out."""
        held: Present = {}
        with chroma.faults("检索库读不出来"):
            for at in range(0, len(keys), BATCH):
                some = list(keys[at : at + BATCH])
                held |= present(self._passages.get(ids=some, include=["metadatas", "documents"]))
            return {key: read_passage(*held[key]) for key in keys if key in held}

    def _near(self, collection: "Collection", query: str, k: int, where: "Where | None") -> list[Near]:
        with chroma.faults("检索库读不出来"):
            return nearest(collection, self._embedding.embed_query(query), k, where)

    # figures

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

    def search_figures(
        self, query: str, k: int, *, region: str | None = None, kind: FigureKind | None = None
    ) -> list[FigureHit]:
        """At most `k` cards, of the given region and kind (None: any), nearest to `query` first."""
        near = self._near(self._figures, query, k, _where(region=region, kind=kind))
        return [FigureHit(read_card(stored, text), score) for stored, text, score in near]

    # in line with what is stored

    def _catch_up(self) -> None:
        """Takes up what another process has written through the same server."""
        if not self._shared:
            return
        now = chroma.look_up(self._client, _PASSAGES, self._embedding.name)
        if now.id != self._passages.id:  # made anew
            self._take({name: chroma.look_up(self._client, name, self._embedding.name) for name in _ALL})
        else:
            self._passages = now
        self._mend_words()

    def _note_writing(self) -> None:
        version = uuid4().hex
        chroma.note_version(self._passages, version)
        if not self._shared:  # else another may have written meanwhile: the next look tells
            self._lexical.version = version

    def _mend_words(self) -> None:
        """Brings the lexical index to hold just the documents that Chroma holds."""
        version = chroma.version_of(self._passages)
        if version == self._lexical.version:
            return
        there, here = self._stamps(), self._lexical.stamps()
        for document_id in here.keys() - there.keys():
            self._lexical.remove(document_id)
        other = sorted(document_id for document_id, stamp in there.items() if here.get(document_id) != stamp)
        for at in range(0, len(other), _TOGETHER):
            some = other[at : at + _TOGETHER]
            named = cast("Where", {"document_id": {"$in": some}})
            with chroma.faults("检索库读不出来"):
                found = present(self._passages.get(where=named, include=["metadatas", "documents"]))
                paragraphs = [read_passage(record, text) for record, text in found.values()]
            for document_id in some:
                mine = [one for one in paragraphs if one.document_id == document_id]
                self._lexical.put(document_id, there[document_id], mine)
        self._lexical.version = version

    def _stamps(self) -> dict[int, str]:
        """The documents that Chroma holds whole, each with its stamp."""
        with chroma.faults("检索库读不出来"):
            found = self._passages.get(where={"opens": True}, include=["metadatas"])["metadatas"] or []
            return {int(str(record["document_id"])): str(record["stamp"]) for record in found}

    def close(self) -> None:
        """Lets the next process in. Closing twice does nothing; nothing else may follow."""
        self._opened.close()

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _differences(wanted: Mapping[int, Sequence[Entry]], before: Present) -> tuple[list[str], list[Entry]]:
    """What to delete and what to add, for all the documents of `wanted`."""
    old, new = list[str](), list[Entry]()
    for document_id, entries in wanted.items():
        mine = {key: held for key, held in before.items() if held[0]["document_id"] == document_id}
        gone, fresh = difference(entries, mine)
        old += gone
        new += fresh
    return old, new


def _where(**wanted: str | int | None) -> "Where | None":
    """Chroma's form of *all of these*; None says nothing."""
    terms: list[Where] = [{name: value} for name, value in wanted.items() if value is not None]
    if len(terms) > 1:
        return {"$and": terms}
    return terms[0] if terms else None
