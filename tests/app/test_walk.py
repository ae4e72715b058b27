"""The walk of the first hour: each step is ticked off by what was really done, and leads to where it is done."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.sample.source.build import CORRECTED
from desk import Desk, Step
from drafting.check.model import Verdict
from settings import read_settings
from tests.app.conftest import assert_calm, go_to, press


def steps(app: AppTest) -> str:
    """How far the walk is, as the page tells it; "" where there is none."""
    return next((said.value for said in app.markdown if "第一个小时" in said.value), "")


def offered(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def test_an_empty_desk_has_no_walk(app: AppTest) -> None:
    assert steps(app) == ""


def test_each_step_leads_to_the_next_until_all_are_done(sample: AppTest) -> None:
    app = sample
    assert "已做 0 / 6" in steps(app)
    assert {"去起草", "收下更正表", "去提问", "核对示例文稿"} <= offered(app)

    press(app, "去起草")
    assert app.title[0].value == "起草"
    press(app, "起草", timeout=180)
    go_to(app, "首页")
    assert "已做 1 / 6" in steps(app)

    press(app, "收下更正表")
    assert_calm(app)
    assert "已做 2 / 6" in steps(app)
    changed = next(metric for metric in app.metric if metric.label == "数据有变化")
    assert int(changed.value) >= 5, "the draft follows the corrected table"

    app.query_params.clear()
    press(app, "核对示例文稿")
    assert app.title[0].value == "核稿"
    assert_calm(app)
    go_to(app, "首页")
    assert "已做 3 / 6" in steps(app)

    press(app, "去提问")
    assert app.title[0].value == "问答"
    go_to(app, "问答")  # AppTest itself does not follow a page that switches to another
    app.chat_input[0].set_value("岚江市2026年经济增长目标是多少？").run()
    app.query_params.clear()
    go_to(app, "首页")
    assert "已做 4 / 6" in steps(app)
    assert {"查看变化", "去导出"} <= offered(app)


def test_it_can_be_put_away_for_good(sample: AppTest, home: Path) -> None:
    press(sample, "收起引导")
    assert_calm(sample)
    assert steps(sample) == ""
    again = go_to(go_to(sample, "数据"), "首页")
    assert steps(again) == ""


@pytest.fixture
def desk(sample: AppTest, home: Path) -> Desk:
    """The desk behind the page."""
    return Desk(read_settings({"HEGAO_HOME": str(home)}))


def test_the_bundled_document_has_the_mistakes_that_are_to_be_found(desk: Desk) -> None:
    report = desk.checker.check(*desk.walk.document_to_check())
    wrong = [number.text for number in report.numbers if number.verdict is Verdict.MISMATCH]
    assert wrong == ["7.6%", "4.3%", "17.0万人"]
    assert [finding.instead for finding in report.findings] == ["一般公共预算收入"]
    assert sum(number.verdict is Verdict.MATCH for number in report.numbers) >= 10
    desk.close()


def test_the_bundled_correction_replaces_figures_and_contradicts_none(desk: Desk) -> None:
    before = len(desk.figures())
    report = desk.load_correction()
    assert report.conflicts == () and report.loaded[0].problems == ()
    assert len(desk.figures()) == before
    assert desk.walk.corrected_table()[0].startswith(f"岚江市{CORRECTED[:4]}年上半年")
    assert {one.step for one in desk.walk.steps() if one.done} == {Step.CORRECT}
    desk.close()
