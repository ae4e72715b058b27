"""What was read out of a table: every cell that should hold a number, with the figure it tells or what is wrong.

Values only; knows neither files nor the store.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from figures.figure import FigureKind, FigureRef
from figures.quantity import Quantity
from figures.tables.fixing import Asked, Fix, Line, Shape
from figures.tables.sheets.grid import Cell, Grid, column_of

_ASK = "，请核对原表。"
NO_SHAPE = Shape("", (), ())


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

    @property
    def row(self) -> int:
        """Its row in the grid, from 0."""
        return _split(self.address)[1] - 1

    @property
    def column(self) -> int:
        """Its column in the grid, from 0."""
        return column_of(_split(self.address)[0])


@dataclass(frozen=True, slots=True)
class TableReading:
    """One sheet as read. `period_label` is its period in words ("" where its rows tell their own), `region` the place
    it is about; `notes` are the lines under the table; `problems` are sentences about cells and about the whole.

    `lines` are what can be corrected by hand in a table of this `shape`, `applied` the corrections of persons it was
    read by, `asked` those that a person must first say whether they still hold.
    """

    sheet: str
    period_label: str
    region: str
    readings: tuple[CellReading, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    grid: Grid
    shape: Shape = NO_SHAPE
    lines: tuple[Line, ...] = ()
    applied: tuple[Fix, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def told(self) -> tuple[CellReading, ...]:
        """The cells that were read as figures."""
        return tuple(reading for reading in self.readings if reading.problem is None)


def problem_at(sheet: str, cell: Cell, why: str) -> CellReading:
    """The reading of a cell that cannot be read; `why` follows “单元格 B7 ”."""
    return CellReading(sheet, cell.address, cell.raw, problem=_sentence(sheet, cell.address, why))


def problems_of(readings: Iterable[CellReading]) -> tuple[str, ...]:
    """The problems of `readings` as sentences; cells below each other that share a reason share a sentence (B2:B11)."""
    runs: list[list[CellReading]] = []
    last: dict[tuple[str, str], list[CellReading]] = {}
    for reading in readings:
        if reading.problem is None:
            continue
        column, row = _split(reading.address)
        run = last.get((column, _reason(reading)))
        if run and _split(run[-1].address)[1] == row - 1:
            run.append(reading)
        else:
            run = [reading]
            runs.append(run)
        last[column, _reason(reading)] = run
    return tuple(_told_together(run) for run in runs)


def _told_together(run: list[CellReading]) -> str:
    first = run[0]
    if len(run) == 1:
        return first.problem or ""
    return _sentence(first.sheet, f"{first.address}:{run[-1].address}", _reason(first))


def _sentence(sheet: str, address: str, why: str) -> str:
    ending = "。" if "请" in why else _ASK
    return f"工作表“{sheet}”单元格 {address} {why}{ending}"


def _reason(reading: CellReading) -> str:
    return (reading.problem or "").partition(f"单元格 {reading.address} ")[2].removesuffix(_ASK).removesuffix("。")


def _split(address: str) -> tuple[str, int]:
    letters = address.rstrip("0123456789")
    return letters, int(address[len(letters) :])
