"""The one finder of indicators: serves sentences, table rows, questions, slots and the guard.

Knows the catalogue's names and those of the tables at hand; finds them in running text, and says which of them a noun
phrase means. A phrase that is only nearly a name is resolved when one name alone is near it, never by guessing.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from figures.catalogue import Catalogue, Indicator, clean_name
from figures.nearness import nearly_same, same_kind


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters [start, end) of a text that name `indicator`."""

    start: int
    end: int
    indicator: Indicator


_TAIL = re.compile(r"(?:总数|数量|个数|家数|人数|件数|户数|总额|总量|总值|数|额|量)$")
_FILLER = re.compile(r"^(?:全市|我市|本期|完成|实现|共)|的|[（）()“”\"'、，\s]")


def _core(name: str) -> str:
    """What is left of a name when the words that carry no distinction are taken off."""
    core = re.sub(r"[*＊]+", "N", _FILLER.sub("", clean_name(name)))
    return _TAIL.sub("", core) or core


def _stands_in(words: str, context: str) -> bool:
    pairs = _pairs(words)
    return bool(pairs) and sum(pair in context for pair in pairs) >= 0.6 * len(pairs)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


class Finder:
    """Finds indicators by name in texts. Built once from a catalogue; immutable and safe to share."""

    def __init__(self, catalogue: Catalogue, *, told: Iterable[str] = (), own: Iterable[str] = ()):
        """`told` are the names that tables tell figures of; `own` those among them that the catalogue does not know and
        took in as they stand: such a name may be another wording of one it knows, and is then preferred."""
        self.catalogue = catalogue
        self._told = frozenset(told)
        self._own = frozenset(own)
        self._by_head: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)
        self._by_core: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)
        self._by_end: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)  # by what a core ends in
        self._cores: list[tuple[str, str, set[str], Indicator]] = []  # name, core, its pairs
        for indicator in catalogue.indicators:
            for name in (indicator.name, *indicator.aliases):
                for spelling in _spellings(name):
                    self._by_head[spelling[:2]].append((spelling, indicator))
                core = _core(name)
                for spelling in {core, re.sub(r"[0-9]+", "N", core)}:  # a mask may stand for the number in a name
                    self._by_core[spelling].append((name, indicator))
                self._cores.append((name, core, _pairs(core), indicator))
                for cut in range(1, len(core) - 2):
                    self._by_end[core[cut:]].append((core, indicator))
        for names in self._by_head.values():
            names.sort(key=lambda entry: -len(entry[0]))
        self._resolve = functools.lru_cache(maxsize=8192)(self._resolve_uncached)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every longest name in `text`, left to right, not overlapping."""
        at, end = 0, len(text)
        while at < end:
            found = next(
                (entry for entry in self._by_head.get(text[at : at + 2], ()) if text.startswith(entry[0], at)), None
            )
            if found is None:
                at += 1
                continue
            yield Mention(at, at + len(found[0]), found[1])
            at += len(found[0])

    def resolve(self, phrase: str) -> Indicator | None:
        """The indicator that the noun phrase `phrase` as a whole means, or None when none or several are as near."""
        return self._resolve(phrase)

    def complete(self, phrase: str, context: str) -> Indicator | None:
        """The indicator whose name ends in `phrase` and whose other words stand in `context` (交易电量, where
        电力市场化 was spoken of, is 电力市场化交易电量); None when none or several do."""
        core = _core(phrase)
        if len(core) < 3:
            return None
        found = {
            indicator.name: indicator
            for whole, indicator in self._by_end.get(core, ())
            if _stands_in(whole.removesuffix(core), context)
        }
        return self._only(found.values())

    def preferred(self, known: Indicator | None, phrase: str, context: str) -> Indicator | None:
        """`known`, or, where no table tells of it, the name of a table that `phrase` is short for in `context`."""
        if known is None or known.name in self._told or not self._own:
            return known
        longer = self.complete(phrase, context)
        return longer if longer is not None and longer.name in self._own else known

    def _resolve_uncached(self, phrase: str) -> Indicator | None:
        if not phrase:
            return None
        exact = self.catalogue.find(phrase)
        if exact and (not self._own or exact.name in self._told):
            return exact
        core = _core(phrase)
        named = [indicator for name, indicator in self._by_core.get(core, ()) if same_kind(phrase, name)]
        near = self._nearest(phrase, core) if len(core) >= 3 and not named else None
        if exact:
            other = self._only(indicator for indicator in named if indicator is not exact) or near
            return other if other is not None and other.name in self._own else exact
        return self._only(named) if named else near

    def _only(self, found: Iterable[Indicator]) -> Indicator | None:
        """The one indicator found; of several, the one that alone has figures."""
        unique = {indicator.name: indicator for indicator in found}
        if len(unique) > 1:
            unique = {name: indicator for name, indicator in unique.items() if name in self._told}
        return next(iter(unique.values())) if len(unique) == 1 else None

    def _nearest(self, phrase: str, core: str) -> Indicator | None:
        """The one indicator with a name that differs from `phrase` by idle words only."""
        pairs = _pairs(core)
        return self._only(
            indicator
            for name, whole, other, indicator in self._cores
            if pairs & other and same_kind(phrase, name) and nearly_same(core, whole)
        )


def _spellings(name: str) -> set[str]:
    spellings = {
        name,
        name.replace("规模以上", "规上"),
        name.replace("限额以上", "限上"),
        name.replace("规上", "规模以上"),
    }
    return {spelling for spelling in spellings if len(spelling) >= 2}
