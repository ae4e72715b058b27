"""The table of documents. What its columns mean is told by `library.StoredDocument`."""

import datetime

from sqlalchemy import Date, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Base
from store.columns import UtcDateTime


class DocumentRow(Base):
    """One stored document. The file itself lies in the files folder under its `sha256`."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(300), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(500))
    region: Mapped[str | None] = mapped_column(String(60))
    date: Mapped[datetime.date | None] = mapped_column(Date)
    period: Mapped[str | None] = mapped_column(String(20))
    added_at: Mapped[datetime.datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime.datetime | None] = mapped_column(UtcDateTime)
    indexed_with: Mapped[str | None] = mapped_column(String(200))
    may_leave: Mapped[bool] = mapped_column(default=False, server_default=false())
    text: Mapped[str] = mapped_column(Text, deferred=True)
    layout: Mapped[str] = mapped_column(Text, deferred=True)
