"""A number as printed against the quantity that the tables tell: equal within the rounding that it shows, or not.

Both are signed. Knows quantities and units only.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum, auto

from figures.quantity import Bound, Quantity
from figures.units import PERCENT, POINTS, scale_of
from figures.wording import alike_units

_HUNDREDFOLD = {"倍": Decimal(100), "成": Decimal(10), PERCENT: Decimal(1), "‰": Decimal("0.1")}
# How far a round number that is said to be near may lie from what it stands for.
_NEAR = Decimal("0.05")


class Outcome(Enum):
    """What comparing comes to; units of different dimensions have no number in common."""

    EQUAL = auto()
    APART = auto()
    OTHER_UNIT = auto()


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it stands on the page, signed: one end is None where it is bounded on one side only."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound | None

    @property
    def value(self) -> Decimal:
        """The one magnitude printed, the low end of a range."""
        end = self.low if self.low is not None else self.high
        assert end is not None  # a row without magnitudes is never compared
        return end


def compare(printed: Printed, told: Quantity) -> Outcome:
    """Whether `printed` says what is `told`: the value at the decimals it shows, the round number it passed, a range
    that holds it."""
    factor = factor_between(told.unit, printed.unit)
    if factor is None:
        return Outcome.OTHER_UNIT
    return Outcome.EQUAL if _says(printed, told, factor) else Outcome.APART


def factor_between(unit: str, into: str) -> Decimal | None:
    """By what an amount in `unit` is multiplied to be told in `into`; None where both do not measure one thing."""
    if unit in _HUNDREDFOLD and into in _HUNDREDFOLD:
        return _HUNDREDFOLD[unit] / _HUNDREDFOLD[into]
    if {unit, into} <= {POINTS, "百分点"}:
        return Decimal(1)
    (from_scale, from_base), (to_scale, to_base) = _scale(unit), _scale(into)
    return from_scale / to_scale if not into or alike_units(from_base, to_base) else None


def _scale(unit: str) -> tuple[Decimal, str]:
    scale, base = scale_of(unit)
    if base == unit and unit.startswith(("万", "亿")) and len(unit) <= 2:  # a number that leaves its noun to the words
        bare = scale_of(f"{unit}人")
        return bare[0], ""
    return scale, base


def _says(printed: Printed, told: Quantity, factor: Decimal) -> bool:
    low, high = (None if end is None else end * factor for end in (told.low, told.high))
    if low is None or high is None or low != high:
        return _same_ends(printed, low, high) or _within(printed, low, high)
    if printed.bound is Bound.RANGE:
        return printed.low is not None and printed.high is not None and printed.low <= low <= printed.high
    if _rounds_to(low, printed.value):
        return True
    return told.bound is None and _rounder(printed, low)


def _same_ends(printed: Printed, low: Decimal | None, high: Decimal | None) -> bool:
    """A bounded quantity (a target 5%以上, a range) is told by its ends; a bound left out is no other number."""
    ends = [end for end in (low, high) if end is not None]
    shown = [end for end in (printed.low, printed.high) if end is not None]
    if len(set(shown)) == 1:
        return any(_rounds_to(end, shown[0]) for end in ends) and not (
            len(ends) == 1 and {printed.bound, _side(low)} == {Bound.AT_LEAST, Bound.AT_MOST}
        )
    return len(ends) == 2 and all(_rounds_to(end, one) for end, one in zip(ends, shown, strict=True))


def _within(printed: Printed, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether an exact number is one of which the tables tell only the round one that it passed."""
    end = low if low is not None else high
    if printed.bound is not None or end is None or (low is not None and high is not None):
        return False
    return _rounder(Printed(low, high, printed.unit, _side(low)), printed.value)


def _side(low: Decimal | None) -> Bound:
    return Bound.AT_MOST if low is None else Bound.AT_LEAST


def _rounds_to(value: Decimal, printed: Decimal) -> bool:
    """Whether `value` at the decimals of `printed` is `printed`; a half may have gone either way."""
    step = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    return abs(value - printed) * 2 <= step


def _rounder(printed: Printed, value: Decimal) -> bool:
    """Whether a bounded number is the round one that `value` passed (超过3000亿元), comes near (近) or keeps below."""
    shown = printed.value
    if shown == 0 or (shown < 0) != (value < 0):
        return False
    value, shown, bound = abs(value), abs(shown), printed.bound
    step = Decimal(1).scaleb(shown.normalize().adjusted() - len(shown.normalize().as_tuple().digits) + 1)
    if bound is Bound.AT_LEAST:
        return (value / step).to_integral_value(ROUND_FLOOR) * step == shown
    if bound is Bound.AT_MOST:
        return (value / step).to_integral_value(ROUND_CEILING) * step == shown
    near = abs(value - shown) <= _NEAR * value
    return bound is Bound.ABOUT and near and (value / step).to_integral_value(ROUND_HALF_UP) * step == shown
