"""Briefs made ahead: while one place is being written the brief of the next is made, so that no model waits for it."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock, Thread

from drafting.writing.told.brief import Brief
from drafting.writing.told.briefing import Site


class BriefsAhead:
    """Gives the briefs of `sites` in order, the next made by a thread of its own. For any number of threads."""

    def __init__(self, make: Callable[[Site], Brief], sites: Sequence[Site]):
        self._make = make
        self._left = deque(sites)
        self._made: dict[int, Future[Brief]] = {}
        self._lock = Lock()

    def take(self, site: Site) -> Brief:
        """The brief of `site`. Raises whatever its making raised."""
        with self._lock:
            if site in self._left:
                self._left.remove(site)
            made = self._made.pop(site.key, None)
        brief = self._make(site) if made is None else made.result()
        self._begin_next()
        return brief

    def _begin_next(self) -> None:
        with self._lock:
            if not self._left:
                return
            site = self._left.popleft()
            future = self._made[site.key] = Future()
        Thread(target=self._fulfil, args=(future, site), daemon=True).start()

    def _fulfil(self, future: "Future[Brief]", site: Site) -> None:
        try:
            future.set_result(self._make(site))
        except BaseException as error:  # told where the brief is taken
            future.set_exception(error)
