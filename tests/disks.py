"""Disks that take nothing: mounted read-only, or full. Need the right to mount, which root has in most containers."""

import contextlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """`folder` mounted over itself, read-only."""
    _mounted("--bind", str(folder), str(folder))
    try:
        _mounted("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        _unmounted(folder)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own at `folder`, with room for so much."""
    folder.mkdir(parents=True, exist_ok=True)
    _mounted("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield
    finally:
        _unmounted(folder)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """The disk of `folder`, full to the last block."""
    ballast = folder / ".ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        ballast.unlink()


def _mounted(*arguments: str) -> None:
    try:
        subprocess.run(["mount", *arguments], check=True, capture_output=True, timeout=20)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a disk cannot be mounted here: {error}")


def _unmounted(folder: Path) -> None:
    # Lazily: what still has a file open on it, as a database about to be closed, keeps it until then.
    subprocess.run(["umount", "-l", str(folder)], check=True, timeout=20)
