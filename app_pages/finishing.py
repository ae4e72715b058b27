"""定稿: the last mile of a draft: how long it is, what last year said already, what was filled by hand, its freezing.

The address names the draft and the view: `?draft=ID&view=lengths`.
"""

from collections.abc import Callable

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.finish.entries import show_entries
from app_pages.finish.freezing import show_freezing
from app_pages.finish.lengths import show_lengths
from app_pages.finish.reuse import show_reuse
from desk import Desk, DraftSummary
from drafting.model import RenderedDraft

_VIEWS: dict[str, tuple[str, Callable[[Desk, RenderedDraft], None]]] = {
    "lengths": ("篇幅", show_lengths),
    "reuse": ("沿用", show_reuse),
    "entries": ("填报", show_entries),
    "freezing": ("定稿", show_freezing),
}


def show(desk: Desk) -> None:
    """The page."""
    with st.container(key="finish-head", horizontal=True, vertical_alignment="center", gap="small"):
        st.title("定稿", anchor=False, width="content")
        drafts = {draft.id: draft for draft in desk.drafts() if draft.complete}
        number = _chosen(desk, drafts) if drafts else None
        view = _view() if drafts else ""
    show_notices()
    if number is None:
        st.info("还没有写完的讲话稿。在“起草”页写出一份后，在这里看篇幅、沿用情况和填报，最后定稿。")
        st.page_link("app_pages/draft.py", label="去起草")
        return
    with told():
        _VIEWS[view][1](desk, desk.rendered(number))


def _chosen(desk: Desk, drafts: dict[int, DraftSummary]) -> int:
    known, ids = session.draft(), list(drafts)
    frozen = desk.finishing.all_frozen()
    number = st.selectbox(
        "讲话稿",
        ids,
        index=ids.index(known) if known in drafts else 0,
        format_func=lambda each: (
            f"{drafts[each].title or '（无题）'}　第 {each} 稿{'（已定稿）' if each in frozen else ''}"
        ),
        key="finish-draft",
        label_visibility="collapsed",
    )
    if number != known:
        session.show_draft(number)
    return number


def _view() -> str:
    """The view picked; the address says which at first."""
    named = st.query_params.get("view", "")
    chosen = st.segmented_control(
        "内容",
        list(_VIEWS),
        default=named if named in _VIEWS else "lengths",
        format_func=lambda view: _VIEWS[view][0],
        key="finish-view",
        label_visibility="collapsed",
        required=True,
    )
    st.query_params["view"] = chosen
    return chosen


show(session.desk())
