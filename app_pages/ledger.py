"""台账: the targets that past speeches and reports set, what became of each, and indicators over the years."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.charts import Chart
from app_pages.common.telling import progress_bar, show_notices, told
from app_pages.common.wording import plain
from app_pages.targets.adding import show_adding
from app_pages.targets.charts import counts_html, progress_chart, rates_chart, years_chart
from app_pages.targets.review import show_target
from app_pages.targets.rows import TARGET_HEADS, reader_link, target_rows
from clock import here
from desk import Desk
from figures.ledger.statement import Horizon
from figures.ledger.target import Target, TargetStatus
from figures.measure import Measure
from store.deeds import Right

_LIST, _PROGRESS, _SERIES, _MISSED, _DROPPED = "目标清单", "进度", "历年走势", "人工补录", "已剔除"
_ROW = 34
_CHARTED = 60  # as many targets as one chart can show and still be read


def show(desk: Desk) -> None:
    """The page."""
    st.title("台账", anchor=False)
    show_notices()
    with told():
        bar = st.empty()
        desk.ledger.bring_up_to_date(progress_bar(bar))
        bar.empty()
        if not desk.ledger.regions():
            st.info("讲话库里还没有读出目标，请先到“讲话库”上传讲话或报告。")
            st.page_link("app_pages/library.py", label="去讲话库", icon=":material/arrow_forward:")
            return
        _ledger(desk)


def _ledger(desk: Desk) -> None:
    asked = st.query_params.get("target", "")
    if asked.isdecimal():
        _one(desk, int(asked))
        return
    view = st.segmented_control(
        "视图",
        [_LIST, _PROGRESS, _SERIES, _MISSED, _DROPPED],
        required=True,
        default=_LIST,
        key="ledger-view",
        label_visibility="collapsed",
    )
    if view == _DROPPED:
        _dropped(desk)
        return
    if view == _MISSED:
        show_adding(desk)
        return
    columns = st.columns([0.18, 0.16, 0.2, 0.28, 0.18], vertical_alignment="bottom")
    region = columns[0].selectbox("地区", desk.ledger.places_with_targets(), key="ledger-region")
    words = columns[3].text_input("指标含有", placeholder="如 工业", key="ledger-words").strip()
    tasks = columns[4].toggle("含工程、任务的数量", key="ledger-tasks")
    targets = [one for one in desk.ledger.targets(region=region, tasks=tasks) if words in one.statement.indicator]
    if view == _SERIES:
        _series(desk, region, targets)
        return
    with columns[1]:
        targets = _of_year(targets, region)
    status = columns[2].selectbox(
        "完成情况", list(TargetStatus), index=None, format_func=lambda one: one.label, placeholder="全部"
    )
    counts, more = st.columns([0.8, 0.2], vertical_alignment="center")
    with more:
        targets = _filtered(targets)
    shown = [one for one in targets if status in (None, one.outcome.status)]
    counts.html(counts_html(shown))
    if view == _PROGRESS:
        _progress(shown)
    else:
        _list(desk, shown)


def _of_year(targets: Sequence[Target], region: str) -> list[Target]:
    """The targets for the year chosen; at first the latest year that has anything to be held against."""
    years = sorted({one.statement.year for one in targets if one.statement.year is not None}, reverse=True)
    told_of = {one.statement.year for one in targets if one.outcome.actual is not None}
    first = next((place for place, year in enumerate(years) if year in told_of), None)
    year = st.selectbox("要完成的年份", years, index=first, placeholder="全部", key=f"ledger-year-{region}")
    return [one for one in targets if year is None or (one.statement.period is not None and one.statement.year == year)]


def _filtered(targets: Sequence[Target]) -> list[Target]:
    """The targets that the further conditions, folded away, let through."""
    with st.popover("更多筛选"):
        horizon = st.selectbox("期限", list(Horizon), index=None, format_func=lambda one: one.label, placeholder="全部")
        review = st.selectbox("核对", ["未确认", "已确认"], index=None, placeholder="全部")
        documents = list(dict.fromkeys(target.statement.document for target in targets))
        document = st.selectbox("出自", documents, index=None, placeholder="全部")
    return [
        target
        for target in targets
        if horizon in (None, target.statement.horizon)
        and (review is None or (target.review is not None and target.review.confirmed) == (review == "已确认"))
        and document in (None, target.statement.document)
    ]


# the list


def _list(desk: Desk, targets: Sequence[Target]) -> None:
    if not targets:
        st.info("没有符合条件的目标，请放宽筛选。")
        return
    key = f"targets-{hash(tuple(target.statement.id for target in targets))}"
    picked = st.session_state.get(key)
    tallest = 216 if picked and picked["selection"]["rows"] else 420  # what is chosen is to be seen below
    chosen = st.dataframe(
        target_rows(targets),
        hide_index=True,
        row_height=_ROW,
        height=min(_ROW * (len(targets) + 1) + 3, tallest),
        column_order=TARGET_HEADS,
        column_config={
            "原文": st.column_config.LinkColumn(display_text="打开", width="small"),
            "算式": st.column_config.TextColumn(width="large"),
            "原句": st.column_config.TextColumn(width="large"),
        },
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = chosen["selection"]["rows"]
    if not rows:
        st.caption("勾选一行，可看出处和算式，并确认、更正或剔除。")
        return
    show_target(desk, targets[rows[0]])


def _one(desk: Desk, key: int) -> None:
    """The target that the address names."""
    if st.button("返回台账"):
        st.query_params.pop("target", None)
        st.rerun()
    target = desk.ledger.target(key)
    if target is None:
        st.warning("台账里没有这条目标，可能已被剔除，或文稿已重新读取。")
        return
    show_target(desk, target)


def _dropped(desk: Desk) -> None:
    found = desk.ledger.dropped()
    if not found:
        st.info("没有人剔除过目标。")
        return
    may = session.may(Right.VERIFY)
    name = ""
    if may:
        with st.columns(3)[0]:
            name = session.ask_person("姓名", "reviewer-dropped")
    for statement, review in found:
        left, right = st.columns([0.85, 0.15], vertical_alignment="center")
        left.markdown(plain(f"{statement.indicator} {statement.text}：{statement.quote}"))
        left.caption(plain(f"{review.by} 于 {here(review.at):%Y-%m-%d} 剔除。{review.note}"))
        if may and right.button("放回台账", key=f"restore-{statement.id}"):
            desk.ledger.confirm([statement.id], by=name)
            session.leave_notice("已放回台账。", kind="toast")
            st.rerun()


# the charts


def _progress(targets: Sequence[Target]) -> None:
    told_apart = [target for target in targets if target.outcome.actual is not None]
    if not told_apart:
        st.info("这些目标还没有可对照的实际数：导入数据表，或收入后来的报告后再看。")
        return
    if len(told_apart) > _CHARTED:
        st.caption(f"有实际数的目标 {len(told_apart)} 条，图中为前 {_CHARTED} 条，请用上面的筛选缩小范围。")
    some = told_apart[:_CHARTED]
    amounts, rates = progress_chart(some), rates_chart(some)
    if amounts is not None:
        st.subheader("总量目标：完成进度对序时进度", anchor=False)
        _draw(amounts)
    if rates is not None:
        st.subheader("增速与比率目标：实际对目标", anchor=False)
        _draw(rates)
    if amounts is None and rates is None:
        st.info("这些目标的单位与实际数不同，不能画在一张图上，请看目标清单里的算式。")


def _series(desk: Desk, region: str, targets: Sequence[Target]) -> None:
    with_period = [target.statement for target in targets if target.statement.period and target.statement.quantity]
    pairs = list(dict.fromkeys((one.indicator, one.measure) for one in with_period if one.known))
    if not pairs:
        st.info("没有可画走势的目标，请放宽筛选。")
        return
    indicator, measure = st.selectbox("指标", pairs, format_func=_pair_text, key=f"ledger-series-{region}")
    reached, set_for_years = desk.ledger.series(indicator, measure, region)
    unit = next((one.unit for one in with_period if (one.indicator, one.measure) == (indicator, measure)), "")
    chart = years_chart(reached, [one for one in set_for_years if one.statement.unit == unit], unit)
    if chart is not None:
        _draw(chart)
    st.dataframe(
        {
            "年份": [actual.period.year for actual in reached] + [one.statement.year for one in set_for_years],
            "类型": ["实际"] * len(reached) + ["目标"] * len(set_for_years),
            "数值": [actual.quantity.label for actual in reached] + [one.statement.text for one in set_for_years],
            "来源": [actual.source.label for actual in reached] + [one.statement.document for one in set_for_years],
            "原文": [reader_link(actual.statement) for actual in reached]
            + [reader_link(one.statement) for one in set_for_years],
        },
        hide_index=True,
        row_height=_ROW,
        column_config={
            "原文": st.column_config.LinkColumn(display_text="打开", width="small"),
            "年份": st.column_config.NumberColumn(format="%d", width="small"),
        },
    )


def _pair_text(pair: tuple[str, Measure]) -> str:
    return f"{pair[0]} · {pair[1].label}"


def _draw(chart: Chart) -> None:
    st.vega_lite_chart(chart.rows, chart.spec, width="stretch")


show(session.desk())
