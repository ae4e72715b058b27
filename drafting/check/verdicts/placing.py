"""Where the numbers of a finished document belong: each row of recognition as the figure it claims to be.

A document tells of its own place and time unless a sentence says otherwise; nothing is moved along, as a writer would.
Knows rows and refs; knows no stored figure.
"""

import re
from dataclasses import dataclass

from corpus.regions import NATION, PROVINCES
from drafting.check.verdicts.comparing import Printed
from figures.figure import WHOLE_CITY, FigureKind, FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.recognition import Recognised, RowKind
from figures.recognition.times import absolute_period
from figures.recognition.views import views_of, year_of_bulletin
from figures.slots import FigureSlot
from figures.wording import SIGNED, of_a_fall

_OWN = {None, "", WHOLE_CITY, "本市", "我市"}
_OWN_PROVINCE = {"全省", "全区", "我省", "我区", "全自治区"}
_DONE = re.compile(r"去年|上年|20\d\d年|同比|已[一-龥]|截至|累计|上半年|一季度|完成|达到了")
_AIMED = re.compile(r"力争|确保|目标|争取|预期|计划|达到[^，。；]*以上|控制在[^，。；]*以内|将[达增实完]")
_FALLEN = re.compile(r"(?:降幅|跌幅)(?:为|达到?|约|是|在)?[ 　]*$")
_MINUS = re.compile(r"(?<![0-9０-９%％点元])(?:[-−－﹣]|负)[ 　]*$")
_NEGATIVE_GROWTH = re.compile(r"负增长[ 　]*$")
_BASE = re.compile(r"[比较](?P<base>年初|[上去]年[末底]|上月|上季度|一季度)$")


@dataclass(frozen=True, slots=True)
class Telling:
    """A document read for its check: text and rows, the `region` it is about, the `period` as it dates itself (2025H1;
    2025 for a report given in that year), and from where on it speaks of what is to come."""

    text: str
    rows: tuple[Recognised, ...]
    region: str
    period: str | None
    ahead: int

    @property
    def own(self) -> Period | None:
        """The period that the document as a whole tells of."""
        if self.period is None:
            return None
        if not self.period.isdecimal():
            return Period.parse(self.period)
        return Period(year_of_bulletin(self.text) or int(self.period) - 1)


def turning_point(text: str) -> int:
    """The first character of `text` that speaks of what is to come; its end where nothing does."""
    return min((view.start for view in views_of(text) if view.ahead), default=len(text))


def claim_of(row: Recognised, telling: Telling) -> FigureSlot | None:
    """The figure that `row` claims to be, with the wording it is told in; None where its time cannot be placed or it is
    none that tables tell."""
    if not row.fillable or row.masked or row.indicator is None or row.measure is None:
        return None
    kind = _kind(row, telling)
    period = _period(row, telling, kind)
    if period is None:
        return None
    ref = FigureRef(row.indicator, row.measure, period, _region(row.region, telling.region), _comparator(row, telling))
    return FigureSlot(ref, "", kind)


def printed(row: Recognised, telling: Telling) -> Printed | None:
    """The number of `row` as printed, with the sign that its words give it; None for one whose value nobody knows."""
    if row.low is None and row.high is None:
        return None
    low, high, bound = row.low, row.high, row.bound
    if row.measure is not Measure.RANK and _falls(row, telling.text):
        low, high = (None if end is None else -end for end in (row.high, row.low))
    return Printed(low, high, row.unit, bound)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around character `at`, up to and without its stop."""
    start = max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1
    ends = [found for mark in "。；！？\n" if (found := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def _falls(row: Recognised, text: str) -> bool:
    before = text[max(0, row.phrase[0] - 12) : row.start]
    if _MINUS.search(text[max(0, row.start - 4) : row.start]):
        return True
    if row.measure not in SIGNED:
        return False
    down = row.direction == "down"
    if row.direction is None:
        return bool(_FALLEN.search(before) or _NEGATIVE_GROWTH.search(before))
    inverted = row.measure is Measure.RATE_CHANGE and of_a_fall(text[max(0, row.phrase[0] - 12) : row.phrase[0]])
    return down != inverted


def _kind(row: Recognised, telling: Telling) -> FigureKind:
    """Actual or target. In a report on a year its turning point tells, where the sentence does not: 全年实现… before it
    is done, 城镇新增就业…万人 after it an aim."""
    aimed = row.kind is RowKind.TARGET
    if telling.own is not None and telling.own.last == 12:
        start, _ = sentence_at(telling.text, row.start)
        said = telling.text[start : row.start]
        if row.start < telling.ahead:
            aimed = aimed and (_AIMED.search(said) is not None or "年均" in said)
        else:
            aimed = aimed or (row.kind is RowKind.FIGURE and _DONE.search(said) is None)
    return FigureKind.TARGET if aimed else FigureKind.ACTUAL


def _period(row: Recognised, telling: Telling, kind: FigureKind) -> Period | None:
    told = absolute_period(row, telling.period)
    if kind is FigureKind.TARGET and row.kind is not RowKind.TARGET and telling.period is not None:
        return Period(int(telling.period[:4]))
    if told is None or not told[:4].isdecimal():
        return None
    period = Period.parse(told)
    own = telling.own
    yearly = telling.period is not None and telling.period.isdecimal()
    named = row.moment is not None and row.moment.year is not None
    if kind is FigureKind.ACTUAL and yearly and not named and own is not None and period == Period(own.year + 1):
        return own  # the year has only begun: what was done in it was done in the year before
    return period


def _region(named: str | None, own: str) -> str:
    if named in _OWN or (named in _OWN_PROVINCE and (own in PROVINCES or own.endswith("区"))):
        return own
    if named == NATION or own == NATION:
        return named or own
    return named or own


def _comparator(row: Recognised, telling: Telling) -> str | None:
    if row.measure is Measure.DIFFERENCE and row.comparator is None:
        found = _BASE.search(telling.text, max(0, row.phrase[0] - 8), row.phrase[0])
        return found["base"] if found else None
    return row.comparator
