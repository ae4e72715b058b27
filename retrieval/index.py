"""The index of passages and of what is known in figures: derived from the store, searched by nearness and by words.

It knows which embedding built it and refuses another. It does not know the store: who opens it tells it what to hold,
and may compare `document_ids` with what the store has. Chroma holds the passages; the lexical index beside it holds the
words of the paragraphs and is mended from it, so that the two never answer from different documents.

Where an embedding outside the house is asked, it is shown those paragraphs that may leave the house and nothing else:
the others, and all cards, have their vectors from one inside, on shelves of their own.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from corpus.model import DocumentKind
from figures.figure import FigureKind
from retrieval.cards import FigureCard, FigureHit
from retrieval.lexical.fulltext import LexicalIndex
from retrieval.lexical.merging import DEPTH, in_turn, merged
from retrieval.narrowing import Narrow, narrow
from retrieval.passages import Passage, PassageRole, Unit
from retrieval.vectors import chroma
from retrieval.vectors.entries import DocumentEntries, difference, entries_of
from retrieval.vectors.nearest import Near
from retrieval.vectors.records import card_record, read_card, read_passage
from retrieval.vectors.shelf import Shelf
from retrieval.vectors.writing import Entry, Present, changed

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.types import Where

PASSAGES = "passages"
KEPT = "kept"
CARDS = "cards"
FIGURES = "figures"
"""The names of its shelves. `KEPT` has the paragraphs that may not leave the house and is there only where the vectors
of the others are made outside it."""
_TOGETHER = 16  # documents told to the lexical index by one call
_WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with a score from 0 to 1: of `nearest` the cosine, of `search` how high it stands among those
    nearest and those that share most words (1: first in both)."""

    passage: Passage
    score: float


class Index:
    """An open index, for any number of threads of one process. Every method raises `IndexFault` when Chroma fails.

    Made by `open_index` and `create_index` of `retrieval.opening`; `close` lets the next process in. One that is
    `shared` looks before each search whether another process has written through the same server; the names of its
    collections there end in `within`.
    """

    def __init__(
        self,
        client: "Client",
        shelves: Mapping[str, Shelf],
        lexical: LexicalIndex,
        opened: ExitStack,
        *,
        shared: bool,
        within: str = "",
    ):
        self._client = client
        self._within = within
        self._take(shelves)
        self._lexical = lexical
        self._opened = opened
        self._shared = shared
        self._mend_words()

    def _take(self, shelves: Mapping[str, Shelf]) -> None:
        """`_paragraphs` are the shelf of what may leave the house and, where there is one, that of the rest; the first
        one's collection keeps what is noted of the whole index."""
        self._shelves = shelves
        self._paragraphs = tuple(shelves[name] for name in (PASSAGES, KEPT) if name in shelves)
        self._passages = shelves[PASSAGES].collection
        self._cards, self._figures = shelves[CARDS], shelves[FIGURES]

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

    def add_documents(self, documents: Mapping[int, Sequence[Passage]], kept: Container[int] = ()) -> None:
        """The same for many documents, of which those of `kept` may not leave the house: several times faster than one
        by one.

        A document whose adding or change is cut short is not among `document_ids`: add it again.
        """
        if not documents:
            return
        entries = {document_id: entries_of(document_id, passages) for document_id, passages in documents.items()}
        self._catch_up()
        self._lexical.version = _WRITING  # until it is in line again: a kill in between shows when it is next opened
        with chroma.faults("检索库写不进去"):
            self._write(entries, kept)
        told = self._lexical.stamps()
        for document_id, held in entries.items():
            paragraphs = [one for one in documents[document_id] if one.unit is Unit.PARAGRAPH]
            if not paragraphs:
                self._lexical.remove(document_id)
            elif told.get(document_id) != held.stamp:
                self._lexical.put(document_id, held.stamp, paragraphs)
        self._note_writing()

    def _write(self, entries: Mapping[int, DocumentEntries], kept: Container[int]) -> None:
        """Brings Chroma to hold these: what opens a document goes first and comes last."""
        named = cast("Where", {"document_id": {"$in": [*entries]}})
        changes: list[tuple[Shelf, list[str], list[Entry]]] = []
        for shelf in (self._cards, *self._paragraphs):
            wanted = {key: self._wanted(shelf, key, held, kept) for key, held in entries.items()}
            changes.append((shelf, *_differences(wanted, shelf.held(named))))
        for shelf, gone, _ in reversed(changes):
            shelf.take_out(gone)
        for shelf, _, fresh in changes:
            shelf.put(fresh)

    def _wanted(
        self, shelf: Shelf, document_id: int, entries: DocumentEntries, kept: Container[int]
    ) -> Sequence[Entry]:
        """What `shelf` is to hold of a document."""
        if shelf is self._cards:
            return entries.cards
        return entries.paragraphs if shelf is self._paragraphs[-1 if document_id in kept else 0] else ()

    def misplaced(self, kept: Container[int]) -> set[int]:
        """The documents that stand on another shelf than they should, those of `kept` being told to nobody outside."""
        if len(self._paragraphs) == 1:
            return set()
        with chroma.faults("检索库读不出来"):
            free, inside = (shelf.stamps() for shelf in self._paragraphs)
        return {key for key in free if key in kept} | {key for key in inside if key not in kept}

    def remove_document(self, document_id: int) -> None:
        """Forgets the document; one it does not hold is no error."""
        self._catch_up()
        self._lexical.version = _WRITING
        with chroma.faults("检索库写不进去"):
            for shelf in (*self._paragraphs, self._cards):
                shelf.collection.delete(where={"document_id": document_id})
        self._lexical.remove(document_id)
        self._note_writing()

    def document_ids(self) -> set[int]:
        """The documents it holds whole. One without any paragraph is not among them."""
        return set(self._stamps())

    def clear(self) -> None:
        """Forgets everything."""
        chroma.drop_collections(self._client, tuple(map(self._named, self._shelves)))
        self._take(
            {
                name: Shelf(
                    chroma.make_collection(self._client, self._named(name), shelf.embedding.name), shelf.embedding
                )
                for name, shelf in self._shelves.items()
            }
        )
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
        documents: Iterable[int] = (),
    ) -> list[Hit]:
        """At most `k` paragraphs of the given region, year (or one of several), kind and role (None: any), of one of
        `documents` where some are named, that answer to `query`, best first: those nearest to it and those that share
        most words with it, merged by rank."""
        if k < 1:
            return []
        self._catch_up()
        within, depth = narrow(region, year, kind, role, documents), max(k, DEPTH)
        near = self._near_keys(query, depth, within)
        found = merged([self._lexical.search(query, depth, within), near], [1, self._paragraphs[0].embedding.weight])
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
                found = [read_passage(record, text) for record, text in self._cards.held(where).values()]
        return sorted(found, key=lambda passage: (passage.document_id, passage.span))

    def _near_keys(self, query: str, k: int, within: Narrow) -> list[str]:
        """The keys of at most `k` paragraphs of `within` nearest to `query`, best first: those of each shelf in turn,
        as nearness by one embedding says nothing beside that by another.

        What is within is told to Chroma by keys: conditions of its own cost it a look at every record it holds."""
        among = self._lexical.keys(within) if within else None
        with chroma.faults("检索库读不出来"):
            if among is None or len(self._paragraphs) == 1:
                return in_turn([shelf.near_keys(query, k, among) for shelf in self._paragraphs])[:k]
            return in_turn([shelf.near_keys(query, k, shelf.known(among)) for shelf in self._paragraphs])[:k]

    def _passages_at(self, keys: Sequence[str]) -> dict[str, Passage]:
        """The passages of these keys, in their order; one that is gone is left out."""
        held: Present = {}
        with chroma.faults("检索库读不出来"):
            for shelf in self._paragraphs:
                held |= shelf.at(keys)
            return {key: read_passage(*held[key]) for key in keys if key in held}

    def _near(self, shelf: Shelf, query: str, k: int, where: "Where | None") -> list[Near]:
        with chroma.faults("检索库读不出来"):
            return shelf.near(query, k, where)

    # figures

    def put_figures(self, cards: Iterable[FigureCard]) -> None:
        """Holds these cards, each in place of an earlier one of the same key."""
        by_key = {card.key: Entry(card.key, card.text, card.text, card_record(card)) for card in cards}
        if not by_key:
            return
        with chroma.faults("检索库写不进去"):
            before = self._figures.at(list(by_key))
            new = changed(list(by_key.values()), before)
            self._figures.take_out([entry.key for entry in new if entry.key in before])
            self._figures.put(new)

    def remove_figures(self, keys: Iterable[str]) -> None:
        """Forgets the cards of these keys; one it does not hold is no error."""
        with chroma.faults("检索库写不进去"):
            self._figures.take_out(list(keys))

    def keep_figures(self, keys: Iterable[str]) -> None:
        """Forgets the cards of all other keys: no table and no document tells of such a series any more."""
        kept = set(keys)
        with chroma.faults("检索库写不进去"):
            self._figures.take_out([key for key in self._figures.held(None) if key not in kept])

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
        now = self._looked_up(PASSAGES)
        if now.collection.id != self._passages.id:  # made anew
            self._take({name: self._looked_up(name) for name in self._shelves})
        else:
            self._take({**self._shelves, PASSAGES: now})
        self._mend_words()

    def _looked_up(self, name: str) -> Shelf:
        embedding = self._shelves[name].embedding
        return Shelf(chroma.look_up(self._client, self._named(name), embedding.name), embedding)

    def _named(self, name: str) -> str:
        return name + self._within

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
                found = [held for shelf in self._paragraphs for held in shelf.held(named).values()]
                paragraphs = [read_passage(record, text) for record, text in found]
            for document_id in some:
                mine = [one for one in paragraphs if one.document_id == document_id]
                self._lexical.put(document_id, there[document_id], mine)
        self._lexical.version = version

    def _stamps(self) -> dict[int, str]:
        """The documents that Chroma holds whole, each with its stamp."""
        with chroma.faults("检索库读不出来"):
            return {key: stamp for shelf in self._paragraphs for key, stamp in shelf.stamps().items()}

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
