"""What persons corrected in how a table is read, and how it is found again in the next such table."""

from figures.tables.fixing.fix import Asked, Axis, ColumnTime, Fix, Line, Shape
from figures.tables.fixing.matching import Matched, match

__all__ = ["Asked", "Axis", "ColumnTime", "Fix", "Line", "Matched", "Shape", "match"]
