"""What is told of an indicator without a number: an aim (居民消费价格合理回升) in the sentences of the year's targets,
an outcome (与上年持平) in those that tell several main indicators of the year. Looked for there alone: elsewhere a
report speaks of an indicator without setting an aim or telling what came about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asking.evidence.shelf import Book
from asking.reading.names import named_in
from corpus.model import Span
from figures.figure import FigureKind
from figures.finder import Finder
from figures.ledger import Place, Statement
from figures.numerals import find_numerals

_CLAUSE = re.compile(r"[^，；。：]+")
_SAYS_SOMETHING = re.compile(r"[一-龥]{2,}")


_CAME_ABOUT = re.compile(r"持平|同步|稳定|平稳|正增长|负增长|回升|快于|高于|低于")
_SEVERAL = 3  # known indicators a sentence tells at least, to be one of the main ones
_At = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Wording:
    """The clause at `clause` of a book, whose words at `span` tell the aim or the outcome."""

    book: Book
    clause: Span
    span: Span


def wording_of(
    names: Sequence[str], aim: bool, year: int, books: Iterable[Book], statements: Iterable[Statement], finder: Finder
) -> Wording | None:
    """The first such clause for one of the indicators `names`: an `aim` of `year`, or what came about in it."""
    by_id = {book.document.id: book for book in books}
    mine = [
        one for one in statements if one.document_id in by_id and one.period is not None and one.period.year == year
    ]
    for document, sentence in _aims(mine) if aim else _outcomes(mine):
        found = _in_sentence(names, aim, by_id[document], sentence, finder)
        if found is not None:
            return found
    return None


def _aims(statements: Iterable[Statement]) -> list[_At]:
    """The sentences that tell the expected targets."""
    return list(dict.fromkeys((one.document_id, one.sentence) for one in statements if one.place is Place.HEADLINE))


def _outcomes(statements: Iterable[Statement]) -> list[_At]:
    """The sentences that tell what came about of several known indicators."""
    told: dict[_At, set[str]] = {}
    for one in statements:
        if one.known and one.kind is FigureKind.ACTUAL:
            told.setdefault((one.document_id, one.sentence), set()).add(one.indicator)
    return [at for at, indicators in told.items() if len(indicators) >= _SEVERAL]


def _in_sentence(names: Sequence[str], aim: bool, book: Book, sentence: Span, finder: Finder) -> Wording | None:
    for piece in _CLAUSE.finditer(book.text, sentence.start, sentence.end):
        words = piece[0]
        named = named_in(finder, words)[:1]
        if not named or named[0].names[0] not in names or next(iter(find_numerals(words)), None) is not None:
            continue
        rest = words[named[0].end :].strip("、 ”")
        if _SAYS_SOMETHING.match(rest) and (aim or _CAME_ABOUT.search(rest)):
            start = piece.start() + len(words) - len(words.lstrip())
            at = piece.start() + words.index(rest, named[0].end)
            return Wording(book, Span(start, piece.end()), Span(at, at + len(rest)))
    return None
