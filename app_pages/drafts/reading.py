"""The reading of a draft: contents on the left, text in the middle, the numbers of the chosen place on the right."""

import streamlit as st

from app_pages.common import session
from app_pages.common.wording import plain
from app_pages.drafts.changes import show_changes
from app_pages.drafts.contents import Entry, contents, section_title
from app_pages.drafts.export import show_exports
from app_pages.drafts.model import redo_section
from app_pages.drafts.section import edit_source, front_panel, section_panel
from app_pages.drafts.text_html import draft_html, legend_html, numbers_html, slots_of
from desk import Desk
from drafting.model import RenderedDraft, State

_HEIGHT = 560


def read_draft(desk: Desk, draft: RenderedDraft) -> None:
    """The draft on the screen. Raises `HegaoError` of what is done to it."""
    _head(desk, draft)
    show_changes(desk, draft)
    entries = contents(draft)
    left, middle, right = st.columns([0.23, 0.49, 0.28], gap="small")
    with left.container(height=_HEIGHT):
        st.caption("提纲（红字为待核处数）")
        entry = _pick(draft, entries)
    only = entry.sections[0] if len(entry.sections) == 1 else None
    redone = session.take_redone()
    with middle.container(height=_HEIGHT):
        if redone is not None:
            redo_section(desk, draft.id, *redone)
        elif only is not None and only == session.edited():
            edit_source(desk, draft, only)
        else:
            st.html(draft_html(draft, entry.sections))
    with right.container(height=_HEIGHT):
        if only is not None:
            section_panel(desk, draft, only)
        else:
            _open_ones(draft, entry)
            if len(entry.sections) == len(draft.sections):
                front_panel(desk, draft)


def _head(desk: Desk, draft: RenderedDraft) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        total = draft.filled + draft.open
        st.markdown(f"数字 {total} 处　:green[已填 **{draft.filled}**]　:red[待核 **{draft.open}**]", width="content")
        st.html(legend_html(), width="content")
        st.space("stretch")
        show_exports(desk, draft)


def _pick(draft: RenderedDraft, entries: dict[str, Entry]) -> Entry:
    key = st.radio(
        "提纲",
        list(entries),
        format_func=lambda key: _line(entries[key]),
        key=f"contents-{draft.id}",
        label_visibility="collapsed",
        # A text being edited would be lost with the section: it is saved or given up first.
        disabled=session.edited() is not None,
    )
    return entries[key]


def _line(entry: Entry) -> str:
    return plain(entry.indented) + (f" :red[**{entry.open}**]" if entry.open else "")


def _open_ones(draft: RenderedDraft, entry: Entry) -> None:
    """The open slots of several sections; they are filled section by section."""
    st.markdown("**待核之处**")
    for number in entry.sections:
        section = draft.section(number)
        slots = [slot for slot in slots_of(section) if slot.state is State.OPEN]
        if slots:
            with st.expander(plain(f"{section_title(section)}（{len(slots)}）")):
                st.html(numbers_html(slots))
    if not entry.open:
        st.caption("没有待核的数字。")
    else:
        st.caption("在左侧点到某一节，即可填报或修改。")
