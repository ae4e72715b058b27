from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from drafting.model import By
from export.numbers.provenance import figures_behind, provenance, source_words
from figures.figure import FigureKind, Source
from figures.quantity import Bound, Quantity
from figures.slots import TermSlot
from tests.export.drafts import Placed, attested, calendar, computed, figure, filled, paragraph


def slot_of(placed: Placed):
    return paragraph(placed).slots[0]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity.exact(Decimal("-2.50"), "%"), "-2.50%"),
        (Quantity(Decimal("6"), Decimal("6.5"), "%", Bound.RANGE), "6%—6.5%"),
        (Quantity(Decimal("1.2E+3"), None, "万人", Bound.AT_LEAST), "1200万人以上"),
        (Quantity(None, Decimal("5.5"), "%", Bound.AT_MOST), "5.5%以内"),
        (Quantity(Decimal("3"), Decimal("3"), "%", Bound.ABOUT), "3%左右"),
    ],
)
def test_a_quantity_is_told_with_its_sign_unit_and_bound(quantity: Quantity, words: str) -> None:
    assert quantity.label == words


def test_a_source_in_a_document_tells_its_characters_from_one() -> None:
    assert source_words(Source("报告.docx", span=(9, 15))) == "报告.docx · 第10—15字"
    assert source_words(Source("表.xlsx", "主要指标", "C5")) == "表.xlsx · 主要指标!C5"


def test_a_target_says_that_it_is_one() -> None:
    target = figure(kind=FigureKind.TARGET)
    assert provenance(slot_of(filled(behind=target))).indicator == "地区生产总值（目标）"


def test_a_number_that_is_no_figure_says_what_it_is() -> None:
    term = Placed("500万元以上", TermSlot("500万元以上"), By.TERM)
    kinds = [provenance(slot_of(placed)) for placed in (calendar(), attested(), term)]
    assert [each.indicator for each in kinds] == ["日历（年）", "填报（计数）", "指标名称（500万元以上）"]
    assert [each.how for each in kinds] == ["由讲话期间推出", "填报", "指标名称里的数字"]


def test_the_day_of_verification_is_told_in_beijing_time() -> None:
    late = replace(figure(), verified_at=datetime.fromisoformat("2026-07-18T20:00:00+00:00"))
    assert provenance(slot_of(filled(behind=late))).verified == "陈明，2026年7月19日"
    assert provenance(slot_of(filled(behind=replace(figure(), verified_at=None)))).verified == "陈明"


def test_the_figures_behind_a_formula_are_its_inputs_each_once() -> None:
    twice = replace(computed(), inputs=(figure(1), figure(2), figure(1)))
    assert [each.id for each in figures_behind(slot_of(twice))] == [1, 2]
