"""What is measured while sessions work: how long interactions take, what goes wrong, and how much memory is held."""

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

_EVERY = 2.0  # seconds between two looks at the memory


@dataclass
class Log:
    """What the sessions of one run did. Safe to share between threads."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    """Words of which the app said that they were kept."""
    conflicts: set[str] = field(default_factory=set)
    """Words of which the app said that somebody else was first."""
    _lock: Lock = field(default_factory=Lock)

    def took(self, kind: str, seconds: float) -> None:
        """Notes an interaction."""
        with self._lock:
            self.times[kind].append(seconds)

    def failed(self, who: str, why: str) -> None:
        """Notes what went wrong."""
        with self._lock:
            self.errors.append(f"{who}：{why}")

    def was_saved(self, words: str) -> None:
        """Notes that the app said it kept these."""
        with self._lock:
            self.saved.add(words)

    def was_told(self, words: str) -> None:
        """Notes that the app said somebody else was first."""
        with self._lock:
            self.conflicts.add(words)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of `values` lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


@dataclass
class Memory:
    """The memory that a process holds over time, looked at until `stop`. Megabytes against seconds."""

    process: int
    samples: list[tuple[float, float]] = field(default_factory=list)
    _over: Event = field(default_factory=Event)

    def start(self) -> None:
        """Begins to look."""
        Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Looks no more."""
        self._over.set()

    def _watch(self) -> None:
        begun = time.monotonic()
        while not self._over.wait(_EVERY):
            self.samples.append((time.monotonic() - begun, held(self.process)))

    def slope(self) -> float:
        """Megabytes a minute that it grew by over the second half, as a straight line through it tells."""
        late = self.samples[len(self.samples) // 2 :]
        if len(late) < 3:
            return 0.0
        return statistics.linear_regression(*zip(*late, strict=True)).slope * 60


def worked(process: int) -> float:
    """The seconds of a processor that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held(process: int) -> float:
    """The memory that a process holds now, in megabytes."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
