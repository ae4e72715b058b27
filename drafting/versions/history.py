"""The history of a draft: every edit of a section and every export is a version; two can be compared, any restored.

A version is told by how the draft stood at it: an export keeps a copy of its own, an edit is the newest row of every
section up to its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from drafting.model import Draft, RenderedDraft
from drafting.stored.standing import arrangement_row, arrangement_rows, rows_at, sections_of
from drafting.stored.steps import Step
from drafting.stored.tables import ArrangementRow, SectionRow
from drafting.stored.written import section_from_json
from drafting.versions.comparison import ComparedLine, compared_lines
from drafting.versions.exports import Exports
from drafting.versions.stream import Unit, units_of
from errors import NotFound
from store.engine import Store

_STEPS = {Step.EDIT: "修改", Step.UNDO: "撤销修改", Step.REDO: "重做"}

Render = Callable[[Draft], RenderedDraft]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name for the machine (`export:3`, `edit:17`, `outline:2`), what it is in a few words, by
    whom and when."""

    key: str
    what: str
    by: str
    at: datetime


class History:
    """The versions of one workspace's drafts; `render` reads a state of one with today's figures, or with those of its
    freezing while it is frozen."""

    def __init__(self, store: Store, exports: Exports, render: Render):
        self._store, self._exports, self._render = store, exports, render

    def versions(self, draft: Draft) -> list[Version]:
        """All versions, the latest first. The first writing of the sections is one version, not one for each."""
        with self._store.reading() as session:
            rows = list(
                session.scalars(select(SectionRow).where(SectionRow.draft_id == draft.id).order_by(SectionRow.id))
            )
            outlines = arrangement_rows(session, draft.id)
        found = [
            Version(f"export:{each.id}", f"导出{each.kind.label}", each.by, each.at)
            for each in self._exports.heads(draft.id)
        ]
        # What was added to the outline later is told by the version of the outline.
        first = [row for row in rows if row.version == 1 and (not outlines or row.id <= outlines[0].after)]
        if first:
            found.append(Version(f"edit:{first[-1].id}", "起草完成", first[-1].written_by, first[-1].written_at))
        for row in rows:
            if row.version > 1:
                what = f"{_STEPS[Step(row.step)]}“{self._heading(row, draft)}”"
                found.append(Version(f"edit:{row.id}", what, row.written_by, row.written_at))
        found += [
            Version(f"outline:{row.id}", f"提纲：{row.what}", row.arranged_by, row.arranged_at) for row in outlines[1:]
        ]
        return sorted(found, key=lambda version: version.at, reverse=True)

    def _heading(self, row: SectionRow, draft: Draft) -> str:
        section = section_from_json(row.content, draft.period, draft.region)
        return section.number + section.name

    def at(self, draft: Draft, key: str) -> Draft:
        """The draft as it stood at a version. Raises `NotFound`."""
        kind, _, number = key.partition(":")
        if kind == "export" and number.isdecimal():
            exported = self._exports.get(int(number))
            if exported.draft == draft.id:
                return replace(
                    draft,
                    title=exported.title,
                    byline=exported.byline,
                    salutation=exported.salutation,
                    sections=exported.sections,
                )
        if kind == "edit" and number.isdecimal():
            with self._store.reading() as session:
                rows = rows_at(session, draft.id, int(number))
                arrangement = arrangement_row(session, draft.id, int(number))
            if rows:
                return replace(draft, sections=sections_of(rows, arrangement, draft.period, draft.region))
        if kind == "outline" and number.isdecimal():
            with self._store.reading() as session:
                outline = session.get(ArrangementRow, int(number))
                if outline is not None and outline.draft_id == draft.id:
                    rows = rows_at(session, draft.id, outline.after)
                    return replace(draft, sections=sections_of(rows, outline, draft.period, draft.region))
        raise NotFound("没有这个版本，请刷新后重试。")

    def compared(self, draft: Draft, earlier: str, later: str) -> list[ComparedLine]:
        """What changed between two versions, in reading order. Exports read as they did when they were made, edits with
        today's figures, those of a frozen draft with the figures of its freezing."""
        return list(compared_lines(self._units(draft, earlier), self._units(draft, later)))

    def _units(self, draft: Draft, key: str) -> Sequence[Unit]:
        kind, _, number = key.partition(":")
        standing = self.at(draft, key)
        if kind == "export":
            return self._exports.get(int(number)).units
        return units_of(standing, self._render(standing))
