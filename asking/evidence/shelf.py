"""The documents that questions are answered from, with their texts cut into sentences: read once, kept while the
process lives. Knows whose and of which year each is from the library, never from a passage."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import RLock

from asking.answer import LONGEST_QUOTE, Citation
from corpus.library import Library, StoredDocument
from corpus.model import Span, Speech
from figures.ledger.reading.facts import facts_of
from figures.ledger.reading.outlook import Stretch, stretches

_SENTENCE = re.compile(r"[^。！？；!?;\r\n]+[。！？；!?;]*[”’」』）]*")
_CLAUSE = re.compile(r"[，、：]")
_LEAD = 30  # characters a sentence has at most that titles what follows


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: its span, and the number of the line (paragraph) it stands in."""

    span: Span
    line: int


class Book:
    """One document's text, its year, and its sentences in order."""

    def __init__(self, document: StoredDocument, text: str, outline: Callable[[], Speech]):
        self.document = document
        self.text = text
        self._outline = outline

    @property
    def year(self) -> int | None:
        """The year that the document speaks from."""
        return self.document.year

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, without the blanks around it."""
        found = []
        lines = [match.start() for match in re.finditer(r"(?m)^", self.text)]
        for match in _SENTENCE.finditer(self.text):
            words = match[0]
            start = match.start() + len(words) - len(words.lstrip())
            end = match.start() + len(words.rstrip())
            if end - start > 1:
                found.append(Sentence(Span(start, end), bisect_right(lines, start)))
        return tuple(found)

    def ahead(self, at: int) -> bool | None:
        """Whether the text at `at` looks ahead or back; None where its outline does not say."""
        place = bisect_right(self._starts, at) - 1
        return self._stretches[place].outlook.ahead if place >= 0 else None

    @cached_property
    def _stretches(self) -> tuple[Stretch, ...]:
        own = facts_of(self.document).own
        return tuple(stretches(self._outline(), self.year, own.year if own else self.year))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(stretch.span.start for stretch in self._stretches)

    def cite(self, span: Span, around: Span | None = None) -> Citation:
        """The place `span`; of one too long for a citation the clauses about `around` (default: its beginning)."""
        span = _stripped(self.text, span)
        if span.end - span.start > LONGEST_QUOTE:
            span = _narrowed(self.text, span, around or Span(span.start, span.start))
        return Citation(self.document.id, self.document.name, span, span.of(self.text))

    def cite_sentence(self, at: int, around: Span | None = None) -> Citation:
        """The sentence at place `at`; one that titles what follows together with what follows, as far as it fits."""
        sentence = self.sentences[at]
        end = sentence.span.end
        if end - sentence.span.start <= _LEAD:
            for after in self.sentences[at + 1 :]:
                if after.line != sentence.line or after.span.end - sentence.span.start > LONGEST_QUOTE:
                    break
                end = after.span.end
        return self.cite(Span(sentence.span.start, end), around)


class Shelf:
    """All documents that answers may be told from: speeches and reports, no department's material, which nobody has
    verified. Safe to share between threads."""

    def __init__(self, library: Library):
        self._library = library
        self._books: dict[int, Book] = {}
        self._lock = RLock()

    def documents(self) -> list[StoredDocument]:
        """The documents as the library has them now."""
        return [document for document in self._library.documents() if document.kind.vouched]

    def text(self, document_id: int) -> str:
        """The text of the document of this id."""
        with self._lock:
            known = self._books.get(document_id)
            return known.text if known else self.book(self._library.get(document_id)).text

    def book(self, document: StoredDocument) -> Book:
        """The text of a document. A text never changes under its id."""
        with self._lock:
            if document.id not in self._books:
                text = self._library.text(document.id)
                self._books[document.id] = Book(document, text, lambda: self._library.speech(document.id))
            return self._books[document.id]

    def books(self, documents: Iterable[StoredDocument]) -> list[Book]:
        """The texts of several documents."""
        return [self.book(document) for document in documents]


def of_region(documents: Iterable[StoredDocument], regions: Sequence[str]) -> list[StoredDocument]:
    """The documents of these regions; of any where none is named."""
    return [document for document in documents if not regions or document.region in regions]


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


def _narrowed(text: str, span: Span, around: Span) -> Span:
    """A stretch of `span` about `around` that is short enough, cut at clauses where it can be."""
    room = LONGEST_QUOTE - (around.end - around.start)
    earliest = max(span.start, around.end - LONGEST_QUOTE, around.start - room // 2)
    starts = [span.start, *(mark.end() for mark in _CLAUSE.finditer(text, span.start, around.start))]
    start = min((at for at in starts if at >= earliest), default=earliest)
    latest = min(span.end, start + LONGEST_QUOTE)
    ends = [mark.start() for mark in _CLAUSE.finditer(text, max(around.end, start + 1), latest)]
    end = span.end if span.end <= latest else max(ends, default=latest)
    return Span(start, end)
