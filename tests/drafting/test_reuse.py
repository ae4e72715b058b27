"""The reuse writer: a past text moved to this period, no number of it left."""

import re
from collections.abc import Iterator

import pytest

from drafting.model import DraftParagraph, DraftSection, MarkKind
from drafting.reuse.compose import Composer
from drafting.reuse.writer import Past, as_pieces
from errors import InputError
from figures.figure import FigureKind
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
    write_pieces,
)
from tests.drafting.workspace import H1, SPEECH
from tests.sample_book import CITY, past_of, sample

PERIODS = ["2023H1", "2024H1", "2025H1", "2026H1", "2026Q1", "2026M1-5"]


def sections(past: Past, period: Period = H1) -> list[DraftSection]:
    composer = Composer(past, period, CITY, lambda title, part: None)
    return [step.write() for step in composer.steps(None)]


def paragraphs(found: list[DraftSection]) -> Iterator[DraftParagraph]:
    return (paragraph for section in found for paragraph in section.paragraphs)


def pieces(words: str, period: Period = H1) -> tuple[Piece, ...]:
    """The pieces of one paragraph of last year's speech, standing in the part that looks back."""
    frame = f"在2025年上半年全市经济运行分析会上的讲话\n\n一、上半年经济运行情况\n\n（一）情况\n\n{words}\n"
    _, past = past_of("岚江市2025年上半年经济工作讲话.txt", frame, sample().recogniser)
    return next(paragraphs(sections(past, period))).pieces


def test_a_figure_keeps_what_it_measures_and_moves_to_this_period() -> None:
    (_, growth, _, apart, *_) = pieces("地区生产总值增长5.2%，比全国高0.2个百分点。")
    assert isinstance(growth, FigureSlot) and isinstance(apart, FigureSlot)
    assert (growth.ref.indicator, growth.ref.measure, growth.ref.period) == ("地区生产总值", Measure.YOY, H1)
    assert (growth.form, growth.ref.region) == ("增长#%", CITY)
    assert (apart.ref.measure, apart.ref.comparator, apart.form) == (Measure.PP_DIFF, "全国", "比全国高#个百分点")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("一季度地区生产总值增长5.2%。", "2026Q1"),
        ("1—5月，地区生产总值增长5.2%。", "2026M1-5"),
        ("6月份，地区生产总值增长5.2%。", "2026-06"),
        ("截至6月底，地区生产总值增长5.2%。", "2026H1"),
        ("2025年，地区生产总值增长5.2%。", "2026H1"),
        ("2025年上半年地区生产总值增长5.2%。", "2026H1"),
        ("2024年上半年，地区生产总值增长5.2%。", "2025H1"),
        ("2024年，全市地区生产总值增长5.2%。", "2025"),
        ("去年全年地区生产总值增长5.2%。", "2025"),
        ("2024年基数较高，今年上半年地区生产总值增长5.2%。", "2026H1"),
        ("比一季度回升明显，上半年地区生产总值增长5.2%。", "2026H1"),
    ],
)
def test_a_number_is_asked_for_at_the_time_its_sentence_names(words: str, period: str) -> None:
    assert [str(piece.ref.period) for piece in pieces(words) if isinstance(piece, FigureSlot)] == [period]


@pytest.mark.parametrize(
    "words", ["5月份，地区生产总值增长5.2%。", "7月1日，地区生产总值增长5.2%。", "3月末地区生产总值增长5.2%。"]
)
def test_a_number_of_a_month_or_day_that_does_not_move_along_is_left_to_a_person(words: str) -> None:
    assert not [piece for piece in pieces(words) if isinstance(piece, FigureSlot)]


@pytest.mark.parametrize("months", ["二季度", "前三季度", "下半年", "1—5月", "3月份"])
def test_a_number_of_other_months_is_never_taken_for_one_of_the_speechs_own(months: str) -> None:
    found = [piece for piece in pieces(f"{months}，地区生产总值增长5.2%。") if isinstance(piece, FigureSlot)]
    assert H1 not in [slot.ref.period for slot in found]


def test_each_clause_is_told_of_its_own_time() -> None:
    found = [piece for piece in pieces("一季度地区生产总值增长5.1%，上半年增长5.3%。") if isinstance(piece, FigureSlot)]
    assert [str(slot.ref.period) for slot in found] == ["2026Q1", "2026H1"]


def test_a_difference_from_the_year_s_beginning_is_not_one_from_last_years_months() -> None:
    slot = next(piece for piece in pieces("住户存款余额比年初增加20亿元。") if isinstance(piece, FigureSlot))
    assert (slot.ref.measure, slot.ref.comparator) == (Measure.DIFFERENCE, "年初")


def test_a_year_out_of_reach_is_left_to_a_person() -> None:
    found = pieces("2019年地区生产总值增长7.2%。")
    assert not [piece for piece in found if isinstance(piece, FigureSlot)]
    assert all(isinstance(piece, Text | EntrySlot) for piece in found)


def test_targets_ask_for_the_targets_of_this_year() -> None:
    found = pieces("确保全年规上工业增加值增长7%左右。")
    slot = next(piece for piece in found if isinstance(piece, FigureSlot))
    assert slot.kind is FigureKind.TARGET and slot.ref.period == Period(2026)


def test_the_speechs_own_calendar_is_told_from_its_period() -> None:
    found = pieces("2025年1—6月，6月末贷款余额增长1%，展望2026年和第三季度。")
    units = [(piece.unit, piece.offset) for piece in found if isinstance(piece, CalendarSlot)]
    assert (CalendarUnit.YEAR, 0) in units and (CalendarUnit.MONTHS, 0) in units
    assert (CalendarUnit.LAST_MONTH, 0) in units and (CalendarUnit.YEAR, 1) in units


def test_dates_of_the_past_are_asked_of_a_person_with_what_stood_there() -> None:
    found = [piece for piece in pieces("5月18日，项目集中开工。") if isinstance(piece, EntrySlot)]
    assert [slot.kind for slot in found] == [EntryKind.DATE, EntryKind.DATE] and found[0].hint == "5月"


def test_an_ordinal_keeps_its_word_and_asks_for_its_number_only() -> None:
    slot = next(piece for piece in pieces("办好第九届岚商大会。") if isinstance(piece, EntrySlot))
    assert (slot.form, slot.hint) == ("第#", "第九")


@pytest.mark.parametrize("words", ["完成投资*亿元。", "*书记到会，完成**项，涉及*个乡镇。", "地区生产总值增长*%。"])
def test_masks_stay_open_slots_and_no_star_stays_text(words: str) -> None:
    found = pieces(words)
    assert not [piece for piece in found if isinstance(piece, Text) and "*" in piece.words]
    assert [piece for piece in found if not isinstance(piece, Text)]


def test_a_number_inside_a_name_stays_with_the_name() -> None:
    found = pieces("500万元以上项目投资增长6.6%。")
    assert found[0] == TermSlot("500万元以上")


def test_braces_of_the_past_do_not_break_slots() -> None:
    assert isinstance(pieces("坚持{稳}字当头，增长{{。")[0], Text)


def test_a_speech_of_other_months_names_them_anew() -> None:
    words = "上半年，全市地区生产总值增长5.2%，下半年要再加力。"
    assert CalendarSlot(CalendarUnit.SPAN, 0, "#") in pieces(words, Period.parse("2026Q1"))
    assert CalendarSlot(CalendarUnit.SPAN, 0, "#") not in pieces(words, H1)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("at", range(4))
def test_no_number_of_the_past_text_survives_as_text(at: int, period: str) -> None:
    for paragraph in paragraphs(sections(sample().speeches[at], Period.parse(period))):
        words = [piece.words for piece in paragraph.pieces if isinstance(piece, Text)]
        assert not [found for text in words for found in find_numerals(text)]
        assert not re.search(r"\d", "".join(words).replace("5G", "")), words
        forms = [piece.form for piece in paragraph.pieces if isinstance(piece, FigureSlot | EntrySlot | CalendarSlot)]
        assert not [form for form in forms if re.search(r"\d", form)]


@pytest.mark.parametrize("at", range(4))
def test_every_word_of_the_past_text_is_kept_or_stands_behind_a_slot(at: int) -> None:
    past = sample().speeches[at]
    whole = past.speech.text
    for paragraph in paragraphs(sections(past)):
        assert paragraph.origin is not None
        text = whole[paragraph.origin.start : paragraph.origin.end]
        pattern = "".join(
            re.escape(piece.words) if isinstance(piece, Text) else "(.{1,40}?)" for piece in paragraph.pieces
        )
        assert re.fullmatch(pattern, text), text


@pytest.mark.parametrize("at", range(4))
def test_leads_are_kept(at: int) -> None:
    past = sample().speeches[at]
    kept = 0
    for paragraph in paragraphs(sections(past)):
        written = write_pieces(paragraph.pieces)
        assert 0 <= paragraph.lead <= len(written)
        if paragraph.lead:
            assert written[paragraph.lead - 1] in "。！？：；" and "。" not in written[: paragraph.lead - 1]
            kept += 1
    assert kept == sum(
        paragraph.lead is not None for _, section in past.speech.sections() for paragraph in section.paragraphs
    )


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("刚才，市统计局通报了运行情况。", MarkKind.EVENT),
        ("省委印发《关于支持产业的若干措施》。", MarkKind.EVENT),
        ("开展“惠购全城”系列活动。", MarkKind.EVENT),
        ("今年是“十四五”收官之年。", MarkKind.DATED),
        ("落实更加积极的财政政策。", MarkKind.DATED),
        ("滨江快速路建成投产。", MarkKind.PROJECT),
        ("推动综合保税区二期年底前封关。", MarkKind.PROJECT),
        ("城乡收入差距继续缩小。", MarkKind.CLAIM),
        ("获评全国文明城市。", MarkKind.CLAIM),
    ],
)
def test_what_is_tied_to_its_year_is_marked(sentence: str, kind: MarkKind) -> None:
    review = f"一、上半年回顾\n\n（一）情况\n\n经济运行平稳。{sentence}民生改善。"
    frame = f"讲话\n\n{review}\n\n二、下半年工作\n\n（一）工业\n\n抓好调度。\n"
    _, past = past_of("岚江市2025年上半年经济工作讲话.txt", frame, sample().recogniser)
    paragraph = next(item for item in paragraphs(sections(past)) if sentence[:4] in write_pieces(item.pieces))
    assert [(write_pieces(paragraph.pieces)[mark.start : mark.end], mark.kind) for mark in paragraph.marks] == [
        (sentence, kind)
    ]


def test_a_heading_tied_to_its_year_is_marked_at_its_opening() -> None:
    found = sections(sample().speeches[3])
    notes = [mark.note for paragraph in paragraphs(found) for mark in paragraph.marks]
    assert [note for note in notes if note.startswith("标题“奋力冲刺下半年，确保“十四五”圆满收官”")]


def test_a_past_of_which_no_period_is_known_still_gives_a_draft() -> None:
    _, past = past_of("讲话.txt", SPEECH.replace("2025年", "").replace("上半年", ""), sample().recogniser)
    assert list(paragraphs(sections(past)))


@pytest.mark.parametrize("title", ["完成5项任务", "实现两位数增长", "第三轮攻坚", "2019年工作"])
def test_a_heading_that_a_person_typed_has_no_number_of_its_own(title: str) -> None:
    with pytest.raises(InputError, match="没有来源"):
        as_pieces(title, H1)


def test_a_heading_may_name_the_speechs_own_years_and_quarters() -> None:
    assert as_pieces("2026年三季度重点工作", H1) == (
        CalendarSlot(CalendarUnit.YEAR, 0, "#年"),
        CalendarSlot(CalendarUnit.QUARTER, 3, "#季度"),
        Text("重点工作"),
    )
