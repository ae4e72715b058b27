"""The arrangement of a draft: its parts in order, each with the keys of its sections; numbers follow from the order.

A section's key names it for good, wherever it is moved. Pure: knows nothing of the store.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drafting.model import DraftSection, Role
from figures.period import Period
from figures.slots import Piece, Text, parse_pieces, write_pieces

_DIGITS = "一二三四五六七八九"
_PART_NUMBER = re.compile(r"[一二三四五六七八九十]+、")
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")
_FIRST_SECTION = "（一）"


@dataclass(frozen=True, slots=True)
class ArrangedPart:
    """One part: its key, its title without number, and the keys of its sections in order. What stands outside of any
    part (the preamble, the closing) has the key None and no title."""

    key: int | None
    title: tuple[Piece, ...]
    sections: tuple[int, ...]


Arrangement = tuple[ArrangedPart, ...]


def in_parts(sections: Iterable[DraftSection]) -> tuple[DraftSection, ...]:
    """Sections in the order of their keys, each told its part: the key of a part is that of its first section."""
    found: list[DraftSection] = []
    for part, inside in groupby(sections, key=lambda section: section.part):
        members = list(inside)
        found += [replace(section, part_key=members[0].key if part else None) for section in members]
    return tuple(found)


def arrangement_of(sections: Iterable[DraftSection]) -> Arrangement:
    """How the sections of a draft are arranged."""
    parts: list[ArrangedPart] = []
    # Nothing but its role parts the closing from a preamble where every part between them is gone.
    for (key, _), inside in groupby(sections, key=lambda each: (each.part_key, each.role is Role.CLOSING)):
        members = list(inside)
        title = without_number(members[0].part) if key is not None else ()
        parts.append(ArrangedPart(key, title, tuple(section.key for section in members)))
    return tuple(parts)


def arranged(arrangement: Arrangement, sections: Mapping[int, DraftSection]) -> tuple[DraftSection, ...]:
    """The sections that have a place, in order, with the headings of their parts and all numbers as the order has
    them. A section that had no number gets none."""
    found: list[DraftSection] = []
    parts = 0
    for part in arrangement:
        line: tuple[Piece, ...] = ()
        if part.key is not None:
            parts += 1
            line = _numbered(parts, part.title)
        numbered = 0
        for key in part.sections:
            section = sections[key]
            numbered += bool(section.number)
            number = _renumbered(section.number, numbered)
            found.append(replace(section, part=line, part_key=part.key, number=number))
    return tuple(found)


def _renumbered(written: str, number: int) -> str:
    """A section's number as it is written there, （二） or 二是 or 02, told anew."""
    return _NUMERAL.sub(
        lambda found: str(number).zfill(len(found[0])) if found[0].isdecimal() else chinese(number), written
    )


def number_beside(siblings: Sequence[DraftSection]) -> str:
    """The number, of the right form, for a section that is put beside `siblings`; it is told anew where it is read."""
    numbers = [section.number for section in siblings if section.heading]
    return next(filter(None, numbers), "" if numbers else _FIRST_SECTION)


def chinese(number: int) -> str:
    """A number of an outline (1 to 99) in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens - 1]}十")
    return head + (_DIGITS[ones - 1] if ones else "")


def without_number(line: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The title of a part's line 一、…"""
    if not line or not isinstance(line[0], Text):
        return line
    words = _PART_NUMBER.sub("", line[0].words, count=1)
    return (Text(words), *line[1:]) if words else line[1:]


def _numbered(number: int, title: tuple[Piece, ...]) -> tuple[Piece, ...]:
    head = f"{chinese(number)}、"
    if title and isinstance(title[0], Text):
        return (Text(head + title[0].words), *title[1:])
    return (Text(head), *title)


def to_json(arrangement: Arrangement) -> str:
    """An arrangement as it is stored."""
    told = [[part.key, write_pieces(part.title), list(part.sections)] for part in arrangement]
    return json.dumps(told, ensure_ascii=False)


def from_json(stored: str, period: Period, region: str) -> Arrangement:
    """The inverse of `to_json`."""
    return tuple(
        ArrangedPart(key, parse_pieces(title, period=period, region=region), tuple(sections))
        for key, title, sections in json.loads(stored)
    )
