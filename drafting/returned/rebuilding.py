"""A unit of a draft made again out of its stream: words as text, slots in their place, numbers nobody vouches for as
open slots that keep what was typed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafting.edit import edited_section
from drafting.model import Draft, DraftSection
from drafting.versions.stream import Held, Token, Typed, UnitKey, UnitKind, lines_of, pieces_stream, section_stream
from figures.numerals import find_numerals
from figures.period import Period
from figures.slots import EntryKind, EntrySlot, Piece, Text, write_pieces

Entries = Mapping[Typed, int]
"""The numbers of the attested entries that stand for what was typed over slots."""

_BRACES = str.maketrans("{}", "｛｝")


def stream_today(draft: Draft, key: UnitKey) -> tuple[Token, ...] | None:
    """The stream of a unit as the draft now has it; None where the draft has it no more."""
    if key.kind is UnitKind.TITLE:
        return pieces_stream(draft.title)
    if key.kind is UnitKind.BYLINE:
        return pieces_stream(draft.byline)
    if key.kind is UnitKind.SALUTATION:
        return tuple(draft.salutation)
    if key.kind is UnitKind.PART:
        part = next((section.part for section in draft.sections if section.part_key == key.section), None)
        return None if part is None else pieces_stream(part)
    section = next((section for section in draft.sections if section.key == key.section), None)
    return None if section is None else section_stream(section)


def with_unit(draft: Draft, key: UnitKey, tokens: Sequence[Token], entries: Entries) -> Draft:
    """`draft` with a unit as its new stream tells."""
    if key.kind is UnitKind.TITLE:
        return replace(draft, title=pieces_of(tokens, entries))
    if key.kind is UnitKind.BYLINE:
        return replace(draft, byline=pieces_of(tokens, entries))
    if key.kind is UnitKind.SALUTATION:
        return replace(draft, salutation=write_pieces(pieces_of(tokens, entries)))
    if key.kind is UnitKind.PART:
        line = pieces_of(tokens, entries)
        return replace(
            draft,
            sections=tuple(
                replace(section, part=line) if section.part_key == key.section else section
                for section in draft.sections
            ),
        )
    new = _section(draft.section(key.section), tokens, entries, draft.period, draft.region)
    return draft.with_section(new)


def pieces_of(tokens: Sequence[Token], entries: Entries) -> tuple[Piece, ...]:
    """A line of a stream as pieces."""
    return tuple(_pieces(tokens, entries))


def _pieces(tokens: Sequence[Token], entries: Entries) -> Iterator[Piece]:
    words = ""
    for token in (*tokens, None):
        if isinstance(token, str):
            words += token
            continue
        yield from _text(words.translate(_BRACES))
        words = ""
        if isinstance(token, Held):
            yield token.slot
        elif isinstance(token, Typed):
            yield EntrySlot(EntryKind.OTHER, "#", entries.get(token), "" if token in entries else _hint(token.text))


def _text(words: str) -> Iterator[Piece]:
    """Words, each number among them as an open slot that keeps what was typed."""
    at = 0
    # What would be numbering at the head of a line is a number behind a slot, and whatever goes before.
    for found in find_numerals("…" + words):
        start, end = found.start - 1, found.end - 1
        if start > at:
            yield Text(words[at:start])
        yield EntrySlot(EntryKind.OTHER, "#", None, _hint(found.text))
        at = end
    if at < len(words):
        yield Text(words[at:])


def _hint(text: str) -> str:
    return re.sub(r"[|{}\n]", " ", text)


def _section(
    section: DraftSection, tokens: Sequence[Token], entries: Entries, period: Period, region: str
) -> DraftSection:
    (start, end), *rest = lines_of(tokens)
    heading = pieces_of(tokens[start:end], entries)
    lines = [pieces_of(tokens[start:end], entries) for start, end in rest]
    source = "\n".join(_with_lead(write_pieces(line), section) for line in lines if line)
    if not source.strip():
        return replace(section, heading=heading, paragraphs=())
    return replace(edited_section(section, source, period, region), heading=heading)


def _with_lead(written: str, section: DraftSection) -> str:
    """The paragraph with its lead marked: the old one where it still begins so, else its first sentence where the
    paragraph it was made of had a lead."""
    for paragraph in section.paragraphs:
        old = write_pieces(paragraph.pieces)
        if not paragraph.lead:
            if old == written:
                return written
            continue
        if written.startswith(old[: paragraph.lead]):
            return f"**{written[: paragraph.lead]}**{written[paragraph.lead :]}"
        if old[paragraph.lead :] and written.endswith(old[paragraph.lead :]):
            end = len(written) - len(old) + paragraph.lead
            return f"**{written[:end]}**{written[end:]}" if end > 0 else written
    return written
