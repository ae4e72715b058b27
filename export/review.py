"""The review copy: the official page with a Word comment on every number and every mark, saying what stands behind it.

Knows drafts and the layout; the words of a comment come from `export.numbers.provenance`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from drafting.model import Mark, RenderedDraft
from export.assembly import assemble
from export.numbers.provenance import provenance
from export.options import USUAL, Options
from export.page.changes import ChangedLine, changed_lines
from export.page.layout import Line, Stretch, lay_out
from export.page.lines import Anchor, only_open, write_line, write_removed
from export.word.markup import RunLook, clean, element, paragraph, run
from export.word.revisions import Revisions
from export.word.styles import Style

MARK_COLOUR = "cyan"
_AUTHOR, _INITIALS = "核稿", "核"


@dataclass(frozen=True, slots=True)
class _Remark:
    anchor: Anchor
    lines: tuple[str, ...]


def export_review(
    draft: RenderedDraft,
    options: Options = USUAL,
    *,
    before: RenderedDraft | None = None,
    at: datetime | None = None,
    export: int | None = None,
) -> bytes:
    """The .docx of `draft` for its checkers. Arguments as of `export_official`; comments are dated `at`. `before` is
    the draft as exported the last time: what changed since stands as tracked changes."""
    numbers, revisions = count(), Revisions(_AUTHOR, at)
    written: list[tuple[Line, str]] = []
    comments: list[str] = []
    for changed in _lines(draft, before, options.issued):
        line = changed.line
        if changed.removed:
            written.append((line, write_removed(line, revisions)))
            continue
        remarks = list(_remarks(line, numbers))
        anchors = [remark.anchor for remark in remarks]
        written.append((line, write_line(line, options.profile, _colour, anchors, changed, revisions)))
        comments += [_comment(remark, at) for remark in remarks]
    title = f"{draft.title}（核对稿）"
    return assemble(draft, written, options, title=title, comments="".join(comments), at=at, export=export)


def _lines(draft: RenderedDraft, before: RenderedDraft | None, issued: date | None) -> Iterator[ChangedLine]:
    now = lay_out(draft, issued=issued)
    return iter(map(ChangedLine, now)) if before is None else changed_lines(lay_out(before, issued=issued), now)


def _colour(stretch: Stretch) -> str:
    return only_open(stretch) or (MARK_COLOUR if stretch.marked else "")


def _remarks(line: Line, numbers: "count[int]") -> Iterator[_Remark]:
    """Comments in the order in which their anchors begin."""
    about: list[tuple[int, int, tuple[str, ...]]] = []
    about += [(slot.start, slot.end, (f"【{slot.text}】", *provenance(slot).lines())) for slot in line.slots]
    about += [(mark.start, mark.end, _mark_lines(mark)) for mark in line.marks]
    for start, end, lines in sorted(about):
        if start < end <= len(line.text):
            yield _Remark(Anchor(next(numbers), start, end), lines)


def _mark_lines(mark: Mark) -> tuple[str, ...]:
    return (f"【{mark.kind.label}】", mark.note) if mark.note else (f"【{mark.kind.label}】",)


def _comment(remark: _Remark, at: datetime | None) -> str:
    """One comment. Word tells its date as written, without a time zone, and means UTC."""
    reference = f"<w:r>{RunLook(Style.COMMENT_REFERENCE).xml}<w:annotationRef/></w:r>"
    first, *rest = (run(clean(line)) for line in remark.lines)
    inside = paragraph(Style.COMMENT_TEXT, reference + first)
    inside += "".join(paragraph(Style.COMMENT_TEXT, line) for line in rest)
    moment = {"date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if at else {}
    return element("comment", inside, id=remark.anchor.comment, author=_AUTHOR, **moment, initials=_INITIALS)
