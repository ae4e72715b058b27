import io
import zipfile
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from drafting.model import MarkKind, Role
from export.official import export_official
from export.options import Options
from export.word.profile import LECTERN
from tests.export.drafts import (
    Marked,
    Speech,
    calendar,
    filled,
    long_speech,
    opened,
    paragraph,
    small_speech,
)

ISSUED = date(2026, 7, 5)


def opened_as_word(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def small() -> Document:
    return opened_as_word(export_official(small_speech(), Options(issued=ISSUED)))


def by_style(document: Document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name == style]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_the_text_of_the_speech_stands_in_the_file_word_for_word() -> None:
    draft = long_speech()
    read_back = [each.text for each in opened_as_word(export_official(draft)).paragraphs]
    for section in draft.sections:
        for number, told in enumerate(section.paragraphs):
            if section.run_in and number == 0:
                assert f"{section.heading}。{told.text}" in read_back
            else:
                assert told.text in read_back


def test_every_line_has_the_style_of_its_place(small: Document) -> None:
    assert by_style(small, "Title") == ["在2026年上半年全市\n经济形势分析会议上的讲话"]
    assert by_style(small, "Subtitle") == ["（2026年7月5日）", "岚江市人民政府市长　*"]
    assert by_style(small, "Salutation") == ["同志们："]
    assert by_style(small, "Heading 1") == ["一、上半年经济运行稳中有进", "二、下半年重点工作"]
    assert by_style(small, "Heading 2") == ["（二）工业生产较快增长", "（一）稳定就业"]


def test_a_heading_that_shares_its_line_is_a_run_linked_to_the_heading_style(small: Document) -> None:
    line = next(each for each in small.paragraphs if each.text.startswith("（一）经济运行提质增速。"))
    assert line.style is not None and line.style.name == "Body Text"
    assert [run.text for run in line.runs if run.style.name == "Heading 2 Char"] == ["（一）经济运行提质增速。"]
    linked = small.styles["Heading 2"].element.find(qn("w:link"))
    assert linked.get(qn("w:val")) == small.styles["Heading 2 Char"].style_id


def test_a_lead_sentence_is_bold_with_its_full_stop(small: Document) -> None:
    line = next(each for each in small.paragraphs if each.text.startswith("工业支撑有力。"))
    assert [run.text for run in line.runs if run.style.name == "Strong"] == ["工业支撑有力。"]


@pytest.mark.parametrize(
    ("style", "face"),
    [
        ("Title", "方正小标宋简体"),
        ("Normal", "仿宋_GB2312"),
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体_GB2312"),
        ("Heading 2 Char", "楷体_GB2312"),
        ("Subtitle", "楷体_GB2312"),
        ("Footer", "宋体"),
    ],
)
def test_a_style_names_its_face_for_chinese_and_no_theme(small: Document, style: str, face: str) -> None:
    fonts = small.styles[style].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == face
    assert not [name for name in fonts.attrib if name.endswith("Theme")]


def test_the_page_is_a4_with_the_grid_of_the_standard(small: Document) -> None:
    section = small.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(each.mm) for each in margins] == [37, 28, 35, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    spacing = small.styles["Normal"].element.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    assert small.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_the_body_is_indented_by_two_characters_in_both_ways(small: Document) -> None:
    indent = small.styles["Body Text"].element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(small: Document) -> None:
    assert small.settings.odd_and_even_pages_header_footer
    section = small.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert " PAGE " in line._p.xpath("string(.)")
        assert line._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_what_is_open_is_highlighted_and_the_first_line_counts_it(small: Document) -> None:
    highlighted = [run.text for each in small.paragraphs for run in each.runs if run.font.highlight_color]
    assert highlighted == ["待核数据 1 处", "*", "增长*%"]
    assert small.paragraphs[0].text == "待核数据 1 处"


def test_a_finished_speech_has_neither_notice_nor_highlight() -> None:
    draft = Speech(byline="市长").add(paragraph("全市地区生产总值", filled(), "。")).rendered()
    document = opened_as_word(export_official(draft))
    assert document.paragraphs[0].text.startswith("在2026年")
    assert not [run for each in document.paragraphs for run in each.runs if run.font.highlight_color]


def test_a_speech_still_being_written_says_so() -> None:
    draft = Speech(complete=False).add(paragraph("社会消费品零售总额", opened(), "。")).rendered()
    first = opened_as_word(export_official(draft)).paragraphs[0]
    assert first.text == "待核数据 1 处，本稿尚未写完"


def test_marks_stay_out_of_the_official_copy() -> None:
    marked = Marked("年初召开了推进会", MarkKind.EVENT)
    document = opened_as_word(export_official(Speech(byline="市长").add(paragraph(marked, "。")).rendered()))
    runs = [run for each in document.paragraphs for run in each.runs]
    assert all(run.font.highlight_color in (None, WD_COLOR_INDEX.AUTO) for run in runs)
    assert not list(document.comments)


def test_without_a_date_there_is_no_date_line() -> None:
    assert by_style(opened_as_word(export_official(small_speech())), "Subtitle") == ["岚江市人民政府市长　*"]


def test_the_part_heading_is_told_once_for_all_its_sections() -> None:
    speech = Speech()
    for heading in ("（一）甲", "（二）乙"):
        speech.add(paragraph("抓好落实。"), part="一、总的要求", heading=heading)
    speech.add(paragraph(calendar(), "已过半程。"), role=Role.CLOSING)
    assert by_style(opened_as_word(export_official(speech.rendered())), "Heading 1") == ["一、总的要求"]


def test_nothing_of_the_library_s_template_is_left() -> None:
    content = export_official(small_speech(), Options(issued=ISSUED))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        everything = b"".join(archive.read(name) for name in names)
    assert not {name for name in names if "thumbnail" in name or "theme" in name or "Effects" in name}
    assert b"python-docx" not in everything and b"Macintosh" not in everything
    settings, styles = part(content, "word/settings.xml"), part(content, "word/styles.xml")
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert 'w:eastAsia="zh-CN"' in styles


def test_the_properties_name_the_speech_and_no_tool() -> None:
    core = opened_as_word(export_official(small_speech(), Options(issued=ISSUED))).core_properties
    assert (core.title, core.author, core.last_modified_by) == (small_speech().title, "", "")
    assert core.created is not None and core.created.date() == ISSUED
    undated = opened_as_word(export_official(small_speech())).core_properties
    assert undated.created is not None and undated.created.year == 1980


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert export_official(small_speech(), Options(issued=ISSUED)) == export_official(
        small_speech(), Options(issued=ISSUED)
    )


def test_signs_that_mean_something_to_xml_come_through_and_unprintable_ones_do_not() -> None:
    draft = Speech(title="甲<乙>&丙").add(paragraph("“引进来\x07”与<走出去>&开放。")).rendered()
    document = opened_as_word(export_official(draft))
    assert by_style(document, "Title") == ["甲<乙>&丙"]
    assert by_style(document, "Body Text") == ["“引进来”与<走出去>&开放。"]


def test_the_copy_for_the_lectern_is_set_larger() -> None:
    document = opened_as_word(export_official(small_speech(), Options(profile=LECTERN)))
    size = document.styles["Title"].font.size
    assert size is not None and size.pt == 24
    assert document.styles["Body Text"].element.pPr.find(qn("w:ind")).get(qn("w:firstLine")) == "720"


def test_a_numbered_line_of_its_own_is_a_heading_of_the_third_level() -> None:
    speech = Speech().add(
        paragraph("1.抓实运行调度"), paragraph("2.稳住产能。多措并举。"), heading="（一）工业", run_in=False
    )
    document = opened_as_word(export_official(speech.rendered(), Options(contents=True)))
    assert by_style(document, "Heading 3") == ["1.抓实运行调度"]
    assert by_style(document, "toc 3") == ["1.抓实运行调度"]
