"""What documents state: every quantity in absolute terms, with its place."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from figures.figure import FigureKind
from figures.ledger import Horizon, Ledger, Place, Statement, Tier
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound
from tests.figures.ledger.reports import OF_2025, OF_2026, ledger_of


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return ledger_of(tmp_path_factory.mktemp("ledger"), OF_2025, OF_2026)[0]


def only(ledger: Ledger, indicator: str, text: str) -> Statement:
    found = [one for one in ledger.statements(indicator=indicator) if one.text == text]
    assert len(found) == 1, [one.text for one in ledger.statements(indicator=indicator)]
    return found[0]


def test_a_target_tells_year_bound_and_place(ledger: Ledger) -> None:
    told = only(ledger, "固定资产投资", "5%以上")
    assert (told.kind, told.horizon, told.period, told.region) == (
        FigureKind.TARGET,
        Horizon.ANNUAL,
        Period(2025),
        "岚江市",
    )
    assert (told.low, told.high, told.bound, told.direction) == (Decimal(5), None, Bound.AT_LEAST, "up")
    assert told.place is Place.HEADLINE and told.deadline == date(2025, 12, 31)


def test_every_span_is_verbatim(ledger: Ledger) -> None:
    texts = {2025: OF_2025, 2026: OF_2026}
    for told in ledger.statements():
        text = texts[told.report_year or 0]
        assert told.span.of(text) == told.text and told.clause.of(text) == told.quote
        assert told.sentence.start <= told.clause.start <= told.span.start <= told.span.end <= told.clause.end
        assert ledger.sentence(told) == told.sentence.of(text)


def test_what_is_striven_for_is_told_apart_from_the_target(ledger: Ledger) -> None:
    assert only(ledger, "GDP", "6%左右").tier is Tier.BASE
    assert only(ledger, "GDP", "7%").tier is Tier.STRETCH


def test_the_year_reviewed_is_the_one_before_the_report(ledger: Ledger) -> None:
    told = only(ledger, "地区生产总值", "5.6%")
    assert (told.kind, told.period, told.horizon) == (FigureKind.ACTUAL, Period(2024), None)


def test_the_goal_of_a_plan_is_never_one_of_a_year(ledger: Ledger) -> None:
    told = only(ledger, "地区生产总值", "5.5%左右")
    assert (told.period, told.years, told.horizon) == (None, (2026, 2030), Horizon.FIVE_YEAR)
    assert only(ledger, "常住人口城镇化率", "68%").years == (2026, 2030)
    annual = [target.statement.text for target in ledger.targets(year=2026, indicator="地区生产总值")]
    assert annual == ["5.8%左右"]


def test_a_goal_for_a_named_year_belongs_to_that_year(ledger: Ledger) -> None:
    told = only(ledger, "高标准农田", "90万亩")
    assert (told.period, told.horizon, told.deadline) == (Period(2030), Horizon.BY_YEAR, date(2030, 12, 31))
    assert not [target for target in ledger.targets(year=2025) if target.statement.text == "90万亩"]


def test_five_years_together_are_no_single_year(ledger: Ledger) -> None:
    told = only(ledger, "地区生产总值", "5.9%")
    assert (told.kind, told.period, told.years) == (FigureKind.ACTUAL, None, (2021, 2025))
    assert only(ledger, "城镇新增就业", "16万人").years == (2021, 2025)


def test_a_wording_without_a_number_is_a_relation(ledger: Ledger) -> None:
    told = only(ledger, "居民人均可支配收入", "与经济增长同步")
    assert (told.relation, told.low, told.high, told.quantity) == ("与经济增长同步", None, None, None)


def test_a_fall_is_signed_as_a_quantity(ledger: Ledger) -> None:
    told = only(ledger, "单位地区生产总值能耗", "2.5%以上")
    assert (told.low, told.high, told.direction) == (Decimal("2.5"), None, "down")
    assert told.quantity is not None
    assert (told.quantity.low, told.quantity.high, told.quantity.bound) == (None, Decimal("-2.5"), Bound.AT_MOST)


def test_deadline_and_responsible_body_are_read(ledger: Ledger) -> None:
    found = [one for one in ledger.statements(year=2025) if one.text == "12万亩"]
    assert [(one.deadline, one.responsible) for one in found] == [(date(2025, 6, 30), "市农业农村局")]


def test_a_statement_is_found_by_any_name_and_condition(ledger: Ledger) -> None:
    found = ledger.statements(region="岚江市", year=2024, indicator="GDP", measure=Measure.YOY, kind=FigureKind.ACTUAL)
    assert [one.text for one in found] == ["5.6%"]
    assert ledger.statements(region="云峤县") == []
    assert ledger.regions() == ["岚江市"]


def test_documents_are_read_once_and_what_was_removed_is_out_of_sight(tmp_path: Path) -> None:
    ledger, store, library, _ = ledger_of(tmp_path, OF_2025)
    assert ledger.bring_up_to_date() == 1
    assert ledger.bring_up_to_date() == 0
    with store.session() as session:
        library.remove(session, "2025年报告.txt", actor="测试")
    assert ledger.statements() == []


def told_by(tmp_path: Path, *lines: str) -> list[Statement]:
    """What a report of 2026 tells in the part about its own year."""
    text = "2026年岚江市政府工作报告\n一、2025年工作回顾\n过去一年，稳中有进。\n二、2026年工作安排\n" + "\n".join(lines)
    return ledger_of(tmp_path, text)[0].statements()


def test_what_is_no_quantity_of_anything_is_no_statement(tmp_path: Path) -> None:
    lines = (
        "按照市委五届九次全会部署，抓好五个方面工作。",
        "打造百亿级产业集群，建设15分钟便民生活圈，承包期再延长30年。",
    )
    assert [one.text for one in told_by(tmp_path, *lines)] == []


def test_an_aim_by_itself_is_no_stretch(tmp_path: Path) -> None:
    assert [one.tier for one in told_by(tmp_path, "扩大有效投资，力争固定资产投资增长4%。")] == [Tier.BASE]


def test_a_relation_is_told_of_what_stands_right_before_it(tmp_path: Path) -> None:
    found = told_by(
        tmp_path, "农村居民人均可支配收入增速高于全省平均水平、高于城镇居民收入增速，县城面貌好于全省平均水平。"
    )
    assert [(one.indicator, one.relation) for one in found] == [
        ("农村居民人均可支配收入", "高于全省平均水平"),
        ("农村居民人均可支配收入", "高于城镇居民收入增速"),
    ]


def test_in_a_year_that_is_over_the_whole_of_it_is_no_target(tmp_path: Path) -> None:
    text = "2026年岚江市政府工作报告\n一、2025年工作回顾\n全年城镇新增就业超过3万人。"
    assert [one.kind for one in ledger_of(tmp_path, text)[0].statements()] == [FigureKind.ACTUAL]


def test_the_whole_year_in_a_review_is_the_year_reviewed(tmp_path: Path) -> None:
    text = OF_2026.replace("2025年，全市地区生产总值", "我们稳住大盘，全年地区生产总值")
    assert text != OF_2026
    ledger = ledger_of(tmp_path, text)[0]
    told = [one for one in ledger.statements(kind=FigureKind.ACTUAL) if one.text == "6.2%"]
    assert [one.period for one in told] == [Period(2025)]


def test_an_average_over_years_is_no_figure_of_a_year(tmp_path: Path) -> None:
    text = OF_2026.replace("地区生产总值", "城镇新增就业年均超过8万人，地区生产总值", 1)
    ledger = ledger_of(tmp_path, text)[0]
    (told,) = [one for one in ledger.statements(indicator="城镇新增就业") if one.text == "8万人"]
    assert told.period is None


def test_a_level_is_not_of_the_time_it_came_from(tmp_path: Path) -> None:
    text = OF_2026.replace("城镇调查失业率5.1%", "年末城镇调查失业率从上半年5.3%降到5.1%")
    assert text != OF_2026
    ledger = ledger_of(tmp_path, text)[0]
    told = {one.text: one.period for one in ledger.statements(kind=FigureKind.ACTUAL) if one.unit == "%"}
    assert (told["5.3%"], told["5.1%"]) == (Period(2025, 1, 6), Period(2025))


def test_a_mean_concentration_is_of_its_year(tmp_path: Path) -> None:
    text = OF_2026.replace("城镇调查失业率5.1%", "细颗粒物年均浓度27微克/立方米")
    ledger = ledger_of(tmp_path, text)[0]
    assert [one.period for one in ledger.statements() if one.text == "27微克/立方米"] == [Period(2025)]


def test_each_target_answers_to_the_body_charged_last_before_it(tmp_path: Path) -> None:
    found = told_by(
        tmp_path,
        "市教育局要新增义务教育学位9400个以上，市卫健委要新增普惠性托位2500个以上；基本养老保险参保率达到98.5%以上。",
        "由市交通局牵头，新改建农村公路370公里以上。",
    )
    assert [(one.indicator, one.responsible) for one in found] == [
        ("新增义务教育学位", "市教育局"),
        ("新增普惠性托位", "市卫健委"),
        ("基本养老保险参保率", None),
        ("新改建农村公路", "市交通局"),
    ]


def test_a_heading_broken_over_lines_still_announces_the_main_targets(tmp_path: Path) -> None:
    found = told_by(tmp_path, "今年经济社会发展的", "主要预期目标", "是：地区生产总值增长5.8%左右。")
    assert [one.place for one in found] == [Place.HEADLINE]


def test_investment_by_itself_is_fixed_investment_where_a_year_is_planned(tmp_path: Path) -> None:
    found = told_by(tmp_path, "实施重点项目120个，全年投资增长7%左右。")
    assert [(one.indicator, one.known) for one in found if one.unit == "%"] == [("固定资产投资", True)]


def test_a_bulletin_tells_what_was_throughout(tmp_path: Path) -> None:
    text = (
        "岚江市2025年国民经济和社会发展统计公报\n一、综合\n全年实现地区生产总值2100亿元，增长5.6%。\n"
        "二、农业\n粮食产量71.5万吨，超过全年目标。\n"
    )
    store_of = ledger_of(tmp_path)
    store_of[2].add("岚江市2025年统计公报.txt", text.encode(), actor="测试")
    told = store_of[0].statements()
    assert {(one.kind, one.period) for one in told} == {(FigureKind.ACTUAL, Period(2025))}
    assert len(told) == 3


def test_plans_of_every_age_have_their_years(tmp_path: Path) -> None:
    body = "“九五”期间，粮食产量年均增长２％。到２０１０年，常住人口城镇化率达到４５％。"
    text = f"1996年岚江市政府工作报告\n一、今后的任务\n{body}"
    found = ledger_of(tmp_path, text)[0].statements()
    assert [(one.years, one.period) for one in found] == [((1996, 2000), None), (None, Period(2010))]


def test_a_rate_that_only_stands_before_its_noun_is_no_statement(tmp_path: Path) -> None:
    found = told_by(tmp_path, "经济增长预期目标为5%左右，确定5%左右的增长目标，兼顾了需要和可能。")
    assert [(one.indicator, one.measure) for one in found] == [("地区生产总值", Measure.YOY)]


def test_targets_told_a_line_each_stand_in_the_headline(tmp_path: Path) -> None:
    found = told_by(
        tmp_path, "今年发展主要预期目标：", "地区生产总值增长6%；", "城镇新增就业3万人以上。", "粮食产量70万吨。"
    )
    assert [one.place for one in found] == [Place.HEADLINE, Place.HEADLINE, Place.BODY]
