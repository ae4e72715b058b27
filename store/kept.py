"""Values made from rows that are read again and again: made anew only where a row reads otherwise than before."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, SQLColumnExpression, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

V = TypeVar("V")
_AT_A_TIME = 500
"""How many keys one statement takes: databases limit its parameters. Where more rows changed, all are read."""


class KeptRows(Generic[V]):
    """Reads values of one kind. `make` makes a value of a row; `key` is the column that tells the rows apart. Safe to
    share between threads: what two make at once is the same.

    A row is known again by a hash of what the database holds, not of the values of its columns: as decimals, 5.2 and
    5.20 would be one.
    """

    def __init__(self, key: SQLColumnExpression[Any], make: Callable[[Row[Any]], V]):
        self._key, self._make = key, make
        self._kept: dict[Hashable, tuple[int, V]] = {}

    def read(self, session: Session, query: "Select[Any]") -> list[V]:
        """The values of the rows that `query` picks, in its order; always of the same columns, the key first."""
        columns = [type_coerce(column, NullType()) for column in query.selected_columns]
        bare = query.with_only_columns(*columns, maintain_column_froms=True)
        marks = {row[0]: hash(tuple(row)) for row in session.execute(bare)}
        changed = [key for key, mark in marks.items() if (kept := self._kept.get(key)) is None or kept[0] != mark]
        if changed:
            some = query if len(changed) > _AT_A_TIME else query.where(self._key.in_(changed))
            for row in session.execute(some):
                if row[0] in marks:  # another may have come in between the two statements
                    self._kept[row[0]] = (marks[row[0]], self._make(row))
        return [self._kept[key][1] for key in marks if key in self._kept]
