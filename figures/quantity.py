"""Quantities: a magnitude with its unit and bound. Knows nothing of what is measured."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from errors import InputError


def plain(number: Decimal) -> str:
    """A number as it is written: without an exponent and idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Bound(StrEnum):
    """How a magnitude is bounded: 以上 has a low only, 以内 a high only, 左右 both alike, range both."""

    AT_LEAST = "以上"
    AT_MOST = "以内"
    ABOUT = "左右"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low`..`high` in `unit`. Signed: a fall of 2.5% is −2.5. An exact value has low = high and no bound."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound | None = None

    def __post_init__(self) -> None:
        ends = (self.low is not None, self.high is not None)
        wanted = {Bound.AT_LEAST: (True, False), Bound.AT_MOST: (False, True)}.get(self.bound, (True, True))  # type: ignore[arg-type]
        if ends != wanted:
            raise InputError(f"数量的上下限与界限词“{self.bound or '无'}”不合。")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise InputError(f"数量的下限 {self.low} 大于上限 {self.high}。")
            if self.bound is not Bound.RANGE and self.low != self.high:
                raise InputError("只有区间可以上下限不同。")

    @classmethod
    def exact(cls, value: Decimal, unit: str) -> "Quantity":
        """The plain value `value`."""
        return cls(value, value, unit)

    @property
    def value(self) -> Decimal:
        """The one magnitude that stands for the quantity: the bound that exists, the low end of a range."""
        end = self.low if self.low is not None else self.high
        assert end is not None  # the constructor lets no quantity without ends pass
        return end

    @property
    def label(self) -> str:
        """In words: 5.2%, 6%—6.5%, 1200万人以上; a fall keeps its sign."""
        if self.bound is Bound.RANGE:
            return f"{self.low:f}{self.unit}—{self.high:f}{self.unit}"
        return f"{self.value:f}{self.unit}{self.bound or ''}"
