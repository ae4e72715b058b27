"""Which period a cell of a wide table tells of: by its column, its row, the table's own time and words."""

import re
from collections.abc import Sequence

from errors import RefusedFile
from figures.catalogue import Nature
from figures.figure import FigureKind
from figures.period import Period
from figures.tables.fixing import ColumnTime
from figures.tables.kinds.judge import Doubt
from figures.tables.kinds.naming import RowName
from figures.tables.layout.blocks import Block
from figures.tables.layout.columns import Column
from figures.tables.layout.heading import When


class Times:
    """The periods of the table `block` on `sheet`, which is about `when` where nothing else is said. `told` are its
    columns that tell something."""

    def __init__(self, block: Block, sheet: str, when: When, told: Sequence[Column]):
        said = "".join((*block.titles, sheet))
        self._sheet, self._when, self._told = sheet, when, told
        self._running = "累计" in said
        self._monthly = not self._running and bool(re.search(r"当月|单月|分月|各月|逐月|月度", said))

    def period(self, column: Column, row: When, name: RowName) -> Period:
        """The period of `column` in a row that itself says `row` and tells of `name`. Raises `RefusedFile` where it
        cannot be told, `Doubt` where that cell alone leaves it open."""
        if column.fix is not None and column.fix.time is not None:
            return self._from_own(column.fix.time, row)
        when = column.when.or_else(row).or_else(self._when)
        if when.alone and when.months and when.year:
            when = self._month(column, row, name, when.year, when.months[1])
        elif column.month_only and when.months:
            when = When(when.year, (when.months[1], when.months[1]), alone=True)
        period = when.period()
        if period is None or (when.months is None and any(each.when.months for each in self._told)):
            raise RefusedFile(f"看不出工作表“{self._sheet}”是哪个期间的数据，请在导入时指明期间（如 2026H1）。")
        if column.meaning.kind is FigureKind.TARGET:
            period = Period(period.year)
        return period.shift(column.shift)

    def _from_own(self, time: ColumnTime, row: When) -> Period:
        """The period a person says a column tells, seen from the table's or the row's."""
        own = row.or_else(self._when).period()
        if own is None:
            raise RefusedFile(f"看不出工作表“{self._sheet}”是哪个期间的数据，请在导入时指明期间（如 2026H1）。")
        return time.of(own)

    def _month(self, column: Column, row: When, name: RowName, year: int, month: int) -> When:
        """That month by itself or the year up to it, as column, title or the indicator's nature tell."""
        known = name.indicator
        at_its_end = name.name.endswith("余额") if known is None else known.nature is Nature.STOCK
        if column.running or self._running or at_its_end:
            return When(year, (1, month))
        if column.month_only or self._monthly:
            return When(year, (month, month), alone=True)
        if column.when.months is None and row.months is None:
            raise RefusedFile(
                f"工作表“{self._sheet}”的“{column.head}”一栏看不出是 {month} 月当月还是 1—{month} 月累计，"
                f"请在导入时指明期间（如 {year}M1-{month}）。"
            )
        raise Doubt(f"看不出是 {month} 月当月还是 1—{month} 月累计，请在表头写明“当月”或“1—{month}月”")
