"""What was read out of a table: every cell that should hold a number, with the figure it tells or what is wrong.

Values only; knows neither files nor the store.
"""

from dataclasses import dataclass

from figures.figure import FigureKind, FigureRef
from figures.quantity import Quantity
from figures.tables.grid import Cell, Grid


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell of `sheet` at `address` and what it tells: a quantity at a ref, or a `problem`, a sentence naming the
    address. `raw` is the cell as it reads on the screen."""

    sheet: str
    address: str
    raw: str
    ref: FigureRef | None = None
    quantity: Quantity | None = None
    kind: FigureKind = FigureKind.ACTUAL
    vintage: str = ""
    problem: str | None = None

    def __post_init__(self) -> None:
        told = self.ref is not None and self.quantity is not None
        if told == (self.problem is not None):
            raise ValueError("a cell is either read or has a problem")


@dataclass(frozen=True, slots=True)
class TableReading:
    """One sheet as read. `period_label` is its period in words ("" where its rows tell their own), `region` the place
    it is about; `notes` are the lines under the table; `problems` are sentences about cells and about the whole."""

    sheet: str
    period_label: str
    region: str
    readings: tuple[CellReading, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    grid: Grid

    @property
    def told(self) -> tuple[CellReading, ...]:
        """The cells that were read as figures."""
        return tuple(reading for reading in self.readings if reading.problem is None)


def problem_at(sheet: str, cell: Cell, why: str) -> CellReading:
    """The reading of a cell that cannot be read; `why` follows “单元格 B7 ”."""
    sentence = f"工作表“{sheet}”单元格 {cell.address} {why}，请核对原表。"
    return CellReading(sheet, cell.address, cell.raw, problem=sentence)
