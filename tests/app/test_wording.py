from dataclasses import replace
from decimal import Decimal

import pytest

from app_pages.common.wording import cell_rows, figure_row, plain, ref_text
from figures.figure import FigureKind, Status
from figures.quantity import Bound, Quantity
from figures.tables import CellReading
from tests.app.rendered import FIGURE, REF


@pytest.mark.parametrize(
    ("low", "high", "bound", "text"),
    [
        ("5.20", "5.20", None, "5.20%"),
        ("6", None, Bound.AT_LEAST, "6%以上"),
        (None, "3", Bound.AT_MOST, "3%以内"),
        ("60", "60", Bound.ABOUT, "60%左右"),
        ("6", "6.5", Bound.RANGE, "6%—6.5%"),
        ("-2.5", "-2.5", None, "-2.5%"),
        ("1E+3", "1E+3", None, "1000%"),
    ],
)
def test_a_quantity_reads_with_its_unit_and_bound(
    low: str | None, high: str | None, bound: Bound | None, text: str
) -> None:
    ends = [Decimal(end) if end else None for end in (low, high)]
    assert Quantity(ends[0], ends[1], "%", bound).label == text


def test_a_ref_reads_on_one_line_with_what_it_is_compared_with() -> None:
    assert ref_text(REF) == "地区生产总值 · 同比 · 2026年上半年 · 岚江市"
    target = ref_text(replace(REF, comparator="全国"), FigureKind.TARGET)
    assert target == "地区生产总值（目标） · 同比（全国） · 2026年上半年 · 岚江市"


def test_a_figure_is_a_row_with_its_verifier_and_its_cell() -> None:
    row = figure_row(FIGURE)
    assert (row.indicator, row.value, row.status, row.source) == (
        "地区生产总值",
        "5.2%",
        "已核实（李慧，2026-07-14）",
        "主要指标.xlsx · Sheet1!C4",
    )
    assert figure_row(replace(FIGURE, status=Status.PENDING, verified_by=None)).status == "待核实"


def test_cells_with_problems_come_first_and_the_rest_keep_their_order() -> None:
    good = [CellReading("表", cell, "5.2", REF, FIGURE.quantity) for cell in ("B2", "B3")]
    bad = CellReading("表", "B9", "5..2", problem="B9 不是数字。")
    rows = cell_rows([*good, bad])
    assert [(row.cell, row.value, row.problem) for row in rows] == [
        ("B9", "", "B9 不是数字。"),
        ("B2", "5.2%", ""),
        ("B3", "5.2%", ""),
    ]


def test_an_indicator_that_nobody_knows_yet_is_said_to_be_new() -> None:
    reading = CellReading("表", "B2", "5.2", REF, FIGURE.quantity)
    assert [row.indicator for row in cell_rows([reading], {"固定资产投资"})] == ["地区生产总值（新指标）"]
    assert [row.indicator for row in cell_rows([reading], {"地区生产总值"})] == ["地区生产总值"]


def test_markdown_in_a_file_name_is_printed_letter_by_letter() -> None:
    assert plain("![a](http://x.cn) *b* :red[c]") == (
        r"\!\[a\]\(http\:\/\/x\.cn\) \*b\* \:red\[c\]".replace(r"\/", "/")
    )
