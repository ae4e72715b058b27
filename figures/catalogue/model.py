"""Indicators (指标) by every name they go by: what is measured, in which unit, how its growth is told.

Knows nothing of tables, of stored figures or of sentences, nor of where a catalogue is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from errors import InputError
from figures.catalogue.names import clean_name, key_of, split_growth
from figures.measure import Measure


class Nature(StrEnum):
    """What a value of an indicator is: summed over its period, told at its end, a ratio, an index or a count."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    INDEX = "index"
    COUNT = "count"


class RateKind(StrEnum):
    """How growth is told: at comparable prices; only as published, because the units counted change from year to year
    (investment, retail, enterprises above a size); at current prices and one scope, so that two values give it; or not
    at all."""

    REAL = "real"
    PUBLISHED = "published"
    NOMINAL = "nominal"
    NONE = "none"


class Better(StrEnum):
    """Which direction is good news."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `unit` and `decimals` are those of its value ("" and None where nobody said);
    `whole` the indicator it is naturally a part of; `department` who publishes it."""

    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    decimals: int | None = None
    nature: Nature = Nature.FLOW
    rate: RateKind = RateKind.PUBLISHED
    better: Better = Better.UP
    whole: str | None = None
    department: str = ""


_RATIOS = ("率", "比重", "占比", "比例")  # what a name that nobody described says of itself


class Catalogue:
    """Indicators by every name they go by. Immutable; a name or alias belongs to one indicator.

    Raises `InputError` where two indicators claim one name, or a `whole` is not in the catalogue.
    """

    def __init__(self, indicators: Iterable[Indicator]):
        self._indicators = tuple(indicators)
        self._by_key: dict[str, Indicator] = {}
        self._seen: dict[str, tuple[Indicator | None, str]] = {}
        for indicator in self._indicators:
            for name in (indicator.name, *indicator.aliases):
                key = key_of(clean_name(name))
                other = self._by_key.setdefault(key, indicator)
                if other is not indicator:
                    raise InputError(
                        f"指标目录里“{name}”同时属于“{other.name}”和“{indicator.name}”，请在其中一处改名或删去。"
                    )
        for indicator in self._indicators:
            if indicator.whole and indicator.whole not in self.names:
                raise InputError(f"指标目录里“{indicator.name}”的上级“{indicator.whole}”不是目录中的指标，请改正。")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the file."""
        return self._indicators

    @property
    def names(self) -> frozenset[str]:
        """The names of all indicators, without aliases."""
        return frozenset(indicator.name for indicator in self._indicators)

    def find(self, name: str) -> Indicator | None:
        """The indicator `name` stands for in any of its spellings, or None."""
        return self._resolve(name)[0]

    def canonical(self, name: str) -> str:
        """The catalogue's name for `name`, or, for one it does not know, the cleaned name itself."""
        return self._resolve(name)[1]

    def _resolve(self, name: str) -> tuple[Indicator | None, str]:
        try:
            return self._seen[name]
        except KeyError:
            found = self._search(name)
            if len(self._seen) < 20_000:  # names come from texts and users: the memory must stay bounded
                self._seen[name] = found
            return found

    def _search(self, name: str) -> tuple[Indicator | None, str]:
        cleaned = clean_name(name)
        for candidate in (cleaned, split_growth(cleaned)[0]):
            found = self._by_key.get(key_of(candidate))
            if found:
                return found, found.name
        return None, cleaned

    def decimals(self, indicator: str, measure: Measure) -> int | None:
        """How many decimals a figure of `indicator` is written with: rates 1, ranks and counts 0, a value as the
        catalogue says. None where nobody said: then as many as the source has."""
        if measure in (Measure.RANK, Measure.COUNT):
            return 0
        known = self.find(indicator)
        if measure in (Measure.VALUE, Measure.DIFFERENCE, Measure.THRESHOLD):
            return known.decimals if known else None
        return 1

    def extended(self, names: Iterable[str]) -> "Catalogue":
        """This catalogue and, under their own names, those of `names` it does not know (nothing else is known)."""
        fresh: dict[str, Indicator] = {}
        for name in names:
            known, cleaned = self._resolve(name)
            if known is None and cleaned:
                nature = Nature.RATIO if cleaned.endswith(_RATIOS) else Nature.FLOW
                fresh.setdefault(key_of(cleaned), Indicator(cleaned, nature=nature))
        return Catalogue((*self._indicators, *fresh.values())) if fresh else self
