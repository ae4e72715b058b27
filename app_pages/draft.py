"""起草: which draft is on the screen, a new one to be asked for, its writing, and its reading."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.common import session
from app_pages.common.telling import progress_bar, show_notices, told
from app_pages.drafts.brief import ask_for_draft
from app_pages.drafts.model import write_with_model
from app_pages.drafts.reading import read_draft
from app_pages.drafts.writing import write
from desk import MODEL, Desk, DraftSummary
from store.deeds import Right

_NEW = 0
_CHOICE = "draft-choice"


def show(desk: Desk) -> None:
    """The page."""
    head = st.container(key="draft-head", horizontal=True, vertical_alignment="center", gap="small")
    head.title("起草", anchor=False, width="content")
    show_notices()
    drafts = {draft.id: draft for draft in desk.drafts()}
    with head:
        number = _chosen(drafts)
    if number == _NEW:
        if barred := session.barred(Right.WRITE):
            st.info(f"起草新的讲话稿{barred}")
            return
        form = st.empty()
        with form.container():
            request = ask_for_draft(desk)
        if request:
            form.empty()
            with told():
                number = desk.begin_draft(request)
                session.show_draft(number)
                (write_with_model if request.writer == MODEL else write)(desk, number)
    elif not drafts[number].complete:
        _unfinished(desk, drafts[number], head)
    else:
        with told():
            read_draft(desk, desk.rendered(number), head)


def _chosen(drafts: dict[int, DraftSummary]) -> int:
    """The draft picked, `_NEW` for none. The address and the session say which is picked at first."""
    remembered = session.draft()
    if remembered is not None and remembered not in drafts:
        st.warning("这份讲话稿不在了，请另选一份。")
        session.show_draft(None)
        remembered = None
    if _CHOICE not in st.session_state or remembered is not None:
        st.session_state[_CHOICE] = remembered or _NEW
    if not drafts:
        return _NEW
    return st.selectbox(
        "讲话稿",
        [_NEW, *drafts],
        format_func=lambda number: _label(drafts[number]) if number else "＋ 起草新的讲话稿",
        key=_CHOICE,
        on_change=_choose,
        label_visibility="collapsed",
    )


def _choose() -> None:
    session.show_draft(st.session_state[_CHOICE] or None)


def _label(draft: DraftSummary) -> str:
    state = "" if draft.complete else "（未写完）"
    return f"{draft.title or '（无题）'}　{draft.period.label}　第 {draft.id} 稿{state}"


def _unfinished(desk: Desk, draft: DraftSummary, head: DeltaGenerator) -> None:
    """A draft whose writing was cut short: what stands of it, and a button to go on."""
    number = draft.id
    place = st.empty()
    go_on = rest = False
    with place.container(horizontal=True, vertical_alignment="center"):
        st.text("这份讲话稿还没有写完，已写好的各节都已保存。", width="content")
        may = session.may(Right.WRITE)
        if may:
            go_on = st.button("继续起草", type="primary")
        if may and draft.writer == MODEL:
            rest = st.button("没写完的各节沿用往年")
    with told():
        if go_on:
            place.empty()
            (write_with_model if draft.writer == MODEL else write)(desk, number)
        elif rest:
            desk.writing.reuse_rest(number, progress_bar(place), actor=session.actor())
            st.rerun()
        else:
            read_draft(desk, desk.rendered(number), head)


show(session.desk())
