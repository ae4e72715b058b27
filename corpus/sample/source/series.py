"""The invented series: what every indicator was in every period, by fixed seeds and Decimal arithmetic.

Values are rounded as published before anything is computed from them, so that a reader who divides
two published values finds the published growth.
"""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

from .periods import FIRST_YEAR, LAST_HALF_YEAR, period_of, same_period_before
from .tables import Fixed, Indicator, Level

_SEED = "岚江"
_CYCLE = {2022: "-1.0", 2023: "0.5", 2024: "0.0", 2025: "0.3", 2026: "-0.2"}
_DEFLATOR = Decimal("0.9")
_ACCUMULATED = {"5G基站": ("新建5G基站", Decimal(980))}
HUNDRED = Decimal(100)
PLACES = 1


def rounded(number: Decimal, decimals: int = PLACES) -> Decimal:
    """Half-up rounding, the statistician's."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def growth(now: Decimal, before: Decimal) -> Decimal:
    """Growth in per cent with one decimal."""
    return rounded((now / before - 1) * HUNDRED)


def noise(*key: object) -> Decimal:
    """A fixed number near zero with deviation near one; integers only, so that it is the same everywhere."""
    dice = random.Random("|".join([_SEED, *map(str, key)]))
    return Decimal(sum(dice.randint(-100, 100) for _ in range(4))) / Decimal(115)


class Series:
    """Values and rates of growth, filled in step by step: free series first, then sums."""

    def __init__(self, indicators: dict[str, Indicator], levels: dict[str, Level], fixed: list[Fixed]) -> None:
        self.values: dict[tuple[str, str], Decimal] = {}
        self.rates: dict[tuple[str, str], Decimal] = {}
        self._indicators = indicators
        self._levels = levels
        self._chosen = {(f.name, f.period): f.value for f in fixed if f.measure == "yoy" and not f.place}
        self._chosen_values = {(f.name, f.period): f.value for f in fixed if f.measure == "value" and f.value}

    def add_all(self, sums: dict[str, list[tuple[int, str]]]) -> None:
        """Fill in every series."""
        for level in self._levels.values():
            for kind in level.kinds:
                self._add(level, kind)
        for whole, terms in sums.items():
            self._add_sum(whole, terms)
        for stock, (flow, start) in _ACCUMULATED.items():
            self._add_accumulated(stock, flow, start)

    def decimals(self, name: str) -> int:
        """Decimals of a value; hidden helper series have two."""
        return self._indicators[name].decimals if name in self._indicators else 2

    def _drawn_rate(self, level: Level, year: int, kind: str) -> Decimal:
        """The growth meant for a period: by hand, or drawn around the trend."""
        chosen = self._chosen.get((level.name, period_of(year, kind)))
        if chosen is not None:
            return chosen
        if kind != "H1":
            near = self._drawn_rate(level, year, "H1") + noise(level.name, year, kind) * level.swing * Decimal("0.35")
            return rounded(near)
        if year == FIRST_YEAR:
            return level.fall
        if year == FIRST_YEAR + 1:
            return level.rebound
        cycle = Decimal(_CYCLE[year]) * min(level.swing, Decimal(2))
        return rounded(level.trend + cycle + noise(level.name, year) * level.swing * Decimal("0.5"))

    def _years(self, kind: str) -> range:
        return range(FIRST_YEAR, LAST_HALF_YEAR + (0 if kind == "Y" else 1))

    def _add(self, level: Level, kind: str) -> None:
        if level.name not in self._indicators or not self._indicators[level.name].is_index:
            (self._add_ratio if self._is_ratio(level) else self._add_amount)(level, kind)
            return
        for year in self._years(kind):
            self.rates[level.name, period_of(year, kind)] = self._drawn_rate(level, year, kind)

    def _is_ratio(self, level: Level) -> bool:
        return level.name in self._indicators and self._indicators[level.name].is_ratio

    def _add_ratio(self, level: Level, kind: str) -> None:
        """A ratio: steps from year to year, an offset between periods of one year."""
        assert level.start is not None
        offset = {"Q1": level.first_quarter, "H1": Decimal(0), "Y": level.year}[kind] or Decimal(0)
        decimals = self.decimals(level.name)
        now = level.start
        for year in self._years(kind):
            if year > FIRST_YEAR:
                step = level.rebound if year == FIRST_YEAR + 1 else level.trend + noise(level.name, year) * level.swing
                now = min(now + step, Decimal("99.2"))
                now = self._chosen_values.get((level.name, period_of(year, "H1"))) or now
            wobble = Decimal(0) if kind == "H1" else noise(level.name, year, kind) * level.swing * Decimal("0.2")
            period = period_of(year, kind)
            self.values[level.name, period] = rounded(min(now + offset + wobble, Decimal("99.6")), decimals)
            before = self.values.get((level.name, same_period_before(period)))
            if before is not None:
                self.rates[level.name, period] = growth(self.values[level.name, period], before)

    def _add_amount(self, level: Level, kind: str) -> None:
        """An amount or a count: its start, then growth; the year before the first is worked back."""
        assert level.start is not None
        factor = {"Q1": level.first_quarter, "H1": Decimal(1), "Y": level.year}[kind]
        assert factor is not None, level.name
        real = level.name in self._indicators and self._indicators[level.name].rate == "real"
        decimals = self.decimals(level.name)
        now = rounded(level.start * factor, decimals)
        fall = self._drawn_rate(level, FIRST_YEAR, kind)
        extra = _DEFLATOR if real else Decimal(0)
        first = period_of(FIRST_YEAR, kind)
        self.values[level.name, first] = now
        self.values[level.name, same_period_before(first)] = rounded(now / (1 + (fall + extra) / HUNDRED), decimals)
        for year in self._years(kind):
            period = period_of(year, kind)
            meant = self._drawn_rate(level, year, kind)
            if year > FIRST_YEAR:
                deflator = _DEFLATOR + noise(level.name, year, "prices") * Decimal("0.3") if real else Decimal(0)
                now = rounded(now * (1 + (meant + deflator) / HUNDRED), decimals)
                self.values[level.name, period] = now
            before = self.values[level.name, same_period_before(period)]
            self.rates[level.name, period] = meant if real else growth(now, before)

    def _add_sum(self, whole: str, terms: list[tuple[int, str]]) -> None:
        """A whole: the sum of values; real growth is the terms' growth weighted by their size a year before."""
        for kind in ("Q1", "H1", "Y"):
            for year in range(FIRST_YEAR - 1, self._years(kind).stop):
                period = period_of(year, kind)
                self.values[whole, period] = sum(
                    (sign * self.values[name, period] for sign, name in terms), start=Decimal(0)
                )
                if year >= FIRST_YEAR:
                    self.rates[whole, period] = self._rate_of_sum(whole, terms, period)

    def _add_accumulated(self, stock: str, flow: str, start: Decimal) -> None:
        """A stock: what stood at the end of the year before, and what the period added."""
        for year in range(FIRST_YEAR, LAST_HALF_YEAR + 1):
            for kind in ("Q1", "H1", "Y"):
                if (flow, period_of(year, kind)) in self.values:
                    self.values[stock, period_of(year, kind)] = start + self.values[flow, period_of(year, kind)]
            start = self.values.get((stock, period_of(year, "Y")), start)

    def _rate_of_sum(self, whole: str, terms: list[tuple[int, str]], period: str) -> Decimal:
        before = same_period_before(period)
        if self._indicators[whole].rate != "real":
            return growth(self.values[whole, period], self.values[whole, before])
        weighted = sum((sign * self.values[n, before] * self.rates[n, period] for sign, n in terms), start=Decimal(0))
        return rounded(weighted / self.values[whole, before])
