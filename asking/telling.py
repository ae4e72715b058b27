"""Statements and figures put into the pieces of an answer: their words as the source has them, with the place."""

import re
from collections.abc import Iterable, Sequence

from asking.answer import Answer, Citation, Given, Piece, Sourced, Verdict
from asking.evidence.quantities import Wanted
from asking.evidence.shelf import Book
from corpus.model import Span
from figures.figure import Figure
from figures.ledger import Statement, Tier
from figures.measure import Measure
from figures.quantity import plain
from figures.slots import Text

_VERBS = re.compile(
    r"(?:力争|争取|确保|按|达到了?|达|为|约|近|超过|超|突破|不低于|不少于|不超过|高于|低于|控制在|稳定在|保持在|稳|在|比上年|同比|年均|实际|名义|预计|增长|增|上涨|下降|降低|降|减少|提高|提升|上升|回落|增加|由负转正|至|到|了|涨幅|增速|增幅)+$"
)
_STRIVING = re.compile(r"(?:力争|争取|冲刺|奋力|努力)[^，、；。0-9]{0,10}$")
_BEHIND = re.compile(r"^(?:以上|以内|左右|以下)?(?:安排)?")


class Teller:
    """Writes the pieces of one answer and gathers the places they stand in, in the order they are told."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._citations: dict[Citation, None] = {}
        self._figures: dict[int, Figure] = {}

    def say(self, *pieces: Piece | str) -> None:
        """Adds pieces; a string is words without numerals."""
        self.pieces += [Text(piece) if isinstance(piece, str) else piece for piece in pieces if piece != ""]

    def cite(self, *citations: Citation) -> None:
        """Notes places that the answer leans on."""
        self._citations |= dict.fromkeys(citations)

    def place(self, one: Statement, book: Book) -> Citation:
        """The words of a statement, verb and bound with it, and the clause they stand in; says which place that is."""
        citation = cite(one, book)
        self.cite(citation)
        span = phrase_span(one, book.text, citation.span)
        words = span.of(book.text)
        verb = _verb_of(one, words)
        self.say(verb, Sourced.placed(words, citation))
        return citation

    def lean(self, figure: Figure) -> None:
        """Notes a figure that the answer leans on."""
        self._figures[figure.id] = figure

    def figure(self, figure: Figure) -> None:
        """A verified figure in words."""
        self.lean(figure)
        self.say(_rate_verb(figure), Sourced.told(_magnitude(figure), figure))

    def answer(self, *, found: bool = True, verdict: Verdict | None = None) -> Answer:
        """What was said, with every place and figure noted."""
        return Answer(found, tuple(self.pieces), self.citations, self.figures, verdict)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place noted, in order."""
        return tuple(self._citations)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure told, in order."""
        return tuple(self._figures.values())


def cite(one: Statement, book: Book) -> Citation:
    """The clause that a statement stands in."""
    return book.cite(one.clause, one.span)


def phrase_span(one: Statement, text: str, within: Span) -> Span:
    """The number of a statement with the verb before it and the bound behind it, as the text has them."""
    before = _VERBS.search(text[max(within.start, one.span.start - 16) : one.span.start])
    start = one.span.start - (len(before[0]) if before else 0)
    behind = _BEHIND.match(text[one.span.end : within.end])
    return Span(start, one.span.end + (len(behind[0]) if behind else 0))


def _verb_of(one: Statement, words: str) -> str:
    """The verb that an earlier member of a list carries for this one (分别增长5%、7%)."""
    if one.measure is not Measure.YOY or one.relation is not None or words != one.text:
        return ""
    return {"up": "增长", "down": "下降"}.get(one.direction or "", "")


def _rate_verb(figure: Figure) -> str:
    if figure.ref.measure is not Measure.YOY:
        return ""
    return "下降" if figure.quantity.value < 0 else "增长"


def _magnitude(figure: Figure) -> str:
    quantity = figure.quantity
    if figure.ref.measure is not Measure.YOY or quantity.value >= 0:
        return quantity.label
    return f"{plain(abs(quantity.value))}{quantity.unit}"


def whose(wanted: Wanted) -> list[Piece]:
    """Whose and of when: 江西2026年, 江西2021—2025年."""
    if wanted.years is not None:
        return [Given.name(wanted.region), Given.years(*wanted.years)]
    head, _, rest = wanted.period.label.partition("年")
    pieces: list[Piece] = [Given.name(wanted.region), Given.year(int(head))]
    return [*pieces, Given.name(rest)] if rest else pieces


def tier_words(one: Statement, beside: Iterable[Statement]) -> str:
    """What tells a further aim from the one beside it."""
    further = one.tier is Tier.STRETCH and any(other.tier is Tier.BASE for other in beside)
    return "力争目标是" if further and not _STRIVING.search(one.quote[: one.span.start - one.clause.start]) else ""


def books_named(books: Sequence[Book]) -> list[Piece]:
    """The names of a few documents, or how many there are."""
    pieces: list[Piece] = []
    for book in books[:4]:
        pieces += [Text("、")] if pieces else []
        pieces.append(Given.name(book.document.name))
    return [*pieces, Text("等")] if len(books) > 4 else pieces
