"""Where and when: the period and the place that a title, a sheet's name, a file's name or a column's head tells.

Reads words only; knows nothing of grids.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.regions import NATION, canonical_region, region_in
from errors import InputError
from figures.figure import WHOLE_CITY
from figures.period import Period

_DIGITS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DASH = r"(?:-|至|到)"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=(?:0[1-9]|1[0-2])?(?!\d))")
_DAY = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日|(?:19|20)\d{2}([-./])\d{1,2}\1\d{1,2}(?!\d)|(?:19|20)\d{6}(?!\d)"
)
_SEVERAL_YEARS = re.compile(r"(?:19|20)\d{2}年?[-_](?:19|20)\d{2}(?!\d)")
_SPANS = (
    (re.compile(rf"(?<!\d)({_MONTH})月?份?{_DASH}({_MONTH})月"), None),
    (re.compile(rf"M({_MONTH}){_DASH}({_MONTH})(?!\d)", re.IGNORECASE), None),
    (re.compile(rf"(?<=\d{{4}}[.])({_MONTH}){_DASH}({_MONTH})(?!\d)"), None),
    (re.compile(r"上半年|H1", re.IGNORECASE), (1, 6)),
    (re.compile(r"下半年|H2", re.IGNORECASE), (7, 12)),
    (re.compile(r"前(?:三|3)个?季度"), (1, 9)),
    (re.compile(r"(?:一|1)(?:至|到|-)(?:三|3)季度"), (1, 9)),
)
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|Q([1-4]))", re.IGNORECASE)
_MONTH_END = re.compile(rf"(?<!\d)({_MONTH})月(?:份)?(?:末|底)")
_ONE_MONTH = re.compile(rf"(?:(?<!\d)({_MONTH})月(?:份)?|(?<=\d{{4}})[-./]?(0[1-9]|1[0-2])(?!\d))")
_WHOLE_YEAR = re.compile(r"全年|年度|年末|年底|\d年终")


@dataclass(frozen=True, slots=True)
class When:
    """What a piece of text tells of a period; any part may be missing. `alone` marks one month told without saying
    whether it is that month by itself or the year up to it."""

    year: int | None = None
    months: tuple[int, int] | None = None
    alone: bool = False

    def or_else(self, other: "When") -> "When":
        """This, with what it lacks taken from `other`. A span that ends in a month told alone explains it."""
        year = self.year if self.year is not None else other.year
        if self.months is None:
            return When(year, other.months, other.alone)
        if self.alone and other.months and not other.alone and other.months[1] == self.months[1]:
            return When(year, other.months)
        return When(year, self.months, self.alone)

    def period(self) -> Period | None:
        """The period, if its year is told: a month told alone is that month by itself, a bare year the whole year."""
        if self.year is None or self.months is None:
            return None if self.year is None else Period(self.year)
        return Period(self.year, *self.months, alone=self.alone)


UNTOLD = When()


def read_when(text: str) -> When:
    """What `text` tells of a period: 2026年1—6月, 上半年, 6月末, 2026H1, 202606."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    words = _SEVERAL_YEARS.sub("", _DAY.sub("", re.sub(r"[—–―─~～−至]+", "-", words)))
    found = _YEAR.search(words)
    year = int(found[1]) if found else None
    # A title may compare with another year: what follows the first one up to the next is the period.
    if found:
        rest = words[found.end() :]
        later = _YEAR.search(rest)
        words = words[: found.end()] + (rest[: later.start()] if later and not rest.startswith("-") else rest)
    for pattern, fixed in _SPANS:
        if span := pattern.search(words):
            months = fixed or (_month(span[1]), _month(span[2]))
            return When(year, months) if months[0] <= months[1] else When(year)
    if quarter := _QUARTER.search(words):
        last = 3 * _month(quarter[1] or quarter[2])
        return When(year, (last - 2, last))
    if end := _MONTH_END.search(words):
        return When(year, (1, _month(end[1])))
    if one := _ONE_MONTH.search(words):
        return When(year, (_month(one[1] or one[2]),) * 2, alone=True)
    return When(year, (1, 12) if _WHOLE_YEAR.search(words) else None)


_IN_WORDS = re.compile(
    r"[12]\d{3}年?(?:度|全年)?(?:[上下]半年|前?[一二三四1-4]季度|(?:1?\d|[一二三四五六七八九十]{1,2})月?"
    r"(?:[-—–~～至到](?:1?\d|[一二三四五六七八九十]{1,2}))?月?(?:份|当月|单月)?)?[末底]?(?:累计)?|[12]\d{3}(?:0[1-9]|1[0-2])"
)


def read_period(text: str) -> Period | None:
    """The period a cell names in full, in the notation of `Period` or in words; None for anything else: a cell that
    says more than one period, or one that cannot be, is never cut down to what can be read of it."""
    try:
        return Period.parse(text)
    except InputError:
        pass
    if not _IN_WORDS.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text))):
        return None
    try:
        return read_when(text).period()
    except InputError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _DIGITS[text]


_WHOLE = {"全市", "我市", "本市", "全市合计", "合计", "总计", "全市总计"}


def canonical_place(name: str) -> str:
    """A place as the book calls it: 江西省 is 江西, 我市 is 全市, 全区 stays."""
    place = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return WHOLE_CITY if place in _WHOLE else canonical_region(place)


_COMPARES = re.compile(r"对比|比较|相比|位次|排名|排位|[与和同比较]全国")


def read_place_name(texts: Iterable[str]) -> str | None:
    """The place that one of `texts`, the first to do so, is about; None where they name none but 全市."""
    for text in texts:
        # The period may stand before the place without a break: 2026年上半年岚江市.
        words = re.sub(
            rf"[12]\d{{3}}年?度?|\d+[-—–~～至到]+\d+月?|{_MONTH}月份?[末底]?|[上下]半年|.季度|全年", "，", text
        )
        place = region_in(words.strip("，"))
        if place == NATION and _COMPARES.search(text):
            continue  # 与全国、全省对比表 is about neither
        if place:
            return canonical_place(place)
    return None
