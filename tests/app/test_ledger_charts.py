"""The ledger's charts and rows as values."""

from decimal import Decimal
from pathlib import Path

import pytest

from app_pages.targets.charts import counts_html, progress_chart, rates_chart, years_chart
from app_pages.targets.rows import reader_link, target_rows, value_text
from figures.ledger import Actual, Outcome, Target, TargetStatus
from figures.ledger.statement import Statement
from figures.period import Period
from figures.quantity import Quantity
from tests.figures.ledger.reports import OF_2025, OF_2026, ledger_of


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> list[Target]:
    return ledger_of(tmp_path_factory.mktemp("ledger"), OF_2025, OF_2026)[0].targets(year=2025)


def named(targets: list[Target], text: str) -> Target:
    return next(target for target in targets if target.statement.text == text)


def test_an_amount_is_drawn_against_the_calendar(targets: list[Target]) -> None:
    jobs = named(targets, "3万人以上")
    half = Actual(Quantity.exact(Decimal("1.7"), "万人"), Period(2025, 1, 6), statement=jobs.statement)
    under_way = Target(jobs.statement, Outcome(TargetStatus.ON_TRACK, half, "算式", 56.7, 50.0))
    chart = progress_chart([under_way, named(targets, "6%左右")])
    assert chart is not None
    assert [(row["目标项"], row["完成"], row["序时"], row["状态"]) for row in chart.rows] == [
        ("2025年 城镇新增就业", 56.7, 50.0, "进度正常")
    ]


def test_rates_are_drawn_with_what_was_set_and_what_was_reached(targets: list[Target]) -> None:
    chart = rates_chart(targets)
    assert chart is not None
    drawn = {row["目标项"]: (row["定"], row["达"]) for row in chart.rows}
    assert drawn["2025年 固定资产投资"] == (5.0, 3.4)
    assert drawn["2025年 地区生产总值（力争）"] == (7.0, 6.2)


def test_a_chart_of_nothing_is_none(targets: list[Target]) -> None:
    told_without_number = [named(targets, "与经济增长同步")]
    assert progress_chart(told_without_number) is None
    assert rates_chart(told_without_number) is None
    assert years_chart([], [], "%") is None


def test_a_series_holds_what_was_reached_and_what_was_set(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OF_2025, OF_2026)[0]
    growth = named(ledger.targets(year=2025), "6%左右").statement
    chart = years_chart(*ledger.series(growth.indicator, growth.measure, growth.region), "%")
    assert chart is not None
    assert [(row["年份"], row["类型"], row["写作"]) for row in chart.rows] == [
        ("2024", "实际", "5.6%"),
        ("2025", "实际", "6.2%"),
        ("2025", "目标", "6%左右"),
        ("2025", "目标", "7%"),
        ("2026", "目标", "5.8%左右"),
    ]


def test_the_line_above_the_list_counts_every_target_once(targets: list[Target]) -> None:
    html = counts_html(targets)
    assert f"目标 {len(targets)}" in html
    assert html.count('class="dot"') == len(TargetStatus)


def test_a_row_tells_its_sign_its_tier_and_its_place(targets: list[Target]) -> None:
    energy: Statement = named(targets, "2.5%以上").statement
    assert value_text(energy) == "−2.5%以上"
    assert reader_link(energy).startswith(f"/reader?document={energy.document_id}&start={energy.span.start}")
    assert "7%（力争）" in target_rows(targets)["目标"]
