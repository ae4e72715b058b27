"""A sheet as a grid of cells, whatever kind of file it came from. Knows nothing of what the cells mean."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `row` and `col` count from 0; `address` is the one a person sees (B7). `raw` is the content as it reads
    in the file, `text` the same without surrounding space; `indent` is in half-width characters. `number` is set only
    where the file stores a number; a cell shown as 5.2% holds 5.2 and is marked `percent`. `merged` tells that the
    content belongs to a merged block whose top left cell lies elsewhere; `error`, in words, why the content is no use
    (an error value, a formula never computed)."""

    row: int
    col: int
    address: str
    raw: str
    text: str
    number: Decimal | None = None
    indent: int = 0
    percent: bool = False
    merged: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet that hold anything, by row. `remarks` are sentences on what a person does not see there
    (hidden rows, read like the others); `formats` tells that a percent would be known, because the file tells how
    numbers are shown; `height` and `width` count the rows and columns up to the last that holds anything."""

    sheet: str
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()
    formats: bool = True
    _at: dict[tuple[int, int], Cell] = field(init=False, repr=False, compare=False)
    _rows: dict[int, tuple[Cell, ...]] = field(init=False, repr=False, compare=False)
    height: int = field(init=False, repr=False, compare=False)
    width: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        object.__setattr__(self, "_at", {(cell.row, cell.col): cell for cell in self.cells})
        object.__setattr__(self, "_rows", {row: tuple(cells) for row, cells in rows.items()})
        object.__setattr__(self, "height", max(rows, default=-1) + 1)
        object.__setattr__(self, "width", max((cell.col for cell in self.cells), default=-1) + 1)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell there, or None where it is blank."""
        return self._at.get((row, col))

    def text(self, row: int, col: int) -> str:
        """The text of the cell there, "" where it is blank."""
        cell = self._at.get((row, col))
        return cell.text if cell else ""

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of one row from left to right, blanks left out."""
        return self._rows.get(row, ())


def address(row: int, col: int) -> str:
    """The address of a cell as a spreadsheet shows it: row 6, column 1 is B7."""
    return f"{column_letters(col)}{row + 1}"


def column_letters(col: int) -> str:
    """A column as a spreadsheet shows it: 1 is B."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The inverse of `column_letters`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def indent_of(raw: str) -> int:
    """The blank characters a text begins with, in half-width characters."""
    blank = raw[: len(raw) - len(raw.lstrip())]
    return sum(2 if char == "\u3000" else 1 for char in blank)
