"""PDFs: lines become paragraphs again; scans and damage are refused."""

import pytest

from corpus.readers import read_document
from errors import RefusedFile


def pdf(*pages: list[str]) -> bytes:
    """A PDF with one text line for each string, set in a font that maps to Unicode directly."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    descendant = add(
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>"
    )
    font = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[%d 0 R]>>"
        % descendant
    )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for lines in pages:
        shown = b"".join(b"<%s> Tj T* " % line.encode("utf-16-be").hex().encode() for line in lines)
        content = b"BT /F1 16 Tf 28 TL 60 780 Td " + shown + b"ET"
        stream = add(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(
            add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
                % (tree, stream, font)
            )
        )
    add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    root = add(b"<</Type/Catalog/Pages %d 0 R>>" % tree)
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        root,
        len(out),
    )


def test_lines_are_joined_into_paragraphs_and_page_numbers_left_out() -> None:
    data = pdf(
        [
            "一、上半年全市经济稳中有进",
            "今年以来，全市上下齐心协力，经济运行总体平稳，各项指",
            "标好于预期，增长百分之五。",
            "— 1 —",
        ],
        ["（一）工业较快增长。规模以上工业增加值同比增长较快，增", "速居全省前列。", "要抓好落实。", "— 2 —"],
    )
    assert read_document("讲话.pdf", data).text.split("\n") == [
        "一、上半年全市经济稳中有进",
        "今年以来，全市上下齐心协力，经济运行总体平稳，各项指标好于预期，增长百分之五。",
        "（一）工业较快增长。规模以上工业增加值同比增长较快，增速居全省前列。",
        "要抓好落实。",
    ]


def test_a_scan_is_refused_as_such() -> None:
    with pytest.raises(RefusedFile, match="扫描件"):
        read_document("扫描.pdf", pdf([], []))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"hello", pdf(["正文在此，说的是工业。"])[:300]])
def test_damage_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile, match=r"“坏\.pdf”"):
        read_document("坏.pdf", data)
