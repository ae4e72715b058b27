"""Sentences and clauses of a text as spans, cut as a person would quote them. Knows punctuation only."""

import re
from collections.abc import Iterator

from corpus.model import Span

_SENTENCE = re.compile(r"[^。！？!?\r\n]+[。！？!?]*[”’」』）]*")
_MARKS = "，；。：！？;!?\r\n"
_NAMES_SOMETHING = re.compile(r"[一-龥A-Za-z]{2,}")
_IDLE = re.compile(
    r"分别|达到?|增长|下降|提高|增加|减少|突破|超过|左右|以上|以内|其中|控制在|保持在|稳定在|力争|确保|争取|同比|完成|实现|不低于|不少于|不超过|为|约|到|比上年|年均|累计"
)


class Clauses:
    """The clauses of one text."""

    def __init__(self, text: str):
        self._text = text

    def sentences(self, span: Span) -> Iterator[Span]:
        """The sentences within `span`, with their end marks and without blanks around them."""
        for found in _SENTENCE.finditer(self._text, span.start, span.end):
            words = found[0]
            left = len(words) - len(words.lstrip())
            right = len(words.rstrip())
            if left < right:
                yield Span(found.start() + left, found.start() + right)

    def clause(self, span: Span, sentence: Span) -> Span:
        """The clause around `span`, with those before it that it takes its subject from."""
        start = self._begin(span.start, sentence)
        while start > sentence.start and not _names(self._text[start : span.start]):
            start = self._begin(start - 1, sentence)
        end = span.end
        while end < sentence.end and not (self._text[end] in _MARKS and _closed(self._text[start:end])):
            end += 1
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        return Span(start, max(span.end, end))

    def _begin(self, at: int, sentence: Span) -> int:
        while at > sentence.start:
            if self._text[at - 1] in _MARKS:
                return at
            at -= 1
        return sentence.start


def _closed(words: str) -> bool:
    """Whether no bracket opened in `words` is still open."""
    return words.count("（") <= words.count("）")


def _names(words: str) -> bool:
    return _NAMES_SOMETHING.search(_IDLE.sub("", words)) is not None
