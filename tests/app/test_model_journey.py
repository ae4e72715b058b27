"""A model at work in a real browser: its words appear as they come, a person stops it, and it goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.app.conftest import ROOT
from tests.app.test_journey import CHROMIUM, QUIET, SECOND, assert_calm, free_port, wait_until_served
from tests.drafting.workspace import loaded
from tests.drafting.writing.replies import speech_like
from tests.prompts.endpoint import MODEL, Asked, Endpoint, Say

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed")


def with_a_stray(asked: Asked) -> str:
    return f"{speech_like(asked)}\n出口额增长98.7%，势头很好，要巩固下去。"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(Say(with_a_stray, pause=0.04)) as served:
        yield served


@pytest.fixture
def page(tmp_path: Path, endpoint: Endpoint) -> Iterator[Page]:
    """The page 起草 of a small city, a model behind it."""
    loaded(tmp_path / "workspace").close()
    base = f"http://localhost:{free_port()}"
    told = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": MODEL, "HEGAO_REGION": "岚江市"}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", base.rpartition(":")[2]],
        cwd=ROOT,
        env=os.environ | told | {"HEGAO_HOME": str(tmp_path / "workspace")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_served(base, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
            window = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            window.set_default_timeout(60 * SECOND)
            window.goto(f"{base}/draft")
            yield window
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_words_come_as_they_are_written_and_a_person_may_stop_and_go_on(page: Page, endpoint: Endpoint) -> None:
    seen: list[str] = []
    page.get_by_text("由模型起草").click()
    page.get_by_label("要点").wait_for()
    page.get_by_role("button", name="起草", exact=True).click()
    stop = page.get_by_role("button", name="停下")
    stop.wait_for()
    writing = page.locator(".speech").first
    expect(writing).to_contain_text("全市上下稳扎稳打")
    for _ in range(6):
        seen.append(writing.inner_text())
        page.wait_for_timeout(250)
    assert len(set(seen)) > 1, "the section grows on the screen"
    expect(page.locator(".speech .n.figure").first).to_be_visible()
    stop.click()
    page.get_by_role("button", name="继续起草").click()
    endpoint.standing = Say(with_a_stray, piece=40)
    # What stood before the press stays on the screen until the run is over: only the whole text tells that it is.
    expect(page.get_by_text("本节尚未起草")).to_have_count(0, timeout=120 * SECOND)
    expect(page.get_by_text("本节没有写完")).to_have_count(0, timeout=120 * SECOND)
    assert_calm(page)
    expect(stop).to_have_count(0)
    expect(page.get_by_role("button", name="正式稿")).to_be_visible()
    text = page.locator(".speech").first.inner_text()
    assert "出口额增长*" in text
    assert not any("98.7" in words for words in (*seen, text)), "a number of the model's is on the screen at no time"
