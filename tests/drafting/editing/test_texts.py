"""Two people save the same section: the later one sees what changed and chooses, and nobody's words are lost."""

import threading
from pathlib import Path

import pytest

from desk import Desk
from drafting.editing.merging import merged
from drafting.editing.model import Conflict, Saved
from drafting.model import FRONT, RenderedDraft, State
from errors import InputError, NotFound, Overtaken
from tests.drafting.workspace import edit_section, open_desk, place, source_of


def conflict(found: Saved | Conflict) -> Conflict:
    assert isinstance(found, Conflict)
    return found


def test_what_nobody_else_touched_is_saved_as_the_next_version(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    opened = desk.editing.texts.opened(draft.id, key)
    saved = desk.editing.texts.save(draft.id, key, opened.source + "\n要抓好落实。", seen=opened.version, actor="周文")
    assert isinstance(saved, Saved) and saved.section.version == 2
    assert desk.rendered(draft.id).section(key) == saved.section
    again = desk.editing.texts.save(draft.id, key, opened.source + "\n要抓好落实。", seen=2, actor="周文")
    assert isinstance(again, Saved) and again.section.version == 2, "nothing changed, nothing kept"


def test_the_later_of_two_is_told_what_changed_and_chooses(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    opened = desk.editing.texts.opened(draft.id, key)
    edit_section(desk, draft.id, key, opened.source.replace("抓项目", "抓好项目"), actor="周文")
    mine = opened.source + "\n要抓好落实。"
    found = conflict(desk.editing.texts.save(draft.id, key, mine, seen=opened.version, actor="李慧"))
    assert (found.by, found.version, found.base, found.mine) == ("周文", 2, opened.source, mine)
    assert found.theirs == source_of(desk, draft.id, key), "nothing was changed"
    assert found.merged == mine.replace("抓项目", "抓好项目")
    (line,) = found.they_changed
    assert [each.text for each in line.passages if each.new] == ["好"]
    assert {each.text for line in found.compared for each in line.passages if each.new} == {"要抓好落实。"}
    saved = desk.editing.texts.save(draft.id, key, found.merged, seen=found.version, actor="李慧")
    assert isinstance(saved, Saved) and source_of(desk, draft.id, key) == found.merged


def test_the_same_words_changed_by_both_are_not_put_together(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    opened = desk.editing.texts.opened(draft.id, key)
    edit_section(desk, draft.id, key, opened.source.replace("抓项目", "抓好项目"), actor="周文")
    mine = opened.source.replace("抓项目", "紧盯项目")
    found = conflict(desk.editing.texts.save(draft.id, key, mine, seen=opened.version, actor="李慧"))
    assert found.merged is None
    edit_section(desk, draft.id, key, opened.source, actor="赵强")  # a third one, in between
    again = conflict(desk.editing.texts.save(draft.id, key, mine, seen=found.version, actor="李慧"))
    assert (again.by, again.version) == ("赵强", 3)


def test_who_gives_way_finds_their_own_text_one_undo_away(desk: Desk, draft: RenderedDraft) -> None:
    key, texts = place(draft, "项目建设"), desk.editing.texts
    opened = texts.opened(draft.id, key)
    edit_section(desk, draft.id, key, "他的话。", actor="周文")
    desk.editing.workings.keep(draft.id, key, "李慧", "我的话。", opened.version)
    found = conflict(texts.save(draft.id, key, "我的话。", seen=opened.version, actor="李慧"))
    texts.give_way(draft.id, key, found.mine, seen=found.version, actor="李慧")
    assert source_of(desk, draft.id, key) == "他的话。"
    assert desk.editing.workings.of(draft.id, key, "李慧") is None
    seen = texts.opened(draft.id, key).version
    with pytest.raises(Overtaken, match="刚又被别人改过"):
        texts.give_way(draft.id, key, "我的话。", seen=found.version, actor="李慧")
    desk.editing.steps.undo(draft.id, key, seen=seen, actor="李慧")
    assert source_of(desk, draft.id, key) == "我的话。"


def test_a_new_title_alone_hinders_nobody_who_edits_the_text(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    desk.editing.outlines.rename(draft.id, key, "项目建设提速", seen=1, actor="周文")
    saved = desk.editing.texts.save(draft.id, key, "抓好落实。", seen=1, actor="李慧")
    assert isinstance(saved, Saved) and saved.section.heading == "（二）项目建设提速"


def test_what_cannot_be_taken_is_refused_before_anything_is_compared(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    edit_section(desk, draft.id, key, "别人的话。")
    with pytest.raises(InputError, match="数据位"):
        desk.editing.texts.save(draft.id, key, "增长5.2%。", seen=1, actor="李慧")
    with pytest.raises(NotFound, match="版本"):
        desk.editing.texts.save(draft.id, key, "抓好落实。", seen=9, actor="李慧")


def test_an_open_slot_is_found_again_after_others_changed_the_section(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    section = draft.section(key)
    slot = next(each for item in section.paragraphs for each in item.slots if each.state is State.OPEN)
    edit_section(desk, draft.id, key, "全市{{地区生产总值|同比}}。\n" + source_of(desk, draft.id, key))
    told = {"value": "十", "by": "王五", "source": "发改委"}
    read = desk.editing.texts.attest(draft.id, key, slot.number, seen=section.version, **told)
    filled = [each for item in read.paragraphs for each in item.slots if each.note and "王五" in each.note]
    assert [each.number for each in filled] == [slot.number + 1]
    with pytest.raises(Overtaken, match="没有填报"):
        desk.editing.texts.attest(draft.id, key, slot.number, seen=section.version, **told)


def test_two_fill_the_front_and_neither_is_lost(desk: Desk, draft: RenderedDraft) -> None:
    assert draft.front is not None
    opens = [each.number for item in draft.front.paragraphs for each in item.slots if each.state is State.OPEN]
    told = {"value": "十", "by": "王五", "source": "办公室"}
    for number in opens:
        desk.editing.texts.attest(draft.id, FRONT, number, **told)
    front = desk.rendered(draft.id).front
    assert front is not None
    assert all(each.state is State.FILLED for item in front.paragraphs for each in item.slots)


def test_what_is_open_in_titles_is_filled_by_hand_too(desk: Desk, draft: RenderedDraft) -> None:
    key, told = place(draft, "项目建设"), {"value": "12", "by": "王五", "source": "发改委"}
    part, unknown = draft.section(key).part_key, "{{项目个数|总量}}"
    assert part is not None
    outlines, texts = desk.editing.outlines, desk.editing.texts
    outlines.rename(draft.id, key, f"完成项目{unknown}", seen=1, actor="周文")
    outlines.rename_part(draft.id, part, f"上项目{unknown}", seen=draft.arranged, actor="周文")
    waiting = desk.rendered(draft.id)
    slots = [slot for slot in waiting.section(key).titled if slot.state is State.OPEN]
    assert [slot.number for slot in slots] == [-1, -2]
    read = texts.attest(draft.id, key, -1, asked=slots[0].slot, **told)
    read = texts.attest(draft.id, key, -2, asked=slots[1].slot, **told)
    assert (read.part, read.heading) == ("一、上项目12", "（二）完成项目12")
    assert desk.rendered(draft.id).open == waiting.open - 2
    with pytest.raises(InputError, match="已有数据来源"):
        texts.attest(draft.id, key, -2, **told)
    with pytest.raises(InputError, match="不是为这里填写的"):
        outlines.rename(draft.id, key, "完成{{填报|其他|99|#}}", seen=3, actor="周文")
    outlines.rename(draft.id, key, f"谋划项目{unknown}", seen=3, actor="周文")
    with pytest.raises(Overtaken, match="没有填报"):
        texts.attest(draft.id, key, -2, asked=waiting.section(key).slots[-1].slot, **told)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "both"),
    [
        ("甲乙丙丁戊", "甲乙丙丁戊己", "零甲乙丙丁戊", "零甲乙丙丁戊己"),
        ("甲乙丙", "甲丁丙", "甲戊丙", None),
        ("甲乙丙", "甲丁丙", "甲丁丙", "甲丁丙"),
        ("一段。", "一段。\n他的。", "一段。\n我的。", "一段。\n他的。\n我的。"),
        ("增{{a|b}}，稳。", "增{{a|c}}，稳。", "增{{a|b}}，很稳。", "增{{a|c}}，很稳。"),
        ("增{{a|b}}。", "增{{a|c}}。", "增{{a|d}}。", None),
    ],
)
def test_changes_are_put_together_where_they_do_not_touch(base: str, theirs: str, mine: str, both: str | None) -> None:
    assert merged(base, theirs, mine) == both


def test_a_hammering_of_saves_from_several_desks_loses_no_update(desk: Desk, draft: RenderedDraft) -> None:
    """Each of many saves adds a line of its own; whoever is overtaken looks again and puts his line to the rest."""
    key, each, home = place(draft, "项目建设"), 6, Path(desk._settings.home)
    faults: list[BaseException] = []

    def work(who: str, own: Desk) -> None:
        try:
            for number in range(each):
                line = f"{who}写的{'好' * (number + 1)}。"
                opened = own.editing.texts.opened(draft.id, key)
                text, seen = f"{opened.source}\n{line}", opened.version
                while isinstance(found := own.editing.texts.save(draft.id, key, text, seen=seen, actor=who), Conflict):
                    text, seen = f"{found.theirs}\n{line}", found.version
        except BaseException as fault:
            faults.append(fault)

    others = [open_desk(home) for _ in range(2)]
    people = {"周文": desk, "李慧": desk, "赵强": others[0], "吴卓": others[1]}
    threads = [threading.Thread(target=work, args=person) for person in people.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    assert not faults
    kept = source_of(desk, draft.id, key).splitlines()
    for who in people:
        assert [line for line in kept if line.startswith(f"{who}写的")] == [
            f"{who}写的{'好' * (number + 1)}。" for number in range(each)
        ]


def test_who_saves_what_stood_there_all_along_ends_the_working_copy(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    opened = desk.editing.texts.opened(draft.id, key)
    desk.editing.workings.keep(draft.id, key, "周文", opened.source + "\n不要了。", opened.version)
    saved = desk.editing.texts.save(draft.id, key, opened.source, seen=opened.version, actor="周文")
    assert isinstance(saved, Saved) and saved.section.version == opened.version
    assert desk.editing.workings.of(draft.id, key, "周文") is None


def test_a_paragraph_rewritten_of_an_older_version_replaces_none_of_the_newer_one(
    desk: Desk, draft: RenderedDraft
) -> None:
    key, texts = place(draft, "项目建设"), desk.editing.texts
    opened = texts.opened(draft.id, key)
    newer = "要先看这一段。\n" + opened.source
    texts.save(draft.id, key, newer, seen=opened.version, actor="王强")
    found = texts.save_paragraph(draft.id, key, 0, "要抓好落实。", seen=opened.version, actor="周文")
    assert conflict(found).by == "王强" and texts.opened(draft.id, key).source == newer
    assert isinstance(texts.save_paragraph(draft.id, key, 0, "要抓好落实。", seen=2, actor="周文"), Saved)
    assert texts.opened(draft.id, key).source == "要抓好落实。\n" + opened.source
