"""A frozen draft reads as it did, takes no change, and tells what its tables say since."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import Desk, Incoming, LoadOptions
from drafting.finishing.model import Concerns
from drafting.model import FRONT, RenderedDraft, State
from drafting.stored.frozen import GUARDED
from errors import FrozenDraft, InputError, Unconfirmed
from store.base import Base
from tests.drafting.workspace import TABLE, edit_section, loaded, place, written
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


def deeds(desk: Desk, draft: RenderedDraft, version: str) -> dict[str, Callable[[], object]]:
    """Every way of changing a draft."""
    section = draft.sections[place(draft, "对外开放")]
    at = next(slot.number for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    assert draft.front is not None
    day = next(slot.number for line in draft.front.paragraphs for slot in line.slots if slot.state is State.OPEN)
    finishing = desk.finishing
    entry = finishing.entries(draft.id)[0].entry.id
    return {
        "edit": lambda: edit_section(desk, draft.id, section.key, "换一段话。"),
        "attest": lambda: desk.editing.texts.attest(draft.id, section.key, at, value="十", by="王五", source="通知"),
        "attest the date": lambda: desk.editing.texts.attest(
            draft.id, FRONT, day, value="18", by="王五", source="通知"
        ),
        "restore": lambda: desk.exchange.restore(draft.id, version, by="王五"),
        "refill": lambda: desk.refill(draft.id, actor="王五"),
        "withdraw": lambda: finishing.withdraw(draft.id, [entry], by="王五", reason="记错"),
        "freeze": lambda: finishing.freeze(draft.id, cut_off=DAY, by="王五"),
    }


def test_no_way_of_changing_it_is_left(desk: Desk, draft: RenderedDraft) -> None:
    section = draft.sections[place(draft, "项目建设")]
    at = next(slot.number for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    desk.editing.texts.attest(draft.id, section.key, at, value="滨江", by="王五", source="发改委")
    version = desk.exchange.versions(draft.id)[-1].key
    edit_section(desk, draft.id, section.key, "抓项目促投资。")
    freeze(desk, draft)
    before = desk.rendered(draft.id)
    for name, deed in deeds(desk, draft, version).items():
        with pytest.raises(FrozenDraft, match="已定稿（李慧"):
            deed()
        assert desk.rendered(draft.id) == before, name


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
