"""Opening a section for writing, and what is to be put into it."""

import time
from datetime import UTC, datetime

from app_pages.common import session
from app_pages.common.writing import Opened, Put
from app_pages.drafts.editor.field import slots_told
from desk import Desk


def open_section(desk: Desk, draft: int, key: int) -> None:
    """Opens the section of `key`: with what this person typed before and did not save, else as it stands."""
    person = session.actor()
    standing = desk.editing.texts.opened(draft, key)
    before = desk.editing.workings.of(draft, key, person)
    text = before.source if before else standing.source
    opened = Opened(
        draft=draft,
        key=key,
        person=person,
        seen=before.seen if before else standing.version,
        base=standing.source,
        text=text,
        now=text,
        serial=_serial(),
        saves=before.saves if before else 0,
        kept=before.at if before else None,
    )
    session.writing().open(opened)


def go_on_with(desk: Desk, draft: int, key: int, text: str, seen: int) -> None:
    """Opens the section of `key` with another text, to be saved over the version `seen`."""
    person = session.actor()
    saves = desk.editing.workings.keep(draft, key, person, text, seen)
    base = desk.editing.texts.opened(draft, key).source
    session.writing().open(Opened(draft, key, person, seen, base, text, text, _serial(), saves, datetime.now(UTC)))


def put_into(desk: Desk, draft: int, key: int, source: str) -> None:
    """Puts text with slots where the caret stands in the section of `key`, which is opened where it is not yet."""
    writing = session.writing()
    if writing.opened is None or writing.opened.key != key:
        open_section(desk, draft, key)
    writing.put = Put(_serial(), source, slots_told(desk.beside.read(draft, source).slots))


def _serial() -> str:
    return f"{time.time_ns()}"
