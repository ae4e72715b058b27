"""Exports in the store: each is a version of the whole draft, with how it read when it left the desk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from drafting.arrangement import arranged, arrangement_of, from_json, in_parts, to_json
from drafting.model import (
    By,
    Draft,
    DraftSection,
    RenderedDraft,
    RenderedParagraph,
    RenderedSection,
    RenderedSlot,
    State,
)
from drafting.stored.tables import DraftRow, ExportRow
from drafting.stored.written import section_from_json, section_to_json
from drafting.versions.stream import Held, Token, Unit, UnitKey, UnitKind, lines_of, reads
from drafting.versions.stream import from_json as stream_from_json
from drafting.versions.stream import to_json as stream_to_json
from errors import NotFound
from figures.period import Period
from figures.slots import Piece, parse_pieces, write_pieces
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


class ExportKind(StrEnum):
    """Which file was made."""

    OFFICIAL = "official"
    REVIEW = "review"
    SHEET = "sheet"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"official": "正式稿", "review": "核对稿", "sheet": "核对表"}[self.value]


@dataclass(frozen=True, slots=True)
class ExportHead:
    """One export in the list of versions."""

    id: int
    kind: ExportKind
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """The draft as it stood and read at one export."""

    head: ExportHead
    draft: int
    period: Period
    region: str
    title: tuple[Piece, ...]
    byline: tuple[Piece, ...]
    salutation: str
    sections: tuple[DraftSection, ...]
    units: tuple[Unit, ...]


def as_read(exported: Exported) -> RenderedDraft:
    """The draft as it read at an export, for the page: what filled its slots is not told again."""
    shown: list[RenderedSection] = []
    parts = {unit.key.section: reads(unit.tokens) for unit in exported.units if unit.key.kind is UnitKind.PART}
    front = {unit.key.kind: reads(unit.tokens) for unit in exported.units}
    streams = {unit.key.section: unit.tokens for unit in exported.units if unit.key.kind is UnitKind.SECTION}
    for section in exported.sections:
        part = "" if section.part_key is None else parts[section.part_key]
        shown.append(_as_read(section, part, streams[section.key]))
    return RenderedDraft(
        id=exported.draft,
        title=front[UnitKind.TITLE],
        byline=front[UnitKind.BYLINE],
        period=exported.period,
        region=exported.region,
        salutation=exported.salutation,
        sections=tuple(shown),
        filled=0,
        open=0,
        complete=True,
    )


def _as_read(section: DraftSection, part: str, tokens: Sequence[Token]) -> RenderedSection:
    (start, end), *rest = lines_of(tokens)
    paragraphs: list[RenderedParagraph] = []
    number = 0
    for (begin, stop), paragraph in zip(rest, section.paragraphs, strict=True):
        slots: list[RenderedSlot] = []
        text = ""
        for token in tokens[begin:stop]:
            words = reads([token])
            if isinstance(token, Held):
                at = len(text)
                slots.append(RenderedSlot(number, at, at + len(words), words, State.FILLED, By.NOTHING, token.slot))
                number += 1
            text += words
        lead = text.find("。") if paragraph.lead else 0
        paragraphs.append(RenderedParagraph(text, max(lead, 0), tuple(slots), ()))
    heading = section.number + reads(tokens[start:end])
    return RenderedSection(
        section.role,
        part,
        heading,
        section.run_in,
        tuple(paragraphs),
        key=section.key,
        part_key=section.part_key,
    )


def _sections(told: Mapping[str, Any], period: Period, region: str) -> tuple[DraftSection, ...]:
    """The sections of an export. Those of an early one have no arrangement: their keys follow their order."""
    sections = [section_from_json(item, period, region) for item in told["sections"]]
    if "arrangement" not in told:
        return in_parts(replace(section, key=key) for key, section in enumerate(sections))
    arrangement = from_json(told["arrangement"], period, region)
    keys = [key for part in arrangement for key in part.sections]
    return arranged(arrangement, {key: replace(each, key=key) for key, each in zip(keys, sections, strict=True)})


class Exports:
    """The exports of one workspace's drafts."""

    def __init__(self, store: Store):
        self._store = store

    def keep(
        self, draft: Draft, units: Sequence[Unit], kind: ExportKind, *, actor: str, early: Sequence[str] = ()
    ) -> int:
        """Keeps an export of `draft` that reads as `units` tell, and says its number. `early` are the figures in it
        that may not be published yet, which `actor` knows."""
        content = {
            "title": write_pieces(draft.title),
            "byline": write_pieces(draft.byline),
            "salutation": draft.salutation,
            "arrangement": to_json(arrangement_of(draft.sections)),
            "sections": [section_to_json(section) for section in draft.sections],
            "units": [
                {"key": str(unit.key), "tokens": stream_to_json(unit.tokens), "run_in": unit.run_in} for unit in units
            ],
        }
        with self._store.session() as session:
            row = ExportRow(
                draft_id=draft.id,
                kind=kind.value,
                content=json.dumps(content, ensure_ascii=False),
                exported_by=actor,
                exported_at=utc_now(),
            )
            session.add(row)
            session.flush()
            record(session, actor=actor, deed=Deed.DRAFT_EXPORTED, subject=f"draft:{draft.id}", detail=kind.value)
            if early:
                told = "；".join((kind.value, *early))
                subject = f"draft:{draft.id}"
                record(session, actor=actor, deed=Deed.DRAFT_EXPORTED_EARLY, subject=subject, detail=told)
            return row.id

    def heads(self, draft: int) -> list[ExportHead]:
        """The exports of a draft, the latest first."""
        with self._store.reading() as session:
            found = select(ExportRow.id, ExportRow.kind, ExportRow.exported_by, ExportRow.exported_at)
            rows = session.execute(found.where(ExportRow.draft_id == draft).order_by(ExportRow.id.desc()))
            return [ExportHead(key, ExportKind(kind), by, at) for key, kind, by, at in rows]

    def get(self, export: int) -> Exported:
        """One export. Raises `NotFound`."""
        with self._store.reading() as session:
            row = session.get(ExportRow, export)
            draft = session.get(DraftRow, row.draft_id) if row else None
            if row is None or draft is None:
                raise NotFound(f"没有编号为 {export} 的导出记录，它可能是从别的工作区导出的。")
            period, region = Period.parse(draft.period), draft.region
            told = json.loads(row.content)
            return Exported(
                head=ExportHead(row.id, ExportKind(row.kind), row.exported_by, row.exported_at),
                draft=draft.id,
                period=period,
                region=region,
                title=parse_pieces(told["title"], period=period, region=region),
                byline=parse_pieces(told["byline"], period=period, region=region),
                salutation=told["salutation"],
                sections=_sections(told, period, region),
                units=tuple(
                    Unit(
                        UnitKey.parse(unit["key"]),
                        tuple(stream_from_json(unit["tokens"], period, region)),
                        unit["run_in"],
                    )
                    for unit in told["units"]
                ),
            )

    def last(self, draft: int) -> Exported | None:
        """The latest Word export of a draft, or None."""
        wanted = select(ExportRow.id).where(ExportRow.draft_id == draft, ExportRow.kind != ExportKind.SHEET.value)
        with self._store.reading() as session:
            found = session.scalar(wanted.order_by(ExportRow.id.desc()).limit(1))
        return None if found is None else self.get(found)
