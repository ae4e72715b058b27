"""Tables: files read into figures, cell by cell."""

from figures.tables.grid import Cell, Grid
from figures.tables.read import read_tables
from figures.tables.reading import CellReading, TableReading

__all__ = ["Cell", "CellReading", "Grid", "TableReading", "read_tables"]
