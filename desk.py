"""The composition root and the services both faces call: opens store, book and index once and hands them in.

The screen (`app_pages/`) and the shell (`cli.py`) know this module and value types only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from asking.answers import Answers
from asking.finding import Finding
from asking.phrasing import Phraser
from clock import today
from corpus.library import Library, StoredDocument
from corpus.model import DocumentKind, Speech
from corpus.regions import canonical_region
from drafting.beside.service import Beside
from drafting.check.checker import Checker
from drafting.check.house import HouseList
from drafting.check.model import CheckReport
from drafting.editing.service import Editing
from drafting.finishing.service import Finishing
from drafting.materials.service import Materials
from drafting.model import FRONT, RenderedDraft
from drafting.rendering.reader import Reader
from drafting.reuse.compose import Heading
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import MODEL, REUSE, Drafts
from drafting.stored.entries import Entries
from drafting.stored.filling import Change
from drafting.stored.frozen import FrozenDrafts
from drafting.writing.service import AT_ONCE, MOST_AT_ONCE, Writing
from errors import InputError
from export.commented import export_commented
from figures.book import Conflict, Deciding, FigureBook, Vouching
from figures.catalogue.book import CatalogueBook
from figures.catalogue.strangers import Stranger, strangers
from figures.figure import Figure, FigureKind, Status
from figures.ledger import Ledger
from figures.moment import PastBook
from figures.period import Period
from figures.tables import TableReading
from figures.tables.fixing.mappings import Mappings
from progress import Progress, Report, quiet
from prompts.models.chosen import ChosenModel
from retrieval.index import Hit
from retrieval.keeper import IndexKeeper
from services.dossier import Dossier, UsedAt
from services.exchange import Exchange
from services.health import Health
from services.holdings import Holdings, InUse
from services.intake import (
    Became,
    Fate,
    Incoming,
    Intake,
    Loaded,
    LoadOptions,
    LoadReport,
    Refusal,
    is_table,
)
from services.keeping import Keeping, restore_upload
from services.trail import Trail
from services.walk import Step, Walk, Walked
from settings import ATTEST, VERIFY, Settings
from store.audit import record
from store.deeds import Deed
from store.engine import open_store
from store.people import People

__all__ = [
    "AT_ONCE",
    "FRONT",
    "MODEL",
    "MOST_AT_ONCE",
    "REUSE",
    "SAMPLE",
    "Became",
    "Desk",
    "DraftRequest",
    "DraftSummary",
    "Fate",
    "InUse",
    "Incoming",
    "LoadOptions",
    "LoadReport",
    "Loaded",
    "OutlineHeading",
    "Progress",
    "Refusal",
    "Report",
    "Step",
    "UsedAt",
    "Walked",
    "is_table",
    "restore_upload",
]

SAMPLE = Path(__file__).parent / "corpus" / "sample"
_BY_ONE = Vouching(verified_by="示例", bundled=True)
_BY_TWO = Vouching("示例", "示例复核", bundled=True)
OutlineHeading = Heading
_ANYONE = "本机"


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is asked for. `model` is the id of the past speech to follow; `outline` None means that speech's own;
    `writer` is reuse or model, and `points` what a model is given to say, a point a line."""

    period: Period
    model: int
    outline: tuple[OutlineHeading, ...] | None = None
    actor: str = _ANYONE
    writer: str = REUSE
    points: str = ""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft in the list of drafts."""

    id: int
    title: str
    period: Period
    model_document: str
    complete: bool
    updated_at: datetime
    writer: str


class Desk:
    """One open workspace. Every method may raise `HegaoError`, whose sentence is for the person."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self.people = People(settings.people)
        """Who may do what here."""
        self._store = open_store(settings.database_url, self.people)
        self.trail = Trail(self._store)
        """Who did what here, for who keeps the desk."""
        self.catalogue = CatalogueBook(self._store)
        """The names of indicators, as this workspace has them."""
        names = self.catalogue.catalogue
        self._library = Library(self._store, settings.files)
        self._book = FigureBook(self._store, names, settings.default_region)
        self.deciding = Deciding(self._store, self._book, two_persons=VERIFY in settings.two_persons)
        """What persons decide about figures."""
        self.mappings = Mappings(self._store)
        """How persons said that tables are to be read."""
        self._intake = Intake(
            self._store, self._library, self._book, self.deciding, self.mappings, names, settings.default_region
        )
        self.ledger = Ledger(self._store, self._library, self._book, names)
        self.keeper = IndexKeeper(settings, self._store, self._library, self._book, self.ledger, names)
        self.answers = Answers(
            self._store, self._library, self.ledger, self._book, names, self.keeper.index, settings.default_region
        )
        self.finding = Finding(self._library, names, self.keeper.index, settings.default_region)
        self._drafts = Drafts(self._store)
        entries = Entries(self._store, two_persons=ATTEST in settings.two_persons)
        frozen = FrozenDrafts(self._store)
        past = PastBook(self._book, self._library.removals, settings.default_region)
        self._reader = Reader(self._book, names, self._drafts, entries, frozen, past)
        self._bench = Workbench(self._library, self._reader, self._drafts, self.keeper.index, settings.default_region)
        self.finishing = Finishing(self._store, self._drafts, entries, frozen, self._reader, self._bench, self._library)
        """Lengths, reuse, embargoes, entries and freezing."""
        self.exchange = Exchange(self._store, self._drafts, entries, self._reader, self.finishing)

        self.model = ChosenModel(settings)
        """The model that is set, if one is."""
        self.phraser = Phraser(self.model, self._library, self._reader.guard)
        house = HouseList(settings.home, self._store)
        self.checker = Checker(self._reader.names, self._library, house, settings.default_region)
        index, drafts, reader = self.keeper.index, self._drafts, self._reader
        self.materials = Materials(self._store, self._library, drafts, reader, self.checker, index)
        """What departments sent in for the drafts."""
        self.editing = Editing(self._store, drafts, entries, reader, self.materials.marked)
        """What a person does to a written draft."""
        keeping = self._store, self._library, self._book, self._intake, self.ledger, self.keeper
        self.holdings = Holdings(*keeping, drafts, reader, self.materials)
        """What the library holds: taken in, set right, removed, restored."""
        self.writing = Writing(self.model, self._bench, reader, drafts, self._library, index, self.materials)
        """Drafting with a model."""
        self.keeping = Keeping(self._store, settings, self.keeper, self.model)
        """What who keeps the desk does to the whole of it."""
        self.health = Health(settings, self._library, self._book, self.keeper, self.model)
        self.dossier = Dossier(self._store, self._book, self._library, drafts, reader)
        """What stands behind single figures."""
        self.walk = Walk(self._store, self._library, drafts, self.answers.conversations, SAMPLE)
        """The first hour on the sample."""
        self.beside = Beside(drafts, reader, self._bench, self._library, self.checker, index)
        """What lies beside the text while a section is written."""

    def close(self) -> None:
        """Releases the model, the index and the store."""
        self.writing.close()
        self.model.close()
        self.keeper.close()
        self._store.close()

    @property
    def read_only(self) -> str:
        """Why nothing can be kept in this workspace, in a sentence; "" where something can."""
        return self._store.read_only

    # the library

    def documents(self, kind: DocumentKind | None = None) -> list[StoredDocument]:
        """What the library holds, the latest period first."""
        return sorted(self._library.documents(kind=kind), key=_recency, reverse=True)

    def document(self, key: int | str) -> StoredDocument:
        """A document by its id or file name. Raises `NotFound`."""
        return self._library.get(key)

    def load(
        self, files: Sequence[Incoming], options: LoadOptions | None = None, report: Report | None = None
    ) -> LoadReport:
        """Takes files in one by one; a bad one is refused with its reason and the rest go on. What the index cannot
        take now it takes when it next opens. Raises `WorkspaceBusy`, before anything is taken in."""
        return self.holdings.load(files, options, report or quiet)

    def load_sample(self, report: Report | None = None, *, actor: str = _ANYONE) -> LoadReport:
        """Takes in the bundled sample, its tables verified by 示例; it is invented, and may leave the house."""
        paths = sorted(path for path in SAMPLE.iterdir() if path.suffix in (".docx", ".xlsx"))
        files = [Incoming(path.name, path.read_bytes(), str(path)) for path in paths]
        return self.load(files, self._of_sample(actor), report)

    def load_correction(self, report: Report | None = None, *, actor: str = _ANYONE) -> LoadReport:
        """Takes in the bundled table that corrects one of the sample's, as the sample was."""
        name, data = self.walk.corrected_table()
        return self.load([Incoming(name, data)], self._of_sample(actor), report)

    def _of_sample(self, actor: str) -> LoadOptions:
        """How what is bundled comes in: verified, by two where the office asks for two, at the word of `actor`."""
        vouching = _BY_TWO if self.deciding.two_persons else _BY_ONE
        return LoadOptions(actor=actor, vouching=vouching, may_leave=True)

    def let_leave(self, documents: Iterable[int], may_leave: bool, *, actor: str = _ANYONE) -> None:
        """Says whether documents' words may be sent to a model outside the house."""
        self._library.let_leave(documents, may_leave, actor=actor)
        self.keeper.move()

    def speech(self, document: int) -> Speech:
        """The outline of a stored document."""
        return self._library.speech(document)

    def original(self, document: int) -> tuple[str, bytes]:
        """Name and bytes of a stored file as it came."""
        return self._library.get(document).name, self._library.bytes(document)

    # figures

    def preview_table(self, file: Incoming, options: LoadOptions | None = None) -> tuple[TableReading, ...]:
        """Reads a table without taking it in."""
        return self._intake.preview(file, options or LoadOptions())

    def figures(
        self,
        *,
        period: str | None = None,
        indicator: str | None = None,
        region: str | None = None,
        status: Status | None = None,
        document: str | None = None,
        kind: FigureKind | None = None,
    ) -> list[Figure]:
        """The figures of the workspace, filtered; superseded ones only when asked for."""
        found = self._book.figures(
            period=Period.parse(period) if period else None,
            indicator=indicator,
            region=region,
            status=status,
            kind=kind,
            document=document,
        )
        return [figure for figure in found if status is not None or figure.status is not Status.SUPERSEDED]

    def conflicts(self) -> list[Conflict]:
        """Figures on which tables disagree."""
        return self._book.conflicts()

    def verify(
        self, *, ids: Iterable[int] = (), document: str | None = None, by: str, reason: str = ""
    ) -> list[Figure]:
        """Confirms pending figures; naming one figure of a conflict decides it."""
        return self.deciding.verify(ids=list(ids), document=document, by=by, reason=reason)

    def set_aside(self, *, ids: Iterable[int], by: str) -> list[Figure]:
        """Takes pending figures out of use, as when another figure of their conflict was decided for."""
        return self.deciding.set_aside(list(ids), by)

    def withhold(self, document: str, until: date | None, *, by: str) -> None:
        """Says before which day the figures of a table may not be published (None: no such day)."""
        self._book.withhold(document, until, by)

    def unknown_names(self) -> list[Stranger]:
        """Names that tables tell figures of and the catalogue does not know, with the known ones nearest to each."""
        return strangers(self._book.snapshot().indicators(), self.catalogue.catalogue())

    # drafts

    def model_outline(self, document: int) -> tuple[OutlineHeading, ...]:
        """The headings of a past speech, as a start for a new outline."""
        return self._bench.outline(document)

    def suggested_period(self) -> Period:
        """The latest half-year that figures in use tell of; this year's where there are none."""
        halves = {figure.ref.period for figure in self.figures(kind=FigureKind.ACTUAL) if figure.ref.period.first == 1}
        told = [period for period in halves if period.last == 6 and not period.alone]
        return max(told, default=Period(today().year, 1, 6))

    def begin_draft(self, request: DraftRequest) -> int:
        """Opens a new, empty draft and says its id; an unfinished one for the same request is taken up again."""
        self.keeper.index()  # so that a refusal comes before anything is begun
        asked = request
        if asked.writer == MODEL and self.model.lacking:
            raise InputError(f"不能由模型起草：{self.model.lacking}")
        return self._bench.begin(
            asked.period, asked.model, asked.outline, asked.actor, writer=asked.writer, points=asked.points
        )

    def write_draft(
        self, draft: int, report: Report | None = None, *, at_once: int = AT_ONCE, actor: str = _ANYONE
    ) -> RenderedDraft:
        """Writes what is missing, each section kept as soon as it stands; a model writes `at_once` at a time. What it
        could not write is left for the next call. Raises `ModelFault` where no section came of it."""
        tell = report or quiet
        if self._drafts.head(draft).writer == MODEL:
            self.writing.write(draft, tell, at_once=at_once, actor=actor)
            return self.rendered(draft)
        self._bench.write(draft, lambda done, total, what: tell(Progress(done, total, what)), actor)
        return self.rendered(draft)

    def changed(self, draft: int) -> list[Change]:
        """The slots that read otherwise than when a person last saw the draft filled."""
        return self._reader.changed(draft)

    def refill(self, draft: int, *, actor: str = _ANYONE) -> tuple[RenderedDraft, list[Change]]:
        """The draft with today's figures, and what changed since a person last saw it filled; both are then seen."""
        return self._reader.refill(draft, actor)

    def drafts(self) -> list[DraftSummary]:
        """All drafts, the last touched first."""
        return [
            DraftSummary(
                head.id,
                self._reader.title(head),
                head.period,
                head.model_document,
                head.complete,
                head.updated_at,
                head.writer,
            )
            for head in self._drafts.heads()
        ]

    def rendered(self, draft: int) -> RenderedDraft:
        """A draft as it reads with today's figures."""
        return self._reader.rendered(draft)

    def note_checked(self, name: str, *, actor: str) -> None:
        """Puts on record that a document called `name` was checked."""
        with self._store.session() as session:
            record(session, actor=actor, deed=Deed.DOCUMENT_CHECKED, subject=f"file:{name}"[:300])

    def commented(self, name: str, data: bytes, report: CheckReport, *, with_open: bool = False) -> tuple[str, bytes]:
        """File name and bytes of a checked document with what the check found as Word comments."""
        made = export_commented(name, data, report, at=datetime.now(UTC), with_open=with_open)
        return f"{Path(name).stem}（核稿）.docx", made

    # retrieval

    def search(
        self,
        query: str,
        k: int = 8,
        *,
        region: str | None = None,
        year: int | None = None,
        kind: DocumentKind | None = None,
    ) -> list[Hit]:
        """Passages nearest to `query`. Raises `InputError` for an empty one."""
        place = canonical_region(region) if region else None
        return list(self.finding.find(query, k, region=place, year=year, kind=kind).hits)

    def reindex(self, report: Report | None = None, *, actor: str = _ANYONE) -> int:
        """Rebuilds the index from the store; says how many documents were added. A rebuilding that was stopped goes on
        where it stood."""
        return self.keeping.reindex(report or quiet, actor=actor)


def _recency(document: StoredDocument) -> tuple[str, str, int]:
    return (document.period or "", str(document.date or ""), document.id)
