"""The tables of materials: which documents departments sent in for which draft, and for which of its sections."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.tables import DocumentRow
from drafting.stored.tables import DraftRow
from store.base import Base
from store.columns import UtcDateTime


class MaterialRow(Base):
    """One document that a department sent in for one draft. The same document may be sent in for several."""

    __tablename__ = "materials"
    __table_args__ = (UniqueConstraint("draft_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey(DraftRow.id), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    department: Mapped[str] = mapped_column(String(100))
    added_by: Mapped[str] = mapped_column(String(100))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MaterialPlaceRow(Base):
    """That a material belongs to the section of a draft that has this key."""

    __tablename__ = "material_places"
    __table_args__ = (UniqueConstraint("material_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey(MaterialRow.id, ondelete="CASCADE"), index=True)
    key: Mapped[int]
