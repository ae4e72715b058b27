"""How the cost of an archive grows: loading, searching and adding at 1,000, 10,000 and 100,000 passages.

`uv run python -m bench.archive [SIZE…]` fills a temporary workspace for each size with synthetic reports, through the
same desk as a person's, each in a process of its own, and prints seconds, milliseconds and memory. The peers are Chroma
alone with the same vectors, and BM25 over all passages in memory, asked the same questions in the same process.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.synthetic import Reports
from desk import Desk, Progress
from retrieval.embedding import choose_embedding
from retrieval.words import Words
from settings import Settings, read_settings

SIZES = (1_000, 10_000, 100_000)
PARAGRAPHS = 240  # of a report, as the real ones have
QUESTIONS = 60
K = 8
SEARCH_GOAL, ADD_GOAL = 0.080, 5.0
_AT_ONCE = 25  # reports loaded by one call, so that their texts need not all be in memory


def seconds(deed: Callable[[], object]) -> float:
    """How long `deed` takes."""
    start = perf_counter()
    deed()
    return perf_counter() - start


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(size: int, home: Path) -> dict[str, float]:
    """All measures of one archive of about `size` passages."""
    settings = read_settings({"HEGAO_HOME": str(home)})
    reports = Reports(PARAGRAPHS)
    told: dict[str, float] = {"memory before": memory()}
    desk = Desk(settings)
    # The first report says how many passages each has.
    desk.load([reports.file(0)])
    each = len(desk.keeper.index().passages())
    count = max(1, round(size / each))
    told["load"] = seconds(lambda: _fill(desk, reports, count))
    told["passages"] = len(desk.keeper.index())
    questions = [reports.question() for _ in range(QUESTIONS)]
    told |= _asked("search", questions, lambda question: desk.search(question, K))
    place = reports.place(count // 2)
    told |= _asked("within region", questions, lambda question: desk.search(question, K, region=place))
    told["add"] = median(seconds(lambda at=at: desk.load([reports.file(count + at)])) for at in range(3))  # type: ignore[misc]
    told["memory"] = memory() - told["memory before"]
    texts = [passage.text for passage in desk.keeper.index().passages()]
    desk.close()
    told["open"] = seconds(lambda: _opened(settings))
    told["disk"] = sum(path.stat().st_size for path in settings.index.rglob("*") if path.is_file()) / 2**20
    return told | _chroma_alone(home / "peer", settings, texts, questions) | _in_memory(texts, questions)


def _fill(desk: Desk, reports: Reports, count: int) -> None:
    for at in range(1, count, _AT_ONCE):
        desk.load([reports.file(one) for one in range(at, min(count, at + _AT_ONCE))], report=_line)


def _line(step: Progress) -> None:
    if sys.stderr.isatty():
        print(f"\r[{step.done}/{step.total}] {step.what}   ", end="", file=sys.stderr)


def _asked(name: str, questions: Sequence[str], search: Callable[[str], object]) -> dict[str, float]:
    search(questions[0])
    taken = [seconds(lambda one=one: search(one)) for one in questions]  # type: ignore[misc]
    return {f"{name} p50": median(taken), f"{name} p95": quantiles(taken, n=20)[-1]}


def _opened(settings: Settings) -> None:
    desk = Desk(settings)
    desk.search("工业", 1)
    desk.close()


def _chroma_alone(folder: Path, settings: Settings, texts: Sequence[str], questions: Sequence[str]) -> dict[str, float]:
    """Chroma as a tutorial uses it: a collection with its defaults, a query for each question."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    embedding = choose_embedding(settings)
    client = chromadb.PersistentClient(folder, settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.create_collection("peer", embedding_function=None)

    def fill() -> None:
        for at in range(0, len(texts), 1000):
            some = list(texts[at : at + 1000])
            keys = [str(at + one) for one in range(len(some))]
            collection.add(ids=keys, documents=some, embeddings=embedding.embed(some))

    told = {"chroma load": seconds(fill)}
    told |= _asked("chroma", questions, lambda one: collection.query(query_embeddings=embedding.embed([one])))
    return told


def _in_memory(texts: Sequence[str], questions: Sequence[str]) -> dict[str, float]:
    """Okapi BM25 over lists in memory, with the same words."""
    words = Words()
    held = _Okapi(words.cut(text) for text in texts)
    return _asked("bm25", questions, lambda one: held.search(words.cut(one), K))


class _Okapi:
    def __init__(self, texts: Iterable[Sequence[str]]):
        self._where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for at, text in enumerate(texts):
            self._lengths.append(len(text))
            for word, often in Counter(text).items():
                self._where[word].append((at, often))
        self._mean = sum(self._lengths) / len(self._lengths)

    def search(self, words: Sequence[str], k: int) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in set(words):
            there = self._where.get(word, [])
            weight = math.log(1 + (len(self._lengths) - len(there) + 0.5) / (len(there) + 0.5))
            for at, often in there:
                scores[at] += weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * self._lengths[at] / self._mean))
        return nlargest(k, scores, key=scores.__getitem__)


def print_table(all_told: Sequence[dict[str, float]]) -> None:
    """One column a size."""
    rows: list[tuple[str, Callable[[dict[str, float]], str]]] = [
        ("passages", lambda told: f"{told['passages']:,.0f}"),
        ("load and index, s", lambda told: f"{told['load']:.1f}"),
        ("  ms a passage", lambda told: f"{1000 * told['load'] / told['passages']:.2f}"),
        ("  peer: Chroma alone, ms a passage", lambda told: f"{1000 * told['chroma load'] / told['passages']:.2f}"),
        ("search p50, ms", lambda told: f"{1000 * told['search p50']:.1f}{_goal(told['search p50'], SEARCH_GOAL)}"),
        ("search p95, ms", lambda told: f"{1000 * told['search p95']:.1f}"),
        ("within a region p50, ms", lambda told: f"{1000 * told['within region p50']:.1f}"),
        ("  peer: Chroma alone p50, ms", lambda told: f"{1000 * told['chroma p50']:.1f}"),
        ("  peer: BM25 in memory p50, ms", lambda told: f"{1000 * told['bm25 p50']:.1f}"),
        ("  search / Chroma alone", lambda told: f"{told['search p50'] / told['chroma p50']:.1f}"),
        ("  search / BM25 in memory", lambda told: f"{told['search p50'] / told['bm25 p50']:.1f}"),
        ("add one report, s", lambda told: f"{told['add']:.2f}{_goal(told['add'], ADD_GOAL)}"),
        ("open and first search, s", lambda told: f"{told['open']:.2f}"),
        ("memory over an empty process, MB", lambda told: f"{told['memory']:.0f}"),
        ("index on disk, MB", lambda told: f"{told['disk']:.0f}"),
    ]
    for name, value in rows:
        print(f"{name:<38}" + "".join(f"{value(told):>18}" for told in all_told))


def _goal(taken: float, most: float) -> str:
    return "" if taken < most else " MISSED"


def main() -> None:
    """Measures each size in a process of its own, and prints."""
    parser = argparse.ArgumentParser(prog="bench.archive")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="SIZE")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        with tempfile.TemporaryDirectory(prefix="hegao-bench-") as folder:
            print(json.dumps(measured(asked.one, Path(folder) / "workspace")))
        return
    outside = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CHROMA_URL")}
    told = []
    for size in asked.sizes:
        command = [sys.executable, "-m", "bench.archive", "--one", str(size)]
        done = subprocess.run(command, env=outside, stdout=subprocess.PIPE, text=True, check=True)
        told.append(json.loads(done.stdout))
    print_table(told)


if __name__ == "__main__":
    main()
