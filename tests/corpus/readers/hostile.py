"""Files made to harm or to drown whoever opens them, built in memory."""

import zipfile
import zlib
from io import BytesIO

import docx
import openpyxl

_MB = 1024 * 1024
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(**parts: bytes) -> bytes:
    """A small Word file with parts added or replaced; `__` in a name stands for a slash, `_DOT_` for a full stop."""
    made = BytesIO()
    document = docx.Document()
    document.add_paragraph("正文")
    document.save(made)
    return _with(made.getvalue(), parts)


def _with(data: bytes, parts: dict[str, bytes]) -> bytes:
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return made.getvalue()


def body(inside: bytes, doctype: bytes = b"") -> bytes:
    """A document part."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>' + doctype + b'<w:document xmlns:w="' + _WORDS.encode() + b'"><w:body>'
        + inside + b"</w:body></w:document>"
    )  # fmt: skip


def external_entity() -> bytes:
    """One that wants a file of the machine put into its text."""
    doctype = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]>'
    return word(word__document_DOT_xml=body(b"<w:p><w:r><w:t>&y;</w:t></w:r></w:p>", doctype))


def laughing_entities() -> bytes:
    """One whose ten entities unfold to ten thousand million words."""
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11)
    )
    doctype = b"<!DOCTYPE x [" + entities + b"]>"
    return word(word__document_DOT_xml=body(b"<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>", doctype))


def zip_bomb(megabytes: int = 1024) -> bytes:
    """One whose text unpacks to a gigabyte of blanks."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(word())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
        with new.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * _MB)
    return made.getvalue()


def macros() -> bytes:
    """One with a macro project."""
    return word(word__vbaProject_DOT_bin=b"\xd0\xcf\x11\xe0" + b"x" * 1000)


def pictures(megabytes: int = 100) -> bytes:
    """One with pictures of many megabytes that are not packed."""
    one = zlib.compress(b"", 0) + bytes(range(256)) * (4 * 1024)
    return word(**{f"word__media__image{n}_DOT_png": one for n in range(megabytes)})


def many_tags(count: int = 4_000_000) -> bytes:
    """One with millions of empty paragraphs, each of a different look, so that they pack no further than text does."""
    spread = b"".join(b'<w:p w:rsidR="%08x"/>' % (n * 2654435761 % 2**32) for n in range(count))
    return word(word__document_DOT_xml=body(spread))


def deep_tags(depth: int = 100_000) -> bytes:
    """One with elements within elements without end."""
    return word(word__document_DOT_xml=body(b"<w:sdt><w:sdtContent>" * depth))


def _book() -> bytes:
    made = BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["指标", "数值"])
    book.save(made)
    return made.getvalue()


def sheet(inside: bytes, doctype: bytes = b"") -> bytes:
    """A workbook whose one sheet is written so."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = b'<?xml version="1.0"?>' + doctype + b'<worksheet xmlns="' + space + b'">' + inside + b"</worksheet>"
    return _with(_book(), {"xl/worksheets/sheet1.xml": written})


def far_cell() -> bytes:
    """A workbook with a lone cell in the last corner."""
    return sheet(b'<sheetData><row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>')


def many_cells(count: int = 3_000_000) -> bytes:
    """A workbook with millions of cells."""
    return sheet(b'<sheetData><row r="1">' + b"<c><v>1</v></c>" * count + b"</row></sheetData>")


def vast_merge() -> bytes:
    """A workbook with all its cells merged into one."""
    cells = b'<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
    return sheet(cells + b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def sheet_entities() -> bytes:
    """A workbook that wants a file of the machine put into a cell."""
    doctype = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]>'
    return sheet(b'<sheetData><row r="1"><c r="A1" t="str"><v>&y;</v></c></row></sheetData>', doctype)


def pdf_bomb(megabytes: int = 2048) -> bytes:
    """A PDF whose page unpacks to gigabytes of blanks."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * _MB) for _ in range(megabytes)) + packer.flush()
    content = zlib.compress(content, 9)
    objects = [
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Contents 1 0 R/Resources<<>>>>",
        b"<</Type/Pages/Count 1/Kids[2 0 R]>>",
        b"<</Type/Catalog/Pages 3 0 R>>",
    ]
    return _pdf(objects, root=4)


def endless_pdf() -> bytes:
    """A PDF whose tree of pages leads back into itself."""
    objects = [
        b"<</Type/Pages/Count 2147483647/Kids[1 0 R 1 0 R]/Parent 1 0 R>>",
        b"<</Type/Catalog/Pages 1 0 R>>",
    ]
    return _pdf(objects, root=2)


def _pdf(objects: list[bytes], root: int) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + head + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, root, len(out))
