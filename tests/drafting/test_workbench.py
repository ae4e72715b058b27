"""Drafts on a real desk: kept section by section, taken up after a cut, edited, attested, and following the tables."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, DraftRequest, Incoming, LoadOptions, OutlineHeading
from drafting.model import By, MarkKind, State
from errors import InputError, NotFound
from figures.period import Period
from figures.slots import EntrySlot
from tests.drafting.workspace import (
    H1,
    LAST_YEAR,
    TABLE,
    edit_section,
    loaded,
    open_desk,
    place,
    slots,
    source_of,
    text,
    written,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path / "workspace")
    yield opened
    opened.close()


def test_a_draft_reads_with_the_figures_of_the_tables(desk: Desk) -> None:
    draft = written(desk)
    told = text(draft)
    assert "全市地区生产总值增长5.3%，比全国、全省分别高0.3、低0.1个百分点，居全省第5位" in told
    assert "规上工业增加值、固定资产投资分别增长7.0%、下降1.5%" in told
    assert "500万元以上项目投资与上年同期持平" in told and "民间投资增长1.7%" in told
    assert "非税收入占一般公共预算收入的31.4%" in told and "确保规上工业增加值增长7%左右" in told
    assert draft.title == "在2026年上半年全市经济运行分析会上的讲话" and draft.complete
    assert not [old for old in ("5.2", "6.1", "4.2", "31.0", "6.6", "2.3", "2025", "第六", "第九") if old in told]


def test_its_count_of_slots_is_that_of_its_slots(desk: Desk) -> None:
    draft = written(desk)
    inside = slots(draft)
    assert draft.filled + draft.open >= len(inside)
    assert draft.open >= sum(slot.state is State.OPEN for slot in inside) > 0
    assert all(slot.reason for slot in inside if slot.state is State.OPEN)


def test_figures_at_hand_that_a_section_does_not_use_are_offered(desk: Desk) -> None:
    draft = written(desk)
    offers = {ref.indicator for section in draft.sections for ref in section.offers}
    used = draft.sections[place(draft, "主要指标")]
    assert offers and not {"地区生产总值", "固定资产投资"} & {ref.indicator for ref in used.offers}
    assert all(ref.period == H1 for section in draft.sections for ref in section.offers)


def test_a_new_heading_is_written_after_an_earlier_speech(desk: Desk) -> None:
    model = desk.document(LAST_YEAR).id
    outline = (*desk.model_outline(model), OutlineHeading(2, "切实保障粮食安全"), OutlineHeading(2, "发展低空经济"))
    draft = desk.write_draft(desk.begin_draft(DraftRequest(H1, model, outline)))
    grain = draft.sections[place(draft, "粮食")]
    assert "粮食产量达到91万吨以上" in grain.paragraphs[0].text and grain.heading == "（三）切实保障粮食安全"
    assert "请在此起草" in draft.sections[place(draft, "低空")].paragraphs[0].text


class _CutError(Exception):
    """The plug is pulled."""


def test_a_draft_that_was_cut_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    desk = loaded(home)
    request = DraftRequest(H1, desk.document(LAST_YEAR).id)

    def cut(progress: object) -> None:
        if getattr(progress, "done", 0) == 4:
            raise _CutError

    draft = desk.begin_draft(request)
    with pytest.raises(_CutError):
        desk.write_draft(draft, cut)
    half = desk.rendered(draft)
    assert len(half.sections) == 4 and not half.complete
    desk.close()
    desk = open_desk(home)
    edited = edit_section(desk, draft, 0, "今天开会。")
    assert desk.begin_draft(request) == draft
    seen: list[str] = []
    whole = desk.write_draft(draft, lambda progress: seen.append(progress.what))
    assert whole.complete and len(whole.sections) == 8
    assert whole.sections[0] == edited and whole.sections[1:4] == half.sections[1:4]
    assert desk.begin_draft(request) != draft
    desk.close()


def test_writing_a_finished_draft_again_changes_nothing(desk: Desk) -> None:
    draft = written(desk)
    edit_section(desk, draft.id, 0, "今天开会。")
    before = desk.rendered(draft.id)
    assert desk.write_draft(draft.id) == before


def test_a_section_comes_back_from_the_editor_as_it_went(desk: Desk) -> None:
    draft = written(desk)
    for at, section in enumerate(draft.sections):
        assert edit_section(desk, draft.id, at, source_of(desk, draft.id, at)) == section
    assert desk.rendered(draft.id).sections == draft.sections


@pytest.mark.parametrize(
    "typed",
    [
        "增长5.2%。",
        "增长百分之五点二。",
        "三成以上。",
        "{{地区生产总值|涨幅}}",
        "{{没有的指标|同比}}",
        "{{填报|计数|99|#}}",
        "",
    ],
)
def test_an_edit_that_cannot_be_taken_changes_nothing(desk: Desk, typed: str) -> None:
    draft = written(desk)
    with pytest.raises(InputError) as refused:
        edit_section(desk, draft.id, 2, typed)
    assert refused.value.sentence.endswith("。")
    assert desk.rendered(draft.id) == draft


def test_an_edit_is_a_new_version_that_stays(desk: Desk, tmp_path: Path) -> None:
    draft = written(desk)
    read = edit_section(desk, draft.id, 2, "全市{{地区生产总值|同比}}，居{{地区生产总值|位次|||全省}}。", actor="王五")
    assert read.paragraphs[0].text == "全市增长5.3%，居第5位。"
    desk.close()
    again = open_desk(tmp_path / "workspace")
    assert again.rendered(draft.id).sections[2] == read
    again.close()


def test_an_open_slot_is_attested_by_a_named_person_and_shown_as_such(desk: Desk) -> None:
    draft = written(desk)
    at = place(draft, "对外开放")
    open_slot = next(slot for slot in slots(draft) if slot.text == "第*" and "第九" in str(slot.slot))
    read = desk.editing.texts.attest(
        draft.id, at, open_slot.number, value="十", by="王五", source="组委会通知", reason="今年届次"
    )
    slot = read.paragraphs[0].slots[open_slot.number]
    assert (slot.text, slot.by, slot.state) == ("第十", By.ENTRY, State.FILLED)
    assert slot.note is not None and "填报" in slot.note and "王五" in slot.note and "组委会通知" in slot.note
    now = desk.rendered(draft.id)
    assert now.open == draft.open - 1 and now.sections[at] == read
    assert [mark.kind for mark in read.paragraphs[0].marks] == [MarkKind.EVENT]
    mark = read.paragraphs[0].marks[0]
    assert read.paragraphs[0].text[mark.start : mark.end] == read.paragraphs[0].text


def test_an_attested_entry_may_be_moved_but_not_put_to_another_use(desk: Desk) -> None:
    draft = written(desk)
    at = place(draft, "对外开放")
    desk.editing.texts.attest(draft.id, at, 0, value="十", by="王五", source="组委会通知")
    source = source_of(desk, draft.id, at)
    assert edit_section(desk, draft.id, at, source + "\n要抓好落实。").paragraphs[0].slots[0].by is By.ENTRY
    with pytest.raises(InputError, match="不是为这里填写的"):
        edit_section(desk, draft.id, at, "增长{{填报|其他|1|#%}}。")


def test_an_open_figure_is_attested_within_its_wording(desk: Desk) -> None:
    draft = written(desk)
    at = place(draft, "对外开放")
    read = desk.editing.texts.attest(draft.id, at, 1, value="5", by="王五", source="商务局")
    assert "实际使用外资增长5%以上" in read.paragraphs[0].text
    assert isinstance(read.paragraphs[0].slots[1].slot, EntrySlot)


def test_a_filled_slot_cannot_be_attested_and_nothing_changes(desk: Desk) -> None:
    draft = written(desk)
    with pytest.raises(InputError, match="不能用填报代替"):
        desk.editing.texts.attest(draft.id, 2, 0, value="9.9", by="王五", source="自拟")
    with pytest.raises(NotFound):
        desk.editing.texts.attest(draft.id, 2, 99, value="9.9", by="王五", source="自拟")
    assert desk.rendered(draft.id) == draft


@pytest.mark.parametrize(
    ("value", "by", "source"), [("", "王五", "函"), ("十", " ", "函"), ("十", "王五", ""), ("{{a}}", "王五", "函")]
)
def test_an_entry_without_value_name_or_source_is_refused(desk: Desk, value: str, by: str, source: str) -> None:
    draft = written(desk)
    with pytest.raises(InputError):
        desk.editing.texts.attest(draft.id, place(draft, "对外开放"), 0, value=value, by=by, source=source)
    assert desk.rendered(draft.id) == draft


def test_an_open_draft_follows_a_corrected_table(desk: Desk) -> None:
    draft = written(desk)
    corrected = TABLE.replace("地区生产总值,同比,2026H1,全市,5.3", "地区生产总值,同比,2026H1,全市,4.9")
    desk.load([Incoming("岚江市数据.csv", corrected.encode())])
    pending = text(desk.rendered(draft.id))
    assert "全市地区生产总值增长*%" in pending and "5.3" not in pending
    desk.verify(document="岚江市数据.csv", by="李四")
    after = text(desk.rendered(draft.id))
    assert "全市地区生产总值增长4.9%，比全国、全省分别低0.1、0.5个百分点" in after


def test_figures_in_conflict_leave_the_slot_open(desk: Desk) -> None:
    draft = written(desk)
    other = "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,全市,5.9,%\n"
    desk.load([Incoming("另一张表.csv", other.encode())], LoadOptions(verified_by="赵六"))
    first = next(slot for slot in slots(desk.rendered(draft.id)) if "地区生产总值" in str(slot.slot))
    assert first.state is State.OPEN and first.reason is not None and "不一致" in first.reason


def test_the_same_speech_for_other_months_takes_their_figures_or_none(desk: Desk) -> None:
    draft = written(desk, Period.parse("2026Q1"))
    assert "一季度，全市地区生产总值增长*%" in text(draft) and "5.3" not in text(draft)
    assert draft.title == "在2026年一季度全市经济运行分析会上的讲话"


def test_two_drafts_can_be_written_at_once(desk: Desk) -> None:
    model = desk.document(LAST_YEAR).id
    ids = [desk.begin_draft(DraftRequest(period, model)) for period in (H1, Period.parse("2025H1"))]
    threads = [threading.Thread(target=desk.write_draft, args=(draft,)) for draft in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [desk.rendered(draft).complete for draft in ids] == [True, True]


def test_what_is_not_there_is_said_in_a_sentence(desk: Desk) -> None:
    table = next(document.id for document in desk.documents() if document.name.endswith(".csv"))
    for call in (
        lambda: desk.rendered(99),
        lambda: source_of(desk, 99, 0),
        lambda: desk.begin_draft(DraftRequest(H1, 99)),
        lambda: desk.begin_draft(DraftRequest(H1, table)),
        lambda: edit_section(desk, written(desk).id, 99, "好。"),
    ):
        with pytest.raises(InputError) as refused:
            call()
        assert refused.value.sentence.endswith("。")
