"""One person's way through the real app in a real browser, from the first visit to a Word file."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from bench.serving import QUIET, free_port, served, wait_until_served
from tests.app.browsing import CHROMIUM, NO_BROWSER, SECOND, Hand, assert_calm, browser, window
from tests.app.conftest import PAGES

__all__ = ["CHROMIUM", "QUIET", "SECOND", "assert_calm", "free_port", "wait_until_served"]

MOST_CLICKS = 6

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The first page of an app on an empty workspace."""
    with served(tmp_path / "workspace", log=tmp_path / "server.log") as app, browser() as chromium:
        yield window(chromium, app.address)


def test_from_the_first_visit_to_a_word_file_in_six_clicks_and_no_typing(page: Page, tmp_path: Path) -> None:
    address = page.url
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    hand = Hand()
    hand.watch(page)

    page.get_by_role("button", name="载入示例").click()
    page.get_by_role("button", name="去起草").click(timeout=120 * SECOND)
    expect(page.get_by_role("combobox", name="期间")).to_have_value("2026年上半年")
    page.get_by_role("button", name="起草", exact=True).click()
    saved = page.get_by_role("button", name="正式稿")
    expect(saved).to_be_visible(timeout=120 * SECOND)
    expect(page.get_by_text("继续起草")).to_have_count(0)
    assert_calm(page)
    title = page.locator(".speech .title").inner_text()
    numbers = page.locator(".speech .n.figure")
    assert numbers.count() > 50
    assert "xlsx" in (numbers.first.get_attribute("title") or "")
    saved.click()
    expect(page.get_by_role("dialog", name="导出之前请确认")).to_contain_text("处待核")
    with page.expect_download() as download:
        page.get_by_role("button", name="仍要导出正式稿").click()
    assert 0 < hand.clicks <= MOST_CLICKS
    assert hand.keys == 0

    file = tmp_path / "official.docx"
    download.value.save_as(file)
    text = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    assert title.replace("\n", "") in text.replace("\n", "")
    assert numbers.first.inner_text() in text
    assert "{{" not in text

    page.reload()
    expect(page.locator(".speech .title")).to_have_text(title)
    assert_calm(page)
    for name in PAGES:
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name="核稿" if name == "首页" else name, exact=True)).to_be_visible()
        assert_calm(page)
    page.goto(address)
    expect(page.get_by_role("button", name=title)).to_be_visible()
    assert_calm(page)
    assert hosts <= {"localhost", None}, "the app asks for nothing outside this machine"
