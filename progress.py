"""How long work tells how far it is. A leaf: knows nothing."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of long work: `done` of `total`, and what is being done in a few Chinese words."""

    done: int
    total: int
    what: str


Report = Callable[[Progress], None]


def quiet(_: Progress) -> None:
    """A report that tells nobody."""
