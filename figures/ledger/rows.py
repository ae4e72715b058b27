"""The ledger's tables: statements as read, and which documents were read by which reading."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Row, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from corpus.model import Span
from corpus.tables import DocumentRow
from figures.figure import FigureKind
from figures.ledger.statement import Horizon, Place, Statement, Tier
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound
from store.base import Base
from store.columns import ExactDecimal, UtcDateTime


class StatementRow(Base):
    """One statement, as a row. `first_year` and `last_year` are the years told of, one year twice."""

    __tablename__ = "statements"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    report_year: Mapped[int | None]
    region: Mapped[str] = mapped_column(String(100), index=True)
    indicator: Mapped[str] = mapped_column(String(200), index=True)
    known: Mapped[bool]
    measure: Mapped[str] = mapped_column(String(30))
    comparator: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    period: Mapped[str | None] = mapped_column(String(12))
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]
    low: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    high: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(40))
    bound: Mapped[str | None] = mapped_column(String(10))
    direction: Mapped[str | None] = mapped_column(String(4))
    relation: Mapped[str | None] = mapped_column(String(200))
    span_start: Mapped[int]
    span_end: Mapped[int]
    clause_start: Mapped[int]
    clause_end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(10))
    estimated: Mapped[bool]
    task: Mapped[bool]
    horizon: Mapped[str | None] = mapped_column(String(10))
    tier: Mapped[str] = mapped_column(String(10))
    deadline: Mapped[date | None] = mapped_column(Date)
    responsible: Mapped[str | None] = mapped_column(Text)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("target_reviews.id"))


class StatementReadingRow(Base):
    """One row for each document whose statements were read, and the reading that read them."""

    __tablename__ = "statement_readings"

    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.id), primary_key=True)
    reader: Mapped[str] = mapped_column(String(20))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


def values_of(statement: Statement) -> dict[str, Any]:
    """The columns of a statement that has no id yet."""
    first, last = statement.years or (statement.year, statement.year)
    return {
        "document_id": statement.document_id,
        "report_year": statement.report_year,
        "region": statement.region[:100],
        "indicator": statement.indicator[:200],
        "known": statement.known,
        "measure": statement.measure.value,
        "comparator": statement.comparator[:200] if statement.comparator else None,
        "kind": statement.kind.value,
        "period": str(statement.period) if statement.period else None,
        "first_year": first,
        "last_year": last,
        "low": statement.low,
        "high": statement.high,
        "unit": statement.unit[:40],
        "bound": statement.bound.value if statement.bound else None,
        "direction": statement.direction,
        "relation": statement.relation,
        "span_start": statement.span.start,
        "span_end": statement.span.end,
        "clause_start": statement.clause.start,
        "clause_end": statement.clause.end,
        "sentence_start": statement.sentence.start,
        "sentence_end": statement.sentence.end,
        "text": statement.text,
        "quote": statement.quote,
        "path": json.dumps(statement.path, ensure_ascii=False),
        "place": statement.place.value,
        "estimated": statement.estimated,
        "task": statement.task,
        "horizon": statement.horizon.value if statement.horizon else None,
        "tier": statement.tier.value,
        "deadline": statement.deadline,
        "responsible": statement.responsible,
    }


def statement_of(row: StatementRow | Row[Any], document: str) -> Statement:
    """The statement that a row holds, told by the file called `document`."""
    period = Period.parse(row.period) if row.period else None
    several = period is None and row.first_year is not None and row.last_year is not None
    return Statement(
        id=row.id,
        document_id=row.document_id,
        document=document,
        report_year=row.report_year,
        region=row.region,
        indicator=row.indicator,
        known=row.known,
        measure=Measure(row.measure),
        comparator=row.comparator,
        kind=FigureKind(row.kind),
        period=period,
        years=(row.first_year, row.last_year) if several else None,  # type: ignore[arg-type]
        low=row.low,
        high=row.high,
        unit=row.unit,
        bound=Bound(row.bound) if row.bound else None,
        direction=row.direction,
        relation=row.relation,
        span=Span(row.span_start, row.span_end),
        clause=Span(row.clause_start, row.clause_end),
        sentence=Span(row.sentence_start, row.sentence_end),
        text=row.text,
        quote=row.quote,
        path=tuple(json.loads(row.path)),
        place=Place(row.place),
        estimated=row.estimated,
        task=row.task,
        horizon=Horizon(row.horizon) if row.horizon else None,
        tier=Tier(row.tier),
        deadline=row.deadline,
        responsible=row.responsible,
    )
