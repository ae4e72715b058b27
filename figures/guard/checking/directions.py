"""The verb before a slot, held against the slot's figure: 增长{{…}} of a fall, 低于全国{{…}} of a lead."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from figures.figure import FigureKind
from figures.guard.offer import Direction
from figures.measure import Measure
from figures.slots import FigureSlot, Piece, Text
from figures.wording import SIGNED, rises, spoken_before

_OF_A_FALL = re.compile(r"[降跌]幅[^，。；]{0,8}$")
_AGAINST = re.compile(r"(高于|低于|快于|慢于|领先|落后)[^，。；]{1,10}$")
_REACHES = re.compile(r"(?:到|至|为)$")
_AMOUNTS = (Measure.VALUE, Measure.COUNT, Measure.SHARE)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Piece `index` of a paragraph tells another direction than the words before it; `why` says which (in Chinese)."""

    index: int
    why: str


WayOf = Callable[[FigureSlot], Direction | None]
"""Tells which way the figure of a slot goes, None where nobody can say."""


def contradictions(pieces: Sequence[Piece], way_of: WayOf) -> Iterator[Contradiction]:
    """The slots whose figure goes another way than the verb that stands before them. A verb that the slot carries in
    its own form follows the figure and contradicts nothing."""
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        if not isinstance(piece, FigureSlot) or not isinstance(before, Text) or not piece.form:
            continue
        if rises(piece.form) is not None or piece.kind is FigureKind.TARGET:
            continue
        words = before.words + piece.form.partition("#")[0]
        verb = spoken_before(words)
        against = _AGAINST.search(words) if piece.ref.measure is Measure.PP_DIFF and verb is None else None
        verb = against[1] if against else verb
        way = _way(piece, words, way_of) if verb else None
        if verb is None or way is None:
            continue
        rise = rises(f"{verb}#")
        if way is Direction.LEVEL or (way is Direction.RISES) != rise:
            yield Contradiction(index, f"前面写的是“{verb}”，手头的数据是{way.value}")


def _way(slot: FigureSlot, words: str, way_of: WayOf) -> Direction | None:
    """The direction a verb before `slot` has to tell; None where nobody can say."""
    measure = slot.ref.measure
    if measure in SIGNED:
        way = way_of(slot)
        turned = measure is Measure.RATE_CHANGE and _OF_A_FALL.search(words) is not None
        return (
            {Direction.RISES: Direction.FALLS, Direction.FALLS: Direction.RISES}.get(way, way)
            if turned and way
            else way
        )
    if measure not in _AMOUNTS or not _REACHES.search(words):
        return None
    # An amount that something came to: its move, or its growth where the bureau tells that.
    moves = (Measure.SHARE_CHANGE,) if measure is Measure.SHARE else (Measure.DIFFERENCE, Measure.YOY)
    for move in moves:
        way = way_of(replace(slot, ref=replace(slot.ref, measure=move, comparator=None), form=""))
        if way is not None:
            return way
    return None
