"""Words that fix a direction, held against the figures: 增长{{…}} of a fall, 低于{{…}} of a lead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.guard.offer import Direction, direction_of
from figures.resolve import Resolver
from figures.slots import FigureSlot, Piece, Text
from figures.wording import SIGNED, rises, spoken_before


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Piece `index` of a paragraph tells another direction than the words before it; `why` says which (in Chinese)."""

    index: int
    why: str


def contradictions(pieces: Sequence[Piece], resolver: Resolver) -> Iterator[Contradiction]:
    """The slots whose figure goes another way than the verb that stands before them. A verb that the slot carries in
    its own form follows the figure and contradicts nothing."""
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        if not isinstance(piece, FigureSlot) or not isinstance(before, Text):
            continue
        if piece.ref.measure not in SIGNED or rises(piece.form) is not None or not piece.form:
            continue
        verb = spoken_before(before.words + re.split("#", piece.form)[0])
        way = direction_of(piece, resolver)
        if verb is None or way is None:
            continue
        rise = rises(f"{verb}#")
        if way is Direction.LEVEL or (way is Direction.RISES) != rise:
            yield Contradiction(index, f"前面写的是“{verb}”，手头的数据是{way.value}")
