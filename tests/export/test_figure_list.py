"""Figures as an Excel list: numbers are numbers with the digits of their source, words are words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from export.sheets.figure_list import COLUMNS, export_figure_list
from figures.figure import Figure, FigureKind, FigureRef, Source, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity

HEADS = [name for name, _ in COLUMNS]
GDP = Figure(
    7,
    FigureRef("=地区生产总值", Measure.YOY, Period.parse("2026H1"), "岚江市"),
    Quantity.exact(Decimal("5.20"), "%"),
    FigureKind.ACTUAL,
    Status.VERIFIED,
    "快报",
    Source("表.xlsx", "总表", "D4"),
    verified_by="李慧",
    embargo=date(2026, 7, 18),
)
GOAL = replace(
    GDP,
    id=8,
    quantity=Quantity(Decimal(6), Decimal("6.5"), "%", Bound.RANGE),
    kind=FigureKind.TARGET,
    status=Status.PENDING,
    verified_by=None,
    checked_by="张三",
)


def sheet(*figures: Figure) -> Worksheet:
    made = load_workbook(BytesIO(export_figure_list(figures, "2026年上半年"))).active
    assert isinstance(made, Worksheet)
    return made


def row(told: Worksheet, at: int) -> dict[str, object]:
    return dict(zip(HEADS, (cell.value for cell in told[at]), strict=True))


def test_a_figure_stands_with_its_source_and_who_answers_for_it() -> None:
    told = row(sheet(GDP), 2)
    assert told["数值"] == 5.2 and told["指标"] == "=地区生产总值"
    assert (told["文件"], told["工作表"], told["单元格"]) == ("表.xlsx", "总表", "D4")
    assert (told["核实"], told["不得公开至"], told["状态"]) == ("李慧", "2026-07-18", "已核实")


def test_numbers_show_the_digits_of_their_source_and_words_are_no_formula() -> None:
    told = sheet(GDP)
    cell = told.cell(2, HEADS.index("数值") + 1)
    assert (cell.data_type, cell.number_format) == ("n", "0.00")
    assert told.cell(2, HEADS.index("指标") + 1).data_type == "s"


def test_a_range_takes_two_columns_and_one_who_waits_for_a_second_person_is_marked() -> None:
    made = sheet(GDP, GOAL)
    told = row(made, 3)
    assert (told["数值"], told["至"], told["类型"]) == (6, 6.5, "目标")
    assert (told["状态"], told["核实"], told["复核"]) == ("待复核", "张三", None)
    assert made.auto_filter.ref and "2026年上半年（2 条）" in str(made.oddHeader.center.text)
