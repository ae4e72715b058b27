"""Drafts in the store: each section kept as soon as it stands, every edit a new version.

Knows nothing of how sections are written or rendered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from drafting.arrangement import arranged, in_parts
from drafting.arrangement import from_json as arrangement_from_json
from drafting.filling import Place, from_json, to_json
from drafting.model import Draft, DraftSection, SectionRecord, Standing
from drafting.tables import ArrangementRow, DraftRow, FillingRow, SectionRow, WritingRow
from drafting.written import section_from_json, section_to_json
from errors import NotFound
from figures.period import Period
from figures.slots import Piece, parse_pieces, write_pieces
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

    def head(self, draft: int) -> DraftHead:
        """A draft without its sections. Raises `NotFound`."""
        with self._store.reading() as session:
            return _head(session, _row(session, draft))

    def heads(self) -> list[DraftHead]:
        """All drafts, the last touched first."""
        with self._store.reading() as session:
            rows = session.scalars(select(DraftRow).order_by(DraftRow.updated_at.desc(), DraftRow.id.desc()))
            return [_head(session, row) for row in rows]

    def set_front(self, draft: int, *, title: Sequence[Piece], byline: Sequence[Piece], salutation: str) -> None:
        """What stands before the first section."""
        with self._store.session() as session:
            row = _row(session, draft)
            row.title, row.byline, row.salutation = write_pieces(title), write_pieces(byline), salutation

    def put_section(
        self,
        draft: int,
        key: int,
        section: DraftSection,
        *,
        actor: str,
        standing: Standing = Standing.WRITTEN,
    ) -> None:
        """Keeps `section` as the newest version of the section of `key`."""
        with self._store.session() as session:
            row = _row(session, draft)
            _put(session, row, key, section, actor, standing)

    def hold_places(self, draft: int, places: Mapping[int, DraftSection], *, actor: str) -> None:
        """Keeps what stands in places, by key, until their turn comes, so that later ones may be written before."""
        with self._store.session() as session:
            row = _row(session, draft)
            for key, section in places.items():
                _put(session, row, key, section, actor, Standing.WAITING)

    def finish(self, draft: int) -> None:
        """Marks a draft as wholly written."""
        with self._store.session() as session:
            row = _row(session, draft)
            row.complete = True
            row.updated_at = utc_now()

    def written(self, draft: int) -> set[int]:
        """The keys of the sections that stand written."""
        return {key for key, state in self.standings(draft).items() if state is Standing.WRITTEN}

    def standings(self, draft: int) -> dict[int, Standing]:
        """How far each section is, by key; those that nothing is kept of are left out."""
        with self._store.reading() as session:
            _row(session, draft)
            return _standings(session, draft)

    def keep_record(self, draft: int, record_: SectionRecord) -> None:
        """Keeps what became of asking a model for a section."""
        with self._store.session() as session:
            _row(session, draft)
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
            row = _row(session, draft)
            period = Period.parse(row.period)
            last = arrangement_row(session, draft)
            return Draft(
                id=row.id,
                title=parse_pieces(row.title, period=period, region=row.region),
                byline=parse_pieces(row.byline, period=period, region=row.region),
                period=period,
                region=row.region,
                salutation=row.salutation,
                sections=sections_of(rows_at(session, draft), last, period, row.region),
                model_document=row.model_document,
                complete=row.complete,
                created_at=row.created_at,
                updated_at=row.updated_at,
                arranged=last.version if last else 0,
            )

    def filling(self, draft: int) -> dict[Place, str] | None:
        """What the draft's slots read when a person last saw it filled; None where that was never kept."""
        with self._store.reading() as session:
            row = session.get(FillingRow, draft)
            return None if row is None else from_json(row.content)

    def keep_filling(self, draft: int, filling: Mapping[Place, str], *, actor: str, changed: int | None = None) -> None:
        """Keeps what the slots read now; `changed` says that a refill did so, and of how many slots."""
        with self._store.session() as session:
            _row(session, draft)
            row = session.get(FillingRow, draft) or FillingRow(draft_id=draft)
            row.content, row.filled_by, row.filled_at = to_json(filling), actor, utc_now()
            session.add(row)
            if changed is not None:
                detail = f"{changed} slots changed"
                record(session, actor=actor, deed=Deed.DRAFT_REFILLED, subject=f"draft:{draft}", detail=detail)


def rows_at(session: Session, draft: int, upto: int | None = None) -> list[SectionRow]:
    """The newest version of each section, by keys; as it was when the section row `upto` was the last."""
    newest = select(func.max(SectionRow.id)).where(SectionRow.draft_id == draft).group_by(SectionRow.key)
    if upto is not None:
        newest = newest.where(SectionRow.id <= upto)
    return list(session.scalars(select(SectionRow).where(SectionRow.id.in_(newest)).order_by(SectionRow.key)))


def arrangement_row(session: Session, draft: int, before: int | None = None) -> ArrangementRow | None:
    """The arrangement that holds, or that held when the section row `before` was kept; None for the first one."""
    wanted = select(ArrangementRow).where(ArrangementRow.draft_id == draft)
    if before is not None:
        wanted = wanted.where(ArrangementRow.after < before)
    return session.scalar(wanted.order_by(ArrangementRow.version.desc()).limit(1))


def sections_of(
    rows: Sequence[SectionRow], arrangement: ArrangementRow | None, period: Period, region: str
) -> tuple[DraftSection, ...]:
    """The sections that `rows` keep, as they are arranged; a section without a place was removed."""
    read = {
        row.key: replace(section_from_json(row.content, period, region), key=row.key, version=row.version)
        for row in rows
    }
    if arrangement is None:
        return in_parts(read.values())
    return arranged(arrangement_from_json(arrangement.content, period, region), read)


def _row(session: Session, draft: int) -> DraftRow:
    row = session.get(DraftRow, draft)
    if row is None:
        raise NotFound(f"没有编号为 {draft} 的稿子，请在稿子列表中查看编号。")
    return row


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


def _put(session: Session, draft: DraftRow, key: int, section: DraftSection, actor: str, standing: Standing) -> None:
    now = utc_now()
    latest = session.scalar(
        select(func.max(SectionRow.version)).where(SectionRow.draft_id == draft.id, SectionRow.key == key)
    )
    session.add(
        SectionRow(
            draft_id=draft.id,
            key=key,
            version=(latest or 0) + 1,
            content=section_to_json(section),
            written_by=actor,
            written_at=now,
            state=standing.value,
        )
    )
    session.execute(update(DraftRow).where(DraftRow.id == draft.id).values(updated_at=now))
