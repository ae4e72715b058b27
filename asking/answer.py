"""What a question is answered with: pieces that each tell where they come from, and the places they stand in.

An answer holds no number that was made up: `Text` (of the slots) refuses numerals, and every other piece shows what it
repeats. A model that phrases an answer is given these pieces and gives pieces back; nothing else reaches a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Span
from figures.figure import Figure
from figures.slots import Text

LONGEST_QUOTE = 300
"""Characters of a citation: more is a page to read, not a place to look."""


class Verdict(StrEnum):
    """What came of a target: reached, not reached, reached in part (the floor but not what was striven for), or not to
    be told yet."""

    MET = "met"
    MISSED = "missed"
    PARTLY = "partly"
    OPEN = "open"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"met": "完成", "missed": "未完成", "partly": "部分完成", "open": "尚不能判断"}[self.value]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a stored document: `quote` is the document's text at `span`, character for character."""

    document_id: int
    document: str
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if self.span.end - self.span.start != len(self.quote):
            raise ValueError(f"the quote has {len(self.quote)} characters, its span {self.span}")
        if len(self.quote) > LONGEST_QUOTE:
            raise ValueError(f"a quote of {len(self.quote)} characters")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an indicator, a region or a document as it goes by; a number in it (PM2.5) is part of the name."""

    text: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the question asks about, or that a document or a statement is of."""

    year: int

    @property
    def text(self) -> str:
        """As it is written: 2026年."""
        return f"{self.year}年"


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with a number, as a citation has them."""

    text: str
    source: Citation

    def __post_init__(self) -> None:
        if self.text not in self.source.quote:
            raise ValueError(f"“{self.text}” does not stand in its source")


@dataclass(frozen=True, slots=True)
class Told:
    """A verified figure of the tables in words."""

    text: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Worked:
    """What follows from quantities that stand in the sources: the result, or the arithmetic that gives it."""

    text: str
    sources: tuple[Citation | Figure, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("arithmetic over nothing")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document in quotation marks."""

    words: str
    source: Citation

    def __post_init__(self) -> None:
        if self.words not in self.source.quote:
            raise ValueError(f"“{self.words}” does not stand in its source")

    @property
    def text(self) -> str:
        """As it is written, in quotation marks of its own."""
        return f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Echo:
    """Words of the question, in quotation marks."""

    words: str

    @property
    def text(self) -> str:
        """As it is written."""
        return f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the answer's own places there are."""

    number: int

    @property
    def text(self) -> str:
        """As it is written."""
        return str(self.number)


Piece = Text | Name | Year | Placed | Told | Worked | Quoted | Echo | Count


def written(piece: Piece) -> str:
    """A piece as it reads."""
    return piece.words if isinstance(piece, Text) else piece.text


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the plain word that the documents do not tell (`found` False).

    `citations` come in the order they matter; `figures` are the verified figures used.
    """

    found: bool
    pieces: tuple[Piece, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    verdict: Verdict | None = None

    def __post_init__(self) -> None:
        for source in self._sources():
            if isinstance(source, Citation) and source not in self.citations:
                raise ValueError(f"“{source.quote}” is used and not cited")
            if isinstance(source, Figure) and source not in self.figures:
                raise ValueError(f"a figure of {source.ref.indicator} is used and not told")
        if self.found and not self.citations and not self.figures:
            raise ValueError("an answer without a source")

    @property
    def text(self) -> str:
        """The answer in words."""
        return "".join(map(written, self.pieces))

    def _sources(self) -> Iterator[Citation | Figure]:
        for piece in self.pieces:
            match piece:
                case Placed(source=source) | Quoted(source=source):
                    yield source
                case Told(figure=figure):
                    yield figure
                case Worked(sources=sources):
                    yield from sources
                case _:
                    pass
