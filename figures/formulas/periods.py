"""Which period a figure is told against, by the words of a comparator. Knows neither figures nor formulas."""

import re

from figures.period import Period

_MONTHS = re.compile(r"1[—–\-－~～至](?P<until>\d{1,2})月(?:份)?|前(?P<first>\d{1,2}|[二三四五六七八九十])个?月")
_HAN = "零一二三四五六七八九十"


def base_period(period: Period, comparator: str | None) -> Period | None:
    """What a rate of `period` is told against by `comparator` (一季度, 1—5月, 上月, 上年同期), or None."""
    if comparator == "一季度":
        return Period(period.year, 1, 3)
    if comparator in ("上年同期", "去年同期"):
        return period.shift(-1)
    if comparator in ("上年全年", "去年全年"):
        return Period(period.year - 1)
    if comparator in ("上月", "上个月") and period.last > period.first == 1:
        return Period(period.year, 1, period.last - 1)  # the year up to the month before
    if comparator in ("上月", "上个月") and period.alone and period.last > 1:
        return Period(period.year, period.last - 1, period.last - 1, alone=True)
    months = _MONTHS.fullmatch(comparator or "")
    if not months:
        return None
    said = months["until"] or months["first"]
    last = int(said) if said.isdecimal() else _HAN.index(said)
    return Period(period.year, 1, last) if 1 <= last < period.last and period.first == 1 else None
