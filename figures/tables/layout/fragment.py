"""A piece of a sheet around one cell: the head of its table, the row as it stands there, and the rows beside it."""

import re
from dataclasses import dataclass

from figures.tables.layout.blocks import is_number
from figures.tables.sheets.grid import Grid, column_letters

_HEAD_ROWS = 3
_WIDE = 12
"""The most columns that are shown: those nearest to the cell, after the first."""


@dataclass(frozen=True, slots=True)
class FragmentRow:
    """One row as it reads, left to right; `number` is the one a person sees beside it, `head` tells that it stands
    above the figures."""

    number: int
    cells: tuple[str, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """Rows of the columns `letters`; the cell in question is that of row `row` and column `column` of them, from 0."""

    letters: tuple[str, ...]
    rows: tuple[FragmentRow, ...]
    row: int
    column: int


def fragment(grid: Grid, cell: str) -> Fragment | None:
    """The piece of `grid` around the cell at the address `cell`; None where there is no such cell."""
    found = next((held for held in grid.cells if held.address == cell), None)
    if found is None:
        return None
    first = next((row for row in range(grid.height) if _tells(grid, row)), found.row)
    heads = [row for row in range(first - 1, -1, -1) if grid.row(row)][:_HEAD_ROWS]
    beside = [row for row in range(found.row - 1, found.row + 2) if first <= row < grid.height and grid.row(row)]
    rows = [*reversed(heads), *beside]
    start = max(0, min(found.col - _WIDE // 2, grid.width - _WIDE))
    columns = sorted({0, *range(start, min(start + _WIDE, grid.width))})
    told = tuple(FragmentRow(row + 1, tuple(grid.text(row, column) for column in columns), row < first) for row in rows)
    letters = tuple(column_letters(column) for column in columns)
    return Fragment(letters, told, rows.index(found.row), columns.index(found.col))


def _tells(grid: Grid, row: int) -> bool:
    """Whether a row holds figures, not only years and months of a head."""
    cells = (cell for cell in grid.row(row) if not cell.merged)
    return any(is_number(cell) and not re.fullmatch(r"(?:19|20)\d{2}|.*[年月季].*", cell.text) for cell in cells)
