"""A table file read whole: its sheets, each long or wide, with the period and the place it tells of itself.

The one entry to this floor. Knows nothing of the store.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from corpus.secrecy import check_secrecy
from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY
from figures.period import Period
from figures.tables.fixing import Axis, Fix, Shape, match
from figures.tables.kinds.long import LongHead, find_long_head, long_labels, read_long
from figures.tables.kinds.wide import WideTable, read_wide
from figures.tables.layout.blocks import Block, find_blocks
from figures.tables.layout.columns import with_fix
from figures.tables.layout.heading import UNTOLD, When, canonical_place, read_place_name, read_when
from figures.tables.layout.lines import long_lines, shape_of, wide_lines
from figures.tables.reading import TableReading, problems_of
from figures.tables.sheets.grid import Grid
from figures.tables.sheets.workbook import read_grids

Corrections = Callable[[Shape], Sequence[Fix]]
"""What persons corrected in tables of a shape."""

_HEAD_ROWS = 6
_VINTAGE = re.compile(r"快报|初步(?:核算)?数|核定数|预计数")


def uncorrected(_: Shape) -> Sequence[Fix]:
    """Nobody corrected anything."""
    return ()


def look_into(
    name: str,
    data: bytes,
    *,
    period: Period | None = None,
    region: str | None = None,
    units: tuple[str, ...] = (),
    catalogue: Catalogue,
    corrections: Corrections = uncorrected,
) -> tuple[TableReading, ...]:
    """Every table of the file `name`, one reading a sheet that holds one, also where not one figure can be read yet.

    `period` and `region` stand in the place of what title, sheet and file name tell; a head or a row that names its own
    keeps it. `units` are those of amounts for which the table names none, `corrections` tells what persons corrected in
    tables of a shape. Raises `RefusedFile` for a file that is no table, that carries a secrecy mark, or whose period
    cannot be told.
    """
    grids = read_grids(name, data)
    for grid in grids:
        head = (cell.text for row in range(min(grid.height, _HEAD_ROWS)) for cell in grid.row(row))
        check_secrecy(name, "\n".join(head))
    said = _Said(period, region, units)
    sheets = [_read_sheet(PurePath(name).stem, grid, said, catalogue, corrections) for grid in grids]
    readings = tuple(sheet for sheet in sheets if sheet is not None)
    if not any(reading.readings for reading in readings):
        raise RefusedFile(
            f"“{name}”里找不到能读的数据表，请用“指标、口径、期间、地区、数值、单位”为表头，或用统计局的表式（指标名称、单位、本期、同比增长……）。"
        )
    return readings


def read_tables(
    name: str,
    data: bytes,
    *,
    period: Period | None = None,
    region: str | None = None,
    units: tuple[str, ...] = (),
    catalogue: Catalogue,
    corrections: Corrections = uncorrected,
) -> tuple[TableReading, ...]:
    """What `look_into` tells of a file. Raises `RefusedFile` as it does, and where not one figure can be read."""
    readings = look_into(
        name, data, period=period, region=region, units=units, catalogue=catalogue, corrections=corrections
    )
    refuse_unread(name, readings)
    return readings


def refuse_unread(name: str, readings: Sequence[TableReading]) -> None:
    """Raises `RefusedFile` where not one figure of a table could be read."""
    if not any(reading.told for reading in readings):
        problems = [problem for reading in readings for problem in reading.problems]
        raise RefusedFile(f"“{name}”没有一个数能读入，共 {len(problems)} 类问题，首先是：{problems[0]}")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the person who brings the file says of it."""

    period: Period | None
    region: str | None
    units: tuple[str, ...]


def _read_sheet(
    stem: str, grid: Grid, said: _Said, catalogue: Catalogue, corrections: Corrections
) -> TableReading | None:
    head = find_long_head(grid)
    if head is not None:
        return _read_long(stem, grid, head, said, catalogue, corrections)
    blocks = find_blocks(grid, catalogue)
    return _read_blocks(stem, grid, blocks, said, catalogue, corrections) if blocks else _unread(grid, said.region)


def _read_long(
    stem: str, grid: Grid, head: LongHead, said: _Said, catalogue: Catalogue, corrections: Corrections
) -> TableReading:
    titles = tuple(cell.text for row in range(head.row) for cell in grid.row(row))
    place = canonical_place(said.region or read_place_name((*titles, grid.sheet, stem)) or WHOLE_CITY)
    lines = long_lines(long_labels(grid, head))
    shape = shape_of(lines, (*titles, grid.sheet, stem))
    matched = match(lines, corrections(shape))
    readings = read_long(grid, head, place, catalogue, said.period, said.units, matched.of(Axis.ROW, 0))
    table = _table(grid, "", place, WideTable(readings, ()))
    once = {line.key: line for line in reversed(lines)}
    return replace(
        table, shape=shape, lines=tuple(reversed(once.values())), applied=matched.applied, asked=matched.asked
    )


def _read_blocks(
    stem: str, grid: Grid, blocks: Sequence[Block], said: _Said, catalogue: Catalogue, corrections: Corrections
) -> TableReading:
    place = canonical_place(said.region or read_place_name((*blocks[0].titles, grid.sheet, stem)) or WHOLE_CITY)
    lines = wide_lines(grid, blocks)
    shape = shape_of(lines, (*blocks[0].titles, grid.sheet, stem))
    matched = match(lines, corrections(shape))
    tables = []
    when = UNTOLD
    for number, found in enumerate(blocks):
        columns = tuple(with_fix(column, matched.at(Axis.COLUMN, number, column.col)) for column in found.columns)
        block = replace(found, columns=columns, units=found.units or said.units)
        when = _when(block, blocks[0], grid.sheet, stem, said.period)
        rows = matched.of(Axis.ROW, number)
        tables.append(read_wide(grid, block, when, place, _vintage(block, stem), catalogue, rows))
    told = when.period()
    merged = WideTable(
        tuple(reading for table in tables for reading in table.readings),
        tuple(note for table in tables for note in table.notes),
    )
    table = _table(grid, told.label if told else "", place, merged)
    return replace(table, shape=shape, lines=lines, applied=matched.applied, asked=matched.asked)


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
