"""A sheet as a grid of cells, whatever kind of file it came from. Knows nothing of what the cells mean."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `row` and `col` count from 0; `address` is the one a person sees (B7). `raw` is the content as it reads
    in the file, `text` the same without surrounding space. `number` is set only where the file stores a number; a
    percent cell stores 5.2 for 5.2% and is marked `percent`. `merged` tells that the content belongs to a merged block
    whose top left cell lies elsewhere; `error` that the file stores an error value or an uncomputed formula."""

    row: int
    col: int
    address: str
    raw: str
    text: str
    number: Decimal | None = None
    indent: int = 0
    percent: bool = False
    merged: bool = False
    error: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet that hold anything, by row. `hidden` tells that the sheet has hidden rows or columns
    (which are read like the others)."""

    sheet: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    _at: dict[tuple[int, int], Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", {(cell.row, cell.col): cell for cell in self.cells})

    def at(self, row: int, col: int) -> Cell | None:
        """The cell there, or None where it is blank."""
        return self._at.get((row, col))

    def text(self, row: int, col: int) -> str:
        """The text of the cell there, "" where it is blank."""
        cell = self._at.get((row, col))
        return cell.text if cell else ""

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of one row from left to right, blanks left out."""
        return tuple(cell for cell in self.cells if cell.row == row)

    @property
    def height(self) -> int:
        """The number of rows up to the last that holds anything."""
        return max((cell.row for cell in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        """The number of columns up to the last that holds anything."""
        return max((cell.col for cell in self.cells), default=-1) + 1


def address(row: int, col: int) -> str:
    """The address of a cell as a spreadsheet shows it: row 6, column 1 is B7."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
