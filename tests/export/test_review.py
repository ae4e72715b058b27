import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn

from drafting.model import Mark, MarkKind
from export.official import export_official
from export.review import export_review
from tests.export.drafts import (
    Marked,
    Placed,
    Speech,
    attested,
    calendar,
    computed,
    filled,
    long_speech,
    opened,
    paragraph,
    small_speech,
)

AT = datetime(2026, 7, 20, 1, 30, tzinfo=UTC)


def reviewed(*parts: str | Placed | Marked) -> Document:
    draft = Speech().add(paragraph(*parts)).rendered()
    return docx.Document(io.BytesIO(export_review(draft, at=AT)))


def anchored(document: Document) -> dict[int, str]:
    """The words each comment is about."""
    words: dict[int, str] = {}
    for line in document.paragraphs:
        running: set[int] = set()
        for child in line._p:
            if child.tag == qn("w:commentRangeStart"):
                running.add(int(child.get(qn("w:id"))))
            elif child.tag == qn("w:commentRangeEnd"):
                running.discard(int(child.get(qn("w:id"))))
            elif child.tag == qn("w:r"):
                for number in running:
                    words[number] = words.get(number, "") + child.text
        assert not running
    return words


def test_a_number_carries_all_that_stands_behind_it() -> None:
    document = reviewed("全市地区生产总值", filled(), "。")
    (comment,) = document.comments
    assert anchored(document) == {comment.comment_id: "增长5.2%"}
    assert comment.text.split("\n") == [
        "【增长5.2%】",
        "指标：地区生产总值",
        "口径：同比",
        "期间：2026年上半年",
        "地区：岚江市",
        "数值：5.2%",
        "来路：数据表",
        "来源：岚江市上半年主要经济指标.xlsx · 主要指标!C5",
        "版本：快报",
        "核实：陈明，2026年7月18日",
    ]


def test_a_computed_number_shows_its_formula_and_every_figure_in_it() -> None:
    (comment,) = reviewed("比全省", computed(), "。").comments
    assert "公式：5.2% − 4.9% = 0.3个百分点" in comment.text
    assert "岚江市2026年上半年地区生产总值同比 5.2%；岚江市2026年上半年全省地区生产总值同比 4.9%" in comment.text
    assert "主要指标!C5；岚江市上半年主要经济指标.xlsx · 主要指标!C6" in comment.text


def test_an_open_slot_is_highlighted_and_says_why() -> None:
    document = reviewed("社会消费品零售总额", opened(), "。")
    (comment,) = document.comments
    assert "状态：待核\n原因：表中没有这项数据，请补录或填报。" in comment.text
    assert "增长*%" in [run.text for run in document.paragraphs[-1].runs if run.font.highlight_color]


def test_a_calendar_and_an_attested_entry_say_where_they_come_from() -> None:
    first, second = reviewed(calendar(), "新增企业", attested(), "。").comments
    assert "来路：由讲话期间推出" in first.text
    assert "来路：填报" in second.text and "说明：李静据市工信局七月报表填报" in second.text


def test_a_mark_is_highlighted_and_its_comment_tells_its_kind_and_note() -> None:
    document = reviewed(Marked("年初召开了推进会", MarkKind.EVENT, "是去年的会议"), "。")
    (comment,) = document.comments
    assert comment.text == "【往年事项】\n是去年的会议"
    assert anchored(document) == {comment.comment_id: "年初召开了推进会"}
    assert [run.text for run in document.paragraphs[-1].runs if run.font.highlight_color] == ["年初召开了推进会"]


def test_comments_are_anchored_on_their_words_in_a_line_that_begins_with_its_heading() -> None:
    draft = Speech().add(paragraph("产值", filled(), "。"), heading="（一）工业", run_in=True).rendered()
    document = docx.Document(io.BytesIO(export_review(draft)))
    assert list(anchored(document).values()) == ["增长5.2%"]


def test_every_slot_and_every_mark_of_a_long_speech_has_its_comment() -> None:
    draft = long_speech()
    told = [each for section in draft.sections for each in section.paragraphs]
    document = docx.Document(io.BytesIO(export_review(draft)))
    wanted = [slot.text for each in told for slot in each.slots]
    wanted += [each.text[mark.start : mark.end] for each in told for mark in each.marks]
    assert sorted(anchored(document).values()) == sorted(wanted)


def test_overlapping_marks_and_slots_each_keep_their_words() -> None:
    draft = Speech().add(paragraph("去年产值", filled(), "完成。")).rendered()
    section = draft.sections[0]
    over = replace(section.paragraphs[0], marks=(Mark(0, 6, MarkKind.DATED, "时间"), Mark(2, 12, MarkKind.CLAIM, "")))
    draft = replace(draft, sections=(replace(section, paragraphs=(over,)),))
    document = docx.Document(io.BytesIO(export_review(draft)))
    assert sorted(anchored(document).values()) == sorted(["去年产值增长", "产值增长5.2%完成", "增长5.2%"])


def test_comments_are_dated_in_utc_or_not_at_all() -> None:
    (comment,) = reviewed("产值", filled(), "。").comments
    assert comment.timestamp == AT
    (undated,) = docx.Document(io.BytesIO(export_review(Speech().add(paragraph(filled())).rendered()))).comments
    assert undated.timestamp is None


def test_the_review_copy_reads_like_the_official_one() -> None:
    draft = small_speech()
    review, official = (docx.Document(io.BytesIO(export(draft))) for export in (export_review, export_official))
    assert [each.text for each in review.paragraphs] == [each.text for each in official.paragraphs]
