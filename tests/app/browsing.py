"""A real browser before the real app, both started by the test that needs them and stopped by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.serving import QUIET

CHROMIUM = Path("/usr/bin/chromium")
NO_BROWSER = f"no browser: {CHROMIUM} is not installed"
SECOND = 1000
SIZE = {"width": 1366, "height": 768}

expect.set_options(timeout=60 * SECOND)  # what is waited for comes when it comes: the machine may have other work


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, asking nothing of the outside."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        try:
            yield made
        finally:
            made.close()


def window(browser: Browser, address: str) -> Page:
    """A window of the size of a common office screen, in a session of its own, at `address`."""
    made = browser.new_context(viewport=SIZE, accept_downloads=True, locale="zh-CN").new_page()  # type: ignore[arg-type]
    made.set_default_timeout(60 * SECOND)
    made.goto(address)
    return made


def assert_calm(page: Page) -> None:
    """No error, no traceback, and nothing still being worked on is on the screen."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@dataclass
class Hand:
    """What a person's hand did in a window: how often it clicked, and how often it pressed a key."""

    clicks: int = 0
    keys: int = 0

    def watch(self, page: Page) -> None:
        """Counts from now on, on every page that the window comes to."""
        page.expose_function("counted", self._count)
        page.add_init_script(
            "for (const kind of ['click', 'keydown'])"
            " addEventListener(kind, event => event.isTrusted && window.counted(kind), true)"
        )
        page.reload()

    def _count(self, kind: str) -> None:
        if kind == "click":
            self.clicks += 1
        else:
            self.keys += 1
