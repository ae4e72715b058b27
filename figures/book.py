"""The book of figures: every figure that was ever loaded, with its status and its history, in the store.

Nothing is deleted here: what a correction or a person's decision replaces is kept as superseded. Looking up is done on
a `Snapshot` in memory. Knows the store and the catalogue; knows nothing of files, drafts or screens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Row, String, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.tables import DocumentRow
from errors import InputError, NotFound
from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, FigureRef, Source, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.snapshot import Conflict, Lookup, Snapshot
from figures.tables.reading import CellReading, TableReading
from store.audit import record
from store.base import Base
from store.columns import ExactDecimal, UtcDateTime, utc_now
from store.deeds import Deed
from store.engine import Store

__all__ = ["Added", "Conflict", "FigureBook", "Lookup", "Snapshot"]


class FigureRow(Base):
    """One figure, as a row. `document_id` is the id of the stored document that tells it."""

    __tablename__ = "figures"

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(String(200), index=True)
    measure: Mapped[str] = mapped_column(String(30))
    period: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(100))
    comparator: Mapped[str | None] = mapped_column(String(200))
    low: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    high: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(40))
    bound: Mapped[str | None] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(12), index=True)
    vintage: Mapped[str] = mapped_column(String(40), default="")
    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    document: Mapped[str] = mapped_column(String(400), index=True)
    sheet: Mapped[str | None] = mapped_column(String(200))
    cell: Mapped[str | None] = mapped_column(String(12))
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verified_by: Mapped[str | None] = mapped_column(String(100))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class BookRow(Base):
    """One row for the whole book: how often it has changed, so that a snapshot knows when it is stale."""

    __tablename__ = "figure_book"

    id: Mapped[int] = mapped_column(primary_key=True)
    changes: Mapped[int]


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

    def snapshot(self) -> Snapshot:
        """All figures as they stand now. Costs one small query while nothing changed; take one for a whole speech."""
        kept, catalogue = self._kept, self._catalogue()
        with self._store.reading() as session:
            changes = session.scalar(select(BookRow.changes).where(BookRow.id == 1)) or 0
            if kept is None or kept[0] != changes or kept[1] is not catalogue:
                kept = (changes, catalogue, self._read(session, catalogue))
                self._kept = kept
        return kept[2]

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
        verified_by: str | None = None,
    ) -> Added:
        """Takes the figures of a table into the book, within the caller's transaction.

        A table of a document name that the book knows is a correction: what that document told before at the same refs
        becomes superseded. The figures are pending unless `verified_by` names the person who answers for them.
        """
        if verified_by is not None:
            verified_by = _person(verified_by)
        told = [cell for table in readings for cell in table.told]
        before = self._read_part(session, FigureRow.document == document_name)
        replaced = {
            old.id
            for cell in told
            if cell.ref is not None
            for old in before.at(cell.ref)
            if old.kind is cell.kind and old.source.document == document_name and old.status is not Status.SUPERSEDED
        }
        _supersede(session, replaced)
        rows = [_row(cell, document_id, document_name, verified_by) for cell in told]
        session.add_all(rows)
        _count_change(session)
        session.flush()
        subject = f"document:{document_name}"[:300]
        record(session, actor=actor, deed=Deed.FIGURES_ADDED, subject=subject, detail=f"{len(rows)} figures")
        if replaced:
            detail = f"{len(replaced)} figures replaced by a correction"
            record(session, actor=actor, deed=Deed.FIGURES_CORRECTED, subject=subject, detail=detail)
        if verified_by and rows:
            detail = f"{len(rows)} figures"
            record(session, actor=verified_by, deed=Deed.FIGURES_VERIFIED, subject=subject, detail=detail)
        fresh = {row.id for row in rows}
        years = {str(cell.ref.period.year) for cell in told if cell.ref is not None}
        disagreeing = self._read_part(session, func.substr(FigureRow.period, 1, 4).in_(years)).conflicts()
        return Added(len(rows), tuple(c for c in disagreeing if any(figure.id in fresh for figure in c.figures)))

    def verify(self, *, ids: Sequence[int] = (), document: str | None = None, by: str) -> list[Figure]:
        """Confirms figures in the name of `by`: those of `ids`, or all pending ones of `document`.

        To confirm by id is to decide: verified figures that disagree with it become superseded. By document nothing is
        decided: two verified figures that disagree stand against each other until a person chooses.
        Raises `InputError` without a name, `NotFound` for an unknown id or document.
        """
        person = _person(by)
        if bool(ids) == (document is not None):
            raise InputError("请指明要核实哪些数据：给出数据编号，或给出一个文件名。")
        with self._store.session() as session:
            before = self._read(session, self._catalogue())
            if document is not None:
                chosen = _pending_of(before, document)
            else:
                chosen = _by_ids(before, ids)
                self._decide(session, before, chosen, person)
            _verify(session, chosen, person)
            _count_change(session)
            for figure in chosen if document is None else ():
                record(session, actor=person, deed=Deed.FIGURES_VERIFIED, subject=f"figure:{figure.id}")
            if document is not None:
                subject = f"document:{document}"[:300]
                detail = f"{len(chosen)} figures"
                record(session, actor=person, deed=Deed.FIGURES_VERIFIED, subject=subject, detail=detail)
        after = {figure.id: figure for figure in self.snapshot().figures}
        return [after[figure.id] for figure in chosen]

    def set_aside(self, ids: Sequence[int], by: str) -> list[Figure]:
        """Takes pending figures out of use in the name of `by`, without putting others in their place.

        Raises `InputError` without a name or for a verified figure, `NotFound` for an unknown id.
        """
        person = _person(by)
        with self._store.session() as session:
            chosen = _by_ids(self._read(session, self._catalogue()), ids)
            if any(figure.status is Status.VERIFIED for figure in chosen):
                raise InputError("已核实的数据不能直接搁置，请核实与它不一致的另一条数据来取代它。")
            _supersede(session, {figure.id for figure in chosen})
            _count_change(session)
            for figure in chosen:
                record(session, actor=person, deed=Deed.FIGURES_SET_ASIDE, subject=f"figure:{figure.id}")
        after = {figure.id: figure for figure in self.snapshot().figures}
        return [after[figure.id] for figure in chosen]

    def _decide(self, session: Session, before: Snapshot, chosen: Sequence[Figure], person: str) -> None:
        for figure in chosen:
            for other in before.disagreeing(figure):
                if any(other.id == one.id for one in chosen):
                    raise InputError(f"数据 {figure.id} 与 {other.id} 不一致，不能同时核实，请只选其中正确的一条。")
                if other.status is Status.VERIFIED:
                    _supersede(session, {other.id})
                    detail = f"in favour of figure:{figure.id}"
                    record(
                        session, actor=person, deed=Deed.FIGURES_SUPERSEDED, subject=f"figure:{other.id}", detail=detail
                    )

    def _read_part(self, session: Session, condition: ColumnElement[bool]) -> Snapshot:
        """The figures that `condition` picks: to take in one table must not cost more the more the book holds."""
        live = FigureRow.status != Status.SUPERSEDED.value
        rows = session.execute(select(FigureRow.__table__).where(condition, live).order_by(FigureRow.id))
        regions = session.scalars(select(FigureRow.region).distinct())
        return Snapshot((_figure(row) for row in rows), self._catalogue(), self._city, regions)

    def _read(self, session: Session, catalogue: Catalogue) -> Snapshot:
        # Plain rows: as mapped objects a book of some ten thousand figures would take seconds to read.
        rows = session.execute(select(FigureRow.__table__).order_by(FigureRow.id))
        return Snapshot((_figure(row) for row in rows), catalogue, self._city)


def _person(name: str) -> str:
    if not name.strip() or len(name.strip()) > 100:
        raise InputError("请写明核实人的姓名（不超过 100 字）。")
    return name.strip()


def _by_ids(snapshot: Snapshot, ids: Sequence[int]) -> list[Figure]:
    known = {figure.id: figure for figure in snapshot.figures}
    for number in ids:
        if number not in known:
            raise NotFound(f"没有编号为 {number} 的数据，请用 figures 命令查看编号。")
        if known[number].status is Status.SUPERSEDED:
            raise InputError(f"数据 {number} 已被取代，不能再核实，请核实现行的那一条。")
    return [known[number] for number in dict.fromkeys(ids)]


def _pending_of(snapshot: Snapshot, document: str) -> list[Figure]:
    of_document = [figure for figure in snapshot.figures if figure.source.document == document]
    if not of_document:
        raise NotFound(f"没有来自文件“{document}”的数据，请核对文件名。")
    return [figure for figure in of_document if figure.status is Status.PENDING]


def _verify(session: Session, figures: Iterable[Figure], person: str) -> None:
    pending = [figure.id for figure in figures if figure.status is Status.PENDING]
    for start in range(0, len(pending), 500):  # databases limit how many parameters one statement takes
        session.execute(
            update(FigureRow)
            .where(FigureRow.id.in_(pending[start : start + 500]))
            .values(status=Status.VERIFIED.value, verified_by=person, verified_at=utc_now())
        )


def _supersede(session: Session, ids: Iterable[int]) -> None:
    chosen = sorted(ids)
    for start in range(0, len(chosen), 500):
        session.execute(
            update(FigureRow)
            .where(FigureRow.id.in_(chosen[start : start + 500]))
            .values(status=Status.SUPERSEDED.value, superseded_at=utc_now())
        )


def _count_change(session: Session) -> None:
    row = session.get(BookRow, 1, with_for_update=True)
    if row is None:
        session.add(BookRow(id=1, changes=1))
    else:
        row.changes += 1
    session.flush()


def _row(cell: CellReading, document_id: int, document: str, verified_by: str | None) -> FigureRow:
    assert cell.ref is not None and cell.quantity is not None  # TableReading.told lets no other cell pass
    now = utc_now()
    return FigureRow(
        indicator=cell.ref.indicator,
        measure=cell.ref.measure.value,
        period=str(cell.ref.period),
        region=cell.ref.region,
        comparator=cell.ref.comparator,
        low=cell.quantity.low,
        high=cell.quantity.high,
        unit=cell.quantity.unit,
        bound=cell.quantity.bound.value if cell.quantity.bound else None,
        kind=cell.kind.value,
        status=(Status.VERIFIED if verified_by else Status.PENDING).value,
        vintage=cell.vintage,
        document_id=document_id,
        document=document,
        sheet=cell.sheet,
        cell=cell.address,
        added_at=now,
        verified_by=verified_by,
        verified_at=now if verified_by else None,
    )


def _figure(row: Row[Any]) -> Figure:
    span = (row.span_start, row.span_end) if row.span_start is not None and row.span_end is not None else None
    return Figure(
        id=row.id,
        ref=FigureRef(row.indicator, Measure(row.measure), Period.parse(row.period), row.region, row.comparator),
        quantity=Quantity(row.low, row.high, row.unit, Bound(row.bound) if row.bound else None),
        kind=FigureKind(row.kind),
        status=Status(row.status),
        vintage=row.vintage,
        source=Source(row.document, row.sheet, row.cell, span),
        verified_by=row.verified_by,
        verified_at=row.verified_at,
    )
