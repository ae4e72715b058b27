"""Editing a section as text with slots: the text a person sees, and the section made of what came back.

A paragraph is a line; its lead sentence stands between ** marks. Marks stay with the words they were set on and go when
those words change: whoever rewrote them has looked.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from drafting.model import Draft, DraftParagraph, DraftSection, Mark
from errors import InputError
from figures.period import Period
from figures.slots import EntrySlot, Piece, Text, parse_pieces, write_pieces

_LEAD = re.compile(r"\*\*(.+?)\*\*")


def section_source(section: DraftSection) -> str:
    """The section's paragraphs, one a line, slots in braces."""
    return "\n".join(_source(paragraph) for paragraph in section.paragraphs)


def _source(paragraph: DraftParagraph) -> str:
    text = write_pieces(paragraph.pieces)
    return f"**{text[: paragraph.lead]}**{text[paragraph.lead :]}" if paragraph.lead else text


def edited_section(section: DraftSection, source: str, period: Period, region: str) -> DraftSection:
    """`section` with the paragraphs of `source`. Raises `InputError` for a number outside a slot, a broken slot or an
    empty text, unless the section is empty too."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    if not lines and section.paragraphs:
        raise InputError("这一节没有内容了，请至少保留一段。")
    return replace(section, paragraphs=tuple(_paragraph(line, section, period, region) for line in lines))


def _paragraph(line: str, section: DraftSection, period: Period, region: str) -> DraftParagraph:
    found = _LEAD.match(line)
    plain = _LEAD.sub(r"\1", line, count=1) if found else line
    pieces = parse_pieces(plain, period=period, region=region)
    written = write_pieces(pieces)
    lead = len(write_pieces(parse_pieces(found[1], period=period, region=region))) if found else 0
    before = next((old for old in section.paragraphs if write_pieces(old.pieces) == written), None)
    if before is not None:
        return replace(before, lead=lead)
    marks = [moved for old in section.paragraphs for mark in old.marks if (moved := _moved(mark, old, written))]
    origin = next((old.origin for old in section.paragraphs if _alike(write_pieces(old.pieces), written)), None)
    return DraftParagraph(pieces, lead, tuple(marks), origin)


def _moved(mark: Mark, old: DraftParagraph, written: str) -> Mark | None:
    words = write_pieces(old.pieces)[mark.start : mark.end]
    at = written.find(words)
    return replace(mark, start=at, end=at + len(words)) if at >= 0 else None


def _alike(one: str, other: str) -> bool:
    return one[:12] == other[:12] or one[-12:] == other[-12:]


def check_entries(pieces: Iterable[Piece], draft: Draft) -> None:
    """An attested entry vouches for the slot it was given for: it may be moved as it is, not put to another use.
    Raises `InputError`."""
    lines = [draft.title, draft.byline]
    for section in draft.sections:
        lines += [section.part, section.heading, *(paragraph.pieces for paragraph in section.paragraphs)]
    standing = {piece for line in lines for piece in line}
    for piece in pieces:
        if isinstance(piece, EntrySlot) and piece.entry is not None and piece not in standing:
            raise InputError(f"编号为 {piece.entry} 的填报不是为这里填写的，请原样移动，或用“填报”功能填写。")


def replace_slot(section: DraftSection, number: int, slot: EntrySlot) -> DraftSection:
    """`section` with its slot `number`, counted from 0 through all paragraphs, replaced; leads and marks move along."""
    counts = [sum(not isinstance(piece, Text) for piece in paragraph.pieces) for paragraph in section.paragraphs]
    before = [0, *accumulate(counts)]
    at = next(index for index, start in enumerate(before[1:]) if number < start)
    paragraph = _with_slot(section.paragraphs[at], number - before[at], slot)
    return replace(section, paragraphs=(*section.paragraphs[:at], paragraph, *section.paragraphs[at + 1 :]))


def line_with_slot(pieces: tuple[Piece, ...], number: int, slot: EntrySlot) -> tuple[Piece, ...]:
    """A title with its slot `number`, counted from 0, replaced."""
    place = _place(pieces, number)
    return (*pieces[:place], slot, *pieces[place + 1 :])


def _place(pieces: tuple[Piece, ...], number: int) -> int:
    return [index for index, piece in enumerate(pieces) if not isinstance(piece, Text)][number]


def _with_slot(paragraph: DraftParagraph, number: int, slot: EntrySlot) -> DraftParagraph:
    place = _place(paragraph.pieces, number)
    start = len(write_pieces(paragraph.pieces[:place]))
    end = start + len(str(paragraph.pieces[place]))
    grown = len(str(slot)) - (end - start)

    def moved(at: int) -> int:
        return at if at <= start else at + grown if at >= end else start

    return replace(
        paragraph,
        pieces=line_with_slot(paragraph.pieces, number, slot),
        lead=moved(paragraph.lead),
        marks=tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in paragraph.marks),
    )
