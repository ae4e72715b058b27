"""Makes the pictures of the user's guide from the running app, so that they stay true.

    uv run python -m bench.pictures

Starts the app on loopback with a workspace of its own that holds the bundled sample, walks its pages in Chromium at
two widths, sets the exported speech with LibreOffice, and writes everything to `docs/pictures/`. Needs chromium,
soffice and pdftoppm.
"""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.serving import CHROMIUM, QUIET, ROOT, served
from corpus.model import DocumentKind
from desk import Desk, DraftRequest
from export.options import Options
from settings import read_settings

PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"": (1366, 768), "-wide": (1920, 1080)}
PAGES = {
    "home": "/",
    "library": "/library",
    "figures": "/figures?view=list",
    "draft": "/draft?draft=1",
    "ask": "/ask",
    "ledger": "/ledger",
    "check": "/check?sample=1",
    "returned": "/returned",
    "versions": "/versions",
    "settings": "/settings",
    "health": "/health",
    "reader": "/reader",
    "finishing": "/finishing",
    "audit": "/audit",
}
QUESTION = "2026年规上工业增加值的目标是多少？"


def main() -> None:
    """Makes every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        speech = sampled(home)
        word_pages(speech, Path(folder))
        with served(home) as app, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for suffix, (width, height) in WIDTHS.items():
                page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
                page.set_default_timeout(60_000)
                for name, path in PAGES.items():
                    page.goto(app.address + path)
                    settled(page)
                    acted(page, name)
                    page.screenshot(path=PICTURES / f"{name}{suffix}.jpg", type="jpeg", quality=80)
                page.close()
            browser.close()
    print(f"{len(list(PICTURES.iterdir()))} pictures in {PICTURES.relative_to(ROOT)}")


def sampled(home: Path) -> bytes:
    """A workspace with the sample and a draft; the bytes of its official copy."""
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    desk.load_sample()
    model = next(
        document
        for document in desk.documents()
        if document.period == "2025H1" and document.kind is DocumentKind.SPEECH
    )
    draft = desk.write_draft(desk.begin_draft(DraftRequest(desk.suggested_period(), model.id)))
    speech = desk.exchange.official(draft.id, Options(), actor="示例")[1]
    desk.close()
    return speech


def word_pages(speech: bytes, folder: Path) -> None:
    """The first pages of the official copy, as LibreOffice sets them."""
    source = folder / "speech.docx"
    source.write_bytes(speech)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    cut = ["pdftoppm", "-r", "60", "-l", "3", "-jpeg", str(source.with_suffix(".pdf")), str(PICTURES / "word")]
    subprocess.run(cut, check=True, timeout=60)


def settled(page: Page) -> None:
    """Waits until nothing is being worked on."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=90_000)
    page.wait_for_timeout(700)


def acted(page: Page, name: str) -> None:
    """What is done on a page before its picture is taken."""
    if name == "ask":
        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        settled(page)
    elif name == "draft":
        page.locator(".contents button").nth(4).click()
        settled(page)


if __name__ == "__main__":
    main()
