"""What named persons say of targets: that one stands as read, that it reads otherwise, that it is none, or that there
is one where none was read.

Every word is kept for good, with what stood there before; the last one holds, and is laid again over a later reading of
the same document. A statement is known by its place in the document, which no reading changes.
"""

import json
from collections.abc import Container, Mapping
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
    ADD = "add"


_DEEDS = {
    ReviewKind.CONFIRM: Deed.TARGET_CONFIRMED,
    ReviewKind.CORRECT: Deed.TARGET_CORRECTED,
    ReviewKind.DROP: Deed.TARGET_DROPPED,
    ReviewKind.ADD: Deed.TARGET_ADDED,
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
    person = _named(by)
    row = session.get(StatementRow, key)
    if row is None:
        raise NotFound("这条目标已不在台账里，请刷新后再试。")
    earlier = _latest(session, row.document_id, row.span_start)
    kept: dict[str, Any] = (
        {} if earlier is None or earlier.deed == ReviewKind.ADD.value else json.loads(earlier.content)
    )
    changed = _changes(row, corrected) if corrected is not None else {}
    word = ReviewKind.CORRECT if deed is ReviewKind.CONFIRM and kept else deed
    review = _review(row.document_id, row.span_start, word, kept | changed, person, note)
    review.was = _written({name: getattr(row, name) for name in changed})
    _keep(session, row, review)
    detail = f"{row.indicator} {row.text}" + (f"：{review.was} → {_written(changed)}" if changed else "")
    record(session, actor=person, deed=_DEEDS[deed], subject=f"statement:{key}", detail=detail)


def keep_added(session: Session, added: Statement, *, by: str, note: str = "") -> int:
    """Keeps the target `added` by the word of `by`; its id. Raises `InputError` without a name, or where a target of
    this place is known already."""
    person = _named(by)
    query = select(StatementRow).where(
        StatementRow.document_id == added.document_id, StatementRow.span_start == added.span.start
    )
    row = session.scalars(query.order_by(StatementRow.id)).first()
    if row is not None and row.kind == added.kind.value:
        dropped = row.review_id is not None and session.get_one(TargetReviewRow, row.review_id).deed == ReviewKind.DROP
        raise InputError(
            "这一条已被剔除，请在“已剔除”里放回台账。" if dropped else "台账里已有这一条，请在清单里找到它更正。"
        )
    row = row or StatementRow()
    review = _review(added.document_id, added.span.start, ReviewKind.ADD, values_of(added), person, note)
    _keep(session, row, review)
    detail = f"{row.indicator} {row.text}"
    record(session, actor=person, deed=Deed.TARGET_ADDED, subject=f"statement:{row.id}", detail=detail)
    return row.id


def lay_again(session: Session, document_id: int) -> None:
    """Lays the words on a document's targets over what was just read anew in it: what a person added first, then the
    last word on each."""
    reviews = session.scalars(
        select(TargetReviewRow).where(TargetReviewRow.document_id == document_id).order_by(TargetReviewRow.id)
    )
    words: dict[int, dict[bool, TargetReviewRow]] = {}
    for review in reviews:
        words.setdefault(review.span_start, {})[review.deed == ReviewKind.ADD] = review
    if not words:
        return
    read = select(StatementRow).where(StatementRow.document_id == document_id, StatementRow.span_start.in_(words))
    rows = {row.span_start: row for row in session.scalars(read.order_by(StatementRow.id))}
    for place, said in words.items():
        row = rows.get(place) or (StatementRow() if True in said else None)
        for by_hand in (True, False):
            if row is not None and by_hand in said:
                _lay(row, said[by_hand])
                session.add(row)


def reviews_of(session: Session, documents: Container[int]) -> dict[tuple[int, int], Review]:
    """The last word on every target of `documents`, by document and place."""
    told: dict[tuple[int, int], Review] = {}
    for row in session.scalars(select(TargetReviewRow).order_by(TargetReviewRow.id)):
        if row.document_id in documents:
            before = told.get((row.document_id, row.span_start))
            told[row.document_id, row.span_start] = review_of(row, before)
    return told


def review_of(row: TargetReviewRow, before: Review | None = None) -> Review:
    """The word as a value; `before` is the one before it on the same target."""
    deed = ReviewKind(row.deed)
    added = deed is ReviewKind.ADD
    return Review(
        row.reviewed_by,
        row.reviewed_at,
        deed is ReviewKind.CORRECT,
        deed is ReviewKind.DROP,
        row.note,
        added_by=row.reviewed_by if added else before.added_by if before else "",
        confirmed=not added,
    )


def _named(by: str) -> str:
    person = by.strip()
    if not person:
        raise InputError("确认、更正或补录要记在人名下，请先填写姓名。")
    return person


def _review(
    document: int, place: int, deed: ReviewKind, content: Mapping[str, Any], person: str, note: str
) -> TargetReviewRow:
    return TargetReviewRow(
        document_id=document,
        span_start=place,
        deed=deed.value,
        content=_written(content),
        was=_written({}),
        note=note.strip(),
        reviewed_by=person[:100],
        reviewed_at=utc_now(),
    )


def _keep(session: Session, row: StatementRow, review: TargetReviewRow) -> None:
    session.add(review)
    session.flush()
    _lay(row, review)
    session.add(row)
    session.flush()


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
