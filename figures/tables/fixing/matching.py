"""Which corrections hold for the lines of a table: those told of the very words that stand there.

Where a table says something else of a line than the one that was corrected (another unit in the head), nothing is
applied and a person is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.tables.fixing.fix import Asked, Axis, Fix, Line, Shape

_ALIKE = 0.6
"""How much of heads and of labels two tables of one shape must share: now and then a row is added or dropped."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The corrections that hold, by axis, table of the sheet and row or column; and those to be asked about."""

    fixes: Mapping[tuple[Axis, int, int], Fix]
    asked: tuple[Asked, ...]

    @property
    def applied(self) -> tuple[Fix, ...]:
        """Those that change how something is read, each once."""
        return tuple(dict.fromkeys(fix for fix in self.fixes.values() if fix.changes))

    def of(self, axis: Axis, block: int) -> dict[int, Fix]:
        """The corrections of the rows or columns of one table, by where they stand."""
        return {at: fix for (held, number, at), fix in self.fixes.items() if (held, number) == (axis, block)}

    def at(self, axis: Axis, block: int, at: int) -> Fix | None:
        """The correction of one line."""
        return self.fixes.get((axis, block, at))


def match(lines: Sequence[Line], fixes: Sequence[Fix]) -> Matched:
    """Finds each line's correction among `fixes`."""
    told: dict[tuple[Axis, str, int], list[Fix]] = {}
    for fix in fixes:
        told.setdefault((fix.axis, fix.key, fix.nth), []).append(fix)
    found: dict[tuple[Axis, int, int], Fix] = {}
    asked: list[Asked] = []
    for line in lines:
        here = told.get((line.axis, line.key, line.nth), [])
        same = next((fix for fix in here if fix.said == line.said), None)
        if same is not None:
            found[line.axis, line.block, line.at] = same
        elif changing := [fix for fix in here if fix.changes]:
            asked.append(Asked(line, changing[-1]))
    return Matched(found, tuple(asked))


def likeness(one: Shape, other: Shape) -> float:
    """How alike two shapes are: 0 for those of different tables, 1 for the same heads and labels."""
    if one.title != other.title:
        return 0.0
    heads, labels = _shared(one.heads, other.heads), _shared(one.labels, other.labels)
    return min(heads, labels) if min(heads, labels) >= _ALIKE else 0.0


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    ours, theirs = set(one), set(other)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0
