"""A gate that lets users of a thing in until it is closed, and waits for those inside when it closes."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from errors import StoreFault


class Gate:
    """Open when made. Safe to share between threads."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._inside = 0
        self._closed = False

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Held while the thing is used. Raises `StoreFault` once the gate is closed."""
        with self._turn:
            if self._closed:
                raise StoreFault("工作区已经关闭，或换成了另一份，请刷新页面再试。")
            self._inside += 1
        try:
            yield
        finally:
            with self._turn:
                self._inside -= 1
                self._turn.notify_all()

    def close(self, patience: float) -> None:
        """Lets nobody in any more, and returns once everybody is out, or after `patience` seconds."""
        with self._turn:
            self._closed = True
            self._turn.wait_for(lambda: not self._inside, patience)
