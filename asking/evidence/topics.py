"""Where documents speak of a topic: the sentences that have most of its words, those that the index finds near first.

A word weighs as much as it tells sentences apart; one that no document has weighs most, so that what is not spoken of
is not found by the words that stand everywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from asking.answer import Citation
from asking.evidence.shelf import Book
from asking.evidence.thesaurus import Term, terms_of
from corpus.model import Span
from retrieval.index import Hit
from retrieval.words import Words

ENOUGH = 0.5
"""The share of a topic, by weight, that a sentence must have to speak of it."""
_BESIDE_BEST = 0.6  # the same share, of the best sentence's
_BY_LEAD = 0.5  # what a word counts that stands in the sentence titling the paragraph
_BY_PHRASE = 0.8  # what having all of one of several phrases counts
_PLAIN = 0.25  # what a word counts that says nothing of the topic by itself
_PLAIN_WORDS = frozenset(
    "发展 建设 推动 推进 促进 加强 提高 提升 支持 加快 解决 减轻 帮助 方便 工作 问题 做好 完善 深化 实施 开展 "  # noqa: SIM905
    "领域 产业 一年".split()
)
_NEAR = 0.25  # what being found by the index counts, at most


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence that speaks of a topic: `share` of the topic's words by weight, `score` with its nearness."""

    book: Book
    at: int
    share: float
    score: float
    around: Span | None

    @property
    def citation(self) -> Citation:
        """The sentence as a citation."""
        return self.book.cite_sentence(self.at, self.around)


class Topic:
    """A topic cut into terms, each with its weight among the sentences of some books."""

    def __init__(self, words: str, cutter: Words, books: Sequence[Book]):
        self.words = words
        self._phrases = [phrase for phrase in words.split() if len(phrase) > 1]
        cut = [word for phrase in self._phrases for word in cutter.cut(phrase) if len(word) > 1]
        self.terms = terms_of(words, cut or self._phrases)
        total = sum(len(book.sentences) for book in books) or 1
        spread = dict.fromkeys(self.terms, 0)
        for book in books:
            for term in self._present(book):
                spread[term] += sum(1 for sentence in book.sentences if term.found_in(sentence.span.of(book.text)))
        self.weights = {
            term: math.log((total + 1) / (spread[term] + 0.5)) * (_PLAIN if term.word in _PLAIN_WORDS else 1)
            for term in self.terms
        }
        self._groups = [
            (sum(self.weights[term] for term in inside), inside)
            for phrase in self._phrases
            if (inside := [term for term in self.terms if term.word in phrase]) and len(phrase) > 2
        ]
        self._whole = sum(self.weights.values()) or 1.0

    def _present(self, book: Book) -> list[Term]:
        return [term for term in self.terms if term.present(book.text)]

    def spots(self, book: Book, hits: Sequence[Hit] = ()) -> list[Spot]:
        """The sentences of `book` that have anything of the topic, in order."""
        here = [(term, present) for term in self.terms if (present := term.present(book.text))]
        if not here:
            return []
        near = [(hit.passage.span, hit.score) for hit in hits if hit.passage.document_id == book.document.id]
        found = []
        lead, line = "", -1
        for at, sentence in enumerate(book.sentences):
            words = sentence.span.of(book.text)
            if sentence.line != line:
                lead, line = words, sentence.line
            share = sum(
                self.weights[term] * max(present.found_in(words), _BY_LEAD * present.found_in(lead))
                for term, present in here
            )
            if share <= 0 or not any(present.found_in(words) for _, present in here):
                continue
            share = max(share / self._whole, self._of_one_phrase(words, here))
            whole = sum(phrase in words for phrase in self._phrases) / max(1, len(self._phrases))
            bonus = max((score for span, score in near if span.start <= sentence.span.start < span.end), default=0.0)
            found.append(
                Spot(book, at, share, share + 0.5 * whole + _NEAR * bonus, self._around(sentence.span, words, here))
            )
        return found

    def _of_one_phrase(self, words: str, here: Sequence[tuple[Term, Term]]) -> float:
        """Of several phrases side by side the one that a sentence has most of, as a share a little below the whole."""
        if len(self._groups) < 2:
            return 0.0
        present = dict(here)
        return max(
            _BY_PHRASE
            * sum(self.weights[term] * present[term].found_in(words) for term in inside if term in present)
            / (whole or 1.0)
            for whole, inside in self._groups
        )

    def _around(self, span: Span, words: str, here: Sequence[tuple[Term, Term]]) -> Span | None:
        """Where in a sentence its weightiest word stands."""
        for term, present in sorted(here, key=lambda pair: -self.weights[pair[0]]):
            for word in (term.word, *present.others):
                at = words.find(word)
                if at >= 0:
                    return Span(span.start + at, span.start + at + len(word))
        return None


def best(spots: Sequence[Spot], most: int) -> list[Spot]:
    """Those that speak of the topic, the best first, at most `most`; none where none has enough of it."""
    ranked = sorted(spots, key=lambda spot: (-spot.score, spot.book.document.id, spot.at))
    if not ranked:
        return []
    needed = max(ENOUGH, _BESIDE_BEST * max(spot.share for spot in ranked))
    chosen: list[Spot] = []
    for spot in ranked:
        if spot.share >= needed and not any(_covered(spot, other) for other in chosen):
            chosen.append(spot)
        if len(chosen) == most:
            break
    return chosen


def _covered(spot: Spot, other: Spot) -> bool:
    """Whether the citation of `other` has the sentence of `spot` already."""
    if spot.book is not other.book:
        return False
    taken, own = other.citation.span, spot.book.sentences[spot.at].span
    return taken.start <= own.start and own.end <= taken.end
