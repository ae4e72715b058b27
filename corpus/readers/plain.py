"""Plain text and Markdown: finds the encoding, leaves every character as it is.

UTF-8 and UTF-16 with their marks, UTF-8 without, else GB18030. Newlines and full-width forms stay as found; only the
byte order mark goes.
"""

import codecs
import re

from corpus.model import Layout, Span
from corpus.readers.result import ReadText
from errors import RefusedFile

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_HEADING = re.compile(r"^[ \t]*(#{1,6})[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_ORDINARY = 0.7


def read_plain(name: str, data: bytes) -> ReadText:
    """A .txt file. Raises `RefusedFile` when it is no text, or in an encoding that cannot be told."""
    return ReadText(_decoded(name, data))


def read_markdown(name: str, data: bytes) -> ReadText:
    """A .md file: its text as it stands, markup included, with headings and bold words told apart in the layout."""
    text = _decoded(name, data)
    marks = list(_HEADING.finditer(text))
    # A lone # at the top is the title; below it ## are the parts.
    first = len(marks[0][1]) if marks else 0
    titled = bool(marks) and all(len(mark[1]) > first for mark in marks[1:]) and not text[: marks[0].start()].strip()
    headings = []
    for number, mark in enumerate(marks):
        span = Span(mark.start(2), mark.end(2))
        bold = _BOLD.fullmatch(span.of(text))
        if bold:
            span = Span(span.start + 2, span.end - 2)
        level = 0 if titled and number == 0 else len(mark[1])
        if span.start < span.end:
            headings.append((span, level))
    bolds = tuple(Span(mark.start(2), mark.end(2)) for mark in _BOLD.finditer(text))
    return ReadText(text, Layout(tuple(headings), bolds))


def _decoded(name: str, data: bytes) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    candidates = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text) or (encoding == "gb18030" and not _reads_as_chinese(text)):
            break
        return text
    raise RefusedFile(f"“{name}”不是文本文件，或编码认不出来，请在记事本里另存为 UTF-8 编码后再上传。")


def _reads_as_chinese(text: str) -> bool:
    """Whether most characters beyond ASCII are everyday ones: bytes of another encoding decode to rare ones."""
    beyond = [character for character in text if character > "\x7f"]
    everyday = sum(1 for character in beyond if _everyday(character))
    return everyday >= _ORDINARY * len(beyond)


def _everyday(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return character in "—–·…“”‘’€•"
