"""How well and how fast numbers are understood: `uv run --group bench python -m bench.recognition [--list]`.

Score: the masks of the seed speech and the core figures of the labelled reports, each field, as `score.py` counts them,
with every miss. Coverage: on all real reports, whether every number has its row (`bench.coverage`, a scan that shares
no code with `figures/`). Speed: the seed speech warm, growth to five million characters with the memory it takes, and
in the same run two peers: a plain pattern for numbers with units, and jionlp, which extracts amounts and times.

Reads `../shared`; without it there is nothing to measure. `--list` prints every number that no row covers.
"""

import json
import logging
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.coverage import Coverage
from figures.catalogue import load_catalogue
from figures.finder import Finder
from figures.recognition import Recogniser

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "speech_2021_masked.txt"
CORPUS = SHARED / "corpus"
ROOMS = ("prov_2025", "prov_2026", "state_council", "bulletin", "midyear")
WARM_GOAL, MEMORY_GOAL = 0.150, 1024
SIZES = (500_000, 1_000_000, 2_500_000, 5_000_000)
PLAIN = re.compile(
    r"[0-9０-９]+(?:[.．][0-9０-９]+)?(?:%|％|‰|个百分点|(?:[百千]?[万亿])?(?:元|吨|人次|人|户|家|个|项|件|亩|公里|斤|位|千瓦时)?)"
    r"|[一二三四五六七八九十百千万亿两]+(?:成|倍|个百分点|%|亿元|万元)|百分之[一二三四五六七八九十百点]+"
)


def score(*arguments: str | Path) -> None:
    """Prints what the labels' own script says."""
    done = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), *map(str, arguments)], capture_output=True, text=True
    )
    print((done.stdout or done.stderr).rstrip())


def slots(*arguments: str | Path) -> str:
    """What the shell's `slots` prints."""
    call = [sys.executable, "cli.py", "slots", *map(str, arguments), "--json"]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def texts() -> list[Path]:
    """Every real report, in order."""
    return [path for room in ROOMS for path in sorted((CORPUS / room).glob("*.txt"))]


def scores(folder: Path) -> None:
    """Scores the seed and the labelled reports; leaves the rows of every report in `folder`."""
    seed = folder / "seed.json"
    seed.write_text(slots(SEED), "utf-8")
    print("== the seed speech, masks of its first part")
    score("slots", SHARED / "seed" / "slots_part1.jsonl", seed)
    rows = folder / "rows"
    slots(*texts(), "--out-dir", rows)
    for kind in ("targets", "actuals"):
        print(f"== reports of 16 provinces, core {kind}")
        score("figures", SHARED / "gold" / f"dev_{kind}.jsonl", rows, CORPUS)


def coverage(rows: Path, *, every_gap: bool) -> None:
    """Prints which share of all numbers a row covers, room by room."""
    print("== coverage: numbers sought, covered by a row, only looking like one, in no class")
    whole = Coverage()
    for room in ROOMS:
        part = Coverage()
        for path in sorted((CORPUS / room).glob("*.txt")):
            text = path.open(encoding="utf-8", newline="").read()
            spans = [(row["start"], row["end"]) for row in json.loads((rows / f"{path.stem}.json").read_text("utf-8"))]
            part.take(text, spans, path.stem)
            whole.take(text, spans, path.stem)
        _tell(room, part)
    _tell("all", whole)
    for kind, count in whole.classes.most_common():
        print(f"  {count:>6}  {kind}")
    if every_gap:
        print(*whole.gaps, sep="\n")


def _tell(room: str, part: Coverage) -> None:
    others, gaps = sum(part.classes.values()), len(part.gaps)
    print(f"{room:<14}{part.sought:>7}{part.covered:>7}{others:>7}{gaps:>5}   {part.rate:.2%}")


def seconds(deed: Callable[[], object], times: int) -> list[float]:
    """How long `deed` takes, each time."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        deed()
        taken.append(perf_counter() - start)
    return taken


def peer() -> Callable[[str], object] | None:
    """jionlp's extraction of amounts and times; None, with a word, where it is not installed."""
    try:
        with redirect_stdout(StringIO()):
            import jionlp  # type: ignore[import-not-found,import-untyped,unused-ignore]
        logging.disable(logging.CRITICAL)  # it logs a traceback for every time it cannot place
    except ImportError:
        print("jionlp is not installed: run with `uv run --group bench` to compare with it")
        return None
    return lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text))


def speed() -> None:
    """Prints the time of the seed speech, and those of a real report beside the peers'; then the growth."""
    recogniser = Recogniser(Finder(load_catalogue()))
    seed, report = SEED.read_text("utf-8"), texts()[0].read_text("utf-8")
    recogniser.recognise(seed)
    own = seconds(lambda: recogniser.recognise(seed), 9)
    met = "met" if min(own) < WARM_GOAL else "MISSED"
    print("== speed")
    print(
        f"the seed speech, warm   best {min(own) * 1e3:6.1f} ms, median {median(own) * 1e3:6.1f} ms  (< 150 ms: {met})"
    )
    recogniser.recognise(report)
    own = seconds(lambda: recogniser.recognise(report), 5)
    print(f"a real report           best {min(own) * 1e3:6.1f} ms for {len(report)} characters")
    plain = seconds(lambda: [found.span() for found in PLAIN.finditer(report)], 9)
    print(f"peer: a plain pattern   best {min(plain) * 1e3:6.1f} ms; ours takes {min(own) / min(plain):.0f} times it")
    other = peer()
    if other is not None:
        other(report)
        theirs = seconds(lambda: other(report), 3)
        print(
            f"peer: jionlp            best {min(theirs) * 1e3:6.1f} ms; ours takes {min(own) / min(theirs):.2f} of it"
        )
    grow()


def grow() -> None:
    """Prints the time for each size, in a process of its own so that memory is its own too."""
    for size in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "bench.recognition", "--one", str(size)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        print(done.stdout.rstrip())


def one(size: int) -> None:
    """Recognises a text of `size` characters out of the real reports, and says what it took."""
    text = "\n".join(path.read_text("utf-8") for path in texts())
    text = (text * (size // len(text) + 1))[:size]
    recogniser = Recogniser(Finder(load_catalogue()))
    taken = seconds(lambda: len(recogniser.recognise(text)), 1)[0]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    met = "met" if memory < MEMORY_GOAL else "MISSED"
    print(f"{size:>9} characters {taken:7.1f} s  {taken / size * 1e6:5.1f} µs each  {memory:>5} MB (< 1 GB: {met})")


def main(arguments: list[str]) -> int:
    """Measures and prints."""
    if arguments[:1] == ["--one"]:
        one(int(arguments[1]))
        return 0
    if not SHARED.is_dir():
        print("nothing to measure: ../shared is not there")
        return 2
    with tempfile.TemporaryDirectory(prefix="hegao-bench-") as temporary:
        folder = Path(temporary)
        scores(folder)
        coverage(folder / "rows", every_gap="--list" in arguments)
    speed()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
