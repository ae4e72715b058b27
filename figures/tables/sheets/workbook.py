"""A file as grids: .xlsx through openpyxl, .xls through calamine, .csv by itself. Knows nothing of what the cells mean.

A number keeps the digits a person sees: the binary noise of a spreadsheet's floats is taken off, and a cell shown as
5.2% reads 5.2. A cell that cannot be used (an error, a formula never computed) stays in the grid and says so.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any

from errors import RefusedFile
from figures.tables.sheets.amounts import Amount, read_amount
from figures.tables.sheets.delimited import read_delimited
from figures.tables.sheets.grid import Cell, Grid, address, column_letters, indent_of

MOST_BYTES = 20_000_000
MOST_UNPACKED = 300_000_000
MOST_CELLS = 200_000
MOST_OPENED, MOST_IN_A_PART = 1_000_000, 100_000_000


def read_grids(name: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of the file `name` that hold anything, in order; hidden ones only where no other holds anything.

    Raises `RefusedFile` for a file that is empty, damaged, locked, too large, of another kind, or without any number.
    """
    if not data:
        raise RefusedFile(f"“{name}”是空文件，请换成有内容的表格。")
    if len(data) > MOST_BYTES:
        raise RefusedFile(f"“{name}”超过 {MOST_BYTES // 1_000_000} MB，请只保留数据表后再导入。")
    grids = _grids_of(name, data)
    if not any(grid.cells for grid in grids):
        raise RefusedFile(f"“{name}”里没有内容，请换成有数据的表格。")
    if not any(isinstance(read_amount(cell), Amount) or cell.error for grid in grids for cell in grid.cells):
        raise RefusedFile(f"“{name}”里只有文字，没有数字，请换成数据表。")
    return grids


def _grids_of(name: str, data: bytes) -> tuple[Grid, ...]:
    kind = name.lower().rpartition(".")[2]
    if kind in ("csv", "tsv", "txt"):
        return (read_delimited(name, data),)
    if kind not in ("xlsx", "xlsm", "xls"):
        raise RefusedFile(f"“{name}”不是表格，请用 .xlsx、.xls 或 .csv 文件。")
    # What a file is shows in its first bytes: old systems save workbooks under either ending.
    if data.startswith(b"PK"):
        return _xlsx(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _xls(name, data)
    raise RefusedFile(f"“{name}”不是有效的 Excel 文件，可能已损坏或改过后缀，请用 Excel 另存为 .xlsx 后再导入。")


def _xlsx(name: str, data: bytes) -> tuple[Grid, ...]:
    import openpyxl  # loaded late: most commands read no workbook

    damaged = RefusedFile(f"“{name}”已损坏，打不开，请用 Excel 修复或另存后再导入。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as pack:
            if sum(part.file_size for part in pack.infolist()) > MOST_UNPACKED:
                raise RefusedFile(f"“{name}”解压后过大，请只保留数据表后再导入。")
            computes = _check_parts(name, pack)
        shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
        written = openpyxl.load_workbook(BytesIO(data), data_only=False) if computes else None
    except RefusedFile:
        raise
    except Exception as error:  # openpyxl raises whatever a malformed part happens to cause
        raise damaged from error
    sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"] or shown.worksheets
    grids = tuple(_sheet_grid(name, sheet, written and written[sheet.title]) for sheet in sheets)
    if not any(grid.cells for grid in grids) and len(sheets) < len(shown.worksheets):
        grids = tuple(_sheet_grid(name, sheet, written and written[sheet.title]) for sheet in shown.worksheets)
        return tuple(grid for grid in grids if grid.cells)
    left_out = [sheet.title for sheet in shown.worksheets if sheet not in sheets]
    return _saying_what_is_left_out(tuple(grid for grid in grids if grid.cells), left_out)


def _saying_what_is_left_out(grids: tuple[Grid, ...], hidden: list[str]) -> tuple[Grid, ...]:
    if not hidden or not grids:
        return grids
    names = "、".join(f"“{name}”" for name in hidden)
    remark = f"工作表{names}是隐藏的，没有读入；需要时请取消隐藏后再导入。"
    return (replace(grids[0], remarks=(*grids[0].remarks, remark)), *grids[1:])


def _check_parts(name: str, pack: zipfile.ZipFile) -> bool:
    """Whether any sheet computes. Refuses what would drown the reader: it opens a cell at several hundred bytes, an
    entity at any size."""
    computes, cells = False, 0
    for part in pack.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        if part.file_size > MOST_IN_A_PART:
            raise RefusedFile(f"“{name}”解压后过大，请只保留数据表后再导入。")
        written = pack.read(part)
        if b"<!DOCTYPE" in written or b"<!ENTITY" in written:
            raise RefusedFile(f"“{name}”含有外部实体定义，可能有害，请用 Excel 打开后另存一份再导入。")
        if "/worksheets/" in part.filename:
            computes = computes or b"<f>" in written or b"<f " in written
            cells += written.count(b"<c ") + written.count(b"<c>") + sum(map(_merged, _MERGES.findall(written)))
        if cells > MOST_OPENED:
            raise RefusedFile(f"“{name}”的单元格过多，请只保留数据表后再导入。")
    return computes


_MERGES = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def _merged(block: tuple[bytes, bytes, bytes, bytes]) -> int:
    """How many cells a merged block covers: the reader walks each."""
    left, top, right, bottom = block
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_grid(name: str, sheet: Any, written: Any) -> Grid:
    """The grid of a sheet; `written` is the same sheet with formulas for their values, or None if it has none."""
    cells: dict[tuple[int, int], Cell] = {}
    # The cells that are there, not the box around them: one stray cell in the last corner makes that endless.
    for _, cell in sorted(sheet._cells.items()):
        computed = written is not None and written.cell(cell.row, cell.column).data_type == "f"
        if cell.value is None and not computed:
            continue
        cells[cell.row - 1, cell.column - 1] = _xlsx_cell(cell, computed)
        if len(cells) > MOST_CELLS:
            raise RefusedFile(f"“{name}”的工作表“{sheet.title}”内容过多，请只保留数据表后再导入。")
    for block in sheet.merged_cells.ranges:
        _fill_block(cells, block.min_row - 1, block.min_col - 1, block.max_row - 1, block.max_col - 1)
    return Grid(sheet.title, tuple(cells[at] for at in sorted(cells)), _hidden_parts(sheet, cells))


_NAMED = 8


def _hidden_parts(sheet: Any, cells: dict[tuple[int, int], Cell]) -> tuple[str, ...]:
    """A sentence that names the hidden rows and columns that hold anything."""
    rows = {row - 1 for row, size in sheet.row_dimensions.items() if size.hidden} & {row for row, _ in cells}
    sizes = [size for size in sheet.column_dimensions.values() if size.hidden]
    cols = {col for _, col in cells if any((size.min or 1) <= col + 1 <= (size.max or size.min or 1) for size in sizes)}
    named = [f"第 {row + 1} 行" for row in sorted(rows)] + [f"{column_letters(col)} 列" for col in sorted(cols)]
    if not named:
        return ()
    told = "、".join(named[:_NAMED]) + (f"等 {len(named)} 处" if len(named) > _NAMED else "")
    return (f"工作表“{sheet.title}”的{told}是隐藏的，已一并读入。",)


def _fill_block(cells: dict[tuple[int, int], Cell], top: int, left: int, bottom: int, right: int) -> None:
    head = cells.get((top, left))
    if head is None:
        return
    for row in range(top, min(bottom, top + 200) + 1):
        for col in range(left, min(right, left + 200) + 1):
            if (row, col) != (top, left):
                cells[row, col] = Cell(
                    row,
                    col,
                    address(row, col),
                    head.raw,
                    head.text,
                    head.number,
                    head.indent,
                    head.percent,
                    merged=True,
                )


def _xlsx_cell(cell: Any, computed: bool) -> Cell:
    row, col = cell.row - 1, cell.column - 1
    place = address(row, col)
    if cell.value is None and computed:
        return Cell(row, col, place, "", "", error="里的公式还没有计算结果，请在 Excel 中打开并保存一次")
    if cell.data_type == "e":
        return Cell(row, col, place, str(cell.value), str(cell.value), error=f"是错误值 {cell.value}")
    scaled, percent, shrunk = _shown_as(cell.number_format or "")
    made = _cell(row, col, cell.value, int(2 * (cell.alignment.indent or 0)), scaled, percent)
    if shrunk and made.number is not None:
        return Cell(
            row, col, place, made.raw, made.text, error="的显示格式缩小了数值，存的数与看到的不一致，请改为常规格式"
        )
    return made


@lru_cache(maxsize=256)
def _shown_as(number_format: str) -> tuple[bool, bool, bool]:
    """Whether a number format shows a hundredfold with a percent sign, a percent sign alone, a thousandth."""
    first = number_format.split(";")[0]
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", first)
    quoted = "%" not in bare and "%" in first
    return "%" in bare, quoted, bool(re.search(r"[0#?],+(?![0#?,])", bare)) or "!." in bare


def _xls(name: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        known = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        seen = [sheet.name for sheet in known if sheet.visible == SheetVisibleEnum.Visible]
        grids = [_calamine_grid(name, book.get_sheet_by_name(title)) for title in seen]
    except RefusedFile:
        raise
    except PasswordError:
        raise RefusedFile(f"“{name}”设有密码，请去掉密码后再导入。") from None
    except BaseException as error:  # the reader is compiled: on a damaged file it may even panic
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        raise RefusedFile(f"“{name}”已损坏或设有密码，打不开，请用 Excel 另存为 .xlsx 后再导入。") from error
    left_out = [sheet.name for sheet in known if sheet.visible != SheetVisibleEnum.Visible]
    return _saying_what_is_left_out(tuple(grid for grid in grids if grid.cells), left_out)


def _calamine_grid(name: str, sheet: Any) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for col, value in enumerate(values):
            if value is not None and value != "":
                cells[row, col] = _cell(row, col, value, 0, False, False)
        if len(cells) > MOST_CELLS:
            raise RefusedFile(f"“{name}”的工作表“{sheet.name}”内容过多，请只保留数据表后再导入。")
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill_block(cells, top, left, bottom, right)
    return Grid(sheet.name, tuple(cells[at] for at in sorted(cells)), formats=False)


def _cell(row: int, col: int, value: object, indent: int, scaled: bool, percent: bool) -> Cell:
    place = address(row, col)
    if isinstance(value, bool):
        words = "是" if value else "否"
        return Cell(row, col, place, words, words)
    if isinstance(value, (int, float, Decimal)):
        number = plain_decimal(value)
        number = plain_decimal(number * 100) if scaled else number
        raw = f"{number:f}" + ("%" if scaled or percent else "")
        return Cell(row, col, place, raw, raw, number, indent, percent=scaled or percent)
    raw = "".join(_moment(value))
    return Cell(row, col, place, raw, raw.strip(), None, indent + indent_of(raw))


def _moment(value: object) -> Iterator[str]:
    # Spreadsheets turn a typed 2026-06 into the first of June.
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        yield f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}"
    else:
        yield str(value)


def plain_decimal(value: int | float | Decimal) -> Decimal:
    """`value` without binary noise: ten significant digits, and never fewer than four decimals of a large number."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or exact == exact.to_integral_value():
        return exact.quantize(Decimal(1)) if exact.is_finite() and abs(exact) < Decimal(10) ** 20 else exact
    places = max(9 - exact.adjusted(), 4)
    tidy = round(exact, places).normalize()
    return tidy.quantize(Decimal(1)) if tidy == tidy.to_integral_value() else tidy
