"""A stored document on the screen: its outline as places, its text with a span shown."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app_pages.documents.places import place_of, places
from app_pages.documents.told_text import text_html
from corpus.model import Paragraph, Span
from corpus.outline import parse_speech

TEXT = """岚江市政府工作报告
各位代表：
现在报告工作。
一、去年工作回顾
全市经济稳中有进。
二、今年工作安排
预期目标是：地区生产总值增长6%左右。
（一）做强工业。新增规上企业30家。
（二）做优农业。粮食产量稳定在70万吨以上。
"""
SPEECH = parse_speech(TEXT)


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def span_of(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


def test_the_outline_is_a_list_of_places() -> None:
    assert [(place.title, place.level) for place in places(SPEECH) if place.level < 2] == [
        ("开头", 0),
        ("一、去年工作回顾", 0),
        ("二、今年工作安排", 0),
        ("（一）做强工业", 1),
        ("（二）做优农业", 1),
    ]


def test_a_span_is_opened_in_the_smallest_place_above_a_paragraph() -> None:
    found = places(SPEECH)
    assert found[place_of(found, span_of("6%左右"))].title == "二、今年工作安排"
    assert found[place_of(found, span_of("70万吨以上"))].title == "（二）做优农业"
    assert place_of(found, Span(0, 2)) == 0


def test_a_span_is_marked_once_and_where_it_begins_can_be_scrolled_to() -> None:
    paragraph = Paragraph(Span(0, 10), lead=Span(0, 4))
    html = text_html("农业<b>稳。增产了", [paragraph], Span(2, 8))
    assert html.count('id="shown-span"') == 1
    assert "<b>" not in html
    assert [unescape(piece) for piece in re.findall(r"<mark[^>]*>(.*?)</mark>", html)] == ["<b", ">稳。增"]


@given(
    text=st.text(min_size=1, max_size=30),
    shown=st.tuples(st.integers(0, 30), st.integers(0, 30)),
    lead=st.integers(0, 30),
)
def test_no_character_is_lost_or_added_wherever_a_span_lies(text: str, shown: tuple[int, int], lead: int) -> None:
    size = len(text)
    paragraph = Paragraph(Span(0, size), Span(0, min(lead, size)) if lead else None)
    assert words(text_html(text, [paragraph], Span(min(shown), max(shown)))) == text
