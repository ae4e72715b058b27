"""The workspace's own catalogue: the edits that named persons made, kept in the store and laid over the base.

Edits are only ever added, so that who changed a name, and when, stays known.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from errors import InputError, NotFound
from figures.catalogue.edits import Edit, EditKind, laid_over
from figures.catalogue.file import dump_catalogue, indicator_of, load_catalogue
from figures.catalogue.model import Catalogue, Indicator
from store.audit import record
from store.base import Base
from store.columns import UtcDateTime, utc_now
from store.deeds import Deed
from store.engine import Store

_DEEDS = {
    EditKind.PUT: Deed.INDICATOR_PUT,
    EditKind.REMOVE: Deed.INDICATOR_REMOVED,
    EditKind.ALIAS: Deed.ALIAS_ADDED,
    EditKind.UNALIAS: Deed.ALIAS_DROPPED,
}


class CatalogueEditRow(Base):
    """One edit; `content` is the whole indicator as JSON where it was put."""

    __tablename__ = "catalogue_edits"

    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    alias: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[str] = mapped_column(Text, default="")
    edited_by: Mapped[str] = mapped_column(String(100))
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CatalogueBook:
    """The catalogue of one workspace. Safe to share between threads: a catalogue is replaced, never changed."""

    def __init__(self, store: Store, base: Catalogue | None = None):
        self._store = store
        self._base = base or load_catalogue()
        self._kept: tuple[int, Catalogue] = (0, self._base)

    def catalogue(self) -> Catalogue:
        """The catalogue as it stands now. Costs one small query while nobody edits it."""
        kept = self._kept
        with self._store.reading() as session:
            last = session.scalar(select(func.max(CatalogueEditRow.id))) or 0
        if kept[0] != last:
            kept = self._kept = (last, _fitting(self._base, self.edits()))
        return kept[1]

    def indicators(self, name: str | None = None) -> list[Indicator]:
        """All indicators, or the one that `name` means. Raises `NotFound`."""
        catalogue = self.catalogue()
        if name is None:
            return list(catalogue.indicators)
        found = catalogue.find(name)
        if found is None:
            raise NotFound(f"指标目录里没有“{name}”，可用 catalogue --add 新增，或用 --alias 作为别名。")
        return [found]

    def written(self) -> str:
        """The catalogue as a file that an editor can change."""
        return dump_catalogue(self.catalogue().indicators)

    def edits(self) -> list[Edit]:
        """Every edit ever made, oldest first."""
        with self._store.reading() as session:
            rows = session.scalars(select(CatalogueEditRow).order_by(CatalogueEditRow.id))
            return [_edit(row) for row in rows]

    def add_alias(self, alias: str, name: str, by: str) -> Indicator:
        """Lets `alias` mean the indicator `name` (any of its names). Raises `InputError` where it means another."""
        known = self._known(name)
        alias = _word(alias, "别名")
        other = self.catalogue().find(alias)
        if other is not None and other.name == known.name:
            raise InputError(f"“{alias}”已经指“{known.name}”，不必再加。")
        if other is not None:
            own = "它就是这个指标的名称，请换一个别名" if other.name == alias else "请先从它那里去掉这个别名"
            raise InputError(f"“{alias}”已经指“{other.name}”，{own}。")
        return self._made(Edit(EditKind.ALIAS, known.name, alias), by)

    def drop_alias(self, alias: str, name: str, by: str) -> Indicator:
        """Lets `alias` no longer mean `name`. Raises `InputError` where it did not."""
        return self._made(Edit(EditKind.UNALIAS, self._known(name).name, _word(alias, "别名")), by)

    def put(self, indicator: Indicator, by: str) -> Indicator:
        """Adds `indicator`, or lays it over the one of that name. Raises `InputError` where a name means another."""
        name = _word(indicator.name, "指标名称")
        other = self.catalogue().find(name)
        if other is not None and other.name != name:
            raise InputError(f"“{name}”已经是“{other.name}”的别名，请先去掉这个别名，或换一个名称。")
        whole = self._known(indicator.whole).name if indicator.whole else None
        return self._made(Edit(EditKind.PUT, name, indicator=replace(indicator, name=name, whole=whole)), by)

    def remove(self, name: str, by: str) -> None:
        """Takes an indicator out; figures under its name stay, under that name. Raises `InputError`."""
        self._make([Edit(EditKind.REMOVE, self._known(name).name)], by)

    def put_all(self, indicators: Sequence[Indicator], by: str) -> int:
        """Lays a whole edited file over the catalogue; says how many indicators it adds or changes."""
        now = {indicator.name: indicator for indicator in self.catalogue().indicators}
        changed = [indicator for indicator in indicators if now.get(indicator.name) != indicator]
        if changed:
            self._make([Edit(EditKind.PUT, indicator.name, indicator=indicator) for indicator in changed], by)
        return len(changed)

    def _known(self, name: str) -> Indicator:
        found = self.catalogue().find(name)
        if found is None:
            raise InputError(f"指标目录里没有“{name}”，请核对名称，或先新增这个指标。")
        return found

    def _made(self, edit: Edit, by: str) -> Indicator:
        self._make([edit], by)
        return self._known(edit.name)

    def _make(self, edits: Sequence[Edit], by: str) -> None:
        person = by.strip()
        if not person or len(person) > 100:
            raise InputError("请写明修改人的姓名（不超过 100 字）。")
        laid_over(self.catalogue(), edits)  # refuses before anything is kept
        with self._store.session() as session:
            for edit in edits:
                session.add(_row(edit, person))
                subject = f"indicator:{edit.name}"[:300]
                record(session, actor=person, deed=_DEEDS[edit.deed], subject=subject, detail=edit.alias)


def _fitting(base: Catalogue, edits: Sequence[Edit]) -> Catalogue:
    """`base` with every edit that still fits: a later base may have taken one over, or gone against it."""
    try:
        return laid_over(base, edits)
    except InputError:
        for edit in edits:
            try:
                base = laid_over(base, [edit])
            except InputError:
                continue
        return base


def _word(text: str, what: str) -> str:
    word = text.strip()
    if not 2 <= len(word) <= 60 or any(mark in word for mark in "{}|\n"):
        raise InputError(f"{what}“{word}”应是 2 到 60 个字，且不含花括号、竖线或换行。")
    return word


def _row(edit: Edit, person: str) -> CatalogueEditRow:
    content = json.dumps(_told(edit.indicator), ensure_ascii=False) if edit.indicator else ""
    return CatalogueEditRow(
        deed=edit.deed.value, name=edit.name, alias=edit.alias, content=content, edited_by=person, edited_at=utc_now()
    )


def _told(indicator: Indicator) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "aliases": list(indicator.aliases),
        "unit": indicator.unit,
        **({} if indicator.decimals is None else {"decimals": indicator.decimals}),
        "nature": indicator.nature.value,
        "rate": indicator.rate.value,
        "better": indicator.better.value,
        "whole": indicator.whole or "",
        "department": indicator.department,
    }


def _edit(row: CatalogueEditRow) -> Edit:
    indicator = indicator_of(json.loads(row.content), 1) if row.content else None
    return Edit(EditKind(row.deed), row.name, row.alias, indicator, row.edited_by, row.edited_at)
