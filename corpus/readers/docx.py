"""Word files: the text as a reader sees it, with headings and bold words told apart.

Paragraphs and table cells in the order of the document, one a line; tracked insertions count, deletions do not; numbers
that Word generates are written out. An archive that unpacks to too much, or carries a DOCTYPE, is refused unread.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from corpus.model import Layout, Span
from corpus.readers.numbering import Numbering
from corpus.readers.result import ReadText
from errors import RefusedFile

_MB = 1024 * 1024
LARGEST_UNPACKED, LARGEST_PICTURES, LARGEST_TEXT = 160 * _MB, 80 * _MB, 40 * _MB
"""Bytes that an archive may unpack to: in all, in pictures and attachments, in XML, which costs many times its size."""
_MOST_TAGS = 1_000_000
_MOST_DENSE = 200
"""A part of more than a megabyte that shrank further than this was made to."""
_MACROS = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
_MOST_PARTS = 10_000
# What zipfile lets through from an archive whose bytes are not what they say.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OverflowError, OSError)
_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a document's text and the `w:t` element that holds them."""

    start: int
    end: int
    element: Any


@dataclass(frozen=True, slots=True)
class Located:
    """An open Word document whose text is known piece by piece, so that a remark on the text can be set beside it."""

    document: WordDocument
    text: str
    pieces: tuple[Piece, ...]


def read_docx(name: str, data: bytes) -> ReadText:
    """The text of a .docx. Raises `RefusedFile` when it is damaged, too large, or made to harm."""
    document, body = _opened(name, data)
    return ReadText(body.text, body.layout, "\n".join(_margins(document)))


def locate(name: str, data: bytes) -> Located:
    """The same text with where it stands in the document. Raises as `read_docx`."""
    document, body = _opened(name, data)
    return Located(document, body.text, tuple(body.pieces))


def _opened(name: str, data: bytes) -> "tuple[WordDocument, _Body]":
    _check_archive(name, data)
    try:
        document = Document(BytesIO(data))
        return document, _Body(document)
    # A part that is no XML raises a SyntaxError of lxml's.
    except (*_DAMAGE, OpcError, SyntaxError, KeyError, AttributeError, RecursionError) as error:
        raise RefusedFile(f"“{name}”不是完整的 Word 文件，请用 Word 或 WPS 打开后另存为 .docx 再上传。") from error


def _check_archive(name: str, data: bytes) -> None:
    """Refuses unread what would harm or drown whoever opens it; reads no more than the bounds allow."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(name, parts)
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(part.endswith("document.xml") for part in names):
                raise RefusedFile(f"“{name}”不是 Word 文件（缺少正文），请用 Word 或 WPS 另存为 .docx 再上传。")
            if any(_MACROS.search(part) for part in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
                raise RefusedFile(f"“{name}”带有宏，可能有害，请用 Word 打开后另存为不带宏的 .docx 再上传。")
            tags = 0
            for part in parts:
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                written = archive.read(part)
                tags += written.count(b"<")
                if _DOCTYPE.search(written):
                    raise RefusedFile(f"“{name}”含有外部实体定义，可能有害，请用 Word 打开后另存一份再上传。")
                if tags > _MOST_TAGS:
                    raise RefusedFile(f"“{name}”的内容过多，不像正常的 Word 文件，请分成几份再上传。")
    except (*_DAMAGE, NotImplementedError, RuntimeError, EOFError) as error:
        raise RefusedFile(f"“{name}”不是完整的 .docx 文件，请用 Word 或 WPS 打开后另存再上传。") from error


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise RefusedFile(f"“{name}”里有 {len(parts)} 个部件，不像正常的 Word 文件，请用 Word 另存一份再上传。")
    pictures = sum(part.file_size for part in parts if "/media/" in part.filename or "/embeddings/" in part.filename)
    if pictures > LARGEST_PICTURES:
        raise RefusedFile(
            f"“{name}”里的图片和附件有 {pictures // _MB} MB，超过 {LARGEST_PICTURES // _MB} MB，请删去图片后再上传。"
        )
    words = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    bombs = [part for part in parts if part.file_size > _MB and part.file_size > _MOST_DENSE * part.compress_size]
    if words > LARGEST_TEXT or bombs or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedFile(f"“{name}”解压后过大，不像正常的 Word 文件，请用 Word 另存一份、删去图片后再上传。")


def _margins(document: WordDocument) -> Iterator[str]:
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer):
            if not part.is_linked_to_previous:
                yield from (paragraph.text for paragraph in part.paragraphs if paragraph.text.strip())


class _Body:
    """One walk through a document's body, gathering lines, their formatting and the elements that hold them."""

    def __init__(self, document: WordDocument):
        self._document = document
        self._numbering = Numbering(document)
        self._levels = dict(_style_levels(document))
        self._text: list[str] = []
        self._length = 0
        self._headings: list[tuple[Span, int]] = []
        self._bold: list[Span] = []
        self._joined = False
        self.pieces: list[Piece] = []
        for paragraph, in_cell in _paragraphs(document.element.body):
            self._take(paragraph, in_cell)
        self.text = "".join(self._text)
        self.layout = Layout(tuple(self._headings), tuple(self._bold))

    def _take(self, paragraph: Any, in_cell: bool) -> None:
        runs = [(told, bold) for told, bold in _runs(paragraph) if any(words for _, words in told)]
        words = "".join(words for told, _ in runs for _, words in told)
        if in_cell and not words.strip():
            return
        if self._text and not self._joined:
            self._add("\n")
        start = self._length
        if words.strip() and not self._joined:
            self._add(self._numbering.prefix(paragraph))
        self._add_runs(runs)
        level = self._level(paragraph)
        if level is not None and words.strip() and not in_cell:
            self._headings.append((Span(start, self._length), level))
        # A paragraph whose mark is a tracked deletion runs on into the next.
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
        self._joined = mark is not None
        if not self._text:
            self._text.append("")

    def _add(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _add_runs(self, runs: "list[tuple[_Words, bool]]") -> None:
        start = None
        for told, bold in runs:
            if bold and start is None:
                start = self._length
            if not bold and start is not None:
                self._bold.append(Span(start, self._length))
                start = None
            for child, words in told:
                if child.tag == qn("w:t") and words:
                    self.pieces.append(Piece(self._length, self._length + len(words), child))
                self._add(words)
        if start is not None:
            self._bold.append(Span(start, self._length))

    def _level(self, paragraph: Any) -> int | None:
        properties = paragraph.pPr
        if properties is None:
            return None
        outline = properties.find(qn("w:outlineLvl"))
        if outline is not None and int(outline.get(qn("w:val"))) < 9:
            return int(outline.get(qn("w:val"))) + 1
        style = properties.pStyle
        return None if style is None else self._levels.get(style.val)


def _style_levels(document: WordDocument) -> Iterator[tuple[str, int]]:
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        label = "" if name is None else name.get(qn("w:val"), "")
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        found = _HEADING_NAME.fullmatch(label)
        if label.lower() == "title":
            yield style.get(qn("w:styleId")), 0
        elif found:
            yield style.get(qn("w:styleId")), int(found[1])
        elif outline is not None and int(outline.get(qn("w:val"))) < 9:
            yield style.get(qn("w:styleId")), int(outline.get(qn("w:val"))) + 1


def _paragraphs(element: Any, in_cell: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every paragraph below `element` in document order, those of text boxes right after the one that holds them."""
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield child, in_cell
            for box in _boxes(child):
                yield from _paragraphs(box, in_cell)
        elif child.tag == qn("w:tc"):
            yield from _paragraphs(child, True)
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child, in_cell)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


_Words = list[tuple[Any, str]]


def _runs(element: Any) -> Iterator[tuple[_Words, bool]]:
    """The words of a paragraph, run by run, each with its element, and whether the run is bold."""
    for child in element.iterchildren():
        if child.tag == qn("w:r"):
            properties = child.find(qn("w:rPr"))
            if not _on(properties, "w:vanish"):
                yield list(_words(child)), _on(properties, "w:b")
        elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
            yield from _runs(child)


def _words(run: Any) -> Iterator[tuple[Any, str]]:
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            yield child, child.text or ""
        elif child.tag == qn("w:tab"):
            yield child, "\t"
        elif child.tag == qn("w:cr") or (child.tag == qn("w:br") and child.get(qn("w:type")) in (None, "textWrapping")):
            yield child, "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield child, "-"


def _on(properties: Any, tag: str) -> bool:
    found = None if properties is None else properties.find(qn(tag))
    return found is not None and found.get(qn("w:val"), "true") not in ("0", "false", "off", "none")
