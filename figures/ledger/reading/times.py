"""The absolute time a number tells of: what its sentence says before it, else what the stretch of the document does."""

import re
from dataclasses import dataclass

from figures.figure import FigureKind
from figures.ledger.reading.facts import DocumentFacts
from figures.ledger.reading.outlook import TIME_WORD, YEAR_DIGITS, Outlook, plan_number, plan_years, years_named
from figures.ledger.statement import Horizon
from figures.measure import Measure
from figures.period import Period
from figures.recognition import Recognised
from figures.recognition.moments import moment_of

_COMPARED = re.compile(r"(?:比|较|与|同|由|从|以|于|自|相当于)[^，；。：、]{0,2}$")
_BY = re.compile(
    rf"(?:到|至|在)?(?P<by>{YEAR_DIGITS})年?(?:底|末)?(?:前|(?=达到?|实现|建成|突破|力争|，|基本|超过|全|累计|将))"
    r"|(?:[用在]|力争|通过|未来|今后|再用)?(?P<within>[二两三四五]|[2-5])年(?:内|时间|左右)"
    r"|(?:未来|今后|力争用?|再用|用|通过)(?P<coming>[二两三四五]|[2-5])年"
)
# What a level came from, with its own time (从上半年5.5%降到): the level is not of that time.
_FROM = re.compile(
    r"[从由][^，；。0-9]{0,10}[0-9０-９.．%％个百分点万亿元人]+(?:下降|上升|提高|提升|增加|扩大|回落|增长|[降升增扩])[低高]?(?:[到至为])$"
)
_AVERAGE = re.compile(r"年均(?!浓度|气温|温度|值|径流|降)|每年平均|累计")
_LEVEL = re.compile(
    r"(?:达到?|突破|跃上|增加到|增长到|提高到|提升到|提升至|提高至|增至|升至|降至|下降到|跨越|超过|稳定在|保持在|[上过]|居|为|到)[^，；。0-9]{0,6}$"
)
_STRETCH_BEHIND = re.compile(
    r"五年来|过去五年|近五年|五年间|(?P<from>20\d\d)[年]?[—–－\-~～至](?P<to>20\d\d)年"
    r"|“?十(?P<plan>[一二三四五六七八九])五”?(?:时期|期间|以来|五年)"
)
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Told:
    """The period told of, or the first and last of several years; for a target its horizon."""

    period: Period | None
    years: tuple[int, int] | None
    horizon: Horizon | None


NOT_KNOWN = Told(None, None, None)


def told_of(
    row: Recognised | None, said: str, after: str, kind: FigureKind, outlook: Outlook, facts: DocumentFacts
) -> Told:
    """When the quantity `row` (None: a wording without a number) tells of. `said` is its sentence up to it, `after`
    what follows it in its clause."""
    if kind is FigureKind.TARGET:
        return _ahead(row, said, outlook, facts)
    assert row is not None
    return _behind(row, said, outlook, facts)


def _ahead(row: Recognised | None, said: str, outlook: Outlook, facts: DocumentFacts) -> Told:
    year = facts.year
    if year is None:
        return Told(None, None, Horizon.ANNUAL if row is not None else None)
    clause = re.split(r"[，；：]", said)[-1]
    averaged = _AVERAGE.search(clause) is not None
    named = _latest(said, year)
    if named is None:
        years = outlook.years if outlook.years is not None and outlook.years[1] >= year else (year, year)
    else:
        years = named
    if years[0] == years[1] > year and averaged:
        years = (year, years[1])
    if years[0] == years[1] > year:
        return Told(Period(years[1]), None, Horizon.BY_YEAR)
    if years[0] < years[1]:
        horizon = Horizon.FIVE_YEAR if years[1] - years[0] == 4 else Horizon.BY_YEAR
        return Told(None, years, horizon)
    if averaged and re.search(r"年均", clause) and named is None:
        return Told(None, _plan_of(year), Horizon.FIVE_YEAR)
    moment = row.moment if row is not None else None
    if moment is not None and moment.placed and moment.last and not moment.at_end:
        period = moment.period(year, facts.own)
        if period is not None and period.year == year:
            return Told(period, None, Horizon.ANNUAL)
    return Told(Period(years[1]), None, Horizon.ANNUAL)


def _plan_of(year: int) -> tuple[int, int]:
    """The five years of the plan that `year` belongs to."""
    first = year - (year - 1) % 5
    return first, first + 4


def _latest(said: str, year: int) -> tuple[int, int] | None:
    """The years that the words named last reach over; None where they name none that lies ahead."""
    found: list[tuple[int, tuple[int, int]]] = []
    for match in TIME_WORD.finditer(said):
        years = years_named(match, year)
        if years[1] >= year and not _COMPARED.search(said[: match.start()]):
            found.append((match.start(), years))
    for match in _BY.finditer(said):
        if match["by"]:
            years = (int(match["by"]), int(match["by"]))
        else:
            count = match["within"] or match["coming"]
            years = (year, year + (_NUMBERS.get(count) or int(count)) - 1)
        if years[1] >= year:
            found.append((match.start(), years))
    return max(found)[1] if found else None


def _behind(row: Recognised, said: str, outlook: Outlook, facts: DocumentFacts) -> Told:
    year, own = facts.year, facts.own
    stretch = _stretch(said, facts)
    moment = moment_of(_FROM.sub("", said)) if _FROM.search(said) else row.moment
    averaged = "年均" in re.split(r"[，；：]", said)[-1] and _AVERAGE.search(said) is not None
    level = _LEVEL.search(said) is not None or row.measure is Measure.RANK
    if stretch is None and moment is None and outlook.ahead is False and outlook.several:
        stretch = outlook.years
    if averaged and stretch is None:
        return NOT_KNOWN
    if stretch is not None:
        if level and not averaged and row.measure not in (Measure.YOY, Measure.TWO_YEAR_AVG):
            return Told(Period(stretch[1]), None, None)
        return Told(None, stretch, None)
    if row.period == "two_year" and own is not None:
        return Told(None, (own.year - 1, own.year), None)
    if moment is not None:
        # A part of a year without a year of its own (全年) is of the year that the document looks back on.
        unplaced = moment.year is None and moment.back is None
        period = moment.period(own.year if unplaced and own is not None else year, own)
        return Told(period, None, None)
    if row.period == "other":
        return NOT_KNOWN
    if outlook.ahead is False and outlook.years is not None and not outlook.several:
        told = outlook.years[1]
        return Told(own if own is not None and own.year == told else Period(told), None, None)
    return Told(own, None, None)


def _stretch(said: str, facts: DocumentFacts) -> tuple[int, int] | None:
    """The several years together that a sentence has named last, up to a number that looks back."""
    found = list(_STRETCH_BEHIND.finditer(said))
    if not found or facts.year is None:
        return None
    last = found[-1]
    later = [match for match in TIME_WORD.finditer(said, last.end()) if not plan_number(match) and not match["behind"]]
    if later:
        return None
    if last["from"]:
        return int(last["from"]), int(last["to"])
    if last["plan"]:
        first, end = plan_years(10 + "一二三四五六七八九".index(last["plan"]) + 1)
        return first, min(end, facts.own.year if facts.own else facts.year)
    return facts.year - 5, facts.year - 1
