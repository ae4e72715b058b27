"""A rendered draft as the lines of an official page: which stands where, in which role, and what of it needs a person.

Pure: knows drafts, knows nothing of Word. Both Word copies are written from these lines, so they always read alike.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from drafting.model import Mark, RenderedDraft, RenderedParagraph, RenderedSection, RenderedSlot, State

_MASK = re.compile(r"[*＊]+")
_DAY = re.compile(r"^（.*年.*月.*日）$", re.MULTILINE)
# A numbered line of its own below （一）: 1.… or （1）…, a heading and no sentence.
_POINT = re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])[^。！？；：\n]{2,40}")
_STOPS = tuple("。！？；：，、…")


class Place(StrEnum):
    """The role of a line on the page."""

    NOTICE = "notice"
    TITLE = "title"
    UNDER_TITLE = "under_title"
    SALUTATION = "salutation"
    PART = "part"
    SECTION = "section"
    POINT = "point"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the page. The first `heading` characters are a heading that shares the line with its text;
    `lead` spans the lead sentence. Slots and marks count characters of `text`. `gap` asks for an empty line above.
    `section` is the key of its section in the draft, None outside of any."""

    place: Place
    text: str
    heading: int = 0
    lead: tuple[int, int] = (0, 0)
    slots: tuple[RenderedSlot, ...] = ()
    marks: tuple[Mark, ...] = ()
    gap: bool = False
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) of a line that look alike: within a run-in heading, within a lead, open, marked."""

    start: int
    end: int
    text: str
    heading: bool
    lead: bool
    open: bool
    marked: bool


def lay_out(draft: RenderedDraft, *, issued: date | None = None) -> tuple[Line, ...]:
    """The lines of the whole speech, from the notice of what is open to the last paragraph."""
    front = [*_notice(draft), *_front(draft, issued)]
    text = [*_text(draft)]
    if front and text:
        text[0] = replace(text[0], gap=True)
    return (*front, *text)


def stretches(line: Line, further: Iterable[int] = ()) -> Iterator[Stretch]:
    """`line` cut wherever its look changes, a slot or mark begins or ends, and at the `further` places."""
    opens = [(slot.start, slot.end) for slot in line.slots if slot.state is State.OPEN]
    # An asterisk stands for what nobody knows yet, even where no slot accounts for it (a title, a heading, a byline).
    opens += [found.span() for found in _MASK.finditer(line.text) if not _within(found.start(), opens)]
    marks = [(mark.start, mark.end) for mark in line.marks]
    spans = [(0, line.heading), line.lead, *opens, *marks, *((slot.start, slot.end) for slot in line.slots)]
    cuts = sorted({0, len(line.text)} | {min(at, len(line.text)) for span in (*spans, further) for at in span})
    for start, end in pairwise(cuts):
        yield Stretch(
            start,
            end,
            line.text[start:end],
            heading=start < line.heading,
            lead=_within(start, [line.lead]),
            open=_within(start, opens),
            marked=_within(start, marks),
        )


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _notice(draft: RenderedDraft) -> Iterator[Line]:
    """What a reader must be told before anything else; a finished speech without open slots has no such line."""
    said = []
    if draft.open:
        said.append(f"待核数据 {draft.open} 处")
    if not draft.complete:
        said.append("本稿尚未写完")
    if said:
        yield Line(Place.NOTICE, "，".join(said))


def _front(draft: RenderedDraft, issued: date | None) -> Iterator[Line]:
    if draft.title.strip():
        yield Line(Place.TITLE, draft.title)
    if issued and not _DAY.search(draft.byline):  # a byline with a day of its own tells it
        yield Line(Place.UNDER_TITLE, f"（{issued.year}年{issued.month}月{issued.day}日）")
    for line in draft.byline.splitlines():
        yield Line(Place.UNDER_TITLE, line)


def _text(draft: RenderedDraft) -> Iterator[Line]:
    if draft.salutation:
        yield Line(Place.SALUTATION, draft.salutation)
    part = ""
    for section in draft.sections:
        if section.part and section.part != part:
            yield Line(Place.PART, section.part)
        part = section.part
        for line in _section(section):
            yield replace(line, section=section.key)


def _section(section: RenderedSection) -> Iterator[Line]:
    paragraphs = section.paragraphs
    if section.heading and section.run_in and paragraphs:
        yield _run_in(section.heading, paragraphs[0])
        paragraphs = paragraphs[1:]
    elif section.heading:
        yield Line(Place.SECTION, section.heading)
    for paragraph in paragraphs:
        yield _paragraph(paragraph)


def _paragraph(paragraph: RenderedParagraph) -> Line:
    lead = paragraph.lead
    if lead and paragraph.text.startswith("。", lead):
        lead += 1  # the full stop belongs to the lead on the page
    place = Place.POINT if _POINT.fullmatch(paragraph.text) else Place.BODY
    return Line(place, paragraph.text, lead=(0, lead), slots=paragraph.slots, marks=paragraph.marks)


def _run_in(heading: str, paragraph: RenderedParagraph) -> Line:
    """Heading and first paragraph on one line, with a full stop between them where neither brings a stop along."""
    stopped = heading.endswith(_STOPS) or paragraph.text.startswith(_STOPS)
    before = heading if stopped else heading + "。"
    body, by = _paragraph(paragraph), len(before)
    return replace(
        body,
        text=before + body.text,
        heading=by,
        lead=(by + body.lead[0], by + body.lead[1]),
        slots=tuple(replace(slot, start=slot.start + by, end=slot.end + by) for slot in body.slots),
        marks=tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in body.marks),
    )
