"""What is remembered of corrections: for each shape of table, how persons said that its lines are to be read.

Knows the store, nothing of files. What was forgotten is gone from here; the audit trail tells who said it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from corpus.regions import canonical_region
from errors import InputError, NotFound
from figures.figure import WHOLE_CITY
from figures.measure import Measure
from figures.tables.fixing.fix import Axis, ColumnTime, Fix, Shape
from figures.tables.fixing.matching import likeness
from figures.units import read_unit
from store.audit import record
from store.base import Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed
from store.engine import Store


class MappingRow(Base):
    """One shape of table that somebody corrected. `heads` and `labels` are JSON lists of words."""

    __tablename__ = "table_mappings"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300), index=True)
    heads: Mapped[str] = mapped_column(Text)
    labels: Mapped[str] = mapped_column(Text)


class FixRow(Base):
    """One correction; see `Fix`."""

    __tablename__ = "table_fixes"

    id: Mapped[int] = mapped_column(primary_key=True)
    mapping_id: Mapped[int] = mapped_column(ForeignKey(MappingRow.id), index=True)
    axis: Mapped[str] = mapped_column(String(4))
    key: Mapped[str] = mapped_column(String(300))
    nth: Mapped[int]
    said: Mapped[str] = mapped_column(String(400))
    skip: Mapped[bool]
    indicator: Mapped[str | None] = mapped_column(String(200))
    measure: Mapped[str | None] = mapped_column(String(30))
    time: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(100))
    comparator: Mapped[str | None] = mapped_column(String(200))
    unit: Mapped[str | None] = mapped_column(String(40))
    made_by: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class KeptFix:
    """A correction with who made it, and when (UTC)."""

    id: int
    fix: Fix
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that is remembered of one shape of table; `title` is its title without the period."""

    id: int
    title: str
    fixes: tuple[KeptFix, ...]


class Mappings:
    """The corrections of one workspace."""

    def __init__(self, store: Store):
        self._store = store

    def of(self, shape: Shape) -> Sequence[Fix]:
        """What persons said of tables of this shape, the earliest first."""
        with self._store.reading() as session:
            row = _nearest(session, shape)
            return () if row is None else [kept.fix for kept in _fixes(session, row.id)]

    def all(self) -> tuple[Mapping, ...]:
        """All that is remembered, the latest shape first."""
        with self._store.reading() as session:
            rows = session.scalars(select(MappingRow).order_by(MappingRow.id.desc())).all()
            return tuple(Mapping(row.id, row.title, tuple(_fixes(session, row.id))) for row in rows)

    def stamp(self) -> tuple[int, datetime | None]:
        """Changes whenever anything is remembered or forgotten."""
        with self._store.reading() as session:
            count, last = session.execute(select(func.count(), func.max(FixRow.made_at))).one()
            return count, last

    def correct(self, shape: Shape, fix: Fix, *, by: str) -> None:
        """Remembers how a line of tables of this shape is to be read, in place of what was said of it before.

        Raises `InputError` without a name, and for a unit that is none.
        """
        person, said = _named(by), _checked(fix)
        with self._store.session() as session:
            row = _nearest(session, shape) or _new(session, shape)
            others = False
            for old in session.scalars(select(FixRow).where(FixRow.mapping_id == row.id)).all():
                if (old.axis, old.key, old.nth) == (said.axis, said.key, said.nth):
                    others = others or old.said != said.said
                    if old.said == said.said:
                        session.delete(old)
            if said.changes or others:  # that a line is right as read is worth remembering against an earlier word
                session.add(_row(said, row.id, person))
            detail = f"{said.axis.value}“{said.key}”：{said.words}"
            record(session, actor=person, deed=Deed.MAPPING_CORRECTED, subject=_subject(row), detail=detail)

    def drop(self, fix: int, *, by: str) -> None:
        """Forgets one correction. Raises `InputError` without a name, `NotFound` where it is gone already."""
        person = _named(by)
        with self._store.session() as session:
            row = session.get(FixRow, fix)
            if row is None:
                raise NotFound("这处更正已经不在了，请刷新页面。")
            mapping = session.get_one(MappingRow, row.mapping_id)
            detail = f"{row.axis}“{row.key}”：{_told(row).words}"
            session.delete(row)
            session.flush()
            if not _fixes(session, mapping.id):
                session.delete(mapping)
            record(session, actor=person, deed=Deed.MAPPING_FORGOTTEN, subject=_subject(mapping), detail=detail)

    def forget(self, mapping: int, *, by: str) -> None:
        """Forgets all that is remembered of one shape of table. Raises as `drop` does."""
        person = _named(by)
        with self._store.session() as session:
            row = session.get(MappingRow, mapping)
            if row is None:
                raise NotFound("这种表的对应关系已经不在了，请刷新页面。")
            fixes = session.scalars(select(FixRow).where(FixRow.mapping_id == mapping).order_by(FixRow.id)).all()
            detail = "；".join(f"{fix.axis}“{fix.key}”：{_told(fix).words}" for fix in fixes)
            for fix in fixes:
                session.delete(fix)
            session.flush()
            session.delete(row)
            record(session, actor=person, deed=Deed.MAPPING_FORGOTTEN, subject=_subject(row), detail=detail)


def _nearest(session: Session, shape: Shape) -> MappingRow | None:
    rows = session.scalars(select(MappingRow).where(MappingRow.title == shape.title)).all()
    alike = [(likeness(_shape(row), shape), row) for row in rows]
    likely = [(share, row.id, row) for share, row in alike if share > 0]
    return max(likely, key=lambda found: found[:2])[2] if likely else None


def _shape(row: MappingRow) -> Shape:
    return Shape(row.title, tuple(json.loads(row.heads)), tuple(json.loads(row.labels)))


def _new(session: Session, shape: Shape) -> MappingRow:
    row = MappingRow(title=shape.title, heads=_written(shape.heads), labels=_written(shape.labels))
    session.add(row)
    session.flush()
    return row


def _written(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _fixes(session: Session, mapping: int) -> list[KeptFix]:
    rows = session.scalars(select(FixRow).where(FixRow.mapping_id == mapping).order_by(FixRow.id))
    return [KeptFix(row.id, _told(row), row.made_by, row.made_at) for row in rows]


def _told(row: FixRow) -> Fix:
    return Fix(
        Axis(row.axis),
        row.key,
        row.nth,
        row.said,
        row.skip,
        row.indicator,
        Measure(row.measure) if row.measure else None,
        ColumnTime(row.time) if row.time else None,
        row.region,
        row.comparator,
        row.unit,
    )


def _row(fix: Fix, mapping: int, person: str) -> FixRow:
    return FixRow(
        mapping_id=mapping,
        axis=fix.axis.value,
        key=fix.key,
        nth=fix.nth,
        said=fix.said,
        skip=fix.skip,
        indicator=fix.indicator,
        measure=fix.measure.value if fix.measure else None,
        time=fix.time.value if fix.time else None,
        region=fix.region,
        comparator=fix.comparator,
        unit=fix.unit,
        made_by=person,
        made_at=utc_now(),
    )


def _checked(fix: Fix) -> Fix:
    unit = (fix.unit or "").strip()
    if unit and read_unit(unit) is None:
        raise InputError(f"单位“{unit}”不认识，请写成 亿元、万人、% 这样。")
    region = (fix.region or "").strip()
    return replace(
        fix,
        indicator=(fix.indicator or "").strip()[:200] or None,
        region=(region if region == WHOLE_CITY else canonical_region(region)) if region else None,
        comparator=(fix.comparator or "").strip()[:200] or None,
        unit=read_unit(unit) if unit else None,
    )


def _named(by: str) -> str:
    if not by.strip() or len(by.strip()) > 100:
        raise InputError("请写明更正人的姓名（不超过 100 字）。")
    return by.strip()


def _subject(row: MappingRow) -> str:
    return f"mapping:{row.title}"[:300]
