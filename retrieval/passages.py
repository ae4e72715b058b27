"""Passages: a document cut along its outline into the pieces that can be found, each in its exact span.

Two units. A *paragraph* passage is a paragraph of the document, or a part of a long one cut at sentence ends; its text
is the document's text at its span. A *card* stands for a whole section (or the preamble, an intro, an outro, the
closing): its span is that of the whole, its text the heading and the leads, so that a new outline's heading finds it.

Nothing here knows how passages are stored, compared or ranked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import DocumentKind, Paragraph, Part, Section, Span, Speech

LONGEST = 400
"""Characters a paragraph passage has at most; only a single sentence without any comma is cut inside."""

_SENTENCE_END = re.compile(r"[。；！？;!?]+[”’」』）)]*")
_CLAUSE_END = re.compile(r"[，、：,:]")
_CARD_LEAD = 60


class PassageRole(StrEnum):
    """The place in the outline a passage comes from; `body` in a document that has no outline, `annex` the notes after
    the closing."""

    PREAMBLE = "preamble"
    INTRO = "intro"
    SECTION = "section"
    OUTRO = "outro"
    CLOSING = "closing"
    BODY = "body"
    ANNEX = "annex"


class Unit(StrEnum):
    """What a passage stands for: a paragraph in its own words, or a whole section by heading and leads."""

    PARAGRAPH = "paragraph"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What every passage of a document says of it: its id in the store, its file name, and, where known, whose it is
    and of which year."""

    document_id: int
    document: str
    kind: DocumentKind
    region: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a stored document with its place in the outline.

    `path` are the headings above it as printed, numbers included; `part` and `section` the same headings without their
    numbers ("" where there is none).
    """

    document_id: int
    document: str
    kind: DocumentKind
    region: str | None
    year: int | None
    span: Span
    path: tuple[str, ...]
    role: PassageRole
    part: str
    section: str
    unit: Unit
    text: str

    @property
    def key(self) -> str:
        """A name that is the same whenever the same document is cut again."""
        return f"d{self.document_id}:{self.span.start}-{self.span.end}:{self.unit}"

    @property
    def heading(self) -> str:
        """The nearest heading above it, without its number."""
        return self.section or self.part

    @property
    def words(self) -> str:
        """What stands for it when it is compared: a paragraph also by the heading it stands under."""
        return self.text if self.unit is Unit.CARD else f"{self.heading}\n{self.text}".strip()


def cut(facts: DocumentFacts, speech: Speech) -> list[Passage]:
    """The passages of `speech` in reading order, each card before its paragraphs.

    A document without parts gives paragraphs of role `body` in place of an outline; one without even paragraphs is cut
    by its lines. An annex has no card: nothing in a new speech is made after it.
    """
    cutter = _Cutter(facts, speech.text)
    passages = list(_cut_outline(cutter, speech) if speech.parts else _cut_body(cutter, speech))
    for paragraph in speech.annex:
        passages += cutter.paragraph(PassageRole.ANNEX, paragraph.span)
    return passages


def _cut_outline(cutter: "_Cutter", speech: Speech) -> Iterator[Passage]:
    yield from cutter.place(PassageRole.PREAMBLE, speech.preamble)
    for part in speech.parts:
        yield from cutter.part(part)
    yield from cutter.place(PassageRole.CLOSING, speech.closing)


def _cut_body(cutter: "_Cutter", speech: Speech) -> Iterator[Passage]:
    known = [paragraph.span for paragraph in (*speech.preamble, *speech.closing)]
    for span in known or ([] if speech.annex else _lines(speech.text)):
        yield from cutter.paragraph(PassageRole.BODY, span)


def _lines(text: str) -> Iterator[Span]:
    for line in re.finditer(r"\S(?:[^\r\n]*\S)?", text):
        yield Span(*line.span())


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts one document; knows its facts and its text."""

    facts: DocumentFacts
    text: str

    def part(self, part: Part) -> Iterator[Passage]:
        yield from self.place(PassageRole.INTRO, part.intro, part)
        for section in part.sections:
            yield from self.place(PassageRole.SECTION, section.paragraphs, part, section)
        yield from self.place(PassageRole.OUTRO, part.outro, part)

    def place(
        self,
        role: PassageRole,
        paragraphs: Sequence[Paragraph],
        part: Part | None = None,
        section: Section | None = None,
    ) -> Iterator[Passage]:
        """The card and the paragraphs of one place of the outline."""
        if not paragraphs and section is None:
            return
        whole = section.span if section else Span(paragraphs[0].span.start, paragraphs[-1].span.end)
        yield self._passage(role, whole, Unit.CARD, self._card(paragraphs, part, section), part, section)
        for paragraph in paragraphs:
            yield from self.paragraph(role, paragraph.span, part, section)

    def paragraph(
        self, role: PassageRole, span: Span, part: Part | None = None, section: Section | None = None
    ) -> Iterator[Passage]:
        """The paragraph at `span`, in one piece or several."""
        for piece in split(self.text, span):
            yield self._passage(role, piece, Unit.PARAGRAPH, piece.of(self.text), part, section)

    def _card(self, paragraphs: Iterable[Paragraph], part: Part | None, section: Section | None) -> str:
        headed = section or part
        heading = headed.heading.of(self.text).strip() if headed else ""
        return "\n".join(filter(None, [heading, *(self._lead(paragraph) for paragraph in paragraphs)]))

    def _lead(self, paragraph: Paragraph) -> str:
        if paragraph.lead:
            return paragraph.lead.of(self.text).strip()
        words = paragraph.span.of(self.text).strip()
        end = _SENTENCE_END.search(words)
        return words[: min(end.start() if end else len(words), _CARD_LEAD)]

    def _passage(
        self, role: PassageRole, span: Span, unit: Unit, text: str, part: Part | None, section: Section | None
    ) -> Passage:
        above = [headed for headed in (part, section) if headed and headed.heading.of(self.text).strip()]
        facts = self.facts
        return Passage(
            document_id=facts.document_id,
            document=facts.document,
            kind=facts.kind,
            region=facts.region,
            year=facts.year,
            span=span,
            # From the number to the end of the heading: as printed, without guessing how numbers are punctuated.
            path=tuple(self.text[headed.span.start : headed.heading.end].strip() for headed in above),
            role=role,
            part=part.heading.of(self.text).strip() if part else "",
            section=section.heading.of(self.text).strip() if section else "",
            unit=unit,
            text=text,
        )


def split(text: str, span: Span) -> list[Span]:
    """`span` of `text`, less the white space around it, in pieces of about equal length, none above `LONGEST`, that
    join without a gap: cut after a sentence, else after a clause, else anywhere. A blank span gives none."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    pieces = []
    while start < end:
        cut_at = _cut_point(text, start, end)
        pieces.append(Span(start, cut_at))
        start = cut_at
    return pieces


def _cut_point(text: str, start: int, end: int) -> int:
    length = end - start
    if length <= LONGEST:
        return end
    even = start + length // -(-length // LONGEST)  # where pieces of one length would end: avoids a stub at the end
    limit = start + LONGEST
    for pattern in (_SENTENCE_END, _CLAUSE_END):
        ends = [found.end() for found in pattern.finditer(text, start + 1, end) if found.end() <= limit]
        if ends:
            return min(ends, key=lambda point: abs(point - even))
    return limit
