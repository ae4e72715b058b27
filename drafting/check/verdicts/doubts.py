"""Doubts: why a number that differs from the tables may still be right, as it tells of something else than it seems.

A doubt turns a mismatch into what a person has to look up. Each rule is about a kind of telling, none about a sentence.
"""

import re
from decimal import Decimal

from drafting.check.verdicts.comparing import Printed
from drafting.check.verdicts.placing import Telling, sentence_at
from figures.measure import Measure
from figures.recognition import Recognised

_STRETCH = re.compile(r"“?十[一-龥]五”?(?:时期|期间|以来)|五年(?:来|间|以来|的)|(?:过去|这|近)(?:的)?五年|年均|每年")
_YEAR = re.compile(
    r"20\d\d年(?![底末前])|去年|上年|过去(?:的)?一年|一年来|今年|上半年|一季度|前三季度|\d月份?|同比|预计|全年"
)
_BASE = re.compile(r"[比较](?:[^，。；]{0,4})(?:“?十[一-龥]五”?|(?P<year>(?:19|20)\d\d)年|五年前|十年前)")
# A first clause that is all about a wider or a smaller place (…城市群建设提速，经济总量超…).
_ELSEWHERE = re.compile(
    r"[^，。；等]*(?:地区(?!生产总值)|经济圈|城市群|都市圈|片区|新区|园区|高新区|经开区|开发区|自贸[区港]|自由贸易[区港]|示范区|合作区|试验区"
    r"|经济带|县域|港区|保税区)[^，。；等]*，"
)
_EACH = re.compile(r"(?:每|平均每|月均|日均|户均)[^，。；]*$")
_FROM = re.compile(r"(?:由|从)[^，。；到至]{0,14}$")
_STANDING = re.compile(r"(?:稳定|保持|控制|维持)在?[^，。；]*$|连续[^，。；]*$")
_MILESTONE = re.compile(r"(?:接连|连跨|连续跨|相继|先后|跨过|迈上|跨越|跃上)[^，。；]*$")
_STEP = re.compile(r"[^，。；\d]{0,6}(?:台阶|大关|关口)")
_SPAN_OF_YEARS = re.compile(r"年均|五年|[三四六七八九十]年(?:增长|累计|提高|增加)")
_TOTALS = (Measure.VALUE, Measure.COUNT)


def doubt(row: Recognised, printed: Printed, told: Decimal, telling: Telling, *, target: bool) -> str | None:
    """Why the number of `row` may not be the one that the tables tell as `told` (in its unit), or None. `target` says
    that it was read as one."""
    start, _ = sentence_at(telling.text, row.start)
    said = telling.text[start : row.start]
    clause = said[max(said.rfind("，"), said.rfind("：")) + 1 :]
    if _has_a_base_of_its_own(said, telling):
        return "句中另有比较的基期"
    named = row.indicator is not None and row.indicator in clause
    if (
        not (target or named)
        and row.measure in _TOTALS
        and row.region is None
        and _ELSEWHERE.fullmatch(said[: len(said) - len(clause)])
    ):
        return "句中说的可能是另一个地方"
    if _EACH.search(clause):
        return "说的可能是平均数"
    if _FROM.search(clause):
        return "说的可能是起点的数"
    if not target and _STANDING.search(clause) and _keeps(printed, told):
        return "说的是一直守住的界限"
    after = telling.text[row.end : row.end + 16]
    if (
        told / 2 <= printed.value <= told
        and (_MILESTONE.search(clause) or _STEP.match(after))
        and row.measure in _TOTALS
    ):
        return "说的可能是曾经跨过的台阶"
    if row.measure is Measure.YOY and row.direction is None and re.match(r"(?:左右|以上)?的[一-龥]", after):
        return "说的可能是占比"
    ratio = abs(printed.value / told) if told else Decimal(0)
    summed = (
        "累计" in clause and _as_of_years(row, printed, ratio) and telling.own is not None and telling.own.last == 12
    )
    if (
        _SPAN_OF_YEARS.search(clause)
        or summed
        or (_in_stretch(row, telling) and (target or _as_of_years(row, printed, ratio)))
    ):
        return "说的可能是几年的累计或平均"
    return None


def _has_a_base_of_its_own(said: str, telling: Telling) -> bool:
    """Whether the sentence compares with another time than the year before, which all do."""
    before = telling.own.year - 1 if telling.own is not None else None
    return any(found["year"] is None or int(found["year"]) != before for found in _BASE.finditer(said))


def _keeps(printed: Printed, told: Decimal) -> bool:
    """Whether `told` keeps within the bound that is printed."""
    low, high = printed.low, printed.high
    return printed.bound is not None and (low is None or low <= told) and (high is None or told <= high)


def _as_of_years(row: Recognised, printed: Printed, ratio: Decimal) -> bool:
    """Whether a number stands to the year's as that of several years would."""
    if row.measure in _TOTALS:
        return Decimal("1.9") < ratio < 9
    return row.measure is Measure.YOY and Decimal("1.9") < ratio and abs(printed.value) >= 10


def _in_stretch(row: Recognised, telling: Telling) -> bool:
    """Whether the number is told of a stretch of years: by its paragraph, or, in the report that closes five years, by
    whatever stretch or year a sentence before it began with."""
    own = telling.own
    closes = own is not None and own.last == 12 and own.year % 5 == 0
    left = max(0, row.start - 4000) if closes else telling.text.rfind("\n", 0, row.start) + 1
    before = telling.text[left : row.start]
    stretch = [found.start() for found in _STRETCH.finditer(before)]
    if not stretch:
        return False
    sentence = sentence_at(telling.text, row.start)[0] - left
    year = [
        found.start() for found in _YEAR.finditer(before) if found.start() >= sentence or _opens(before, found.start())
    ]
    return not year or year[-1] < stretch[-1]


def _opens(text: str, at: int) -> bool:
    """Whether `at` stands near the beginning of a paragraph."""
    return at - (text.rfind("\n", 0, at) + 1) < 20
