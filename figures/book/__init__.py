"""The book of figures: every figure that was ever loaded, with its status, its history and who answers for it."""

from figures.book.book import Added, FigureBook, table_subject
from figures.book.deciding import Deciding
from figures.book.rows import Vouching
from figures.snapshot import Conflict, Lookup, Snapshot

__all__ = ["Added", "Conflict", "Deciding", "FigureBook", "Lookup", "Snapshot", "Vouching", "table_subject"]
