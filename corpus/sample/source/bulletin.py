"""The wide workbooks, one a period, as a statistics bureau publishes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from .periods import kind_of, months, spoken, year_of
from .reproducible import FIXED
from .series import noise
from .tables import BLANK, Indicator
from .world import World

NOTE = "示例数据：岚江市、云岫省均为虚构，本表全部数据（含全省、全国）系编写，仅供演示。"
SHEETS = ("综合", "工业", "投资", "内外贸", "财政金融", "民生与其他")
_PAPER = {"综合": "地区生产总值等综合指标", "工业": "规模以上工业", "投资": "固定资产投资", "内外贸": "内外贸和服务业"}
_SECTIONS = {
    "地区生产总值": "一、国民经济核算",
    "农林牧渔业总产值": "二、农业",
    "全社会用电量": "三、用电量",
    "规模以上工业增加值": "一、增加值",
    "规模以上工业总产值": "二、总产值",
    "精炼铜产量": "三、主要产品产量",
    "规模以上工业企业营业收入": "四、效益和能耗",
    "固定资产投资": "一、固定资产投资",
    "建筑业总产值": "二、建筑业和房地产",
    "施工项目数": "三、项目",
    "社会消费品零售总额": "一、国内贸易",
    "货物进出口总额": "二、对外贸易",
    "规模以上服务业企业营业收入": "三、服务业和旅游",
    "财政收入": "一、财政",
    "金融机构本外币各项存款余额": "二、金融（期末数）",
    "居民人均可支配收入": "一、居民收支",
    "居民消费价格指数": "二、价格",
}
_LABELS = {
    "第一产业增加值": "第一产业",
    "第二产业增加值": "第二产业",
    "第三产业增加值": "第三产业",
    "规模以上工业增加值": "规上工业增加值",
    "货物进出口总额": "外贸进出口总额",
    "货物出口总额": "出口总额",
    "货物进口总额": "进口总额",
    "电子信息制造业产值": "计算机、通信和其他电子设备制造业",
    "规模以上工业企业利润总额": "规上工业企业利润总额",
}
_MEASURE_COLUMNS = {
    "综合": ("pp_contribution", "拉动GDP（百分点）"),
    "工业": ("share", "占比（%）"),
    "投资": ("share", "占比（%）"),
    "内外贸": ("share", "占比（%）"),
    "财政金融": ("share", "占比（%）"),
}
_FOOTNOTES = {
    "综合": "注：1.地区生产总值及三次产业增加值绝对额按现价计算，增长速度按可比价格计算，为初步核算数。",
    "工业": "注：1.规模以上工业增加值增速按可比价格计算，不公布绝对额；占比为占规模以上工业增加值或总产值的比重。",
    "投资": "注：1.固定资产投资不含农户，除注明外只公布增速；占比为占上一级投资的比重。",
    "内外贸": "注：1.占比为占上一级指标的比重。",
    "财政金融": "注：1.财政数据由财政局提供，金融数据由人民银行提供。",
    "民生与其他": "注：1.价格类指标同比为涨跌幅。",
}
_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Column:
    """One column of figures: the measure it holds, against whom, and its two header cells."""

    measure: str
    place: str
    upper: str
    lower: str


def workbook(world: World, period: str) -> bytes:
    """The bytes of the workbook of one period."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = FIXED
    book.properties.creator, book.properties.description = "岚江市统计局（虚构）", NOTE
    for name in SHEETS:
        _fill(book.create_sheet(name), name, world, period)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def file_name(period: str) -> str:
    """岚江市2026年上半年主要经济指标.xlsx."""
    middle = spoken(period) + ("全年" if kind_of(period) == "Y" else "")
    return f"岚江市{middle}主要经济指标.xlsx"


def _columns(sheet: str, period: str) -> list[Column]:
    upper = months(period).split("年")[1] + "累计"
    columns = [Column("amount", "", upper, "绝对额"), Column("yoy", "", upper, "同比增长（%）")]
    if sheet in _MEASURE_COLUMNS:
        measure, title = _MEASURE_COLUMNS[sheet]
        columns.append(Column(measure, "", title, ""))
    if sheet == "综合":
        columns.append(Column("share", "", "占比（%）", ""))
    if sheet == "投资":
        columns.append(Column("pp_contribution", "", "拉动投资（百分点）", ""))
    columns.append(Column("rank", "", "全省位次", ""))
    columns.append(Column("yoy", "全省", "全省增速（%）", ""))
    columns.append(Column("yoy", "全国", "全国增速（%）", ""))
    return columns


def _fill(sheet: Any, name: str, world: World, period: str) -> None:
    columns = _columns(name, period)
    width = len(columns) + 2
    sheet.append([f"{months(period)}全市主要经济指标"])
    sheet.append([f"（{_PAPER.get(name, name)}）"])
    for row, size in ((1, 16), (2, 11)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        sheet.cell(row, 1).font = Font(name="宋体", size=size, bold=row == 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    _header(sheet, columns)
    row = 5
    for known in _in_order(world, name):
        if known.name in _SECTIONS:
            sheet.cell(row, 1, _SECTIONS[known.name]).font = Font(name="宋体", bold=True)
            row += 1
        _write_row(sheet, row, known, columns, world, period)
        row += 1
    _dress(sheet, row, width)
    for note in (_FOOTNOTES[name], "    2.“—”表示未公布或不适用。", f"    3.{NOTE}"):
        sheet.cell(row, 1, note).font = Font(name="宋体", size=9)
        row += 1


def _in_order(world: World, sheet: str, whole: str = "") -> Iterator[Indicator]:
    """The sheet's indicators, each followed by its parts."""
    for known in world.indicators.values():
        if known.sheet == sheet and known.parent == whole:
            yield known
            yield from _in_order(world, sheet, known.name)


def _header(sheet: Any, columns: list[Column]) -> None:
    """Two rows: a cell over the two columns of this period, the others merged downwards."""
    heads = [("指标名称", ""), ("单位", "")] + [(c.upper, c.lower) for c in columns]
    for at, (upper, lower) in enumerate(heads, start=1):
        sheet.cell(3, at, upper if at != 4 else None)
        sheet.cell(4, at, lower or None)
        if not lower:
            sheet.merge_cells(start_row=3, start_column=at, end_row=4, end_column=at)
    sheet.merge_cells(start_row=3, start_column=3, end_row=3, end_column=4)
    for row in (3, 4):
        for at in range(1, len(heads) + 1):
            cell = sheet.cell(row, at)
            cell.font = Font(name="宋体", bold=True)
            cell.fill = PatternFill("solid", fgColor="E7EEF7")


def _label(known: Indicator, world: World) -> str:
    """Its name, indented under its whole; the first part of a whole says 其中."""
    label = _LABELS.get(known.name, known.name)
    if known.sheet == "工业" and known.name.endswith("业产值") and known.parent:
        label = _LABELS.get(known.name, known.name.removesuffix("产值"))
    if not known.parent:
        return label
    siblings = [i.name for i in world.indicators.values() if i.parent == known.parent and i.sheet == known.sheet]
    depth = 2 if world.indicators[known.parent].parent else 1
    return "　" * depth + ("其中：" if siblings[0] == known.name else "　　　") + label


def _write_row(sheet: Any, row: int, known: Indicator, columns: list[Column], world: World, period: str) -> None:
    sheet.cell(row, 1, _label(known, world))
    sheet.cell(row, 2, known.unit)
    for at, column in enumerate(columns, start=3):
        measure = column.measure
        if measure == "amount":
            measure = "count" if "count" in known.measures else "value"
        cell = sheet.cell(row, at)
        if world.is_published(known.name, "yoy" if column.place else measure, period, column.place):
            number = world.value(known.name, measure, period, column.place).number
            _write_number(cell, number, measure, f"{known.name}|{period}|{at}")
        elif column.measure in ("amount", "yoy") and not column.place:
            cell.value = BLANK


def _write_number(cell: Any, number: Decimal, measure: str, key: str) -> None:
    """A number; one in fourteen is typed as text, as happens in life."""
    decimals = -int(number.as_tuple().exponent)
    if noise(key) > Decimal("1.45") and measure in ("value", "yoy"):
        cell.value = f"{number:f}"
        return
    cell.value = int(number) if decimals <= 0 else number
    cell.number_format = "0" if decimals <= 0 else "0." + "0" * decimals


def _dress(sheet: Any, end: int, width: int) -> None:
    for row in sheet.iter_rows(min_row=3, max_row=end - 1, max_col=width):
        for cell in row:
            cell.border = _GRID
            if cell.row < 5:
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            elif cell.column > 1:
                cell.alignment = Alignment(horizontal="right" if cell.column > 2 else "center")
            if cell.row >= 5 and not cell.font.b:
                cell.font = Font(name="宋体", size=11)
    sheet.column_dimensions["A"].width = 42
    for at in range(2, width + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 13
    sheet.freeze_panes = "C5"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def periods_published() -> list[str]:
    """Half-years 2020 to 2026, first quarters from 2021, whole years 2021 to 2025."""
    halves = [f"{year}H1" for year in range(2020, 2027)]
    quarters = [f"{year}Q1" for year in range(2021, 2027)]
    years = [str(year) for year in range(2021, 2026)]
    return sorted(halves + quarters + years, key=lambda p: (year_of(p), p))
