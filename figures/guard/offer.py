"""What a writer is offered: slots with the way each figure goes, never its value, and the texts it may quote from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from figures.measure import Measure
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.wording import SIGNED


class Direction(StrEnum):
    """Which way a figure goes, as the words around it have to tell it."""

    RISES = "上升"
    FALLS = "下降"
    LEVEL = "持平"


@dataclass(frozen=True, slots=True)
class OfferedSlot:
    """A figure at hand. `direction` is None where it goes no way by itself (an amount, a share, a place)."""

    slot: FigureSlot
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """All a writer is offered for one section of a speech about `period` and `region`.

    `sources` are the texts a quotation, or a name that has a number in it, may be taken from: past passages, material,
    the heading and the talking points. `heading` is the section's own, which a reply may repeat and the section not.
    """

    period: Period
    region: str
    slots: tuple[OfferedSlot, ...] = ()
    sources: tuple[str, ...] = ()
    heading: str = ""


def direction_of(slot: FigureSlot, resolver: Resolver) -> Direction | None:
    """The way the figure of `slot` goes; None where it is open, has a range that spans zero, or has no sign to tell."""
    if slot.ref.measure not in SIGNED:
        return None
    quantity = resolver.resolve(slot).quantity
    if quantity is None:
        return None
    ends = {(end > 0) - (end < 0) for end in (quantity.low, quantity.high) if end is not None}
    ways = {1: Direction.RISES, -1: Direction.FALLS, 0: Direction.LEVEL}
    return ways[ends.pop()] if len(ends) == 1 else None


def offered(slots: Iterable[FigureSlot], resolver: Resolver) -> tuple[OfferedSlot, ...]:
    """Each slot with its direction."""
    return tuple(OfferedSlot(slot, direction_of(slot, resolver)) for slot in slots)


MOVES = (Measure.YOY, Measure.TWO_YEAR_AVG, Measure.QOQ, Measure.DIFFERENCE)
"""The measures that tell whether something grew."""
