"""The rows and columns of a sheet as lines that a person can correct, and the shape of the whole. Reads grids."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from figures.tables.fixing.fix import Axis, Line, Shape
from figures.tables.layout.blocks import Block, is_number
from figures.tables.layout.columns import PERIOD, Role, plain_head
from figures.tables.layout.rows import label_of
from figures.tables.sheets.grid import Grid
from figures.units import read_unit

_DAYS = re.compile(r"(?:19|20)\d{6}|(?:19|20)\d{4}|\d{1,2}月\d{1,2}日")
_BRACKETED = re.compile(r"\(([^()]*)\)")


def wide_lines(grid: Grid, blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The lines of the tables of one sheet: columns that may hold figures, and rows that do."""
    alike: Counter[tuple[Axis, str]] = Counter()
    return tuple(
        _line(axis, shown, said, at, number, alike)
        for number, block in enumerate(blocks)
        for axis, shown, said, at in (*_columns(block), *_rows(grid, block))
    )


def long_lines(labels: Iterable[tuple[int, str]]) -> tuple[Line, ...]:
    """The rows of a long table, given with what each calls its indicator: rows of one name are one line, and what is
    said of one holds for all."""
    return tuple(Line(Axis.ROW, _key(plain_head(label)), 0, plain_head(label), label, row) for row, label in labels)


def shape_of(lines: Sequence[Line], titles: Iterable[str]) -> Shape:
    """The shape of a table: `titles` are what names it, the first that says anything but a period counts."""
    named = (timeless(plain_head(title)) for title in titles)
    title = next((name for name in named if re.search(r"[^#\d\W]{2}", name)), "")
    keys = {axis: tuple(dict.fromkeys(line.key for line in lines if line.axis is axis)) for axis in Axis}
    return Shape(title[:300], keys[Axis.COLUMN], keys[Axis.ROW])


def timeless(words: str) -> str:
    """`words` with a # for whatever names a period."""
    return re.sub(r"#[#年度]*", "#", PERIOD.sub("#", _DAYS.sub("#", words)))


def _columns(block: Block) -> Iterator[tuple[Axis, str, str, int]]:
    units = "、".join(block.units)
    for column in block.of(Role.FIGURE, Role.UNKNOWN, Role.SILENT):
        if column.head:
            yield Axis.COLUMN, column.head, f"{column.head}|{units}", column.col


def _rows(grid: Grid, block: Block) -> Iterator[tuple[Axis, str, str, int]]:
    told = block.of(Role.FIGURE, Role.UNKNOWN)
    for row in range(block.first, block.end):
        cells = (grid.at(row, column.col) for column in told)
        if not any(cell is not None and not cell.merged and is_number(cell) for cell in cells):
            continue
        label = label_of(grid, block, row)
        units = "、".join(grid.text(row, column.col) for column in block.of(Role.UNIT))
        yield Axis.ROW, label, f"{label}|{units}", row


def _line(axis: Axis, shown: str, said: str, at: int, block: int, alike: Counter[tuple[Axis, str]]) -> Line:
    key = _key(plain_head(shown))
    nth = alike[axis, key]
    alike[axis, key] += 1
    return Line(axis, key, nth, timeless(plain_head(said))[:400], shown, at, block)


def _key(words: str) -> str:
    """`words` without period and units."""
    bare = timeless(words)
    for found in list(_BRACKETED.finditer(bare)):
        if read_unit(found[1].lstrip("±+-/")):
            bare = bare.replace(found[0], "", 1)
    return re.sub(r"(?:%|‰|个?百分点)$", "", bare)[:300]
