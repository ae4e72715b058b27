"""A guard over the bundled sample, and what it offers for a section."""

import functools

from figures.finder import Finder
from figures.guard import Guard, Offer
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import FigureSlot, Piece, Text, parse_slot
from tests.sample_book import CITY, sample

H1 = Period.parse("2026H1")
AT_HAND = (
    "地区生产总值|总量",
    "地区生产总值|同比",
    "规上工业增加值|同比",
    "固定资产投资|同比",
    "社会消费品零售总额|总量",
    "社会消费品零售总额|同比",
)


@functools.cache
def guard() -> Guard:
    """A guard that knows what the sample's tables tell."""
    known = sample()
    finder = Finder(known.catalogue, told=known.snapshot.indicators())
    return Guard(finder, Resolver(known.snapshot, known.catalogue))


def slot(inside: str) -> FigureSlot:
    read = parse_slot(inside, period=H1, region=CITY)
    assert isinstance(read, FigureSlot)
    return read


def offer(*inside: str, sources: tuple[str, ...] = (), heading: str = "") -> Offer:
    """The slots written `inside` (the usual ones without any), with their directions."""
    slots = (slot(one) for one in inside or AT_HAND)
    return guard().offer(slots, period=H1, region=CITY, sources=sources, heading=heading)


def shown(pieces: tuple[Piece, ...]) -> str:
    """The words of `pieces`, each slot as ◇, an open one as ◆."""
    return "".join(
        piece.words if isinstance(piece, Text) else "◇" if isinstance(piece, FigureSlot) else "◆" for piece in pieces
    )
