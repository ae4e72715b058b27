"""数据: tables on their way in, the list of figures, and the figures on which tables disagree."""

from collections import Counter
from collections.abc import Collection, Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import leave_report, progress_bar, show_notices, told
from app_pages.common.wording import (
    CELL_HEADS,
    FIGURE_HEADS,
    cell_rows,
    columns_of,
    figure_row,
    kind_text,
    plain,
    ref_text,
    verification_text,
)
from app_pages.tables.catalogue import show_catalogue
from corpus.model import DocumentKind
from desk import Desk, Incoming, LoadOptions
from errors import InputError
from figures.book import Conflict
from figures.figure import Figure, Status
from figures.tables import TableReading
from store.deeds import Right

TYPES = ["xlsx", "xls", "csv"]
_ROW = 34
_LOAD, _LIST, _CONFLICTS, _CATALOGUE = "load", "list", "conflicts", "catalogue"


def show(desk: Desk) -> None:
    """The page."""
    st.title("数据", anchor=False)
    show_notices()
    conflicts = desk.conflicts()
    names = {
        _LOAD: "导入数据表",
        _LIST: "数据清单",
        _CONFLICTS: f"数据矛盾（{len(conflicts)}）" if conflicts else "数据矛盾",
        _CATALOGUE: "指标目录",
    }
    # Other pages lead to a view by the address; from then on the widget's own choice holds.
    wanted = st.query_params.get("view", _LOAD)
    st.session_state.setdefault("figures-view", wanted if wanted in names else _LOAD)
    view = st.segmented_control(
        "视图",
        list(names),
        required=True,
        format_func=names.__getitem__,
        key="figures-view",
        label_visibility="collapsed",
    )
    if view == _LIST:
        _list(desk)
    elif view == _CONFLICTS:
        _conflicts(desk, conflicts)
    elif view == _CATALOGUE:
        show_catalogue(desk)
    else:
        _load(desk)


# a table on its way in


def _load(desk: Desk) -> None:
    if barred := session.barred(Right.WRITE):
        st.info(plain(f"导入数据{barred}"))
        return
    file = st.file_uploader(
        "上传统计部门或其他部门的数据表（.xlsx .xls .csv）", type=TYPES, key=session.upload_key("table")
    )
    if file is None:
        st.caption("先看读出的结果，再决定收下；收下之后核实过的数据才能写进稿子。")
        return
    columns = st.columns(4)
    period = columns[0].text_input("期间（表中没有写明时填写）", placeholder="如 2026H1、2026Q1、2026M1-5")
    region = columns[1].text_input("地区（表中没有写明时填写）", placeholder="如 岚江市")
    unit = columns[2].text_input("计量单位（表中没有写明时填写）", placeholder="如 亿元、%")
    embargo = columns[3].date_input("不得公开至（解禁日之前只内部使用）", None, format="YYYY-MM-DD")
    incoming = Incoming(file.name, file.getvalue())
    options = LoadOptions(
        DocumentKind.TABLE,
        region.strip() or None,
        None,
        period.strip() or None,
        unit=unit.strip() or None,
        embargo=str(embargo) if embargo else None,
    )
    with told():
        tables = desk.preview_table(incoming, options)
        with told():
            _accept(desk, incoming, options)
        known = {indicator.name for indicator in desk.indicators()}
        for table in tables:
            _preview(table, known)


def _accept(desk: Desk, incoming: Incoming, options: LoadOptions) -> None:
    field, buttons = st.columns([0.25, 0.75], vertical_alignment="bottom")
    with field:
        name = session.ask_person("核实人", "verifier-load")
    with buttons.container(horizontal=True):
        pending = st.button("收下（待核实）")
        verified = st.button("收下并核实", type="primary", disabled=not session.may(Right.VERIFY))
    if not pending and not verified:
        return
    if verified and not name:
        raise InputError("核实要记在人名下，请先填写核实人。")
    said = LoadOptions(
        options.kind,
        options.region,
        None,
        options.period,
        name if verified else None,
        name or session.actor(),
        unit=options.unit,
        embargo=options.embargo,
    )
    leave_report(desk.load([incoming], said, progress_bar(st.empty())))
    session.clear_uploads()
    st.rerun()


def _preview(table: TableReading, known: Collection[str]) -> None:
    about = "，".join(filter(None, (table.period_label, table.region)))
    st.subheader(plain(f"工作表 {table.sheet}：{about}" if about else f"工作表 {table.sheet}"), anchor=False)
    st.caption(f"读出数据 {len(table.told)} 条，有问题的 {len(table.readings) - len(table.told)} 格。")
    for problem in table.problems:
        st.warning(plain(problem))
    rows = cell_rows(table.readings, known)
    st.dataframe(columns_of(rows, CELL_HEADS), hide_index=True, row_height=_ROW, height=min(380, _tall(len(rows))))
    if table.notes:
        st.caption(plain("表注：" + "；".join(table.notes)))


def _tall(rows: int) -> int:
    """The height in pixels of a table that shows all of `rows` below its head."""
    return _ROW * (rows + 1) + 3


# the figures of the workspace


def _list(desk: Desk) -> None:
    everything = desk.figures()
    if not everything:
        st.info("还没有数据，请先导入数据表。")
        return
    shown = _filtered(everything)
    chosen = st.dataframe(
        columns_of([figure_row(figure) for figure in shown], FIGURE_HEADS),
        hide_index=True,
        row_height=_ROW,
        height=min(420, _tall(len(shown))),
        on_select="rerun",
        selection_mode="multi-row",
        key=f"figures-{hash(tuple(figure.id for figure in shown))}",
    )
    st.caption(f"共 {len(everything)} 条，列出 {len(shown)} 条。勾选左侧方框可逐条核实。")
    with told():
        _verify(desk, everything, [shown[row] for row in chosen["selection"]["rows"]])


def _filtered(figures: Sequence[Figure]) -> list[Figure]:
    columns = st.columns(4)
    periods = sorted({figure.ref.period for figure in figures}, reverse=True)
    period = columns[0].selectbox(
        "期间", periods, index=None, format_func=lambda period: period.label, placeholder="全部"
    )
    indicator = columns[1].text_input("指标含有", placeholder="如 工业").strip()
    status = columns[2].selectbox(
        "状态", list(Status), index=None, format_func=lambda status: status.label, placeholder="全部"
    )
    documents = sorted({figure.source.document for figure in figures})
    document = columns[3].selectbox("来源文件", documents, index=None, placeholder="全部")
    return [
        figure
        for figure in figures
        if period in (None, figure.ref.period)
        and indicator in figure.ref.indicator
        and status in (None, figure.status)
        and document in (None, figure.source.document)
    ]


def _verify(desk: Desk, figures: Sequence[Figure], chosen: Sequence[Figure]) -> None:
    """Verifying what is ticked, or all that is pending of one table."""
    waiting = Counter(figure.source.document for figure in figures if figure.status is Status.PENDING)
    if not waiting:
        st.caption("没有待核实的数据。")
        return
    field, table, buttons = st.columns([0.2, 0.45, 0.35], vertical_alignment="bottom")
    with field:
        name = session.ask_person("核实人", "verifier-list")
    with table:
        document = st.selectbox(
            "整表核实", list(waiting), format_func=lambda name: f"{name}（待核实 {waiting[name]} 条）"
        )
    barred = session.barred(Right.VERIFY)
    with buttons.container(horizontal=True):
        whole = st.button("核实整表", type="primary", disabled=bool(barred))
        ticked = st.button(f"核实勾选的 {len(chosen)} 条", disabled=bool(barred) or not chosen)
    if barred:
        st.caption(plain(f"核实{barred}"))
    if not whole and not ticked:
        return
    if not name:
        raise InputError("核实要记在人名下，请先填写核实人。")
    ids = [figure.id for figure in chosen]
    confirmed = desk.verify(document=document, by=name) if whole else desk.verify(ids=ids, by=name)
    session.leave_notice(f"已核实 {len(confirmed)} 条数据。", kind="toast")
    st.rerun()


# figures that disagree


def _conflicts(desk: Desk, conflicts: Sequence[Conflict]) -> None:
    if not conflicts:
        st.success("各表数据没有互相矛盾之处。")
        return
    st.caption("同一指标、口径、期间、地区有不同的数值；裁定之前，稿子里这些数字一律留作待核。")
    if barred := session.barred(Right.VERIFY):
        st.caption(plain(f"裁定{barred}"))
    with st.columns(3)[0]:
        name = session.ask_person("裁定人", "verifier-conflict")
    with told():
        for conflict in conflicts:
            _conflict(desk, conflict, name)


def _conflict(desk: Desk, conflict: Conflict, name: str) -> None:
    st.subheader(plain(ref_text(conflict.ref, conflict.kind)), anchor=False)
    for column, figure in zip(st.columns(max(len(conflict.figures), 3)), conflict.figures, strict=False):
        with column.container(border=True):
            st.metric(kind_text(figure.kind), figure.quantity.label)
            st.text(figure.source.label)
            st.caption(plain("，".join(filter(None, (figure.vintage, verification_text(figure))))))
            if st.button("以此为准", key=f"decide-{figure.id}", disabled=not session.may(Right.VERIFY)):
                if not name:
                    raise InputError("裁定要记在人名下，请先填写裁定人。")
                _decide(desk, conflict, figure, name)
                session.leave_notice(f"已以 {figure.source.label} 的 {figure.quantity.label} 为准。")
                st.rerun()


def _decide(desk: Desk, conflict: Conflict, figure: Figure, name: str) -> None:
    """Verifies `figure`. What was verified against it gives way to it; what is still pending is set aside here."""
    desk.verify(ids=[figure.id], by=name)
    waiting = [other.id for other in conflict.figures if other.status is Status.PENDING and other.id != figure.id]
    if waiting:
        desk.set_aside(ids=waiting, by=name)


show(session.desk())
