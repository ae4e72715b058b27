"""Undo goes back one version after the other and redo forth again; each step is a version, so nothing is lost."""

import pytest

from desk import Desk
from drafting.model import RenderedDraft
from drafting.stored.steps import Step, Taken, targets
from errors import InputError, Overtaken
from tests.drafting.workspace import edit_section, place, source_of, text

E, U, R = Step.EDIT, Step.UNDO, Step.REDO


@pytest.mark.parametrize(
    ("steps", "back", "forth"),
    [
        ([], None, None),
        ([E], None, None),
        ([E, E, E], 2, None),
        ([E, E, E, U], 1, 3),
        ([E, E, E, U, U], None, 2),
        ([E, E, E, U, U, R], 1, 3),
        ([E, E, E, U, U, R, R], 2, None),
        ([E, E, E, U, E], 2, None),
        ([E, E, E, U, E, U], 1, 5),
        ([E, E, E, U, E, U, U], None, 2),
    ],
)
def test_where_the_next_step_leads(steps: list[Step], back: int | None, forth: int | None) -> None:
    found = targets(Taken(number, step) for number, step in enumerate(steps, 1))
    assert (found.back, found.forth) == (back, forth)


def test_several_undos_go_further_back_and_redos_forth(desk: Desk, draft: RenderedDraft) -> None:
    key, steps = place(draft, "项目建设"), desk.editing.steps
    texts = [source_of(desk, draft.id, key), "第一稿。", "第二稿。", "第三稿。"]
    for each in texts[1:]:
        edit_section(desk, draft.id, key, each)
    seen = 4
    for wanted in (texts[2], texts[1], texts[0]):
        seen = steps.undo(draft.id, key, seen=seen, actor="周文").version
        assert source_of(desk, draft.id, key) == wanted
    assert not steps.ways(draft.id, key).undo and steps.ways(draft.id, key).redo
    with pytest.raises(InputError, match="没有可以撤销"):
        steps.undo(draft.id, key, seen=seen, actor="周文")
    for wanted in texts[1:]:
        seen = steps.redo(draft.id, key, seen=seen, actor="周文").version
        assert source_of(desk, draft.id, key) == wanted
    with pytest.raises(InputError, match="没有可以重做"):
        steps.redo(draft.id, key, seen=seen, actor="周文")
    assert text(desk.rendered(draft.id)) != text(draft) and seen == 10


def test_what_another_saved_meanwhile_is_not_undone_unseen(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    edit_section(desk, draft.id, key, "我的。")
    edit_section(desk, draft.id, key, "他的。", actor="李慧")
    with pytest.raises(Overtaken, match="李慧"):
        desk.editing.steps.undo(draft.id, key, seen=2, actor="周文")
    assert source_of(desk, draft.id, key) == "他的。"


def test_the_outline_is_undone_and_redone_too(desk: Desk, draft: RenderedDraft) -> None:
    steps, key = desk.editing.steps, place(draft, "项目建设")
    assert not steps.outline_ways(draft.id).undo
    desk.editing.outlines.remove(draft.id, key, actor="周文")
    new = desk.editing.outlines.add_part(draft.id, None, "工作要求", actor="周文")
    first = [section.key for section in draft.sections]
    rendered = desk.rendered(draft.id)
    orders = [[section.key for section in rendered.sections]]
    for _ in range(2):
        steps.undo_outline(draft.id, seen=rendered.arranged, actor="周文")
        rendered = desk.rendered(draft.id)
        orders.append([section.key for section in rendered.sections])
    assert new in orders[0] and new not in orders[1] and key not in orders[1] and orders[2] == first
    assert text(rendered) == text(draft)
    steps.redo_outline(draft.id, seen=rendered.arranged, actor="周文")
    assert [section.key for section in desk.rendered(draft.id).sections] == orders[1]
    with pytest.raises(Overtaken, match="提纲"):
        steps.undo_outline(draft.id, seen=rendered.arranged, actor="李慧")
