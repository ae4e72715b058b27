"""What a new draft is to be: its period, the past speech to follow, its outline."""

from dataclasses import asdict
from typing import cast

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from app_pages.drafts.contents import PART, SECTION, numbered, outline_rows, read_outline
from corpus.library import StoredDocument
from corpus.model import DocumentKind
from desk import MODEL, REUSE, Desk, DraftRequest, OutlineHeading
from figures.period import Period


def ask_for_draft(desk: Desk) -> DraftRequest | None:
    """The form of a new draft; the request once the button is pressed, else None."""
    speeches = desk.documents(DocumentKind.SPEECH)
    if not speeches:
        st.info("讲话库里还没有往年讲话，请先上传一篇，起草时照它的提纲和文字来。")
        st.page_link("app_pages/library.py", label="去讲话库上传")
        return None
    columns = st.columns([0.25, 0.75])
    period = columns[0].selectbox("期间", _periods(desk.suggested_period()), format_func=lambda period: period.label)
    model = columns[1].selectbox("参照的往年讲话", speeches, format_func=_label)
    request: DraftRequest | None = None
    with told():
        writer, points = _writer(desk, period)
        outline = _outline(desk, model)
        if st.button("起草", type="primary"):
            request = DraftRequest(period, model.id, outline, session.actor(), writer, points)
            session.propose_outline(None)
    return request


def _writer(desk: Desk, period: Period) -> tuple[str, str]:
    """Who writes, and for a model what it is to say."""
    told = desk.model.told()
    if told is None:
        st.caption(plain(f"由谁起草：沿用往年讲话。{desk.model.lacking}"))
        st.page_link("app_pages/settings.py", label="连接设置")
        return REUSE, ""
    names = {REUSE: "沿用往年讲话（不用模型）", MODEL: f"由模型起草（{told.name}）"}
    writer = st.radio("由谁起草", [REUSE, MODEL], format_func=lambda writer: names[writer])
    if writer == REUSE:
        return REUSE, ""
    if not told.local:
        st.caption("这个模型在本单位以外：只送标明可外发的文稿，在“连接设置”里勾选。")
    points = st.text_area("要点（一行一条，可不填；其中的数字不会送给模型）", height=100)
    with st.container(horizontal=True):
        if st.button("按要点拟提纲"):
            with st.spinner("正在拟提纲……"):
                session.propose_outline(desk.writing.proposals.outline(period, points, actor=session.actor()))
        if session.proposed_outline() is not None and st.button("不用拟的提纲"):
            session.propose_outline(None)
    return MODEL, points


def _periods(suggested: Period) -> list[Period]:
    """What a speech may be about: the suggested period, then the usual ones of that year and the year before."""
    years = (suggested.year, suggested.year - 1)
    usual = [Period(year, 1, last) for year in years for last in (6, 3, 9, 12)]
    return [suggested, *(period for period in usual if period != suggested)]


def _label(document: StoredDocument) -> str:
    return "　".join(filter(None, (document.title, document.region, f"{document.date}" if document.date else "")))


def _outline(desk: Desk, model: StoredDocument) -> tuple[OutlineHeading, ...] | None:
    """The outline as edited; None while it is still the past speech's own."""
    own = desk.model_outline(model.id)
    proposed = session.proposed_outline()
    start = proposed or own
    whose = "模型拟的提纲" if proposed else "提纲"
    with st.expander(f"{whose}（{len(start)} 个标题，可增删、改名、调整次序）", expanded=proposed is not None):
        left, right = st.columns(2)
        with left:
            edited = st.data_editor(
                [asdict(row) for row in outline_rows(start)],
                key=f"outline-{model.id}-{hash(proposed)}",
                num_rows="dynamic",
                hide_index=True,
                height=420,
                column_config={
                    "order": st.column_config.NumberColumn("次序", width="small", step=0.1, format="%g"),
                    "level": st.column_config.SelectboxColumn("级别", options=[PART, SECTION], width="small"),
                    "title": st.column_config.TextColumn("标题", width="large"),
                },
            )
            st.caption("移动：改次序号，如 3.5 放在 3 与 4 之间。删除：勾选左侧方框后按 Delete。新增：写在最末一行。")
        with right.container(height=470):
            outline = read_outline(cast(list[dict[str, object]], edited))
            st.markdown("\n\n".join(plain(line) for line in numbered(outline)))
    return None if outline == own else outline
