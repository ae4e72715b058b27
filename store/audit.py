"""The audit trail: who did what to what, and when. It only grows.

Rooms above write to it in the same session as the deed itself, so that neither stands without the other. Triggers in
the database (`protect`) refuse to change or delete an entry. `record` is also where a deed is refused that the office's
people file does not let its actor do: whatever page, command or service it came through, it is then undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from errors import NotAllowed
from store.base import UPKEEP, Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed
from store.people import People, acting


class AuditRow(Base):
    """One deed, as a row."""

    __tablename__ = "audit_trail"
    __table_args__ = UPKEEP

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


SCRIBE = "scribe"
"""Under what a writing session carries its `Scribe`."""


@dataclass(slots=True)
class Scribe:
    """What one transaction may do: whether a deed was permitted in it, and the one that was refused (actor, deed,
    subject)."""

    people: People
    permitted: bool = False
    refused: tuple[str, Deed, str] | None = None


def record(session: Session, *, actor: str, deed: Deed, subject: str, detail: str = "") -> None:
    """Adds an entry to the trail. It is kept when, and only when, the session commits.

    Raises `NotAllowed` where `actor` may not do `deed`: the caller's transaction is then undone.
    """
    permit(session, actor=actor, deed=deed, subject=subject)
    session.add(AuditRow(at=utc_now(), actor=actor, action=deed.value, subject=subject, detail=detail))


def permit(session: Session, *, actor: str, deed: Deed, subject: str) -> None:
    """Lets `actor` go on with a deed without an entry of its own: a part of one that is on record, or will be. Raises
    `NotAllowed` as `record` does."""
    scribe: Scribe | None = session.info.get(SCRIBE)
    if scribe is None:
        return
    try:
        scribe.people.check(actor, deed)
    except NotAllowed:
        scribe.refused = (actor, deed, subject)
        raise
    scribe.permitted = True


def note_refusal(session: Session, *, actor: str, deed: Deed, subject: str) -> None:
    """Adds that somebody tried `deed` in the name of `actor` and may not."""
    who = acting() or actor
    detail = deed.label if who == actor else f"以“{actor}”的名义{deed.label}"
    row = AuditRow(at=utc_now(), actor=who[:100], action=Deed.REFUSED.value, subject=subject[:300], detail=detail)
    session.add(row)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: those that agree with everything given. `subject` is whole, or with `part` a part of
    it or of the detail; `since` (with) and `until` (without) are moments."""

    subject: str = ""
    part: str = ""
    deed: Deed | None = None
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


def trail(
    session: Session,
    wanted: Wanted | None = None,
    *,
    subject: str = "",
    deed: Deed | None = None,
    limit: int | None = 200,
    offset: int = 0,
) -> list[Entry]:
    """The latest `limit` entries (None: all) that are wanted, newest first, after the first `offset`; `subject` and
    `deed` say in short which."""
    query = select(AuditRow).where(*_conditions(wanted or Wanted(subject=subject, deed=deed)))
    rows = session.scalars(query.order_by(AuditRow.id.desc()).limit(limit).offset(offset))
    return [Entry(row.id, row.at, row.actor, row.action, row.subject, row.detail) for row in rows]


def count(session: Session, wanted: Wanted) -> int:
    """How many entries are wanted."""
    return session.scalar(select(func.count()).select_from(AuditRow).where(*_conditions(wanted))) or 0


def actors(session: Session) -> list[str]:
    """Everybody who stands in the trail."""
    return sorted(session.scalars(select(AuditRow.actor).distinct()))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.subject:
        yield AuditRow.subject == wanted.subject
    if wanted.part:
        # Not `contains`: SQLite takes GDP for gdp there, PostgreSQL does not.
        yield AuditRow.subject.icontains(wanted.part, autoescape=True) | AuditRow.detail.icontains(
            wanted.part, autoescape=True
        )
    if wanted.deed is not None:
        yield AuditRow.action.in_(wanted.deed.stored_as)
    if wanted.actor:
        yield AuditRow.actor == wanted.actor
    if wanted.since is not None:
        yield AuditRow.at >= wanted.since
    if wanted.until is not None:
        yield AuditRow.at < wanted.until


_SQLITE_GUARD = """
CREATE TRIGGER IF NOT EXISTS audit_trail_no_{verb} BEFORE {verb} ON audit_trail
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END
"""
_POSTGRES_GUARD = (
    """
CREATE OR REPLACE FUNCTION audit_trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
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
    elif connection.dialect.name == "postgresql" and not _guarded(connection):
        statements = _POSTGRES_GUARD
    else:
        return
    for statement in statements:
        connection.exec_driver_sql(statement)


def _guarded(connection: Connection) -> bool:
    """Whether a PostgreSQL database has the trigger. It is then left as it is: the table may belong to a stricter
    owner than the desk, as docs/deployment.md has it."""
    asked = "SELECT 1 FROM pg_trigger WHERE tgname = 'audit_trail_guard' AND tgrelid = 'audit_trail'::regclass"
    return connection.exec_driver_sql(asked).first() is not None
