"""Editing a section as text: what is not changed stays the same, to the mark."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.edit import edited_section, replace_slot, section_source
from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, Role
from drafting.reuse.compose import Composer
from errors import InputError
from figures.slots import EntryKind, EntrySlot, Text, parse_pieces, write_pieces
from tests.drafting.workspace import H1
from tests.figures.test_numerals import DISGUISES
from tests.sample_book import CITY, sample


def edit(section: DraftSection, source: str) -> DraftSection:
    return edited_section(section, source, H1, CITY)


def sections(at: int = 3) -> list[DraftSection]:
    return [step.write() for step in Composer(sample().speeches[at], H1, CITY, lambda title, part: None).steps(None)]


SECTION = sections()[4]


@pytest.mark.parametrize("at", range(4))
def test_a_section_that_comes_back_as_it_went_is_unchanged(at: int) -> None:
    for section in sections(at):
        assert edit(section, section_source(section)) == section


@given(st.sampled_from(DISGUISES), st.integers(0, 400))
def test_a_numeral_typed_outside_a_slot_is_refused_wherever_it_stands(disguise: str, at: int) -> None:
    source = section_source(SECTION)
    gaps = [place for place in range(len(source)) if source.count("{{", 0, place) == source.count("}}", 0, place)]
    place = gaps[at % len(gaps)]
    with pytest.raises(InputError):
        edit(SECTION, f"{source[:place]}，达{disguise}；{source[place:]}")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "  \n ",
        "增长{{地区生产总值|涨跌}}",
        "增长{{地区生产总值",
        "增长}}",
        "{{}}",
        "**增长{{地区生产总值|同比|2026H7}}**",
    ],
)
def test_a_broken_text_is_refused_in_a_sentence(source: str) -> None:
    with pytest.raises(InputError) as refused:
        edit(SECTION, source)
    assert refused.value.sentence.endswith("。")


def test_an_added_paragraph_has_no_marks_and_the_others_keep_theirs() -> None:
    edited = edit(SECTION, section_source(SECTION) + "\n要抓好落实。")
    assert edited.paragraphs[:-1] == SECTION.paragraphs
    assert edited.paragraphs[-1] == DraftParagraph((Text("要抓好落实。"),))


def test_a_mark_stays_with_its_words_and_goes_when_they_change() -> None:
    pieces = parse_pieces("经济平稳。刚才通报了情况。{{地区生产总值|同比}}，再接再厉。", period=H1)
    mark = Mark(5, 13, MarkKind.EVENT, "议程")
    section = DraftSection(Role.SECTION, (), "（一）", (), False, (DraftParagraph(pieces, 0, (mark,)),))
    source = section_source(section)
    (moved,) = edit(section, source.replace("经济平稳。", "经济总体平稳。")).paragraphs[0].marks
    assert (moved.start, moved.end, moved.note) == (7, 15, "议程")
    assert edit(section, source.replace("刚才", "今天")).paragraphs[0].marks == ()


def test_the_lead_stands_between_stars() -> None:
    edited = edit(SECTION, "**抓{{地区生产总值|同比}}。**要落实。\n无段首句。")
    first, second = edited.paragraphs
    assert write_pieces(first.pieces)[: first.lead].endswith("。") and second.lead == 0
    assert section_source(edited).startswith("**抓{{地区生产总值|同比|2026H1|岚江市}}。**要落实。")


def test_a_slot_that_is_replaced_moves_what_stands_behind_it() -> None:
    source = "**抓{{地区生产总值|同比}}。**要{{固定资产投资|同比}}落实，刚才讲了。"
    section = edit(SECTION, source)
    written = write_pieces(section.paragraphs[0].pieces)
    at = written.index("刚才")
    paragraph = replace(section.paragraphs[0], marks=(Mark(at, at + 2, MarkKind.EVENT, ""),))
    marked = replace(section, paragraphs=(paragraph,))
    for number in (0, 1):
        after = replace_slot(marked, number, EntrySlot(EntryKind.OTHER, "#", 12345)).paragraphs[0]
        now = write_pieces(after.pieces)
        assert now[after.marks[0].start : after.marks[0].end] == "刚才"
        assert now[: after.lead].endswith("。") and "落实" not in now[: after.lead]
        assert "{{填报|其他|12345|#}}" in now
