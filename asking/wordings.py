"""Aims told without a number (居民消费价格合理回升): the clause of the paragraph of expected targets that names the
indicator. Looked for there alone: elsewhere a report speaks of an indicator without setting an aim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asking.reading.names import named_in
from asking.shelf import Book
from corpus.model import Span
from figures.finder import Finder
from figures.ledger import Place, Statement
from figures.numerals import find_numerals

_CLAUSE = re.compile(r"[^，；。：]+")
_SAYS_SOMETHING = re.compile(r"[一-龥]{2,}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The clause at `clause` of a book, whose words at `span` tell the aim."""

    book: Book
    clause: Span
    span: Span


def wording_of(
    names: Sequence[str], year: int, books: Iterable[Book], statements: Iterable[Statement], finder: Finder
) -> Wording | None:
    """The first such clause for one of the indicators `names` among the targets of `year`."""
    by_id = {book.document.id: book for book in books}
    spans: dict[tuple[int, Span], None] = {}
    for one in statements:
        headline = one.place is Place.HEADLINE and one.period is not None and one.period.year == year
        if headline and one.document_id in by_id:
            spans.setdefault((one.document_id, one.sentence))
    for document, sentence in spans:
        book = by_id[document]
        for piece in _CLAUSE.finditer(book.text, sentence.start, sentence.end):
            words = piece[0]
            named = named_in(finder, words)[:1]
            if not named or named[0].names[0] not in names or next(iter(find_numerals(words)), None) is not None:
                continue
            rest = words[named[0].end :].strip("、 ”")
            if _SAYS_SOMETHING.match(rest):
                start = piece.start() + len(words) - len(words.lstrip())
                clause = Span(start, piece.end())
                return Wording(book, clause, Span(piece.start() + words.index(rest, named[0].end), piece.end()))
    return None
