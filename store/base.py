"""The declarative base on which each room above declares its own tables."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

UPKEEP = {"info": {"upkeep": True}}
"""What a table says of itself (`__table_args__`) that the program keeps along with every deed: to change it alone is no
deed of anybody."""


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
