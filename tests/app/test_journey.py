"""One person's way through the real app in a real browser, from the sample to a Word file."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from docx import Document
from playwright.sync_api import Page, expect, sync_playwright

from tests.app.conftest import PAGES, ROOT

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECOND = 1000

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The app, served on a port and a workspace of its own."""
    base = f"http://localhost:{free_port()}"
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CHROMA_URL")}
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", base.rpartition(":")[2]],
            cwd=ROOT,
            env=environ | {"HEGAO_HOME": str(tmp_path / "workspace")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_served(base, server)
            yield base
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_served(base: str, server: subprocess.Popen[bytes]) -> None:
    """Returns once the app answers; fails if it ends or stays silent."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the app ended before it answered"
        try:
            with urlopen(f"{base}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the app did not answer within a minute")


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A browser window at the app's first page, of the size of a common office screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        window = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True, locale="zh-CN")
        window.set_default_timeout(60 * SECOND)
        window.goto(address)
        yield window
        browser.close()


def assert_calm(page: Page) -> None:
    """No error, no traceback, and nothing still being worked on is on the screen."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60 * SECOND)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_from_the_sample_to_a_word_file(page: Page, address: str, tmp_path: Path) -> None:
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlparse(request.url).hostname))

    page.get_by_role("button", name="载入示例").click()
    expect(page.get_by_text("下一步")).to_be_visible(timeout=120 * SECOND)
    for name in PAGES:
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name="核稿" if name == "首页" else name, exact=True)).to_be_visible()
        assert_calm(page)
        page.screenshot(path=tmp_path / f"{name}.png")

    expect(page.get_by_role("combobox", name="期间")).to_have_value("2026年上半年")
    page.get_by_role("button", name="起草", exact=True).click()
    saved = page.get_by_role("button", name="正式稿")
    expect(saved).to_be_visible(timeout=120 * SECOND)
    expect(page.get_by_text("继续起草")).to_have_count(0)
    assert_calm(page)
    page.screenshot(path=tmp_path / "draft.png")
    title = page.locator(".speech .title").inner_text()
    numbers = page.locator(".speech .n.figure")
    assert numbers.count() > 50
    assert "xlsx" in (numbers.first.get_attribute("title") or "")

    saved.click()
    expect(page.get_by_text("还有待核之处")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="仍要导出正式稿").click()
    file = tmp_path / "official.docx"
    download.value.save_as(file)
    text = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    assert title.replace("\n", "") in text.replace("\n", "")
    assert numbers.first.inner_text() in text
    assert "{{" not in text

    page.reload()
    expect(page.locator(".speech .title")).to_have_text(title)
    assert_calm(page)
    page.get_by_role("radio").nth(4).locator("xpath=ancestor::label").click()
    expect(page.get_by_role("button", name="编辑本节")).to_be_visible()
    assert_calm(page)
    page.screenshot(path=tmp_path / "section.png")

    page.goto(address)
    expect(page.get_by_role("button", name=title)).to_be_visible()
    assert_calm(page)
    assert hosts <= {"localhost", None}, "the app asks for nothing outside this machine"
