"""Working copies: what a person has typed for a section and not yet saved, kept as it is, fit to be taken or not.

They are no part of the draft. They outlive a reload, a closed window and the process; saving the section ends them.
"""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from drafting.editing.model import Working
from drafting.stored.drafts import Drafts
from drafting.stored.tables import WorkingRow
from errors import Overtaken
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


class WorkingCopies:
    """The working copies of one workspace."""

    def __init__(self, store: Store, drafts: Drafts):
        self._store, self._drafts = store, drafts

    def keep(self, draft: int, key: int, person: str, source: str, seen: int, *, after: int | None = None) -> int:
        """Keeps what a person has typed so far, in place of what was kept before, and says how often that was.

        `after` is the count that this window was told last (0: it kept nothing yet): where another window of the same
        person kept something since, `Overtaken` is raised and nothing is replaced. None replaces whatever there is.
        """
        with self._drafts.changing(draft, actor=person) as change:
            row = change.session.get(WorkingRow, (draft, key, person))
            if after is not None and (row.saves if row else 0) != after:
                raise Overtaken("您在另一个窗口里也改了这一节，两处没有合并；请先在那里保存，或以那里的文字为准。")
            now = utc_now()
            if row is None:
                row = WorkingRow(draft_id=draft, key=key, person=person, saves=0, since=now)
                change.session.add(row)
                change.record(Deed.DRAFT_OPENED, str(key))
            else:
                change.permit(Deed.DRAFT_OPENED)
            row.source, row.seen, row.at, row.saves = source, seen, now, row.saves + 1
            return row.saves

    def of(self, draft: int, key: int, person: str) -> Working | None:
        """What a person has typed for a section and not saved; None for nothing."""
        with self._store.reading() as session:
            row = session.get(WorkingRow, (draft, key, person))
            return None if row is None else _working(row)

    def of_others(self, draft: int, key: int, person: str) -> tuple[Working, ...]:
        """What others have typed for the same section and not saved, who kept theirs last first."""
        with self._store.reading() as session:
            wanted = select(WorkingRow).where(
                WorkingRow.draft_id == draft, WorkingRow.key == key, WorkingRow.person != person
            )
            return tuple(_working(row) for row in session.scalars(wanted.order_by(WorkingRow.at.desc())))

    def all_of(self, draft: int) -> Mapping[int, tuple[Working, ...]]:
        """What anybody has typed for the sections of a draft and not saved, by keys, who kept theirs last first."""
        found: dict[int, list[Working]] = {}
        with self._store.reading() as session:
            rows = session.scalars(
                select(WorkingRow).where(WorkingRow.draft_id == draft).order_by(WorkingRow.at.desc())
            )
            for row in rows:
                found.setdefault(row.key, []).append(_working(row))
        return {key: tuple(rows) for key, rows in found.items()}

    def drop(self, draft: int, key: int, person: str) -> None:
        """Gives up what a person has typed for a section."""
        with self._drafts.changing(draft, actor=person) as change:
            change.permit(Deed.DRAFT_OPENED)
            drop(change.session, draft, key, person)


def drop(session: Session, draft: int, key: int, person: str) -> None:
    """Ends a working copy in the transaction that saves it, or gives it up."""
    session.execute(
        delete(WorkingRow).where(WorkingRow.draft_id == draft, WorkingRow.key == key, WorkingRow.person == person)
    )


def _working(row: WorkingRow) -> Working:
    return Working(row.person, row.source, row.seen, row.since, row.at, row.saves)
