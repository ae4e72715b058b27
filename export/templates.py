"""The office's own Word template, remembered in the store; the last one chosen is the one in use."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from corpus.readers.docx import read_docx
from errors import InputError
from store.audit import record
from store.base import Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed
from store.engine import Store

_LARGEST = 20 * 1024 * 1024


class TemplateRow(Base):
    """One choice of a template; an empty content means Hegao's own page."""

    __tablename__ = "word_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    chosen_by: Mapped[str] = mapped_column(String(100))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Template:
    """A template in use."""

    name: str
    content: bytes
    chosen_by: str


class Templates:
    """The template of one workspace."""

    def __init__(self, store: Store):
        self._store = store

    def chosen(self) -> Template | None:
        """The template in use, or None for Hegao's own page."""
        with self._store.reading() as session:
            row = session.scalar(select(TemplateRow).order_by(TemplateRow.id.desc()).limit(1))
            return Template(row.name, row.content, row.chosen_by) if row is not None and row.content else None

    def choose(self, name: str, content: bytes, *, by: str) -> None:
        """Takes a .docx into use. Raises `RefusedFile` for a damaged or harmful one, `InputError` for a huge one."""
        if len(content) > _LARGEST:
            raise InputError(f"模板“{name}”超过 20 MB，请删去其中的图片后再选。")
        read_docx(name, content)
        self._put(name, content, by)

    def forget(self, *, by: str) -> None:
        """Goes back to Hegao's own page."""
        self._put("", b"", by)

    def _put(self, name: str, content: bytes, by: str) -> None:
        with self._store.session() as session:
            session.add(TemplateRow(name=name, content=content, chosen_by=by, chosen_at=utc_now()))
            record(session, actor=by, deed=Deed.TEMPLATE_CHOSEN, subject="template", detail=name)
