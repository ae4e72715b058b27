"""A draft as streams: each of its units (title, a part's heading, a section …) as characters and slots in a row.

In a stream a slot is one member, whatever it reads, so that texts can be compared, merged and put together again
without a number ever leaving its slot. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from drafting.model import Draft, DraftSection, RenderedDraft, RenderedSection
from figures.figure import WHOLE_CITY
from figures.period import Period
from figures.slots import Piece, Slot, Text, parse_slot

BREAK = "\n"
"""Between a heading and the first paragraph, and between paragraphs."""


@dataclass(frozen=True, slots=True)
class Held:
    """A slot in a stream, and how it read there; two are the same where their slots are."""

    slot: Slot
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed over a slot."""

    slot: Slot
    text: str


Token = str | Held | Typed
"""One character, or a slot."""


class UnitKind(StrEnum):
    """What a unit is of the speech."""

    TITLE = "title"
    BYLINE = "byline"
    SALUTATION = "salutation"
    PART = "part"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class UnitKey:
    """Which unit: `section` is the key of the section or the part; 0 in the front."""

    kind: UnitKind
    section: int = 0

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.section}"

    @classmethod
    def parse(cls, written: str) -> "UnitKey":
        """The inverse of `str`."""
        kind, _, section = written.partition(":")
        return cls(UnitKind(kind), int(section))


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit and its stream. In a section the first line is the heading (empty for what has none), each further line
    a paragraph; `run_in` says that heading and first paragraph share a line on the page."""

    key: UnitKey
    tokens: tuple[Token, ...]
    run_in: bool = False


def units_of(draft: Draft, rendered: RenderedDraft) -> tuple[Unit, ...]:
    """The units of a draft in reading order; `rendered` tells how its slots read."""
    assert rendered.front is not None
    title, byline = rendered.front.paragraphs
    units = [
        Unit(UnitKey(UnitKind.TITLE), tuple(_held(draft.title, (slot.text for slot in title.slots)))),
        Unit(UnitKey(UnitKind.BYLINE), tuple(_held(draft.byline, (slot.text for slot in byline.slots)))),
        Unit(UnitKey(UnitKind.SALUTATION), tuple(draft.salutation)),
    ]
    part: int | None = None
    for section, shown in zip(draft.sections, rendered.sections, strict=True):
        if section.part_key is not None and section.part_key != part:
            units.append(Unit(UnitKey(UnitKind.PART, section.part_key), heading_stream(section.part, shown.part)))
        part = section.part_key
        units.append(section_unit(section, shown))
    return tuple(units)


def section_unit(section: DraftSection, shown: RenderedSection) -> Unit:
    """The unit of one section; `shown` tells how its slots read."""
    return Unit(UnitKey(UnitKind.SECTION, section.key), _section(section, shown), section.run_in)


def section_stream(section: DraftSection) -> tuple[Token, ...]:
    """The stream of a section, as `units_of` makes it, with slots that read nothing."""
    lines = [section.heading, *(paragraph.pieces for paragraph in section.paragraphs)]
    return tuple(_joined([_held(line, iter(())) for line in lines]))


def pieces_stream(pieces: Iterable[Piece]) -> tuple[Token, ...]:
    """The stream of a line, with slots that read nothing."""
    return tuple(_held(pieces, iter(())))


def heading_stream(pieces: Sequence[Piece], read: str) -> tuple[Token, ...]:
    """A heading's stream: its slots are not told apart where it is read, so each takes what its words leave over."""
    tokens: list[Token] = []
    at = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text):
            tokens += piece.words
            at += len(piece.words)
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        end = read.find(following.words, at) if isinstance(following, Text) else len(read)
        end = len(read) if end < 0 else end
        tokens.append(Held(piece, read[at:end]))
        at = end
    return tuple(tokens)


def _section(section: DraftSection, shown: RenderedSection) -> tuple[Token, ...]:
    lines: list[Iterable[Token]] = [heading_stream(section.heading, shown.heading.removeprefix(section.number))]
    for paragraph, read in zip(section.paragraphs, shown.paragraphs, strict=True):
        lines.append(_held(paragraph.pieces, (slot.text for slot in read.slots)))
    return tuple(_joined(lines))


def _joined(lines: Iterable[Iterable[Token]]) -> Iterator[Token]:
    for number, line in enumerate(lines):
        if number:
            yield BREAK
        yield from line


def _held(pieces: Iterable[Piece], texts: Iterator[str]) -> Iterator[Token]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield from piece.words
        else:
            yield Held(piece, next(texts, ""))


def reads(tokens: Iterable[Token]) -> str:
    """How a stream reads."""
    return "".join(token if isinstance(token, str) else token.text for token in tokens)


def lines_of(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The spans of the lines of a stream, their breaks left out."""
    breaks = [at for at, token in enumerate(tokens) if token == BREAK]
    return list(zip([0, *(at + 1 for at in breaks)], [*breaks, len(tokens)], strict=True))


def to_json(tokens: Iterable[Token]) -> list[Any]:
    """A stream as JSON: words as strings, slots as objects."""
    written: list[Any] = []
    for token in tokens:
        if isinstance(token, str):
            if written and isinstance(written[-1], str):
                written[-1] += token
            else:
                written.append(token)
        elif isinstance(token, Held):
            written.append({"slot": str(token.slot), "text": token.text})
        else:
            written.append({"slot": str(token.slot), "typed": token.text})
    return written


def from_json(written: Iterable[str | Mapping[str, str]], period: Period, region: str = WHOLE_CITY) -> list[Token]:
    """The inverse of `to_json`."""
    tokens: list[Token] = []
    for item in written:
        if isinstance(item, str):
            tokens += item
            continue
        slot = parse_slot(item["slot"].removeprefix("{{").removesuffix("}}"), period=period, region=region)
        tokens.append(Typed(slot, item["typed"]) if "typed" in item else Held(slot, item["text"]))
    return tokens
