"""PDFs that hold text: their lines are joined into paragraphs again, page numbers are left out."""

import json
import re

from corpus.readers.bounded import OutOfBoundsError, run_bounded
from corpus.readers.result import ReadText
from errors import RefusedFile

SECONDS, MOST_BYTES = 60, 1_000_000_000
_FAULTS = {
    "locked": "“{}”加了打开密码，请去掉密码后再上传。",
    "damaged": "“{}”不是 PDF 文件或已损坏，请重新导出后再上传。",
    "large": "“{}”展开后过大或结构异常，不像正常的文稿，请用 Word 文件，或重新导出后再上传。",
}
_PAGE_NUMBER = re.compile(r"[—\-–－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共].{0,8})?[—\-–－\s]*")
_OPENS = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．]\D"
)
_ENDS = ("。", "！", "？", "：", "；", "”", "!", "?", ":")
_FULL = 0.85


def read_pdf(name: str, data: bytes) -> ReadText:
    """The text of a PDF. Raises `RefusedFile` when it is damaged, locked, made to unpack without end, or a scan without
    text."""
    if not data.startswith(b"%PDF") and b"%PDF" not in data[:1024]:
        raise RefusedFile(f"“{name}”不是 PDF 文件或已损坏，请重新导出后再上传。")
    try:
        printed = run_bounded("corpus.readers.pdf_pages", data, seconds=SECONDS, most_bytes=MOST_BYTES + 4 * len(data))
    except OutOfBoundsError:
        raise RefusedFile(_FAULTS["large"].format(name)) from None
    told = json.loads(printed)
    if "fault" in told:
        raise RefusedFile(_FAULTS[told["fault"]].format(name))
    pages: list[str] = told["pages"]
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
