"""The commented copy is the checked document itself: every word and property where it was, comments beside them."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from corpus.readers import read_document
from drafting.check.model import CheckedNumber, CheckReport, Finding, FindingKind, Verdict
from export.commented import export_commented

AT = datetime(2026, 7, 18, 9, 30, tzinfo=UTC)


def word() -> bytes:
    """A document whose number is spread over three runs of different looks, with a table and an older comment."""
    document = docx.Document()
    document.add_paragraph("在全市会上的讲话", style="Title")
    paragraph = document.add_paragraph("")
    paragraph.add_run("全市地区生产总值增长")
    big = paragraph.add_run("5.")
    big.font.size, big.bold = Pt(20), True
    paragraph.add_run("8%，市环保局")
    paragraph.add_run("要抓好治水。")
    document.add_comment([big], "旧批注", author="李慧", initials="李")
    document.add_table(1, 1).cell(0, 0).text = "投资增长7.9%"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def report(name: str, text: str) -> CheckReport:
    def number(words: str, note: str, verdict: Verdict = Verdict.MISMATCH) -> CheckedNumber:
        start = text.index(words)
        return CheckedNumber(start, start + len(words), words, verdict, note=note)

    found = text.index("环保局")
    return CheckReport(
        name,
        text,
        "岚江市",
        None,
        (number("5.8%", "应为5.4%。"), number("7.9%", "表中没有。", Verdict.UNVERIFIED)),
        (Finding(found, found + 3, FindingKind.WORDING, "建议改为“生态环境局”。", "生态环境局"),),
    )


def comments(document: Document) -> dict[str, str]:
    """The words of each comment by the words that it is about."""
    told = {}
    for comment in document.comments:
        inside, words = False, ""
        for element in document.element.body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:t")):
            if element.tag == qn("w:t"):
                words += (element.text or "") if inside else ""
            elif element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart")
        told[words] = comment.text
    return told


def test_each_thing_found_is_a_comment_on_just_its_words_beside_older_ones() -> None:
    data = word()
    made = export_commented("讲话.docx", data, report("讲话.docx", read_document("讲话.docx", data).text), at=AT)
    told = comments(docx.Document(BytesIO(made)))
    assert told["5."] == "旧批注"
    assert told["5.8%"].endswith("应为5.4%。")
    assert "生态环境局" in told["环保局"]
    assert "不符 1" in told["在全市会上的讲话"]
    assert "7.9%" not in told


def test_numbers_that_no_table_tells_are_commented_on_when_asked_for() -> None:
    data = word()
    text = read_document("讲话.docx", data).text
    made = export_commented("讲话.docx", data, report("讲话.docx", text), at=AT, with_open=True)
    assert "表中没有" in comments(docx.Document(BytesIO(made)))["7.9%"]


def test_words_and_their_looks_stay_as_they_were() -> None:
    data = word()
    text = read_document("讲话.docx", data).text
    made = export_commented("讲话.docx", data, report("讲话.docx", text), at=AT)
    assert read_document("讲话.docx", made).text == text

    def looks(bytes_: bytes) -> list[tuple[str, object, object]]:
        document = docx.Document(BytesIO(bytes_))
        return [
            (char, run.font.size, run.bold)
            for paragraph in document.paragraphs
            for run in paragraph.runs
            for char in run.text
        ]

    assert looks(made) == looks(data)


def test_every_other_part_of_the_file_is_kept_byte_for_byte() -> None:
    data = word()
    made = export_commented("讲话.docx", data, report("讲话.docx", read_document("讲话.docx", data).text), at=AT)
    old, new = zipfile.ZipFile(BytesIO(data)), zipfile.ZipFile(BytesIO(made))
    changed = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    for name in set(old.namelist()) - changed:
        assert new.read(name) == old.read(name), name


@pytest.mark.parametrize("stop", ["\n", "\r\n"])
def test_a_text_becomes_a_word_file_with_the_same_comments(stop: str) -> None:
    text = stop.join(["在全市会上的讲话", "", "全市地区生产总值增长5.8%，市环保局要抓好治水。", "投资增长7.9%。"])
    made = export_commented("讲话.txt", text.encode(), report("讲话.txt", text), at=AT)
    told = comments(docx.Document(BytesIO(made)))
    assert told["5.8%"].endswith("应为5.4%。")
    assert "生态环境局" in told["环保局"]
    assert read_document("讲话.docx", made).text == text.replace("\r\n", "\n")
