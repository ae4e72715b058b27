"""A corrected table changes just the slots it should, and the report says which, from what, to what."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from drafting.stored.filling import Change, from_json, to_json
from errors import InputError, NotFound
from tests.drafting.workspace import TABLE, edit_section, loaded, place, slots, source_of, written

GDP = "地区生产总值,同比,2026H1,全市,5.3"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = loaded(tmp_path / "workspace")
    yield desk
    desk.close()


def correct(desk: Desk, was: str, now: str) -> None:
    assert was in TABLE
    files = [Incoming("岚江市数据.csv", TABLE.replace(was, now).encode())]
    desk.load(files, LoadOptions(verified_by="李四"))


def told(changed: list[Change]) -> list[tuple[str, str]]:
    return [(change.was, change.slot.text) for change in changed]


def test_a_corrected_figure_changes_its_own_slots_and_those_computed_from_it(desk: Desk) -> None:
    draft = written(desk)
    before = [slot.text for slot in slots(draft)]
    correct(desk, GDP, "地区生产总值,同比,2026H1,全市,4.9")
    after, changed = desk.refill(draft.id, actor="张三")
    assert told(changed) == [
        ("增长5.3%", "增长4.9%"),
        ("比全国、全省分别高0.3", "比全国、全省分别低0.1"),
        ("低0.1个百分点", "0.5个百分点"),
    ]
    now = [slot.text for slot in slots(after)]
    assert [(a, b) for a, b in zip(before, now, strict=True) if a != b] == told(changed)


def test_what_was_seen_is_not_told_again_and_a_second_correction_starts_from_it(desk: Desk) -> None:
    draft = written(desk)
    correct(desk, GDP, "地区生产总值,同比,2026H1,全市,4.9")
    desk.refill(draft.id)
    assert desk.changed(draft.id) == [] and desk.refill(draft.id)[1] == []
    correct(desk, GDP, "地区生产总值,同比,2026H1,全市,5.1")
    assert told(desk.refill(draft.id)[1])[0] == ("增长4.9%", "增长5.1%")


def test_a_verb_that_turned_and_a_slot_that_opened_are_changes(desk: Desk) -> None:
    draft = written(desk)
    correct(desk, "固定资产投资,同比,2026H1,全市,-1.5", "固定资产投资,同比,2026H1,全市,1.5")
    other = "指标,口径,期间,地区,数值,单位\n规模以上工业增加值,同比,2026H1,全市,7.9,%\n"
    desk.load([Incoming("另一张表.csv", other.encode())], LoadOptions(verified_by="赵六"))
    changed = desk.refill(draft.id)[1]
    turned = next(change for change in changed if "固定资产投资" in str(change.slot.slot))
    assert turned.was == "下降1.5%" and "下降1.5%" not in turned.sentence and "固定资产投资" in turned.sentence
    opened = next(change for change in changed if "规模以上工业增加值" in str(change.slot.slot))
    assert opened.was == "增长7.0%" and "*" in opened.slot.text
    assert opened.slot.reason is not None and "不一致" in opened.slot.reason


def test_an_edit_is_no_change_of_the_tables_and_hides_none(desk: Desk) -> None:
    draft = written(desk)
    correct(desk, GDP, "地区生产总值,同比,2026H1,全市,4.9")
    waiting = told(desk.changed(draft.id))
    at = place(draft, "主要指标")
    source = source_of(desk, draft.id, at)
    edit_section(desk, draft.id, at, source + "\n民间投资{{民间投资|同比}}。", actor="张三")
    assert told(desk.changed(draft.id)) == waiting


def test_what_stands_in_titles_changes_too_each_told_once(desk: Desk) -> None:
    draft = written(desk)
    at, growth = place(draft, "主要指标"), "{{地区生产总值|同比}}"
    part = draft.section(at).part_key
    assert part is not None
    outlines = desk.editing.outlines
    outlines.rename(draft.id, at, f"经济{growth}", seen=draft.section(at).version, actor="张三")
    outlines.rename_part(draft.id, part, f"全市{growth}", seen=desk.rendered(draft.id).arranged, actor="张三")
    edit_section(desk, draft.id, at, f"经济{growth}。", actor="张三")
    desk.refill(draft.id)
    correct(desk, GDP, "地区生产总值,同比,2026H1,全市,4.9")
    changed = [change for change in desk.changed(draft.id) if change.was == "增长5.3%"]
    assert [change.sentence for change in changed] == [
        "一、全市增长4.9%",
        "（一）经济增长4.9%",
        "经济增长4.9%",
    ]
    assert len(desk.refill(draft.id)[1]) == len(changed) and desk.changed(draft.id) == []


def test_a_draft_that_is_not_there_or_not_written_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.refill(404)
    from desk import DraftRequest
    from tests.drafting.workspace import H1, LAST_YEAR

    begun = desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id))
    with pytest.raises(InputError, match="还没有写完"):
        desk.refill(begun)


def test_a_filling_comes_back_as_it_was_kept() -> None:
    filling = {(-1, "{{日历|年|0|#年}}", 0): "2026年", (3, "{{甲|同比}}", 1): "增长1%"}
    assert from_json(to_json(filling)) == filling
