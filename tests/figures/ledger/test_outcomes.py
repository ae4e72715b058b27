"""What became of targets, with the arithmetic shown."""

from pathlib import Path

import pytest

from figures.book import Vouching
from figures.ledger import Ledger, Target, TargetStatus
from figures.tables import read_tables
from tests.figures.ledger.reports import OF_2025, OF_2026, ledger_of
from tests.figures.told import CATALOGUE


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return ledger_of(tmp_path_factory.mktemp("ledger"), OF_2025, OF_2026)[0]


def target(ledger: Ledger, indicator: str, text: str) -> Target:
    return next(one for one in ledger.targets(indicator=indicator) if one.statement.text == text)


@pytest.mark.parametrize(
    ("indicator", "text", "status", "reckoning"),
    [
        ("地区生产总值", "6%左右", TargetStatus.MET, "实际6.2% ≥ 目标6%，高0.2个百分点"),
        ("地区生产总值", "7%", TargetStatus.MISSED, "实际6.2% < 目标7%，低0.8个百分点"),
        ("固定资产投资", "5%以上", TargetStatus.MISSED, "实际3.4% < 目标5%，低1.6个百分点"),
        ("城镇新增就业", "3万人以上", TargetStatus.MET, "实际3.1万人 ≥ 目标3万人，高0.1万人"),
        ("城镇调查失业率", "5.5%以内", TargetStatus.MET, "实际5.1% ≤ 目标5.5%，低0.4个百分点"),
        ("粮食产量", "70万吨以上", TargetStatus.MET, "实际71.5万吨 ≥ 目标70万吨，高1.5万吨"),
    ],
)
def test_a_target_is_held_against_what_the_next_report_states(
    ledger: Ledger, indicator: str, text: str, status: TargetStatus, reckoning: str
) -> None:
    outcome = target(ledger, indicator, text).outcome
    assert (outcome.status, outcome.reckoning) == (status, reckoning)
    assert outcome.actual is not None and outcome.actual.source.document == "2026年报告.txt"


def test_a_target_whose_year_nobody_has_told_of_is_open(ledger: Ledger) -> None:
    outcome = target(ledger, "一般公共预算收入", "3%").outcome
    assert (outcome.status, outcome.actual) == (TargetStatus.OPEN, None)
    assert outcome.reckoning == "还没有2026年的实际数"


def test_a_report_is_not_held_against_itself(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OF_2025)[0]
    assert {one.outcome.status for one in ledger.targets()} == {TargetStatus.OPEN}


# against verified figures


def with_figures(home: Path, csv: str, *texts: str) -> Ledger:
    """A ledger beside a book that holds the verified figures of a long table."""
    ledger, store, library, book = ledger_of(home, *texts)
    readings = read_tables("指标.csv", csv.encode(), catalogue=CATALOGUE)
    with store.session() as session:
        document = library.add_table_file(session, "指标.csv", csv.encode(), actor="测试").document
        book.add(session, readings, document.id, document.name, "测试", Vouching(verified_by="李慧"))
    return ledger


HEAD = "指标,口径,期间,地区,数值,单位\n"


def test_a_verified_figure_goes_before_what_a_document_states(tmp_path: Path) -> None:
    ledger = with_figures(tmp_path, HEAD + "地区生产总值,同比,2025,岚江市,5.9,%\n", OF_2025, OF_2026)
    outcome = target(ledger, "地区生产总值", "6%左右").outcome
    assert outcome.actual is not None and outcome.actual.source.cell is not None
    assert (outcome.status, outcome.reckoning) == (TargetStatus.MISSED, "实际5.9% < 目标6%，低0.1个百分点")


@pytest.mark.parametrize(
    ("value", "status", "sign"), [("1.6", TargetStatus.ON_TRACK, "≥"), ("1.4", TargetStatus.BEHIND, "≤")]
)
def test_before_the_year_is_over_an_amount_is_held_against_the_calendar(
    tmp_path: Path, value: str, status: TargetStatus, sign: str
) -> None:
    ledger = with_figures(tmp_path, HEAD + f"城镇新增就业,数量,2025H1,岚江市,{value},万人\n", OF_2025)
    outcome = target(ledger, "城镇新增就业", "3万人以上").outcome
    assert outcome.status is status
    assert "序时进度6÷12=50.0%" in outcome.reckoning and sign in outcome.reckoning


def test_before_the_year_is_over_a_rate_is_held_as_it_stands(tmp_path: Path) -> None:
    ledger = with_figures(tmp_path, HEAD + "固定资产投资,同比,2025Q1,岚江市,4.2,%\n", OF_2025)
    outcome = target(ledger, "固定资产投资", "5%以上").outcome
    assert outcome.status is TargetStatus.BEHIND
    assert outcome.reckoning == "2025年一季度：实际4.2% < 目标5%，低0.8个百分点"


def test_weights_are_compared_across_units(tmp_path: Path) -> None:
    ledger = with_figures(tmp_path, HEAD + "粮食产量,总量,2025,岚江市,14.2,亿斤\n", OF_2025)
    outcome = target(ledger, "粮食产量", "70万吨以上").outcome
    assert (outcome.status, outcome.reckoning) == (TargetStatus.MET, "实际71万吨 ≥ 目标70万吨，高1万吨")


def test_growth_in_step_with_the_economy_is_held_against_it(tmp_path: Path) -> None:
    table = HEAD + "居民人均可支配收入,同比,2025,岚江市,5.1,%\n地区生产总值,同比,2025,岚江市,5.3,%\n"
    outcome = target(with_figures(tmp_path, table, OF_2025), "居民人均可支配收入", "与经济增长同步").outcome
    assert outcome.status is TargetStatus.MISSED
    assert outcome.reckoning == "与经济增长同步：实际5.1% < 地区生产总值5.3%，低0.2个百分点"


WIDER = (
    "2025年岚江市政府工作报告\n一、2025年工作安排\n社会消费品零售总额增速高于全国平均水平，城镇调查失业率好于全国平均水平，\
进出口总额增速快于全省。"
)


@pytest.mark.parametrize(
    ("rows", "indicator", "status", "reckoning"),
    [
        (
            "社会消费品零售总额,同比,2025,岚江市,5.1,%\n社会消费品零售总额,同比,2025,全国,4.0,%\n",
            "社会消费品零售总额",
            TargetStatus.MET,
            "高于全国平均水平：实际5.1% > 全国社会消费品零售总额4%，高1.1个百分点",
        ),
        (
            "社会消费品零售总额,同比,2025H1,岚江市,3.1,%\n社会消费品零售总额,同比,2025H1,全国,4,%\n",
            "社会消费品零售总额",
            TargetStatus.BEHIND,
            "高于全国平均水平，2025年上半年：实际3.1% < 全国社会消费品零售总额4%，低0.9个百分点",
        ),
        (
            "城镇调查失业率,总量,2025,岚江市,4.9,%\n城镇调查失业率,总量,2025,全国,5.2,%\n",
            "城镇调查失业率",
            TargetStatus.MET,
            "好于全国平均水平：实际4.9% < 全国城镇调查失业率5.2%，低0.3个百分点",
        ),
        (
            "进出口总额,同比,2025,岚江市,7,%\n进出口总额,同比,2025,全省,8,%\n",
            "进出口总额",
            TargetStatus.MISSED,
            "快于全省：实际7% < 全省货物进出口总额8%，低1个百分点",
        ),
    ],
)
def test_a_target_set_against_a_wider_region_is_held_against_its_figure(
    tmp_path: Path, rows: str, indicator: str, status: TargetStatus, reckoning: str
) -> None:
    outcome = next(
        one.outcome
        for one in with_figures(tmp_path, HEAD + rows, WIDER).targets(indicator=indicator)
        if one.statement.relation
    )
    assert (outcome.status, outcome.reckoning) == (status, reckoning)


def test_without_the_wider_region_s_figure_or_of_another_thing_of_it_such_a_target_is_open(tmp_path: Path) -> None:
    rows = HEAD + "社会消费品零售总额,同比,2025,岚江市,5.1,%\n地区生产总值,同比,2025,全国,5,%\n"
    ledger = with_figures(tmp_path, rows, WIDER + "固定资产投资增速高于全国工业增速。")
    assert {one.outcome.status for one in ledger.targets() if one.statement.relation} == {TargetStatus.OPEN}


def test_a_level_is_measured_from_where_the_year_began(tmp_path: Path) -> None:
    text = "2025年岚江市政府工作报告\n一、2025年工作安排\n高新技术企业达到160家。"
    table = HEAD + "高新技术企业,数量,2024,岚江市,140,家\n高新技术企业,数量,2025H1,岚江市,148,家\n"
    outcome = with_figures(tmp_path, table, text).targets()[0].outcome
    assert outcome.status is TargetStatus.BEHIND
    assert "由上年末140家到148家，（148−140）÷（160−140）=40.0%" in outcome.reckoning


def test_a_level_without_a_beginning_is_open_until_it_is_reached(tmp_path: Path) -> None:
    text = "2025年岚江市政府工作报告\n一、2025年工作安排\n高新技术企业达到160家。"
    table = HEAD + "高新技术企业,数量,2025H1,岚江市,148,家\n"
    outcome = with_figures(tmp_path, table, text).targets()[0].outcome
    assert outcome.status is TargetStatus.OPEN and "没有上年末的数" in outcome.reckoning


def test_prices_are_to_be_kept_down_to_what_was_set(tmp_path: Path) -> None:
    text = "2025年岚江市政府工作报告\n一、2025年工作安排\n居民消费价格涨幅2%左右。"
    table = HEAD + "居民消费价格指数,同比,2025,岚江市,0.3,%\n"
    assert with_figures(tmp_path, table, text).targets()[0].outcome.status is TargetStatus.MET


def test_nearly_in_step_allows_half_a_point(tmp_path: Path) -> None:
    text = "2025年岚江市政府工作报告\n一、2025年工作安排\n居民收入增长与经济增长基本同步。"
    table = HEAD + "居民人均可支配收入,同比,2025,岚江市,5.0,%\n地区生产总值,同比,2025,岚江市,5.3,%\n"
    outcome = with_figures(tmp_path, table, text).targets()[0].outcome
    assert outcome.status is TargetStatus.MET and "算基本同步" in outcome.reckoning
