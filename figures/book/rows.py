"""The tables of the book: figures, what is told of a whole table of them, and how often the book has changed.

Rows in, values out; decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, ForeignKey, Row, Select, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.tables import DocumentRow
from figures.figure import Figure, FigureKind, FigureRef, Source, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.tables.reading import CellReading
from store.base import UPKEEP, Base
from store.columns import ExactDecimal, UtcDateTime, utc_now

_AT_A_TIME = 500
"""How many ids one statement takes: databases limit its parameters."""


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
    added_by: Mapped[str | None] = mapped_column(String(100))
    checked_by: Mapped[str | None] = mapped_column(String(100))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    superseded_by: Mapped[str | None] = mapped_column(String(100))
    superseded_for: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="", server_default="")


class TableRow(Base):
    """What is told of a whole table, by its document's name, so that a correction of the table is held to it too."""

    __tablename__ = "figure_tables"

    document: Mapped[str] = mapped_column(String(400), primary_key=True)
    embargo_until: Mapped[date | None] = mapped_column(Date)


class BookRow(Base):
    """One row for the whole book: how often it has changed, so that a snapshot knows when it is stale."""

    __tablename__ = "figure_book"
    __table_args__ = UPKEEP

    id: Mapped[int] = mapped_column(primary_key=True)
    changes: Mapped[int]


def figures_query(*conditions: ColumnElement[bool]) -> "Select[Any]":
    """What `figure_of` makes the figures of that meet `conditions`, oldest first."""
    # Plain rows: as mapped objects a book of some ten thousand figures would take seconds to read.
    table = FigureRow.__table__
    query = (
        select(table, TableRow.embargo_until, DocumentRow.removed_at)
        .join(DocumentRow, DocumentRow.id == table.c.document_id)
        .outerjoin(TableRow, TableRow.document == table.c.document)
    )
    return query.where(*conditions).order_by(table.c.id)


def change_figures(session: Session, ids: Iterable[int], **values: object) -> None:
    """Sets columns of the figures `ids` alike."""
    chosen = sorted(ids)
    for start in range(0, len(chosen), _AT_A_TIME):
        session.execute(update(FigureRow).where(FigureRow.id.in_(chosen[start : start + _AT_A_TIME])).values(**values))


def supersede(session: Session, ids: Iterable[int], by: str, *, favour: int | None = None, reason: str = "") -> None:
    """Takes figures out of use in the name of `by`, in favour of another one where there is one; they stay as
    history."""
    change_figures(
        session,
        ids,
        status=Status.SUPERSEDED.value,
        superseded_at=utc_now(),
        superseded_by=by,
        superseded_for=favour,
        reason=reason,
    )


def count_change(session: Session) -> None:
    """Notes that the book has changed, so that nobody goes on with what was read before."""
    row = session.get(BookRow, 1, with_for_update=True)
    if row is None:
        session.add(BookRow(id=1, changes=1))
    else:
        row.changes += 1
    session.flush()


def change_count(session: Session) -> int:
    """How often the book has changed."""
    return session.scalar(select(BookRow.changes).where(BookRow.id == 1)) or 0


@dataclass(frozen=True, slots=True)
class Vouching:
    """Who answers for figures as they come in: nobody, a first person alone, or whoever makes them verified, with the
    first person before where the office asks for two. `bundled`: invented, and answered for by whoever takes it in."""

    checked_by: str | None = None
    verified_by: str | None = None
    bundled: bool = False


NOBODY = Vouching()


def row_of(cell: CellReading, document_id: int, document: str, added_by: str, vouching: Vouching) -> FigureRow:
    """The row of a cell that was read as a figure."""
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
        status=(Status.VERIFIED if vouching.verified_by else Status.PENDING).value,
        vintage=cell.vintage,
        document_id=document_id,
        document=document,
        sheet=cell.sheet,
        cell=cell.address,
        added_at=now,
        added_by=added_by,
        checked_by=vouching.checked_by,
        checked_at=now if vouching.checked_by else None,
        verified_by=vouching.verified_by,
        verified_at=now if vouching.verified_by else None,
    )


def figure_of(row: Row[Any]) -> Figure:
    """The figure that a row holds. What a removed table told counts as superseded until the table is back."""
    span = (row.span_start, row.span_end) if row.span_start is not None and row.span_end is not None else None
    return Figure(
        id=row.id,
        ref=FigureRef(row.indicator, Measure(row.measure), Period.parse(row.period), row.region, row.comparator),
        quantity=Quantity(row.low, row.high, row.unit, Bound(row.bound) if row.bound else None),
        kind=FigureKind(row.kind),
        status=Status.SUPERSEDED if row.removed_at is not None else Status(row.status),
        vintage=row.vintage,
        source=Source(row.document, row.sheet, row.cell, span),
        verified_by=row.verified_by,
        verified_at=row.verified_at,
        embargo=row.embargo_until,
        checked_by=row.checked_by,
        checked_at=row.checked_at,
        added_by=row.added_by,
        added_at=row.added_at,
        superseded_by=row.superseded_by,
        superseded_at=row.superseded_at,
        superseded_for=row.superseded_for,
        reason=row.reason,
        document_id=row.document_id,
    )
