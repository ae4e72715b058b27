"""Drafts in the store: each section kept as soon as it stands, every edit a new version.

Knows nothing of how sections are written or rendered.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.model import Draft, DraftSection, SectionRecord, Standing
from drafting.stored.changing import Changing
from drafting.stored.filling import Place, from_json, to_json
from drafting.stored.standing import (
    arrangement_rows,
    draft_of,
    removed_of,
    row_of,
    rows_at,
    steps_in,
    steps_of,
    version_of,
    version_row,
)
from drafting.stored.steps import Taken
from drafting.stored.tables import DraftRow, FillingRow, SectionRow, WritingRow
from figures.period import Period
from figures.slots import Piece, write_pieces
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

REUSE, MODEL = "reuse", "model"
"""Who writes a draft."""


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft without its sections: what was asked for, and how far it is. `outline` is the asked-for one as JSON, ""
    for the past speech's own; `writer` is reuse or model, `points` what a model was given to say; `written` counts the
    sections that stand."""

    id: int
    title: str
    period: Period
    region: str
    model_id: int
    model_document: str
    outline: str
    complete: bool
    written: int
    updated_at: datetime
    writer: str = REUSE
    points: str = ""


_RECORDED = ("key", "model", "reason", "tokens_in", "tokens_out", "seconds", "tries", "mends", "at")


class Drafts:
    """The drafts of one workspace."""

    def __init__(self, store: Store):
        self._store = store

    def begin(
        self,
        *,
        period: Period,
        region: str,
        model_id: int,
        model_document: str,
        outline: str,
        actor: str,
        writer: str = REUSE,
        points: str = "",
    ) -> int:
        """A new, empty draft; or the unfinished one that was begun for the same request."""
        with self._store.session() as session:
            same = select(DraftRow.id).where(
                DraftRow.period == str(period),
                DraftRow.region == region,
                DraftRow.model_id == model_id,
                DraftRow.outline == outline,
                DraftRow.writer == writer,
                DraftRow.points == points,
                DraftRow.complete.is_(False),
            )
            unfinished = session.scalar(same.order_by(DraftRow.id.desc()))
            if unfinished is not None:
                return unfinished
            now = utc_now()
            row = DraftRow(
                period=str(period),
                region=region,
                model_id=model_id,
                model_document=model_document,
                outline=outline,
                writer=writer,
                points=points,
                created_by=actor,
                created_at=now,
                updated_at=now,
            )
            session.add(row)
            session.flush()
            record(session, actor=actor, deed=Deed.DRAFT_BEGUN, subject=f"draft:{row.id}", detail=f"{period} {region}")
            return row.id

    def require(self, actor: str, deed: Deed, draft: int | None = None) -> None:
        """Asks, before a model is, whether `actor` may do `deed`. Raises `NotAllowed`."""
        self._store.require(actor=actor, deed=deed, subject="model" if draft is None else f"draft:{draft}")

    def head(self, draft: int) -> DraftHead:
        """A draft without its sections. Raises `NotFound`."""
        with self._store.reading() as session:
            return _head(session, row_of(session, draft))

    def heads(self) -> list[DraftHead]:
        """All drafts, the last touched first."""
        with self._store.reading() as session:
            rows = session.scalars(select(DraftRow).order_by(DraftRow.updated_at.desc(), DraftRow.id.desc()))
            return [_head(session, row) for row in rows]

    def set_front(
        self, draft: int, *, title: Sequence[Piece], byline: Sequence[Piece], salutation: str, actor: str
    ) -> None:
        """What stands before the first section."""
        with self.changing(draft, actor=actor) as change:
            change.permit(Deed.DRAFT_WRITTEN)
            row = row_of(change.session, draft)
            row.title, row.byline, row.salutation = write_pieces(title), write_pieces(byline), salutation

    def put_section(
        self,
        draft: int,
        section: DraftSection,
        *,
        actor: str,
        seen: int,
        standing: Standing = Standing.WRITTEN,
        by: str = "",
    ) -> None:
        """Keeps a section that was written for `actor` (`by`: who wrote it, where that is another) as the version after
        `seen` (0: the first). Raises `Overtaken` where another stands there by now."""
        with self.changing(draft, actor=actor) as change:
            change.write(section, seen=seen, standing=standing, by=by)

    def hold_places(self, draft: int, places: Sequence[DraftSection], *, actor: str) -> None:
        """Keeps what stands in places until their turn comes, so that later ones may be written before. One in which
        something stands is left alone."""
        with self.changing(draft, actor=actor) as change:
            change.permit(Deed.DRAFT_WRITTEN)
            standing = _standings(change.session, draft)
            for section in places:
                if section.key not in standing:
                    change.write(section, seen=0, standing=Standing.WAITING)

    def finish(self, draft: int, *, actor: str) -> None:
        """Marks a draft as wholly written."""
        with self.changing(draft, actor=actor) as change:
            change.record(Deed.DRAFT_WRITTEN, "全稿写完")
            row = row_of(change.session, draft)
            row.complete = True
            row.updated_at = utc_now()

    def written(self, draft: int) -> set[int]:
        """The keys of the sections that stand written."""
        return {key for key, state in self.standings(draft).items() if state is Standing.WRITTEN}

    def standings(self, draft: int) -> dict[int, Standing]:
        """How far each section is, by key; those that nothing is kept of are left out."""
        with self._store.reading() as session:
            row_of(session, draft)
            return _standings(session, draft)

    def keep_record(self, draft: int, record_: SectionRecord) -> None:
        """Keeps what became of asking a model for a section."""
        with self._store.upkeep() as session:
            row_of(session, draft)
            told = {name: getattr(record_, name) for name in _RECORDED}
            row = WritingRow(draft_id=draft, state=record_.state.value, held_back="\n".join(record_.held_back), **told)
            session.add(row)

    def records(self, draft: int) -> dict[int, SectionRecord]:
        """What became of the last time a model was asked, for the key of each section that it was asked for."""
        with self._store.reading() as session:
            rows = session.scalars(select(WritingRow).where(WritingRow.draft_id == draft).order_by(WritingRow.id))
            return {row.key: _record_of(row) for row in rows}

    def get(self, draft: int) -> Draft:
        """A draft with its current sections, in order. Raises `NotFound`."""
        with self._store.reading() as session:
            return draft_of(session, row_of(session, draft))

    @contextmanager
    def changing(self, draft: int, *, actor: str) -> Iterator[Changing]:
        """A change by `actor` as one transaction, which holds off all others until it ends. Raises `NotFound`."""
        with self._store.session() as session:
            yield Changing(session, row_of(session, draft, locked=True), actor)

    def section_at(self, draft: int, key: int, version: int) -> DraftSection:
        """A section as it was kept for the so-manieth time. Raises `NotFound`."""
        with self._store.reading() as session:
            return version_of(session, row_of(session, draft), key, version)

    def kept_by(self, draft: int, key: int, version: int) -> tuple[str, datetime]:
        """Who kept a section for the so-manieth time, and when. Raises `NotFound`."""
        with self._store.reading() as session:
            row = version_row(session, draft, key, version)
            return row.written_by, row.written_at

    def removed(self, draft: int) -> list[DraftSection]:
        """The sections that were taken out of a draft, as they were last."""
        with self._store.reading() as session:
            return removed_of(session, draft_of(session, row_of(session, draft)))

    def steps(self, draft: int, key: int) -> list[Taken]:
        """The versions of a section in order, each with the step it was."""
        with self._store.reading() as session:
            return steps_of(session, draft, key)

    def arrangement_steps(self, draft: int) -> list[Taken]:
        """The versions of the arrangement in order, each with the step it was."""
        with self._store.reading() as session:
            return steps_in(arrangement_rows(session, draft))

    def versions(self, draft: int) -> dict[int, int]:
        """How often each section was kept, by key."""
        with self._store.reading() as session:
            return {row.key: row.version for row in rows_at(session, draft)}

    def filling(self, draft: int) -> dict[Place, str] | None:
        """What the draft's slots read when a person last saw it filled; None where that was never kept."""
        with self._store.reading() as session:
            row = session.get(FillingRow, draft)
            return None if row is None else from_json(row.content)

    def keep_filling(self, draft: int, filling: Mapping[Place, str], *, actor: str, changed: int | None = None) -> None:
        """Keeps what the slots read now; `changed` says that a refill did so, and of how many slots."""
        with self.changing(draft, actor=actor) as change:
            _keep_filling(change.session, draft, filling, actor)
            if changed is None:
                change.permit(Deed.DRAFT_WRITTEN)
            else:
                change.record(Deed.DRAFT_REFILLED, f"{changed} 处数据有变化")

    def keep_filling_of(self, draft: int, own: Mapping[Place, str], *, actor: str) -> None:
        """Keeps what the slots of the sections read that a person just worked on: the rest was not looked at, nor was
        what they held before."""
        with self.changing(draft, actor=actor) as change:
            change.permit(Deed.DRAFT_EDITED)
            row = change.session.get(FillingRow, draft)
            if row is None:
                return
            before = from_json(row.content)
            sections = {place[0] for place in own}
            kept = {place: text for place, text in before.items() if place[0] not in sections or place in own}
            _keep_filling(change.session, draft, {**own, **kept}, actor)

    def add_to_filling(self, draft: int, places: Mapping[Place, str], *, actor: str) -> None:
        """Keeps what some slots read now beside what the others read when they were seen."""
        with self.changing(draft, actor=actor) as change:
            change.permit(Deed.DRAFT_EDITED)
            row = change.session.get(FillingRow, draft)
            if row is not None:
                _keep_filling(change.session, draft, {**from_json(row.content), **places}, actor)


def _keep_filling(session: Session, draft: int, filling: Mapping[Place, str], actor: str) -> None:
    row = session.get(FillingRow, draft) or FillingRow(draft_id=draft)
    row.content, row.filled_by, row.filled_at = to_json(filling), actor, utc_now()
    session.add(row)


def _head(session: Session, row: DraftRow) -> DraftHead:
    written = sum(state is Standing.WRITTEN for state in _standings(session, row.id).values())
    return DraftHead(
        id=row.id,
        title=row.title,
        period=Period.parse(row.period),
        region=row.region,
        model_id=row.model_id,
        model_document=row.model_document,
        outline=row.outline,
        complete=row.complete,
        written=written,
        updated_at=row.updated_at,
        writer=row.writer,
        points=row.points,
    )


def _standings(session: Session, draft: int) -> dict[int, Standing]:
    query = select(SectionRow.key, SectionRow.state).where(SectionRow.draft_id == draft)
    rows = session.execute(query.order_by(SectionRow.version))  # the newest version last
    return {key: Standing(state) for key, state in rows}


def _record_of(row: WritingRow) -> SectionRecord:
    told = {name: getattr(row, name) for name in _RECORDED}
    held = tuple(row.held_back.splitlines())
    return SectionRecord(state=Standing(row.state), held_back=held, **told)
