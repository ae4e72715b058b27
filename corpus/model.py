"""The speech model: a document's text and the outline laid over it, all in exact spans.

Spans count characters (code points) of `text`, half open. Nothing here reads files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a stored document is."""

    SPEECH = "speech"
    REPORT = "report"
    MATERIAL = "material"
    TABLE = "table"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"speech": "讲话", "report": "报告", "material": "素材", "table": "数据表"}[self.value]

    @property
    def vouched(self) -> bool:
        """Whether what it says was given out by those who answer for it, and may be told from as such. What departments
        send in for a speech is none of it until somebody has checked it, and the numbers of a table are the book's."""
        return self in (DocumentKind.SPEECH, DocumentKind.REPORT)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file's formatting says beyond its text: `headings` are spans of heading lines (without markup) with their
    level (0 the title, 1 the highest), `bold` are spans set in bold. Both in the order of the text."""

    headings: tuple[tuple[Span, int], ...] = ()
    bold: tuple[Span, ...] = ()


NO_LAYOUT = Layout()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `lead` is the first sentence that titles it (without its 。); `suspected` are sentences
    inside it that look like leads and may deserve a paragraph of their own."""

    span: Span
    lead: Span | None = None
    suspected: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section （一）. `span` runs from its number to the end of its last paragraph; `heading` excludes the number;
    `run_in` tells that heading and first paragraph share a line."""

    number: str
    heading: Span
    span: Span
    run_in: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part 一、 with the paragraphs before its first section (`intro`) and after its last (`outro`).

    `number` is as written without its delimiter (一, 第一部分, 01), empty for a part that has only a heading; `heading`
    is an empty span where sections stand without a part above them. `span` runs to the end of its last paragraph.
    """

    number: str
    heading: Span
    span: Span
    intro: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    outro: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """A whole document: title block, salutation, preamble, parts, closing. What is absent is None or empty.

    `annex` are the notes printed after the closing (名词解释, 注, 附件): part of the document, not of the speech.
    """

    text: str
    title: Span | None
    date_line: Span | None
    byline: Span | None
    salutation: Span | None
    preamble: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    closing: tuple[Paragraph, ...]
    annex: tuple[Paragraph, ...] = ()

    def sections(self) -> Iterator[tuple[Part, Section]]:
        """Every section with its part, in order."""
        for part in self.parts:
            for section in part.sections:
                yield part, section


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself (or its file name does): each part may be unknown (None)."""

    title: str
    kind: DocumentKind
    region: str | None
    date: date | None
    period: str | None
