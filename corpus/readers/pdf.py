"""PDFs that hold text: their lines are joined into paragraphs again, page numbers are left out."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus.readers.result import ReadText
from errors import RefusedFile

_PAGE_NUMBER = re.compile(r"[—\-–－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共].{0,8})?[—\-–－\s]*")
_OPENS = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．]\D"
)
_ENDS = ("。", "！", "？", "：", "；", "”", "!", "?", ":")
_FULL = 0.85


def read_pdf(name: str, data: bytes) -> ReadText:
    """The text of a PDF. Raises `RefusedFile` when it is damaged, locked, or a scan without text."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedFile(f"“{name}”加了打开密码，请去掉密码后再上传。")
        pages = [page.extract_text() for page in reader.pages]
    except RefusedFile:
        raise
    # pypdf lets errors of many kinds through from a damaged file.
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise RefusedFile(f"“{name}”不是 PDF 文件或已损坏，请重新导出后再上传。") from error
    if sum(len(page.strip()) for page in pages) < 10 * max(len(pages), 1):
        raise RefusedFile(f"“{name}”是扫描件，里面没有可读的文字，请先做文字识别（OCR）或改传 Word 文件。")
    return ReadText(_paragraphs(pages))


def _paragraphs(pages: list[str]) -> str:
    lines = [line.rstrip() for page in pages for line in page.splitlines()]
    lines = [line for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip())]
    widths = sorted(len(line.strip()) for line in lines)
    # The width of a full line: what nearly all long lines have, not the one that spills over.
    full = widths[int(len(widths) * 0.8)] if widths else 0
    joined: list[str] = []
    open_line = False
    for line in lines:
        words = line.strip()
        indented = line.startswith(("\u3000", "  "))
        if joined and open_line and not indented and not _OPENS.match(words):
            joined[-1] += (" " if _needs_space(joined[-1], words) else "") + words
        else:
            joined.append(words)
        # A short line ends its paragraph; so does a line that ends in a stop a good way before the edge.
        short = len(words) < _FULL * full
        open_line = not short and not (words.endswith(_ENDS) and len(words) < full)
    return "\n".join(joined)


def _needs_space(before: str, after: str) -> bool:
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
