"""What is known of the city: published numbers, and those a statistician derives from them.

`World.value` is the only door. What is not published is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from . import tables
from .periods import first_quarter_of, in_world, kind_of, period_of, same_period_before, year_of
from .series import HUNDRED, Series, noise, rounded
from .tables import COUNTIES, Fixed, Indicator, TargetRow

CITIES_OF_PROVINCE = 13
_COUNTY_LEAN = dict(zip(COUNTIES, map(Decimal, ("-0.4", "0.5", "2.1", "-3.3", "-2.6", "1.2")), strict=True))


class NotPublishedError(LookupError):
    """The city does not publish this number."""


class Known(NamedTuple):
    """A number with its unit; negative means a fall."""

    number: Decimal
    unit: str


class World:
    """The city's numbers; `corrections` go before what was chosen by hand."""

    def __init__(self, corrections: Sequence[Fixed] = ()) -> None:
        self.indicators = tables.indicators()
        self.levels = tables.levels()
        self.targets: dict[tuple[str, int], TargetRow] = {(t.name, t.year): t for t in tables.targets()}
        chosen = [*tables.fixed(), *corrections]
        self._chosen = {(f.name, f.measure, f.period, f.place): f.value for f in chosen}
        self._series = Series(self.indicators, self.levels, chosen)
        self._series.add_all(tables.sums())

    def value(self, indicator: str, measure: str, period: str, comparator: str | None = None) -> Known:
        """One number: published, or derived from published ones."""
        if indicator not in self.indicators:
            raise NotPublishedError(f"unknown indicator {indicator}")
        known = self.indicators[indicator]
        if not in_world(period):
            raise NotPublishedError(f"{period} lies outside the sample")
        derivation = {
            "value": self._amount,
            "count": self._amount,
            "yoy": self._yoy,
            "rank": self._rank,
            "share": self._share,
            "share_change": self._share_change,
            "pp_contribution": self._contribution,
            "difference": self._difference,
            "two_year_avg": self._two_year_average,
            "pp_diff": self._points_apart,
            "rate_change": self._rate_change,
            "completion": self._completion,
        }[measure]
        return derivation(known, period, comparator or "")

    def has(self, indicator: str, measure: str, period: str, comparator: str | None = None) -> bool:
        """Whether that number can be told."""
        try:
            self.value(indicator, measure, period, comparator)
        except NotPublishedError:
            return False
        return True

    def is_published(self, indicator: str, measure: str, period: str, comparator: str = "") -> bool:
        """Whether a table prints that number itself."""
        known = self.indicators[indicator]
        return measure in known.measures and self.has(indicator, measure, period, comparator)

    def target(self, indicator: str, year: int) -> TargetRow:
        """The target of a year."""
        if (indicator, year) not in self.targets:
            raise NotPublishedError(f"no target of {indicator} for {year}")
        return self.targets[indicator, year]

    def _check(self, known: Indicator, measure: str, period: str, place: str = "") -> None:
        if measure not in known.measures:
            raise NotPublishedError(f"{known.name} is not published as {measure}")
        level = self.levels.get(known.name)
        if level and (kind_of(period) not in level.kinds or year_of(period) < level.since):
            raise NotPublishedError(f"{known.name} is not published for {period}")
        if self._chosen.get((known.name, measure, period, place), Decimal(0)) is None:
            raise NotPublishedError(f"{known.name} {measure} is left blank for {period}")

    def _amount(self, known: Indicator, period: str, place: str) -> Known:
        self._check(known, "count" if "count" in known.measures else "value", period)
        return Known(self._series.values[known.name, period], known.unit)

    def _yoy(self, known: Indicator, period: str, place: str) -> Known:
        if place:
            return Known(self._yoy_elsewhere(known, period, place), "%")
        self._check(known, "yoy", period)
        if (known.name, period) not in self._series.rates:
            raise NotPublishedError(f"{known.name} has no growth for {period}")
        return Known(self._series.rates[known.name, period], "%")

    def _yoy_elsewhere(self, known: Indicator, period: str, place: str) -> Decimal:
        """Growth in the nation, the province or a county: near the city's own, on seeds of their own."""
        allowed = {"全国": known.national, "全省": known.province}.get(place, place in COUNTIES and known.is_county)
        if not allowed:
            raise NotPublishedError(f"{known.name} is not published for {place}")
        chosen = self._chosen.get((known.name, "yoy", period, place))
        if chosen is not None:
            return chosen
        own = self._series.rates[known.name, period]
        level = self.levels.get(known.name)
        swing = min(level.swing if level else Decimal("1.4"), Decimal(3))
        if place in COUNTIES:
            half = noise(known.name, period, place) * swing * Decimal("0.4")
            return rounded(own + _COUNTY_LEAN[place] * max(swing, Decimal(1)) + half)
        lag = Decimal("0.35") if place == "全国" else Decimal("0.2")
        return rounded(own - lag * swing + noise(known.name, year_of(period), place) * swing * Decimal("0.45"))

    def _rank(self, known: Indicator, period: str, place: str) -> Known:
        self._check(known, "rank", period)
        everywhere = known.unit == "位"
        if place == "全国" and not everywhere:
            raise NotPublishedError(f"{known.name} has no national rank")
        if place == "全国":
            return Known(Decimal(31 - 2 * (year_of(period) - 2020) + int(noise(known.name, period) * 2)), "位")
        lead = noise(known.name, period, "rank")
        if not everywhere and known.province:
            lead += (self._series.rates[known.name, period] - self._yoy_elsewhere(known, period, "全省")) * 2
        place_in_province = 5 - int(rounded(lead, 0)) if not everywhere else 2 + abs(int(lead))
        return Known(Decimal(min(max(place_in_province, 1), CITIES_OF_PROVINCE)), "位")

    def _raw_share(self, known: Indicator, period: str) -> Decimal:
        if not known.parent:
            raise NotPublishedError(f"{known.name} is a part of nothing")
        return rounded(self._series.values[known.name, period] / self._series.values[known.parent, period] * HUNDRED)

    def _share(self, known: Indicator, period: str, place: str) -> Known:
        self._check(known, "share", period)
        return Known(self._raw_share(known, period), "%")

    def _share_change(self, known: Indicator, period: str, place: str) -> Known:
        self._check(known, "share", period)
        return Known(self._raw_share(known, period) - self._raw_share(known, same_period_before(period)), "个百分点")

    def _contribution(self, known: Indicator, period: str, place: str) -> Known:
        """Share a year before times growth."""
        self._check(known, "pp_contribution", period)
        before = same_period_before(period)
        weight = self._series.values[known.name, before] / self._series.values[known.parent, before]
        return Known(rounded(weight * self._series.rates[known.name, period]), "个百分点")

    def _difference(self, known: Indicator, period: str, place: str) -> Known:
        now = self._amount(known, period, "")
        before = self._amount(known, same_period_before(period), "")
        return Known(now.number - before.number, "个百分点" if known.unit == "%" else known.unit)

    def _two_year_average(self, known: Indicator, period: str, place: str) -> Known:
        factors = [1 + self._yoy(known, p, "").number / HUNDRED for p in (period, same_period_before(period))]
        return Known(rounded(((factors[0] * factors[1]).sqrt() - 1) * HUNDRED), "%")

    def _points_apart(self, known: Indicator, period: str, place: str) -> Known:
        own = self._yoy(known, period, "").number
        return Known(own - self._yoy(known, period, place or "全国").number, "个百分点")

    def _rate_change(self, known: Indicator, period: str, place: str) -> Known:
        references = {
            "": first_quarter_of(period),
            "一季度": first_quarter_of(period),
            "上年同期": same_period_before(period),
            "上年": period_of(year_of(period) - 1, "Y"),
        }
        if place not in references:
            raise NotPublishedError(f"unknown comparator {place}")
        return Known(self._yoy(known, period, "").number - self._yoy(known, references[place], "").number, "个百分点")

    def _completion(self, known: Indicator, period: str, place: str) -> Known:
        target = self.target(known.name, year_of(period))
        if target.measure == "yoy":
            raise NotPublishedError(f"the target of {known.name} is a rate")
        if known.is_ratio:
            raise NotPublishedError(f"{known.name} is a ratio, of which nothing is completed")
        return Known(rounded(self._amount(known, period, "").number / target.value * HUNDRED), "%")


@cache
def world() -> World:
    """The one world."""
    return World()


def corrected_world() -> World:
    """The same as the corrected table tells it."""
    return World(tables.corrections())
