"""Periods (期间): the span of months a figure tells about."""

import re
from dataclasses import dataclass
from typing import Self

from errors import InputError

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:(?P<half>H[12])|(?P<quarter>Q[1-4])|M(?P<first>\d{1,2})-(?P<last>\d{1,2})|-(?P<month>\d{2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months `first`..`last` of `year`, cumulative; `alone` marks a single month told by itself (2026-06).

    Written 2026, 2026H1, 2026Q1, 2026M1-5, 2026-06. Two spellings of one span are one value: 2026M1-6 is 2026H1.
    """

    year: int
    first: int = 1
    last: int = 12
    alone: bool = False

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2999 or not 1 <= self.first <= self.last <= 12:
            raise InputError(f"期间不成立：{self.year} 年 {self.first}—{self.last} 月。")
        if self.alone and self.first != self.last:
            raise InputError("单月期间只能有一个月。")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period written `text`. Raises `InputError` for anything else."""
        found = _FORMS.fullmatch(text.strip())
        if not found:
            raise InputError(f"期间“{text}”不认识，请写成 2026H1、2026Q1、2026M1-5、2026-06 或 2026。")
        year = int(found["year"])
        if found["half"]:
            return cls(year, 1, 6) if found["half"] == "H1" else cls(year, 7, 12)
        if found["quarter"]:
            last = 3 * int(found["quarter"][1])
            return cls(year, last - 2, last)
        if found["first"]:
            return cls(year, int(found["first"]), int(found["last"]))
        if found["month"]:
            return cls(year, int(found["month"]), int(found["month"]), alone=True)
        return cls(year)

    def __str__(self) -> str:
        if self.alone:
            return f"{self.year}-{self.first:02d}"
        span = (self.first, self.last)
        if span == (1, 12):
            return str(self.year)
        if span in ((1, 6), (7, 12)):
            return f"{self.year}H{1 if self.first == 1 else 2}"
        if self.last - self.first == 2 and self.last % 3 == 0:
            return f"{self.year}Q{self.last // 3}"
        return f"{self.year}M{self.first}-{self.last}"

    @property
    def label(self) -> str:
        """What the screen calls it: 2026年上半年, 2026年一季度, 2026年1—5月, 2026年6月, 2026年."""
        text = str(self)
        if self.alone:
            return f"{self.year}年{self.first}月"
        if text.endswith(("H1", "H2")):
            return f"{self.year}年{'上' if self.first == 1 else '下'}半年"
        if "Q" in text:
            return f"{self.year}年{'一二三四'[self.last // 3 - 1]}季度"
        return f"{self.year}年" if text == str(self.year) else f"{self.year}年{self.first}—{self.last}月"

    def shift(self, years: int) -> "Period":
        """The same months, `years` later (earlier when negative)."""
        return Period(self.year + years, self.first, self.last, self.alone)


def span_name(period: Period) -> str:
    """What a speech calls the months of its own period: 上半年, 一季度, 前三季度, 全年, 1—5月."""
    names = {(1, 3): "一季度", (1, 6): "上半年", (1, 9): "前三季度", (1, 12): "全年", (7, 12): "下半年"}
    months = str(period.first) if period.alone else f"{period.first}—{period.last}"
    return names.get((period.first, period.last)) or f"{months}月"
