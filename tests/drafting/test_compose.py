"""Composing: the past speech's own outline, or the one a person asks for."""

import pytest

from corpus.model import Section
from drafting.model import DraftSection, MarkKind, Role
from drafting.reuse.compose import Composer, FindPast, Heading, outline_of
from drafting.reuse.writer import Past
from errors import InputError
from figures.slots import CalendarSlot, Piece, Text, write_pieces
from tests.drafting.workspace import EARLIER, H1, SPEECH
from tests.sample_book import CITY, past_of, sample


def read(text: str, name: str = "岚江市2025年上半年经济工作讲话.txt") -> Past:
    return past_of(name, text, sample().recogniser)[1]


PAST = read(SPEECH)
OLDER = read(EARLIER, "岚江市2024年上半年经济工作讲话.txt")


def nothing(title: str, part: str) -> None:
    return None


def compose(outline: list[Heading] | None, find: FindPast = nothing, past: Past = PAST) -> list[DraftSection]:
    return [step.write() for step in Composer(past, H1, CITY, find).steps(outline)]


def words(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.words for piece in pieces if isinstance(piece, Text))


def headings(found: list[DraftSection]) -> list[str]:
    return [section.number + words(section.heading) for section in found if section.role is Role.SECTION]


def body(section: DraftSection) -> str:
    return "\n".join(write_pieces(paragraph.pieces) for paragraph in section.paragraphs)


def test_the_own_outline_keeps_every_place_in_its_order() -> None:
    found = compose(None)
    assert [section.role for section in found] == [
        *(Role.PREAMBLE, Role.INTRO, Role.SECTION, Role.SECTION),
        *(Role.INTRO, Role.SECTION, Role.SECTION, Role.CLOSING),
    ]
    assert headings(found) == [
        "（一）主要指标稳步回升",
        "（二）项目建设压茬推进",
        "（一）稳住工业运行",
        "（二）扩大对外开放",
    ]
    assert [words(section.part) for section in found if section.part][::3] == [
        "一、上半年经济运行稳中有进",
        "二、下半年重点工作",
    ]


def test_steps_are_named_for_whoever_waits() -> None:
    names = [step.name for step in Composer(PAST, H1, CITY, nothing).steps(None)]
    assert names[0] == "开头" and names[2] == "（一）主要指标稳步回升" and names[-1] == "结尾"


def test_title_byline_and_salutation_come_along_with_the_year_moved() -> None:
    composer = Composer(PAST, H1, CITY, nothing)
    assert words(composer.title()) == "在上半年全市经济运行分析会上的讲话"
    assert [piece.offset for piece in composer.title() if isinstance(piece, CalendarSlot)] == [0]
    assert composer.salutation() == "同志们：" and "林予安" in words(composer.byline())


def test_an_outline_as_it_was_gives_the_speech_as_it_was() -> None:
    own, asked = compose(None), compose(list(outline_of(PAST)))
    assert [(section.part, section.number, section.heading) for section in own] == [
        (section.part, section.number, section.heading) for section in asked
    ]
    assert [body(section) for section in own] == [body(section) for section in asked]


OUTLINE = [
    Heading(1, "一、上半年经济运行稳中有进"),
    Heading(2, "（一）项目建设压茬推进"),
    Heading(2, "主要指标稳步回升"),
    Heading(1, "下半年重点工作"),
    Heading(2, "稳住工业运行"),
]


def test_a_moved_section_is_numbered_anew_and_a_removed_one_is_gone() -> None:
    found = compose(OUTLINE)
    assert headings(found) == ["（一）项目建设压茬推进", "（二）主要指标稳步回升", "（一）稳住工业运行"]
    assert "滨江快速路" in body(found[2]) and "岚商大会" not in "".join(map(body, found))


def test_a_new_heading_takes_the_section_that_is_found_for_it() -> None:
    asked: list[tuple[str, str]] = []

    def find(title: str, part: str) -> tuple[Past, Section]:
        asked.append((title, part))
        section = next(
            section for _, section in OLDER.speech.sections() if "粮食" in section.heading.of(OLDER.speech.text)
        )
        return OLDER, section

    found = compose([*OUTLINE, Heading(2, "守牢粮食安全底线")], find)
    grain = next(section for section in found if words(section.heading) == "守牢粮食安全底线")
    assert asked == [("守牢粮食安全底线", "下半年重点工作")]
    assert grain.number == "（二）" and "耕地红线" in body(grain) and "{{目标:粮食产量|总量|2026" in body(grain)
    assert grain.paragraphs[0].origin is not None and grain.paragraphs[0].origin.document == OLDER.document


def test_a_heading_with_no_match_anywhere_is_left_to_a_person() -> None:
    found = compose([*OUTLINE, Heading(2, "发展低空经济")])
    new = next(section for section in found if words(section.heading) == "发展低空经济")
    (paragraph,) = new.paragraphs
    assert "请在此起草" in write_pieces(paragraph.pieces) and [mark.kind for mark in paragraph.marks] == [
        MarkKind.CLAIM
    ]


def test_a_renamed_part_follows_the_past_part_it_is_likest() -> None:
    renamed = [Heading(1, "上半年经济运行总体平稳"), *OUTLINE[1:3], Heading(1, "全力抓好下半年重点工作"), OUTLINE[4]]
    found = compose(renamed)
    assert words(found[1].part) == "一、上半年经济运行总体平稳" and "稳住了阵脚" in body(found[1])
    assert "如期实现" in body(next(section for section in found if "二、全力抓好" in words(section.part)))


def test_a_heading_may_name_the_year() -> None:
    found = compose([Heading(1, "2026年工作"), Heading(2, "稳住工业运行")])
    assert [piece for piece in found[1].part if isinstance(piece, CalendarSlot)]


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        ([], "空的"),
        ([Heading(2, "稳住工业运行")], "第一行"),
        ([Heading(1, "工作"), Heading(2, "  ")], "空标题"),
        ([Heading(1, "工作"), Heading(2, "办好十件实事")], "没有来源"),
        ([Heading(1, "增长5%以上")], "没有来源"),
    ],
)
def test_an_outline_that_cannot_be_followed_is_refused(outline: list[Heading], told: str) -> None:
    with pytest.raises(InputError, match=told):
        compose(outline)


def test_a_speech_of_many_parts_is_numbered_on() -> None:
    outline = [heading for at in range(12) for heading in (Heading(1, "工作" + "甲乙丙丁戊己庚辛壬癸子丑"[at]),)]
    parts = [words(section.part) for section in compose(outline) if section.part]
    assert parts[9].startswith("十、") and parts[10].startswith("十一、") and parts[11].startswith("十二、")


def test_a_document_without_paragraphs_cannot_be_followed() -> None:
    with pytest.raises(InputError, match="没有可以沿用"):
        Composer(read(" "), H1, CITY, nothing).steps(None)
