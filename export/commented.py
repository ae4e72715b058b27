"""The commented copy of a checked document: its own Word file, layout untouched, with a comment at each thing found.

A document that is no Word file (text, PDF) becomes a plain one first. Knows the report of a check; what it says was
decided before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run

from corpus.outline import parse_speech
from corpus.readers.docx import Located, Piece, locate
from corpus.readers.office import convert_to_docx
from drafting.check.model import CheckedNumber, CheckReport, Verdict
from export.word.markup import clean, paragraph, run
from export.word.package import blank_document, set_body, set_properties, to_bytes
from export.word.profile import ISSUED
from export.word.styles import Style

_AUTHOR, _INITIALS = "核稿", "核"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment: its lines, about characters [start, end)."""

    start: int
    end: int
    lines: tuple[str, ...]


def export_commented(name: str, data: bytes, report: CheckReport, *, at: datetime, with_open: bool = False) -> bytes:
    """The .docx of the file `name` with the findings of `report`, which was made of it, as comments dated `at`;
    `with_open` comments on numbers that the tables do not tell, too. Raises `RefusedFile` as reading does."""
    suffix = PurePath(name).suffix.lower()
    remarks = list(_remarks(report, with_open=with_open))
    if suffix in (".docx", ".doc", ".wps"):
        located = locate(name, data if suffix == ".docx" or data.startswith(b"PK") else convert_to_docx(name, data))
    else:
        plain = _plain(report)
        located = locate(name, plain)
        places = _line_starts(report.text)
        remarks = [_moved(remark, places, _line_starts(located.text)) for remark in remarks]
    _comment(located, remarks, at)
    return to_bytes(located.document)


def _remarks(report: CheckReport, *, with_open: bool) -> Iterator[_Remark]:
    """What was found, in the order of the text, the sum of it first."""
    first = re.search(r"\S[^\n]*", report.text)
    if first:
        yield _Remark(*first.span(), tuple(_summary(report)))
    wanted = {Verdict.MISMATCH, Verdict.UNVERIFIED} if with_open else {Verdict.MISMATCH}
    told = [_Remark(n.start, n.end, tuple(_told_of(n))) for n in report.numbers if n.verdict in wanted]
    told += [_Remark(f.start, f.end, (f"【{f.kind.label}】", f.note)) for f in report.findings]
    yield from sorted(told, key=lambda remark: (remark.start, remark.end))


def _summary(report: CheckReport) -> Iterator[str]:
    counts = "，".join(f"{verdict.label} {report.count(verdict)}" for verdict in Verdict)
    when = report.period.label if report.period else "期间不明"
    yield "【核稿】"
    yield f"按{report.region}{when}核对：{counts}；其他问题 {len(report.findings)} 处。"


def _told_of(number: CheckedNumber) -> Iterator[str]:
    yield f"【{number.verdict.label}】"
    if number.note:
        yield number.note
    if number.formula:
        yield f"算法：{number.formula}"
    for figure in number.sources:
        verified = f"，{figure.verified_by}核实" if figure.verified_by else ""
        yield f"来源：{figure.source.label}{verified}"


# a document that is no Word file


def _plain(report: CheckReport) -> bytes:
    """The text as a Word file, a paragraph a line, headings in their styles."""
    speech = parse_speech(report.text)
    headings = {part.heading.start: Style.PART for part in speech.parts}
    headings |= {section.heading.start: Style.SECTION for _, section in speech.sections() if not section.run_in}
    if speech.title is not None:
        headings[speech.title.start] = Style.TITLE
    document = blank_document(ISSUED)
    written = []
    at = 0
    for line in report.text.split("\n"):
        style = next((headings[spot] for spot in headings if at <= spot < at + len(line)), Style.BODY)
        words = clean(line.rstrip("\r"))
        written.append(paragraph(style, run(words)))
        at += len(line) + 1
    set_body(document, "".join(written))
    set_properties(document, title=f"{PurePath(report.name).stem}（核稿）", issued=None)
    return to_bytes(document)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _moved(remark: _Remark, old: Sequence[int], new: Sequence[int]) -> _Remark:
    """A remark at the same place of the same line, in a text whose lines begin elsewhere."""

    def place(at: int) -> int:
        line = bisect_right(old, at) - 1
        return new[min(line, len(new) - 1)] + at - old[line]

    return _Remark(place(remark.start), place(remark.end - 1) + 1, remark.lines)


# comments


def _comment(located: Located, remarks: Sequence[_Remark], at: datetime) -> None:
    pieces = _Pieces(located.pieces)
    for remark in remarks:
        pieces.cut(remark.start)
        pieces.cut(remark.end)
    for remark in remarks:
        ends = pieces.around(remark.start, remark.end)
        if ends is None:
            continue
        first, last = (Run(element.getparent(), located.document) for element in ends)
        comment = located.document.add_comment(
            [first, last], "\n".join(map(clean, remark.lines)), author=_AUTHOR, initials=_INITIALS
        )
        comment._comment_elm.date = at


class _Pieces:
    """The pieces of a text, to be cut where a comment begins or ends."""

    def __init__(self, pieces: Sequence[Piece]):
        self._pieces = list(pieces)
        self._starts = [piece.start for piece in pieces]

    def cut(self, at: int) -> None:
        """Lets a run end at character `at` where one holds it: what stands before moves into a run of its own, alike
        in every property."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return
        piece = self._pieces[index]
        if not piece.start < at < piece.end:
            return
        words, whole = piece.element.text, piece.element.getparent()
        before = whole.makeelement(whole.tag, dict(whole.attrib))
        properties = whole.find(qn("w:rPr"))
        if properties is not None:
            before.append(deepcopy(properties))
        for child in list(whole):
            if child is piece.element:
                break
            if child is not properties:
                before.append(child)
        head = piece.element.makeelement(piece.element.tag, {})
        head.text, piece.element.text = words[: at - piece.start], words[at - piece.start :]
        for part in (head, piece.element):
            part.set(_SPACE, "preserve")
        before.append(head)
        whole.addprevious(before)
        self._pieces[index : index + 1] = [Piece(piece.start, at, head), Piece(at, piece.end, piece.element)]
        self._starts.insert(index + 1, at)

    def around(self, start: int, end: int) -> tuple[Any, Any] | None:
        """The first and the last element that hold characters of [start, end), or None where none does, or where Word
        lets no comment stand (in a text box): there the nearest before it is taken."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self._pieces[first].end <= start:
            first += 1
        last = bisect_left(self._starts, end) - 1
        if first >= len(self._pieces) or last < first:
            return None
        while first >= 0 and _in_box(self._pieces[first].element):
            first = last = first - 1
        if first < 0:
            return None
        while last > first and _in_box(self._pieces[last].element):
            last -= 1
        return self._pieces[first].element, self._pieces[last].element


def _in_box(element: Any) -> bool:
    return any(parent.tag == qn("w:txbxContent") for parent in element.iterancestors())
