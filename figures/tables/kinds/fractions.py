"""Shares that a sheet keeps as fractions (0.052 for 5.2%) without saying so."""

from collections.abc import Sequence

from figures.measure import Measure
from figures.tables.kinds.judge import Doubt, looks_like_fraction
from figures.tables.layout.blocks import Block
from figures.tables.layout.columns import Column
from figures.tables.sheets.amounts import Amount, read_amount
from figures.tables.sheets.grid import Cell, Grid
from figures.units import PERCENT

_FRACTION = "像是以小数存的百分数，请改为带 % 的格式或写成百分数"
_FRACTION_OF_XLS = "像是以小数存的百分数，旧版 .xls 读不出百分数格式，请另存为 .xlsx 后再导入"


class Fractions:
    """What may be a fraction in the columns `told` of a table."""

    def __init__(self, grid: Grid, block: Block, told: Sequence[Column]):
        self._grid, self._block = grid, block
        self._columns = {column.col for column in told if self._holds_fractions(column)}

    def doubt(self, column: Column, cell: Cell, amount: Amount) -> None:
        """Raises `Doubt` where what reads as percent may be a fraction."""
        if self._may_be_fraction(column, cell, amount):
            raise Doubt(_FRACTION if self._grid.formats else _FRACTION_OF_XLS)

    def _holds_fractions(self, column: Column) -> bool:
        if column.meaning.unit != PERCENT:
            return False
        cells = (self._grid.at(row, column.col) for row in range(self._block.first, self._block.end))
        amounts = [
            amount.low
            for cell in cells
            if isinstance(amount := read_amount(cell), Amount) and amount.unit is None and amount.low is not None
        ]
        if column.meaning.measure is Measure.COMPLETION and amounts and all(0 <= low <= 2 for low in amounts):
            return any(amounts)  # a rate of completion that nobody brought to three percent
        return all(abs(low) < 1 for low in amounts) and any(looks_like_fraction(low) for low in amounts)

    def _may_be_fraction(self, column: Column, cell: Cell, amount: Amount) -> bool:
        if amount.unit is not None or cell.percent:
            return False
        if column.meaning.index:
            return False
        return column.col in self._columns or (not self._grid.formats and looks_like_fraction(amount.low))
