"""Saving the text of a section, and what is told where somebody else saved it meanwhile."""

from app_pages.common import session
from desk import Desk
from drafting.editing.model import Conflict
from errors import InputError


def save_text(desk: Desk, draft: int, key: int, source: str, seen: int) -> None:
    """Keeps a text that was opened at version `seen`. Raises `InputError` where another was kept since."""
    kept = desk.editing.texts.save(draft, key, source, seen=seen, actor=session.actor())
    if isinstance(kept, Conflict):
        raise InputError(f"{kept.by}刚保存过这一节，没有覆盖；请看过现在的文字再改。")
