"""What named persons say of targets: that one stands as read, that it reads otherwise, or that it is none.

Every word is kept for good, with what stood there before; the last one holds, and is laid again over a later reading of
the same document. A statement is known by its place in the document, which no reading changes.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.tables import DocumentRow
from errors import InputError, NotFound
from figures.ledger.rows import StatementRow, values_of
from figures.ledger.statement import Statement
from figures.ledger.target import Review
from store.audit import record
from store.base import Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed

# What a person may correct; where a statement stands in its document is not among it.
_OPEN = frozenset(
    (
        *("region", "indicator", "known", "measure", "comparator", "period", "first_year", "last_year", "low", "high"),
        *("unit", "bound", "direction", "relation", "horizon", "tier", "deadline", "responsible"),
    )
)


class ReviewKind(StrEnum):
    """What a person did with a target."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    DROP = "drop"


_DEEDS = {
    ReviewKind.CONFIRM: Deed.TARGET_CONFIRMED,
    ReviewKind.CORRECT: Deed.TARGET_CORRECTED,
    ReviewKind.DROP: Deed.TARGET_DROPPED,
}


class TargetReviewRow(Base):
    """One word on one target. `content` holds the columns it changes, `was` what they were before, both as JSON."""

    __tablename__ = "target_reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    span_start: Mapped[int]
    deed: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    was: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    reviewed_by: Mapped[str] = mapped_column(String(100))
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)


def keep_review(
    session: Session, key: int, deed: ReviewKind, *, by: str, corrected: Statement | None = None, note: str = ""
) -> None:
    """Keeps the word of `by` on the statement `key` and lays it over the row. A word that changes nothing but confirms
    keeps what an earlier one corrected. Raises `InputError` without a name, `NotFound` for an unknown statement."""
    person = by.strip()
    if not person:
        raise InputError("确认或更正要记在人名下，请先填写姓名。")
    row = session.get(StatementRow, key)
    if row is None:
        raise NotFound("这条目标已不在台账里，请刷新后再试。")
    earlier = _latest(session, row.document_id, row.span_start)
    kept: dict[str, Any] = json.loads(earlier.content) if earlier is not None else {}
    changed = _changes(row, corrected) if corrected is not None else {}
    review = TargetReviewRow(
        document_id=row.document_id,
        span_start=row.span_start,
        deed=(ReviewKind.CORRECT if deed is ReviewKind.CONFIRM and kept else deed).value,
        content=_written(kept | changed),
        was=_written({name: getattr(row, name) for name in changed}),
        note=note.strip(),
        reviewed_by=person[:100],
        reviewed_at=utc_now(),
    )
    session.add(review)
    session.flush()
    _lay(row, review)
    detail = f"{row.indicator} {row.text}" + (f"：{review.was} → {_written(changed)}" if changed else "")
    record(session, actor=person, deed=_DEEDS[deed], subject=f"statement:{key}", detail=detail)


def lay_again(session: Session, document_id: int) -> None:
    """Lays the last words on a document's targets over what was just read anew in it."""
    reviews = session.scalars(
        select(TargetReviewRow).where(TargetReviewRow.document_id == document_id).order_by(TargetReviewRow.id)
    )
    last = {review.span_start: review for review in reviews}
    if not last:
        return
    rows = select(StatementRow).where(StatementRow.document_id == document_id, StatementRow.span_start.in_(last.keys()))
    for row in session.scalars(rows):
        _lay(row, last[row.span_start])


def review_of(row: TargetReviewRow) -> Review:
    """The word as a value."""
    deed = ReviewKind(row.deed)
    return Review(row.reviewed_by, row.reviewed_at, deed is ReviewKind.CORRECT, deed is ReviewKind.DROP, row.note)


def _latest(session: Session, document_id: int, span_start: int) -> TargetReviewRow | None:
    query = (
        select(TargetReviewRow)
        .where(TargetReviewRow.document_id == document_id, TargetReviewRow.span_start == span_start)
        .order_by(TargetReviewRow.id.desc())
    )
    return session.scalars(query).first()


def _changes(row: StatementRow, corrected: Statement) -> dict[str, Any]:
    # A magnitude that does not hold together is refused here, before anything is kept.
    if corrected.quantity is None and corrected.relation is None:
        raise InputError("目标要有数值，请填写下限或上限。")
    return {
        name: value for name, value in values_of(corrected).items() if name in _OPEN and value != getattr(row, name)
    }


def _lay(row: StatementRow, review: TargetReviewRow) -> None:
    for name, value in json.loads(review.content).items():
        if value is not None and name in ("low", "high"):
            value = Decimal(value)
        elif value is not None and name == "deadline":
            value = date.fromisoformat(value)
        setattr(row, name, value)
    row.review_id = review.id


def _written(columns: Mapping[str, Any]) -> str:
    """Columns as JSON, decimals to the last digit."""
    return json.dumps(
        columns,
        ensure_ascii=False,
        default=lambda value: format(value, "f") if isinstance(value, Decimal) else str(value),
    )
