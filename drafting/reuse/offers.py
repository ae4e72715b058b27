"""Offers: verified figures at hand that a section does not use. Retrieved by the section's words, resolved by key.

Two things are retrieved: the series that are described in words near the section's, and the past passages near it,
which tell what such sections speak of in figures. What both lead to comes first.
"""

from collections.abc import Sequence

from drafting.model import DraftSection
from figures.figure import FigureKind, FigureRef
from figures.finder import Finder
from figures.measure import Measure
from figures.period import Period
from figures.slots import FigureSlot, Text
from figures.snapshot import Snapshot
from retrieval.cards import FigureCard
from retrieval.index import Index
from retrieval.lexical.merging import merged

MOST = 5
_CARDS = 60
_PASSAGES = 10
_DESCRIBED = 0.5
"""What being described in words near the section's counts beside being spoken of near it in the past."""
_LONGEST = 400
"""Characters of a section that are looked for: its heading and what comes first tell what it is about."""


def offers_for(
    section: DraftSection, period: Period, region: str, index: Index, snapshot: Snapshot, finder: Finder
) -> tuple[FigureRef, ...]:
    """At most `MOST` refs near the section's wording with a verified figure for `period` that it does not use."""
    used = {
        snapshot.at(piece.ref)[0].ref if snapshot.at(piece.ref) else piece.ref
        for paragraph in section.paragraphs
        for piece in paragraph.pieces
        if isinstance(piece, FigureSlot)
    }
    named = {ref.indicator for ref in used}
    found = nearby(words_of(section), period, region, index, snapshot, finder)
    return tuple(ref for ref in found if ref.indicator not in named)[:MOST]


def words_of(section: DraftSection) -> str:
    """The words of a section and its heading, without its slots."""
    lines = (section.heading, *(paragraph.pieces for paragraph in section.paragraphs))
    return "".join(piece.words for line in lines for piece in line if isinstance(piece, Text))


def nearby(
    words: str, period: Period, region: str, index: Index, snapshot: Snapshot, finder: Finder
) -> tuple[FigureRef, ...]:
    """Refs near `words` with a verified figure of `region` for `period`, nearest first, one for each indicator."""
    if not words.strip():
        return ()
    asked = words[:_LONGEST]
    cards = [hit.card for hit in index.search_figures(asked, _CARDS, kind=FigureKind.ACTUAL)]
    spoken_of = _spoken_of(asked, region, index, finder)
    found = merged([list(dict.fromkeys(card.indicator for card in cards)), spoken_of], [_DESCRIBED, 1])
    at_hand = _at_hand(period, region, snapshot)
    resolved = (_resolved(name, cards, at_hand) for name, _ in found)
    return tuple(ref for ref in resolved if ref is not None)


def _spoken_of(words: str, region: str, index: Index, finder: Finder) -> list[str]:
    """The indicators that the past passages nearest to `words` name, those named by the most and nearest first."""
    counted: dict[str, float] = {}
    for hit in index.search(words, _PASSAGES, region=region):
        for name in {mention.indicator.name for mention in finder.mentions(hit.passage.text)}:
            counted[name] = counted.get(name, 0) + hit.score
    return sorted(counted, key=lambda name: (-counted[name], name))


def _at_hand(period: Period, region: str, snapshot: Snapshot) -> dict[str, list[FigureRef]]:
    """The refs of `region` with a verified figure for `period`, by indicator, in the order of the tables."""
    at_hand: dict[str, list[FigureRef]] = {}
    for figure in snapshot.during(period):
        ref = figure.ref
        if snapshot.same_region(ref.region, region) and snapshot.lookup(ref).found:
            at_hand.setdefault(ref.indicator, []).append(ref)
    return at_hand


def _resolved(name: str, cards: Sequence[FigureCard], at_hand: dict[str, list[FigureRef]]) -> FigureRef | None:
    """The ref of the indicator `name` whose description is nearest; its growth, then its first, where none was near."""
    there = at_hand.get(name, [])
    for card in cards:
        for ref in there:
            if (card.indicator, card.measure, card.comparator) == (name, ref.measure.value, ref.comparator):
                return ref
    plain = [ref for ref in there if ref.comparator is None]
    return next((ref for ref in plain if ref.measure is Measure.YOY), next(iter(plain or there), None))
