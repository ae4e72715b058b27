"""The dossier of a figure: the cell it stands in with its neighbours, what became of it, its series, and the drafts
that use it; and figures as an Excel list.

A service of the composition root: it joins the book, the files behind it and the drafts above it. It only reads.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.library import Library
from drafting.model import RenderedDraft, RenderedSection, RenderedSlot, State
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts
from drafting.stored.filling import sentence_of
from drafting.uses import called, read_by
from errors import HegaoError, NotFound
from export.sheets.figure_list import export_figure_list
from figures.book import FigureBook, table_subject
from figures.figure import Figure, FigureKind
from figures.slots import FigureSlot
from figures.snapshot import Snapshot
from figures.tables import Fragment, fragment
from figures.tables.sheets.grid import Grid
from figures.tables.sheets.workbook import read_grids
from store.audit import trail
from store.deeds import Deed
from store.engine import Store

_FILES = 8
"""How many table files are kept open for looking into."""
_TOLD_BY_TRAIL = (Deed.FIGURES_SENT_BACK, Deed.FIGURES_WITHHELD, Deed.FIGURES_RELEASED)


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of a figure: at `at` (UTC) `who` did `what`; `of` is the figure it happened to, where it was one, and
    `why` says more."""

    at: datetime
    who: str
    what: str
    of: Figure | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class UsedAt:
    """A place of a draft that reads a figure, or that stays open for its sake."""

    draft: int
    title: str
    section: int
    heading: str
    sentence: str
    filled: bool


class Dossier:
    """What stands behind the figures of one workspace, and before them."""

    def __init__(self, store: Store, book: FigureBook, library: Library, drafts: Drafts, reader: Reader):
        self._store, self._book, self._library = store, book, library
        self._drafts, self._reader = drafts, reader
        self._grids: dict[int, tuple[Grid, ...]] = {}

    def figure(self, number: int) -> Figure:
        """The figure of that number, superseded or not. Raises `NotFound`."""
        for figure in self._book.snapshot().figures:
            if figure.id == number:
                return figure
        raise NotFound(f"没有编号为 {number} 的数据，请到“数据”页的清单里查找。")

    def vintages(self, figure: Figure) -> list[Figure]:
        """All that was ever told in the place of `figure`, oldest first."""
        return [other for other in self._book.history(figure.ref) if other.kind is figure.kind]

    def happenings(self, figure: Figure) -> list[Happening]:
        """What became of `figure` and of those before and after it in its place, oldest first."""
        vintages = self.vintages(figure)
        told = [happening for vintage in vintages for happening in _told_by(vintage)]
        subjects = {f"figure:{vintage.id}": vintage for vintage in vintages}
        tables = {table_subject(vintage.source.document) for vintage in vintages}
        with self._store.reading() as session:
            for subject in (*subjects, *sorted(tables)):
                for entry in trail(session, subject=subject, limit=None):
                    deed = Deed.of(entry.action)
                    if deed in _TOLD_BY_TRAIL:
                        of = subjects.get(subject)
                        told.append(Happening(entry.at, entry.actor, deed.label, of, entry.detail))
        return sorted(told, key=lambda happening: happening.at)

    def series(self, figure: Figure) -> tuple[Figure, ...]:
        """The verified figures told of the same thing, period by period; none for a target."""
        if figure.kind is FigureKind.TARGET:
            return ()
        ref = figure.ref
        return self._book.snapshot().series(ref.indicator, ref.measure, ref.region, ref.comparator)

    def surroundings(self, figure: Figure) -> Fragment | None:
        """The cell of `figure` with the head of its table and the rows around it; None where it comes from no cell, or
        its file cannot be read any more."""
        if figure.document_id is None or figure.source.cell is None:
            return None
        try:
            grids = self._open(figure.document_id)
        except HegaoError:
            return None
        grid = next((grid for grid in grids if grid.sheet == figure.source.sheet), None)
        return fragment(grid, figure.source.cell) if grid else None

    def uses(self, figures: Collection[Figure]) -> dict[int, list[UsedAt]]:
        """By the number of each of `figures`, the places of all drafts that read it, or stay open where it would
        stand."""
        found: dict[int, list[UsedAt]] = {figure.id: [] for figure in figures}
        snapshot = self._book.snapshot()
        for head in self._drafts.heads():
            rendered = self._reader.rendered(head.id)
            for section in rendered.places:
                for slot in section.slots:
                    for number in found.keys() & _behind(slot, snapshot):
                        found[number].append(_use(rendered, section, slot))
        return found

    def listed(self, figures: Sequence[Figure], about: str) -> bytes:
        """An Excel list of `figures`; `about` says which they are."""
        return export_figure_list(figures, about)

    def _open(self, document: int) -> tuple[Grid, ...]:
        kept = self._grids.get(document)
        if kept is None:
            stored = self._library.get(document)
            kept = tuple(read_grids(stored.name, self._library.bytes(document)))
            others = list(self._grids.items())[1 - _FILES :]
            self._grids = {**dict(others), document: kept}  # a new one: other threads go on with theirs
        return kept


def _told_by(figure: Figure) -> Iterator[Happening]:
    """What a figure's own row tells of it."""
    if figure.added_at:
        yield Happening(figure.added_at, figure.added_by or "", "导入", figure, figure.source.label)
    if figure.checked_by and figure.checked_at:
        yield Happening(figure.checked_at, figure.checked_by, "核实（待复核）", figure)
    if figure.verified_by and figure.verified_at:
        yield Happening(figure.verified_at, figure.verified_by, "复核" if figure.checked_by else "核实", figure)
    if figure.superseded_at:
        what = f"改用数据 {figure.superseded_for}" if figure.superseded_for else "不再使用"
        yield Happening(figure.superseded_at, figure.superseded_by or "", what, figure, figure.reason)


def _behind(slot: RenderedSlot, snapshot: Snapshot) -> set[int]:
    """The numbers of the figures a slot reads, or asks for and does not get."""
    read = read_by(slot)
    if slot.state is State.OPEN and isinstance(slot.slot, FigureSlot):
        kind = slot.slot.kind
        read |= {figure.id for figure in snapshot.at(slot.slot.ref) if figure.kind is kind}
    return read


def _use(draft: RenderedDraft, section: RenderedSection, slot: RenderedSlot) -> UsedAt:
    sentence = _sentence(section, slot)
    return UsedAt(draft.id, draft.title, section.key, called(section), sentence, slot.state is State.FILLED)


def _sentence(section: RenderedSection, slot: RenderedSlot) -> str:
    """What a slot stands in: a sentence, or a title."""
    if slot in section.titled:
        return section.title_of(slot)
    return sentence_of(next(paragraph.text for paragraph in section.paragraphs if slot in paragraph.slots), slot)
