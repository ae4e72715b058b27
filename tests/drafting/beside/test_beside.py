"""What lies beside a section, on the small city's desk."""

import pytest

from app_pages.drafts.text_html import asked
from corpus.model import Span
from desk import Desk
from drafting.beside.reading import BrokenSlot, ReadSlot
from drafting.model import RenderedDraft, RenderedSlot, State
from errors import NotFound
from tests.drafting.workspace import edit_section, loaded, place, source_of, written


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    made = loaded(tmp_path_factory.mktemp("beside"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)


def told(found: list[RenderedSlot]) -> list[str]:
    return [f"{slot.text}　{asked(slot)}" for slot in found]


@pytest.mark.parametrize("words", ["工业 同比", "规上工业增速", "规工增 同比", "工业，同比"])
def test_a_figure_is_found_by_a_few_words_of_its_name_and_measure(desk: Desk, draft: RenderedDraft, words: str) -> None:
    found = told(desk.beside.figures(draft.id, words))
    assert found[0] == "增长7.0%　规模以上工业增加值 · 同比 · 2026年上半年 · 岚江市"


def test_figures_of_the_speechs_own_place_come_before_those_of_others(desk: Desk, draft: RenderedDraft) -> None:
    found = told(desk.beside.figures(draft.id, "GDP 同比"))
    assert [line.rpartition(" · ")[2] for line in found] == ["岚江市", "全国", "全省"]
    assert told(desk.beside.figures(draft.id, "GDP 全国"))[0].startswith("增长5.0%")


def test_what_a_formula_tells_of_an_indicator_is_offered_too(desk: Desk, draft: RenderedDraft) -> None:
    found = desk.beside.figures(draft.id, "生产总值 比全国")
    assert told(found) == [
        "高0.3个百分点　地区生产总值 · 百分点差（全国） · 2026年上半年 · 岚江市",
        "低0.1个百分点　地区生产总值 · 百分点差（全省） · 2026年上半年 · 岚江市",
    ]
    assert found[0].formula


def test_a_target_is_found_as_a_target(desk: Desk, draft: RenderedDraft) -> None:
    assert "目标" in told(desk.beside.figures(draft.id, "工业 目标"))[0]


def test_words_that_nothing_speaks_of_find_nothing(desk: Desk, draft: RenderedDraft) -> None:
    assert desk.beside.figures(draft.id, "机场旅客") == []


def test_times_of_the_speech_and_places_to_be_filled_by_hand_can_be_put_in_too(
    desk: Desk, draft: RenderedDraft
) -> None:
    by_hand = [str(slot.slot) for slot in desk.beside.besides_figures(draft.id, "工业")]
    assert by_hand == ["{{填报|计数||#}}", "{{填报|名称||#}}", "{{填报|日期||#}}"]
    year, *rest = desk.beside.besides_figures(draft.id, "今年")
    assert (year.text, len(rest)) == ("2026年", 3)


def test_a_figure_that_is_put_in_is_no_longer_told_as_unused(desk: Desk, draft: RenderedDraft) -> None:
    assert "一般公共预算收入" in {slot.slot.ref.indicator for slot in desk.beside.unused(draft.id)}
    key = place(draft, "主要指标")
    source = source_of(desk, draft.id, key)
    edit_section(desk, draft.id, key, f"{source}\n收入达到{{{{一般公共预算收入|总量}}}}。", actor="李慧")
    try:
        assert "一般公共预算收入" not in {slot.slot.ref.indicator for slot in desk.beside.unused(draft.id)}
    finally:
        edit_section(desk, draft.id, key, source, actor="李慧")


def test_the_passage_a_section_was_written_after_is_told_first_with_its_sentences(
    desk: Desk, draft: RenderedDraft
) -> None:
    first, *_ = desk.beside.past(draft.id, place(draft, "主要指标"))
    assert first.followed
    assert first.heading == "主要指标稳步回升"
    assert first.sentences[0].text.startswith("上半年，全市地区生产总值增长5.2%")
    text = desk.speech(first.document).text
    assert [sentence.span.of(text).strip() for sentence in first.sentences] == [one.text for one in first.sentences]


def test_a_past_sentence_is_taken_over_without_its_numbers(desk: Desk, draft: RenderedDraft) -> None:
    passage = desk.beside.past(draft.id, place(draft, "主要指标"))[0]
    sentence = next(one for one in passage.sentences if "规上工业" in one.text)
    source = desk.beside.taken(draft.id, passage.document, sentence.span)
    assert "6.1" not in source
    assert "{{规模以上工业增加值|同比|2026H1|岚江市||" in source
    assert desk.beside.read(draft.id, source).problems == ()


def test_a_span_that_is_not_there_is_refused(desk: Desk, draft: RenderedDraft) -> None:
    document = desk.beside.past(draft.id, place(draft, "主要指标"))[0].document
    with pytest.raises(NotFound):
        desk.beside.taken(draft.id, document, Span(10, 10**6))


def test_a_text_being_written_reads_as_it_will_on_the_page(desk: Desk, draft: RenderedDraft) -> None:
    source = "**工业向好。**规上工业{{规模以上工业增加值|同比}}。\n投资{{固定资产投资|同比}}。"
    reading = desk.beside.read(draft.id, source)
    assert [len(line.lead) for line in reading.lines] == [1, 0]
    assert [slot.shown.text for slot in reading.slots if isinstance(slot, ReadSlot)] == ["增长7.0%", "下降1.5%"]
    assert reading.problems == ()


def test_a_number_outside_a_slot_and_a_broken_slot_are_told_and_the_rest_reads_all_the_same(
    desk: Desk, draft: RenderedDraft
) -> None:
    source = "工业{{规模以上工业增加值|同比}}，增长9.9%，{{没有|这种口径}}，{{没有的指标|同比}}。"
    reading = desk.beside.read(draft.id, source)
    assert reading.numerals == ("9.9",)
    assert "9.9" in reading.problems[0]
    known, broken, strange = reading.slots
    assert isinstance(known, ReadSlot) and known.shown.text == "增长7.0%"
    assert isinstance(broken, BrokenSlot) and "口径" in broken.reason
    assert isinstance(strange, ReadSlot) and strange.shown.state is State.OPEN
    assert "".join(piece for piece in reading.lines[0].rest if isinstance(piece, str)) == "工业，增长9.9%，，。"


def test_findings_are_told_by_section(desk: Desk, draft: RenderedDraft) -> None:
    found = desk.beside.findings(draft.id)
    assert {proof.key for proof in found} <= {section.key for section in draft.sections}
    assert any("收官之年" in proof.words for proof in found)
