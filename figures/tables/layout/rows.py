"""What a row of a wide table says of itself: its label and its unit. Knows nothing of its figures."""

import re

from figures.tables.layout.blocks import Block
from figures.tables.layout.columns import Role
from figures.tables.sheets.amounts import is_absent
from figures.tables.sheets.grid import Grid
from figures.units import PERCENT, POINTS, read_unit


def label_of(grid: Grid, block: Block, row: int) -> str:
    """What names a row: all its cells in the columns of names."""
    columns = block.of(Role.NAME, Role.REGION, Role.YEAR)
    texts = (grid.text(row, column.col) for column in columns)
    return " ".join(dict.fromkeys(text for text in texts if not is_absent(text)))


def unit_of_row(grid: Grid, block: Block, row: int, raw: str) -> str | None:
    """The unit a row tells: in a column of units, else in brackets after its name `raw`."""
    for column in block.of(Role.UNIT):
        text = re.sub(r"[（(].*[)）]$", "", grid.text(row, column.col))  # 万只（自然只）
        if is_absent(text):
            continue
        if known := read_unit(text):
            return known
        if text.endswith("=100"):
            return PERCENT
        named = [unit for part in re.split(r"[、，,/;；]", text) if (unit := read_unit(part))]
        amounts = [unit for unit in named if unit not in (PERCENT, POINTS)]
        if amounts:
            return amounts[0]
        return text if not re.search(r"\d", text) and len(text) <= 8 else None
    brackets = re.findall(r"[（(]([^（）()]*)[)）]", raw)
    return next((unit for inside in reversed(brackets) if (unit := read_unit(inside))), None)
