"""A long table: one figure a row, under a head of 指标, 口径, 期间, 地区, 数值, 单位 in any order.

Reads a grid into readings; knows nothing of files or of the store.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from errors import InputError, RefusedFile
from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY, FigureKind, FigureRef
from figures.measure import Measure, parse_measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.tables.fixing import Fix
from figures.tables.kinds.judge import ITS_UNIT
from figures.tables.layout.heading import canonical_place, read_period
from figures.tables.reading import CellReading, problem_at
from figures.tables.sheets.amounts import Amount, Unreadable, bounded, is_absent, read_amount, read_bound, read_place
from figures.tables.sheets.grid import Cell, Grid
from figures.units import PERCENT, POINTS, read_unit

_AS_READ: Mapping[int, Fix] = {}
_HEADS = {
    "指标": ("指标", "指标名称"),
    "口径": ("口径",),
    "期间": ("期间", "时期"),
    "地区": ("地区", "区域"),
    "数值": ("数值", "值", "数据"),
    "单位": ("单位", "计量单位"),
    "比较": ("比较对象", "比较"),
    "版本": ("版本",),
    "类型": ("类型",),
    "界限": ("界限",),
}


@dataclass(frozen=True, slots=True)
class LongHead:
    """Where the head of a long table stands, and in which column each of its parts."""

    row: int
    columns: dict[str, int]


class _Amiss(Exception):
    """What is wrong with a row; `why` follows “单元格 B7 ”."""

    def __init__(self, why: str, column: str = "数值"):
        super().__init__(why)
        self.why = why
        self.column = column


def find_long_head(grid: Grid) -> LongHead | None:
    """The head of a long table among the first rows of `grid`, or None where it is no long table."""
    for row in range(min(grid.height, 15)):
        columns: dict[str, int] = {}
        for cell in grid.row(row):
            word = re.sub(r"[\s（(].*|\s", "", unicodedata.normalize("NFKC", cell.text))
            for part, names in _HEADS.items():
                if word in names:
                    columns.setdefault(part, cell.col)
        if {"指标", "口径", "数值"} <= columns.keys():
            return LongHead(row, columns)
    return None


def read_long(
    grid: Grid,
    head: LongHead,
    region: str,
    catalogue: Catalogue,
    period: Period | None = None,
    units: tuple[str, ...] = (),
    fixes: Mapping[int, Fix] = _AS_READ,
) -> tuple[CellReading, ...]:
    """The figures of a long table. 全市 and a blank 地区 are `region`; a blank 期间 is `period`; an amount without a
    unit is in the one of `units`. `fixes` are what persons say of rows.

    Raises `RefusedFile` where the periods are missing altogether.
    """
    if "期间" not in head.columns and period is None:
        raise RefusedFile(f"工作表“{grid.sheet}”缺少“期间”一列，请补上或在导入时指明期间（如 2026H1）。")
    rows = (
        _Row(grid, head, row, region, catalogue, period, units, fixes.get(row))
        for row in range(head.row + 1, grid.height)
    )
    return tuple(reading for row in rows for reading in row.readings())


def long_labels(grid: Grid, head: LongHead) -> list[tuple[int, str]]:
    """Every row with what it calls its indicator."""
    col = head.columns["指标"]
    return [(row, text) for row in range(head.row + 1, grid.height) if (text := grid.text(row, col))]


class _Row:
    def __init__(
        self,
        grid: Grid,
        head: LongHead,
        row: int,
        region: str,
        catalogue: Catalogue,
        period: Period | None,
        units: tuple[str, ...],
        fix: Fix | None,
    ):
        self._fix = fix
        self._grid, self._row, self._columns, self._units = grid, row, head.columns, units
        self._region, self._catalogue, self._period = region, catalogue, period

    def readings(self) -> Iterator[CellReading]:
        """The one reading of the row, none where it tells no value."""
        cell = self._cell("数值")
        if self._fix is not None and self._fix.skip:
            return
        if cell is None or (cell.error is None and cell.number is None and is_absent(cell.text)):
            return
        try:
            yield self._read(cell)
        except _Amiss as amiss:
            yield problem_at(self._grid.sheet, self._cell(amiss.column) or cell, amiss.why)

    def _cell(self, part: str) -> Cell | None:
        col = self._columns.get(part)
        return None if col is None else self._grid.at(self._row, col)

    def _text(self, part: str) -> str:
        cell = self._cell(part)
        return "" if cell is None or is_absent(cell.text) else cell.text

    def _read(self, cell: Cell) -> CellReading:
        name = (self._fix and self._fix.indicator) or self._text("指标")
        if not name:
            raise _Amiss("所在行没有指标名称")
        measure = self._measure()
        ref = FigureRef(
            self._catalogue.canonical(name), measure, self._told_period(), self._place(), self._text("比较") or None
        )
        return CellReading(
            self._grid.sheet,
            cell.address,
            cell.raw,
            ref,
            self._quantity(cell, measure),
            self._kind(),
            self._text("版本"),
        )

    def _measure(self) -> Measure:
        try:
            return parse_measure(self._text("口径"))
        except InputError as error:
            raise _Amiss(f"不能用：{error.sentence.rstrip('。')}", "口径") from None

    def _told_period(self) -> Period:
        text = self._text("期间")
        if not text:
            if self._period is None:
                raise _Amiss("所在行没有期间")
            return self._period
        found = read_period(text)
        if found is None:
            raise _Amiss(f"的期间“{text}”认不出来，应写成 2026H1、2026Q1、2026M1-5、2026-06 或 2026", "期间")
        return found

    def _place(self) -> str:
        text = self._text("地区")
        place = canonical_place(text) if text else WHOLE_CITY
        return self._region if place == WHOLE_CITY else place

    def _kind(self) -> FigureKind:
        word = self._text("类型")
        if word in ("", "实际", "实绩", "实际值", "actual"):
            return FigureKind.ACTUAL
        if word in ("目标", "目标值", "target"):
            return FigureKind.TARGET
        raise _Amiss(f"的类型“{word}”不认识，应写“实际”或“目标”", "类型")

    def _quantity(self, cell: Cell, measure: Measure) -> Quantity:
        amount = read_place(cell) if measure is Measure.RANK else read_amount(cell)
        if isinstance(amount, Unreadable):
            raise _Amiss(amount.why)
        assert amount is not None  # readings() lets no blank value pass
        amount = self._under_bound(amount)
        unit = self._unit(amount, measure)
        try:
            return Quantity(amount.low, amount.high, unit, amount.bound)
        except InputError as error:
            raise _Amiss(f"的数值不成立：{error.sentence.rstrip('。')}") from None

    def _under_bound(self, amount: Amount) -> Amount:
        word = self._text("界限")
        try:
            bound = read_bound(word)
        except KeyError:
            raise _Amiss(f"的界限“{word}”不认识，应写以上、以内、左右或区间", "界限") from None
        if bound is None or bound is amount.bound:
            return amount
        if amount.bound is not None or amount.low is None:
            raise _Amiss(f"的数值自带的界限与“{word}”不合")
        if bound is Bound.RANGE:
            raise _Amiss("的界限是区间，数值应写成“低—高”，如 6—6.5")
        return bounded(amount.low, bound, amount.unit)

    def _unit(self, amount: Amount, measure: Measure) -> str:
        written = self._text("单位")
        unit = (read_unit(written) or written) if written else None
        its = ITS_UNIT.get(measure)
        if measure is Measure.RANK and unit == "名":
            unit = its
        if its and unit is None:
            unit = its
        if unit is None:
            unit = amount.unit
        if unit is None and len(self._units) == 1:
            unit = self._units[0]
        if unit is None:
            raise _Amiss("所在行没有单位，请补上或在导入时指明单位（如 亿元）")
        if its and unit != its:
            raise _Amiss(f"的单位“{unit}”与口径“{measure.label}”不合，应为“{its}”", "单位")
        if amount.unit not in (None, unit, PERCENT if unit == POINTS else unit):
            raise _Amiss(f"的数值写着单位“{amount.unit}”，与单位一列的“{unit}”不符")
        return unit
