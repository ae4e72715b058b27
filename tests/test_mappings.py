"""How a table is read, corrected by hand: seen at once, remembered for the next such table, never against its words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from errors import InputError
from figures.measure import Measure
from figures.tables import Axis, ColumnTime, Fix, Line, TableReading
from settings import read_settings
from tests.figures.tables.sheets import xlsx


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "home")}))
    yield opened
    opened.close()


def monthly(months: str, *, unit: str = "亿元", extra: tuple[object, ...] = ()) -> bytes:
    """A department's table that no rule reads right: a name of its own, and a column that does not say what it is."""
    rows: list[list[object]] = [
        [f"2026年1—{months}月招商引资情况"],
        ["项目", "单位", f"到位资金（{unit}）", "序时差距"],
        ["合计", unit, 120.5, 1.5],
        ["其中：制造业", unit, 60.2, 2.5],
    ]
    return xlsx([*rows, list(extra)] if extra else rows)


def preview(desk: Desk, data: bytes, name: str = "招商.xlsx") -> TableReading:
    (reading,) = desk.preview_table(Incoming(name, data))
    return reading


def line(reading: TableReading, shown: str) -> Line:
    return next(one for one in reading.lines if one.shown.startswith(shown))


def told(reading: TableReading) -> dict[str, str]:
    return {
        cell.address: f"{cell.ref.indicator}|{cell.ref.measure.label}|{cell.ref.period}|{cell.quantity.label}"
        for cell in reading.told
        if cell.ref and cell.quantity
    }


def fix(at: Line, **said: object) -> Fix:
    return replace(Fix.as_read(at), **said)  # type: ignore[arg-type]


def correct_both(desk: Desk, reading: TableReading) -> None:
    desk.mappings.correct(reading.shape, fix(line(reading, "合计"), indicator="招商引资到位资金"), by="张三")
    gap = fix(line(reading, "序时差距"), measure=Measure.PP_DIFF, comparator="时间进度")
    desk.mappings.correct(reading.shape, gap, by="张三")


def test_a_corrected_row_and_column_are_read_so_at_once(desk: Desk) -> None:
    before = preview(desk, monthly("6"))
    assert "招商引资到位资金" not in str(told(before)) and any(cell.problem for cell in before.readings)
    correct_both(desk, before)
    after = preview(desk, monthly("6"))
    assert told(after)["C3"] == "招商引资到位资金|总量|2026M1-6|120.5亿元".replace("2026M1-6", "2026H1")
    assert told(after)["D3"] == "招商引资到位资金|百分点差|2026H1|1.5个百分点"
    assert len(after.applied) == 2 and not after.asked and not after.problems


def test_the_next_such_table_is_read_the_same_way_and_loading_says_so(desk: Desk) -> None:
    correct_both(desk, preview(desk, monthly("6")))
    july = Incoming("招商7月.xlsx", monthly("7", extra=("其中：农业", "亿元", 3.1, 0.5)))
    (loaded,) = desk.load([july], LoadOptions(actor="李四")).loaded
    assert loaded.corrections == 2 and not loaded.problems
    values = {(f.ref.indicator, f.ref.measure): f for f in desk.figures(period="2026M1-7")}
    assert ("招商引资到位资金", Measure.VALUE) in values and ("招商引资到位资金", Measure.PP_DIFF) in values


def test_what_the_table_says_otherwise_is_asked_about_and_not_overridden(desk: Desk) -> None:
    first = preview(desk, monthly("6"))
    desk.mappings.correct(first.shape, fix(line(first, "到位资金"), unit="亿元", indicator=None), by="张三")
    assert preview(desk, monthly("6")).applied
    other = preview(desk, monthly("7", unit="万元"))
    assert not other.applied
    (asked,) = other.asked
    assert asked.line.shown.startswith("到位资金") and asked.fix.unit == "亿元"
    assert all("亿元" not in words for words in told(other).values())
    desk.mappings.correct(other.shape, Fix.as_read(asked.line), by="李四")
    assert not preview(desk, monthly("7", unit="万元")).asked
    assert preview(desk, monthly("8")).applied, "the words it was told of still lead to it"


def test_a_line_can_be_skipped_and_the_correction_forgotten(desk: Desk) -> None:
    reading = preview(desk, monthly("6"))
    desk.mappings.correct(reading.shape, fix(line(reading, "序时差距"), skip=True), by="张三")
    skipped = preview(desk, monthly("6"))
    assert any(cell.address.startswith("D") for cell in reading.readings)
    assert not any(cell.address.startswith("D") for cell in skipped.readings)
    (mapping,) = desk.mappings.all()
    assert (mapping.title, [kept.by for kept in mapping.fixes]) == ("#招商引资情况", ["张三"])
    desk.mappings.drop(mapping.fixes[0].id, by="李四")
    assert desk.mappings.all() == () and preview(desk, monthly("6")).problems == reading.problems


def test_a_column_may_tell_another_time_than_the_table(desk: Desk) -> None:
    data = xlsx([["2026年1—6月主要指标"], ["指标", "单位", "本期", "对照数"], ["地区生产总值", "亿元", 1200, 1100]])
    reading = preview(desk, data, "指标.xlsx")
    said = fix(line(reading, "对照数"), measure=Measure.VALUE, time=ColumnTime.THIS_BEFORE, region="全省")
    desk.mappings.correct(reading.shape, said, by="张三")
    (cell,) = [cell for cell in preview(desk, data, "指标.xlsx").told if cell.address == "D3"]
    assert cell.ref is not None and (str(cell.ref.period), cell.ref.region) == ("2025H1", "全省")


def test_rows_of_a_long_table_are_renamed_by_their_name(desk: Desk) -> None:
    head = "指标,口径,期间,地区,数值,单位\n"
    data = f"{head}到资额,总量,2026H1,全市,12.5,亿元\n到资额,同比,2026H1,全市,3.5,%\n".encode()
    reading = preview(desk, data, "长表.csv")
    (row,) = [one for one in reading.lines if one.axis is Axis.ROW]
    desk.mappings.correct(reading.shape, fix(row, indicator="实际使用外资"), by="张三")
    assert {cell.ref.indicator for cell in preview(desk, data, "长表.csv").told if cell.ref} == {"实际使用外资"}


def test_a_correction_has_a_name_and_a_unit_that_exists(desk: Desk) -> None:
    reading = preview(desk, monthly("6"))
    with pytest.raises(InputError, match="姓名"):
        desk.mappings.correct(reading.shape, fix(line(reading, "合计"), indicator="甲"), by=" ")
    with pytest.raises(InputError, match="单位"):
        desk.mappings.correct(reading.shape, fix(line(reading, "到位资金"), unit="些许"), by="张三")
    assert desk.mappings.all() == ()


def test_another_table_is_not_touched(desk: Desk) -> None:
    correct_both(desk, preview(desk, monthly("6")))
    other = xlsx([["2026年1—6月外贸情况"], ["项目", "单位", "到位资金（亿元）", "序时差距"], ["合计", "亿元", 3, 1]])
    assert not preview(desk, other, "外贸.xlsx").applied
