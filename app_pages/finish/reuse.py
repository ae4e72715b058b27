"""What of a draft an earlier speech said already: shares by section, and sentence by sentence with the old one."""

import streamlit as st

from app_pages.common.wording import plain
from app_pages.finish.wording import sentences_html
from corpus.model import DocumentKind
from desk import Desk
from drafting.finishing.model import Grade, ReuseReport
from drafting.model import RenderedDraft

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WHOLE = -1
_MOST = 200


def show_reuse(desk: Desk, draft: RenderedDraft) -> None:
    """The view."""
    documents = {one.id: one for one in desk.documents() if one.kind is not DocumentKind.TABLE}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        usual = desk.finishing.followed(draft.id)
        ids = sorted(documents, key=lambda number: (number != usual, documents[number].kind is not DocumentKind.SPEECH))
        if not ids:
            st.info("讲话库里没有可以对照的讲话，请先到“讲话库”上传。")
            return
        against = st.selectbox(
            "与哪篇比", ids, format_func=lambda number: documents[number].title, key=f"against-{draft.id}"
        )
        st.download_button(
            "沿用情况表",
            lambda: desk.exchange.reuse(draft.id, against)[1],
            file_name=f"{draft.title}（沿用情况表）.xlsx",
            mime=_EXCEL,
            on_click="ignore",
            icon=":material/download:",
        )
    with st.spinner("正在逐句比对……"):
        report = desk.finishing.reuse(draft.id, against)
    left, right = st.columns([0.36, 0.64], gap="medium")
    with left:
        key = _shares(draft, report)
    with right:
        _sentences(draft, report if key == _WHOLE else report.of(key))


def _shares(draft: RenderedDraft, report: ReuseReport) -> int:
    """The shares by section; says the key of the section that is picked, `_WHOLE` for none."""
    keys = [_WHOLE, *(section.key for section in draft.sections)]
    names = ["全文", *(section.heading or section.role.label for section in draft.sections)]
    parts = [report, *(report.of(section.key) for section in draft.sections)]
    picked = st.dataframe(
        {
            "章节": names,
            "逐字相同": [100 * part.share(Grade.SAME) for part in parts],
            "只换了数": [100 * part.share(Grade.RENUMBERED) for part in parts],
            "改写": [100 * part.share(Grade.REWORDED) for part in parts],
        },
        key=f"shares-of-{draft.id}",
        hide_index=True,
        height=min(38 + 35 * len(keys), 600),
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "章节": st.column_config.TextColumn(width="medium"),
            **{
                grade.label: st.column_config.NumberColumn(f"{grade.label} %", format="%.0f", width="small")
                for grade in (Grade.SAME, Grade.RENUMBERED, Grade.REWORDED)
            },
        },
    )
    rows = picked.selection.rows
    return keys[rows[0]] if rows else _WHOLE


def _sentences(draft: RenderedDraft, report: ReuseReport) -> None:
    shares = {grade: report.share(grade) for grade in Grade}
    chosen = st.pills(
        "只看",
        list(Grade),
        selection_mode="multi",
        default=[Grade.SAME, Grade.RENUMBERED, Grade.REWORDED],
        format_func=lambda grade: f"{grade.label} {shares[grade]:.0%}（{report.count(grade)} 句）",
        key=f"grades-{draft.id}",
        label_visibility="collapsed",
    )
    found = [one for one in report.sentences if one.grade in chosen]
    if not found:
        st.caption("没有这样的句子。")
        return
    with st.container(height=560):
        st.html(sentences_html(report, found[:_MOST]))
    told = f"占比按字数算。点左边的一行只看那一节，点右边的原句打开“{report.name}”里的那一处。"
    more = f"这里列出前 {_MOST} 句，全部见沿用情况表。" if len(found) > _MOST else ""
    st.caption(plain(told + more))
