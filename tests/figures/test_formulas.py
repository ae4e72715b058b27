"""Formulas against cases reckoned by hand, and nothing out of inputs that are not sure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.figure import Figure, FigureKind, Status
from figures.formulas import Derived, Formulas, Missing
from tests.figures.told import CATALOGUE, figure, ref, snapshot


def derive(asked: str, *figures: Figure) -> Derived | Missing | None:
    return Formulas(snapshot(figures), CATALOGUE).derive(ref(asked))


def value_of(asked: str, *figures: Figure) -> tuple[str, str]:
    derived = derive(asked, *figures)
    assert isinstance(derived, Derived), derived
    return str(derived.quantity.value), derived.quantity.unit


@pytest.mark.parametrize(
    ("now", "before", "average"),
    [
        ("8.2", "1.0", "4.5"),  # √(1.082×1.010)=1.04538
        ("5.3", "5.9", "5.6"),
        ("13.9", "-2.7", "5.3"),  # √(1.139×0.973)=1.05273
        ("12.7", "-1.6", "5.3"),  # √(1.127×0.984)=1.05308
        ("-1.0", "-3.0", "-2.0"),
        ("0.0", "0.0", "0.0"),
        ("10.0", "-9.1", "0.0"),  # √0.9999 is a fall of 0.005%
        ("5.05", "5.05", "5.1"),  # half goes up
        ("-5.05", "-5.05", "-5.1"),  # and away from zero below it
        ("300", "-50", "41.4"),
    ],
)
def test_a_two_year_average_is_the_geometric_mean_of_both_rates(now: str, before: str, average: str) -> None:
    rates = figure("地区生产总值|同比|2026H1", now), figure("地区生产总值|同比|2025H1", before)
    assert value_of("地区生产总值|两年平均|2026H1", *rates) == (average, "%")


@given(st.decimals(-50, 100, places=1), st.decimals(-50, 100, places=1))
def test_a_two_year_average_lies_between_its_rates_and_grows_to_the_same(now: Decimal, before: Decimal) -> None:
    rates = figure("地区生产总值|同比|2026H1", str(now)), figure("地区生产总值|同比|2025H1", str(before))
    derived = derive("地区生产总值|两年平均|2026H1", *rates)
    assert isinstance(derived, Derived) and derived.inputs == rates
    average = derived.quantity.value
    assert min(now, before) - Decimal("0.05") <= average <= max(now, before) + Decimal("0.05")
    grown = (1 + now / 100) * (1 + before / 100)
    nearest = Decimal("0.0005000001")
    assert (1 + average / 100 - nearest) ** 2 <= grown <= (1 + average / 100 + nearest) ** 2


def test_the_expression_shows_the_inputs_with_their_signs() -> None:
    rates = figure("地区生产总值|同比|2026H1", "5.3"), figure("地区生产总值|同比|2025H1", "-1.2")
    derived = derive("地区生产总值|两年平均|2026H1", *rates)
    assert isinstance(derived, Derived) and derived.expression == "√((1+5.3%)×(1−1.2%))−1"


@pytest.mark.parametrize(
    ("asked", "figures", "value", "unit"),
    [
        (
            "地区生产总值|百分点差|2026H1||全国",
            ["地区生产总值|同比|2026H1=5.3", "地区生产总值|同比|2026H1|全国=5.0"],
            "0.3",
            "个百分点",
        ),
        (
            "地区生产总值|百分点差|2026H1||全省",
            ["GDP|同比|2026H1=-1.5", "GDP|同比|2026H1|全区=-0.5"],
            "-1.0",
            "个百分点",
        ),
        (
            "第一产业增加值|百分点差|2026H1||地区生产总值",
            ["一产|同比|2026H1=3.9", "GDP|同比|2026H1=5.3"],
            "-1.4",
            "个百分点",
        ),
        (
            "固定资产投资|增速变化|2026H1||一季度",
            ["固定资产投资|同比|2026H1=4.5", "固定资产投资|同比|2026Q1=4.8"],
            "-0.3",
            "个百分点",
        ),
        (
            "固定资产投资|增速变化|2026H1||上年同期",
            ["固定资产投资|同比|2026H1=-2", "固定资产投资|同比|2025H1=-5"],
            "3.0",
            "个百分点",
        ),
        (
            "非税收入|占比|2026H1",
            ["非税收入|总量|2026H1=17.93亿元", "一般公共预算收入|总量|2026H1=57.1亿元"],
            "31.4",
            "%",
        ),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=5000万元", "一般公共预算收入|总量|2026H1=1亿元"], "50.0", "%"),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=1亿元", "一般公共预算收入|总量|2026H1=8亿元"], "12.5", "%"),
        (
            "非税收入|占比|2026H1",
            ["非税收入|总量|2026H1=2.001亿元", "一般公共预算收入|总量|2026H1=16亿元"],
            "12.5",
            "%",
        ),
        (
            "非税收入|占比|2026H1",
            ["非税收入|总量|2026H1=3.129亿元", "一般公共预算收入|总量|2026H1=20亿元"],
            "15.6",
            "%",
        ),
        ("地区生产总值|占比|2026H1||全省", ["GDP|总量|2026H1=700亿元", "GDP|总量|2026H1|全省=1.4万亿元"], "5.0", "%"),
        ("非税收入|占比变化|2026H1", ["非税收入|占比|2026H1=31.4", "非税收入|占比|2025H1=32.4"], "-1.0", "个百分点"),
        (
            "非税收入|占比变化|2026H1||上年同期",
            [
                *("非税收入|总量|2026H1=30亿元", "一般公共预算收入|总量|2026H1=100亿元"),
                *("非税收入|总量|2025H1=26.54亿元", "一般公共预算收入|总量|2025H1=100亿元"),
            ],
            "3.5",
            "个百分点",
        ),
        (
            "亿元以上施工项目|增减|2026H1",
            ["亿元以上施工项目|总量|2026H1=399个", "亿元以上施工项目|数量|2025H1=384个"],
            "15",
            "个",
        ),
        (
            "城镇登记失业率|增减|2026H1",
            ["城镇登记失业率|总量|2026H1=2.4", "城镇登记失业率|总量|2025H1=2.6"],
            "-0.2",
            "个百分点",
        ),
    ],
)
def test_what_follows_from_two_figures(asked: str, figures: list[str], value: str, unit: str) -> None:
    told = []
    for line in figures:
        place, _, amount = line.partition("=")
        number = amount.rstrip("万亿元个")
        told.append(figure(place, number, amount.removeprefix(number) or "%"))
    assert value_of(asked, *told) == (value, unit)


def test_completion_is_the_value_over_the_target_of_the_year() -> None:
    told = figure("城镇新增就业|总量|2026H1", "17000", "人")
    aim = figure("城镇新增就业|总量|2026", "3", "万人", kind=FigureKind.TARGET)
    assert value_of("城镇新增就业|完成进度|2026H1", told, aim) == ("56.7", "%")


PAIRS = {
    "地区生产总值|两年平均|2026H1": ("地区生产总值|同比|2026H1", "地区生产总值|同比|2025H1"),
    "地区生产总值|百分点差|2026H1||全国": ("地区生产总值|同比|2026H1", "地区生产总值|同比|2026H1|全国"),
    "地区生产总值|增速变化|2026H1||一季度": ("地区生产总值|同比|2026H1", "地区生产总值|同比|2026Q1"),
    "非税收入|占比|2026H1": ("非税收入|总量|2026H1", "一般公共预算收入|总量|2026H1"),
    "非税收入|占比变化|2026H1": ("非税收入|占比|2026H1", "非税收入|占比|2025H1"),
    "货物进出口总额|增减|2026H1": ("货物进出口总额|总量|2026H1", "货物进出口总额|总量|2025H1"),
}


@pytest.mark.parametrize("asked", PAIRS)
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("how", ["pending", "superseded", "conflicting", "missing"])
def test_nothing_follows_from_an_input_that_is_not_sure(asked: str, at: int, how: str) -> None:
    sure, unsure = PAIRS[asked][1 - at], PAIRS[asked][at]
    told = [figure(sure, "40")]
    if how in ("pending", "superseded"):
        told.append(figure(unsure, "50", status=Status(how)))
    elif how == "conflicting":
        told += [figure(unsure, "50"), figure(unsure, "51")]
    result = derive(asked, *told)
    assert not isinstance(result, Derived)
    assert result is not None


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        ("地区生产总值|百分点差|2026H1", []),
        ("地区生产总值|增速变化|2026H1||上月", []),
        ("地区生产总值|增减|2026H1||年初", []),
        ("地区生产总值|占比|2026H1", []),
        ("地区生产总值|位次|2026H1", []),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=1亿元", "一般公共预算收入|总量|2026H1=0亿元"]),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=1亿元", "一般公共预算收入|总量|2026H1=5万人"]),
        ("货物进出口总额|增减|2026H1", ["货物进出口总额|总量|2026H1=1亿元", "货物进出口总额|总量|2025H1=9000万元"]),
    ],
)
def test_where_no_formula_is_safe_there_is_none(asked: str, figures: list[str]) -> None:
    told = []
    for line in figures:
        place, _, amount = line.partition("=")
        number = amount.rstrip("万亿元人")
        told.append(figure(place, number, amount.removeprefix(number)))
    assert derive(asked, *told) is None
