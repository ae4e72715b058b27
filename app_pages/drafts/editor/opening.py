"""Opening a section for writing, and what is to be put into it."""

import time

from app_pages.common import session
from app_pages.common.writing import Opened, Put
from app_pages.drafts.editor.field import slots_told
from desk import Desk
from drafting.model import RenderedDraft


def open_section(desk: Desk, draft: RenderedDraft, key: int) -> None:
    """Opens the section of `key` as it stands."""
    found = desk.editing.texts.opened(draft.id, key)
    writing = session.writing()
    writing.opened = Opened(draft.id, key, found.version, found.source, found.source, _serial())
    writing.refusal = ""


def put_into(desk: Desk, draft: RenderedDraft, key: int, source: str) -> None:
    """Puts text with slots where the caret stands in the section of `key`, which is opened where it is not yet."""
    writing = session.writing()
    if writing.opened is None or writing.opened.key != key:
        open_section(desk, draft, key)
    writing.put = Put(_serial(), source, slots_told(desk.beside.read(draft.id, source).slots))


def _serial() -> str:
    return f"{time.time_ns()}"
