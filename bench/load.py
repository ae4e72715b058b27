"""Many sessions at one desk: what goes wrong, what gets lost, how long each interaction takes, how memory grows.

    uv run python -m bench.load [--sessions 20] [--minutes 5] [--windows 2] [--pause 1 4]

Serves the app on loopback with a workspace of its own that holds the bundled sample and a speech. First one session is
alone at the desk, as the peer; then `--sessions` are there at once, asking, verifying, drafting and writing in one
shared draft, with a person's pause between two deeds. `--windows` of them are real windows of Chromium, the others
speak to the server as a browser does: twenty browsers would measure the browsers. Every save carries words of its own;
in the end all of them are looked for in the store. Leaves with 1 where anything went wrong or got lost.
"""

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from httpx import HTTPError
from websockets.exceptions import WebSocketException

from bench.loading.client import Client, Failed
from bench.loading.measure import Log, Memory, percentile, worked
from bench.loading.people import PEOPLE, SHARED, Person
from bench.loading.windows import look_around
from bench.serving import Served, served
from corpus.model import DocumentKind
from desk import Desk, DraftRequest
from settings import read_settings

_ALONE = 60.0  # seconds that the peer has the desk for itself


@dataclass(frozen=True, slots=True)
class Run:
    """How many sessions, of them windows, for how many seconds, with which pause between two deeds."""

    sessions: int
    windows: int
    seconds: float
    pause: tuple[float, float]


def main() -> int:
    """Runs and reports."""
    run = _asked()
    with tempfile.TemporaryDirectory() as folder:
        home, printed = Path(folder) / "workspace", Path(folder) / "server.log"
        prepare(home)
        with served(home, log=printed) as app:
            alone = at_desk(app, Run(len(PEOPLE), 0, _ALONE, (0.2, 0.5)), one_by_one=True)
            memory, before = Memory(app.process), worked(app.process)
            memory.start()
            together = at_desk(app, run)
            memory.stop()
            used = worked(app.process) - before
        lost = lost_of(home, alone, together)
        raised = printed.read_text(encoding="utf-8", errors="replace").count("Traceback")
    report(run, alone, together, memory, lost, raised)
    told(used, together)
    return 1 if together.errors or lost or raised else 0


def _asked() -> Run:
    parser = argparse.ArgumentParser(prog="bench.load")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--windows", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--pause", type=float, nargs=2, default=(1.0, 4.0), metavar=("LEAST", "MOST"))
    asked = parser.parse_args()
    return Run(asked.sessions, asked.windows, asked.minutes * 60, (asked.pause[0], asked.pause[1]))


def prepare(home: Path) -> None:
    """A workspace with the sample and the draft that all share."""
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    desk.load_sample()
    past = next(one for one in desk.documents(DocumentKind.SPEECH) if one.period == "2025H1")
    draft = desk.write_draft(desk.begin_draft(DraftRequest(desk.suggested_period(), past.id)))
    assert draft.id == SHARED
    desk.close()


def at_desk(app: Served, run: Run, *, one_by_one: bool = False) -> Log:
    """Lets so many sessions work at once, or each kind of person in turn alone; what they did."""
    log, over = Log(), Event()
    workers = []
    if run.windows:
        workers.append(Thread(target=look_around, args=(app.address, run.windows, over, log, run.pause)))
    for number in range(run.sessions - run.windows):
        word, person = PEOPLE[number % len(PEOPLE)]
        name = f"{'独' if one_by_one else ''}{word}{chr(ord('A') + number)}"
        workers.append(Thread(target=_work, args=(app.address, name, person, number, over, log, run.pause)))
    if one_by_one:
        for worker in workers:
            over.clear()
            worker.start()
            over.wait(run.seconds / len(workers))
            over.set()
            worker.join()
        return log
    for worker in workers:
        worker.start()
    over.wait(run.seconds)
    over.set()
    for worker in workers:
        worker.join()
    return log


def _work(
    address: str, name: str, person: Person, seed: int, over: Event, log: Log, pause: tuple[float, float]
) -> None:
    """One session, opened anew where something in it failed."""
    chance = random.Random(seed)
    while not over.is_set():
        client = None
        try:
            client = Client(address)
            for kind, seconds in person(client, chance, log, name):
                log.took(kind, seconds)
                if over.wait(chance.uniform(*pause)):
                    break
        except (Failed, OSError, HTTPError, WebSocketException) as error:
            log.failed(name, str(error))
            over.wait(1)
        finally:
            if client is not None:
                client.close()


def lost_of(home: Path, *logs: Log) -> list[str]:
    """What the app said it had kept and the store does not hold."""
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    try:
        documents = {document.name for document in desk.documents()}
        told = {figure.source.document for figure in desk.figures()}
        keys = [section.key for section in desk.rendered(SHARED).sections]
        stands = "\n".join(desk.editing.texts.opened(SHARED, key).source for key in keys)
    finally:
        desk.close()
    saved = set().union(*(log.saved for log in logs))
    return sorted(one for one in saved if not (one in documents and one in told) and one not in stands)


def report(run: Run, alone: Log, together: Log, memory: Memory, lost: list[str], raised: int) -> None:
    """Prints what came of it."""
    print(f"{run.sessions} sessions ({run.windows} of them Chromium) for {run.seconds / 60:g} minutes")
    print(f"{'':　<8}{'n':>5} {'p50':>7} {'p95':>7}    alone {'n':>4} {'p50':>7} {'p95':>7}  (seconds)")
    for kind, times in sorted(together.times.items(), key=lambda item: -len(item[1])):
        print(f"{kind:　<8}{_row(times):>21}          {_row(alone.times.get(kind, [])):>20}")
    everything = [seconds for times in together.times.values() for seconds in times]
    if everything:
        print(
            f"all: {len(everything)}, p50 {percentile(everything, 0.5):.2f}, p95 {percentile(everything, 0.95):.2f} s"
        )
    held = [megabytes for _, megabytes in memory.samples]
    if held:
        print(f"memory: {held[0]:.0f} → {held[-1]:.0f} MB, second half {memory.slope():+.1f} MB a minute")
    print(f"saves: {len(together.saved)} kept, {len(together.conflicts)} told that another was first, {len(lost)} lost")
    print(f"errors: {len(together.errors)}, tracebacks of the server: {raised}")
    for line in [*(f"lost: {one}" for one in lost), *dict.fromkeys([*alone.errors, *together.errors])][:20]:
        print(f"  {line}")


def told(used: float, together: Log) -> None:
    """Prints what the server spent on it, which no neighbour on the machine changes."""
    number = sum(map(len, together.times.values()))
    if number:
        print(f"processor: {used:.0f} s, {used / number:.2f} s an interaction")


def _row(times: list[float]) -> str:
    return f"{len(times):>4} {percentile(times, 0.5):>7.2f} {percentile(times, 0.95):>7.2f}" if times else ""


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"({time.monotonic() - began:.0f} s)")
    sys.exit(code)
