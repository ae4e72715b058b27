"""What changed between two texts: which line became which, and within a line which stretches were put for which.

Pure sequences: knows nothing of drafts, slots or Word.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.4
"""From this likeness on one line is taken for the other, changed; below it, for another line."""
_SEAM = 2
"""Two changes with no more than so many unchanged members between them are told as one."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Members [start, end) of the old sequence gave way to [put_start, put_end) of the new one."""

    start: int
    end: int
    put_start: int
    put_end: int


Pair = tuple[int | None, int | None]
"""The index of a line in the old text and in the new one; None where it has none there."""


def edits(
    old: Sequence[Hashable], new: Sequence[Hashable], seam: Callable[[Hashable], bool] = lambda member: True
) -> list[Edit]:
    """The changes that make `new` out of `old`, in order. Changes that stand closer than a seam are joined where
    every member between them may be told anew (`seam`)."""
    found: list[Edit] = []
    for tag, start, end, put_start, put_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        last = found[-1] if found else None
        if last is not None and start - last.end <= _SEAM and all(map(seam, old[last.end : start])):
            found[-1] = Edit(last.start, end, last.put_start, put_end)
        else:
            found.append(Edit(start, end, put_start, put_end))
    return found


def pair_lines(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Every line of both texts once, in reading order, beside what it was or became."""
    pairs: list[Pair] = []
    for tag, start, end, put_start, put_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(start, end), range(put_start, put_end), strict=True)
        else:
            pairs += _pair_changed(old, new, range(start, end), range(put_start, put_end))
    return pairs


def likeness(one: str, other: str) -> float:
    """How much of two lines is the same, from 0 to 1, by the pairs of characters they share (Dice)."""
    return _likeness(_pieces(one), _pieces(other))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _pieces(line: str) -> frozenset[str]:
    return frozenset(line[at : at + 2] for at in range(max(len(line) - 1, 1)))


def _pair_changed(old: Sequence[str], new: Sequence[str], here: range, there: range) -> list[Pair]:
    """The best pairing that crosses nothing: the longest common subsequence, weighted by likeness."""
    pieces = [_pieces(new[other]) for other in there]
    weights = [[_likeness(own, others) for others in pieces] for own in (_pieces(old[one]) for one in here)]
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for row in reversed(range(len(here))):
        for column in reversed(range(len(there))):
            weight = weights[row][column]
            together = weight + best[row + 1][column + 1] if weight >= _ALIKE else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    pairs: list[Pair] = []
    row = column = 0
    while row < len(here) and column < len(there):
        if best[row][column] == best[row + 1][column]:
            pairs.append((here[row], None))
            row += 1
        elif best[row][column] == best[row][column + 1]:
            pairs.append((None, there[column]))
            column += 1
        else:
            pairs.append((here[row], there[column]))
            row, column = row + 1, column + 1
    return [*pairs, *((one, None) for one in here[row:]), *((None, other) for other in there[column:])]
