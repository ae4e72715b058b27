"""Attested entries that a second person has to confirm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from drafting.model import By, EntryState, RenderedDraft, RenderedSlot, State
from errors import InputError, NotFound
from settings import read_settings
from tests.drafting.workspace import LAST_YEAR, SPEECH, TABLE, place, slots, written


def desk_of(home: Path, **settings: str) -> Desk:
    return Desk(read_settings({"HEGAO_HOME": str(home), "HEGAO_REGION": "岚江市", **settings}))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_of(tmp_path, HEGAO_TWO_PERSONS="attest")
    opened.load(
        [Incoming(LAST_YEAR, SPEECH.encode()), Incoming("岚江市数据.csv", TABLE.encode())],
        LoadOptions(verified_by="李四"),
    )
    yield opened
    opened.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)


def attested(desk: Desk, draft: RenderedDraft, value: str = "十", by: str = "王五") -> int:
    """An entry in the place of the conference's number; says its own."""
    section = draft.sections[place(draft, "对外开放")]
    open_slot = next(slot for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    desk.editing.texts.attest(draft.id, section.key, open_slot.number, value=value, by=by, source="组委会通知")
    return desk.finishing.entries(draft.id)[-1].entry.id


def slot_of(desk: Desk, draft: RenderedDraft) -> RenderedSlot:
    section = desk.rendered(draft.id).sections[place(draft, "对外开放")]
    return section.paragraphs[0].slots[0]


def test_an_entry_fills_its_slot_only_once_a_second_person_confirms_it(desk: Desk, draft: RenderedDraft) -> None:
    number = attested(desk, draft)
    shown = slot_of(desk, draft)
    assert (shown.state, shown.by) == (State.OPEN, By.NOTHING) and "十" not in shown.text and "*" in shown.text
    assert shown.reason is not None and "待复核" in shown.reason and "“十”" in shown.reason
    desk.finishing.confirm(draft.id, [number], by="赵六")
    shown = slot_of(desk, draft)
    assert (shown.state, shown.by) == (State.FILLED, By.ENTRY) and "十" in shown.text
    assert shown.note is not None and "王五" in shown.note and "复核：赵六" in shown.note
    assert desk.changed(draft.id) == [], "what a person did is no change of the tables"


def test_nobody_confirms_or_declines_an_entry_of_their_own(desk: Desk, draft: RenderedDraft) -> None:
    number = attested(desk, draft)
    with pytest.raises(InputError, match="另一人"):
        desk.finishing.confirm(draft.id, [number], by=" 王五 ")
    with pytest.raises(InputError, match="撤回"):
        desk.finishing.decline(draft.id, [number], by="王五", reason="记错了")
    assert slot_of(desk, draft).state is State.OPEN


def test_many_are_confirmed_together_or_not_at_all(desk: Desk, draft: RenderedDraft) -> None:
    first = attested(desk, draft)
    waiting = [slot for slot in slots(draft) if slot.state is State.OPEN]
    section = draft.sections[place(draft, "项目建设")]
    at = next(slot.number for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    desk.editing.texts.attest(draft.id, section.key, at, value="滨江", by="赵六", source="发改委")
    second = desk.finishing.entries(draft.id)[-1].entry.id
    with pytest.raises(InputError, match="赵六本人"):
        desk.finishing.confirm(draft.id, [first, second], by="赵六")
    assert desk.rendered(draft.id).open == draft.open
    desk.finishing.confirm(draft.id, [first, second], by="钱七")
    assert desk.rendered(draft.id).open == draft.open - 2 and len(waiting) > 2
    with pytest.raises(InputError, match="刷新"):
        desk.finishing.confirm(draft.id, [first], by="钱七")
    with pytest.raises(NotFound):
        desk.finishing.confirm(draft.id, [999], by="钱七")


def test_what_was_declined_or_withdrawn_gives_the_slot_back(desk: Desk, draft: RenderedDraft) -> None:
    section = draft.sections[place(draft, "主要指标")]
    loans = next(slot for paragraph in section.paragraphs for slot in paragraph.slots if "贷款" in str(slot.slot))
    desk.editing.texts.attest(draft.id, section.key, loans.number, value="9.9", by="王五", source="电话告知")
    number = desk.finishing.entries(draft.id)[-1].entry.id
    with pytest.raises(InputError, match="理由"):
        desk.finishing.decline(draft.id, [number], by="赵六", reason=" ")
    desk.finishing.decline(draft.id, [number], by="赵六", reason="口径不对")
    later = "指标,口径,期间,地区,数值,单位\n各项贷款余额,同比,2026H1,全市,8.8,%\n"
    desk.load([Incoming("岚江市金融.csv", later.encode())], LoadOptions(verified_by="李四"))
    shown = desk.rendered(draft.id).section(section.key)
    again = next(slot for paragraph in shown.paragraphs for slot in paragraph.slots if slot.number == loans.number)
    assert (again.text, again.by) == ("增长8.8%", By.FIGURE), "the table fills the slot that asked for it"
    placed = desk.finishing.entries(draft.id)[-1]
    assert (placed.entry.state, placed.entry.verdict) == (EntryState.DECLINED, "口径不对")


def test_a_new_entry_takes_the_place_of_one_that_waits(desk: Desk, draft: RenderedDraft) -> None:
    first = attested(desk, draft, "九")
    second = attested(desk, draft, "十", by="赵六")
    states = {placed.entry.id: placed.entry.state for placed in desk.finishing.entries(draft.id)}
    assert states == {first: EntryState.WITHDRAWN, second: EntryState.WAITING}
    desk.finishing.confirm(draft.id, [second], by="王五")
    desk.finishing.withdraw(draft.id, [second], by="王五", reason="组委会改了通知")
    shown = slot_of(desk, draft)
    assert shown.state is State.OPEN and shown.reason is not None and "待复核" not in shown.reason
    with pytest.raises(InputError, match="不用再撤回"):
        desk.finishing.withdraw(draft.id, [second], by="王五", reason="组委会改了通知")


def test_what_one_person_vouched_for_before_the_rule_stays_valid(tmp_path: Path) -> None:
    alone = desk_of(tmp_path)
    alone.load(
        [Incoming(LAST_YEAR, SPEECH.encode()), Incoming("岚江市数据.csv", TABLE.encode())],
        LoadOptions(verified_by="李四"),
    )
    draft = written(alone)
    attested(alone, draft)
    alone.close()
    two = desk_of(tmp_path, HEGAO_TWO_PERSONS="verify，attest")
    assert slot_of(two, draft).by is By.ENTRY
    two.close()


def test_the_setting_names_what_it_does_not_know() -> None:
    with pytest.raises(InputError, match="signing"):
        read_settings({"HEGAO_TWO_PERSONS": "attest, signing"})
