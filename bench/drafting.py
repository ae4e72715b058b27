"""How long a speech takes to draft on the sample: from a cold start in the shell, and once more in an open process.

`uv run python -m bench.drafting` works in a temporary workspace and prints seconds, and ratios against two peers run
in turn with them, so that a slow or busy machine shows: reading last year's speech with python-docx and writing it
back, and the bare import of chromadb.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from desk import SAMPLE, Desk, DraftRequest
from figures.period import Period
from settings import read_settings

ROOT = Path(__file__).parents[1]
PERIOD = "2026H1"
LAST_YEARS = "岚江市2025年上半年经济工作讲话.docx"
TIMES = 3
COLD_GOAL, WARM_GOAL = 10.0, 3.0
COPY = "import sys, docx; docx.Document(sys.argv[1]).save(sys.argv[2])"


def seconds(deed: Callable[[], object]) -> float:
    """How long `deed` takes."""
    start = perf_counter()
    deed()
    return perf_counter() - start


def run(home: Path, *arguments: str) -> None:
    """A fresh Python process on the workspace `home`. Raises `CalledProcessError` with what it said where it fails."""
    outside = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CHROMA_URL")}
    environ = outside | {"HEGAO_HOME": str(home)}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        done.check_returncode()


def measure_cold(home: Path, folder: Path) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each cold draft and of each peer, taken in turn."""
    draft = ("cli.py", "draft", "--period", PERIOD, "--like", LAST_YEARS, "--out", str(folder / "draft.docx"))
    copy = ("-c", COPY, str(SAMPLE / LAST_YEARS), str(folder / "copy.docx"))
    turns = [
        [seconds(lambda call=call: run(home, *call)) for call in (draft, copy, ("-c", "import chromadb"))]  # type: ignore[misc]
        for _ in range(TIMES)
    ]
    cold, copied, imported = zip(*turns, strict=True)
    return list(cold), list(copied), list(imported)


def measure_warm(home: Path) -> list[float]:
    """Seconds of the drafts that follow the first one within this process."""
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    request = DraftRequest(Period.parse(PERIOD), desk.document(LAST_YEARS).id)
    try:
        taken = [seconds(lambda: desk.write_draft(desk.begin_draft(request))) for _ in range(TIMES + 1)]
    finally:
        desk.close()
    return taken[1:]


def line(what: str, taken: list[float], note: str = "") -> str:
    """One measure: the median, and every single time."""
    return f"{what:<34}{median(taken):7.2f} s   ({', '.join(f'{one:.2f}' for one in taken)}){note}"


def goal(taken: list[float], most: float) -> str:
    """Whether the median keeps below `most` seconds."""
    return f"   goal < {most:g} s: {'met' if median(taken) < most else 'MISSED'}"


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        folder = Path(temporary)
        home = folder / "workspace"
        loading = [seconds(lambda: run(home, "cli.py", "load", "--sample"))]
        print(line("load the sample, once", loading), flush=True)
        cold, copied, imported = measure_cold(home, folder)
        warm = measure_warm(home)
    print(line("draft, cold, in a new process", cold, goal(cold, COLD_GOAL)))
    print(line("draft, again in one process", warm, goal(warm, WARM_GOAL)))
    print(line("peer: copy with python-docx", copied))
    print(line("peer: import chromadb", imported))
    for name, taken in (("cold", cold), ("warm", warm)):
        for peer, theirs in (("the copy", copied), ("import chromadb", imported)):
            print(f"{name} draft / {peer}: {median(taken) / median(theirs):.1f}")


if __name__ == "__main__":
    main()
