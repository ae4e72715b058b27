"""What the desk adds to a model's own time, and how soon its first words are on the screen.

`uv run python -m bench.writing` serves a model on loopback that speaks as fast as a quick hosted one, lets the desk
draft the whole sample speech with it, and has the bare `openai` client stream the same replies to the same prompts in
the same run. Then it opens the app in Chromium and times each section's first words from the server to the page.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import openai
from playwright.sync_api import sync_playwright

from desk import Desk, DraftRequest
from drafting.model import Standing
from figures.period import Period
from settings import read_settings
from tests.prompts.endpoint import MODEL, Asked, Endpoint, Say

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
PERIOD, LAST_YEARS = "2026H1", "岚江市2025年上半年经济工作讲话.docx"
PIECE, PAUSE = 2, 0.01  # a hundred tokens a second, two characters each
OVERHEAD_GOAL, FIRST_GOAL = 10.0, 100.0
_SLOT = re.compile(r"^(\{\{[^|]+\|同比\}\})　([^，]*?)同比，", re.MULTILINE)
_OPENINGS = [
    "春风化雨",
    "夏耘不辍",
    "秋实满仓",
    "冬藏有备",
    "山高水长",
    "海纳百川",
    "云开日出",
    "星汉灿烂",
    "龙腾虎跃",
    "松柏常青",
]
_WATCH = """() => {
  window.seen = {}; const words = %s;
  const look = () => { const text = document.body.textContent;
    for (const word of words) if (!(word in window.seen) && text.includes(word)) window.seen[word] = Date.now(); };
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""


def speech(asked: Asked) -> str:
    """A section of some three hundred characters with up to six slots, each behind its own indicator."""
    slots = [(slot, name) for slot, name in _SLOT.findall(str(asked["messages"][-1]["content"])) if "{" not in name][:6]
    told = "，".join(f"{name}{slot}" for slot, name in slots) or "发展态势稳中向好"
    return (
        f"**坚持稳字当头。**全市上下按照市委部署，紧盯目标、压实责任，{told}，质量效益同步改善。\n"
        "**坚持干字为先。**聚焦重点领域和关键环节，逐行业调度、逐企业帮扶、逐项目推进，形成更多实物工作量。"
        "要坚持问题导向，盯住薄弱环节，拿出务实举措，推动各项工作往前赶、往实里做。\n"
        "**坚持民生为本。**把群众的关切放在心上，把该办的实事办好，让发展成果更多更公平惠及群众。"
    )


def overhead(home: Path) -> tuple[list[float], list[float], int]:
    """Seconds of the whole speech by the desk, a section at a time, and by the bare client; and the tokens."""
    with Endpoint(Say(speech, piece=PIECE, pause=PAUSE)) as endpoint:
        desk = Desk(endpoint.settings(HEGAO_HOME=str(home)))
        # The reuse writer first: what a process reads once is not the model's.
        speeches = desk.document(LAST_YEARS).id
        desk.write_draft(desk.begin_draft(DraftRequest(Period.parse(PERIOD), speeches)))
        desk.model.get()
        draft = desk.begin_draft(DraftRequest(Period.parse(PERIOD), speeches, writer="model"))
        began = time.perf_counter()
        desk.write_draft(draft, at_once=1)
        whole = time.perf_counter() - began
        records = desk.writing.records(draft)
        desk.close()
        assert all(record.state is Standing.WRITTEN for record in records.values())
        print(f"sections that the guard sent back: {sum(record.mends > 0 for record in records.values())}")
        client = openai.OpenAI(
            base_url=endpoint.url, api_key="x", http_client=openai.DefaultHttpxClient(trust_env=False)
        )
        asked = list(endpoint.requests)
        began = time.perf_counter()
        for one in asked:
            stream = client.chat.completions.create(
                model=MODEL, messages=one["messages"], stream=True, stream_options={"include_usage": True}
            )
            sum(len(piece.choices[0].delta.content or "") for piece in stream if piece.choices)
        bare = time.perf_counter() - began
        client.close()
        tokens = sum(len(speech(one)) // PIECE for one in asked)
        return [whole], [bare], tokens


def first_words(home: Path) -> list[float]:
    """Milliseconds from the server's first piece to its words on the page, for each section that was seen."""
    openings = iter(_OPENINGS * 4)

    def told(asked: Asked) -> str:
        return f"{next(openings)}，{speech(asked)}"

    with Endpoint(Say(told, piece=5, pause=0.03)) as endpoint, app(home, endpoint) as base, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(f"{base}/draft")
        page.get_by_text("由模型起草").click(timeout=60_000)
        page.get_by_label("要点").wait_for()
        page.evaluate(_WATCH % _OPENINGS)
        page.get_by_role("button", name="起草", exact=True).click()
        page.wait_for_function(f"() => Object.keys(window.seen).length >= {len(_OPENINGS)}", timeout=300_000)
        seen = page.evaluate("() => window.seen")
        browser.close()
        sent: dict[str, float] = {}
        for when, words in endpoint.first_words:
            sent.setdefault(words[:4], when)
        return [seen[word] - 1000 * sent[word] for word in _OPENINGS]


@contextmanager
def app(home: Path, endpoint: Endpoint) -> Iterator[str]:
    """The app on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        base = f"http://localhost:{probe.getsockname()[1]}"
    environ = os.environ | {
        "HEGAO_HOME": str(home),
        "OPENAI_BASE_URL": endpoint.url,
        "OPENAI_API_KEY": "x",
        "HEGAO_MODEL": MODEL,
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", base.rpartition(":")[2]],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            try:
                urlopen(f"{base}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.5)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        home = Path(temporary) / "workspace"
        desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
        desk.load_sample()
        desk.close()
        shown = Path(temporary) / "shown"
        shutil.copytree(home, shown)
        whole, bare, tokens = overhead(home)
        share = 100 * (median(whole) / median(bare) - 1)
        print(f"{tokens} tokens at {1 / PAUSE:.0f} a second")
        print(f"bare openai stream   {median(bare):7.2f} s")
        print(
            f"the desk             {median(whole):7.2f} s   {share:+.1f} %   {verdict(share, OVERHEAD_GOAL)}",
            flush=True,
        )
        waits = first_words(shown)
        told = ", ".join(f"{wait:.0f}" for wait in waits)
        print(f"first words on the screen: median {median(waits):.0f} ms, most {max(waits):.0f} ms ({told})")
        print(f"   {verdict(median(waits), FIRST_GOAL)}")


def verdict(measured: float, most: float) -> str:
    """Whether what was measured keeps below `most`."""
    return f"goal < {most:g}: {'met' if measured < most else 'MISSED'}"


if __name__ == "__main__":
    main()
