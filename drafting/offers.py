"""Offers: verified figures at hand that a section does not use. Retrieved by the section's words, resolved by key."""

from collections.abc import Iterator

from drafting.model import DraftSection
from figures.figure import FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.slots import FigureSlot, Text
from figures.snapshot import Snapshot
from retrieval.index import Index

MOST = 5
_WIDTH = 24
_NEAR = 0.2


def offers_for(
    section: DraftSection, period: Period, region: str, index: Index, snapshot: Snapshot
) -> tuple[FigureRef, ...]:
    """At most `MOST` refs near the section's wording with a verified figure for `period` that it does not use."""
    used = {
        snapshot.at(piece.ref)[0].ref if snapshot.at(piece.ref) else piece.ref
        for paragraph in section.paragraphs
        for piece in paragraph.pieces
        if isinstance(piece, FigureSlot)
    }
    named = {ref.indicator for ref in used}
    found = nearby(words_of(section), period, region, index, snapshot)
    return tuple(ref for ref in found if ref.indicator not in named)[:MOST]


def words_of(section: DraftSection) -> str:
    """The words of a section and its heading, without its slots."""
    lines = (section.heading, *(paragraph.pieces for paragraph in section.paragraphs))
    return "".join(piece.words for line in lines for piece in line if isinstance(piece, Text))


def nearby(words: str, period: Period, region: str, index: Index, snapshot: Snapshot) -> tuple[FigureRef, ...]:
    """The refs near `words` with a verified figure of `region` for `period`, nearest first, each once."""
    return tuple(dict.fromkeys(_nearby(words, period, region, index, snapshot)))


def _nearby(words: str, period: Period, region: str, index: Index, snapshot: Snapshot) -> Iterator[FigureRef]:
    for hit in index.search_figures(words[:400], _WIDTH):
        card = hit.card
        ref = FigureRef(card.indicator, Measure(card.measure), period, card.region, card.comparator)
        if hit.score >= _NEAR and snapshot.same_region(card.region, region) and snapshot.lookup(ref).found:
            yield ref
