"""One process at a time owns the embedded index."""

import subprocess
import sys
from pathlib import Path

import pytest

from errors import WorkspaceBusy
from retrieval.vectors.lock import IndexLock

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, pathlib
from retrieval.vectors.lock import IndexLock
lock = IndexLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock of `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_process_is_told_who_holds_it_and_how_to_share(tmp_path: Path) -> None:
    other = hold(tmp_path / "index")
    try:
        with pytest.raises(WorkspaceBusy) as refusal:
            IndexLock(tmp_path / "index")
    finally:
        stop(other)
    sentence = refusal.value.sentence
    assert f"进程 {other.pid}" in sentence
    assert f"chroma run --path {tmp_path / 'index'}" in sentence
    assert "CHROMA_URL" in sentence


def test_a_killed_process_leaves_it_free(tmp_path: Path) -> None:
    stop(hold(tmp_path / "index"))
    IndexLock(tmp_path / "index").release()


def test_the_same_process_cannot_take_it_twice(tmp_path: Path) -> None:
    with IndexLock(tmp_path / "index"), pytest.raises(WorkspaceBusy):
        IndexLock(tmp_path / "index")


def test_once_released_it_can_be_taken_again_and_released_twice(tmp_path: Path) -> None:
    for _ in range(2):
        lock = IndexLock(tmp_path / "index")
        lock.release()
        lock.release()


def test_the_locks_of_two_workspaces_do_not_meet(tmp_path: Path) -> None:
    with IndexLock(tmp_path / "one" / "index"), IndexLock(tmp_path / "two" / "index"):
        pass
