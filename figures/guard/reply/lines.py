"""Reading a cleaned reply: its lines as words and slots, and where its sentences end. Judges nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from figures.guard.reply.cleaning import LEAD, SLOT
from figures.guard.reply.traced import Traced

# Stands for a slot where the words around it are looked at: no word or number grows across it.
PLACE = "\ufffc"
_STOP = re.compile(r"[。！？!?；;][”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of words, or (`inside` is not None) a slot by what stands between its braces. `text` is as cleaned;
    [start, end) are the characters of the reply."""

    text: str
    start: int
    end: int
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply. `shape` is the line with each slot as one `PLACE`; `lead` the length of its lead in it."""

    traced: Traced
    shape: str
    slots: tuple[tuple[int, int], ...]
    lead: int

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the reply that [start, end) of `shape` stands for."""
        return self.traced.span(self._full(start), self._full(end))

    def inside(self, number: int) -> str:
        """What stands between the braces of slot `number`."""
        start, end = self.slots[number]
        return self.traced.text[start + 2 : end - 2]

    def _full(self, at: int) -> int:
        """Where place `at` of `shape` stands in the line with its slots written out."""
        for start, end in self.slots:
            if at <= start:
                break
            at += end - start - 1
        return at

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences as stretches of `shape`, stops included; the lead is one."""
        at = 0
        ends = sorted({*(match.end() for match in _STOP.finditer(self.shape)), self.lead, len(self.shape)} - {0})
        for end in ends:
            if end >= self.lead and self.shape[at:end]:
                yield at, end
                at = end


def lines_of(text: Traced) -> Iterator[Line]:
    """The lines of a cleaned reply that hold anything, blanks at their ends taken off."""
    for match in re.finditer(r"[^\n\r]+", text.text):
        start, end = match.span()
        while start < end and text.text[start].isspace():
            start += 1
        while end > start and text.text[end - 1].isspace():
            end -= 1
        if start < end:
            yield _line(text.part(start, end))


def _line(line: Traced) -> Line:
    lead = LEAD.match(line.text)
    length = 0
    if lead is not None:
        length = lead.end() - 4
        line = line.edited([(lead.start("words") - 2, lead.start("words"), ""), (lead.end() - 2, lead.end(), "")])
    slots = tuple(match.span() for match in SLOT.finditer(line.text))
    shape = SLOT.sub(PLACE, line.text)
    saved = sum(end - start - 1 for start, end in slots if end <= length)
    return Line(line, shape, slots, length - saved)
