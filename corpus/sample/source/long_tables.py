"""The long workbooks: what departments count, and the yearly targets."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from .bulletin import NOTE
from .periods import kind_of, spoken, year_of
from .reproducible import FIXED
from .tables import COUNTIES, COUNTY_INDICATORS, Indicator
from .world import World

DEPARTMENT_FILE = "岚江市部门数据表.xlsx"
TARGET_FILE = "岚江市年度目标表.xlsx"
_DEPARTMENT_HEAD = ("指标", "口径", "期间", "地区", "数值", "单位", "比较对象", "来源", "版本")
_TARGET_HEAD = ("指标", "口径", "期间", "地区", "数值", "单位", "类型", "界限", "来源")
_MEASURES = {"value": "总量", "count": "数量", "yoy": "同比", "rank": "位次"}


def department_workbook(world: World) -> bytes:
    """All that departments report, 2021 to 2026, and the counties' rates."""
    rows: list[tuple[Any, ...]] = []
    for known in (i for i in world.indicators.values() if i.sheet == "部门数据表"):
        rows.extend(row for period in _periods() for row in _reported(known, world, period))
    counties = []
    for name in COUNTY_INDICATORS:
        for period in _periods():
            for county in COUNTIES:
                rate = world.value(name, "yoy", period, county).number
                counties.append((name, "同比", period, county, rate, "%", "", "统计局", _version(period)))
    sheets = {"部门数据": (_DEPARTMENT_HEAD, rows), "县区增速": (_DEPARTMENT_HEAD, counties)}
    return _book(sheets, "岚江市各部门（虚构）")


def target_workbook(world: World) -> bytes:
    """The targets of every year."""
    rows = []
    for target in sorted(world.targets.values(), key=lambda t: t.year):
        announced = target.measure == "yoy" or target.name in ("城镇新增就业", "城镇登记失业率", "粮食产量")
        source = f"{target.year}年政府工作报告" if announced else f"{target.year}年度工作任务分解"
        measure = _MEASURES[target.measure]
        year = str(target.year)
        rows.append((target.name, measure, year, "全市", target.value, target.unit, "目标", target.bound, source))
    return _book({"年度目标": (_TARGET_HEAD, rows)}, "岚江市人民政府办公室（虚构）")


def _periods() -> list[str]:
    return [f"{year}{kind}" for year in range(2021, 2027) for kind in ("Q1", "H1", "") if kind or year < 2026]


def _version(period: str) -> str:
    """Figures of the latest year are first releases, older ones are settled."""
    return "快报" if year_of(period) == 2026 else "核定"


def _reported(known: Indicator, world: World, period: str) -> list[tuple[Any, ...]]:
    """The rows of one indicator and period."""
    rows = []
    if kind_of(period) == "Q1" and known.better == "neutral":
        return []
    source = f"{known.department}（{spoken(period)}报送）"
    for measure in ("value", "count", "yoy"):
        if world.is_published(known.name, measure, period):
            number, unit = world.value(known.name, measure, period)
            rows.append((known.name, _MEASURES[measure], period, "全市", number, unit, "", source, _version(period)))
    if "rank" in known.measures:
        for place in ("全国", "全省") if known.unit == "位" else ("全省",):
            rank = world.value(known.name, "rank", period, place).number
            rows.append((known.name, "位次", period, "全市", rank, "位", place, source, _version(period)))
    return rows


def _book(sheets: Mapping[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]], creator: str) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = FIXED
    book.properties.creator, book.properties.description = creator, NOTE
    for name, (head, rows) in sheets.items():
        _fill(book.create_sheet(name), head, rows)
    about = book.create_sheet("说明")
    about.append([NOTE])
    about.column_dimensions["A"].width = 90
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    sheet.append(head)
    for cell in sheet[1]:
        cell.font = Font(name="宋体", bold=True)
        cell.fill = PatternFill("solid", fgColor="E7EEF7")
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
        number = sheet.cell(sheet.max_row, 5)
        decimals = -int(number.value.as_tuple().exponent)
        number.number_format = "0" if decimals <= 0 else "0." + "0" * decimals
    for at, width in enumerate((34, 10, 10, 10, 14, 14, 10, 34, 10), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
