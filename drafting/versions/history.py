"""The history of a draft: every edit of a section and every export is a version; two can be compared, any restored.

A version is told by how the draft stood at it: an export keeps a copy of its own, an edit is the newest row of every
section up to its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from drafting.comparing import edits, pair_lines
from drafting.drafts import arrangement_row, rows_at, sections_of
from drafting.model import Draft, RenderedDraft
from drafting.tables import SectionRow
from drafting.versions.exports import Exports
from drafting.versions.stream import Token, Unit, lines_of, reads, units_of
from drafting.written import section_from_json
from errors import InputError, NotFound
from store.engine import Store

Render = Callable[[Draft], RenderedDraft]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name for the machine (`export:3`, `edit:17`), what it is in a few words, by whom and when."""

    key: str
    what: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a compared text: unchanged, or only in the earlier (`gone`) or the later version (`new`)."""

    text: str
    gone: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of two compared versions, where anything in it changed; `place` is the heading it stands under."""

    place: str
    passages: tuple[Passage, ...]


class History:
    """The versions of one workspace's drafts; `render` reads a draft with today's figures."""

    def __init__(self, store: Store, exports: Exports, render: Render):
        self._store, self._exports, self._render = store, exports, render

    def versions(self, draft: Draft) -> list[Version]:
        """All versions, the latest first. The first writing of the sections is one version, not one for each."""
        with self._store.reading() as session:
            rows = list(
                session.scalars(select(SectionRow).where(SectionRow.draft_id == draft.id).order_by(SectionRow.id))
            )
        found = [
            Version(f"export:{each.id}", f"导出{each.kind.label}", each.by, each.at)
            for each in self._exports.heads(draft.id)
        ]
        first = [row for row in rows if row.version == 1]
        if first:
            found.append(Version(f"edit:{first[-1].id}", "起草完成", first[-1].written_by, first[-1].written_at))
        for row in rows:
            if row.version > 1:
                what = f"修改“{self._heading(row, draft)}”"
                found.append(Version(f"edit:{row.id}", what, row.written_by, row.written_at))
        return sorted(found, key=lambda version: version.at, reverse=True)

    def _heading(self, row: SectionRow, draft: Draft) -> str:
        section = section_from_json(row.content, draft.period, draft.region)
        return self._render(replace(draft, sections=(section,))).sections[0].heading or section.role.label

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
        raise NotFound("没有这个版本，请刷新后重试。")

    def compared(self, draft: Draft, earlier: str, later: str) -> list[ComparedLine]:
        """What changed between two versions, in reading order. Exports read as they read when they were made, edits as
        they read with today's figures."""
        return list(_compared(self._units(draft, earlier), self._units(draft, later)))

    def _units(self, draft: Draft, key: str) -> Sequence[Unit]:
        kind, _, number = key.partition(":")
        standing = self.at(draft, key)
        if kind == "export":
            return self._exports.get(int(number)).units
        return units_of(standing, self._render(standing))

    def restored(self, draft: Draft, key: str) -> Draft:
        """The draft put back as it stood at a version. Raises `InputError` where it had other sections then."""
        old = self.at(draft, key)
        if len(old.sections) != len(draft.sections):
            raise InputError("那一版的节数与现在不同，不能整稿恢复，请对照后在编辑页里修改。")
        return old


def _compared(before: Sequence[Unit], now: Sequence[Unit]) -> list[ComparedLine]:
    old, new = _lines(before), _lines(now)
    pairs = pair_lines([reads(tokens) for _, tokens in old], [reads(tokens) for _, tokens in new])
    found: list[ComparedLine] = []
    for one, other in pairs:
        place = new[other][0] if other is not None else old[one][0] if one is not None else ""
        gone = _members(old[one][1]) if one is not None else []
        put = _members(new[other][1]) if other is not None else []
        if gone != put:
            found.append(ComparedLine(place, tuple(_passages(gone, put))))
    return found


def _lines(units: Sequence[Unit]) -> list[tuple[str, Sequence[Token]]]:
    lines: list[tuple[str, Sequence[Token]]] = []
    for unit in units:
        spans = lines_of(unit.tokens)
        place = reads(unit.tokens[slice(*spans[0])])
        lines += [(place, unit.tokens[start:end]) for start, end in spans if end > start]
    return lines


def _members(tokens: Sequence[Token]) -> list[str]:
    """Characters, each number one member: it is told anew as a whole."""
    return [reads([token]) for token in tokens]


def _passages(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    passages: list[Passage] = []
    at = 0
    for edit in edits(old, new, lambda member: isinstance(member, str) and len(member) == 1):
        passages.append(Passage("".join(old[at : edit.start])))
        passages.append(Passage("".join(old[edit.start : edit.end]), gone=True))
        passages.append(Passage("".join(new[edit.put_start : edit.put_end]), new=True))
        at = edit.end
    passages.append(Passage("".join(old[at:])))
    return [passage for passage in passages if passage.text]
