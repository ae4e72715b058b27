"""Makes the pictures of the user's guide from the running app, so that they stay true.

    uv run python -m bench.pictures

Starts the app on loopback with a workspace of its own that holds the bundled sample, walks its pages in Chromium at
two widths, sets the exported speech with LibreOffice, and writes everything to `docs/pictures/`. Needs chromium,
soffice and pdftoppm.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, expect, sync_playwright

from corpus.model import DocumentKind
from desk import Desk, DraftRequest
from export.options import Options
from settings import read_settings

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"": (1366, 768), "-wide": (1920, 1080)}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGES = {
    "home": "/",
    "library": "/library",
    "figures": "/figures?view=list",
    "draft": "/draft?draft=1",
    "ask": "/ask",
    "ledger": "/ledger",
    "check": "/check",
    "returned": "/returned",
    "versions": "/versions",
    "settings": "/settings",
    "health": "/health",
}
QUESTION = "2026年规上工业增加值的目标是多少？"


def main() -> None:
    """Makes every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        speech = sampled(home)
        word_pages(speech, Path(folder))
        with served(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            for suffix, (width, height) in WIDTHS.items():
                page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
                page.set_default_timeout(60_000)
                for name, path in PAGES.items():
                    page.goto(address + path)
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


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The app on a free port of loopback, stopped in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = {**os.environ, "HEGAO_HOME": str(home)}
    app = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        wait(address)
        yield address
    finally:
        app.terminate()
        app.wait(timeout=20)


def wait(address: str) -> None:
    """Returns once the app answers."""
    for _ in range(240):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.25)
    raise SystemExit("the app did not answer within a minute")


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
