"""A frozen draft reads as it did, takes no change, and tells what its tables say since."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from desk import Desk, Incoming, LoadOptions
from drafting.finishing.model import Concerns
from drafting.model import FRONT, RenderedDraft, State
from drafting.returned.model import Verdict
from drafting.stored.frozen import GUARDED, ChangedInBulk
from errors import FrozenDraft, InputError, Unconfirmed
from settings import read_settings
from store.base import Base
from store.deeds import Deed
from tests.drafting.workspace import TABLE, edit_section, loaded, place, source_of, written
from tests.export.word_hand import Hand
from tests.store.tables import import_all_tables

DAY = date(2026, 7, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)


def freeze(desk: Desk, draft: RenderedDraft) -> None:
    desk.finishing.freeze(draft.id, cut_off=DAY, by="李慧", knowing=desk.finishing.concerns(draft.id))


def correct(desk: Desk, was: str, now: str, name: str = "岚江市数据.csv") -> None:
    assert was in TABLE
    desk.load([Incoming(name, TABLE.replace(was, now).encode())], LoadOptions(verified_by="李四"))


def test_what_stands_open_is_told_before_and_has_to_be_known(desk: Desk, draft: RenderedDraft) -> None:
    with pytest.raises(Unconfirmed, match=f"{draft.open} 处数字待核"):
        desk.finishing.freeze(draft.id, cut_off=DAY, by="李慧")
    with pytest.raises(Unconfirmed):
        desk.finishing.freeze(draft.id, cut_off=DAY, by="李慧", knowing=Concerns(open=draft.open - 1))
    assert desk.finishing.frozen(draft.id) is None
    freeze(desk, draft)
    frozen = desk.finishing.frozen(draft.id)
    assert frozen is not None and (frozen.by, frozen.cut_off) == ("李慧", DAY) and "待核" in frozen.standing_open


def test_a_corrected_table_only_tells(desk: Desk, draft: RenderedDraft) -> None:
    freeze(desk, draft)
    before = desk.rendered(draft.id)
    correct(desk, "同比,2026H1,全市,5.3", "同比,2026H1,全市,5.6")
    assert desk.rendered(draft.id) == before
    assert desk.changed(draft.id) == []
    told = desk.finishing.since_frozen(draft.id)
    assert ("增长5.3%", "增长5.6%") in {(change.was, change.slot.text) for change in told}
    figure = next(
        slot.figure
        for section in before.sections
        for paragraph in section.paragraphs
        for slot in paragraph.slots
        if slot.text == "增长5.3%"
    )
    assert figure is not None and any(one.id == figure.id for one in desk._book.history(figure.ref)), "it still opens"


def test_its_exports_read_the_same_for_good(desk: Desk, draft: RenderedDraft) -> None:
    freeze(desk, draft)
    desk.exchange.official(draft.id, actor="李慧")
    correct(desk, "同比,2026H1,全市,5.3", "同比,2026H1,全市,5.6")
    desk.exchange.official(draft.id, actor="李慧")
    later, earlier = (desk.exchange.exports.get(head.id) for head in desk.exchange.exports.heads(draft.id))
    assert [unit.tokens for unit in earlier.units] == [unit.tokens for unit in later.units]
    assert [unit.key for unit in earlier.units] == [unit.key for unit in later.units]


Ways = dict[Deed, list[Callable[[], object]]]

NO_TEXT = {
    Deed.DRAFT_BEGUN,  # another draft
    Deed.DRAFT_OPENED,  # typed, not saved: kept beside the draft
    Deed.DRAFT_TASKED,  # who works on what
    Deed.MODEL_ASKED,  # what comes of it is kept by other deeds
    Deed.DRAFT_BUDGET,
    Deed.DRAFT_UNFROZEN,  # the way out
    Deed.DRAFT_EXPORTED,
    Deed.DRAFT_EXPORTED_EARLY,
    Deed.DRAFT_RETURNED,  # what a copy suggests, not yet taken in
    Deed.MATERIAL_ATTACHED,
    Deed.MATERIAL_DETACHED,
    Deed.MATERIAL_PLACED,
    Deed.MATERIAL_UNPLACED,
}
"""The deeds about a draft that leave its text alone."""


def ways(desk: Desk, draft: RenderedDraft, waiting: int, suggestion: int) -> Ways:
    """Every way of changing a draft; the entry `waiting` waits for a second person, `suggestion` for a decision."""
    texts, lines, steps, finishing = desk.editing.texts, desk.editing.outlines, desk.editing.steps, desk.finishing
    section = draft.sections[place(draft, "对外开放")]
    at = next(slot.number for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    assert draft.front is not None and section.part_key is not None
    day = next(slot.number for line in draft.front.paragraphs for slot in line.slots if slot.state is State.OPEN)
    other = place(draft, "主要指标")
    edited = draft.section(place(draft, "项目建设"))
    (material,) = desk.materials.of_draft(draft.id)
    span = desk.materials.excerpts(material)[-1].span
    number, part, by = draft.id, section.part_key, "王五"
    version = desk.exchange.versions(number)[-1].key
    drafts = desk._drafts
    return {
        Deed.DRAFT_WRITTEN: [
            lambda: drafts.finish(number, actor=by),
            lambda: drafts.put_section(number, drafts.get(number).section(other), actor=by, seen=1),
            lambda: drafts.set_front(number, title=(), byline=(), salutation="", actor=by),
        ],
        Deed.DRAFT_EDITED: [lambda: edit_section(desk, number, section.key, "换一段话。")],
        Deed.DRAFT_OUTLINED: [
            lambda: lines.add_section(number, section.key, "新的一节", actor=by),
            lambda: lines.add_part(number, None, "新的部分", actor=by),
            lambda: lines.rename(number, section.key, "另一个标题", seen=section.version, actor=by),
            lambda: lines.rename_part(number, part, "另一个标题", seen=draft.arranged, actor=by),
            lambda: lines.move(number, section.key, -1, actor=by),
            lambda: lines.move_into(number, other, part, actor=by),
            lambda: lines.move_part(number, part, -1, actor=by),
            lambda: lines.remove(number, section.key, actor=by),
            lambda: lines.remove_part(number, part, actor=by),
        ],
        Deed.DRAFT_STEPPED: [lambda: steps.undo(number, edited.key, seen=edited.version, actor=by)],
        Deed.DRAFT_RESTORED: [lambda: desk.exchange.restore(number, version, by=by)],
        Deed.DRAFT_ATTESTED: [
            lambda: texts.attest(number, section.key, at, value="十", by=by, source="通知"),
            lambda: texts.attest(number, FRONT, day, value="18", by=by, source="通知"),
        ],
        Deed.ENTRY_CONFIRMED: [lambda: finishing.confirm(number, [waiting], by="赵六")],
        Deed.ENTRY_DECLINED: [lambda: finishing.decline(number, [waiting], by="赵六", reason="不符")],
        Deed.ENTRY_WITHDRAWN: [lambda: finishing.withdraw(number, [waiting], by=by, reason="记错")],
        Deed.DRAFT_FROZEN: [lambda: finishing.freeze(number, cut_off=DAY, by=by)],
        Deed.DRAFT_REFILLED: [lambda: desk.refill(number, actor=by)],
        Deed.SUGGESTIONS_DECIDED: [lambda: desk.exchange.decide(number, [suggestion], Verdict.TAKEN, by=by)],
        Deed.MATERIAL_COPIED: [lambda: desk.materials.copy(material, section.key, span, actor=by)],
    }


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A desk where an entry takes two persons."""
    loaded(tmp_path).close()
    names = {"HEGAO_HOME": str(tmp_path), "HEGAO_REGION": "岚江市", "HEGAO_TWO_PERSONS": "attest"}
    opened = Desk(read_settings(names))
    yield opened
    opened.close()


def test_no_way_of_changing_it_is_left(office: Desk) -> None:
    desk, draft = office, written(office)
    key = place(draft, "项目建设")
    at = next(slot.number for slot in draft.section(key).paragraphs[0].slots if slot.state is State.OPEN)
    desk.editing.texts.attest(draft.id, key, at, value="滨江", by="王五", source="发改委")
    waiting = desk.finishing.entries(draft.id)[0].entry.id
    edit_section(desk, draft.id, key, source_of(desk, draft.id, key).replace("抓项目", "抓好项目"))
    sent = "关于开放的汇报\n\n市商务局\n\n对外开放持续扩大，实际使用外资增长9.1%。\n"
    desk.holdings.load_material([Incoming("商务局.txt", sent.encode())], draft.id, "市商务局")
    hand = Hand(desk.exchange.official(draft.id, actor="甲")[1], random.Random(5))
    hand.put_in_tracked()
    desk.exchange.receive("返回.docx", hand.saved(), sender="市财政局", actor="甲")
    suggestion = desk.exchange.suggestions(draft.id)[0].id
    freeze(desk, draft)
    before = desk.rendered(draft.id)
    found = ways(desk, before, waiting, suggestion)
    about_drafts = {deed for deed in Deed if deed.value.startswith(("draft.", "material.", "model.asked"))}
    assert found.keys() | NO_TEXT == about_drafts, "a new deed about drafts: try it here, or say why not"
    for deed, tries in found.items():
        for number, attempt in enumerate(tries):
            with pytest.raises(FrozenDraft, match="已定稿（李慧"):
                attempt()
            assert desk.rendered(draft.id) == before, (deed, number)


@pytest.mark.parametrize("row", GUARDED)
def test_no_row_of_a_draft_is_changed_in_bulk(desk: Desk, draft: RenderedDraft, row: type[Base]) -> None:
    before = desk.rendered(draft.id)
    (key, *_) = row.__table__.primary_key
    for statement in (update(row).values({key.name: 99}), delete(row), delete(row.__table__), insert(row)):
        with pytest.raises(ChangedInBulk), desk._store.session() as session:
            session.execute(statement)
    assert desk.rendered(draft.id) == before


def test_every_row_of_a_draft_is_guarded_or_known_not_to_be_its_text() -> None:
    import_all_tables()
    beside = {
        "draft_exports",  # copies of how it read
        "returned_copies",
        "draft_writings",  # what asking a model took
        "draft_freezes",
        "draft_budgets",
        "draft_workings",  # typed, not saved
        "draft_tasks",  # who works on what
        "materials",  # what was sent in for it
    }
    guarded = {row.__tablename__ for row in GUARDED}
    of_drafts = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name == "drafts" for key in table.foreign_keys)
    }
    assert of_drafts - beside <= guarded, "a new table of drafts: guard it, or say why not"


def test_lifting_needs_a_reason_and_the_draft_follows_again(desk: Desk, draft: RenderedDraft) -> None:
    freeze(desk, draft)
    correct(desk, "同比,2026H1,全市,5.3", "同比,2026H1,全市,5.6")
    with pytest.raises(InputError, match="理由"):
        desk.finishing.unfreeze(draft.id, by="李慧", reason="")
    desk.finishing.unfreeze(draft.id, by="李慧", reason="统计局更正")
    assert "增长5.6%" in {slot.text for slot in _slots(desk.rendered(draft.id))}
    assert ("增长5.3%", "增长5.6%") in {(change.was, change.slot.text) for change in desk.changed(draft.id)}
    with pytest.raises(InputError, match="没有定稿"):
        desk.finishing.unfreeze(draft.id, by="李慧", reason="再来一次")
    freeze(desk, draft)
    assert "增长5.6%" in {slot.text for slot in _slots(desk.rendered(draft.id))}


def test_only_a_whole_draft_is_frozen(desk: Desk) -> None:
    from desk import DraftRequest
    from tests.drafting.workspace import H1, LAST_YEAR

    begun = desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id))
    with pytest.raises(InputError, match="还没有写完"):
        desk.finishing.freeze(begun, cut_off=DAY, by="李慧")


VALUES = ("5.3", "7.0", "-1.5", "1.7", "15.7", "91")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    corrections=st.lists(
        st.tuples(st.sampled_from(VALUES), st.decimals("-20", "20", places=1, allow_nan=False)), min_size=1, max_size=4
    ),
    restart=st.booleans(),
)
def test_whatever_the_tables_say_later_it_reads_as_it_did(
    corrections: list[tuple[str, object]], restart: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("frozen")
    desk = loaded(home)
    draft = written(desk)
    freeze(desk, draft)
    before = desk.rendered(draft.id)
    for number, (was, now) in enumerate(corrections):
        correct(desk, f",{was},", f",{now},", "岚江市数据.csv" if number % 2 else "岚江市更正.csv")
    if restart:
        desk.close()
        desk = loaded(home)
    assert desk.rendered(draft.id) == before
    desk.close()


def _slots(draft: RenderedDraft):  # type: ignore[no-untyped-def]
    return [slot for section in draft.sections for paragraph in section.paragraphs for slot in paragraph.slots]
