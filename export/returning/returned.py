"""A Word file that came back, read as it stands: its lines with every tracked change taken, who made which, the marks
around slots that it still carries, and its comments.

Knows Word's markup and the values of a returned copy; decides nothing about drafts.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from corpus.readers.docx import read_docx
from drafting.returned.model import Address, Note, ReturnedCopy, ReturnedLine, Stretch
from export.page.lines import TEXT_BEGINS, TEXT_ENDS
from export.returning.record import read_record
from export.word.styles import Style

_MARK = re.compile(r"_hg(\d+)_(\d+)$")
_INSERTED = (qn("w:ins"), qn("w:moveTo"))
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_NOTICE = re.compile(r"(?:待核数据 ?\d+ ?处)?，?(?:本稿尚未写完)?$")
_SKIPPED = frozenset(map(qn, ("w:pPr", "w:rPr", "w:sectPr")))


def read_returned(name: str, data: bytes) -> ReturnedCopy:
    """What stands in a returned .docx. Raises `RefusedFile` for a damaged or harmful one."""
    read_docx(name, data)  # refuses what must not be opened
    record = read_record(data)
    document = docx.Document(io.BytesIO(data))
    reader = _Reader()
    lines = tuple(line for line in reader.lines(document) if not _is_notice(line))
    notes = tuple(_notes(document, reader.anchored))
    return ReturnedCopy(record.draft if record else None, record.export if record else None, lines, notes)


def _is_notice(line: ReturnedLine) -> bool:
    return bool(line.text) and _NOTICE.match(line.text) is not None


class _Reader:
    """Walks the paragraphs of one document."""

    def __init__(self) -> None:
        self.anchored: dict[str, str] = {}
        """The words each comment is about, by the comment's id."""
        self._open: dict[str, Address] = {}
        self._commented: set[str] = set()
        self._stretches: list[Stretch] = []
        self._struck: list[tuple[str, str]] = []
        self._headings: frozenset[str] = frozenset()

    def lines(self, document: Document) -> list[ReturnedLine]:
        """Every paragraph of the speech, one whose mark was deleted run on into the next."""
        self._headings = frozenset(_heading_run_styles(document))
        lines: list[ReturnedLine] = []
        for each in document.element.body.iter(qn("w:p"), qn("w:bookmarkStart")):
            if each.tag == qn("w:bookmarkStart") and each.getparent().tag != qn("w:body"):
                continue
            if TEXT_BEGINS in _marks(each):
                lines = []
            ends = TEXT_ENDS in _marks(each)
            if ends and not _stands_behind_words(each):
                break
            if each.tag == qn("w:p") and not _is_contents(each):
                self._walk(each, "", False)
                if each.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                    lines.append(self._line())
            if ends:
                break
        return [*lines, self._line()] if self._stretches else lines

    def _line(self) -> ReturnedLine:
        line = ReturnedLine(tuple(_joined(self._stretches)), tuple(self._struck))
        self._stretches, self._struck = [], []
        return line

    def _walk(self, element: Any, by: str, gone: bool) -> None:
        for child in element.iterchildren():
            if child.tag == qn("w:bookmarkStart"):
                if found := _MARK.match(child.get(qn("w:name"), "")):
                    self._open[child.get(qn("w:id"))] = Address(int(found[1]), int(found[2]))
            elif child.tag == qn("w:bookmarkEnd"):
                self._open.pop(child.get(qn("w:id")), None)
            elif child.tag == qn("w:commentRangeStart"):
                self._commented.add(child.get(qn("w:id")))
            elif child.tag == qn("w:commentRangeEnd"):
                self._commented.discard(child.get(qn("w:id")))
            elif child.tag in _INSERTED:
                self._walk(child, child.get(qn("w:author"), ""), gone)
            elif child.tag in _DELETED:
                self._walk(child, child.get(qn("w:author"), ""), True)
            elif child.tag == qn("w:r"):
                self._run(child, by, gone)
            elif child.tag not in _SKIPPED and child.tag != qn("w:p"):
                self._walk(child, by, gone)

    def _run(self, run: Any, by: str, gone: bool) -> None:
        words = "".join(_words(run))
        if not words:
            return
        if gone:
            self._struck.append((words, by))
            return
        for comment in self._commented:
            self.anchored[comment] = self.anchored.get(comment, "") + words
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        heading = style is not None and style.get(qn("w:val")) in self._headings
        slot = next(reversed(self._open.values()), None) if self._open else None
        self._stretches.append(Stretch(words, slot, by, heading))


def _marks(element: Any) -> list[str]:
    """The names of the bookmarks that begin in a paragraph, or the one that an element is."""
    return [mark.get(qn("w:name"), "") for mark in element.iter(qn("w:bookmarkStart"))]


def _stands_behind_words(paragraph: Any) -> bool:
    """Whether the mark of the end stands behind words of its paragraph: LibreOffice hangs it on to the last one, where
    Word keeps it between two."""
    for each in paragraph.iter(qn("w:t"), qn("w:bookmarkStart")):
        if each.tag == qn("w:t") and each.text:
            return True
        if each.get(qn("w:name")) == TEXT_ENDS:
            return False
    return False


def _is_contents(paragraph: Any) -> bool:
    """A line of the list of contents: it says again what stands in the text."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and re.match(r"TOC|Contents", style.get(qn("w:val"), ""), re.IGNORECASE) is not None


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Stretches that differ in nothing but their runs, as one."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and (last.slot, last.by, last.heading) == (stretch.slot, stretch.by, stretch.heading):
            last = Stretch(last.text + stretch.text, last.slot, last.by, last.heading)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _words(run: Any) -> Iterator[str]:
    """A title's line breaks are the page's doing, not words."""
    for child in run.iterchildren():
        if child.tag in (qn("w:t"), qn("w:delText")):
            yield child.text or ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"


def _heading_run_styles(document: Document) -> Iterator[str]:
    """The ids of the character style of a heading that shares its line: word processors write styles under ids of their
    own, but keep the names."""
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and name.get(qn("w:val"), "").lower() == Style.SECTION_RUN.label.lower():
            yield style.get(qn("w:styleId"), "")


def _notes(document: Document, anchored: dict[str, str]) -> Iterator[Note]:
    """The comments people made; those of the desk itself are told by their author."""
    for comment in document.comments:
        text = "\n".join(paragraph.text for paragraph in comment.paragraphs if paragraph.text)
        if comment.author != "核稿" and text.strip():
            yield Note(comment.author or "", text, anchored.get(str(comment.comment_id), ""))
