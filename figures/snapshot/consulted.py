"""What was asked of a snapshot and what it answered, so that later ones can be asked the same again."""

from collections.abc import Callable
from typing import Any, Protocol

from figures.figure import Figure, FigureKind, FigureRef
from figures.snapshot.snapshot import Lookup, Snapshot


class Answering(Protocol):
    """What may be asked of the figures at one moment to resolve a slot."""

    def lookup(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Lookup:
        """See `Snapshot.lookup`."""

    def across_regions(self, ref: FigureRef) -> tuple[Figure, ...]:
        """See `Snapshot.across_regions`."""

    def same_region(self, one: str, other: str) -> bool:
        """See `Snapshot.same_region`."""

    def indicators(self) -> tuple[str, ...]:
        """See `Snapshot.indicators`."""


class Consulted:
    """A snapshot that notes what it is asked. What was worked out of its answers alone holds for every snapshot that
    gives the same ones. Takes over what an `earlier` one noted."""

    def __init__(self, snapshot: Snapshot, earlier: "Consulted | None" = None):
        self._snapshot = snapshot
        self._noted: dict[tuple[Callable[..., Any], tuple[Any, ...]], Any] = dict(earlier._noted) if earlier else {}

    def holds_for(self, snapshot: Snapshot) -> bool:
        """Whether `snapshot` answers whatever was asked as this one did."""
        return all(question(snapshot, *about) == answer for (question, about), answer in self._noted.items())

    def lookup(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Lookup:
        """See `Snapshot.lookup`."""
        found: Lookup = self._ask(Snapshot.lookup, ref, kind)
        return found

    def across_regions(self, ref: FigureRef) -> tuple[Figure, ...]:
        """See `Snapshot.across_regions`."""
        found: tuple[Figure, ...] = self._ask(Snapshot.across_regions, ref)
        return found

    def same_region(self, one: str, other: str) -> bool:
        """See `Snapshot.same_region`."""
        found: bool = self._ask(Snapshot.same_region, one, other)
        return found

    def indicators(self) -> tuple[str, ...]:
        """See `Snapshot.indicators`."""
        found: tuple[str, ...] = self._ask(Snapshot.indicators)
        return found

    def _ask(self, question: Callable[..., Any], *about: Any) -> Any:
        asked = question, about
        if asked not in self._noted:
            self._noted[asked] = question(self._snapshot, *about)
        return self._noted[asked]
