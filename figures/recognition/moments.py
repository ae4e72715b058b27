"""The time that a sentence names for its numbers, where it names one: a year, months, a quarter, a year's end.

Reads words only, once for everybody: recognition prints it, a writer moves it along to another year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from figures.period import Period

_MOMENT = re.compile(
    r"(?<!比)(?<!较)(?<!与)(?<!同)(?<!对)(?<!相)"
    r"(?:(?P<year>(?:19|20)\d\d)年(?![均来以间度前后])|(?P<last>去年|上年)(?!同期|同比|末|底|以来|[一-龥]{0,4}(?:基数|持平))|(?P<before>前年)"
    r"|(?P<this>今年|本年)(?!以来)|(?P<next>明年))?"
    r"(?:(?P<half>上半年|下半年)|(?P<whole>全年)(?!目标|任务|计划|预期|预算)|(?P<nine>前三季度)|(?:第?(?P<quarter>[一二三四])季度)(?!以来|回落|提高|持平)"
    r"|(?P<alone>当月|单月)|(?P<end>年末|年底(?!前))"
    r"|(?P<first>\d{1,2})[—–\-－~～至](?P<until>\d{1,2})月(?:份)?|前(?P<from_first>\d{1,2})个月"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2}日)|(?P<by_itself>份)|(?P<third>[上中下]旬)|(?P<month_end>末|底))?)?"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")  # the time told in a closed aside is over with it
_BACK = {"last": 1, "before": 2, "this": 0, "next": -1}
_COMPARED = ("较今年", "比今年", "对今年")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as told: the `year` named, or how many years `back` from the document's own; months `first`..`last`, or
    none for a whole year; `alone` a month by itself (`last` 0: the month that ends the document's own months); `at_end`
    the end of those months. `placed` is False for a time that no table tells of, such as a day."""

    year: int | None = None
    back: int | None = None
    first: int = 0
    last: int = 0
    alone: bool = False
    at_end: bool = False
    placed: bool = True

    def period(self, year: int | None, own: Period | None = None) -> Period | None:
        """The period meant by a document of `year` that tells of `own`; None where it cannot be placed."""
        told = self.year if self.year is not None else None if year is None else year - (self.back or 0)
        if told is None or not self.placed:
            return None
        if self.alone and not self.last:
            return None if own is None else Period(told, own.last, own.last, alone=True)
        if not self.last:  # of its own year a document tells as far as it looks back
            return own if own is not None and told == own.year else Period(told)
        if self.at_end and own is not None and self.last == own.last:
            return Period(told, own.first, own.last)
        if not 1 <= self.first <= self.last <= 12:
            return None
        return Period(told, self.first, self.last, self.alone)


def moment_of(said: str) -> Moment | None:
    """The time named last in `said`, what a sentence says up to a number; a part of a year that names none belongs to
    the year named before it. None where no time is named."""
    said = _ASIDE.sub("", said)
    named = [found for found in _MOMENT.finditer(said) if found[0] and not said[: found.start()].endswith(_COMPARED)]
    if not named:
        return None
    year, back = _year_of(reversed(named))
    found = named[-1]
    if found["half"]:
        first = 1 if found["half"] == "上半年" else 7
        return Moment(year, back, first, first + 5)
    if found["nine"]:
        return Moment(year, back, 1, 9)
    if found["quarter"]:
        last = 3 * ("一二三四".index(found["quarter"]) + 1)
        return Moment(year, back, last - 2, last)
    if found["alone"]:
        month = next((int(one["month"]) for one in reversed(named) if one["month"]), 0)
        return Moment(year, back, month, month, alone=True)
    if found["end"] or found["whole"]:
        return Moment(year, back, 1, 12, at_end=bool(found["end"]))
    if found["until"] or found["from_first"]:
        return Moment(year, back, int(found["first"] or 1), int(found["until"] or found["from_first"]))
    if found["month"]:
        return _of_month(found, year, back)
    return Moment(year, back)


def placed_in(moment: Moment | None, year: int) -> Moment:
    """`moment` in a document that tells of the whole of `year`, with its year told."""
    if moment is None:
        return Moment(year)
    return moment if moment.year is not None else replace(moment, year=year - (moment.back or 0), back=None)


def _year_of(named: Iterable[re.Match[str]]) -> tuple[int | None, int | None]:
    """The year that the latest of `named` belongs to, as its number or as years back."""
    for found in named:
        if found["year"]:
            return int(found["year"]), None
        back = next((years for name, years in _BACK.items() if found[name]), None)
        if back is not None:
            return None, back
    return None, None


def _of_month(found: re.Match[str], year: int | None, back: int | None) -> Moment:
    month = int(found["month"])
    if found["month_end"]:
        return Moment(year, back, 1, month, at_end=True)
    return Moment(year, back, month, month, alone=True, placed=found["by_itself"] is not None)
