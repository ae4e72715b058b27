"""Who works on which section of a draft, and which sections are done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.editing.model import Task
from drafting.stored.drafts import Drafts
from drafting.stored.tables import TaskRow
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


class Tasks:
    """The tasks of one workspace's drafts."""

    def __init__(self, store: Store, drafts: Drafts):
        self._store, self._drafts = store, drafts

    def of(self, draft: int) -> Mapping[int, Task]:
        """The tasks of a draft by the keys of sections; one that nobody said anything of is left out."""
        with self._store.reading() as session:
            rows = session.scalars(select(TaskRow).where(TaskRow.draft_id == draft))
            return {row.key: Task(row.person, row.done) for row in rows}

    def mark_done(self, draft: int, key: int, done: bool, *, actor: str) -> None:
        """Says that a section is done, or that it is not."""
        with self._told(draft, key, actor, "完成" if done else "未完成") as row:
            row.done = done

    def assign(self, draft: int, key: int, person: str, *, actor: str) -> None:
        """Says who works on a section; "" for nobody."""
        with self._told(draft, key, actor, f"交由{person}" if person else "无人负责") as row:
            row.person = person.strip()

    @contextmanager
    def _told(self, draft: int, key: int, actor: str, what: str) -> Iterator[TaskRow]:
        with self._drafts.changing(draft, actor=actor) as change:
            change.draft().section(key)  # so that one that is not there is told
            row = _row(change.session, draft, key)
            row.changed_by, row.changed_at = actor, utc_now()
            yield row
            change.session.add(row)
            change.record(Deed.DRAFT_TASKED, f"{key} {what}")


def _row(session: Session, draft: int, key: int) -> TaskRow:
    return session.get(TaskRow, (draft, key)) or TaskRow(draft_id=draft, key=key, person="", done=False)
