"""Where the tables of a sheet lie: titles, head and body. A sheet may hold several, below or beside each other.

Knows what heads say, not what the cells under them hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from figures.catalogue import Catalogue
from figures.measure import Measure
from figures.tables.layout.columns import Column, Role, read_column
from figures.tables.layout.heading import UNTOLD, When, read_when
from figures.tables.sheets.amounts import Amount, is_absent, read_words
from figures.tables.sheets.grid import Cell, Grid
from figures.units import PERCENT, POINTS, read_unit

_MOST_HEAD_ROWS = 4
_UNIT_IN_TITLE = re.compile(r"[（(]([^（）()]+)[)）]$")
_UNIT_LINE = re.compile(r"单\s*位\s*[:：]\s*([^\s（）()]+)")
_SUBJECT = (Role.NAME, Role.REGION, Role.YEAR)


@dataclass(frozen=True, slots=True)
class Block:
    """One table: `titles` are the lines above its head, `units` those they name for the whole table, `columns` from
    left to right, the body the rows `first`..`end` (half open)."""

    titles: tuple[str, ...]
    units: tuple[str, ...]
    columns: tuple[Column, ...]
    first: int
    end: int

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """The columns that play one of `roles`."""
        return tuple(column for column in self.columns if column.role in roles)


def find_blocks(grid: Grid, catalogue: Catalogue) -> list[Block]:
    """The tables of `grid`, from top to bottom and left to right; none where no row reads as a head."""
    heads = list(_heads(grid, catalogue))
    blocks: list[Block] = []
    for at, (row, body, columns) in enumerate(heads):
        after = heads[at - 1][1] if at else 0
        end = heads[at + 1][0] if at + 1 < len(heads) else grid.height
        titles = _titles(grid, after, row)
        units = _units((*titles, *_lines_below(grid, body, end)))
        parts = (_whole_named(_timed(_of_growth(part, titles))) for part in _side_by_side(columns))
        blocks.extend(Block(titles, units, part, body, end) for part in parts)
    return blocks


def is_number(cell: Cell) -> bool:
    """Whether the cell holds an amount, or an error where one should be."""
    return cell.error is not None or cell.number is not None or isinstance(read_words(cell.text), Amount)


def _heads(grid: Grid, catalogue: Catalogue) -> Iterator[tuple[int, int, tuple[Column, ...]]]:
    row = 0
    while row < grid.height:
        if _may_be_head(grid, row):
            body = _body_after(grid, row)
            columns = tuple(read_column(col, _head_texts(grid, row, body, col), catalogue) for col in range(grid.width))
            told = [column for column in columns if column.role is Role.FIGURE]
            columns = _names_beside_names(grid, body, columns)
            subjects = any(column.role in _SUBJECT for column in columns)
            if not subjects and told:
                columns = _units_that_are_places(grid, body, columns)
                subjects = any(column.role in _SUBJECT for column in columns)
            if not subjects and told and not columns[0].head and _periods_below(grid, body):
                columns, subjects = (Column(0, "", Role.YEAR), *columns[1:]), True
            of_times = len(told) > 1 and not columns[0].head and all(column.when.months for column in told)
            if (subjects and told) or of_times or (len(told) > 2 and _says_measures(told)):
                yield row, body, columns if subjects else _first_is_name(columns)
                row = body
                continue
        row += 1


def _may_be_head(grid: Grid, row: int) -> bool:
    cells = [cell for cell in grid.row(row) if not is_absent(cell.text)]
    if len({cell.text for cell in cells}) < 2:
        return False
    return not any(_is_amount(cell) for cell in cells)


def _is_amount(cell: Cell) -> bool:
    # Years and months stand in heads as numbers too.
    return is_number(cell) and not re.fullmatch(r"(?:19|20)\d{2}|.*[年月季].*", cell.text)


def _says_measures(told: list[Column]) -> bool:
    return any(column.meaning.measure is not None for column in told)


def _first_is_name(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where the head of the names is blank, the first column holds them."""
    first = columns[0]
    return (Column(first.col, first.head, Role.NAME), *columns[1:]) if not first.head else columns


def _names_beside_names(grid: Grid, body: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; one without a head right of the names holds names too where it holds words (其中： | 第一产业)."""
    made = list(columns)
    for at in range(1, len(made)):
        if not made[at].head and made[at - 1].role is Role.NAME:
            texts = [cell for row in range(body, grid.height) if (cell := grid.at(row, at)) and not cell.merged]
            if texts and not any(is_number(cell) for cell in texts):
                made[at] = replace(made[at], role=Role.NAME)
    return tuple(made)


def _units_that_are_places(grid: Grid, body: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; one headed 单位 holds places where none of its words is a unit of measure."""
    made = list(columns)
    for at, column in enumerate(made):
        texts = [text for row in range(body, grid.height) if (text := grid.text(row, at))]
        if column.role is Role.UNIT and texts and not any(map(read_unit, texts)):
            made[at] = replace(column, role=Role.REGION)
    return tuple(made)


def _periods_below(grid: Grid, body: int) -> bool:
    """Whether the first column names a period in each of the rows from `body` on."""
    names = [name for row in range(body, min(body + 3, grid.height)) if (name := grid.text(row, 0))]
    return bool(names) and all(read_when(name) != UNTOLD for name in names)


def _body_after(grid: Grid, row: int) -> int:
    """The first row below the head that begins in `row`."""
    start = min(cell.col for cell in grid.row(row))
    below = row + 1
    while below < min(row + _MOST_HEAD_ROWS, grid.height):
        cells = grid.row(below)
        first = grid.at(below, start)
        if first and first.text in ("甲", "指标编码"):  # the row that numbers the columns: 甲 乙 1 2 3
            return below + 1
        belongs = first is None or first.merged or first.text == grid.text(row, start)
        own = [cell for cell in cells if not cell.merged]
        if not belongs or not own or any(_is_amount(cell) or is_absent(cell.text) for cell in own):
            break
        below += 1
    return below


def _head_texts(grid: Grid, row: int, body: int, col: int) -> tuple[str, ...]:
    texts = []
    for at in range(row, body):
        text = grid.text(at, col)
        if not text and at + 1 < body and any(grid.text(lower, col) for lower in range(at + 1, body)):
            text = _group_to_the_left(grid, at, body, col)
        if text and text not in ("甲", "乙") and not text.isdigit():
            texts.append(text)
        elif re.fullmatch(r"(?:19|20)\d{2}", text):
            texts.append(f"{text}年")
    return tuple(texts)


def _group_to_the_left(grid: Grid, row: int, body: int, col: int) -> str:
    """The head cell that spans this column without being merged over it: the nearest to the left with heads below."""
    for left in range(col - 1, -1, -1):
        if text := grid.text(row, left):
            below = {grid.text(lower, left) for lower in range(row + 1, body)}
            return text if below - {"", text} else ""
    return ""


def _titles(grid: Grid, after: int, row: int) -> tuple[str, ...]:
    """The lines between the table above (or the top) and the head; below another table only those next to the head."""
    lines: list[str] = []
    for at in range(row - 1, after - 1, -1):
        cells = grid.row(at)
        if any(is_number(cell) for cell in cells) and after:
            break
        texts = dict.fromkeys(cell.text for cell in cells)
        if not texts:
            if after and lines:
                break
            continue
        lines[:0] = texts
    return tuple(lines)


def _units(titles: tuple[str, ...]) -> tuple[str, ...]:
    for line in titles:
        if found := _UNIT_LINE.search(line):
            named = (read_unit(part) for part in re.split(r"[、，,/;；和]", found[1]))
            if units := tuple(unit for unit in named if unit):
                return units
        elif (found := _UNIT_IN_TITLE.search(line)) and (unit := read_unit(found[1])) not in (None, PERCENT, POINTS):
            return (unit,) if unit else ()
    return ()


def _lines_below(grid: Grid, body: int, end: int) -> Iterator[str]:
    """The last lines of a table that hold one text each: notes, or the unit."""
    for row in range(end - 1, max(body, end - 6) - 1, -1):
        texts = {cell.text for cell in grid.row(row)}
        if len(texts) > 1:
            return
        yield from texts


_TITLE_OF_GROWTH = re.compile(r"(?:增速|增长速度|增长率|同比增长|增幅|涨幅)(?:情况|一览|统计)?表?$")


def _of_growth(columns: tuple[Column, ...], titles: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns; where the title says that the table tells growth and no head says anything else, percentages do."""
    told = [column for column in columns if column.role is Role.FIGURE and column.meaning.measure is not Measure.RANK]
    bare = (re.sub(r"[(（][^()（）]*[)）]|\s", "", line) for line in titles)
    if _says_measures(told) or not any(map(_TITLE_OF_GROWTH.search, bare)):
        return columns
    return tuple(
        replace(column, meaning=replace(column.meaning, unit=PERCENT, growth=True))
        if column.role is Role.FIGURE and column.meaning.unit in (None, PERCENT)
        else column
        for column in columns
    )


def _whole_named(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; a change of a share that names no whole is of the share to its left."""
    named: list[Column] = []
    whole = ""
    for column in columns:
        meaning = column.meaning
        if meaning.measure is Measure.SHARE:
            whole = meaning.comparator or ""
        elif meaning.measure is Measure.SHARE_CHANGE and not meaning.comparator and whole:
            column = replace(column, meaning=replace(meaning, comparator=whole))
        named.append(column)
    return tuple(named)


def _side_by_side(columns: tuple[Column, ...]) -> Iterator[tuple[Column, ...]]:
    """Tables that stand beside each other under one head: a column of names after figures begins the next one."""
    part: list[Column] = []
    for column in columns:
        if column.role in (Role.NAME, Role.REGION) and any(each.role is Role.FIGURE for each in part):
            yield tuple(part)
            part = []
        part.append(column)
    if any(each.role is Role.FIGURE for each in part):
        yield tuple(part)


def _timed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; growth, last year's amounts and the like without a period take that of the amounts before them."""
    timed: list[Column] = []
    spans = {column.when.months for column in columns if column.when.months and not column.when.alone}
    ends = {last for first, last in spans if first != last}
    for column in columns:
        months = column.when.months
        if column.when.alone and months and (months[1] in ends or column.meaning.measure is Measure.QOQ):
            column = replace(column, month_only=not column.running)  # 6月 beside 1—6月
        bare = column.when.months is None and column.when.year is None and not (column.month_only or column.running)
        follows = column.meaning.measure is not None or column.shift
        if column.role is Role.FIGURE and follows and bare:
            column = _after_amounts(column, timed)
        timed.append(column)
    return tuple(timed)


def _after_amounts(column: Column, left: list[Column]) -> Column:
    """`column` with the period of the amounts nearest to its left; of several side by side with the same months (this
    year's and last year's) the latest."""
    run: list[Column] = []
    for other in reversed(left):
        amount = other.role is Role.FIGURE and other.meaning.measure is None
        if amount:
            run.append(other)
        elif run:
            break
    if not run:
        return column
    nearest = run[0]
    same = [other for other in run if other.when.months == nearest.when.months]
    year = max((other.when.year for other in same if other.when.year is not None), default=None)
    when = When(year, nearest.when.months, nearest.when.alone)
    return replace(column, when=when, month_only=nearest.month_only, running=nearest.running)
