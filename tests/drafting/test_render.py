"""Rendering: every numeral on a page stands in a slot, marks and leads stay where they belong."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model import (
    By,
    DraftParagraph,
    DraftSection,
    Entry,
    EntryState,
    Mark,
    MarkKind,
    RenderedParagraph,
    Role,
    State,
)
from drafting.rendering.render import Renderer
from drafting.reuse.compose import Composer
from figures.figure import Figure, Status
from figures.numerals import find_numerals
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import Piece, Text, parse_pieces, write_pieces
from tests.drafting.workspace import H1
from tests.figures.told import CATALOGUE, figure, snapshot
from tests.sample_book import CITY, sample

GDP = "地区生产总值|同比|2026H1"
TOLD = (
    figure(GDP, "5.3"),
    figure("第一产业增加值|同比|2026H1", "-1.2"),
    figure("第二产业增加值|同比|2026H1", "0"),
    figure("固定资产投资|同比|2026H1", "4.5", status=Status.PENDING),
    figure("地区生产总值|百分点差|2026H1||全国", "0.3", "个百分点"),
    figure("地区生产总值|百分点差|2026H1||全省", "0", "个百分点"),
    figure("城镇新增就业|总量|2026H1", "17000", "人"),
    figure("城镇登记失业率|总量|2026H1", "2.4"),
    figure("城镇登记失业率|总量|2025H1", "2.6"),
    figure("居民消费价格指数|同比|2026H1", "0.4"),
    figure("房地产开发投资|增速变化|2026H1||一季度", "0.5", "个百分点"),
    figure("房地产开发投资|同比|2026H1", "-9.1"),
)


def pieces(source: str) -> tuple[Piece, ...]:
    return parse_pieces(source, period=H1, region=CITY)


def renderer(figures: tuple[Figure, ...] = TOLD, entries: Mapping[int, Entry] | None = None) -> Renderer:
    return Renderer(Resolver(snapshot(figures), CATALOGUE), CATALOGUE, H1, entries or {})


def shown(source: str, *, entries: Mapping[int, Entry] | None = None) -> RenderedParagraph:
    section = DraftSection(Role.SECTION, (), "（一）", (), False, (DraftParagraph(pieces(source)),))
    return renderer(entries=entries).section(section).paragraphs[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("全市{{地区生产总值|同比}}。", "全市增长5.3%。"),
        ("全市{{地区生产总值|同比||||增长#%}}。", "全市增长5.3%。"),
        ("一产{{第一产业增加值|同比||||增长#%}}。", "一产下降1.2%。"),
        ("二产{{第二产业增加值|同比||||增长#%}}。", "二产与上年同期持平。"),
        ("物价{{居民消费价格指数|同比||||下降#%}}。", "物价上涨0.4%。"),
        ("就业{{城镇新增就业|总量||||#万人}}。", "就业1.7万人。"),
        ("投资{{固定资产投资|同比||||增长#%}}。", "投资增长*%。"),
        ("外贸{{货物进出口总额|同比||||增长#%}}。", "外贸增长*%。"),
        ("就业{{城镇新增就业|总量||||#亿元}}。", "就业*亿元。"),
        ("全市下降{{地区生产总值|同比||||#%}}。", "全市下降*%。"),
        ("降幅{{房地产开发投资|增速变化|||一季度|比一季度扩大#个百分点}}。", "降幅比一季度收窄0.5个百分点。"),
        ("房地产开发投资实现{{房地产开发投资|同比||||#%}}的正增长。", "房地产开发投资实现*%的正增长。"),
        ("房地产开发投资{{房地产开发投资|同比||||上涨#%}}。", "房地产开发投资上涨*%。"),
        (
            "比全国、全省{{地区生产总值|百分点差|||全国|分别高#(个百分点)}}、{{地区生产总值|百分点差|||全省|(高)#个百分点}}。",
            "比全国、全省分别高0.3个百分点、持平。",
        ),
        (
            "一产、全市分别{{第一产业增加值|同比||||增长#(%)}}、{{地区生产总值|同比||||(增长)#%}}。",
            "一产、全市分别下降1.2、增长5.3%。",
        ),
        (
            "{{日历|年|0|#年}}{{日历|期间|0|#}}，{{日历|起止月|0|#月}}，{{日历|止月|0|#月末}}",
            "2026年上半年，1—6月，6月末",
        ),
        ("{{名称|500万元以上}}项目投资", "500万元以上项目投资"),
        ("增长{{名称|500}}%", "增长*%"),
    ],
)
def test_a_slot_reads_as_its_figure_or_stays_open(source: str, text: str) -> None:
    assert shown(source).text == text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{固定资产投资|同比}}", "待核实"),
        ("{{货物进出口总额|同比}}", "没有"),
        ("{{城镇新增就业|总量||||#亿元}}", "表中单位是“人”，文中写的是“亿元”"),
        ("下降{{地区生产总值|同比||||#%}}", "方向相反"),
        ("萎缩了{{地区生产总值|同比||||萎缩#%}}", "增减"),
        ("{{填报|名称||#}}", "名称需由人填写"),
        ("{{填报|日期||#月底|10月底}}", "往年原文：10月底"),
        ("{{名称|500}}", "前后文"),
    ],
)
def test_an_open_slot_says_why_in_a_sentence(source: str, reason: str) -> None:
    (slot,) = shown(source).slots
    assert slot.state is State.OPEN and slot.by is By.NOTHING and "*" in slot.text
    assert slot.reason is not None and reason in slot.reason and slot.reason.endswith("。")
    assert slot.figure is None and slot.formula is None


def test_an_attested_entry_shows_its_value_and_who_vouches_for_it() -> None:
    entries = {7: Entry(7, "第六", "王五", "组委会通知", "今年届次", EntryState.VALID)}
    (slot,) = shown("办好{{填报|计数|7|第#|第五}}届大会", entries=entries).slots
    assert (slot.text, slot.by, slot.state) == ("第六", By.ENTRY, State.FILLED)
    assert slot.note == "填报：王五；来源：组委会通知；今年届次"
    assert shown("办好{{填报|计数|8|第#}}届大会", entries=entries).slots[0].state is State.OPEN


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("一产{{第一产业增加值|同比||||增长#%}}。", "下降1.2%"),
        ("二产{{第二产业增加值|同比||||增长#%}}。", "与上年同期持平"),
        ("全市、一产分别{{地区生产总值|同比||||增长#%}}、{{第一产业增加值|同比||||(增长)#%}}。", "下降1.2%"),
        ("失业率{{城镇登记失业率|总量||||上升到#%}}。", "上升到2.4%"),
        ("就业{{城镇新增就业|总量||||增加到#人}}。", "增加到17000人"),
    ],
)
def test_a_number_that_turned_is_marked(source: str, marked: str) -> None:
    paragraph = shown(source)
    assert [(paragraph.text[mark.start : mark.end], mark.kind) for mark in paragraph.marks] == [
        (marked, MarkKind.DIRECTION)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "全市{{地区生产总值|同比||||增长#%}}。",
        "物价{{居民消费价格指数|同比||||增长#%}}。",
        "失业率{{城镇登记失业率|总量||||下降到#%}}。",
        "投资{{固定资产投资|同比||||增长#%}}。",
    ],
)
def test_a_number_that_did_not_turn_is_not_marked(source: str) -> None:
    assert shown(source).marks == ()


SOURCES = st.lists(
    st.sampled_from(
        [
            *("全市经济稳中有进，", "要抓好落实。", "、", "和", "项目投资"),
            *(
                "{{地区生产总值|同比}}",
                "{{第一产业增加值|同比||||(增长)#%}}",
                "{{固定资产投资|同比||||增长#%}}",
                "{{名称|500万元以上}}",
            ),
            *(
                "{{日历|年|0|#年}}",
                "{{填报|日期||#月底|10月底}}",
                "{{城镇新增就业|总量||||#(万人)}}",
                "{{地区生产总值|位次}}",
            ),
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(SOURCES, st.data())
def test_slots_marks_and_leads_stand_right_whatever_stands_around_them(parts: list[str], data: st.DataObject) -> None:
    written = pieces("".join(parts))
    source = write_pieces(written)
    cuts = [0]
    for piece in written:
        cuts.append(cuts[-1] + len(write_pieces([piece])))
    start, end = sorted(data.draw(st.tuples(st.sampled_from(cuts), st.sampled_from(cuts))))
    lead = data.draw(st.sampled_from(cuts))
    paragraph = DraftParagraph(written, lead, (Mark(start, end, MarkKind.DATED, "注意"),))
    section = DraftSection(Role.SECTION, (), "", (), False, (paragraph,))
    read = renderer().section(section).paragraphs[0]
    assert [read.text[slot.start : slot.end] for slot in read.slots] == [slot.text for slot in read.slots]
    assert [slot.number for slot in read.slots] == list(range(len(read.slots)))
    alone = [renderer().section(DraftSection(Role.SECTION, (), "", (), False, (DraftParagraph(part),)))
             for part in (pieces(source[:lead]), pieces(source[:start]), pieces(source[:end]))]  # fmt: skip
    heads = [item.paragraphs[0].text for item in alone]
    if "500万元以上" not in source and "(" not in source:  # those read otherwise when what follows them is cut off
        assert (read.lead, read.marks[0].start, read.marks[0].end) == tuple(map(len, heads))
        assert all(read.text.startswith(head) for head in heads)


def test_words_in_the_middle_of_a_text_are_marked_to_the_character() -> None:
    written = pieces("全市{{地区生产总值|同比}}，刚才通报了。{{第一产业增加值|同比}}")
    at = write_pieces(written).index("刚才")
    paragraph = DraftParagraph(written, 0, (Mark(at, at + 6, MarkKind.EVENT, "议程"),))
    read = renderer().section(DraftSection(Role.SECTION, (), "", (), False, (paragraph,))).paragraphs[0]
    assert read.text[read.marks[0].start : read.marks[0].end] == "刚才通报了。"


@pytest.mark.parametrize("period", ["2023H1", "2024H1", "2025H1", "2026H1", "2026Q1", "2025Q1"])
@pytest.mark.parametrize("at", range(4))
def test_every_numeral_of_a_rendered_draft_stands_in_a_slot(at: int, period: str) -> None:
    known, months = sample(), Period.parse(period)
    composer = Composer(known.speeches[at], months, CITY, lambda title, part: None)
    reader = Renderer(Resolver(known.snapshot, known.catalogue), known.catalogue, months, {})
    filled = 0
    for step in composer.steps(None):
        for paragraph in reader.section(step.write()).paragraphs:
            covered = {place for slot in paragraph.slots for place in range(slot.start, slot.end)}
            for numeral in find_numerals(paragraph.text):
                assert covered.issuperset(range(numeral.start, numeral.end)), (numeral.text, paragraph.text)
            filled += sum(slot.by in (By.FIGURE, By.FORMULA) for slot in paragraph.slots)
            for slot in paragraph.slots:
                assert (slot.state is State.OPEN) == ("*" in slot.text) == (slot.reason is not None)
                assert (slot.by is By.FIGURE) == (slot.figure is not None)
                assert (slot.by is By.FORMULA) == (slot.formula is not None and bool(slot.inputs))
    assert filled >= 100


@pytest.mark.parametrize("at", range(4))
def test_a_speech_written_for_its_own_period_reads_as_it_did(at: int) -> None:
    """The strongest test of all: every verb, number and unit comes back out of the tables."""
    past = sample().speeches[at]
    assert past.period is not None
    composer = Composer(past, past.period, CITY, lambda title, part: None)
    reader = Renderer(Resolver(sample().snapshot, sample().catalogue), sample().catalogue, past.period, {})
    for step in composer.steps(None):
        section = step.write()
        for draft, read in zip(section.paragraphs, reader.section(section).paragraphs, strict=True):
            assert draft.origin is not None
            original = past.speech.text[draft.origin.start : draft.origin.end]
            texts = iter(read.slots)
            pattern = "".join(
                re.escape(piece.words) if isinstance(piece, Text) else _seen(next(texts).text) for piece in draft.pieces
            )
            assert re.fullmatch(pattern, original), (pattern, original)
            assert not [mark for mark in read.marks if mark.kind is MarkKind.DIRECTION]


def _seen(text: str) -> str:
    """What the past text may show there: the same, but for zeros that a cell does not keep and for what is open."""
    return re.sub(r"(\d+)(\\\.\d+)?", _number, re.escape(text)).replace(r"\*", r".{1,12}?")


def _number(found: re.Match[str]) -> str:
    return found[0] + ("0*" if found[2] else r"(?:\.0+)?")
