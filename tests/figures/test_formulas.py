"""Formulas against cases reckoned by hand, and nothing out of inputs that are not sure."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.figure import Figure, FigureKind, Status
from figures.formulas import Derived, Estimate, Formulas, Outcome, Refused
from tests.figures.told import CATALOGUE, figure, ref, snapshot


def derive(asked: str, *figures: Figure) -> Outcome:
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
    "一般公共预算收入|同比|2026H1": ("一般公共预算收入|总量|2026H1", "一般公共预算收入|总量|2025H1"),
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
        ("地区生产总值|增速变化|2026||一月", []),
        ("地区生产总值|增减|2026H1||年初", []),
        ("地区生产总值|占比|2026H1", []),
        ("地区生产总值|位次|2026H1", []),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=1亿元", "一般公共预算收入|总量|2026H1=0亿元"]),
        ("非税收入|占比|2026H1", ["非税收入|总量|2026H1=1亿元", "一般公共预算收入|总量|2026H1=5万人"]),
    ],
)
def test_where_no_formula_is_safe_there_is_none(asked: str, figures: list[str]) -> None:
    told = []
    for line in figures:
        place, _, amount = line.partition("=")
        number = amount.rstrip("万亿元人")
        told.append(figure(place, number, amount.removeprefix(number)))
    assert derive(asked, *told) is None


def told(*lines: str, kind: FigureKind = FigureKind.ACTUAL) -> list[Figure]:
    """Figures written 指标|口径|期间|地区=120亿元."""
    figures = []
    for line in lines:
        place, _, amount = line.partition("=")
        number = amount.rstrip("万亿元个人吨件%")
        figures.append(figure(place, number, amount.removeprefix(number) or "%", kind=kind))
    return figures


def test_growth_follows_from_two_values_only_where_it_is_told_at_current_prices() -> None:
    nominal = told("一般公共预算收入|总量|2026H1=57.1亿元", "一般公共预算收入|总量|2025H1=55亿元")
    assert value_of("一般公共预算收入|同比|2026H1", *nominal) == ("3.8", "%")
    for name in ("地区生产总值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额"):
        asked = derive(f"{name}|同比|2026H1", *told(f"{name}|总量|2026H1=57.1亿元", f"{name}|总量|2025H1=55亿元"))
        assert isinstance(asked, Refused), name


def test_growth_out_of_nothing_or_less_has_no_meaning() -> None:
    loss = told("一般公共预算收入|总量|2026H1=57.1亿元", "一般公共预算收入|总量|2025H1=-5亿元")
    assert isinstance(derive("一般公共预算收入|同比|2026H1", *loss), Refused)


@pytest.mark.parametrize(
    ("against", "base", "period"),
    [
        ("1—5月", "2026M1-5", "2026H1"),
        ("前五个月", "2026M1-5", "2026H1"),
        ("一季度", "2026Q1", "2026H1"),
        ("上月", "2026-05", "2026-06"),
        ("上月", "2026M1-5", "2026H1"),
    ],
)
def test_a_rate_changes_against_an_earlier_stretch_of_its_year(against: str, base: str, period: str) -> None:
    rates = told(f"固定资产投资|同比|{period}=4.5", f"固定资产投资|同比|{base}=5.2")
    assert value_of(f"固定资产投资|增速变化|{period}||{against}", *rates) == ("-0.7", "个百分点")


def test_a_difference_of_rounded_rates_says_by_how_much_it_may_be_out() -> None:
    apart = derive("地区生产总值|百分点差|2026H1||全国", *told("GDP|同比|2026H1=5.3", "GDP|同比|2026H1|全国=5.0"))
    assert isinstance(apart, Derived)
    assert any("±0.1" in remark for remark in apart.remarks)


def test_a_derived_figure_names_the_vintage_of_its_inputs() -> None:
    now, before = told("非税收入|占比|2026H1=31.4", "非税收入|占比|2025H1=32.4")
    alike = derive("非税收入|占比变化|2026H1", now, before)
    apart = derive("非税收入|占比变化|2026H1", now, replace(before, vintage="核定"))
    assert isinstance(alike, Derived) and alike.remarks == ("所用数据均为快报数",)
    assert isinstance(apart, Derived)
    assert apart.remarks == ("所用数据版本不一：2026年上半年为快报数、2025年上半年为核定数",)


GROWN = (
    *("第一产业增加值|总量|2026H1=110亿元", "第一产业增加值|总量|2025H1=100亿元"),
    *("地区生产总值|总量|2026H1=1050亿元", "地区生产总值|总量|2025H1=1000亿元"),
)


@pytest.mark.parametrize(("measure", "value"), [("贡献率", "20.0"), ("拉动", "1.0")])
def test_a_contribution_at_current_prices_is_an_estimate(measure: str, value: str) -> None:
    reckoned = derive(f"第一产业增加值|{measure}|2026H1", *told(*GROWN))
    assert isinstance(reckoned, Estimate) and str(reckoned.quantity.value) == value


COUNTIES = [f"规模以上工业增加值|同比|2026H1|{name}={rate}" for name, rate in
            (("云峤县", "9.9"), ("丹坪县", "-1.2"), ("临溪县", "5.0"), ("宁川县", "5.0"))]  # fmt: skip


@pytest.mark.parametrize(("county", "place"), [("云峤县", "1"), ("临溪县", "2"), ("宁川县", "2"), ("丹坪县", "4")])
def test_a_county_is_ranked_by_growth_among_all_of_its_sheet(county: str, place: str) -> None:
    others = told(*COUNTIES, "规模以上工业增加值|同比|2026H1|全市=20", "规模以上工业增加值|同比|2026H1|全国=30")
    asked = derive(f"规模以上工业增加值|位次|2026H1|{county}", *others)
    assert isinstance(asked, Derived) and str(asked.quantity.value) == place
    assert any("4个地区" in remark for remark in asked.remarks)
    assert any("并列" in remark for remark in asked.remarks) == (place == "2")


def test_no_place_is_told_where_a_rival_is_not_verified() -> None:
    figures = told(*COUNTIES)
    figures[1] = replace(figures[1], status=Status.PENDING)
    assert isinstance(derive("规模以上工业增加值|位次|2026H1|云峤县", *figures), Refused)


def test_no_place_is_told_of_a_county_in_the_province() -> None:
    assert derive("规模以上工业增加值|位次|2026H1|云峤县|全省", *told(*COUNTIES)) is None


def test_pace_is_completion_against_the_calendar() -> None:
    done = told("城镇新增就业|总量|2026H1=17000人")
    aim = told("城镇新增就业|总量|2026=3万人", kind=FigureKind.TARGET)
    assert value_of("城镇新增就业|百分点差|2026H1||序时进度", *done, *aim) == ("6.7", "个百分点")


def test_a_stock_is_told_against_the_beginning_of_the_year() -> None:
    stock = told("金融机构本外币各项贷款余额|总量|2026H1=1200亿元", "金融机构本外币各项贷款余额|总量|2025=1100亿元")
    assert value_of("金融机构本外币各项贷款余额|增减|2026H1||年初", *stock) == ("100", "亿元")


@pytest.mark.parametrize(("against", "base"), [("一季度", "2026Q1"), ("1—5月", "2026M1-5"), ("上年同期", "2025H1")])
def test_a_ratio_moves_against_an_earlier_stretch_by_its_own_points(against: str, base: str) -> None:
    rates = told("城镇调查失业率|总量|2026H1=5.1", f"城镇调查失业率|总量|{base}=5.3")
    assert value_of(f"城镇调查失业率|增减|2026H1||{against}", *rates) == ("-0.2", "个百分点")


def test_a_ratio_is_told_apart_from_the_nation_by_its_value() -> None:
    rates = told(
        "城镇调查失业率|总量|2026H1=5.1", "城镇调查失业率|总量|2026H1|全国=5.3", "城镇调查失业率|同比|2026H1=9.9"
    )
    assert value_of("城镇调查失业率|百分点差|2026H1||全国平均", *rates) == ("-0.2", "个百分点")


def test_a_ratio_is_never_completed_nor_placed() -> None:
    actual = told(*(f"城镇调查失业率|同比|2026H1|{name}=5.{at}" for at, name in enumerate(("甲县", "乙县", "丙县"))))
    aim = told("城镇调查失业率|总量|2026=5.5", kind=FigureKind.TARGET)
    assert derive("城镇调查失业率|完成进度|2026H1", *aim, *told("城镇调查失业率|总量|2026H1=5.1")) is None
    assert derive("城镇调查失业率|位次|2026H1|甲县|全市", *actual) is None


def test_a_stock_is_told_against_the_end_of_the_month_before() -> None:
    stock = told(
        "金融机构本外币各项贷款余额|总量|2026H1=1200亿元", "金融机构本外币各项贷款余额|总量|2026M1-5=1180.5亿元"
    )
    assert value_of("金融机构本外币各项贷款余额|增减|2026H1||上月", *stock) == ("19.5", "亿元")


def test_the_city_itself_is_no_rival_of_its_counties() -> None:
    named = told(*COUNTIES, "规模以上工业增加值|同比|2026H1|岚江市=20")
    asked = derive("规模以上工业增加值|位次|2026H1|临溪县", *named)
    assert isinstance(asked, Derived) and str(asked.quantity.value) == "2"


def test_a_part_greater_than_its_whole_has_no_share() -> None:
    two = told("非税收入|总量|2026H1=60亿元", "一般公共预算收入|总量|2026H1=50亿元")
    assert isinstance(derive("非税收入|占比|2026H1", *two), Refused)


def test_coarse_amounts_give_an_estimate_and_less_coarse_ones_a_remark() -> None:
    coarse = derive("快递业务量|同比|2026H1", *told("快递业务量|总量|2026H1=1.2亿件", "快递业务量|总量|2025H1=1.1亿件"))
    assert isinstance(coarse, Estimate) and "±9.5个百分点" in coarse.why
    finer = derive("快递业务量|同比|2026H1", *told("快递业务量|总量|2026H1=31.2亿件", "快递业务量|总量|2025H1=30亿件"))
    assert isinstance(finer, Derived) and "±0.3个百分点" in finer.remarks[0]
    counts = derive("施工项目数|同比|2026H1", *told("施工项目数|总量|2026H1=12个", "施工项目数|总量|2025H1=11个"))
    assert isinstance(counts, Derived) and str(counts.quantity.value) == "9.1"


amounts = st.decimals("1000", "99999", places=2)
rates = st.decimals("-30", "30", places=1)


def half_up(exact: Fraction) -> Decimal:
    """`exact` to one decimal, half away from zero: by whole numbers, as no formula does it."""
    tenths, rest = divmod(abs(exact) * 10, 1)
    whole = int(tenths) + (rest >= Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole) / 10


@given(amounts, amounts, amounts)
def test_what_is_derived_from_amounts_is_what_fractions_give(now: Decimal, before: Decimal, more: Decimal) -> None:
    whole, part, last = Fraction(now) + Fraction(more), Fraction(now), Fraction(before)
    figures = told(
        *(f"非税收入|总量|2026H1={now}亿元", f"非税收入|总量|2025H1={before}亿元"),
        *(f"一般公共预算收入|总量|2026H1={now + more}亿元", f"一般公共预算收入|总量|2025H1={before + more}亿元"),
    )
    expected = {
        "非税收入|同比|2026H1": (part / last - 1) * 100,
        "非税收入|占比|2026H1": part / whole * 100,
        "非税收入|占比变化|2026H1": (part / whole - last / (last + Fraction(more))) * 100,
    }
    assert {asked: Decimal(value_of(asked, *figures)[0]) for asked in expected} == {
        asked: half_up(exact) for asked, exact in expected.items()
    }
    assert Decimal(value_of("非税收入|增减|2026H1", *figures)[0]) == now - before


@given(rates, rates, rates)
def test_what_is_derived_from_rates_is_their_difference(own: Decimal, nation: Decimal, quarter: Decimal) -> None:
    figures = told(
        f"固定资产投资|同比|2026H1={own}",
        f"固定资产投资|同比|2026H1|全国={nation}",
        f"固定资产投资|同比|2026Q1={quarter}",
    )
    assert Decimal(value_of("固定资产投资|百分点差|2026H1||全国", *figures)[0]) == own - nation
    assert Decimal(value_of("固定资产投资|增速变化|2026H1||一季度", *figures)[0]) == own - quarter


@given(amounts, st.integers(1, 11), amounts)
def test_completion_and_its_pace_are_what_fractions_give(done: Decimal, month: int, aim: Decimal) -> None:
    period = f"2026M1-{month}"
    figures = told(f"招商引资到位资金|总量|{period}={done}亿元") + told(
        f"招商引资到位资金|总量|2026={aim}亿元", kind=FigureKind.TARGET
    )
    rate = Fraction(done) / Fraction(aim) * 100
    assert Decimal(value_of(f"招商引资到位资金|完成进度|{period}", *figures)[0]) == half_up(rate)
    pace = half_up(rate - Fraction(month * 100, 12))
    assert Decimal(value_of(f"招商引资到位资金|百分点差|{period}||时间进度", *figures)[0]) == pace


@pytest.mark.parametrize("name", ["地区生产总值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额"])
@given(amounts, amounts)
def test_published_rates_are_never_reckoned_from_amounts(name: str, now: Decimal, before: Decimal) -> None:
    figures = told(f"{name}|总量|2026H1={now}亿元", f"{name}|总量|2025H1={before}亿元")
    assert isinstance(derive(f"{name}|同比|2026H1", *figures), Refused)
    assert isinstance(derive(f"{name}|增减|2026H1", *figures), Refused)


@given(st.lists(rates, min_size=3, max_size=8))
def test_places_are_those_of_a_sorted_list(growth: list[Decimal]) -> None:
    counties = [f"{letter}陵县" for letter in "甲乙丙丁戊己庚辛"[: len(growth)]]
    figures = told(*(f"固定资产投资|同比|2026H1|{name}={rate}" for name, rate in zip(counties, growth, strict=True)))
    ordered = sorted(growth, reverse=True)
    for name, rate in zip(counties, growth, strict=True):
        assert value_of(f"固定资产投资|位次|2026H1|{name}|全市", *figures) == (str(ordered.index(rate) + 1), "位")


@pytest.mark.parametrize("against", ["2025H1=9000万元"])
def test_amounts_in_different_units_are_not_subtracted(against: str) -> None:
    two = told("货物进出口总额|总量|2026H1=1亿元", f"货物进出口总额|总量|{against}")
    assert isinstance(derive("货物进出口总额|增减|2026H1", *two), Refused)
