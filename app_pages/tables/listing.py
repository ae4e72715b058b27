"""数据清单: the figures of the workspace, filtered, confirmed in bulk, looked into one by one, written as Excel."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import FIGURE_HEADS, columns_of, figure_row, plain
from desk import Desk
from errors import InputError
from figures.figure import Figure, FigureKind, Stage
from store.deeds import Right

ROW = 34


def tall(rows: int) -> int:
    """The height in pixels of a table that shows all of `rows` below its head."""
    return ROW * (rows + 1) + 3


def show_list(desk: Desk) -> None:
    """The list with its filters, and what can be done with what is ticked or filtered."""
    everything = desk.figures()
    if not everything:
        st.info("还没有数据，请先导入数据表。")
        return
    shown, about = _filtered(everything)
    shown.sort(key=_urgency)
    chosen = st.dataframe(
        columns_of([figure_row(figure) for figure in shown], FIGURE_HEADS),
        hide_index=True,
        row_height=ROW,
        height=min(420, tall(len(shown))),
        on_select="rerun",
        selection_mode="multi-row",
        key=f"figures-{hash(tuple(figure.id for figure in shown))}",
    )
    ticked = [shown[row] for row in chosen["selection"]["rows"]]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"共 {len(everything)} 条，列出 {len(shown)} 条。勾选左侧方框可核实或查看来历。", width="stretch")
        if st.button("查看来历", icon=":material/history:", disabled=len(ticked) != 1, key="look-into"):
            st.query_params["figure"] = str(ticked[0].id)
            st.rerun()
        st.download_button(
            "导出 Excel",
            lambda: desk.dossier.listed(shown, about),
            "数据清单.xlsx",
            icon=":material/download:",
            on_click="ignore",
            disabled=not shown,
        )
    with told():
        _confirm(desk, shown, ticked)
    with told():
        _withhold(desk, everything)


def _urgency(figure: Figure) -> tuple[bool, bool, int, int]:
    """What waits for a word comes first, then actuals of the latest period; within it the order of the tables."""
    settled = figure.stage not in (Stage.TO_CHECK, Stage.TO_CONFIRM)
    period = figure.ref.period
    return settled, figure.kind is FigureKind.TARGET, -period.year, -period.last


def _filtered(figures: Sequence[Figure]) -> tuple[list[Figure], str]:
    """Those that the filters leave, and what was filtered for, in words."""
    columns = st.columns(4)
    periods = sorted({figure.ref.period for figure in figures}, reverse=True)
    period = columns[0].selectbox(
        "期间", periods, index=None, format_func=lambda period: period.label, placeholder="全部"
    )
    indicator = columns[1].text_input("指标含有", placeholder="如 工业").strip()
    standing = Counter(figure.stage for figure in figures)
    stage = columns[2].selectbox(
        "状态",
        [stage for stage in Stage if standing[stage]],
        index=None,
        format_func=lambda stage: f"{stage.value}（{standing[stage]}）",
        placeholder="全部",
    )
    documents = sorted({figure.source.document for figure in figures})
    document = columns[3].selectbox("来源文件", documents, index=None, placeholder="全部")
    shown = [
        figure
        for figure in figures
        if period in (None, figure.ref.period)
        and indicator in figure.ref.indicator
        and stage in (None, figure.stage)
        and document in (None, figure.source.document)
    ]
    words = (period.label if period else "", indicator, stage.value if stage else "", document or "")
    return shown, "，".join(filter(None, words))


def _confirm(desk: Desk, shown: Sequence[Figure], ticked: Sequence[Figure]) -> None:
    """Confirming what is ticked, or all that is pending of what is listed; sending back what waits for a second."""
    waiting = [figure for figure in shown if figure.stage in (Stage.TO_CHECK, Stage.TO_CONFIRM)]
    barred = session.barred(Right.VERIFY)
    field, buttons = st.columns([0.22, 0.78], vertical_alignment="bottom")
    with field:
        name = session.ask_person("核实人", "verifier-list")
    with buttons.container(horizontal=True):
        whole = st.button("核实列出的全部", type="primary", disabled=bool(barred) or not waiting, key="verify-listed")
        some = st.button(f"核实勾选的 {len(ticked)} 条", disabled=bool(barred) or not ticked, key="verify-ticked")
        back = [figure for figure in ticked if figure.stage is Stage.TO_CONFIRM]
        if back and not barred:
            _send_back(desk, back, name)
    st.caption(plain(_waiting(len(waiting), two_persons=desk.deciding.two_persons)))
    if barred:
        st.caption(plain(f"核实{barred}"))
    if not whole and not some:
        return
    if not name:
        raise InputError("核实要记在人名下，请先填写核实人。")
    if whole:
        done = desk.deciding.verify_all([figure.id for figure in waiting], by=name)
    else:
        done = desk.verify(ids=[figure.id for figure in ticked], by=name)
    session.leave_notice(_told(done), kind="toast")
    st.rerun()


def _waiting(count: int, *, two_persons: bool) -> str:
    if not count:
        return "列出的数据里没有待核实的数据。"
    twice = "本单位要两个人核实：第一个人核实后为“待复核”，另一个人再核实一次才能写进稿子。" if two_persons else ""
    return f"列出的数据里待核实的有 {count} 条。{twice}"


def _told(done: Sequence[Figure]) -> str:
    once = sum(figure.stage is Stage.TO_CONFIRM for figure in done)
    parts = [
        f"已核实 {len(done) - once} 条数据" if len(done) > once else "",
        f"{once} 条待另一个人复核" if once else "",
    ]
    return "，".join(filter(None, parts)) + "。"


def _send_back(desk: Desk, figures: Sequence[Figure], name: str) -> None:
    with st.popover(f"退回 {len(figures)} 条"):
        why = st.text_input("退回的理由", key="send-back-why")
        if st.button("退回重核", key="send-back"):
            with told():
                desk.deciding.send_back([figure.id for figure in figures], name, why)
                session.leave_notice(f"已退回 {len(figures)} 条，请重新核实。", kind="toast")
                st.rerun()


def _withhold(desk: Desk, figures: Sequence[Figure]) -> None:
    """Before which day a table's figures may not be published."""
    if not session.may(Right.WRITE):
        return
    until: dict[str, date | None] = {figure.source.document: figure.embargo for figure in figures}
    with st.expander("某张表何时可以公开", icon=":material/event_busy:"):
        columns = st.columns([0.42, 0.2, 0.2, 0.18], vertical_alignment="bottom")
        document = columns[0].selectbox(
            "数据表",
            list(until),
            format_func=lambda name: f"{name}（{until[name]} 前不得公开）" if until[name] else name,
            key="withhold-table",
        )
        day = columns[1].date_input("不得公开至（留空为可以公开）", until[document], key=f"withhold-{document}")
        with columns[2]:
            name = session.ask_person("经办人", "withhold-by")
        if columns[3].button("保存", key="withhold"):
            desk.withhold(document, day if isinstance(day, date) else None, by=name)
            session.leave_notice(f"{document}：{f'{day} 前不得公开' if day else '可以公开'}。", kind="toast")
            st.rerun()
