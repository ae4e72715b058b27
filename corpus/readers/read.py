"""Chooses the reader for a file by its name and its first bytes, and refuses what none can read."""

from pathlib import PurePath

from corpus.readers.plain import read_markdown, read_plain
from corpus.readers.result import ReadText
from errors import RefusedFile

DOCUMENT_SUFFIXES = (".docx", ".txt", ".md", ".pdf", ".doc", ".wps")
TABLE_SUFFIXES = (".xlsx", ".xls", ".csv")
LARGEST = 50 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(name: str, data: bytes) -> ReadText:
    """The text of the document `data` called `name`. Raises `RefusedFile` with a sentence that names the file."""
    check_size(name, data)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx" and data.startswith(_OLE):
        raise RefusedFile(
            f"“{name}”不是 .docx 文件：它加了打开密码，或是改了后缀的旧版 .doc，请去掉密码或另存为 .docx 后再上传。"
        )
    found = _read(name, suffix, data)
    if not found.text.strip():
        raise RefusedFile(f"“{name}”里没有文字，请检查是不是选错了文件。")
    return found


def _read(name: str, suffix: str, data: bytes) -> ReadText:
    # The readers of Word files and PDFs are slow to load, and most commands read no file at all.
    if suffix in (".docx", ".doc", ".wps"):
        from corpus.readers.docx import read_docx
        from corpus.readers.office import convert_to_docx

        ready = suffix == ".docx" or data.startswith(_ZIP)
        return read_docx(name, data if ready else convert_to_docx(name, data))
    if suffix == ".pdf":
        from corpus.readers.pdf import read_pdf

        return read_pdf(name, data)
    if suffix in (".md", ".txt"):
        return (read_markdown if suffix == ".md" else read_plain)(name, data)
    documents, tables = "、".join(DOCUMENT_SUFFIXES), "、".join(TABLE_SUFFIXES)
    raise RefusedFile(f"“{name}”的类型不支持，讲话、报告和素材请用 {documents}，数据表请用 {tables}。")


def check_size(name: str, data: bytes) -> None:
    """Raises `RefusedFile` for a file that is empty or larger than 50 MB."""
    if not data:
        raise RefusedFile(f"“{name}”是空文件，请检查是不是没有保存或没有传完。")
    if len(data) > LARGEST:
        raise RefusedFile(f"“{name}”有 {len(data) / 1024 / 1024:.0f} MB，超过 50 MB 的上限，请删去图片等附件后再上传。")
