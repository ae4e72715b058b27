"""首页: how the desk stands and the one next thing to do; on an empty desk, what this is and the sample."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import leave_report, progress_bar, show_notices, told
from app_pages.common.wording import moment_text, plain
from app_pages.start.restoring import restore_form
from app_pages.start.walk import show_walk
from corpus.model import DocumentKind
from desk import Desk, DraftSummary
from drafting.model import Frozen
from figures.figure import Status
from figures.ledger.target import TargetStatus
from store.deeds import Right


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk holds, counted."""

    speeches: int
    texts: int
    tables: int
    verified: int
    pending: int
    conflicts: int
    drafts: tuple[DraftSummary, ...]
    frozen: Mapping[int, Frozen]


@dataclass(frozen=True, slots=True)
class Speech:
    """The speech at work: how far it is, and what in it or around it waits for a person."""

    draft: DraftSummary
    sections: int
    filled: int
    open: int
    waiting: int
    changed: int
    behind: int
    frozen: Frozen | None
    since: int


def _speech(desk: Desk, draft: DraftSummary) -> Speech:
    rendered, frozen = desk.rendered(draft.id), desk.finishing.frozen(draft.id)
    waiting = desk.finishing.waiting(draft.id)
    targets = desk.ledger.targets(region=rendered.region, year=draft.period.year)
    return Speech(
        draft,
        len(rendered.sections),
        rendered.filled,
        rendered.open - waiting,
        waiting,
        len(desk.changed(draft.id)),
        sum(target.outcome.status is TargetStatus.BEHIND for target in targets),
        frozen,
        len(desk.finishing.since_frozen(draft.id)),
    )


def _standing(desk: Desk) -> Standing:
    kinds = [document.kind for document in desk.documents()]
    return Standing(
        kinds.count(DocumentKind.SPEECH),
        len(kinds) - kinds.count(DocumentKind.TABLE),
        kinds.count(DocumentKind.TABLE),
        len(desk.figures(status=Status.VERIFIED)),
        len(desk.figures(status=Status.PENDING)),
        len(desk.conflicts()),
        tuple(desk.drafts()),
        desk.finishing.all_frozen(),
    )


def show(desk: Desk) -> None:
    """The page."""
    st.title("核稿", anchor=False)
    show_notices()
    standing = _standing(desk)
    if not standing.texts and not standing.tables:
        _welcome(desk)
    else:
        if session.may(Right.MANAGE):
            show_walk(desk, standing.drafts[0] if standing.drafts else None)
        _state(standing, _speech(desk, standing.drafts[0]) if standing.drafts else None)


def _welcome(desk: Desk) -> None:
    st.markdown(
        "核稿帮助起草市长的半年经济工作讲话：文字沿用往年讲话，**数字只取自核实过的数据表**，逐一标明出自哪张表的哪一格。\n\n"
        "没有出处的数字不会写进稿子，一律留作 \\* 并标“待核”，由人补上。"
    )
    if barred := session.barred(Right.MANAGE):
        st.caption(plain(f"工作区还是空的。载入示例或恢复备份{barred}"))
        return
    if st.button("载入示例（岚江市，虚构）", type="primary"):
        with told():
            leave_report(desk.load_sample(progress_bar(st.empty()), actor=session.actor()))
            st.rerun()
    st.caption("示例含往年讲话和统计表，可直接试用。正式使用时，先上传往年讲话，再上传统计表：")
    with st.container(horizontal=True, gap="small"):
        st.page_link("app_pages/library.py", label="去讲话库上传讲话")
        st.page_link("app_pages/figures.py", label="去数据页上传统计表")
    with st.expander("有以前的备份？"):
        restore_form(empty=True)


def _state(standing: Standing, speech: Speech | None) -> None:
    if session.may(Right.WRITE):
        st.subheader("下一步", anchor=False)
        _next_step(standing, speech)
    if speech is not None:
        st.subheader("当前的讲话稿", anchor=False)
        _draft_line(speech.draft, speech.frozen)
        counts = {
            "已写各节": speech.sections,
            "已填的数": speech.filled,
            "待核之处": speech.open,
            "待复核的填报": speech.waiting,
            "定稿后变化" if speech.frozen else "数据有变化": speech.since if speech.frozen else speech.changed,
            "落后的目标": speech.behind,
        }
        _metrics(counts)
    st.subheader("工作区", anchor=False)
    _metrics(
        {
            "讲话与文稿": standing.texts,
            "数据表": standing.tables,
            "已核实数据": standing.verified,
            "待核实数据": standing.pending,
            "数据矛盾": standing.conflicts,
            "起草的讲话稿": len(standing.drafts),
        }
    )
    if len(standing.drafts) > 1:
        st.subheader("其他讲话稿", anchor=False)
        for draft in standing.drafts[1:5]:
            _draft_line(draft, standing.frozen.get(draft.id))


def _metrics(counts: Mapping[str, int]) -> None:
    for column, (label, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(label, count, border=True)


def _next_step(standing: Standing, speech: Speech | None) -> None:
    """The one thing that keeps the speech from being finished, told first of all."""
    if not standing.speeches:
        _step("还没有往年讲话，先上传一篇，起草时照它的提纲和文字来。", "library", "上传往年讲话")
    elif not standing.verified and not standing.pending:
        _step("还没有数据，请上传统计表。", "figures", "上传数据表")
    elif standing.conflicts:
        _step(
            f"有 {standing.conflicts} 处数据互相矛盾，裁定之前不会写进稿子。",
            "figures",
            "裁定数据矛盾",
            view="conflicts",
        )
    elif standing.pending:
        _step(f"有 {standing.pending} 条数据待核实，核实之后才能写进稿子。", "figures", "核实数据", view="list")
    elif speech is None:
        _step("讲话和数据都已齐备，可以起草了。", "draft", "开始起草")
    else:
        _next_of(speech)


def _next_of(speech: Speech) -> None:
    number = str(speech.draft.id)
    if not speech.draft.complete:
        _step("上次的讲话稿还没有写完。", "draft", "继续起草", draft=number)
    elif speech.frozen is not None and speech.since:
        told = f"讲话稿已定稿，此后数据表有 {speech.since} 处变化，稿中不变，请看是否要解除定稿。"
        _step(told, "finishing", "查看变化", draft=number, view="freezing")
    elif speech.frozen is not None:
        _step("讲话稿已定稿，可以导出。", "draft", "导出讲话稿", draft=number)
    elif speech.changed:
        _step(f"数据表更新后，稿中有 {speech.changed} 处变化，请过目。", "draft", "查看变化", draft=number)
    elif speech.waiting:
        told = f"有 {speech.waiting} 条填报待复核，由另一人确认后才填入稿中。"
        _step(told, "finishing", "复核填报", draft=number, view="entries")
    elif speech.open:
        _step(f"稿中还有 {speech.open} 处待核，补表或填报后再导出。", "draft", "核对讲话稿", draft=number)
    else:
        _step("稿中的数都有出处，可以定稿了。", "finishing", "去定稿", draft=number, view="freezing")


def _step(sentence: str, page: str, label: str, **address: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(sentence, width="content")
        if st.button(label, type="primary"):
            st.switch_page(f"app_pages/{page}.py", query_params=address)


def _draft_line(draft: DraftSummary, frozen: Frozen | None) -> None:
    state = "已定稿" if frozen else "已写完" if draft.complete else "未写完"
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(plain(draft.title or "（无题）"), key=f"open-{draft.id}", type="tertiary"):
            st.switch_page("app_pages/draft.py", query_params={"draft": str(draft.id)})
        st.caption(plain(f"{draft.period.label} · {state} · {moment_text(draft.updated_at)}"), width="content")


show(session.desk())
