"""The keeper of a workspace's index: opens it once, adds what the store has and it lacks, rebuilds it when asked.

The store is the truth and the index follows it, never the other way round: a document counts as indexed only once the
index holds it whole, so a kill at any moment leaves too much to do, never too little.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import RLock

from corpus.library import OTHERWISE_INDEXED, Library, StoredDocument
from corpus.model import DocumentKind
from errors import EmbeddingFault, IndexFault
from figures.book import FigureBook
from figures.catalogue import Catalogue, load_catalogue
from figures.figure import FigureKind
from figures.ledger import Ledger
from progress import Progress, Report, quiet
from retrieval.cards import FigureCard
from retrieval.embedding import Embedding, choose_embedding, house_embedding
from retrieval.index import Index
from retrieval.naming import workspace_mark
from retrieval.opening import create_index, open_index
from retrieval.passages import DocumentFacts, cut
from retrieval.series import figure_cards, target_cards
from retrieval.words import Words
from settings import Settings
from store.engine import Store

# Documents indexed at once: adding many is several times faster than one by one.
_TOGETHER = 16


class IndexKeeper:
    """Keeps the one index of a workspace, for any number of threads. Every method may raise `HegaoError`."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        library: Library,
        book: FigureBook,
        ledger: Ledger,
        catalogue: Callable[[], Catalogue],
    ):
        self._settings = settings
        self._store = store
        self._library = library
        self._book = book
        self._ledger = ledger
        self._catalogue = catalogue
        # The names that come with Hegao, not the workspace's: an edit of its catalogue must not cut every text anew.
        self._words = Words(name for one in load_catalogue().indicators for name in (one.name, *one.aliases))
        self._index: Index | None = None
        self._behind = True
        self._closed = False
        self._lock = RLock()

    @property
    def embedding_name(self) -> str:
        """What makes the vectors. Raises `EmbeddingFault` or `InputError` where the settings name none that is."""
        return self._embedding.name

    @property
    def tells_outside(self) -> bool:
        """Whether the vectors of what may leave the house are made outside it. Raises as `embedding_name` does."""
        return self._house is not None

    @cached_property
    def _embedding(self) -> Embedding:
        # Chosen when the index is first asked for: a desk whose embedding is gone still reads and exports drafts.
        return choose_embedding(self._settings)

    @cached_property
    def _house(self) -> Embedding | None:
        return house_embedding(self._embedding)

    @cached_property
    def _mark(self) -> str:
        return workspace_mark(self._store) if self._settings.chroma_url else ""

    def index(self) -> Index:
        """The index, opened when first asked for and then brought up to date with the store.

        Raises `WorkspaceBusy` when another process has it, `IndexFault` when it must be rebuilt.
        """
        with self._lock:
            index = self._open()
            if self._behind:
                self._follow(index, quiet)
            return index

    def follow(self, report: Report = quiet) -> int:
        """Adds what the store has and the index lacks, takes out what was removed; says how many documents it added."""
        with self._lock:
            self._behind = True  # and stays so where a server does not answer: it is then followed when next asked for
            return self._follow(self._open(), report)

    def lacking(self, report: Report = quiet) -> str:
        """Why nothing can be searched now, in a sentence; "" where it can be, and the index is then up to date. Raises
        `WorkspaceBusy` where another process has it."""
        try:
            self.follow(report)
        except (IndexFault, EmbeddingFault) as fault:
            return fault.sentence
        return ""

    def move(self) -> None:
        """Brings documents that may leave the house now, or may no longer, to where they are embedded as such; where
        the index is not open that is done when it is opened next."""
        with self._lock:
            if self._index is not None and self.tells_outside:
                self._behind = True
                self._follow(self._index, quiet)

    def rebuild(self, report: Report = quiet) -> int:
        """Makes the index anew from the store; says how many documents it added. A rebuilding that was stopped goes on
        where it stood."""
        with self._lock:
            self._let_go()
            report(Progress(0, 1, "重建检索库"))
            self._index = self._begun() or self._anew()
            done = self._follow(self._index, report)
            report(Progress(1, 1, "完成"))
            return done

    def close(self) -> None:
        """Lets another process have the index, for good."""
        with self._lock:
            self._closed = True
            self._let_go()

    def _open(self) -> Index:
        if self._closed:  # a thread that outlives its desk must not take the index from the next one
            raise IndexFault("工作区已经关闭，请重新打开再试。")
        if self._index is None:
            self._index = self._opened_or_new()
            self._unmark_lost(self._index)
            self._behind = True
        return self._index

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def _begun(self) -> Index | None:
        """The index that an earlier rebuilding began and did not finish."""
        try:
            index = open_index(self._settings, self._embedding, self._words, house=self._house, mark=self._mark)
        except IndexFault:
            return None
        if index.building:
            self._unmark_lost(index)
            return index
        index.close()
        return None

    def _anew(self) -> Index:
        for document in self._library.documents():  # first: a kill in between leaves too much to do, never too little
            self._library.mark_indexed(document.id, None)
        return create_index(self._settings, self._embedding, self._words, house=self._house, mark=self._mark)

    def _opened_or_new(self) -> Index:
        try:
            return open_index(self._settings, self._embedding, self._words, house=self._house, mark=self._mark)
        except IndexFault:
            if any(document.indexed_with for document in self._library.documents()):
                raise
            return create_index(self._settings, self._embedding, self._words, house=self._house, mark=self._mark)

    def _unmark_lost(self, index: Index) -> None:
        """Notes of documents that the store takes for indexed and the index does not hold (a kill between the two) that
        they are not."""
        held = index.document_ids()
        for document in self._library.documents():
            if document.kind is not DocumentKind.TABLE and document.indexed_with and document.id not in held:
                self._library.mark_indexed(document.id, None)

    def _follow(self, index: Index, report: Report) -> int:
        gone = self._library.still_indexed()
        otherwise = any(document.indexed_with == OTHERWISE_INDEXED for document in self._library.documents())
        for document in gone:
            index.remove_document(document.id)
            self._library.mark_indexed(document.id, None)
        done = self._add_documents(index, report) + self._add_tables(index)
        if gone or otherwise:
            index.keep_figures(card.key for card in self._cards())
        index.finish()
        self._behind = False
        return done

    def _add_documents(self, index: Index, report: Report) -> int:
        kept = {document.id for document in self._library.documents() if not document.may_leave}
        fresh = self._library.unindexed(self._embedding.name)
        fresh += [self._library.get(key) for key in sorted(index.misplaced(kept) - {document.id for document in fresh})]
        for at in range(0, len(fresh), _TOGETHER):
            report(Progress(at, len(fresh), "建立检索"))
            some = fresh[at : at + _TOGETHER]
            index.add_documents({doc.id: cut(_facts(doc), self._library.speech(doc.id)) for doc in some}, kept)
            index.put_figures(self._target_cards(some))
            for document in some:
                self._library.mark_indexed(document.id, self._embedding.name)
        return len(fresh)

    def _cards(self) -> list[FigureCard]:
        """Every series of figures and of targets that the store tells of now."""
        tables = {table.name for table in self._library.documents(kind=DocumentKind.TABLE)}
        figures = figure_cards(self._book.snapshot().figures, tables, self._catalogue())
        return figures + target_cards(self._ledger.statements(kind=FigureKind.TARGET), self._catalogue())

    def _target_cards(self, documents: Sequence[StoredDocument]) -> list[FigureCard]:
        """The series of targets of every region that `documents` set targets for."""
        told = [self._ledger.statements(document=document.id, kind=FigureKind.TARGET) for document in documents]
        regions = {statement.region for statements in told for statement in statements}
        all_told = [self._ledger.statements(region=region, kind=FigureKind.TARGET) for region in sorted(regions)]
        return target_cards([one for statements in all_told for one in statements], self._catalogue())

    def _add_tables(self, index: Index) -> int:
        tables = self._library.documents(kind=DocumentKind.TABLE)
        fresh = [table for table in tables if table.indexed_with != self._embedding.name]
        if fresh:
            names = {table.name for table in fresh}
            index.put_figures(figure_cards(self._book.snapshot().figures, names, self._catalogue()))
            for table in fresh:
                self._library.mark_indexed(table.id, self._embedding.name)
        return len(fresh)


def _facts(document: StoredDocument) -> DocumentFacts:
    return DocumentFacts(document.id, document.name, document.kind, document.region, document.year)
