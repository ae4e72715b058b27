"""Attested entries (填报) in the store: a value, name or date that a named person vouches for, with source and reason.

Where the office asks for it an entry waits until a second person confirms it; until then it fills nothing
(`drafting.rendering.render`). Nothing is deleted: one that was declined or withdrawn is kept, with why.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.model import Entry, EntryState
from drafting.stored.standing import row_of
from drafting.stored.tables import EntryRow
from errors import InputError, NotFound
from figures.period import Period
from figures.slots import EntrySlot, Slot, Text, parse_pieces
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

_REFILLED = "改填"


class Entries:
    """The attested entries of one workspace's drafts; with `two_persons` a second one has to confirm each."""

    def __init__(self, store: Store, *, two_persons: bool):
        self._store, self.two_persons = store, two_persons

    def attest(self, session: Session, draft: int, slot: Slot, *, value: str, by: str, source: str, reason: str) -> int:
        """Keeps an entry for `slot` in the transaction that puts it in its place, and says its number; one that still
        waits in that slot is withdrawn. Raises `InputError` for a missing part.
        """
        for what, said in (("填报的值", value), ("填报人姓名", by), ("来源", source)):
            if not said.strip():
                raise InputError(f"填报缺少{what}，请补上。")
        if any(mark in value for mark in "{}|\n"):
            raise InputError("填报的值不能含有花括号、竖线或换行。")
        if isinstance(slot, EntrySlot) and slot.entry is not None:
            waiting = session.get(EntryRow, slot.entry)
            if waiting is not None and waiting.state == EntryState.WAITING.value:
                _settle(waiting, EntryState.WITHDRAWN, by.strip(), f"{_REFILLED}“{value.strip()}”")
        state = EntryState.WAITING if self.two_persons else EntryState.VALID
        row = EntryRow(
            draft_id=draft,
            slot=str(slot),
            value=value.strip(),
            person=by.strip(),
            source=source.strip(),
            reason=reason.strip(),
            entered_at=utc_now(),
            state=state.value,
        )
        session.add(row)
        session.flush()
        detail = f"{slot} = {row.value} ({row.source})"
        record(session, actor=row.person, deed=Deed.DRAFT_ATTESTED, subject=f"draft:{draft}", detail=detail)
        return row.id

    def of(self, draft: int) -> dict[int, Entry]:
        """The entries of a draft by their numbers, whatever became of them."""
        with self._store.reading() as session:
            head = row_of(session, draft)
            period, region = Period.parse(head.period), head.region
            rows = session.scalars(select(EntryRow).where(EntryRow.draft_id == draft).order_by(EntryRow.id))
            return {row.id: _entry(row, period, region) for row in rows}

    def confirm(self, draft: int, ids: Iterable[int], *, by: str) -> None:
        """Confirms entries that wait; all of them or, where one cannot be confirmed, none. Raises `InputError` where
        `by` is who entered one."""
        self._decide(draft, ids, by, Deed.ENTRY_CONFIRMED, _confirmed)

    def decline(self, draft: int, ids: Iterable[int], *, by: str, reason: str) -> None:
        """Declines entries that wait, for a reason; their slots are open again. Raises `InputError`."""
        told = _reason(reason, "不同意填报请写明理由。")
        self._decide(draft, ids, by, Deed.ENTRY_DECLINED, lambda row, person: _declined(row, person, told), told)

    def withdraw(self, draft: int, ids: Iterable[int], *, by: str, reason: str) -> None:
        """Takes back entries, waiting or valid, for a reason; their slots are open again. Raises `InputError`."""
        told = _reason(reason, "撤回填报请写明理由。")
        self._decide(draft, ids, by, Deed.ENTRY_WITHDRAWN, lambda row, person: _withdrawn(row, person, told), told)

    def _decide(
        self,
        draft: int,
        ids: Iterable[int],
        by: str,
        deed: Deed,
        settle: Callable[[EntryRow, str], None],
        reason: str = "",
    ) -> None:
        person = by.strip()
        if not person:
            raise InputError("请写明由谁复核或撤回填报。")
        with self._store.session() as session:
            row_of(session, draft, locked=True)  # two who decide on one entry do so one after the other
            for number in dict.fromkeys(ids):
                row = session.get(EntryRow, number)
                if row is None or row.draft_id != draft:
                    raise NotFound(f"稿子 {draft} 没有编号为 {number} 的填报，请刷新后重试。")
                settle(row, person)
                detail = f"{number}: {row.slot} = {row.value}" + (f" ({reason})" if reason else "")
                record(session, actor=person, deed=deed, subject=f"draft:{draft}", detail=detail)


def _confirmed(row: EntryRow, person: str) -> None:
    _still_waiting(row)
    if person == row.person:
        raise InputError(f"“{row.value}”是{person}本人填报的，请由另一人复核。")
    _settle(row, EntryState.VALID, person, "")


def _declined(row: EntryRow, person: str, reason: str) -> None:
    _still_waiting(row)
    if person == row.person:
        raise InputError(f"“{row.value}”是{person}本人填报的，不再需要时请用“撤回”。")
    _settle(row, EntryState.DECLINED, person, reason)


def _withdrawn(row: EntryRow, person: str, reason: str) -> None:
    if row.state not in (EntryState.VALID.value, EntryState.WAITING.value):
        raise InputError(f"填报“{row.value}”{EntryState(row.state).label}，不用再撤回。")
    _settle(row, EntryState.WITHDRAWN, person, reason)


def _still_waiting(row: EntryRow) -> None:
    if row.state != EntryState.WAITING.value:
        raise InputError(f"填报“{row.value}”已不在待复核之列（{EntryState(row.state).label}），请刷新后重试。")


def _settle(row: EntryRow, state: EntryState, person: str, verdict: str) -> None:
    row.state, row.checked_by, row.checked_at, row.verdict = state.value, person, utc_now(), verdict


def _reason(given: str, lacking: str) -> str:
    if not given.strip():
        raise InputError(lacking)
    return given.strip()


def _entry(row: EntryRow, period: Period, region: str) -> Entry:
    found = parse_pieces(row.slot, period=period, region=region)
    instead = found[0] if len(found) == 1 and not isinstance(found[0], Text) else None
    return Entry(
        id=row.id,
        value=row.value,
        by=row.person,
        source=row.source,
        reason=row.reason,
        state=EntryState(row.state),
        instead=instead,
        entered_at=row.entered_at,
        checked_by=row.checked_by,
        checked_at=row.checked_at,
        verdict=row.verdict,
    )
