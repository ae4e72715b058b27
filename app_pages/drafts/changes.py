"""What the tables changed in a draft since a person last saw it filled: shown above the text until it is seen."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.wording import plain
from app_pages.drafts.contents import section_title
from desk import FRONT, Desk
from drafting.model import RenderedDraft
from drafting.stored.filling import Change
from store.deeds import Right


def show_changes(desk: Desk, draft: RenderedDraft) -> None:
    """Each change, from what to what, with a button that says they have been seen; nothing where there is none."""
    changed = desk.changed(draft.id)
    if not changed:
        return
    with st.expander(f"数据表更新后，本稿有 {len(changed)} 处变化", expanded=True, icon=":material/sync:"):
        changes_table(draft, changed)
        if session.may(Right.WRITE) and st.button("已看过这些变化", key=f"refill-{draft.id}"):
            desk.refill(draft.id, actor=session.actor())
            session.leave_notice(f"已记下 {len(changed)} 处变化，正文即为现在的数。")
            st.rerun()


def changes_table(draft: RenderedDraft, changed: Sequence[Change]) -> None:
    """A row a change, from what to what."""
    rows = [
        {
            "位置": _place(draft, change),
            "原来": change.was,
            "现在": change.slot.text,
            "现在的句子": change.sentence,
            "说明": change.slot.reason or (change.slot.figure.source.label if change.slot.figure else ""),
        }
        for change in changed
    ]
    st.dataframe(rows, hide_index=True, width="stretch")


def _place(draft: RenderedDraft, change: Change) -> str:
    if change.section == FRONT:
        return "标题与署名"
    section = draft.section(change.section)
    titled = change.slot in section.titled
    return plain(section.title_of(change.slot) if titled else section_title(section))
