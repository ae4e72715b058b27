"""The tables of drafts; `drafting.model` tells what their columns mean. Texts keep their slots in braces."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Base
from store.columns import UtcDateTime


class DraftRow(Base):
    """One draft. `outline` is the asked-for outline as JSON, or "" for that of the past speech; `writer` who writes it
    (reuse, model), `points` the talking points given for a model."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(60))
    model_id: Mapped[int]
    model_document: Mapped[str] = mapped_column(String(300))
    outline: Mapped[str] = mapped_column(Text, default="")
    writer: Mapped[str] = mapped_column(String(10), default="reuse", server_default="reuse")
    points: Mapped[str] = mapped_column(Text, default="", server_default="")
    title: Mapped[str] = mapped_column(Text, default="")
    byline: Mapped[str] = mapped_column(Text, default="")
    salutation: Mapped[str] = mapped_column(String(200), default="")
    complete: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SectionRow(Base):
    """One version of one section of a draft; the one with the highest `version` is current. `key` names the section for
    good, wherever it is moved (those first written have theirs in reading order, from 0). `state` tells whether it is
    written, waiting for its turn, or was cut short (`drafting.model.Standing`), `step` whether the version went
    forward or back over earlier ones (edit, undo, redo)."""

    __tablename__ = "draft_sections"
    __table_args__ = (UniqueConstraint("draft_id", "position", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    key: Mapped[int] = mapped_column("position")
    version: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(100))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10), default="written", server_default="written")
    step: Mapped[str] = mapped_column(String(10), default="edit", server_default="edit")


class ArrangementRow(Base):
    """One version of the arrangement of a draft (`drafting.arrangement`), as JSON; the one with the highest `version`
    is current. `after` is the number of the last section row there was when it was made, `what` the deed in words,
    `step` as in a section."""

    __tablename__ = "draft_arrangements"
    __table_args__ = (UniqueConstraint("draft_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    version: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    after: Mapped[int]
    what: Mapped[str] = mapped_column(String(300))
    step: Mapped[str] = mapped_column(String(10), default="edit", server_default="edit")
    arranged_by: Mapped[str] = mapped_column(String(100))
    arranged_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaskRow(Base):
    """Who works on a section of a draft (`person`, "" for nobody), and whether it is done."""

    __tablename__ = "draft_tasks"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(100), default="")
    done: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(String(100))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WorkingRow(Base):
    """What a person has typed for a section and not yet saved; `seen` is the version it was made of, `saves` counts how
    often it was kept."""

    __tablename__ = "draft_workings"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    seen: Mapped[int]
    saves: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class WritingRow(Base):
    """One time that a model was asked for a section: what came of it and what it took."""

    __tablename__ = "draft_writings"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    key: Mapped[int] = mapped_column("position")
    model: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    tokens_in: Mapped[int | None]
    tokens_out: Mapped[int | None]
    seconds: Mapped[float]
    tries: Mapped[int]
    mends: Mapped[int]
    held_back: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class FillingRow(Base):
    """What the slots of a draft read when a person last saw it filled (`drafting.stored.filling`), as JSON."""

    __tablename__ = "draft_fillings"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    filled_by: Mapped[str] = mapped_column(String(100))
    filled_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntryRow(Base):
    """One attested entry (填报): what a named person typed for a slot, with source and reason; how far it is
    (`drafting.model.EntryState`), and who said so."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    slot: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(String(300))
    person: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(12), default="valid", server_default="valid")
    checked_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    verdict: Mapped[str] = mapped_column(Text, default="", server_default="")


class ExportRow(Base):
    """One export of a draft: what it held and how it read then (`drafting.versions.exports`), as JSON."""

    __tablename__ = "draft_exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)
    exported_by: Mapped[str] = mapped_column(String(100))
    exported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReturnedRow(Base):
    """One copy of an export that came back from Word."""

    __tablename__ = "returned_copies"
    __table_args__ = (UniqueConstraint("draft_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    export_id: Mapped[int] = mapped_column(ForeignKey("draft_exports.id"))
    name: Mapped[str] = mapped_column(String(300))
    sender: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    received_by: Mapped[str] = mapped_column(String(100))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SuggestionRow(Base):
    """One suggestion of a returned copy (`drafting.returned.model`), and what became of it; `edits` as JSON."""

    __tablename__ = "suggestions"

    id: Mapped[int] = mapped_column(primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("returned_copies.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    author: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(Text)
    edits: Mapped[str] = mapped_column(Text)
    was: Mapped[str] = mapped_column(Text)
    now: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(20), default="open")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(String(100), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)


class FrozenRow(Base):
    """One freezing (定稿) of a draft: how it read then, as JSON (`drafting.stored.frozen`), with the last day its
    figures were taken in (`cut_off`), how often the book had changed by then, and what still stood open. Lifted, it is
    kept."""

    __tablename__ = "draft_freezes"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    cut_off: Mapped[date]
    book: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    standing_open: Mapped[str] = mapped_column(Text)
    frozen_by: Mapped[str] = mapped_column(String(100))
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_by: Mapped[str] = mapped_column(String(100), default="")
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    lifted_for: Mapped[str] = mapped_column(Text, default="")


class BudgetRow(Base):
    """What a draft may take (`drafting.finishing.budgets`); `own` as JSON: the shares of sections by their keys."""

    __tablename__ = "draft_budgets"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    amount: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(12))
    speed: Mapped[int]
    own: Mapped[str] = mapped_column(Text)
