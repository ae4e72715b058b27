"""Whether a statement is of what a question calls by words that the catalogue does not know. Knows words only."""

import re
from functools import lru_cache

from asking.evidence.thesaurus import Term, terms_of
from asking.reading.names import named_in
from figures.finder import Finder
from figures.ledger import Statement
from retrieval.words import Words

ENOUGH = 0.75
"""The share of a name's words, by length, that a statement must have to be of it."""
_BY_CLAUSE = 0.7  # what a word counts that stands in the clause and not in the name
_IDLE = re.compile(
    r"^(?:全[省市区年]|年度|预计|初步核算|实现|完成|新增|累计|其中|总|年末|年底|大宗|当年|地方|全社会|常住|迈上|总值)*"
)
_IDLE_BEHIND = re.compile(
    r"(?:总量|规模|迈上|提升|实现|达到|突破|稳定|首次|连续|总额|增速|增长|数量|总数|台阶|跃上|稳|接近|按|从[一-龥]{2,4}|，|、)*$"
)


class Likeness:
    """Compares names with the words of one finder and one cutter."""

    def __init__(self, finder: Finder, cutter: Words):
        self._finder, self._cutter = finder, cutter
        self._terms = lru_cache(maxsize=256)(self._cut)
        self._plain = lru_cache(maxsize=8192)(self._meant)

    def same(self, words: str, one: Statement) -> bool:
        """Whether `one` has enough of `words`, most of it in its own name."""
        return self.closeness(words, one) >= ENOUGH

    def closeness(self, words: str, one: Statement) -> float:
        """The share of `words` that the statement's name and clause have, by length."""
        terms = self._terms(words)
        whole = sum(len(term.word) for term in terms)
        if not whole:
            return 0.0
        named = sum(len(term.word) * term.found_in(one.indicator) for term in terms)
        if 2 * named < whole:
            return 0.0
        said = sum(
            len(term.word) * max(term.found_in(one.indicator), _BY_CLAUSE * term.found_in(one.quote)) for term in terms
        )
        return said / whole

    def whole(self, words: str, one: Statement) -> bool:
        """Whether all of `words` stand in the statement's name."""
        return all(term.word in one.indicator for term in self._terms(words))

    def shared(self, words: str, one: Statement) -> float:
        """The share of `words` that stands in the statement's name, by length: how near a neighbour it is."""
        terms = self._terms(words)
        whole = sum(len(term.word) for term in terms)
        return sum(len(term.word) * term.found_in(one.indicator) for term in terms) / whole if whole else 0.0

    def plain(self, name: str) -> str:
        """The indicator that a name means when what says nothing is taken off (全年粮食总产); the name itself where it
        means none."""
        return self._plain(name)

    def _meant(self, name: str) -> str:
        bare = _IDLE_BEHIND.sub("", _IDLE.sub("", name))
        found = named_in(self._finder, bare)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(bare):
            return found[0].names[0]
        known = self._finder.catalogue.find(bare)
        return known.name if known else name

    def _cut(self, words: str) -> tuple[Term, ...]:
        return terms_of(words, [word for word in self._cutter.cut(words) if len(word) > 1] or words.split())
