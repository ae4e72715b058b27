"""The desk of one draft: contents on the left, the text in the middle, what lies beside it on the right."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.common.telling import told_next
from app_pages.common.wording import plain
from app_pages.drafts.changes import show_changes
from app_pages.drafts.contents import Entry, section_place
from app_pages.drafts.editor.frozen import show_left
from app_pages.drafts.editor.meeting import show_clash, show_others, show_unsaved
from app_pages.drafts.editor.opening import open_section
from app_pages.drafts.editor.writing import write_section
from app_pages.drafts.export import show_exports
from app_pages.drafts.finishing import may_change, show_last_mile
from app_pages.drafts.model import redo_section
from app_pages.drafts.outline import pick_place
from app_pages.drafts.panel import pick_number, show_panel
from app_pages.drafts.text_html import draft_html, legend_html
from desk import Desk
from drafting.model import RenderedDraft


def read_draft(desk: Desk, draft: RenderedDraft, head: DeltaGenerator) -> None:
    """The draft on the screen; its counts and exports go into `head`. Raises `HegaoError` of what is done to it."""
    _head(desk, draft, head)
    show_last_mile(desk, draft)
    show_changes(desk, draft)
    left, middle, right = st.columns([0.21, 0.5, 0.29], gap="small")
    with left.container(key="draft-contents", height=_HEIGHT):
        entry = pick_place(desk, draft)
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


def _text(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    only = entry.sections[0] if len(entry.sections) == 1 and entry.level else None
    redone, writing = session.take_redone(), session.writing()
    opened, frozen = writing.opened, desk.finishing.frozen(draft.id)
    if redone is not None:
        redo_section(desk, draft.id, *redone)
    elif only is not None and opened is not None and opened.key == only:
        section = draft.section(only)
        st.caption(plain("　".join(filter(None, (section.part, section.heading)))))
        if writing.clash is not None and frozen is None:
            show_clash(desk, opened, writing.clash)
            return
        show_others(draft.id, only)
        write_section(draft.id)
    else:
        if only is not None and may_change(desk, draft.id):
            _bar(desk, draft, only)
        left = desk.editing.workings.of(draft.id, only, session.actor()) if only is not None and frozen else None
        if left is not None and frozen is not None:
            show_left(frozen, left.source)
        _paper(draft, entry)


def _bar(desk: Desk, draft: RenderedDraft, key: int) -> None:
    """What can be done to the section that is being read."""
    seen, ways = draft.section(key).version, desk.editing.steps.ways(draft.id, key)

    def edit() -> None:
        with told_next():
            open_section(session.desk(), draft.id, key)

    def undo() -> None:
        with told_next():
            session.desk().editing.steps.undo(draft.id, key, seen=seen, actor=session.actor())

    def redo() -> None:
        with told_next():
            session.desk().editing.steps.redo(draft.id, key, seen=seen, actor=session.actor())

    # Done before the page is made, and not in the middle of it: it is then made once.
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("编辑本节", type="primary", icon=":material/edit:", on_click=edit)
        st.button("撤销", icon=":material/undo:", disabled=not ways.undo, help="退回这一节的上一版", on_click=undo)
        st.button("重做", icon=":material/redo:", disabled=not ways.redo, on_click=redo)
    show_unsaved(desk, draft.id, key)
    show_others(draft.id, key)


def _paper(draft: RenderedDraft, entry: Entry) -> None:
    picked = session.writing().picked

    def pressed(place: str) -> None:
        if place.startswith("slot:"):
            pick_number(place)
            return
        key = int(place.partition(":")[2])
        with told_next():
            session.writing().choose(section_place(key))
            if may_change(session.desk(), draft.id):
                open_section(session.desk(), draft.id, key)

    clickable(
        draft_html(draft, entry.sections),
        f"paper-{draft.id}",
        pressed,
        chosen=picked.place if picked else "",
    )
