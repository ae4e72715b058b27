"""The time that a past sentence names for its numbers, where it names one: a year, months, a quarter.

Reads words only. A number told of a time that cannot be placed is not the period's own: it is left to a person.
"""

import re
from dataclasses import dataclass

from figures.period import Period

_MOMENT = re.compile(
    r"(?<!比)(?<!较)(?<!与)(?<!同)(?<!对)"
    r"(?:(?P<year>(?:19|20)\d\d)年(?![均来以间度前后])|(?P<last>去年|上年)(?!同期|末|底)|(?P<this>今年|本年))?"
    r"(?P<part>上半年|下半年|全年(?!目标|任务)|前三季度|第?[一二三四]季度(?!以来)"
    r"|(?P<first>\d{1,2})[—–\-－~～至](?P<until>\d{1,2})月(?:份)?|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2}日)|份|[上中下]旬|末|底)?)?"
)
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12), "前三季度": (1, 9)}
_SENTENCE_ENDS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a sentence says of its time: `period`, or None where it names one that no table tells (a day, a stretch)."""

    period: Period | None


def moment_before(text: str, at: int, own: Period) -> Moment | None:
    """The time that the sentence around `at` names last before it, for a document that tells of `own`; None where it
    names none and so speaks of `own`."""
    begin = max(text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS) + 1
    said = [found for found in _MOMENT.finditer(text, begin, at) if found[0]]
    return _told(said[-1], own) if said else None


def _told(found: re.Match[str], own: Period) -> Moment | None:
    year = int(found["year"]) if found["year"] else own.year - 1 if found["last"] else own.year
    part = found["part"]
    if part is None:  # a bare year is that whole year; this year's is as far as the speech looks back
        return None if year == own.year else Moment(Period(year))
    if part in _PARTS:
        return Moment(Period(year, *_PARTS[part]))
    if part.endswith("季度"):
        last = 3 * ("一二三四".index(part[-3]) + 1)
        return Moment(Period(year, last - 2, last))
    if found["until"]:
        return Moment(_months(year, int(found["first"]), int(found["until"])))
    month = int(found["month"])
    if part.endswith(("末", "底")) and month == own.last:
        return Moment(Period(year, own.first, own.last))
    return Moment(Period(year, month, month, alone=True) if part.endswith("月份") and 1 <= month <= 12 else None)


def _months(year: int, first: int, last: int) -> Period | None:
    return Period(year, first, last) if 1 <= first <= last <= 12 else None
