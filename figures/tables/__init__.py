"""Tables: files read into figures, cell by cell."""

from figures.tables.fixing import Asked, Axis, ColumnTime, Fix, Line, Shape
from figures.tables.layout.fragment import Fragment, FragmentRow, fragment
from figures.tables.read import Corrections, look_into, read_tables, refuse_unread
from figures.tables.reading import CellReading, TableReading
from figures.tables.sheets.grid import Cell, Grid

__all__ = [
    "Asked",
    "Axis",
    "Cell",
    "CellReading",
    "ColumnTime",
    "Corrections",
    "Fix",
    "Fragment",
    "FragmentRow",
    "Grid",
    "Line",
    "Shape",
    "TableReading",
    "fragment",
    "look_into",
    "read_tables",
    "refuse_unread",
]
