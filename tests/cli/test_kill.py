"""Killed at any moment and run again, the shell ends where it would have ended undisturbed."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.model import DocumentKind
from desk import Desk
from retrieval.embedding import HashingEmbedding
from retrieval.opening import open_index
from settings import read_settings
from tests.cli.conftest import FEW, SAMPLE, Run

ROOT = SAMPLE.parents[1]
LOAD = ("load", *FEW, "--verified-by", "张三", "--json")
DRAFT = ("draft", "--period", "2026H1", "--json")


def _heed_interrupts() -> None:
    """A shell's background job ignores interrupts and bequeaths that: a person's foreground command does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stopped(arguments: Sequence[object], *, after: int, wait: float, by: signal.Signals = signal.SIGKILL) -> list[str]:
    """What a command had said when it was stopped, `wait` seconds after its line of progress number `after`."""
    command = [sys.executable, "cli.py", *map(str, arguments)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts if os.name == "posix" else None,
    ) as process:
        assert process.stderr is not None
        told = [process.stderr.readline() for _ in range(after)]
        time.sleep(wait)
        process.send_signal(by)
        told += process.stderr.readlines()
    assert process.returncode in (-by, 0, 130), told
    return told


def figures_of(desk: Desk) -> dict[str, int]:
    """How many figures each table tells."""
    return {doc.name: len(desk.figures(document=doc.name)) for doc in desk.documents(DocumentKind.TABLE)}


@contextmanager
def opened(home: Path) -> Iterator[Desk]:
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    try:
        yield desk
    finally:
        desk.close()


def check_whole(desk: Desk, whole: dict[str, int], confirmed: int) -> None:
    """Every document of the library is whole, verified as was asked, and the first `confirmed` files are all there."""
    documents = desk.documents()
    assert {path.name for path in FEW[:confirmed]} <= {document.name for document in documents}
    for document in documents:
        name, data = desk.original(document.id)
        assert data == (SAMPLE / name).read_bytes()
        assert document.kind is DocumentKind.TABLE or desk.speech(document.id).parts
    assert figures_of(desk).items() <= whole.items()
    assert {figure.verified_by for figure in desk.figures()} <= {"张三"}


def test_a_load_that_is_killed_goes_on_where_it_was(home: Path, few_home: Path, run: Run) -> None:
    chance = random.Random(20260718)
    with opened(few_home) as desk:
        whole = figures_of(desk)
    for after in (chance.randint(1, 2), chance.randint(3, len(FEW)), len(FEW) + 1):
        told = stopped(LOAD, after=after, wait=chance.uniform(0, 0.8))
        with opened(home) as desk:
            # A file is settled once the next one is named.
            check_whole(desk, whole, confirmed=max(0, len(told) - 1))
    done = run(*LOAD)
    assert done.code == 0
    assert len(done.json["loaded"]) + len(done.json["skipped"]) == len(FEW)
    with opened(home) as desk:
        check_whole(desk, whole, confirmed=len(FEW))
        assert figures_of(desk) == whole
        speeches = {document.id for document in desk.documents(DocumentKind.SPEECH)}
    with open_index(read_settings(), HashingEmbedding()) as index:
        assert index.document_ids() == speeches
    assert run("search", "稳投资、抓项目", "--json").json


def test_a_draft_that_is_killed_is_taken_up_again_and_complete(home: Path, few_home: Path, run: Run) -> None:
    chance = random.Random(20260718)
    shutil.copytree(few_home, home)
    for after in sorted(chance.sample(range(1, 16), 2)):
        stopped(DRAFT, after=after, wait=chance.uniform(0, 0.1))
    resumed, undisturbed = run(*DRAFT).json, run(*DRAFT).json
    assert (resumed["draft"], undisturbed["draft"]) == (1, 2)
    assert resumed["complete"]
    assert {**resumed, "draft": 2} == undisturbed


@pytest.mark.skipif(os.name != "posix", reason="interrupts are signals on POSIX only")
def test_an_interrupt_is_told_in_one_line(home: Path, few_home: Path) -> None:
    shutil.copytree(few_home, home)
    told = stopped(DRAFT, after=3, wait=0, by=signal.SIGINT)
    assert "重新运行同一条命令" in told[-1]
    assert not any("Traceback" in line for line in told)
