"""When a number is told of: actual or target, and its period, out of the words before it. Knows no names."""

import re

from figures.measure import Measure
from figures.period import Period
from figures.recognition import cues
from figures.recognition.model import Recognised, RowKind
from figures.recognition.moments import Moment

# Periods that no half-year's table tells of: several years, other months, a holiday, a later quarter.
_YEARS = (
    r"年均(?!浓度|气温|径流)|[两三四五六七八九十近过去](?:\d{1,2}|[*＊])?年(?:来|以来|间|累计)|五年来|近[两三四五六七八九十]年|时期"
    r"|“十[一-龥]五”(?:以来|期间|时期)|历年|有史以来|假期|节日|黄金周|小长假|春节|国庆|“五一”|[五十]一期间|端午|清明|元旦|(?<![比较])前(?![6六])[0-9*＊一二三四五七八九十]{1,2}个?月|[0-9０-９*＊]+年以来|(?:19|20|１９|２０)[\d０-９]{2}年?[—–－\-~～至到](?:19|20|１９|２０)[\d０-９]{2}年|[两三四五六七八九十]年(?:增长|累计|增加|提高|下降)"
)
_ELSEWHEN = re.compile(rf"{_YEARS}|(?<![比较])(?:第?[二三四]季度|前三季度|下半年)")
# A stretch of years holds until the sentence names a time of the document's own (“十四五”以来…，今年上半年…).
_STRETCH = re.compile(rf"(?P<years>{_YEARS})|上半年|今年(?!一季度)|截至|目前|当前|本期")
# Within a year a target for the whole of it says nothing of a part.
_PART_OF_YEAR = re.compile(
    r"[一二三四]季度|前三季度|[上下]半年|[月日季]均|每月|每季|当月|[0-9*＊]月份|五年|“十[一-龥]五”|期末"
)
_YEARS_AHEAD = re.compile(
    r"(?P<years>“?十[一-龥]五”?(?:时期|期间|规划)|[今未]来[三五十]年|今后[三五十]年|五年)|今年|明年|本年"
)
_MASKED_MONTH = re.compile(r"(?<![—–\-－~～至])[*＊]{1,2}月(?:份|单月|当月)")
_MOVES = (Measure.PP_DIFF, Measure.RATE_CHANGE, Measure.PP_CONTRIBUTION, Measure.SHARE_CHANGE)


def kind_of(said: str, after: str, measure: Measure, bounded: bool, ahead: bool | None) -> RowKind:
    """Figure, target or ordinal. `said` is the sentence so far, `after` what follows the number, `bounded` tells of
    以上 and the like, `ahead` whether the part of the speech speaks of what is to come (None: not known)."""
    if measure is Measure.RANK:
        return RowKind.ORDINAL
    if measure is Measure.COMPLETION:
        return RowKind.FIGURE
    clause = said[max(said.rfind("，"), said.rfind("：")) + 1 :]
    aims = cues.AIM.search(said) is not None
    if ahead is False:
        return RowKind.TARGET if bounded and cues.AIM_LOOKING_BACK.search(said) else RowKind.FIGURE
    whole = re.search(r"(?<![去上]年)全年(?!目标)|力争|确保", clause)
    told = (cues.BACKWARD.search(clause) and not whole) or re.match(r"[^，。；]{0,3}(?:已|目前|现仅)", after)
    if told and not (bounded and (ahead or aims)):
        return RowKind.FIGURE
    if measure in _MOVES and not ahead:
        return RowKind.FIGURE
    return RowKind.TARGET if ahead or aims or cues.FORWARD.search(clause) else RowKind.FIGURE


def period_of(said: str, measure: Measure, kind: RowKind, moment: Moment | None) -> str:
    """H1 (the document's own period), Q1, month, full_year, year_end, last_year, two_year, or other: a stretch of time
    that the document's own period does not tell. `said` is the sentence up to the number, `moment` the time it names
    last."""
    clause = said[max(said.rfind("，"), said.rfind("：")) + 1 :]
    if measure is Measure.TWO_YEAR_AVG:
        return "two_year"
    if (moment is not None and moment.alone and moment.placed) or _MASKED_MONTH.search(said[-40:]):
        return "month"
    if kind is RowKind.TARGET:
        return "other" if _PART_OF_YEAR.search(clause) or _of_years(said) else "full_year"
    if _elsewhen(said, clause):
        return "other"
    if moment is None or moment.year is not None:
        return "H1"
    if moment.first == 1 and moment.last == 3 and measure is not Measure.RATE_CHANGE:
        return "Q1"
    if moment.back == 1:
        return "last_year"
    return "year_end" if moment.at_end and moment.last == 12 else "H1"


def _of_years(said: str) -> bool:
    """Whether the sentence up to the number speaks of several years to come (“十五五”时期…)."""
    named = list(_YEARS_AHEAD.finditer(said))
    return bool(named and named[-1]["years"])


def _elsewhen(said: str, clause: str) -> bool:
    """Whether the clause, or the stretch of years that the sentence speaks of, is none of the document's own time."""
    named = list(_STRETCH.finditer(said))
    return _ELSEWHEN.search(clause) is not None or bool(named and named[-1]["years"])


def absolute_period(row: Recognised, document: str | None) -> str | None:
    """The period of `row` as told by its text and by `document`, the period of the document as a whole (2025H1, or 2025
    for a report given in that year, which tells of the year before); the relative word (H1, Q1, full_year …) where
    neither tells a year."""
    moment = row.moment
    if row.period is None or (document is None and (moment is None or moment.year is None)):
        return row.period
    year = int(document[:4]) if document else None
    if row.kind is RowKind.TARGET:
        return _aimed_at(moment, year)
    yearly = document is not None and document.isdecimal()
    own = None if document is None else Period(int(document) - 1) if yearly else Period.parse(document)
    if moment is not None and row.period != "two_year":
        if moment.year is None and moment.back is None and own is not None:
            year = own.year  # 全年, 上半年 with no year named: those of what the document tells of
        told = moment.period(year, own)
        return row.period if told is None else str(told)
    return row.period if own is None or row.period == "other" else str(_placed(row.period, own))


def _aimed_at(moment: Moment | None, year: int | None) -> str:
    """The period of an aim: the whole year, or the part of it that its sentence names (下半年, 三季度)."""
    if moment is None:
        return str(year)
    named = moment.year or (year - min(moment.back or 0, 0) if year else None)
    part = not moment.at_end and not moment.alone and moment.placed and 1 < moment.first <= moment.last
    return str(Period(named, moment.first, moment.last)) if part and named else str(named)


def _placed(word: str, own: Period) -> Period:
    """The period that a relative word means in a document that tells of `own`."""
    if word == "month":
        return Period(own.year, own.last, own.last, alone=True)
    if word == "Q1":
        return Period(own.year, 1, 3)
    if word == "last_year":
        return Period(own.year - 1)
    return Period(own.year) if word in ("full_year", "year_end") else own
