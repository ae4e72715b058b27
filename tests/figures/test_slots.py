"""Text and Slot: no way to write a number but to place it, and the plain-text form that loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import InputError
from figures.figure import FigureKind, FigureRef
from figures.measure import Measure
from figures.numerals import find_numerals
from figures.period import Period
from figures.slots import (
    CalendarSlot,
    CalendarUnit,
    EntryKind,
    EntrySlot,
    FigureSlot,
    Piece,
    TermSlot,
    Text,
    parse_pieces,
    parse_slot,
    write_pieces,
)
from tests.figures.test_numerals import DISGUISES, FIXED

H1 = Period.parse("2026H1")
GDP = FigureRef("地区生产总值", Measure.YOY, H1, "岚江市")
hidden = st.sampled_from(DISGUISES)
plain = st.text(st.sampled_from("全市经济稳中有进，我们要落实；。“”（）、 \n"), min_size=1, max_size=10)
names = st.sampled_from(["地区生产总值", "规上工业增加值", "非税收入", "500万元以上项目投资", "住户存款"])
regions = st.sampled_from(["全市", "岚江市", "云峤县", "全国"])
periods = st.sampled_from(["2026H1", "2025", "2026Q1", "2026M1-5", "2026-06"]).map(Period.parse)
comparators = st.sampled_from([None, "全国", "全省", "一季度", "上年同期", "前5月"])
figure_slots = st.builds(
    FigureSlot,
    st.builds(FigureRef, names, st.sampled_from(sorted(Measure)), periods, regions, comparators),
    st.sampled_from(
        ["", "增长#%", "(增长)#%", "第#位", "#万人以上", "#项(以上)", "#(亿元)", "比全国高#个百分点", " #亿元 "]
    ),
    st.sampled_from(FigureKind),
)
calendar_slots = st.one_of(
    st.builds(CalendarSlot, st.just(CalendarUnit.YEAR), st.integers(-20, 20), st.sampled_from(["#年", "#年末"])),
    st.builds(CalendarSlot, st.just(CalendarUnit.SPAN), st.just(0), st.just("#")),
    st.builds(CalendarSlot, st.just(CalendarUnit.MONTHS), st.just(0), st.just("#月")),
    st.builds(CalendarSlot, st.just(CalendarUnit.LAST_MONTH), st.just(0), st.sampled_from(["#月底", "#月末"])),
    st.builds(CalendarSlot, st.just(CalendarUnit.QUARTER), st.integers(1, 4), st.sampled_from(["#季度", "第#季度"])),
)
entry_slots = st.builds(
    EntrySlot,
    st.sampled_from([kind for kind in EntryKind if kind is not EntryKind.CHECK]),
    st.sampled_from(["#", "第#", "#月底", "#个"]),
    st.one_of(st.none(), st.integers(1, 99)),
    st.sampled_from(["", "第九", "10月底", " 5 "]),
)
check_slots = st.builds(
    EntrySlot, st.just(EntryKind.CHECK), st.sampled_from(["#", "#亿元"]), st.none(), st.just("手头没有这个数据")
)
slots = st.one_of(figure_slots, calendar_slots, entry_slots, check_slots, st.builds(TermSlot, st.just("500万元以上")))


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Piece, ...]:
    """Texts and slots in any order, texts never side by side."""
    pieces: list[Piece] = []
    for _ in range(draw(st.integers(0, 6))):
        if not pieces or not isinstance(pieces[-1], Text):
            pieces.append(draw(st.one_of(st.builds(Text, plain), slots)))
        else:
            pieces.append(draw(slots))
    return tuple(pieces)


@given(hidden, plain, plain)
def test_text_refuses_numerals_in_every_disguise(disguise: str, before: str, after: str) -> None:
    with pytest.raises(InputError, match="不能直接写数字"):
        Text(f"{before.rstrip('“（')}同比{disguise}，{after}")


def test_text_takes_fixed_wording() -> None:
    assert [Text(phrase).words for phrase in FIXED] == FIXED


@given(hidden)
def test_no_form_brings_a_number_of_its_own(disguise: str) -> None:
    for form in (f"{disguise}#", f"增长{disguise}，#%", f"#%，比{disguise}多", f"({disguise})#%"):
        for build in (
            lambda form: FigureSlot(GDP, form),
            lambda form: CalendarSlot(CalendarUnit.YEAR, 0, f"#年{form.replace('#', '')}"),
            lambda form: EntrySlot(EntryKind.OTHER, form),
        ):
            with pytest.raises(InputError):
                build(form)


@pytest.mark.parametrize("form", ["5#%", "五#", "#.5%", "#五%", "增长二#%", "#点五%", "##%", "增长#%、#%"])
def test_no_form_lets_digits_grow_on_the_number(form: str) -> None:
    with pytest.raises(InputError):
        FigureSlot(GDP, form)


@pytest.mark.parametrize("comparator", ["5.2%", "三成", "第三", "5"])
def test_no_comparator_lends_its_number_to_the_form(comparator: str) -> None:
    with pytest.raises(InputError):
        FigureSlot(FigureRef("地区生产总值", Measure.PP_DIFF, H1, "全市", comparator), f"比{comparator}高#个百分点")


@pytest.mark.parametrize(
    "inside",
    [
        *("日历|年|-2021|#%", "日历|年|-2021|#年", "日历|止月|0|#%", "日历|止月|3|#月", "日历|季度|0|#季度"),
        *(
            "日历|季度|5|#季度",
            "日历|季度|2|#个百分点",
            "日历|起止月|0|#%",
            "日历|年|0|#",
            "日历|年|五|#年",
            "日历|期间|0|#%",
        ),
        *("填报|名称|||", "填报|名称|||甲", "填报|其他|x|#", "填报|其他||增长5%#", "名称|", "名称"),
        *("地区生产总值", "|同比", "地区生产总值|同比|2026H9", "地区生产总值|涨跌", "地区生产总值|同比|||||多", ""),
        "地区生产总值|同比||||增长5.2%",
    ],
)
def test_a_slot_that_could_tell_another_number_or_nothing_is_refused(inside: str) -> None:
    with pytest.raises(InputError):
        parse_slot(inside, period=H1)


@given(drafts())
def test_what_is_written_down_is_read_back_the_same(pieces: tuple[Piece, ...]) -> None:
    assert parse_pieces(write_pieces(pieces), period=H1, region="岚江市") == pieces


@given(drafts(), hidden, st.integers(0, 200))
def test_a_numeral_typed_anywhere_between_slots_is_refused(
    pieces: tuple[Piece, ...], disguise: str, place: int
) -> None:
    place = min(place, len(pieces))
    written = f"{write_pieces(pieces[:place])}，达{disguise}；{write_pieces(pieces[place:])}"
    with pytest.raises(InputError):
        parse_pieces(written, period=H1)


def test_numbering_stands_only_where_a_line_begins() -> None:
    slot = "{{地区生产总值|同比}}"
    parse_pieces(f"1.加强调度{slot}\n2、抓好{slot}", period=H1)
    with pytest.raises(InputError, match="5"):
        parse_pieces(f"{slot}5、加强", period=H1)


@given(drafts())
def test_the_words_of_a_draft_hold_no_numeral(pieces: tuple[Piece, ...]) -> None:
    assert not [found for piece in pieces if isinstance(piece, Text) for found in find_numerals(piece.words)]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused_in_a_sentence(typed: str) -> None:
    try:
        pieces = parse_pieces(typed, period=H1)
    except InputError as refusal:
        assert refusal.sentence.endswith("。")
    else:
        assert parse_pieces(write_pieces(pieces), period=H1) == pieces


def test_a_slot_takes_what_it_leaves_out_from_the_draft() -> None:
    slot = parse_slot("地区生产总值|百分点差|||全国", period=H1, region="岚江市")
    assert slot == FigureSlot(FigureRef("地区生产总值", Measure.PP_DIFF, H1, "岚江市", "全国"), "")
    assert parse_slot("目标:地区生产总值|同比|2026", period=H1) == FigureSlot(
        FigureRef("地区生产总值", Measure.YOY, Period(2026)), "", FigureKind.TARGET
    )


@given(hidden)
def test_the_reason_of_an_open_slot_holds_no_number(disguise: str) -> None:
    with pytest.raises(InputError):
        EntrySlot(EntryKind.CHECK, "#", None, f"写的是{disguise}，没有来源")


@pytest.mark.parametrize("words", ["{", "}", "{{", "a}b"])
def test_text_has_no_braces(words: str) -> None:
    with pytest.raises(InputError, match="花括号"):
        Text(words)


def test_a_slot_that_cannot_be_written_down_cannot_be_built() -> None:
    for build in (
        lambda: TermSlot("甲|乙"),
        lambda: EntrySlot(EntryKind.NAME, "#", None, "a|b"),
        lambda: FigureSlot(FigureRef("甲{", Measure.YOY, H1), "#%"),
    ):
        with pytest.raises(InputError):
            build()
