"""Real windows of Chromium among the sessions: what a person sees, measured in the browser itself."""

import random
import time
from threading import Event

from playwright.sync_api import Page, expect, sync_playwright

from bench.loading.measure import Log
from bench.serving import CHROMIUM, QUIET

_PAGES = ("", "ask", "figures?view=list", "draft?draft=1", "ledger", "library")
_PATIENCE = 180_000


def look_around(address: str, windows: int, over: Event, log: Log, pause: tuple[float, float]) -> None:
    """Opens so many windows and walks their pages by turns until it is `over`."""
    chance = random.Random(windows)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        pages = [browser.new_context(locale="zh-CN").new_page() for _ in range(windows)]
        while not over.is_set():
            for page in pages:
                path = chance.choice(_PAGES)
                try:
                    log.took("浏览器打开一页", _opened(page, f"{address}/{path}"))
                except Exception as error:  # a bench goes on and tells
                    log.failed("浏览器", f"/{path} {str(error).splitlines()[0]}")
                over.wait(chance.uniform(*pause))
        browser.close()


def _opened(page: Page, address: str) -> float:
    begun = time.monotonic()
    page.goto(address, timeout=_PATIENCE)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=_PATIENCE)
    took = time.monotonic() - begun
    for kind in ("stAlertContentError", "stException"):
        expect(page.get_by_test_id(kind)).to_have_count(0, timeout=1000)
    return took
