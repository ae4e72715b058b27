"""The check sheet: every number of a draft in order, one row each, with room for a signature, and a page for each
department. An Excel file.

Knows drafts and what stands behind their numbers; knows nothing of the page.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from drafting.model import RenderedDraft, State
from export.numbers.check_rows import NOBODY, CheckRow, Departments, by_department, check_rows
from export.numbers.provenance import provenance
from export.page.title import width
from export.word.markup import clean

# Heading and width (in characters) of each column; what follows the signature stays off the printed page.
COLUMNS = (
    ("序号", 5),
    ("章节", 14),
    ("原句", 32),
    ("文字", 11),
    ("指标", 13),
    ("口径", 8),
    ("期间", 9),
    ("地区", 8),
    ("比较", 8),
    ("数值", 11),
    ("来源", 20),
    ("核实", 10),
    ("状态", 8),
    ("原因", 14),
    ("公式", 14),
    ("说明", 12),
    ("责任部门", 10),
    ("签字", 9),
    ("部分", 20),
    ("来路", 16),
    ("版本", 8),
    ("数据编号", 12),
)
NO_DEPARTMENTS: Departments = {}
_SIGNATURE = [name for name, _ in COLUMNS].index("签字") + 1
_CELL_LIMIT = 32_767  # Excel's
_LINE = 13  # points
_HALF_WIDTHS = 1.75  # column units (of 11 pt) a Chinese character of 9 pt takes
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def export_check_sheet(draft: RenderedDraft, departments: Departments = NO_DEPARTMENTS) -> bytes:
    """The .xlsx of `draft`: every number on the first sheet, then a sheet for each department with its own numbers, to
    be signed on one page of its own. A heading row, then a row a number; all but the running number is text."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new book has one sheet
    sheet.title = "核对表"
    looks, rows = _looks(book), check_rows(draft, departments)
    _fill(sheet, rows, looks)
    _set_print(sheet, draft, "")
    for department, own in by_department(rows).items():
        page = book.create_sheet(_sheet_name(department, book.sheetnames))
        _fill(page, own, looks)
        _sign(page, department, looks)
        _set_print(page, draft, department)
    book.properties.creator, book.properties.title = "", clean(draft.title)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[CheckRow], looks: "_Looks") -> None:
    for column, (_, wide) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    _write_row(sheet, 1, [name for name, _ in COLUMNS], looks.head)
    for at, row in enumerate(rows, start=2):
        look = looks.open if row.slot.state is State.OPEN else looks.filled
        _write_row(sheet, at, [row.number, *_values(row)], look)


def _sign(sheet: Worksheet, department: str, looks: "_Looks") -> None:
    """The line below a department's numbers, for whoever answers for them."""
    at = sheet.max_row + 2
    cell = sheet.cell(at, 2)
    assert isinstance(cell, Cell)  # nothing is merged here
    cell.value = f"{clean(department)}审核人（签字）：　　　　　　　　负责人（签字）：　　　　　　　　日期："
    sheet.row_dimensions[at].height = 2 * _LINE


_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def _sheet_name(department: str, taken: Sequence[str]) -> str:
    """A name Excel takes: 31 characters, none of its own marks, not told twice."""
    name = _NO_SHEET_NAME.sub("、", clean(department)).strip("'")[:28] or NOBODY
    return name if name not in taken else f"{name}{len(taken)}"


def _values(row: CheckRow) -> tuple[str, ...]:
    said = provenance(row.slot)
    return (
        row.section,
        row.sentence,
        row.slot.text,
        said.indicator,
        said.measure,
        said.period,
        said.region,
        said.comparator,
        said.value,
        said.source,
        said.verified,
        said.state,
        said.reason,
        said.formula,
        said.note,
        row.department,
        "",
        row.part,
        said.how,
        said.vintage,
        "、".join(map(str, said.figures)),
    )


@dataclass(frozen=True, slots=True)
class _Looks:
    """Names of the styles of a row; a named style is made once, where a cell's own is looked up for every cell."""

    head: str
    filled: str
    open: str


def _looks(book: Workbook) -> _Looks:
    looks = _Looks("表头", "已填", "待核")
    for name, colour in ((looks.head, "D9D9D9"), (looks.filled, ""), (looks.open, "FFFF00")):
        style = NamedStyle(name, Font(name="宋体", size=9, bold=name == looks.head), border=_BOX, alignment=_WRAPPED)
        if colour:
            style.fill = PatternFill("solid", fgColor=colour)
        book.add_named_style(style)
    return looks


def _write_row(sheet: Worksheet, row: int, values: Sequence[int | str], look: str) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)  # nothing is merged here
        cell.value = value if isinstance(value, int) else clean(value)[:_CELL_LIMIT] or None
        cell.style = look
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
            # Text, whatever a spreadsheet would make of it, and still text after someone edits the cell.
            cell.data_type, cell.quotePrefix = "s", True
    sheet.row_dimensions[row].height = _LINE * max(map(_lines_taken, values, (wide for _, wide in COLUMNS))) + 3


def _lines_taken(value: int | str, wide: int) -> int:
    """How many lines `value` takes in a column; without a height of its own LibreOffice prints a row one line high."""
    return sum(1 + int(_HALF_WIDTHS * width(line) // wide) for line in str(value).split("\n"))


def _set_print(sheet: Worksheet, draft: RenderedDraft, department: str) -> None:
    """A4 across, one page wide up to the signature, the heading row on every page."""
    sheet.freeze_panes = "A2"
    if not department:
        sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(_SIGNATURE)}{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    title = clean(draft.title).replace("&", "&&").replace("\n", "")[:100]
    of = f"　{clean(department).replace('&', '&&')}" if department else ""
    sheet.oddHeader.center.text = (
        f"{title}　数据核对表{of}（稿件 {draft.id}，已填 {draft.filled} 处，待核 {draft.open} 处）"
    )
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
