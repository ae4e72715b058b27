"""A module run as a process of its own, held to bounds of time and memory. Knows nothing of files or formats."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class OutOfBoundsError(Exception):
    """The process ran out of its time or its memory."""


def run_bounded(module: str, data: bytes, *, seconds: float, most_bytes: int) -> bytes:
    """What `module` prints, given `data`. Raises `OutOfBoundsError` where it takes longer than `seconds`, more
    memory than `most_bytes` (where the system can hold it to that), or dies."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=_ROOT,
            check=False,
            preexec_fn=_limit_memory(most_bytes),
        )
    except subprocess.TimeoutExpired:
        raise OutOfBoundsError from None
    if done.returncode != 0:
        raise OutOfBoundsError
    return done.stdout


def _limit_memory(most_bytes: int) -> Callable[[], None] | None:
    if os.name != "posix":
        return None
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))

    return limit
