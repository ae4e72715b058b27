"""The declarative base on which each room above declares its own tables, and the measure that its rows are held to."""

import re
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, MetaData, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapper

from errors import Unstorable

UPKEEP = {"info": {"upkeep": True}}
"""What a table says of itself (`__table_args__`) that the program keeps along with every deed: to change it alone is no
deed of anybody."""


# No text of UTF-8 holds half a pair; a file's name in another encoding reads so.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Base(DeclarativeBase):
    """All tables of a workspace hang on this one metadata, with constraint names that migrations can address."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _measure(mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    """Refuses what does not fit its column. PostgreSQL would, without saying which text; SQLite would take it, and the
    workspace could then never move to a server."""
    for name in inspect(row).committed_state:  # what is new in the row
        value = getattr(row, name)
        told = format(value, "f") if isinstance(value, Decimal) else value
        if not isinstance(told, str) or name not in mapper.columns:
            continue
        longest = getattr(mapper.columns[name].type, "length", None)
        if longest is not None and len(told) > longest:
            raise Unstorable(f"“{told[:20]}……”有 {len(told)} 个字，最多能存 {longest} 个字，请改短后再试。")
        if _UNSTORABLE.search(told):
            shown = _UNSTORABLE.sub("", told)[:20]
            raise Unstorable(f"“{shown}”里有不能保存的字符（空字符，或转错编码留下的乱码），请去掉后再试。")


event.listen(Base, "before_insert", _measure, propagate=True)
event.listen(Base, "before_update", _measure, propagate=True)
