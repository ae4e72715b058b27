"""How a draft stands in the store: its rows read as a `Draft`, as it is now or as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.arrangement import arranged, from_json, in_parts
from drafting.model import Draft, DraftSection, Standing
from drafting.stored.steps import Step, Taken
from drafting.stored.tables import ArrangementRow, DraftRow, SectionRow
from drafting.stored.written import section_from_json
from errors import NotFound
from figures.period import Period
from figures.slots import parse_pieces


def row_of(session: Session, draft: int, *, locked: bool = False) -> DraftRow:
    """The row of a draft; `locked` holds off every other change of it until the transaction ends. Raises `NotFound`."""
    row = session.get(DraftRow, draft, with_for_update=locked or None)
    if row is None:
        raise NotFound(f"没有编号为 {draft} 的稿子，请在稿子列表中查看编号。")
    return row


def draft_of(session: Session, row: DraftRow) -> Draft:
    """A draft with its current sections, in order."""
    period = Period.parse(row.period)
    last = arrangement_row(session, row.id)
    return Draft(
        id=row.id,
        title=parse_pieces(row.title, period=period, region=row.region),
        byline=parse_pieces(row.byline, period=period, region=row.region),
        period=period,
        region=row.region,
        salutation=row.salutation,
        sections=sections_of(rows_at(session, row.id), last, period, row.region),
        model_document=row.model_document,
        complete=row.complete,
        created_at=row.created_at,
        updated_at=row.updated_at,
        arranged=last.version if last else 0,
    )


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
    read = {row.key: section_of(row, period, region) for row in rows}
    if arrangement is None:
        return in_parts(read.values())
    return arranged(from_json(arrangement.content, period, region), read)


def section_of(row: SectionRow, period: Period, region: str) -> DraftSection:
    """The section that a row keeps."""
    return replace(section_from_json(row.content, period, region), key=row.key, version=row.version)


def version_of(session: Session, draft: DraftRow, key: int, version: int) -> DraftSection:
    """A section as it was kept for the so-manieth time. Raises `NotFound`."""
    return section_of(version_row(session, draft.id, key, version), Period.parse(draft.period), draft.region)


def version_row(session: Session, draft: int, key: int, version: int) -> SectionRow:
    """The row of a section as it was kept for the so-manieth time. Raises `NotFound`."""
    wanted = select(SectionRow).where(
        SectionRow.draft_id == draft, SectionRow.key == key, SectionRow.version == version
    )
    row = session.scalar(wanted)
    if row is None:
        raise NotFound("没有这一节的这个版本，请刷新后重试。")
    return row


def removed_of(session: Session, draft: Draft) -> list[DraftSection]:
    """The sections that have no place in a draft any more."""
    standing = {section.key for section in draft.sections}
    rows = [row for row in rows_at(session, draft.id) if row.key not in standing]
    return [section_of(row, draft.period, draft.region) for row in rows]


def arrangement_rows(session: Session, draft: int) -> list[ArrangementRow]:
    """The versions of the arrangement in order."""
    wanted = select(ArrangementRow).where(ArrangementRow.draft_id == draft)
    return list(session.scalars(wanted.order_by(ArrangementRow.version)))


def steps_in(rows: Iterable[ArrangementRow]) -> list[Taken]:
    """The steps that versions of the arrangement were."""
    return [Taken(row.version, Step(row.step)) for row in rows]


def steps_of(session: Session, draft: int, key: int) -> list[Taken]:
    """The versions of a section in order, each with the step it was. What held its place before it was written is
    none."""
    wanted = select(SectionRow.version, SectionRow.step).where(
        SectionRow.draft_id == draft, SectionRow.key == key, SectionRow.state != Standing.WAITING.value
    )
    return [Taken(version, Step(step)) for version, step in session.execute(wanted.order_by(SectionRow.version))]
