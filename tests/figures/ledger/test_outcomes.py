"""What became of targets, with the arithmetic shown."""

from pathlib import Path

import pytest

from figures.ledger import Ledger, Target, TargetStatus
from tests.figures.ledger.reports import OF_2025, OF_2026, ledger_of


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
