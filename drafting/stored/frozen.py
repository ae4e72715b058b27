"""Frozen drafts (定稿): how a draft read when it was frozen is kept whole, and the draft takes no change from then on.

What is kept is the rendering, every number with the figures behind it: whatever becomes of tables, catalogue or this
program, a frozen draft reads as it did, and its figures, which the book never deletes, still open. The refusal stands
before the rows themselves (`GUARDED`), which take no change in bulk that would go around it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, event, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from clock import here
from drafting.model import Frozen, RenderedDraft
from drafting.stored.filling import filling_of, to_json
from drafting.stored.tables import ArrangementRow, DraftRow, EntryRow, FillingRow, FrozenRow, SectionRow
from errors import FrozenDraft, InputError, NotFound
from store.audit import record
from store.base import Base
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

GUARDED: tuple[type[Base], ...] = (DraftRow, SectionRow, ArrangementRow, EntryRow, FillingRow)
"""The rows that make up how a draft reads."""


class ChangedInBulk(RuntimeError):
    """A fault of the program: rows that a frozen draft must not lose were to be changed by one statement, before which
    no row is asked whether its draft is frozen. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Read:
    """A draft as it reads at one moment, how often the book had changed by then, and what stands open in it."""

    rendered: RenderedDraft
    book: int
    standing_open: str


class FrozenDrafts:
    """The freezings of one workspace's drafts."""

    def __init__(self, store: Store):
        self._store = store
        self._kept: dict[int, RenderedDraft] = {}

    def all(self) -> dict[int, Frozen]:
        """The drafts that are frozen now, by their numbers."""
        with self._store.reading() as session:
            rows = session.scalars(select(FrozenRow).where(FrozenRow.lifted_at.is_(None)))
            return {row.draft_id: _frozen(row) for row in rows}

    def of(self, draft: int) -> Frozen | None:
        """The freezing of a draft, None while it is open."""
        with self._store.reading() as session:
            row = _row(session, draft)
            return _frozen(row) if row else None

    def rendered(self, draft: int) -> RenderedDraft | None:
        """A draft as it read when it was frozen; None while it is open."""
        with self._store.reading() as session:
            number = session.scalar(_standing(draft).with_only_columns(FrozenRow.id))
            if number is None:
                return None
            if number not in self._kept:
                content = session.scalar(select(FrozenRow.content).where(FrozenRow.id == number))
                self._kept = {**self._kept, number: _codec().validate_json(content or "")}
            return self._kept[number]

    def freeze(self, draft: int, read: Callable[[], Read], *, cut_off: date, by: str) -> None:
        """Keeps the draft as `read` tells it, which is called while nobody else can change it. Raises `FrozenDraft`
        where it is frozen already."""
        with self._store.session() as session:
            # Held until the end: whoever writes to the draft at this moment is done before it is read, or waits.
            row = session.get(DraftRow, draft, with_for_update=True)
            if row is None:
                raise NotFound(f"没有编号为 {draft} 的稿子，请在稿子列表中查看编号。")
            if (standing := _row(session, draft)) is not None:
                raise _refusal(standing)
            told = read()
            filling = session.get(FillingRow, draft) or FillingRow(draft_id=draft)
            filling.content, filling.filled_by, filling.filled_at = to_json(filling_of(told.rendered)), by, utc_now()
            session.add(filling)
            session.flush()
            session.add(
                FrozenRow(
                    draft_id=draft,
                    cut_off=cut_off,
                    book=told.book,
                    title=told.rendered.title,
                    content=_codec().dump_json(told.rendered).decode(),
                    standing_open=told.standing_open,
                    frozen_by=by,
                    frozen_at=utc_now(),
                )
            )
            detail = f"数据截至 {cut_off}" + (f"；{told.standing_open}" if told.standing_open else "")
            record(session, actor=by, deed=Deed.DRAFT_FROZEN, subject=f"draft:{draft}", detail=detail)

    def lift(self, draft: int, *, by: str, reason: str) -> None:
        """Lets a draft follow its tables and be changed again. Raises `InputError` where it is not frozen or no reason
        is told."""
        if not reason.strip():
            raise InputError("解除定稿请写明理由。")
        with self._store.session() as session:
            row = _row(session, draft)
            if row is None:
                raise InputError(f"稿子 {draft} 没有定稿，不用解除。")
            row.lifted_by, row.lifted_at, row.lifted_for = by, utc_now(), reason.strip()
            record(session, actor=by, deed=Deed.DRAFT_UNFROZEN, subject=f"draft:{draft}", detail=reason.strip())


@cache
def _codec() -> TypeAdapter[RenderedDraft]:
    return TypeAdapter(RenderedDraft)


def _standing(draft: int) -> Select[FrozenRow]:
    return select(FrozenRow).where(FrozenRow.draft_id == draft, FrozenRow.lifted_at.is_(None))


def _row(session: Session, draft: int) -> FrozenRow | None:
    return session.scalar(_standing(draft))


def _frozen(row: FrozenRow) -> Frozen:
    return Frozen(
        row.id, row.draft_id, row.title, row.frozen_by, row.frozen_at, row.cut_off, row.book, row.standing_open
    )


def _refusal(row: FrozenRow) -> FrozenDraft:
    day = here(row.frozen_at)
    told = f"{row.frozen_by}，{day.year}年{day.month}月{day.day}日"
    return FrozenDraft(f"稿子 {row.draft_id} 已定稿（{told}），不能再改；确需修改，请先解除定稿。")


def _refuse_frozen(_: Mapper[Base], connection: Connection, row: Base) -> None:
    draft = row.id if isinstance(row, DraftRow) else row.draft_id  # type: ignore[attr-defined]
    # Where the database has row locks, the draft's own keeps a freezing from beginning before this is kept.
    connection.execute(select(DraftRow.id).where(DraftRow.id == draft).with_for_update())
    found = connection.execute(
        select(FrozenRow.draft_id, FrozenRow.frozen_by, FrozenRow.frozen_at).where(
            FrozenRow.draft_id == draft, FrozenRow.lifted_at.is_(None)
        )
    ).first()
    if found is not None:
        raise _refusal(FrozenRow(draft_id=found.draft_id, frozen_by=found.frozen_by, frozen_at=found.frozen_at))


for _guarded in GUARDED:
    for _moment in ("before_insert", "before_update", "before_delete"):
        event.listen(_guarded, _moment, _refuse_frozen)


def _refuse_in_bulk(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(getattr(state.statement, "table", None), "name", "")
    if table in {guarded.__tablename__ for guarded in GUARDED}:
        raise ChangedInBulk(f"rows of {table} are changed one by one")


event.listen(Session, "do_orm_execute", _refuse_in_bulk)
