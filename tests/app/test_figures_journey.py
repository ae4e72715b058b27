"""A table corrected, in a real browser: the draft follows, and says what was and what is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.serving import served
from desk import Desk, DraftRequest
from figures.period import Period
from settings import read_settings
from tests.app.browsing import CHROMIUM, NO_BROWSER, SECOND, assert_calm, browser, window
from tests.figures.tables.sheets import xlsx

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)

TABLE = "岚江市2026年上半年主要经济指标.xlsx"


@pytest.fixture
def drafted(sample_home: Path, tmp_path: Path) -> Path:
    """A workspace with the sample and a draft of the half-year."""
    home = tmp_path / "workspace"
    shutil.copytree(sample_home, home)
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    desk.write_draft(desk.begin_draft(DraftRequest(Period.parse("2026H1"), last_year(desk))))
    desk.close()
    return home


def last_year(desk: Desk) -> int:
    return next(one.id for one in desk.documents() if one.period == "2025H1" and one.kind.value == "speech")


@pytest.fixture
def page(drafted: Path, tmp_path: Path) -> Iterator[Page]:
    with served(drafted, log=tmp_path / "server.log") as app, browser() as chromium:
        yield window(chromium, f"{app.address}/figures")


def test_a_corrected_table_is_taken_in_and_the_draft_follows(page: Page, tmp_path: Path) -> None:
    rows = [
        ["2026年上半年主要经济指标"],
        ["指标名称", "单位", "本期", "同比增长（%）"],
        ["地区生产总值", "亿元", 722.22, 6.1],
    ]
    corrected = tmp_path / TABLE
    corrected.write_bytes(xlsx(rows))
    page.locator("input[type=file]").first.set_input_files(corrected)
    expect(page.get_by_text("读出数据 2 条")).to_be_visible(timeout=60 * SECOND)
    assert_calm(page)
    page.get_by_role("textbox", name="核实人").fill("李慧")
    page.get_by_role("textbox", name="核实人").press("Enter")
    assert_calm(page)
    page.get_by_role("button", name="收下并核实").click()
    expect(page.get_by_text("已收下 1 份")).to_be_visible(timeout=60 * SECOND)
    assert_calm(page)

    page.goto(page.url.replace("/figures", "/draft?draft=1"))
    expect(page.locator(".speech").first).to_contain_text("722.22亿元", timeout=60 * SECOND)
    for words in ("711.49亿元", "722.22亿元"):  # what it was, what it is
        expect(page.locator("table.changes")).to_contain_text(words)
    assert_calm(page)
