"""What a workspace is called on a Chroma server that serves several: each keeps its collections under its own name."""

from uuid import uuid4

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from store.base import UPKEEP, Base
from store.engine import Store


class MarkRow(Base):
    """The one row that names the workspace; it goes with the database wherever that goes."""

    __tablename__ = "workspace_mark"
    __table_args__ = UPKEEP

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32))


def workspace_mark(store: Store) -> str:
    """A name that no other workspace has, drawn when first asked for."""
    with store.reading() as session:
        row = session.get(MarkRow, 1)
    if row is None:
        with store.upkeep() as session:
            row = session.get(MarkRow, 1) or MarkRow(id=1, mark=uuid4().hex)
            session.add(row)
    return row.mark
