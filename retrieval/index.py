"""The index of passages and of figures' cards: derived from the store, searched by nearness of vectors and by words.

It knows which embedding built it and refuses another. It does not know the store: who opens it tells it what to hold,
and may compare `document_ids` with what the store has. Chroma holds the passages; the lexical index beside it holds
their words and is mended from it, so that the two never answer from different documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from corpus.model import DocumentKind
from retrieval.cards import FigureCard, FigureHit
from retrieval.embedding import Embedding
from retrieval.lexical.fulltext import LexicalIndex
from retrieval.lexical.merging import DEPTH, merged
from retrieval.lexical.words import Words
from retrieval.passages import Passage, PassageRole, Unit
from retrieval.vectors import chroma
from retrieval.vectors.lock import IndexLock
from retrieval.vectors.nearest import Near, nearest
from retrieval.vectors.records import card_record, passage_record, read_card, read_passage
from retrieval.vectors.writing import BATCH, Entry, Present, add, changed, delete, present
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_PASSAGES = "passages"
_FIGURES = "figures"


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
            chroma.drop_collections(client, (_PASSAGES, _FIGURES))
        take = chroma.make_collection if anew else chroma.get_collection
        passages, figures = (take(client, name, embedding.name) for name in (_PASSAGES, _FIGURES))
        lexical = LexicalIndex(settings.index, words)
        opened.callback(lexical.close)
        return Index(client, embedding, passages, figures, lexical, opened.pop_all())


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

    Made by `open_index` and `create_index`; `close` lets the next process in.
    """

    def __init__(
        self,
        client: "Client",
        embedding: Embedding,
        passages: "Collection",
        figures: "Collection",
        lexical: LexicalIndex,
        opened: ExitStack,
    ):
        self._client = client
        self._embedding = embedding
        self._passages = passages
        self._figures = figures
        self._lexical = lexical
        self._opened = opened
        self._mend_words()

    @property
    def building(self) -> bool:
        """Whether it was created and `finish` not yet called: a rebuilding that was stopped goes on where it stood."""
        return chroma.is_building(self._passages)

    def finish(self) -> None:
        """Notes that it holds all it should."""
        if self.building:
            chroma.finish(self._passages)

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
        self._lexical.remove(old)
        self._lexical.put((entry.key, entry.words, entry.record) for entry in new)

    def remove_document(self, document_id: int) -> None:
        """Forgets the document; one it does not hold is no error."""
        with chroma.faults("检索库写不进去"):
            self._passages.delete(where={"document_id": document_id})
        self._lexical.remove_document(document_id)

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
    ) -> list[Hit]:
        """At most `k` paragraphs of the given region, year, kind and role (None: any) that answer to `query`, best
        first: those nearest to it and those that share most words with it, merged by rank."""
        narrow = {"region": region, "year": year, "kind": kind, "role": role, "unit": Unit.PARAGRAPH}
        depth = max(k, DEPTH) if k > 0 else 0
        near = self._near(self._passages, query, depth, _where(**narrow))
        passages = {(passage := read_passage(stored, text)).key: passage for stored, text, _ in near}
        by_words = self._by_words(query, depth, narrow)
        passages.update(self._passages_at([key for key in by_words if key not in passages]))
        found = merged([list(passages)[: len(near)], [key for key in by_words if key in passages]])
        return [Hit(passages[key], score) for key, score in found[: max(k, 0)]]

    def nearest(
        self,
        query: str,
        k: int,
        *,
        region: str | None = None,
        kind: DocumentKind | None = None,
        role: PassageRole | None = None,
        unit: Unit = Unit.CARD,
    ) -> list[Hit]:
        """At most `k` passages of the given unit, region, kind and role (None: any), nearest to `query` as vectors."""
        where = _where(region=region, kind=kind, role=role, unit=unit)
        return [
            Hit(read_passage(stored, text), score)
            for stored, text, score in self._near(self._passages, query, k, where)
        ]

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """The paragraphs before and after `passage` in its document, None at either end."""
        where = _where(document_id=passage.document_id, unit=Unit.PARAGRAPH)
        with chroma.faults("检索库读不出来"):
            found = self._passages.get(where=where, include=["metadatas", "documents"])
            records, texts = found["metadatas"] or [], found["documents"] or []
            all_of_it = [read_passage(record, text) for record, text in zip(records, texts, strict=True)]
        before = [other for other in all_of_it if other.span.end <= passage.span.start]
        after = [other for other in all_of_it if other.span.start >= passage.span.end]
        return (
            max(before, key=lambda other: other.span, default=None),
            min(after, key=lambda other: other.span, default=None),
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
        self._lexical.clear()

    def close(self) -> None:
        """Lets the next process in. Closing twice does nothing; nothing else may follow."""
        self._opened.close()

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _by_words(self, query: str, k: int, narrow: Mapping[str, str | int | None]) -> list[str]:
        with chroma.faults("检索库读不出来"):
            held = self._passages.count()
        if held != len(self._lexical):  # another process wrote through the same server
            self._mend_words()
        return self._lexical.search(query, k, narrow)

    def _passages_at(self, keys: Sequence[str]) -> dict[str, Passage]:
        """The passages of these keys, in their order; one that is gone is left out."""
        if not keys:
            return {}
        with chroma.faults("检索库读不出来"):
            held = present(self._passages.get(ids=list(keys), include=["metadatas", "documents"]))
            return {key: read_passage(*held[key]) for key in keys if key in held}

    def _mend_words(self) -> None:
        """Brings the lexical index to hold just what Chroma holds."""
        with chroma.faults("检索库读不出来"):
            if self._passages.count() == len(self._lexical):
                return
            held = set(self._passages.get(include=[])["ids"])
            here = self._lexical.keys()
            self._lexical.remove(here - held)
            lacking = sorted(held - here)
            for at in range(0, len(lacking), BATCH):
                found = present(self._passages.get(ids=lacking[at : at + BATCH], include=["metadatas", "documents"]))
                self._lexical.put(
                    (key, _words_of(read_passage(record, text)), record) for key, (record, text) in found.items()
                )

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
