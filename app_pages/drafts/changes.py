"""What the tables changed in a draft since a person last saw it filled: shown above the text until it is seen."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.drafts.contents import section_place, section_title
from app_pages.drafts.lists_html import OPEN, changes_html
from desk import FRONT, Desk
from drafting.model import RenderedDraft
from drafting.stored.filling import Change
from store.deeds import Right

_HEIGHT = 250  # so that the text below stays in sight


def show_changes(desk: Desk, draft: RenderedDraft) -> None:
    """Each change, from what to what, with a button that says they have been seen; nothing where there is none."""
    changed = desk.changed(draft.id)
    if not changed:
        return
    with st.expander(f"数据表更新后，本稿有 {len(changed)} 处变化", expanded=True, icon=":material/sync:"):
        with st.container(height=min(70 + 54 * len(changed), _HEIGHT), border=False):
            html = changes_html(_named(draft, changed), openable=True)
            clickable(html, f"changes-{draft.id}", lambda place: _open(int(place.removeprefix(f"{OPEN}:"))))
        if session.may(Right.WRITE) and st.button("已看过这些变化", key=f"refill-{draft.id}"):
            desk.refill(draft.id, actor=session.actor())
            session.leave_notice(f"已记下 {len(changed)} 处变化，正文即为现在的数。")
            st.rerun()


def _open(key: int) -> None:
    session.writing().choose(section_place(key))


def changes_table(draft: RenderedDraft, changed: Sequence[Change]) -> None:
    """A row a change, from what to what."""
    st.html(changes_html(_named(draft, changed), openable=False))


def _named(draft: RenderedDraft, changed: Sequence[Change]) -> list[tuple[str, Change]]:
    return [(_place(draft, change), change) for change in changed]


def _place(draft: RenderedDraft, change: Change) -> str:
    if change.section == FRONT:
        return "标题与署名"
    section = draft.section(change.section)
    titled = change.slot in section.titled
    return section.title_of(change.slot) if titled else section_title(section)
