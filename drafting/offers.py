"""Offers: verified figures at hand that a section does not use. Retrieved by the section's words, resolved by key."""

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
    words = "".join(
        piece.words
        for line in (section.heading, *(paragraph.pieces for paragraph in section.paragraphs))
        for piece in line
        if isinstance(piece, Text)
    )
    used = {
        snapshot.at(piece.ref)[0].ref if snapshot.at(piece.ref) else piece.ref
        for paragraph in section.paragraphs
        for piece in paragraph.pieces
        if isinstance(piece, FigureSlot)
    }
    named = {ref.indicator for ref in used}
    offered: dict[FigureRef, None] = {}
    for hit in index.search_figures(words[:400], _WIDTH):
        card = hit.card
        ref = FigureRef(card.indicator, Measure(card.measure), period, card.region, card.comparator)
        at_home = snapshot.same_region(card.region, region)
        if hit.score >= _NEAR and at_home and card.indicator not in named and snapshot.lookup(ref).found:
            offered.setdefault(ref)
    return tuple(offered)[:MOST]
