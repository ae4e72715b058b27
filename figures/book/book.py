"""What the book tells and takes in: figures out of tables, with their history, in the store.

Nothing is deleted here: what a correction replaces is kept as superseded. Looking up is done on a `Snapshot` in memory.
Knows the store and the catalogue; knows nothing of files, drafts or screens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from threading import RLock

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from errors import InputError, NotFound
from figures.book.rows import (
    NOBODY,
    FigureRow,
    TableRow,
    Vouching,
    change_count,
    count_change,
    figure_of,
    figures_query,
    row_of,
    supersede,
)
from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, FigureRef, Status
from figures.period import Period
from figures.snapshot import Conflict, Lookup, Snapshot
from figures.tables.reading import TableReading
from store.audit import record
from store.deeds import Deed
from store.engine import Store
from store.kept import KeptRows

CORRECTED = "更正表"
"""Why a figure gave way that a later table of the same name tells anew."""


@dataclass(frozen=True, slots=True)
class Added:
    """What loading a table did: how many figures it told, and where they disagree with others in the book."""

    count: int
    conflicts: tuple[Conflict, ...]


class FigureBook:
    """The figures of a workspace. Safe to share between threads: a snapshot is replaced, never changed.

    `catalogue` tells the catalogue as it stands. `city` is the city whose desk this is: its name and 全市 are then one
    region ("": told from the figures themselves).
    """

    def __init__(self, store: Store, catalogue: Callable[[], Catalogue], city: str = ""):
        self._store = store
        self._catalogue = catalogue
        self._city = city
        self._kept: tuple[int, Catalogue, Snapshot] | None = None
        self._read = KeptRows(FigureRow.id, figure_of)
        self._reading = RLock()

    def changes(self) -> int:
        """How often the book has changed."""
        with self._store.reading() as session:
            return change_count(session)

    def snapshot(self) -> Snapshot:
        """All figures as they stand now. Costs one small query while nothing changed; take one for a whole speech."""
        with self._store.reading() as session:
            return self.snapshot_in(session)

    def lookup(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Lookup:
        """What the book tells at `ref`; see `Snapshot.lookup`."""
        return self.snapshot().lookup(ref, kind)

    def figures(
        self,
        *,
        period: Period | None = None,
        indicator: str | None = None,
        region: str | None = None,
        status: Status | None = None,
        kind: FigureKind | None = None,
        document: str | None = None,
    ) -> list[Figure]:
        """The figures that agree with every condition given, oldest first."""
        snapshot = self.snapshot()
        return [
            figure
            for figure in snapshot.figures
            if (period is None or figure.ref.period == period)
            and (indicator is None or snapshot.same_indicator(figure.ref.indicator, indicator))
            and (region is None or snapshot.same_region(figure.ref.region, region))
            and (status is None or figure.status is status)
            and (kind is None or figure.kind is kind)
            and (document is None or figure.source.document == document)
        ]

    def conflicts(self) -> list[Conflict]:
        """Where pending or verified figures of one kind at one ref disagree."""
        return list(self.snapshot().conflicts())

    def history(self, ref: FigureRef) -> list[Figure]:
        """Every figure ever loaded at `ref`, targets and superseded ones too, oldest first."""
        return list(self.snapshot().at(ref))

    def add(
        self,
        session: Session,
        readings: Iterable[TableReading],
        document_id: int,
        document_name: str,
        actor: str,
        vouching: Vouching = NOBODY,
        embargo: date | None = None,
    ) -> Added:
        """Takes the figures of a table into the book, within the caller's transaction.

        A table of a document name that the book knows is a correction: what that document told before at the same refs
        becomes superseded. The figures are pending unless `vouching` names who verified them. Before the day
        `embargo` they may not be published; without one, what holds for the table already goes on holding.
        """
        told = [cell for table in readings for cell in table.told]
        before = self._read_part(session, FigureRow.document == document_name)
        replaced = {
            old.id
            for cell in told
            if cell.ref is not None
            for old in before.at(cell.ref)
            if old.kind is cell.kind and old.source.document == document_name and old.status is not Status.SUPERSEDED
        }
        supersede(session, replaced, actor, reason=CORRECTED)
        rows = [row_of(cell, document_id, document_name, actor, vouching) for cell in told]
        session.add_all(rows)
        count_change(session)
        session.flush()
        subject = table_subject(document_name)
        record(session, actor=actor, deed=Deed.FIGURES_ADDED, subject=subject, detail=f"{len(rows)} 条")
        if replaced:
            detail = f"{len(replaced)} 条被更正表取代"
            record(session, actor=actor, deed=Deed.FIGURES_CORRECTED, subject=subject, detail=detail)
        for person, deed in _words(vouching, actor):
            if person and rows:
                record(session, actor=person, deed=deed, subject=subject, detail=f"{len(rows)} 条")
        if embargo is not None:
            _withhold(session, document_name, embargo, actor)
        fresh = {row.id for row in rows}
        years = {str(cell.ref.period.year) for cell in told if cell.ref is not None}
        disagreeing = self._read_part(session, func.substr(FigureRow.period, 1, 4).in_(years)).conflicts()
        return Added(len(rows), tuple(c for c in disagreeing if any(figure.id in fresh for figure in c.figures)))

    def of_document(self, document_id: int) -> list[Figure]:
        """The figures in use that a stored document tells, oldest first; none of one that is removed."""
        with self._store.reading() as session:
            told = set(session.scalars(select(FigureRow.id).where(FigureRow.document_id == document_id)))
        live = (figure for figure in self.snapshot().figures if figure.status is not Status.SUPERSEDED)
        return [figure for figure in live if figure.id in told]

    def follow(self, session: Session) -> None:
        """Notes, in the caller's own transaction, that a table was removed or restored."""
        count_change(session)

    def withhold(self, document: str, until: date | None, by: str) -> None:
        """Says, in the name of `by`, before which day the figures of a table may not be published (None: no such day).

        Raises `InputError` without a name, `NotFound` for a table the book does not know.
        """
        with self._store.session() as session:
            self.withhold_in(session, document, until, by)

    def withhold_in(self, session: Session, document: str, until: date | None, by: str) -> None:
        """The same within the caller's transaction."""
        person = named(by, "经办人")
        if session.scalar(select(FigureRow.id).where(FigureRow.document == document).limit(1)) is None:
            raise NotFound(f"没有来自文件“{document}”的数据，请核对文件名。")
        _withhold(session, document, until, person)
        count_change(session)

    def snapshot_in(self, session: Session) -> Snapshot:
        """All figures as they stand in the caller's transaction, before it changes any."""
        catalogue, count = self._catalogue(), change_count(session)
        with self._reading:  # whoever comes meanwhile waits for this reading rather than making another
            kept = self._kept
            if kept is None or kept[0] < count or kept[1] is not catalogue:
                figures = self._read.read(session, figures_query())
                before = kept[2] if kept is not None and kept[1] is catalogue else None
                made = before.following(figures) if before else Snapshot(figures, catalogue, self._city)
                kept = self._kept = (count, catalogue, made)
        return kept[2]

    def _read_part(self, session: Session, condition: ColumnElement[bool]) -> Snapshot:
        """The figures that `condition` picks: to take in one table must not cost more the more the book holds."""
        figures = self._read.read(session, figures_query(condition, FigureRow.status != Status.SUPERSEDED.value))
        regions = session.scalars(select(FigureRow.region).distinct())
        return Snapshot(figures, self._catalogue(), self._city, regions)


def _words(vouching: Vouching, actor: str) -> tuple[tuple[str | None, Deed], ...]:
    """Who does what by answering for figures as they come in."""
    if vouching.bundled:
        return ((actor, Deed.SAMPLE_VOUCHED),)
    return ((vouching.checked_by, Deed.FIGURES_CHECKED), (vouching.verified_by, Deed.FIGURES_VERIFIED))


def named(person: str, who: str = "核实人") -> str:
    """The name of who answers for figures. Raises `InputError` where it is none."""
    if not person.strip() or len(person.strip()) > 100:
        raise InputError(f"请写明{who}的姓名（不超过 100 字）。")
    return person.strip()


def table_subject(document: str) -> str:
    """How the audit trail calls a table."""
    return f"document:{document}"[:300]


def _withhold(session: Session, document: str, until: date | None, person: str) -> None:
    row = session.get(TableRow, document)
    before = row.embargo_until if row else None
    sooner = before is not None and (until is None or until < before)
    session.merge(TableRow(document=document, embargo_until=until))
    deed = Deed.FIGURES_RELEASED if sooner else Deed.FIGURES_WITHHELD
    detail = f"{until} 前不得公开" if until else "可以公开"
    record(session, actor=person, deed=deed, subject=table_subject(document), detail=detail)
