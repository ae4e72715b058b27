"""Long tables: one figure a row."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.figure import FigureKind, FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound
from figures.tables import read_tables
from tests.figures.tables.sheets import told, xlsx

HEAD = ["指标", "口径", "期间", "地区", "数值", "单位", "比较对象", "来源", "版本", "类型", "界限"]


def test_every_column_of_a_long_table_is_read(catalogue: Catalogue) -> None:
    rows = [
        HEAD,
        ["GDP", "yoy", "2026H1", "全市", 5.2, "%", None, "统计局", "快报"],
        ["规上工业增加值", "位次", "2026M1-6", "岚江市", "第3位", "位", "全省", None, "核定", "实际", None],
        ["地区生产总值", "同比", 2026, "全市", 5.5, "%", None, None, None, "目标", "左右"],
        ["城镇登记失业率", "总量", "2026", "全市", 4.5, "%", None, None, None, "目标", "以内"],
        ["规模以上工业增加值", "同比", "2026", "全市", "6—6.5", "%", None, None, None, "目标", "区间"],
        ["铜产业链产值", "总量", "2026-06", "江西省", "1,234.50", "亿元"],
        ["GDP", "百分点差", "2026Q1", None, 0.3, "百分点", "全国"],
        ["GDP", "同比", "2026年1—5月", "全国", "—", "%"],
    ]
    (reading,) = read_tables("岚江市部门数据.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "E2": "地区生产总值|同比|2026H1|岚江市 = 5.2%",
        "E3": "规模以上工业增加值|位次|2026H1|岚江市|全省 = 3位",
        "E4": "目标:地区生产总值|同比|2026|岚江市 = 5.5%左右",
        "E5": "目标:城镇登记失业率|总量|2026|岚江市 = 4.5%以内",
        "E6": "目标:规模以上工业增加值|同比|2026|岚江市 = 6—6.5%",
        "E7": "铜产业链产值|总量|2026-06|江西 = 1234.50亿元",
        "E8": "地区生产总值|百分点差|2026Q1|岚江市|全国 = 0.3个百分点",
    }
    assert [cell.vintage for cell in reading.told][:2] == ["快报", "核定"]
    assert reading.problems == ()


def test_each_wrong_cell_is_named_and_the_other_rows_are_read(catalogue: Catalogue) -> None:
    rows = [
        HEAD,
        ["GDP", "增幅", "2026H1", "全市", 5.2, "%"],
        ["GDP", "同比", "今年", "全市", 5.2, "%"],
        ["GDP", "同比", "2026H1", "全市", "五点二", "%"],
        ["GDP", "同比", "2026H1", "全市", 5.2, "亿元"],
        [None, "同比", "2026H1", "全市", 5.2, "%"],
        ["GDP", "总量", "2026H1", "全市", 5.2, None],
        ["GDP", "同比", "2026H1", "全市", 5.2, "%", None, None, None, "估计"],
        ["GDP", "同比", "2026H1", "全市", 5.2, "%", None, None, None, None, "大概"],
        ["GDP", "同比", "2026H1", "全市", 5.2, "%"],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    wrong = [cell.address for cell in reading.readings if cell.problem]
    assert wrong == ["B2", "C3", "E4", "F5", "E6", "E7", "J8", "K9"]
    assert list(told(reading)) == ["E10"]


def test_columns_may_stand_in_any_order_and_the_period_may_be_passed(catalogue: Catalogue) -> None:
    text = "单位,数值,地区,口径,指标\n%,5.2,全市,同比,GDP\n"
    with pytest.raises(RefusedFile, match="期间"):
        read_tables("a.csv", text.encode(), catalogue=catalogue)
    (reading,) = read_tables(
        "a.csv", text.encode(), period=Period.parse("2026H1"), region="岚江市", catalogue=catalogue
    )
    assert told(reading) == {"B2": "地区生产总值|同比|2026H1|岚江市 = 5.2%"}


def test_a_typed_month_that_the_spreadsheet_made_a_date_is_still_that_month(catalogue: Catalogue) -> None:
    from datetime import datetime

    rows = [HEAD, ["GDP", "同比", datetime(2026, 6, 1), "全市", 5.2, "%"]]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {"E2": "地区生产总值|同比|2026-06|全市 = 5.2%"}


ROWS = st.tuples(
    st.sampled_from(["地区生产总值", "财政收入", "铜产业链产值"]),
    st.sampled_from(list(Measure)),
    st.sampled_from(["2026", "2026H1", "2026Q1", "2026M1-5", "2026-06"]),
    st.sampled_from(["岚江市", "全国", "云峤县"]),
    st.decimals(-9999, 9999, places=3),
    st.sampled_from([None, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT]),
    st.sampled_from(list(FigureKind)),
    st.booleans(),
)
UNITS = {Measure.VALUE: "亿元", Measure.COUNT: "家", Measure.DIFFERENCE: "亿元", Measure.THRESHOLD: "万元"}
POINTS = {Measure.RATE_CHANGE, Measure.SHARE_CHANGE, Measure.PP_DIFF, Measure.PP_CONTRIBUTION}


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=5), order=st.permutations(range(len(HEAD))))
def test_what_was_written_is_what_is_read(
    catalogue: Catalogue,
    rows: list[tuple[str, Measure, str, str, Decimal, Bound | None, FigureKind, bool]],
    order: list[int],
) -> None:
    sheet: list[list[object]] = [list(HEAD)]
    wanted = []
    for name, measure, period, region, number, bound, kind, chinese in rows:
        value = Decimal(abs(int(number)) + 1) if measure is Measure.RANK else number
        bound = None if measure is Measure.RANK else bound
        unit = UNITS.get(measure) or ("位" if measure is Measure.RANK else "个百分点" if measure in POINTS else "%")
        word = {FigureKind.ACTUAL: "实际", FigureKind.TARGET: "目标"}[kind]
        named = measure.label if chinese else measure.value
        sheet.append([name, named, period, region, float(value), unit, None, None, None, word, bound and bound.value])
        low, high = (None if bound is Bound.AT_MOST else value), (None if bound is Bound.AT_LEAST else value)
        wanted.append((FigureRef(name, measure, Period.parse(period), region), kind, low, high, unit, bound))
    data = xlsx([[row[at] for at in order] for row in sheet])
    (reading,) = read_tables("表.xlsx", data, catalogue=catalogue)
    read = [
        (cell.ref, cell.kind, cell.quantity.low, cell.quantity.high, cell.quantity.unit, cell.quantity.bound)
        for cell in reading.told
        if cell.quantity
    ]
    assert read == wanted
    assert reading.problems == ()
