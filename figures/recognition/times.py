"""When a number is told of: actual or target, and the period, out of the words before it. Knows no names."""

import re

from figures.measure import Measure
from figures.recognition import cues
from figures.recognition.model import RowKind

# Periods that no half-year's table tells of: several years, other months, a holiday, a later quarter.
_YEARS = (
    r"年均|[两三四五六七八九十近过去](?:\d{1,2}|[*＊])?年(?:来|以来|间|累计)|五年来|近[两三四五六七八九十]年|时期"
    r"|“十[一-龥]五”(?:以来|期间|时期)|历年|有史以来|假期|节日|黄金周|小长假|春节|国庆|“五一”|[五十]一期间|端午|清明|元旦|(?<![比较])前(?![6六])[0-9*＊一二三四五七八九十]{1,2}个?月|[0-9０-９*＊]+年以来|20\d\d[—–－\-~～至]20\d\d年"
)
_ELSEWHEN = re.compile(rf"{_YEARS}|(?<![比较])(?:第?[二三四]季度|前三季度|下半年)")
# A stretch of years holds until the sentence names a time of the document's own (“十四五”以来…，今年上半年…).
_STRETCH = re.compile(rf"(?P<years>{_YEARS})|上半年|今年(?!一季度)|截至|目前|当前|本期")
# Within a year a target for the whole of it says nothing of a part.
_PART_OF_YEAR = re.compile(
    r"[一二三四]季度|前三季度|[上下]半年|[月日季]均|每月|每季|当月|[0-9*＊]月份|五年|“十[一-龥]五”|期末"
)
_MONTH_ALONE = re.compile(r"当月|单月|(?<![—–\-－~～至])[0-9０-９*＊]{1,2}月份")
_LAST_YEAR = re.compile(r"(?<![比较同与])(?<!相比)(?:去年|上年)(?!同期|同比|末|底|以来|[一-龥]{0,4}(?:基数|持平))")
_FIRST_QUARTER = re.compile(
    r"(?<![比较与同和])(?<!相对)(?<!相比)(?<!较今年)(?<!比今年)(?<!对今年)一季度(?!回落|提高|持平)"
)
_MOVES = (Measure.PP_DIFF, Measure.RATE_CHANGE, Measure.PP_CONTRIBUTION, Measure.SHARE_CHANGE)


def kind_of(said: str, measure: Measure, bounded: bool, ahead: bool | None) -> RowKind:
    """Figure, target or ordinal. `said` is the sentence so far, `bounded` tells of 以上 and the like, `ahead` whether
    the part of the speech speaks of what is to come (None: not known)."""
    if measure is Measure.RANK:
        return RowKind.ORDINAL
    if measure is Measure.COMPLETION:
        return RowKind.FIGURE
    clause = said[max(said.rfind("，"), said.rfind("：")) + 1 :]
    aims = cues.AIM.search(said) is not None
    if ahead is False:
        return RowKind.TARGET if aims and bounded else RowKind.FIGURE
    told = cues.BACKWARD.search(clause) and not re.search(r"(?<![去上]年)全年(?!目标)|力争|确保", clause)
    if told and not (bounded and (ahead or aims)):
        return RowKind.FIGURE
    if measure in _MOVES and not ahead:
        return RowKind.FIGURE
    return RowKind.TARGET if ahead or aims or cues.FORWARD.search(clause) else RowKind.FIGURE


def period_of(said: str, measure: Measure, kind: RowKind) -> str:
    """H1 (the document's own period), Q1, month, full_year, last_year, two_year, or other: a stretch of time that the
    document's own period does not tell. `said` is the sentence up to the number."""
    near = said[-40:]
    clause = said[max(said.rfind("，"), said.rfind("：")) + 1 :]
    if measure is Measure.TWO_YEAR_AVG:
        return "two_year"
    if _MONTH_ALONE.search(near):
        return "month"
    if kind is RowKind.TARGET:
        return "other" if _PART_OF_YEAR.search(clause) else "full_year"
    if _elsewhen(said, clause):
        return "other"
    if _LAST_YEAR.search(clause):
        return "last_year"
    if measure is not Measure.RATE_CHANGE and _FIRST_QUARTER.search(near):
        return "Q1"
    return "H1"


def _elsewhen(said: str, clause: str) -> bool:
    """Whether the clause, or the stretch of years that the sentence speaks of, is none of the document's own time."""
    named = list(_STRETCH.finditer(said))
    return _ELSEWHEN.search(clause) is not None or bool(named and named[-1]["years"])


def year_of(clause: str) -> int | None:
    """The year that a clause names last, if any."""
    found = re.findall(r"((?:19|20)\d\d)年", clause)
    return int(found[-1]) if found else None
