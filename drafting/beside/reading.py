"""How a section being written reads: its source taken apart into words and slots, and what may not stand in it.

Takes any source, also one that cannot be kept yet: what is wrong with it is told, and the rest is read all the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.model import RenderedSlot
from drafting.rendering.render import Renderer
from errors import InputError
from figures.gate import find_forbidden
from figures.period import Period
from figures.slots import Piece, Text, parse_pieces, parse_slot

_LEAD = re.compile(r"\*\*(.+?)\*\*")
_SLOT = re.compile(r"\{\{(.*?)\}\}")


@dataclass(frozen=True, slots=True)
class BrokenSlot:
    """A slot that cannot be read as one: its `source`, and why in a sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadSlot:
    """A slot of the source and how it reads."""

    source: str
    shown: RenderedSlot


ReadPiece = str | ReadSlot | BrokenSlot


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A paragraph: its lead sentence and the rest, as words and slots in a row."""

    lead: tuple[ReadPiece, ...]
    rest: tuple[ReadPiece, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole source as it reads; `numerals` are the numbers in it that stand outside a slot, `problems` tells in
    sentences what keeps it from being saved."""

    lines: tuple[ReadLine, ...]
    numerals: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def slots(self) -> tuple[ReadSlot | BrokenSlot, ...]:
        """All slots, in order."""
        pieces = (piece for line in self.lines for piece in (*line.lead, *line.rest))
        return tuple(piece for piece in pieces if not isinstance(piece, str))


def read_source(source: str, renderer: Renderer, period: Period, region: str) -> Reading:
    """`source` (one paragraph a line, slots in braces, leads between ** marks) as it reads today."""
    lines: list[ReadLine] = []
    numerals: list[str] = []
    problems: list[str] = []
    for words in source.split("\n"):
        lead = _LEAD.match(words)
        parts = (lead[1] if lead else "", words[lead.end() :] if lead else words)
        lines.append(ReadLine(*(tuple(_part(part, renderer, period, region)) for part in parts)))
        plain = "".join(parts)
        numerals += _numerals(plain)
        problems += _problems(plain, period, region)
    return Reading(tuple(lines), tuple(dict.fromkeys(numerals)), tuple(dict.fromkeys(problems)))


def _part(words: str, renderer: Renderer, period: Period, region: str) -> Iterator[ReadPiece]:
    try:
        pieces = parse_pieces(words, period=period, region=region)
    except InputError:
        yield from _as_it_is(words, renderer, period, region)
        return
    shown = iter(renderer.slots(pieces))
    for piece in pieces:
        yield piece.words if isinstance(piece, Text) else ReadSlot(str(piece), next(shown))


def _as_it_is(words: str, renderer: Renderer, period: Period, region: str) -> Iterator[ReadPiece]:
    """A line that may not stand: its slots beside words of which the numbers are left out, the words as they are."""
    told: list[str | BrokenSlot | None] = []
    pieces: list[Piece] = []
    for at, part in enumerate(_SLOT.split(words)):
        if at % 2:
            try:
                pieces.append(parse_slot(part, period=period, region=region))
                told.append(None)
            except InputError as error:
                told.append(BrokenSlot(f"{{{{{part}}}}}", error.sentence))
        elif part:
            told.append(part)
            pieces.append(_as_text(part))
    shown = iter(renderer.slots(tuple(pieces)))
    for one in told:
        if one is None:
            slot = next(shown)
            yield ReadSlot(str(slot.slot), slot)
        else:
            yield one


def _as_text(words: str) -> Text:
    try:
        return Text(words)
    except InputError:
        return Text("……")


def _numerals(words: str) -> Iterable[str]:
    for run in _SLOT.split(words)[::2]:
        yield from (found.text for found in find_forbidden(run))


def _problems(words: str, period: Period, region: str) -> Iterator[str]:
    try:
        parse_pieces(words, period=period, region=region)
    except InputError as error:
        yield error.sentence
