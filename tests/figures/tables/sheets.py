"""Makes workbooks for tests, and tells a reading in short."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl

from figures.figure import FigureKind
from figures.tables import TableReading

Rows = Sequence[Sequence[Any]]


def xlsx(
    rows: Rows, *, title: str = "Sheet1", merge: Sequence[str] = (), formats: dict[str, str] | None = None
) -> bytes:
    """A workbook of one sheet with `rows`, blocks merged and cells formatted."""
    return book({title: rows}, merge=merge, formats=formats)


def book(sheets: dict[str, Rows], *, merge: Sequence[str] = (), formats: dict[str, str] | None = None) -> bytes:
    """A workbook; merges and formats hold for its first sheet."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    first = made.worksheets[0]
    for cells in merge:
        first.merge_cells(cells)
    for cell, number_format in (formats or {}).items():
        first[cell].number_format = number_format
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def told(reading: TableReading) -> dict[str, str]:
    """What each cell tells, in one line: 指标|口径|期间|地区|比较 = 值单位."""
    lines = {}
    for cell in reading.told:
        assert cell.ref is not None and cell.quantity is not None
        ref, quantity = cell.ref, cell.quantity
        place = f"{ref.indicator}|{ref.measure.label}|{ref.period}|{ref.region}|{ref.comparator or ''}".rstrip("|")
        ends = [f"{end:f}" for end in dict.fromkeys((quantity.low, quantity.high)) if end is not None]
        target = "目标:" if cell.kind is FigureKind.TARGET else ""
        bound = quantity.bound.value if quantity.bound and quantity.bound != "range" else ""
        lines[cell.address] = f"{target}{place} = {'—'.join(ends)}{quantity.unit}{bound}"
    return lines
