"""The library (资料库): every document taken in, with its file, its text and what it says of itself.

The file is on disk before the row is committed, so a document is there whole or not at all. The library reads no
numbers and keeps no index; it remembers which embedding indexed a document, for the room that does.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from corpus.files import FileShelf, content_hash
from corpus.identity import identify
from corpus.model import DocumentKind, Identity, Layout, Span, Speech
from corpus.outline import parse_speech
from corpus.readers import ReadText, check_size, read_document
from corpus.regions import canonical_region
from corpus.secrecy import check_secrecy
from corpus.tables import DocumentRow
from errors import InputError, NotFound
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person says of a document, against what it says of itself; None leaves that as it is."""

    title: str | None = None
    kind: DocumentKind | None = None
    region: str | None = None
    date: datetime.date | None = None
    period: str | None = None


NO_OVERRIDES = Overrides()
OTHERWISE_INDEXED = "*"
"""What a document is said to be indexed with whose index still holds it as it was before a correction."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document of the library. `sha256` is the hash of its file, `region` canonical, `added_at` UTC; `removed` ones
    are out of sight but kept; `indexed_with` names the embedding whose index holds it, or None; `may_leave` tells
    whether its words may be sent to a service outside the house."""

    id: int
    name: str
    sha256: str
    kind: DocumentKind
    title: str
    region: str | None
    date: datetime.date | None
    period: str | None
    added_at: datetime.datetime
    removed: bool
    indexed_with: str | None
    may_leave: bool = False

    @property
    def identity(self) -> Identity:
        """What it is taken to be: all that a person may set right."""
        return Identity(self.title, self.kind, self.region, self.date, self.period)

    @property
    def year(self) -> int | None:
        """The year it is of: that of its period, else of its date."""
        if self.period:
            return int(self.period[:4])
        return self.date.year if self.date else None


class Outcome(Enum):
    """What became of a file that was handed in."""

    ADDED = "added"
    ALREADY_THERE = "already_there"
    RESTORED = "restored"  # it had been removed, and is back


@dataclass(frozen=True, slots=True)
class Addition:
    """A document as it now stands in the library, and whether it is new there."""

    document: StoredDocument
    outcome: Outcome

    @property
    def skipped(self) -> bool:
        """Whether the same content was there already and nothing changed."""
        return self.outcome is Outcome.ALREADY_THERE


class Library:
    """The documents of one workspace: rows in `store`, files in `files_dir`."""

    def __init__(self, store: Store, files_dir: Path):
        self._store = store
        self._shelf = FileShelf(files_dir)

    @property
    def read_only(self) -> str:
        """Why nothing can be kept in the workspace, in a sentence; "" where something can."""
        return self._store.read_only

    def add(self, name: str, data: bytes, *, actor: str, overrides: Overrides = NO_OVERRIDES) -> Addition:
        """Reads a speech, report or material and keeps it; the same content twice returns what is there.

        Raises `RefusedFile` (and for a classified document `SecrecyMark`) before anything is kept, `StoreFault` when it
        cannot be kept.
        """
        check_size(name, data)
        known = self._known(content_hash(data))
        if known is not None and not known.removed:
            return Addition(known, Outcome.ALREADY_THERE)
        read = read_document(name, data)
        check_secrecy(name, read.text, read.margins)
        identity = identify(name, read.text, parse_speech(read.text, read.layout))
        self._shelf.keep(data)
        try:
            with self._store.session() as session:
                return _put(session, name, data, read, _overridden(identity, overrides), actor)
        except IntegrityError:
            # Another process stored the same content in this very moment (PostgreSQL lets both get so far).
            known = self._known(content_hash(data))
            if known is None:
                raise
            return Addition(known, Outcome.ALREADY_THERE)

    def add_table_file(
        self, session: Session, name: str, data: bytes, *, actor: str, overrides: Overrides = NO_OVERRIDES
    ) -> Addition:
        """Keeps a table's file in the caller's own transaction, so that it and the figures read from it stand or fall
        together. It has no text and no outline, and is not looked into. Raises `RefusedFile` if empty or too large."""
        check_size(name, data)
        check_secrecy(name, "")
        self._shelf.keep(data)
        identity = Identity(Path(name).stem, DocumentKind.TABLE, None, None, None)
        return _put(session, name, data, ReadText(""), _overridden(identity, overrides), actor)

    def of_content(self, data: bytes) -> StoredDocument | None:
        """The document of exactly this content, where it is in the library and not removed."""
        known = self._known(content_hash(data))
        return None if known is None or known.removed else known

    def documents(
        self, *, kind: DocumentKind | None = None, region: str | None = None, removed: bool = False
    ) -> list[StoredDocument]:
        """The documents of one kind or region where named, in the order they came; `removed` asks for those instead."""
        query = select(DocumentRow).order_by(DocumentRow.id)
        query = query.where(DocumentRow.removed_at.is_not(None) if removed else DocumentRow.removed_at.is_(None))
        if kind is not None:
            query = query.where(DocumentRow.kind == kind.value)
        if region is not None:
            query = query.where(DocumentRow.region == canonical_region(region))
        with self._store.reading() as session:
            return [_told(row) for row in session.scalars(query)]

    def removals(self) -> dict[int, datetime.datetime]:
        """Since when each removed document is out of sight, by its id."""
        with self._store.reading() as session:
            wanted = select(DocumentRow.id, DocumentRow.removed_at).where(DocumentRow.removed_at.is_not(None))
            return {number: moment for number, moment in session.execute(wanted) if moment is not None}

    def get(self, key: int | str) -> StoredDocument:
        """The document of this id or file name (the latest of that name, removed ones only if there is no other).

        Raises `NotFound`.
        """
        with self._store.reading() as session:
            return _told(_row(session, key))

    def text(self, key: int | str) -> str:
        """The document's text as decoded: what all spans count in; empty for a table. Raises `NotFound`."""
        with self._store.reading() as session:
            return _row(session, key, whole=True).text

    def speech(self, key: int | str) -> Speech:
        """The document's outline, parsed afresh. Raises `NotFound`."""
        with self._store.reading() as session:
            row = _row(session, key, whole=True)
            return parse_speech(row.text, _layout(row.layout))

    def bytes(self, key: int | str) -> bytes:
        """The file as it was uploaded. Raises `NotFound`, or `StoreFault` when it is lost or damaged."""
        return self._shelf.take(self.get(key).sha256)

    def edit(self, session: Session, key: int | str, identity: Identity, *, actor: str) -> StoredDocument:
        """Lets a document be called, and be of, what `identity` says, in the caller's own transaction: what hangs on
        these is other rooms' business, and must not stand with the old. An index no longer holds it as it is. Raises
        `NotFound`, and `InputError` for what it cannot be."""
        row = _row(session, key)
        before = _told(row)
        now = corrected(before, identity)
        changes = _changes(before.identity, now)
        if changes:
            row.title, row.kind, row.region = now.title, now.kind.value, now.region
            row.date, row.period = now.date, now.period
            row.indexed_with = row.indexed_with and OTHERWISE_INDEXED
            record(
                session,
                actor=actor,
                deed=Deed.DOCUMENT_CORRECTED,
                subject=_subject(row),
                detail=f"{row.name}：{changes}",
            )
        return _told(row)

    def remove(self, session: Session, key: int | str, *, actor: str) -> StoredDocument:
        """Takes a document out of sight, in the caller's own transaction; file and row stay. Its figures and its
        passages are other rooms' business. Raises `NotFound`."""
        row = _row(session, key)
        if row.removed_at is None:
            row.removed_at = utc_now()
            record(session, actor=actor, deed=Deed.DOCUMENT_REMOVED, subject=_subject(row), detail=row.name)
        return _told(row)

    def restore(self, session: Session, key: int | str, *, actor: str) -> StoredDocument:
        """Brings a removed document back, in the caller's own transaction. Raises `NotFound`."""
        row = _row(session, key)
        if row.removed_at is not None:
            row.removed_at = None
            record(session, actor=actor, deed=Deed.DOCUMENT_RESTORED, subject=_subject(row), detail=row.name)
        return _told(row)

    def let_leave(self, keys: Iterable[int | str], may_leave: bool, *, actor: str) -> None:
        """Says whether documents' words may be sent to a service outside the house. Raises `NotFound`."""
        with self._store.session() as session:
            for key in keys:
                row = _row(session, key)
                if row.may_leave != may_leave:
                    row.may_leave = may_leave
                    deed = Deed.DOCUMENT_LET_LEAVE if may_leave else Deed.DOCUMENT_KEPT_IN
                    record(session, actor=actor, deed=deed, subject=_subject(row), detail=row.name)

    def mark_indexed(self, key: int | str, embedding: str | None) -> None:
        """Notes that the index of `embedding` holds this document, or (None) that no index does."""
        with self._store.upkeep() as session:
            _row(session, key).indexed_with = embedding

    def unindexed(self, embedding: str) -> list[StoredDocument]:
        """Documents with text that the index of `embedding` does not hold yet."""
        found = [doc for doc in self.documents() if doc.indexed_with != embedding]
        return [doc for doc in found if doc.kind is not DocumentKind.TABLE]

    def still_indexed(self) -> list[StoredDocument]:
        """Removed documents that an index still holds."""
        return [doc for doc in self.documents(removed=True) if doc.indexed_with is not None]

    def _known(self, sha256: str) -> StoredDocument | None:
        with self._store.reading() as session:
            row = session.scalar(select(DocumentRow).where(DocumentRow.sha256 == sha256))
            return None if row is None else _told(row)


def _put(session: Session, name: str, data: bytes, read: ReadText, identity: Identity, actor: str) -> Addition:
    """The row of this content, made or found. The session holds the write lock, so that two uploads of one file at once
    make one document."""
    sha256 = content_hash(data)
    row = session.scalar(select(DocumentRow).where(DocumentRow.sha256 == sha256))
    if row is not None and row.removed_at is None:
        return Addition(_told(row), Outcome.ALREADY_THERE)
    if row is not None:
        row.removed_at = None
        record(session, actor=actor, deed=Deed.DOCUMENT_RESTORED, subject=_subject(row), detail=name)
        session.flush()
        return Addition(_told(row), Outcome.RESTORED)
    row = DocumentRow(
        sha256=sha256,
        name=name,
        kind=identity.kind.value,
        title=identity.title[:500],
        region=identity.region,
        date=identity.date,
        period=identity.period,
        added_at=utc_now(),
        text=read.text,
        layout=_layout_written(read.layout),
    )
    session.add(row)
    session.flush()
    record(session, actor=actor, deed=Deed.DOCUMENT_ADDED, subject=_subject(row), detail=name)
    return Addition(_told(row), Outcome.ADDED)


def _row(session: Session, key: int | str, *, whole: bool = False) -> DocumentRow:
    options = [undefer(DocumentRow.text), undefer(DocumentRow.layout)] if whole else []
    if isinstance(key, int) or key.isdecimal():
        row = session.get(DocumentRow, int(key), options=options)
        if row is not None:
            return row
    query = select(DocumentRow).where(DocumentRow.name == str(key)).options(*options)
    # The one in sight before removed ones, the latest first.
    row = session.scalars(query.order_by(DocumentRow.removed_at.is_not(None), DocumentRow.id.desc())).first()
    if row is None:
        raise NotFound(f"资料库里没有“{key}”，请核对文件名或编号，或先用 load 载入。")
    return row


def _overridden(identity: Identity, overrides: Overrides) -> Identity:
    region = overrides.region or identity.region
    return Identity(
        title=overrides.title or identity.title,
        kind=overrides.kind or identity.kind,
        region=canonical_region(region) if region else None,
        date=overrides.date or identity.date,
        period=overrides.period or identity.period,
    )


def corrected(document: StoredDocument, identity: Identity) -> Identity:
    """`identity` as it can be of `document`. Raises `InputError`."""
    title, region = identity.title.strip(), canonical_region(identity.region or "") or None
    if not title or len(title) > 500:
        raise InputError("标题不能空着，也不能超过 500 字，请填写标题。")
    if region is not None and len(region) > 60:
        raise InputError("地区名太长，请写成“岚江市”这样的名称。")
    kinds = {document.kind, identity.kind}
    if DocumentKind.TABLE in kinds and len(kinds) > 1:
        raise InputError("数据表与文稿的读法不同，类别不能互改，请移除后按另一类别重新收入。")
    if document.kind is DocumentKind.TABLE and (region, identity.period) != (document.region, document.period):
        raise InputError("数据表的地区和期间由表中的数据决定，读错时请移除后指明地区、期间重新收入。")
    return Identity(title, identity.kind, region, identity.date, identity.period)


def _changes(before: Identity, now: Identity) -> str:
    """What a correction changes, in words; "" where it changes nothing."""
    told = (
        ("标题", before.title, now.title),
        ("类别", before.kind.label, now.kind.label),
        ("地区", before.region, now.region),
        ("日期", before.date, now.date),
        ("期间", before.period, now.period),
    )
    return "；".join(f"{name} {was or '无'} → {is_ or '无'}" for name, was, is_ in told if was != is_)


def _told(row: DocumentRow) -> StoredDocument:
    return StoredDocument(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        kind=DocumentKind(row.kind),
        title=row.title,
        region=row.region,
        date=row.date,
        period=row.period,
        added_at=row.added_at,
        removed=row.removed_at is not None,
        indexed_with=row.indexed_with,
        may_leave=row.may_leave,
    )


def _subject(row: DocumentRow) -> str:
    return f"文件 {row.id}"


def _layout_written(layout: Layout) -> str:
    headings = [[span.start, span.end, level] for span, level in layout.headings]
    return json.dumps({"headings": headings, "bold": [[span.start, span.end] for span in layout.bold]})


def _layout(written: str) -> Layout:
    kept = json.loads(written)
    headings = tuple((Span(start, end), level) for start, end, level in kept["headings"])
    return Layout(headings, tuple(Span(start, end) for start, end in kept["bold"]))
