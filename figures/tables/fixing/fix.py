"""A correction by hand of how one row or column of a table is read, and the shape of table it belongs to.

Values only; knows neither grids nor the store.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from figures.measure import Measure
from figures.period import Period


class Axis(StrEnum):
    """Whether a line of a table runs across or down. The value is what the screen calls it."""

    ROW = "行"
    COLUMN = "栏"


class ColumnTime(StrEnum):
    """The period a column tells, seen from the table's own: so it holds for the next such table too."""

    THIS = "本期"
    THIS_BEFORE = "上年同期"
    RUNNING = "年初以来累计"
    RUNNING_BEFORE = "上年累计"
    MONTH = "当月"
    MONTH_BEFORE = "上年当月"
    YEAR = "全年"
    YEAR_BEFORE = "上年全年"

    def of(self, period: Period) -> Period:
        """The period meant in a table of `period`."""
        year = period.year - (self in _BEFORE)
        match self:
            case ColumnTime.THIS | ColumnTime.THIS_BEFORE:
                return Period(year, period.first, period.last, alone=period.alone)
            case ColumnTime.RUNNING | ColumnTime.RUNNING_BEFORE:
                return Period(year, 1, period.last)
            case ColumnTime.MONTH | ColumnTime.MONTH_BEFORE:
                return Period(year, period.last, period.last, alone=True)
            case _:
                return Period(year)


_BEFORE = frozenset(
    (ColumnTime.THIS_BEFORE, ColumnTime.RUNNING_BEFORE, ColumnTime.MONTH_BEFORE, ColumnTime.YEAR_BEFORE)
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What tables that come again and again have in common: their title, heads and row labels, without period and
    unit. `title` falls back on the names of sheet and file."""

    title: str
    heads: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column of a table that can be corrected. `key` and `nth` find it again in the next such table (the
    words without period and unit, and which of several alike it is); `said` is all that the table says of it but the
    period; `shown` is what a person reads there; `at` its row or column in the grid, from 0, `block` the table of the
    sheet it is in."""

    axis: Axis
    key: str
    nth: int
    said: str
    shown: str
    at: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """How a person says that the line `key`, `nth` is to be read where the table says `said` of it; what is None stays
    as read. `skip` takes the line out. `unit` and `region` are canonical."""

    axis: Axis
    key: str
    nth: int
    said: str
    skip: bool = False
    indicator: str | None = None
    measure: Measure | None = None
    time: ColumnTime | None = None
    region: str | None = None
    comparator: str | None = None
    unit: str | None = None

    @property
    def changes(self) -> bool:
        """Whether anything is to be read otherwise; if not, a person has said that the line is right as read."""
        return self != Fix(self.axis, self.key, self.nth, self.said)

    @property
    def words(self) -> str:
        """What it says, in words: 读作 规模以上工业增加值；单位 万元."""
        if self.skip:
            return "不读"
        told = (
            ("指标", self.indicator),
            ("口径", self.measure and self.measure.label),
            ("期间", self.time and self.time.value),
            ("地区", self.region),
            ("比较", self.comparator),
            ("单位", self.unit),
        )
        return "；".join(f"{name} {word}" for name, word in told if word) or "照表读"

    @classmethod
    def as_read(cls, line: Line) -> "Fix":
        """That a line is right as it is read."""
        return cls(line.axis, line.key, line.nth, line.said)

    def of(self, line: Line) -> "Fix":
        """The same said of another line."""
        return replace(self, axis=line.axis, key=line.key, nth=line.nth, said=line.said)


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction from an earlier table that was not applied, because the table says something else of `line` now."""

    line: Line
    fix: Fix
