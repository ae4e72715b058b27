"""What changed on the page since an earlier export, line by line: which words were put in, which were taken out.

A number is one word here: it is told anew as a whole, never by a digit. Pure; knows nothing of Word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from drafting.comparing import edits, pair_lines
from export.page.layout import Line, Place


@dataclass(frozen=True, slots=True)
class Change:
    """In a line, characters [start, end) are new, and `gone` stood before them."""

    start: int
    end: int
    gone: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line with its changes. `added`: the whole line is new; `removed`: it stood there before and is no more."""

    line: Line
    changes: tuple[Change, ...] = ()
    added: bool = False
    removed: bool = False


def changed_lines(before: Sequence[Line], now: Sequence[Line]) -> Iterator[ChangedLine]:
    """The lines of the page in order, those that are gone where they stood. The notice above is of no interest."""
    head = [line for line in now if line.place is Place.NOTICE]
    before, now = ([line for line in lines if line.place is not Place.NOTICE] for lines in (before, now))
    yield from map(ChangedLine, head)
    for one, other in pair_lines([line.text for line in before], [line.text for line in now]):
        if other is None:
            assert one is not None
            yield ChangedLine(before[one], removed=True)
        elif one is None:
            yield ChangedLine(now[other], added=True)
        else:
            yield ChangedLine(now[other], tuple(_changes(before[one], now[other])))


def _changes(before: Line, now: Line) -> Iterator[Change]:
    old, new = _members(before), _members(now)
    places = [0, *accumulate(len(member) for member in new)]
    for edit in edits(old, new, lambda member: isinstance(member, str) and len(member) == 1):
        yield Change(places[edit.put_start], places[edit.put_end], "".join(old[edit.start : edit.end]))


def _members(line: Line) -> list[str]:
    """The characters of a line, each number one member."""
    members: list[str] = []
    at = 0
    for slot in sorted(line.slots, key=lambda slot: slot.start):
        if slot.start >= at and slot.end > slot.start:
            members += [*line.text[at : slot.start], line.text[slot.start : slot.end]]
            at = slot.end
    return [*members, *line.text[at:]]
