"""征求意见: Word copies that came back, what each suggests, and a person's decision on every suggestion."""

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from desk import Desk, DraftSummary
from drafting.returned.model import Kept, SuggestionKind, Verdict
from errors import InputError
from store.deeds import Right

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TAKE, _DECLINE, _LEAVE = "采纳", "不采纳", "先放着"


def show(desk: Desk) -> None:
    """The page."""
    st.title("征求意见", anchor=False)
    show_notices()
    drafts = [draft for draft in desk.drafts() if draft.complete]
    if not drafts:
        st.info("还没有写完的讲话稿。先在“起草”页写出一份，导出“正式稿”或“核对稿”发给各单位，改过的文件再拿回这里。")
        return
    draft = _chosen(drafts)
    left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        if session.may(Right.WRITE):
            _receive(desk)
        _copies(desk, draft)
    with right, told():
        _suggestions(desk, draft)


def _chosen(drafts: Sequence[DraftSummary]) -> int:
    by_id = {draft.id: draft for draft in drafts}
    known = session.draft()
    ids = list(by_id)
    at = ids.index(known) if known in by_id else 0
    return st.selectbox(
        "讲话稿", ids, index=at, format_func=lambda number: f"{by_id[number].title or '（无题）'}　第 {number} 稿"
    )


def _receive(desk: Desk) -> None:
    st.markdown("**收返回稿**")
    files = st.file_uploader(
        "改过的 Word 文件（可多选）", type=["docx"], accept_multiple_files=True, key=session.upload_key("returned")
    )
    sender = st.text_input("谁的意见（单位或姓名）", placeholder="不填就用文件名")
    if st.button("读出意见", type="primary", disabled=not files):
        for file in files:
            by = sender.strip() or PurePath(file.name).stem
            with told():
                desk.exchange.receive(file.name, file.getvalue(), sender=by, actor=session.actor())
                session.leave_notice(f"已读出“{file.name}”里的意见。")
        session.clear_uploads()
        st.rerun()


def _copies(desk: Desk, draft: int) -> None:
    copies = desk.exchange.copies(draft)
    if not copies:
        st.caption("还没有收到这份稿子的返回稿。")
        return
    st.dataframe(
        [{"单位": one.sender, "文件": one.name, "意见": one.suggestions, "待定": one.open} for one in copies],
        hide_index=True,
        width="stretch",
    )
    st.download_button(
        "意见采纳情况表",
        lambda: desk.exchange.opinions(draft)[1],
        file_name="意见采纳情况表.docx",
        mime=_WORD,
        on_click="ignore",
        icon=":material/download:",
    )


def _suggestions(desk: Desk, draft: int) -> None:
    kept = desk.exchange.suggestions(draft)
    waiting = [one for one in kept if one.verdict is Verdict.OPEN]
    if not kept:
        st.caption("收到返回稿后，这里逐条列出改了什么、谁改的。")
        return
    st.markdown(f"**意见 {len(kept)} 条，待定 {len(waiting)} 条**")
    may = session.may(Right.WRITE)
    by = session.ask_person("由谁决定", "returned-by") if may else ""
    easy = [one.id for one in waiting if one.suggestion.kind not in (SuggestionKind.OVERRIDE, SuggestionKind.NOTE)]
    if may and len(easy) > 1 and st.button(f"文字改动全部采纳（{len(easy)} 条）"):
        with told():
            desk.exchange.decide(draft, easy, Verdict.TAKEN, by=by)
            session.leave_notice(f"已采纳 {len(easy)} 条。")
            st.rerun()
    for one in [*waiting, *(one for one in kept if one.verdict is not Verdict.OPEN)]:
        _suggestion(desk, draft, one, by)


def _suggestion(desk: Desk, draft: int, kept: Kept, by: str) -> None:
    said = kept.suggestion
    with st.container(border=True):
        st.caption(plain(f"{said.by}　{said.kind.label}　{said.place}"))
        st.html(_told(kept))
        if kept.verdict is not Verdict.OPEN:
            st.caption(plain(f"{kept.verdict.label}（{kept.decided_by}）{kept.reason}"))
            return
        if not session.may(Right.WRITE):
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = st.text_input("理由", key=f"reason-{kept.id}", label_visibility="collapsed", placeholder="理由")
            take = st.button(_TAKE, key=f"take-{kept.id}", disabled=said.kind is SuggestionKind.NOTE)
            decline = st.button(_DECLINE, key=f"decline-{kept.id}")
        if take or decline:
            with told():
                if not by:
                    raise InputError("请先在上面写明由谁决定。")
                verdict = Verdict.TAKEN if take else Verdict.DECLINED
                desk.exchange.decide(draft, [kept.id], verdict, by=by, reason=reason)
                st.rerun()


def _told(kept: Kept) -> str:
    said = kept.suggestion
    if said.kind is SuggestionKind.NOTE:
        about = f"（针对“{escape(said.was)}”）" if said.was else ""
        return f'<p class="suggestion">{escape(said.now)}{about}</p>'
    was = f"<p><del>{escape(said.was)}</del></p>" if said.was else ""
    now = f"<p><ins>{escape(said.now)}</ins></p>" if said.now else ""
    return f'<div class="suggestion">{was}{now}</div>'


show(session.desk())
