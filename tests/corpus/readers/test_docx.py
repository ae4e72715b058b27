"""Word files read as a person sees them, and damaged or hostile ones refused."""

import re

import pytest

from corpus.outline import parse_speech
from corpus.readers import read_document
from errors import RefusedFile
from tests.corpus.readers.word import line, numbered, raw, replaced, table, word


def text_of(data: bytes) -> str:
    return read_document("讲话.docx", data).text


def test_paragraphs_and_table_cells_come_in_the_order_of_the_document() -> None:
    data = word(line("前文。"), table(("指标", "增速"), ("工业", "5.2%")), line("后文。"))
    assert text_of(data) == "前文。\n指标\n增速\n工业\n5.2%\n后文。"


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    inserted = '<w:ins w:id="1" w:author="甲"><w:r><w:t>5.2</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="甲"><w:r><w:delText>4.8</w:delText></w:r></w:del>'
    data = word(raw(f"<w:r><w:t>增长</w:t></w:r>{deleted}{inserted}<w:r><w:t>%。</w:t></w:r>"))
    assert text_of(data) == "增长5.2%。"


def test_a_paragraph_whose_mark_was_deleted_runs_on() -> None:
    merged = '<w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r>'
    assert text_of(word(raw(merged), line("句。"), line("下一段。"))) == "上半句。\n下一段。"


def test_links_breaks_tabs_and_hidden_words() -> None:
    xml = (
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:br w:type="page"/></w:r>'
    )
    assert text_of(word(raw(xml))) == "链接\t甲\n乙"


def test_words_in_a_text_box_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    xml = f"<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent {names}>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert text_of(word(raw(xml))) == "正文\n框内"


def test_numbers_that_word_generates_are_written_out() -> None:
    def item(words: str, number: str) -> object:
        return raw(
            f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{words}</w:t></w:r>"
        )

    data = word(
        numbered("91", "%1、", "chineseCountingThousand"),
        numbered("92", "（%1）", "chineseCounting"),
        item("总体情况", "91"),  # type: ignore[arg-type]
        item("工业", "92"),  # type: ignore[arg-type]
        item("农业", "92"),  # type: ignore[arg-type]
        item("下一步", "91"),  # type: ignore[arg-type]
    )
    assert text_of(data) == "一、总体情况\n（一）工业\n（二）农业\n二、下一步"


def test_heading_styles_make_an_outline_without_any_number() -> None:
    data = word(
        line("岚江市半年工作情况", style="Title"),
        line("总体情况", style="Heading 1"),
        line("工业", style="Heading 2"),
        line("工业增长5%。"),
        line("下一步打算", style="Heading 1"),
        line("抓紧工作。"),
    )
    found = read_document("情况.docx", data)
    speech = parse_speech(found.text, found.layout)
    assert speech.title and speech.title.of(found.text) == "岚江市半年工作情况"
    assert [part.heading.of(found.text) for part in speech.parts] == ["总体情况", "下一步打算"]
    assert [section.heading.of(found.text) for _, section in speech.sections()] == ["工业"]


def test_a_bold_first_sentence_is_a_lead_whatever_it_says() -> None:
    data = word(
        line("一、任务"),
        line("（一）工业。抓好工业。"),
        line(("要把今年3项任务抓好。", True), "这是正文。"),
        line(("整段都是粗体。都是。", True)),
    )
    found = read_document("讲话.docx", data)
    section = parse_speech(found.text, found.layout).parts[0].sections[0]
    assert [p.lead and p.lead.of(found.text) for p in section.paragraphs] == [None, "要把今年3项任务抓好", None]


def test_a_title_that_word_breaks_over_two_lines_is_one_heading() -> None:
    def title(document: object) -> None:
        paragraph = document.add_paragraph(style="Title")  # type: ignore[attr-defined]
        paragraph.add_run("岚江市").add_break()
        paragraph.add_run("政府工作报告")

    found = read_document("报告.docx", word(title, line("各位代表："), line("现在报告工作。")))
    speech = parse_speech(found.text, found.layout)
    assert speech.title and speech.title.of(found.text) == "岚江市\n政府工作报告"


def test_page_headers_are_kept_apart_from_the_text() -> None:
    def header(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"  # type: ignore[attr-defined]

    found = read_document("讲话.docx", word(header, line("正文。")))
    assert (found.text, found.margins) == ("正文。", "内部资料")


GOOD = word(line("正文。"))
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04 not really a zip", "完整"),
        (b"plain words", "完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "密码"),
        (replaced(GOOD, "word/document.xml", None), "缺少正文"),
        (replaced(GOOD, "[Content_Types].xml", None), "缺少正文"),
        (replaced(GOOD, "word/document.xml", lambda _: b"<broken"), "完整"),
        (replaced(GOOD, "word/document.xml", lambda _: DOCTYPE), "外部实体"),
        (replaced(GOOD, "word/styles.xml", lambda _: DOCTYPE.decode().encode("utf-16")), "外部实体"),
        (replaced(GOOD, "word/styles.xml", lambda _: b" " * (201 * 1024 * 1024)), "过大"),
        (GOOD[: len(GOOD) // 2], "完整"),
        (word(line("  ")), "没有文字"),
        (b"x" * (50 * 1024 * 1024 + 1), "50 MB"),
    ],
)
def test_what_is_no_sound_word_file_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(RefusedFile, match=r"讲话\.docx") as refusal:
        read_document("讲话.docx", data)
    assert why in refusal.value.sentence


def test_damage_anywhere_is_refused_and_never_a_crash() -> None:
    for at in range(0, len(GOOD), max(1, len(GOOD) // 60)):
        damaged = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
        try:
            found = read_document("讲话.docx", damaged)
        except RefusedFile as refusal:
            assert re.search("“讲话.docx”", refusal.sentence)
        else:
            assert found.text == "正文。"
