"""Resolving: one verified figure, a formula, or the reason why not, in a sentence a person can act on."""

import pytest

from figures.figure import Figure, FigureKind, Status
from figures.measure import Measure
from figures.resolve import Resolution, Resolver, describe
from figures.slots import FigureSlot
from tests.figures.told import CATALOGUE, figure, ref, snapshot


def resolve(asked: str, *figures: Figure, kind: FigureKind = FigureKind.ACTUAL) -> Resolution:
    return Resolver(snapshot(figures), CATALOGUE).resolve(FigureSlot(ref(asked), "", kind))


def reason(asked: str, *figures: Figure, kind: FigureKind = FigureKind.ACTUAL) -> str:
    resolution = resolve(asked, *figures, kind=kind)
    assert resolution.quantity is None and resolution.figure is None and resolution.formula is None
    assert resolution.reason is not None and resolution.reason.endswith("。")
    return resolution.reason


GROWTH = "地区生产总值|同比|2026H1|岚江市"


def test_a_verified_figure_is_found_and_stands_behind_the_slot() -> None:
    told = figure(GROWTH, "5.3")
    assert resolve("GDP|同比|2026H1|全市", told) == Resolution(told.quantity, told)


def test_a_formula_is_shown_with_its_inputs() -> None:
    rates = figure(GROWTH, "5.3"), figure("地区生产总值|同比|2026H1|全国", "5.0")
    resolution = resolve("地区生产总值|百分点差|2026H1|岚江市|全国", *rates)
    assert resolution.figure is None and resolution.formula == "5.3%−5.0%" and resolution.inputs == rates


def test_a_published_figure_is_taken_before_a_formula() -> None:
    published = figure("地区生产总值|百分点差|2026H1||全国", "0.4", "个百分点")
    rates = figure(GROWTH, "5.3"), figure("地区生产总值|同比|2026H1|全国", "5.0")
    assert resolve("地区生产总值|百分点差|2026H1|岚江市|全国", published, *rates).figure == published


def test_a_pending_figure_does_not_fill_a_slot() -> None:
    told = reason(GROWTH, figure(GROWTH, "5.3", status=Status.PENDING))
    assert "待核实" in told and "表.xlsx · 表!" in told and "5.3" not in told


def test_a_superseded_figure_does_not_fill_a_slot() -> None:
    assert "没有" in reason(GROWTH, figure(GROWTH, "5.3", status=Status.SUPERSEDED))


def test_figures_in_conflict_do_not_fill_a_slot() -> None:
    told = reason(GROWTH, figure(GROWTH, "5.3"), figure(GROWTH, "5.4"))
    assert "不一致" in told and "5.3%" in told and "5.4%" in told and "定夺" in told


def test_a_conflict_is_not_got_round_by_a_formula() -> None:
    apart = "地区生产总值|百分点差|2026H1|岚江市|全国"
    rates = figure(GROWTH, "5.3"), figure("地区生产总值|同比|2026H1|全国", "5.0")
    assert "不一致" in reason(apart, figure(apart, "0.3", "个百分点"), figure(apart, "0.4", "个百分点"), *rates)


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ("地区生产总值|两年平均|2026H1", "2025年上半年“地区生产总值”同比"),
        ("地区生产总值|百分点差|2026H1||全国", "全国2026年上半年“地区生产总值”同比"),
        ("地区生产总值|增速变化|2026H1||一季度", "2026年一季度“地区生产总值”同比"),
    ],
)
def test_the_reason_names_the_input_that_a_formula_lacks(asked: str, lacking: str) -> None:
    told = reason(asked, figure(GROWTH, "5.3"))
    assert lacking in told and "缺少" in told
    missing = {"地区生产总值|两年平均|2026H1": "地区生产总值|同比|2025H1"}.get(asked)
    if missing:
        waiting = reason(asked, figure(GROWTH, "5.3"), figure(missing, "5", status=Status.PENDING))
        assert lacking in waiting and "尚待核实" in waiting
        torn = reason(asked, figure(GROWTH, "5.3"), figure(missing, "5"), figure(missing, "6"))
        assert lacking in torn and "不一致" in torn


def test_what_no_table_tells_of_is_said_to_have_none() -> None:
    assert "没有任何数据表含有指标“乡镇风貌改造任务”" in reason("乡镇风貌改造任务|数量|2026H1")
    assert "数据表中没有全市2026年上半年“地区生产总值”同比" in reason("地区生产总值|同比|2026H1")


def test_a_target_is_not_an_actual_nor_an_actual_a_target() -> None:
    aim = figure("地区生产总值|同比|2026", "5.5", kind=FigureKind.TARGET)
    assert resolve("地区生产总值|同比|2026", aim, kind=FigureKind.TARGET).figure == aim
    assert "没有" in reason("地区生产总值|同比|2026", aim)
    assert "目标" in reason(GROWTH, figure(GROWTH, "5.3"), kind=FigureKind.TARGET)


def test_where_only_a_rate_is_aimed_at_the_reason_says_so() -> None:
    aim = figure("地区生产总值|同比|2026", "5.5", kind=FigureKind.TARGET)
    assert "只有增速目标" in reason("地区生产总值|总量|2026", aim, kind=FigureKind.TARGET)


@pytest.mark.parametrize(
    "other", ["地区生产总值|同比|2025H1", "地区生产总值|同比|2026Q1", "地区生产总值|同比|2026H1|云峤县"]
)
def test_a_figure_of_another_period_or_region_is_never_taken(other: str) -> None:
    assert resolve(GROWTH, figure(other, "9.9")).quantity is None


@pytest.mark.parametrize(
    "other", ["第一产业增加值|同比|2026H1", "地区生产总值|总量|2026H1", "人均地区生产总值|同比|2026H1"]
)
def test_a_figure_of_another_indicator_or_measure_is_never_taken(other: str) -> None:
    assert resolve(GROWTH, figure(other, "9.9")).quantity is None


def test_a_term_is_known_only_where_the_words_around_it_complete_a_name() -> None:
    resolver = Resolver(snapshot([]), CATALOGUE.extended(["500万元以上项目投资"]))
    assert resolver.knows_term("500万元以上", "大项目顶了起来，", "项目投资增长")
    for words, before, after in [("5", "增长", "%"), ("500万元", "投资", "，"), ("500万元以上", "", "企业")]:
        assert not resolver.knows_term(words, before, after)


def test_a_ref_is_described_as_a_person_would_name_it() -> None:
    assert (
        describe(ref("固定资产投资|百分点差|2026H1|岚江市|全国"))
        == "岚江市2026年上半年“固定资产投资”百分点差（与全国比）"
    )
    assert describe(ref("固定资产投资|同比|2026"), FigureKind.TARGET) == "全市2026年“固定资产投资”同比目标"
    assert Measure.YOY.label in describe(ref(GROWTH))


def test_a_published_figure_that_its_formula_does_not_bear_out_is_told() -> None:
    rates = figure(GROWTH, "5.3"), figure("地区生产总值|同比|2026H1|全国", "5.0")
    asked = "地区生产总值|百分点差|2026H1|岚江市|全国"
    within = resolve(asked, figure(asked, "0.4", "个百分点"), *rates)
    beyond = resolve(asked, figure(asked, "0.5", "个百分点"), *rates)
    assert within.remarks == ()
    assert len(beyond.remarks) == 1 and "0.5个百分点" in beyond.remarks[0] and "0.3个百分点" in beyond.remarks[0]


def test_an_estimate_is_told_and_fills_nothing() -> None:
    grown = [
        *(
            figure(f"第一产业增加值|总量|{period}", value, "亿元")
            for period, value in (("2026H1", "110"), ("2025H1", "100"))
        ),
        *(
            figure(f"地区生产总值|总量|{period}", value, "亿元")
            for period, value in (("2026H1", "1050"), ("2025H1", "1000"))
        ),
    ]
    told = reason("第一产业增加值|贡献率|2026H1", *grown)
    assert "测算" in told and "20.0%" in told and "(110亿元−100亿元)÷(1050亿元−1000亿元)" in told


def test_growth_that_may_not_be_recomputed_says_so() -> None:
    values = figure("地区生产总值|总量|2026H1", "110", "亿元"), figure("地区生产总值|总量|2025H1", "100", "亿元")
    assert "可比价格" in reason(GROWTH, *values)
