"""A ruling: a reply as paragraphs of sentences of text and slots, with what was found in it. Values only."""

from dataclasses import dataclass

from figures.guard.findings import Finding
from figures.slots import Piece


@dataclass(frozen=True, slots=True)
class Ruled:
    """A piece and the characters [start, end) of the reply it was read from; an open slot where a number stood."""

    piece: Piece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RuledParagraph:
    """The sentences of one paragraph. `lead` tells whether the first of them titles it."""

    sentences: tuple[tuple[Ruled, ...], ...]
    lead: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of all sentences."""
        return tuple(ruled.piece for sentence in self.sentences for ruled in sentence)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the guard made of `reply`. It holds no number even while findings remain."""

    reply: str
    paragraphs: tuple[RuledParagraph, ...]
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether it may stand as it is."""
        return not self.findings
