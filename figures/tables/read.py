"""A table file read whole: its sheets, each long or wide, with the period and the place it tells of itself.

The one entry to this floor. Knows nothing of the store.
"""

import re
from dataclasses import replace
from pathlib import PurePath

from corpus.secrecy import check_secrecy
from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY
from figures.period import Period
from figures.tables.blocks import Block, find_blocks
from figures.tables.grid import Grid
from figures.tables.heading import UNTOLD, When, canonical_place, read_place_name, read_when
from figures.tables.long import find_long_head, read_long
from figures.tables.reading import TableReading, problems_of
from figures.tables.wide import WideTable, read_wide
from figures.tables.workbook import read_grids

_HEAD_ROWS = 6
_VINTAGE = re.compile(r"快报|初步(?:核算)?数|核定数|预计数")


def read_tables(
    name: str,
    data: bytes,
    *,
    period: Period | None = None,
    region: str | None = None,
    units: tuple[str, ...] = (),
    catalogue: Catalogue,
) -> tuple[TableReading, ...]:
    """Every table of the file `name`, one reading a sheet that holds one.

    `period` and `region` stand in the place of what title, sheet and file name tell; a head or a row that names its own
    keeps it. `units` are those of amounts for which the table names none. Raises `RefusedFile` for a file that is no
    table, that carries a secrecy mark, or whose period cannot be told.
    """
    grids = read_grids(name, data)
    for grid in grids:
        head = (cell.text for row in range(min(grid.height, _HEAD_ROWS)) for cell in grid.row(row))
        check_secrecy(name, "\n".join(head))
    sheets = [_read_sheet(name, grid, period, region, units, catalogue) for grid in grids]
    readings = tuple(sheet for sheet in sheets if sheet is not None)
    if not any(reading.readings for reading in readings):
        raise RefusedFile(
            f"“{name}”里找不到能读的数据表，请用“指标、口径、期间、地区、数值、单位”为表头，或用统计局的表式（指标名称、单位、本期、同比增长……）。"
        )
    if not any(reading.told for reading in readings):
        problems = [problem for reading in readings for problem in reading.problems]
        raise RefusedFile(f"“{name}”没有一个数能读入，共 {len(problems)} 类问题，首先是：{problems[0]}")
    return readings


def _read_sheet(
    name: str,
    grid: Grid,
    period: Period | None,
    region: str | None,
    units: tuple[str, ...],
    catalogue: Catalogue,
) -> TableReading | None:
    stem = PurePath(name).stem
    head = find_long_head(grid)
    if head is not None:
        titles = tuple(cell.text for row in range(head.row) for cell in grid.row(row))
        place = region or read_place_name((*titles, grid.sheet, stem)) or WHOLE_CITY
        readings = read_long(grid, head, canonical_place(place), catalogue, period, units)
        return _table(grid, "", place, WideTable(readings, ()))
    blocks = find_blocks(grid, catalogue)
    if not blocks:
        return _unread(grid, region)
    place = canonical_place(region or read_place_name((*blocks[0].titles, grid.sheet, stem)) or WHOLE_CITY)
    tables = []
    when = UNTOLD
    for found in blocks:
        block = found if found.units else replace(found, units=units)
        when = _when(block, blocks[0], grid.sheet, stem, period)
        tables.append(read_wide(grid, block, when, place, _vintage(block, stem), catalogue))
    told = when.period()
    merged = WideTable(
        tuple(reading for table in tables for reading in table.readings),
        tuple(note for table in tables for note in table.notes),
    )
    return _table(grid, told.label if told else "", place, merged)


def _when(block: Block, first: Block, sheet: str, stem: str, period: Period | None) -> When:
    if period is not None:
        return When(period.year, (period.first, period.last), period.alone)
    when = UNTOLD
    for text in (*block.titles, *first.titles, sheet, stem):
        when = when.or_else(read_when(text))
    return when


def _vintage(block: Block, stem: str) -> str:
    found = _VINTAGE.search("".join((*block.titles, stem)))
    return found[0][:2] if found else ""


def _table(grid: Grid, label: str, region: str, table: WideTable) -> TableReading:
    notes = (*table.notes, *grid.remarks)
    return TableReading(grid.sheet, label, region, table.readings, notes, problems_of(table.readings), grid)


def _unread(grid: Grid, region: str | None) -> TableReading | None:
    """A sheet of words only is passed over; one with numbers that nobody can tell is reported."""
    if not any(cell.number is not None for cell in grid.cells):
        return None
    sentence = f"工作表“{grid.sheet}”找不到表头（指标名称、本期、同比等），没有读入，请补上表头。"
    return TableReading(grid.sheet, "", region or WHOLE_CITY, (), (), (sentence,), grid)
