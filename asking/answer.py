"""What a question is answered with: pieces that each tell where they come from, and the places they stand in.

An answer holds no number that was made up: `Text` (of the slots) refuses numerals, and every other piece shows what it
repeats. A model that phrases an answer is given these pieces and gives pieces back; nothing else reaches a page.
"""

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


class Sort(StrEnum):
    """What a piece repeats, as a person or a model is told."""

    NAME = "名称"
    YEAR = "年份"
    COUNT = "处数"
    ECHO = "问题里的话"
    PLACED = "文件里的数"
    QUOTED = "引文"
    TOLD = "核实过的数"
    WORKED = "推算的数"


@dataclass(frozen=True, slots=True)
class Given:
    """Words that say nothing of the world by themselves: how something is called, which year is spoken of, how many of
    the answer's own places there are, or words of the question."""

    sort: Sort
    text: str

    @classmethod
    def name(cls, text: str) -> "Given":
        """The name of an indicator, a region or a document as it goes by; a number in it (PM2.5) is part of it."""
        return cls(Sort.NAME, text)

    @classmethod
    def year(cls, year: int) -> "Given":
        """A year that the question asks about, or that a document or a statement is of."""
        return cls(Sort.YEAR, f"{year}年")

    @classmethod
    def years(cls, first: int, last: int) -> "Given":
        """Several years told as one."""
        return cls(Sort.YEAR, f"{first}—{last}年")

    @classmethod
    def count(cls, number: int) -> "Given":
        """How many of the answer's own places there are."""
        return cls(Sort.COUNT, str(number))

    @classmethod
    def echo(cls, words: str) -> "Given":
        """Words of the question, in quotation marks."""
        return cls(Sort.ECHO, f"“{words}”")


@dataclass(frozen=True, slots=True)
class Sourced:
    """Words that stand in the `sources`, or follow from what does."""

    sort: Sort
    text: str
    sources: tuple[Citation | Figure, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"“{self.text}” has no source")

    @classmethod
    def placed(cls, words: str, source: Citation) -> "Sourced":
        """Words with a number, as a citation has them."""
        return cls(Sort.PLACED, _standing_in(source, words), (source,))

    @classmethod
    def quoted(cls, words: str, source: Citation) -> "Sourced":
        """Words of a document in quotation marks."""
        return cls(Sort.QUOTED, f"“{_standing_in(source, words)}”", (source,))

    @classmethod
    def told(cls, words: str, figure: Figure) -> "Sourced":
        """A verified figure of the tables in words."""
        return cls(Sort.TOLD, words, (figure,))

    @classmethod
    def worked(cls, words: str, sources: tuple[Citation | Figure, ...]) -> "Sourced":
        """What follows from quantities that stand in the sources: the result, or the arithmetic that gives it."""
        return cls(Sort.WORKED, words, sources)


def _standing_in(source: Citation, words: str) -> str:
    if words not in source.quote:
        raise ValueError(f"“{words}” does not stand in its source")
    return words


Piece = Text | Given | Sourced


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
        for source in (one for piece in self.pieces if isinstance(piece, Sourced) for one in piece.sources):
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
