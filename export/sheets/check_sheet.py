"""The check sheet: every number of a draft in order, one row each, with room for a signature, and a page for each
department. An Excel file.

Knows drafts and what stands behind their numbers; knows nothing of the page.
"""

import re
from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from drafting.model import RenderedDraft, State
from export.numbers.check_rows import NOBODY, CheckRow, Departments, by_department, check_rows
from export.numbers.provenance import provenance
from export.sheets.workbook import Look, Value, fill, new_book, set_print, to_bytes, write_below
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
    ("不得公开", 10),
    ("数据编号", 12),
)
NO_DEPARTMENTS: Departments = {}
_SIGNATURE = [name for name, _ in COLUMNS].index("签字") + 1


def export_check_sheet(draft: RenderedDraft, departments: Departments = NO_DEPARTMENTS) -> bytes:
    """The .xlsx of `draft`: every number on the first sheet, then a sheet for each department with its own numbers, to
    be signed on one page of its own. A heading row, then a row a number; all but the running number is text."""
    book, sheet = new_book(draft.title)
    sheet.title = "核对表"
    rows = check_rows(draft, departments)
    _fill(sheet, rows)
    sheet.auto_filter.ref = sheet.dimensions
    _set_print(sheet, draft, "")
    for department, own in by_department(rows).items():
        page = book.create_sheet(_sheet_name(department, book.sheetnames))
        _fill(page, own)
        # For whoever answers for the department's numbers.
        write_below(
            page, 2, f"{clean(department)}审核人（签字）：　　　　　　　　负责人（签字）：　　　　　　　　日期："
        )
        _set_print(page, draft, department)
    return to_bytes(book)


def _fill(sheet: Worksheet, rows: Sequence[CheckRow]) -> None:
    fill(sheet, COLUMNS, map(_row, rows))


def _row(row: CheckRow) -> tuple[list[Value], Look]:
    return [row.number, *_values(row)], Look.OPEN if row.slot.state is State.OPEN else Look.PLAIN


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
        said.embargo,
        "、".join(map(str, said.figures)),
    )


def _set_print(sheet: Worksheet, draft: RenderedDraft, department: str) -> None:
    """One page wide up to the signature."""
    of = f"　{department}" if department else ""
    title = draft.title.replace("\n", "")[:100]
    told = f"{title}　数据核对表{of}（稿件 {draft.id}，已填 {draft.filled} 处，待核 {draft.open} 处）"
    set_print(sheet, told, _SIGNATURE)
