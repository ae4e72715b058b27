"""How a table is read, corrected by hand: one row or column at a time, remembered for the next such table."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from desk import Desk
from figures.figure import FigureRef
from figures.measure import Measure
from figures.tables import Asked, Axis, ColumnTime, Fix, Line, TableReading
from store.deeds import Right

_COMPARED = ("全国", "全省", "时间进度", "上年同期", "一季度", "上月", "年初")


def show_corrections(desk: Desk, table: TableReading, names: Sequence[str], key: str) -> None:
    """What a table was read by, what is asked about, and the fields to correct a row or a column."""
    if table.applied:
        st.success(plain(f"按上次的对应关系读取：{len(table.applied)} 处。" + _listed(table.applied)))
    if not session.may(Right.WRITE):
        return
    questions = st.container()
    with st.expander("读得不对？更正某一行或某一栏", icon=":material/edit:", expanded=bool(table.problems)):
        rows = [line for line in table.lines if line.axis is Axis.ROW]
        columns = [line for line in table.lines if line.axis is Axis.COLUMN]
        with st.columns(3)[0]:
            name = session.ask_person("更正人", "corrector")
        left, right = st.columns([0.4, 0.6], gap="large")
        with left, told():
            _row(desk, table, rows, names, name, key)
        with right, told():
            _column(desk, table, columns, names, name, key)
        st.caption("更正会记住，下次导入同样格式的表时照此读取；在“对应关系”里可以查看和去掉。")
    for number, asked in enumerate(table.asked):
        with questions, told():
            _ask(desk, table, asked, name, f"{key}-{number}")


def _listed(fixes: Sequence[Fix]) -> str:
    said = [f"{fix.axis.value}“{fix.key}”{fix.words}" for fix in fixes[:5]]
    return "　".join([*said, "……"] if len(fixes) > 5 else said)


def _ask(desk: Desk, table: TableReading, asked: Asked, by: str, key: str) -> None:
    line, fix = asked.line, asked.fix
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.warning(
            plain(f"{line.axis.value}“{line.shown}”上次更正为“{fix.words}”，这次表里的写法不同，没有照用。要照用吗？"),
            width="stretch",
        )
        same = st.button("照用", key=f"same-{key}")
        if same or st.button("按表读", key=f"as-read-{key}"):
            _keep(desk, table, fix.of(line) if same else Fix.as_read(line), by or session.actor())


def _keep(desk: Desk, table: TableReading, fix: Fix, by: str) -> None:
    desk.mappings.correct(table.shape, fix, by=by)
    session.leave_notice(f"已更正，{fix.axis.value}“{fix.key}”：{fix.words}。", kind="toast")
    st.rerun()


def _row(desk: Desk, table: TableReading, rows: Sequence[Line], names: Sequence[str], by: str, key: str) -> None:
    st.markdown("**行：是哪个指标**")
    if not rows:
        st.caption("表中没有可更正的行。")
        return
    read = {line.at: _told_in(table, line) for line in rows}
    line = st.selectbox(
        "行",
        rows,
        format_func=lambda line: f"第 {line.at + 1} 行　{line.shown or '（无名称）'}　→　{_indicator(read[line.at])}",
        key=f"row-{key}",
    )
    own = f"{line.shown}（新指标，用原名）"
    meant = st.selectbox(
        "指标（可选可填）",
        [*([own] if line.shown else []), *names],
        index=None,
        accept_new_options=True,
        placeholder="选一个指标，或写新的名称",
        key=f"row-indicator-{key}-{line.at}",
    )
    with st.container(horizontal=True):
        take = st.button("更正这一行", key=f"row-take-{key}", disabled=not meant)
        skip = st.button("不读这一行", key=f"row-skip-{key}")
        back = st.button("按表读", key=f"row-back-{key}", disabled=not _fixed(table, line))
    if take and meant:
        _keep(desk, table, replace(Fix.as_read(line), indicator=line.shown if meant == own else meant), by)
    if skip:
        _keep(desk, table, replace(Fix.as_read(line), skip=True), by)
    if back:
        _keep(desk, table, Fix.as_read(line), by)


def _column(desk: Desk, table: TableReading, columns: Sequence[Line], names: Sequence[str], by: str, key: str) -> None:
    st.markdown("**栏：说的是什么**")
    if not columns:
        st.caption("这种表每行自己写明口径、期间和单位，没有可更正的栏。")
        return
    line = st.selectbox("栏", columns, format_func=lambda line: line.shown, key=f"column-{key}")
    old = _fixed(table, line) or Fix.as_read(line)
    at = f"{key}-{line.block}-{line.at}"
    ref = _told_in(table, line)
    st.caption(plain(f"现读作：{ref.measure.label}，{ref.period.label}，{ref.region}" if ref else "现在没有读入。"))
    one, two = st.columns(3), st.columns(3)
    measure = one[0].selectbox(
        "口径",
        list(Measure),
        _at(list(Measure), old.measure),
        lambda each: each.label,
        placeholder="照表",
        key=f"m-{at}",
    )
    time = one[1].selectbox(
        "期间",
        list(ColumnTime),
        _at(list(ColumnTime), old.time),
        lambda each: each.value,
        placeholder="照表",
        key=f"t-{at}",
    )
    unit = one[2].text_input("单位", old.unit or "", placeholder="照表", key=f"u-{at}")
    region = two[0].text_input("地区", old.region or "", placeholder="照表，如 全省", key=f"r-{at}")
    against = [*_COMPARED] if old.comparator in (None, *_COMPARED) else [old.comparator, *_COMPARED]
    comparator = two[1].selectbox(
        "比较对象",
        against,
        _at(against, old.comparator),
        accept_new_options=True,
        placeholder="照表",
        key=f"c-{at}",
    )
    indicator = two[2].selectbox(
        "指标（各地区、各年份的表）", names, _at(list(names), old.indicator), placeholder="照表", key=f"i-{at}"
    )
    with st.container(horizontal=True):
        take = st.button("更正这一栏", key=f"column-take-{key}")
        skip = st.button("不读这一栏", key=f"column-skip-{key}")
        back = st.button("按表读", key=f"column-back-{key}", disabled=not _fixed(table, line))
    if take:
        said = replace(
            Fix.as_read(line),
            measure=measure,
            time=time,
            unit=unit,
            region=region,
            comparator=comparator,
            indicator=indicator,
        )
        _keep(desk, table, said, by)
    if skip:
        _keep(desk, table, replace(Fix.as_read(line), skip=True), by)
    if back:
        _keep(desk, table, Fix.as_read(line), by)


def _at(options: Sequence[object], value: object) -> int | None:
    return options.index(value) if value in options else None


def _fixed(table: TableReading, line: Line) -> Fix | None:
    """The correction that holds for a line now."""
    told = (line.axis, line.key, line.nth, line.said)
    return next((fix for fix in table.applied if (fix.axis, fix.key, fix.nth, fix.said) == told), None)


def _told_in(table: TableReading, line: Line) -> FigureRef | None:
    """What the first figure of a line is of."""
    row = line.axis is Axis.ROW
    return next((cell.ref for cell in table.told if (cell.row if row else cell.column) == line.at), None)


def _indicator(ref: FigureRef | None) -> str:
    return ref.indicator if ref else "没有读入"
