"""An Excel book of tables in the look of the house: a heading row, then rows with borders, printed on A4 across.

Knows openpyxl; knows nothing of what the tables tell.
"""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from export.page.title import width
from export.word.markup import clean

Value = int | float | Decimal | str
Columns = Sequence[tuple[str, float]]
"""The heading and the width (in characters) of each column."""
LINE = 13
"""The height of a line, in points."""
_CELL_LIMIT = 32_767  # Excel's
_HALF_WIDTHS = 1.75  # column units (of 11 pt) a Chinese character of 9 pt takes
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


class Look(StrEnum):
    """How a row looks; the value is the name of its style in the book. A named style is made once, where a cell's own
    is looked up for every cell."""

    HEAD = "表头"
    PLAIN = "已填"
    OPEN = "待核"


_COLOURS = {Look.HEAD: "D9D9D9", Look.OPEN: "FFFF00"}


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """An empty book and its first sheet."""
    book = Workbook()
    for look in Look:
        style = NamedStyle(
            look.value, Font(name="宋体", size=9, bold=look is Look.HEAD), border=_BOX, alignment=_WRAPPED
        )
        if look in _COLOURS:
            style.fill = PatternFill("solid", fgColor=_COLOURS[look])
        book.add_named_style(style)
    book.properties.creator, book.properties.title = "", clean(title)
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new book has one sheet
    return book, sheet


def fill(sheet: Worksheet, columns: Columns, rows: Iterable[tuple[Sequence[Value], Look]]) -> None:
    """Writes the heading row and `rows`, each in its look. Words stay words, whatever a spreadsheet would make of
    them."""
    for column, (_, wide) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    widths = [wide for _, wide in columns]
    _write_row(sheet, 1, [name for name, _ in columns], widths, Look.HEAD)
    for at, (values, look) in enumerate(rows, start=2):
        _write_row(sheet, at, values, widths, look)
    sheet.freeze_panes = "A2"


def write_below(sheet: Worksheet, column: int, words: str) -> None:
    """A line below the table, a row left free between."""
    at = sheet.max_row + 2
    cell = sheet.cell(at, column)
    assert isinstance(cell, Cell)  # nothing is merged here
    cell.value = words
    sheet.row_dimensions[at].height = 2 * LINE


def set_print(sheet: Worksheet, header: str, columns: int) -> None:
    """A4 across, one page wide up to column `columns`, the heading row on every page under `header`."""
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(columns)}{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = clean(header).replace("&", "&&").replace("\n", "")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def to_bytes(book: Workbook) -> bytes:
    """The .xlsx."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_row(sheet: Worksheet, row: int, values: Sequence[Value], widths: Sequence[float], look: Look) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)  # nothing is merged here
        cell.value = clean(value)[:_CELL_LIMIT] or None if isinstance(value, str) else value
        cell.style = look.value
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
            # Text, whatever a spreadsheet would make of it, and still text after someone edits the cell.
            cell.data_type, cell.quotePrefix = "s", True
    sheet.row_dimensions[row].height = LINE * max(map(_lines_taken, values, widths)) + 3


def _lines_taken(value: Value, wide: float) -> int:
    """How many lines `value` takes in a column; without a height of its own LibreOffice prints a row one line high."""
    return sum(1 + int(_HALF_WIDTHS * width(line) // wide) for line in str(value).split("\n"))
