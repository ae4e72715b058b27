"""How near words are to the sections of a draft: by the indicators and the words of a heading that they have in common,
each worth the more the fewer sections have it.

Tells why, which nearness of vectors cannot. Knows nothing of where the words come from.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.model import Draft, DraftSection
from drafting.reuse.offers import words_of
from figures.finder import Finder
from figures.slots import FigureSlot, Text
from retrieval.words import Words

_HEADED = 0.5  # what a word of the heading counts beside the name of an indicator
_PLAIN = frozenset(
    "发展 推进 加快 推动 加强 全力 着力 持续 稳步 工作 增长 提高 主要 指标 全市 上半年 下半年 运行 情况".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What some words have in common with a section, most telling first, and how much that is."""

    words: tuple[str, ...]
    score: float


class Nearness:
    """Compares words with the sections of one draft."""

    def __init__(self, draft: Draft, finder: Finder):
        self._finder = finder
        cutter = Words()
        self._named = {one.key: self._indicators(one) for one in draft.sections}
        self._headed = {
            one.key: {word for word in cutter.cut(_heading(one)) if len(word) > 1 and word not in _PLAIN}
            for one in draft.sections
        }
        self._spread = Counter(
            word for told in (self._named, self._headed) for words in told.values() for word in words
        )

    def shared(self, key: int, words: str) -> Shared:
        """What `words` have in common with the section of `key`."""
        names = {mention.indicator.name for mention in self._finder.mentions(words)} & self._named[key]
        headed = {word for word in self._headed[key] if word in words}
        worth = {word: _HEADED / self._spread[word] for word in headed}
        worth |= {name: 1 / self._spread[name] for name in names}
        told = sorted(worth, key=lambda word: (-worth[word], word))
        return Shared(tuple(told), sum(worth.values()))

    def _indicators(self, section: DraftSection) -> set[str]:
        """Every indicator that the slots or the words of a section name."""
        asked = {
            piece.ref.indicator
            for paragraph in section.paragraphs
            for piece in paragraph.pieces
            if isinstance(piece, FigureSlot)
        }
        known = {found.name for name in asked if (found := self._finder.catalogue.find(name)) is not None}
        return known | {mention.indicator.name for mention in self._finder.mentions(words_of(section))}


def question_of(section: DraftSection) -> str:
    """The words by which passages near a section are looked for."""
    asked: Sequence[str] = [
        piece.ref.indicator
        for paragraph in section.paragraphs
        for piece in paragraph.pieces
        if isinstance(piece, FigureSlot)
    ]
    return " ".join([_heading(section), *dict.fromkeys(asked)])


def _heading(section: DraftSection) -> str:
    return "".join(piece.words for piece in section.heading if isinstance(piece, Text))
