"""The outline of a stored document as a list of places to open, and which of them a span stands in.

Pure; knows no Streamlit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.model import Paragraph, Span, Speech


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """A line of the outline with the paragraphs it opens; `level` 0 is a part, 1 a section, 2 a lead."""

    title: str
    level: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def indented(self) -> str:
        """The title, moved in by its level."""
        return f"{('', '　', '　　　')[self.level]}{self.title}"

    def holds(self, span: Span) -> bool:
        """Whether `span` begins in one of its paragraphs."""
        return any(one.span.start <= span.start < max(one.span.end, one.span.start + 1) for one in self.paragraphs)


def places(speech: Speech) -> list[OutlinePlace]:
    """Each heading of the outline with its paragraphs; below a section the leads of its paragraphs. A text without any
    outline is one place."""
    return list(_places(speech))


def _places(speech: Speech) -> Iterator[OutlinePlace]:
    text = speech.text
    if speech.preamble:
        yield OutlinePlace("开头" if speech.parts else "全文", 0, speech.preamble)
    for part in speech.parts:
        inside = chain(part.intro, *(section.paragraphs for section in part.sections), part.outro)
        number = f"{part.number}、" if part.number else ""
        yield OutlinePlace(f"{number}{part.heading.of(text)}", 0, tuple(inside))
        for section in part.sections:
            yield OutlinePlace(f"{section.number}{section.heading.of(text)}", 1, section.paragraphs)
            for paragraph in section.paragraphs:
                if paragraph.lead is not None:
                    yield OutlinePlace(paragraph.lead.of(text), 2, (paragraph,))
    if speech.closing:
        yield OutlinePlace("结语", 0, speech.closing)
    if speech.annex:
        yield OutlinePlace("附注", 0, speech.annex)


def place_of(found: Sequence[OutlinePlace], span: Span) -> int:
    """The number of the smallest place above a lead that `span` stands in; the first where it stands in none (a title).
    A single paragraph says too little by itself."""
    holding = [number for number, place in enumerate(found) if place.level < 2 and place.holds(span)]
    return max(holding, key=lambda number: found[number].level, default=0)


def lead_length(paragraph: Paragraph) -> int:
    """How many characters of a paragraph its lead takes."""
    return paragraph.lead.end - paragraph.span.start if paragraph.lead else 0
