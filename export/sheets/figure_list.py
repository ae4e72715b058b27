"""Figures as an Excel list: a row each, numbers as numbers, with where each stands and who answers for it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from clock import here
from export.sheets.workbook import Look, Value, fill, new_book, set_print, to_bytes
from figures.figure import Figure, FigureKind, Stage

COLUMNS = (
    ("编号", 6),
    ("指标", 20),
    ("口径", 9),
    ("比较", 9),
    ("期间", 14),
    ("地区", 9),
    ("数值", 12),
    ("至", 9),
    ("单位", 8),
    ("界限", 6),
    ("类型", 6),
    ("版本", 6),
    ("状态", 9),
    ("核实", 16),
    ("复核", 16),
    ("不得公开至", 11),
    ("文件", 26),
    ("工作表", 10),
    ("单元格", 7),
)
_NUMBERS = ("数值", "至")


def export_figure_list(figures: Sequence[Figure], about: str) -> bytes:
    """The .xlsx of `figures`, to be filtered; `about` says on every page which they are. Those that nobody may use yet
    are coloured."""
    book, sheet = new_book("数据清单")
    sheet.title = "数据清单"
    fill(sheet, COLUMNS, ((_values(figure), _look(figure)) for figure in figures))
    _show_digits(sheet, figures)
    sheet.auto_filter.ref = sheet.dimensions
    set_print(
        sheet, f"数据清单　{about}（{len(figures)} 条）" if about else f"数据清单（{len(figures)} 条）", len(COLUMNS)
    )
    return to_bytes(book)


def _values(figure: Figure) -> list[Value]:
    ref, quantity, source = figure.ref, figure.quantity, figure.source
    low, high = quantity.low, quantity.high
    first = low if low is not None else high
    second = high if low is not None and high is not None and high != low else None
    checked = (figure.checked_by, figure.checked_at)
    verified = (figure.verified_by, figure.verified_at)
    one, two = (checked, verified) if figure.checked_by else (verified, (None, None))
    return [
        figure.id,
        ref.indicator,
        ref.measure.label,
        ref.comparator or "",
        ref.period.label,
        ref.region,
        first if first is not None else "",
        second if second is not None else "",
        quantity.unit,
        quantity.bound.value if quantity.bound and second is None else "",
        "目标" if figure.kind is FigureKind.TARGET else "实际",
        figure.vintage,
        figure.stage.value,
        _by_whom(*one),
        _by_whom(*two),
        str(figure.embargo or ""),
        source.document,
        source.sheet or "",
        source.cell or "",
    ]


def _look(figure: Figure) -> Look:
    return Look.OPEN if figure.stage in (Stage.TO_CHECK, Stage.TO_CONFIRM) else Look.PLAIN


def _by_whom(person: str | None, at: datetime | None) -> str:
    if not person:
        return ""
    return f"{person}，{here(at):%Y-%m-%d}" if at else person


def _show_digits(sheet: Worksheet, figures: Sequence[Figure]) -> None:
    """Each number with the digits its source shows: 5.20 is not 5.2."""
    for name in _NUMBERS:
        column = get_column_letter([head for head, _ in COLUMNS].index(name) + 1)
        for at, _ in enumerate(figures, start=2):
            cell = sheet[f"{column}{at}"]
            if isinstance(cell.value, Decimal):
                places = max(0, -int(cell.value.as_tuple().exponent))
                cell.number_format = f"0.{'0' * places}" if places else "0"
