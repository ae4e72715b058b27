"""Every number of a finished text is held against the verified figure that its sentence claims to tell."""

import pytest

from drafting.check.checker import Checker
from drafting.check.model import Verdict
from tests.drafting.check.conftest import Check, at


@pytest.mark.parametrize(
    ("title", "own"),
    [("岚江市2025年国民经济和社会发展统计公报", "2025"), ("岚江市2026年政府工作报告", "2025")],
)
def test_a_bulletin_is_of_the_year_in_its_title_and_a_report_of_the_one_before(
    checker: Checker, title: str, own: str
) -> None:
    text = f"{title}\n（2026年1月20日）\n一、综合\n全年全市地区生产总值增长5.4%。\n"
    assert str(checker.check_text(f"{title}.txt", text).period) == own


def test_right_numbers_match_and_name_their_cell(check: Check) -> None:
    report = check("上半年，全市地区生产总值712.38亿元，增长5.4%，比全国高0.4个百分点，居全省第4位。")
    assert [number.verdict for number in report.numbers[-4:]] == [Verdict.MATCH] * 4
    source = at(report, "712.38亿元").sources[0].source
    assert (source.document, source.cell) == ("主要指标.csv", "E2")


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("全市地区生产总值增长5.8%。", "5.8%"),  # a digit changed
        ("全市地区生产总值723.18亿元。", "723.18亿元"),
        ("全市地区生产总值下降5.4%。", "5.4%"),  # the sign turned
        ("固定资产投资增长2.3%。", "2.3%"),
        ("全市地区生产总值712.38万元。", "712.38万元"),  # 万 for 亿
        ("全市地区生产总值712.38亿美元。", "712.38亿美元"),
        ("全市地区生产总值增长5.4个百分点。", "5.4个百分点"),  # points for percent
        ("全市地区生产总值增速比全国高0.4%。", "0.4%"),
        ("规上工业增加值增速比一季度回落0.6%。", "0.6%"),
        ("全市地区生产总值增速比全省高0.4个百分点。", "0.4个百分点"),  # the nation's for the province's
        ("全市地区生产总值居全国第4位。", "第4位"),
        ("规上工业增加值增长7.4%。", "7.4%"),  # the first quarter's
        ("城镇、农村居民人均可支配收入分别增长6.6%、4.9%。", "6.6%"),  # the order of a list
        ("城镇、农村居民人均可支配收入分别增长6.6%、4.9%。", "4.9%"),
        ("城镇、农村居民人均可支配收入分别增长4.9%、6.6个百分点。", "6.6个百分点"),
        ("上半年城镇新增就业1.86万户。", "1.86万户"),
    ],
)
def test_a_wrong_number_is_told_with_what_it_should_be(check: Check, sentence: str, wrong: str) -> None:
    number = at(check(sentence), wrong)
    assert number.verdict is Verdict.MISMATCH
    assert number.expected and number.note and number.sources


def test_what_it_should_be_is_told_with_the_decimals_of_a_speech(check: Check) -> None:
    rate = at(check("社会消费品零售总额增长7.3%。"), "7.3%")
    assert (rate.verdict, rate.expected) == (Verdict.MISMATCH, "7.0%") and "应为7.0%。" in rate.note
    finer = at(check("进出口总额增长9.1%。"), "9.1%")
    assert finer.expected == "8.25%", "what a table tells finer is told as it stands there"
    rank = at(check("全市地区生产总值居全省第5位。"), "第5位")
    assert rank.expected == "4位"


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("全市地区生产总值712.4亿元。", "712.4亿元"),  # rounded as it shows
        ("全市地区生产总值超过700亿元。", "700亿元"),
        ("全市地区生产总值7123800万元。", "7123800万元"),
        ("固定资产投资下降2.3%。", "2.3%"),
        ("固定资产投资增速为-2.3%。", "2.3%"),
        ("规上工业增加值增速比一季度回落0.6个百分点。", "0.6个百分点"),
        ("城镇、农村居民人均可支配收入分别增长4.9%、6.6%。", "6.6%"),
    ],
)
def test_a_number_within_the_rounding_shown_matches(check: Check, sentence: str, right: str) -> None:
    number = at(check(sentence), right)
    assert number.verdict is Verdict.MATCH, number.note


@pytest.mark.parametrize(
    ("sentence", "open_", "why"),
    [
        ("全市旅游综合收入36.2亿元。", "36.2亿元", "没有任何数据表含有指标"),
        ("地区生产总值名义增长6.1%。", "6.1%", "口径"),
        ("云峤县规上工业增加值增长9.9%。", "9.9%", "没有"),
        ("“十四五”时期，城镇新增就业年均超过3万人。", "3万人", "核对"),
        ("重大项目完成投资*亿元。", "*", "没有填"),
    ],
)
def test_what_no_table_tells_is_left_to_a_person_with_the_reason(
    check: Check, sentence: str, open_: str, why: str
) -> None:
    number = at(check(sentence), open_)
    assert number.verdict is Verdict.UNVERIFIED
    assert why in number.note


def test_dates_names_and_fixed_wording_are_exempt(check: Check) -> None:
    report = check("截至2026年6月30日，第三批项目已开工，“十五五”规划纲要印发，500万元以上项目加快建设。")
    body = [number for number in report.numbers if number.start > report.text.index("截至")]
    assert {number.verdict for number in body} == {Verdict.EXEMPT}


def test_place_and_period_are_the_document_s_own_unless_told_from_outside(check: Check, checker: Checker) -> None:
    sentence = "全市地区生产总值增长5.4%。"
    report = check(sentence)
    assert (report.region, str(report.period)) == ("岚江市", "2026H1")
    told = checker.check_text("稿.txt", sentence, region="岚江市", period="2026H1")
    assert at(told, "5.4%").verdict is Verdict.MATCH
    assert at(checker.check_text("稿.txt", sentence, period="2025H1"), "5.4%").verdict is Verdict.UNVERIFIED


def test_a_round_number_that_was_passed_on_the_way_is_no_mistake(check: Check) -> None:
    report = check("全市地区生产总值突破600亿元、达到712.38亿元。")
    assert at(report, "600亿元").verdict is Verdict.MATCH
    assert at(check("全市地区生产总值突破900亿元、达到712.38亿元。"), "900亿元").verdict is Verdict.MISMATCH


def test_growth_over_several_years_is_not_held_against_the_year_s(check: Check) -> None:
    assert at(check("规上工业增加值五年增长36.8%。"), "36.8%").verdict is Verdict.UNVERIFIED
