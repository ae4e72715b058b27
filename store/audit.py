"""The audit trail: who did what to what, and when. It only grows.

Rooms above write to it in the same session as the deed itself, so that neither stands without the other. Triggers in
the database (`protect`) refuse to change or delete an entry. `record` is also where a deed is refused that the office's
people file does not let its actor do: whatever page, command or service it came through, it is then undone.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from store.base import Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed
from store.people import People


class AuditRow(Base):
    """One deed, as a row."""

    __tablename__ = "audit_trail"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300), index=True)
    detail: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: at `at` (UTC) `actor` did `action`, a stored `Deed`, to `subject`; `detail` says more, or is empty."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str


PEOPLE = "people"
"""Under what a session carries the `People` of its store."""


def record(session: Session, *, actor: str, deed: Deed, subject: str, detail: str = "") -> None:
    """Adds an entry to the trail. It is kept when, and only when, the session commits.

    Raises `NotAllowed` where `actor` may not do `deed`: the caller's transaction is then undone.
    """
    people: People | None = session.info.get(PEOPLE)
    if people is not None:
        people.check(actor, deed)
    session.add(AuditRow(at=utc_now(), actor=actor, action=deed.value, subject=subject, detail=detail))


def trail(session: Session, *, subject: str | None = None, deed: Deed | None = None, limit: int = 200) -> list[Entry]:
    """The latest `limit` entries, newest first, of one subject or one deed where named."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    if deed is not None:
        query = query.where(AuditRow.action.in_(deed.stored_as))
    rows = session.scalars(query)
    return [Entry(row.id, row.at, row.actor, row.action, row.subject, row.detail) for row in rows]


_SQLITE_GUARD = """
CREATE TRIGGER IF NOT EXISTS audit_trail_no_{verb} BEFORE {verb} ON audit_trail
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END
"""
_POSTGRES_GUARD = (
    """
CREATE OR REPLACE FUNCTION audit_trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
""",
    "DROP TRIGGER IF EXISTS audit_trail_guard ON audit_trail",
    """
CREATE TRIGGER audit_trail_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_trail
FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_only_grows()
""",
)


def protect(connection: Connection) -> None:
    """Sets the triggers that refuse to change or delete an entry.

    Called after every migration rather than from one: SQLite drops a table's triggers when a migration rebuilds it.
    """
    if connection.dialect.name == "sqlite":
        statements = tuple(_SQLITE_GUARD.format(verb=verb) for verb in ("UPDATE", "DELETE"))
    elif connection.dialect.name == "postgresql":
        statements = _POSTGRES_GUARD
    else:
        return
    for statement in statements:
        connection.exec_driver_sql(statement)
