"""The desk of one draft: contents on the left, the text in the middle, what lies beside it on the right."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.common.telling import told_next
from app_pages.common.wording import plain
from app_pages.drafts.changes import show_changes
from app_pages.drafts.contents import Entry, contents
from app_pages.drafts.editor.opening import open_section
from app_pages.drafts.editor.writing import write_section
from app_pages.drafts.export import show_exports
from app_pages.drafts.model import redo_section
from app_pages.drafts.panel import pick_number, show_panel
from app_pages.drafts.text_html import draft_html, legend_html
from desk import Desk
from drafting.model import RenderedDraft


def read_draft(desk: Desk, draft: RenderedDraft, head: DeltaGenerator) -> None:
    """The draft on the screen; its counts and exports go into `head`. Raises `HegaoError` of what is done to it."""
    _head(desk, draft, head)
    show_changes(desk, draft)
    entries = contents(draft)
    left, middle, right = st.columns([0.21, 0.5, 0.29], gap="small")
    with left.container(key="draft-contents", height=_HEIGHT):
        entry = _pick(draft, entries)
    with middle.container(key="draft-text", height=_HEIGHT):
        _text(desk, draft, entry)
    with right.container(key="draft-beside", height=_HEIGHT):
        show_panel(desk, draft, entry)
    st.html(legend_html())


_HEIGHT = 560  # where the style sheet cannot say: it makes them as high as the window


def _head(desk: Desk, draft: RenderedDraft, head: DeltaGenerator) -> None:
    with head:
        total = draft.filled + draft.open
        st.markdown(f"数字 {total}　:green[已填 **{draft.filled}**]　:red[待核 **{draft.open}**]", width="content")
        show_exports(desk, draft)


def _pick(draft: RenderedDraft, entries: dict[str, Entry]) -> Entry:
    key = st.radio(
        "提纲",
        list(entries),
        format_func=lambda key: _line(entries[key]),
        key=session.place_key(draft.id),
        label_visibility="collapsed",
    )
    return entries[key]


def _line(entry: Entry) -> str:
    return plain(entry.indented) + (f" :red[**{entry.open}**]" if entry.open else "")


def _text(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    only = entry.sections[0] if len(entry.sections) == 1 else None
    redone = session.take_redone()
    opened = session.writing().opened
    if redone is not None:
        redo_section(desk, draft.id, *redone)
    elif only is not None and opened is not None and opened.key == only:
        _title(draft, only)
        write_section(desk, draft)
    else:
        if only is not None:
            _bar(desk, draft, only)
        _paper(desk, draft, entry)


def _bar(desk: Desk, draft: RenderedDraft, key: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("编辑本节", type="primary", icon=":material/edit:"):
            open_section(desk, draft, key)
            st.rerun()


def _title(draft: RenderedDraft, key: int) -> None:
    section = draft.section(key)
    st.caption(plain("　".join(filter(None, (section.part, section.heading)))))


def _paper(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    picked = session.writing().picked

    def pressed(place: str) -> None:
        if place.startswith("slot:"):
            pick_number(place)
            return
        key = int(place.partition(":")[2])
        with told_next():
            session.show_section(draft.id, key)
            open_section(desk, draft, key)

    clickable(
        draft_html(draft, entry.sections),
        f"paper-{draft.id}",
        pressed,
        chosen=f"slot:{picked.key}:{picked.number}" if picked else "",
    )
