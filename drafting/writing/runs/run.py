"""A run: several places written at once, within a limit, each told as it goes on; stopped at any moment.

Knows nothing of models: what writes a place is handed in. Its threads die with the process, and whatever reads its
events may go away at any time.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread

from drafting.writing.runs.events import Event, Still
from drafting.writing.told.briefing import Site

Tell = Callable[[Event], None]
WriteSite = Callable[[Site, Tell, Flag], bool]
"""Writes a place and keeps it; says whether it makes sense to go on with the next."""


class Run:
    """The writing of `sites` by at most `at_once` threads, begun when it is made."""

    def __init__(self, sites: Sequence[Site], write: WriteSite, at_once: int):
        self._write = write
        self._left = deque(sites)
        self._lock = Lock()
        self._stop = Flag()
        self._told: SimpleQueue[Event | BaseException | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(min(max(at_once, 1), len(sites)))]
        self._working = len(self._threads)
        if not self._threads:
            self._told.put(None)
        for thread in self._threads:
            thread.start()

    def events(self, heartbeat: float | None = None) -> Iterator[Event]:
        """Everything that is told, until the run is over; `Still` after so many seconds without a word. Left early, the
        run stops."""
        try:
            while (event := self._next_told(heartbeat)) is not None:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            self.stop()

    def stop(self) -> None:
        """No further place is begun, and those in writing break off at their next word."""
        self._stop.set()
        self._begin_no_more()

    @property
    def stopping(self) -> bool:
        """Whether it was stopped, be it that some of it still goes on."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """Whether nothing is written any more."""
        return not any(thread.is_alive() for thread in self._threads)

    def _next_told(self, heartbeat: float | None) -> Event | BaseException | None:
        try:
            return self._told.get(timeout=heartbeat)
        except Empty:
            return Still()

    def _begin_no_more(self) -> None:
        with self._lock:
            self._left.clear()

    def join(self, seconds: float) -> None:
        """Waits until nothing is written any more, at most so long."""
        for thread in self._threads:
            thread.join(seconds)

    def _work(self) -> None:
        try:
            while (site := self._next()) is not None:
                if not self._write(site, self._told.put, self._stop):
                    self._begin_no_more()
        except BaseException as error:  # told where the events are read: a thread has nobody to tell
            self.stop()
            self._told.put(error)
        finally:
            with self._lock:
                self._working -= 1
                last = self._working == 0
            if last:
                self._told.put(None)

    def _next(self) -> Site | None:
        with self._lock:
            return self._left.popleft() if self._left else None
