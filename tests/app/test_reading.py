import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_pages.drafts.text_html import (
    asked,
    draft_html,
    legend_html,
    section_html,
    sources,
)
from drafting.model import By, RenderedSection, Role
from figures.slots import CalendarSlot, CalendarUnit, EntryKind, EntrySlot, TermSlot
from tests.app.rendered import FIGURE, draft, filled, mark, open_slot, paragraph, section


def words(html: str) -> str:
    """What a reader sees of some HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_number_from_a_table_is_green_and_tells_its_cell_and_verifier_on_hover() -> None:
    html = section_html(section(paragraph("生产总值增长5.2%。", filled(0, 4, "增长5.2%"))))
    title = unescape(re.search(r'class="n figure" title="([^"]*)">增长5.2%</span>', html)[1])  # type: ignore[index]
    assert title.splitlines() == [
        "地区生产总值 · 同比 · 2026年上半年 · 岚江市",
        "数值：5.2%，已核实（李慧，2026-07-14）",
        "来源：主要指标.xlsx · Sheet1!C4",
    ]


def test_an_open_slot_is_shown_as_a_flagged_asterisk_with_its_reason() -> None:
    html = section_html(section(paragraph("增长*。", open_slot(0, 2, "两张表数值不同。"))))
    assert 'class="n nothing"' in html
    assert "待核：两张表数值不同。" in html
    assert ">*<sup>待核</sup></span>" in html


def test_what_is_open_in_a_title_is_flagged_and_can_be_pressed_as_any_other() -> None:
    titled = (open_slot(-1, 4), open_slot(-2, 5))
    one = section(paragraph("平"), part="一、增长*", heading="（一）工业*", titled=titled, parted=1)
    html = draft_html(draft(one), [0])
    assert html.count('data-do="slot:0:-1"') == html.count('data-do="slot:0:-2"') == 1
    assert words(html).startswith("在会上的讲话市长同志们：一、增长*待核（一）工业*待核平")


@pytest.mark.parametrize("by", [By.FORMULA, By.CALENDAR, By.ENTRY])
def test_every_way_of_filling_has_a_colour_of_its_own(by: By) -> None:
    assert f'class="n {by.value}"' in section_html(section(paragraph("2026年", filled(0, 0, "2026年", by))))
    assert f'class="n {by.value}"' in legend_html()


def test_a_formula_tells_each_of_its_inputs() -> None:
    lines = sources(filled(0, 0, "0.3", By.FORMULA, formula="5.2% − 4.9%", inputs=(FIGURE,)))
    assert lines[0] == "推算：5.2% − 4.9%"
    assert "主要指标.xlsx · Sheet1!C4" in lines[1]


def test_an_entry_tells_who_gave_it() -> None:
    slot = filled(0, 0, "12个", By.ENTRY, note="填报：张伟；来源：市工信局来函")
    assert sources(slot) == ["填报：张伟；来源：市工信局来函"]


@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_open_slot_without_words_is_seen_all_the_same(at: int) -> None:
    html = section_html(section(paragraph("本市平稳", replace(open_slot(0, at), end=at)), heading=""))
    assert words(html) == f"{'本市平稳'[:at]}待核{'本市平稳'[at:]}"


def test_a_slot_says_what_it_asks_for() -> None:
    assert asked(filled(0, 0, "5.2%")) == "地区生产总值 · 同比 · 2026年上半年 · 岚江市"
    year = CalendarSlot(CalendarUnit.YEAR, 0, "#年")
    name = EntrySlot(EntryKind.NAME, "#")
    assert asked(replace(open_slot(0, 0), slot=year)) == "讲话日期（年）"
    assert asked(replace(open_slot(0, 0), slot=name)) == "填报（名称）"
    assert asked(replace(open_slot(0, 0), slot=TermSlot("500万元以上"))) == "指标名称中的数字（500万元以上）"


def test_what_comes_from_documents_cannot_become_markup() -> None:
    evil = '<img src=x onerror="alert(1)">&amp;'
    html = draft_html(
        draft(
            section(
                paragraph(evil, lead=4, marks=(mark(0, 5, evil),)),
                paragraph("*", open_slot(0, 0, evil)),
                part=evil,
                heading=evil,
            )
        ),
        [0],
    )
    assert "<img" not in html
    assert not re.search(r'title="[^"]*"[^>]*alert', html)
    assert words(html).count(evil) == 3


def test_marks_may_cross_numbers_and_both_stay_visible() -> None:
    text = "全市增长5.2%以上"
    html = section_html(section(paragraph(text, filled(0, 2, "增长5.2%"), marks=(mark(0, 4),)), heading=""))
    assert words(html) == text
    assert html.count('class="mark"') == 2
    assert html.count('class="n figure"') == 2
    assert "往年事项：去年的会议" in html


def test_a_heading_that_runs_in_shares_the_line_of_its_first_paragraph() -> None:
    run_in = section_html(section(paragraph("工业向好。"), run_in=True))
    apart = section_html(section(paragraph("工业向好。")))
    assert run_in.count("<p>") == 1
    assert apart.count("<p>") == 2


def test_the_lead_of_a_paragraph_stands_out() -> None:
    assert '<span class="lead">农业稳。</span>增产' in section_html(section(paragraph("农业稳。增产", lead=4)))


def sections_of_two_parts() -> list[RenderedSection]:
    return [
        section(paragraph("开头"), part="", heading="", role=Role.PREAMBLE),
        section(paragraph("甲"), heading="（一）甲节"),
        section(paragraph("乙"), heading="（二）乙节"),
        section(paragraph("丙"), part="二、任务", heading="（一）丙节"),
    ]


def test_a_whole_draft_has_its_title_block_and_each_part_heading_once() -> None:
    shown = words(draft_html(draft(*sections_of_two_parts()), range(4)))
    assert shown == "在会上的讲话市长同志们：开头一、形势（一）甲节甲（二）乙节乙二、任务（一）丙节丙"


def test_one_section_is_shown_under_the_heading_of_its_part() -> None:
    assert words(draft_html(draft(*sections_of_two_parts()), [2])) == "一、形势（二）乙节乙"


def test_a_section_that_follows_one_of_its_part_does_not_tell_the_part_again() -> None:
    assert words(draft_html(draft(*sections_of_two_parts()), [2], after="一、形势")) == "（二）乙节乙"


def test_a_number_and_a_section_tell_what_was_pressed() -> None:
    html = section_html(replace(section(paragraph("增长5.2%。", filled(3, 0, "增长5.2%"))), key=12))
    assert 'data-do="slot:12:3"' in html
    assert 'data-twice="section:12"' in html


@given(
    text=st.text(min_size=1, max_size=30),
    cuts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    lead=st.integers(0, 30),
)
def test_no_character_is_lost_or_added_wherever_marks_lie(text: str, cuts: list[tuple[int, int]], lead: int) -> None:
    size = len(text)
    marks = tuple(mark(min(a, b, size), min(max(a, b), size)) for a, b in cuts)
    html = section_html(section(paragraph(text, lead=min(lead, size), marks=marks), heading=""))
    assert words(html) == text
