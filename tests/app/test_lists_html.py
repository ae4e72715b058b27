import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

from app_pages.drafts.contents import contents
from app_pages.drafts.lists_html import (
    changes_html,
    figures_html,
    findings_html,
    marks_html,
    number_html,
    numbers_html,
    open_html,
    outline_html,
    past_html,
)
from app_pages.drafts.text_html import slots_of
from corpus.model import Span
from desk import FRONT
from drafting.beside.findings import Proof
from drafting.beside.past import PastPassage, PastSentence
from drafting.editing.model import OutlineEntry, Working
from drafting.model import Role, Standing
from drafting.stored.filling import Change
from tests.app.rendered import draft, filled, mark, open_slot, paragraph, section

EVIL = '<img src=x onerror="alert(1)">'


def told(html: str) -> list[str]:
    """What the places of some HTML tell when they are pressed."""
    return [unescape(found) for found in re.findall(r'data-do="([^"]*)"', html)]


def outlined(key: int, *, done: bool = False, person: str = "") -> OutlineEntry:
    """What is known of a section in the outline."""
    return OutlineEntry(
        key, "（一）工业", "工业", Role.SECTION, 0, "一、形势", "形势", 1, Standing.WRITTEN, done, person
    )


def line(html: str, key: int) -> str:
    """The line of one section in the contents."""
    found = re.search(rf'<li[^>]*><button[^>]*data-do="section-{key}".*?</li>', html)
    assert found is not None
    return found[0]


def test_the_outline_tells_at_a_glance_what_is_open_done_and_whose() -> None:
    made = draft(
        section(paragraph("*", open_slot(0, 0)), heading="（一）工业"), section(paragraph("好"), heading="（二）农业")
    )
    at = datetime(2026, 7, 14, 2, 32, tzinfo=UTC)
    working = {1: (Working("李慧", "好", 1, at, at, 1), Working("王敏", "好", 1, at, at, 1))}
    known = {0: outlined(0, person="赵强"), 1: outlined(1, done=True)}
    html = outline_html(contents(made).values(), known, working, "李慧")
    assert ">1</b>" in line(html, 0)
    assert "赵强" in line(html, 0)
    assert "✓" not in line(html, 0)
    assert "✓" in line(html, 1)
    assert "您有未保存的修改（7月14日 10:32）" in line(html, 1)
    assert "✎王敏" in line(html, 1)
    assert "✎李慧" not in line(html, 1)


def test_the_list_of_numbers_gives_words_question_and_source_and_each_can_be_pressed() -> None:
    html = numbers_html([filled(0, 0, "增长5.2%"), open_slot(1, 9)], 4)
    assert html.count("<li>") == 2
    assert "地区生产总值 · 同比 · 2026年上半年 · 岚江市" in html
    assert "待核：没有核实的数据。" in html
    assert told(html) == ["slot:4:0", "slot:4:1"]


def test_what_is_open_stands_under_the_heading_of_its_section() -> None:
    one = section(paragraph("*", open_slot(0, 0)), heading="（一）工业")
    full = section(paragraph("5.2%", filled(0, 0, "5.2%")), heading="（二）农业")
    html = open_html([("（一）工业", 3, slots_of(one)), ("（二）农业", 4, slots_of(full))])
    assert "（一）工业" in html
    assert "（二）农业" not in html
    assert told(html) == ["slot:3:0"]


def test_one_number_tells_its_cell_and_who_verified_it() -> None:
    html = number_html(filled(0, 0, "增长5.2%"))
    assert "来源：主要指标.xlsx · Sheet1!C4" in html
    assert "已核实（李慧，2026-07-14）" in html


def test_a_figure_is_put_in_as_its_slot_and_only_where_there_is_a_place_for_it() -> None:
    slot = filled(0, 0, "增长5.2%")
    assert told(figures_html([slot], placeable=True)) == [f"put:{slot.slot}"]
    assert told(figures_html([slot], placeable=False)) == []


def test_a_change_tells_what_became_what_and_opens_its_section() -> None:
    slot = filled(0, 4, "增长5.2%")
    change = Change(3, slot, "下降1.1%", "生产总值增长5.2%。")
    html = changes_html([("（一）工业", change), (EVIL, replace(change, section=FRONT))], openable=True)
    assert told(html) == ["open:3"]
    assert "<td>下降1.1%</td>" in html and "生产总值<b>增长5.2%</b>。" in html
    assert "主要指标.xlsx · Sheet1!C4" in html and "<img" not in html
    assert told(changes_html([("（一）工业", change)], openable=False)) == []


def test_a_past_sentence_is_taken_by_its_span() -> None:
    sentence = PastSentence(Span(10, 20), "工业增长6.9%。")
    passage = PastPassage(3, "a.docx", "讲话", "工业", Span(5, 40), (sentence,), True)
    assert told(past_html(passage, takeable=True)) == ["take:3:10:20"]
    assert told(past_html(passage, takeable=False)) == []


def test_what_comes_from_documents_cannot_become_markup() -> None:
    slot = open_slot(0, 0, EVIL)
    passage = PastPassage(3, EVIL, EVIL, EVIL, Span(0, 9), (PastSentence(Span(0, 9), EVIL),), False)
    marked = section(paragraph(EVIL, marks=(mark(0, 5, EVIL),)))
    made = (
        numbers_html([slot], 1),
        number_html(slot),
        open_html([(EVIL, 1, [slot])]),
        figures_html([slot], placeable=True),
        past_html(passage, takeable=True),
        marks_html(marked),
        findings_html([Proof(1, EVIL, EVIL, EVIL)]),
    )
    assert all("<img" not in html and 'onerror="' not in html for html in made)
