"""Ways through the real app in a real browser: a question, a document checked, a reload while a draft is written."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from app_pages.documents.told_text import SHOWN
from bench.serving import served
from desk import SAMPLE
from tests.app.browsing import CHROMIUM, NO_BROWSER, SECOND, assert_calm, browser, window

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)


@pytest.fixture(scope="module")
def address(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the sample, one for the ways of this module."""
    home = tmp_path_factory.mktemp("journeys") / "workspace"
    shutil.copytree(sample_home, home)
    with served(home, log=home.with_name("server.log")) as app:
        yield app.address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture
def page(address: str, chromium: Browser) -> Iterator[Page]:
    made = window(chromium, address)
    yield made
    made.context.close()


def test_a_question_is_answered_its_source_opened_and_a_further_one_leans_on_it(page: Page, address: str) -> None:
    page.goto(f"{address}/ask")
    page.get_by_role("button", name=re.compile("2026年经济增长目标是多少")).click()
    answers = page.get_by_test_id("stChatMessage")
    expect(answers.nth(1)).to_contain_text("5.5%左右")
    assert_calm(page)

    page.locator("ol.places a").first.click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    shown = page.locator(f"#{SHOWN}")
    expect(shown).to_be_in_viewport()
    expect(shown).to_contain_text("地区生产总值")
    assert_calm(page)

    page.go_back()
    expect(answers.nth(1)).to_contain_text("5.5%左右")
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill("那2025年呢？")
    typed.press("Enter")
    expect(answers.nth(3)).to_contain_text("2025年地区生产总值")
    assert_calm(page)
    page.reload()
    expect(answers).to_have_count(4)


def test_a_document_is_checked_and_its_copy_says_in_word_what_is_wrong(
    page: Page, address: str, tmp_path: Path
) -> None:
    given = next((SAMPLE / "walk").glob("*.docx"))
    page.goto(f"{address}/check")
    page.locator("input[type=file]").first.set_input_files(given)
    expect(page.locator(".legend.counts")).to_contain_text(re.compile(r"不符\s*3"))
    assert_calm(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载批注稿").click()
    file = tmp_path / "commented.docx"
    download.value.save_as(file)
    commented = Document(str(file))
    said = "\n".join(comment.text for comment in commented.comments)
    for right in ("应为7.0%", "应为1.7万人", "一般公共预算收入"):
        assert right in said
    words = [paragraph.text for paragraph in commented.paragraphs]
    assert words == [paragraph.text for paragraph in Document(str(given)).paragraphs], "the text itself is untouched"


def test_a_reload_while_a_draft_is_written_loses_no_section_and_writes_none_twice(page: Page, address: str) -> None:
    page.goto(f"{address}/draft")
    page.get_by_role("button", name="起草", exact=True).click()
    expect(page.get_by_text(re.compile(r"^[3-9]/\d+"))).to_be_visible()
    page.reload()
    go_on = page.get_by_role("button", name="继续起草")
    expect(go_on).to_be_visible()
    assert_calm(page)
    expect(page.locator(".speech p").nth(3)).to_be_visible()  # what was written before stands
    standing = page.locator(".speech p").all_inner_texts()
    go_on.click()
    expect(page.get_by_text("起草完毕：数字")).to_be_visible(timeout=120 * SECOND)
    assert_calm(page)
    expect(page.locator(".speech .part, .speech .heading").nth(20)).to_be_visible()
    headings = page.locator(".speech .part, .speech .heading").all_inner_texts()
    assert len(headings) > 20 and len(headings) == len(set(headings))
    whole = page.locator(".speech p").all_inner_texts()
    assert all(line in whole for line in standing)
    assert len(whole) > len(standing)
