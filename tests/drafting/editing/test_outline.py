"""The outline is changed section by section and part by part: numbers follow, nothing that was written is lost."""

import pytest

from desk import Desk
from drafting.model import RenderedDraft, Role
from errors import InputError, NotFound, Overtaken
from export.returning.returned import read_returned
from tests.drafting.workspace import edit_section, place, slots, source_of

ACTOR = "周文"


def lines(desk: Desk, draft: int) -> list[str]:
    """The headings in order, parts and sections."""
    found: list[str] = []
    for entry in desk.editing.outlines.entries(draft):
        if entry.part and entry.part not in found:
            found.append(entry.part)
        if entry.role is Role.SECTION:
            found.append(entry.title)
    return found


def test_the_outline_tells_each_section_with_its_part_and_who_does_what(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    desk.editing.tasks.assign(draft.id, key, "李慧", actor=ACTOR)
    desk.editing.tasks.mark_done(draft.id, key, True, actor="李慧")
    entries = {entry.key: entry for entry in desk.editing.outlines.entries(draft.id)}
    assert [entry.role for entry in entries.values()][:3] == [Role.PREAMBLE, Role.INTRO, Role.SECTION]
    found = entries[key]
    assert (found.title, found.source) == ("（二）项目建设压茬推进", "项目建设压茬推进")
    assert (found.part, found.part_source) == ("一、上半年经济运行稳中有进", "上半年经济运行稳中有进")
    assert (found.done, found.assigned_to, found.version) == (True, "李慧", 1)
    assert not any(entry.done or entry.assigned_to for entry in entries.values() if entry.key != key)
    desk.editing.tasks.assign(draft.id, key, "", actor=ACTOR)
    again = {entry.key: entry for entry in desk.editing.outlines.entries(draft.id)}[key]
    assert again.done and again.assigned_to == ""


def test_a_section_is_added_renamed_moved_removed_and_put_back(desk: Desk, draft: RenderedDraft) -> None:
    outlines, first, second = desk.editing.outlines, place(draft, "主要指标"), place(draft, "项目建设")
    new = outlines.add_section(draft.id, first, "低空经济起步", actor=ACTOR)
    assert lines(desk, draft.id)[:4] == [
        "一、上半年经济运行稳中有进",
        "（一）主要指标稳步回升",
        "（二）低空经济起步",
        "（三）项目建设压茬推进",
    ]
    outlines.rename(draft.id, new, "（九）低空经济破题", seen=1, actor=ACTOR)
    outlines.move(draft.id, new, -1, actor=ACTOR)
    assert lines(desk, draft.id)[1:4] == ["（一）低空经济破题", "（二）主要指标稳步回升", "（三）项目建设压茬推进"]
    before = slots(desk.rendered(draft.id))
    outlines.remove(draft.id, second, actor=ACTOR)
    assert second not in [section.key for section in desk.rendered(draft.id).sections]
    assert [entry.key for entry in outlines.removed(draft.id)] == [second]
    with pytest.raises(NotFound, match="删去"):
        source_of(desk, draft.id, second)
    outlines.restore_removed(draft.id, second, actor=ACTOR)
    assert lines(desk, draft.id)[3] == "（三）项目建设压茬推进"
    assert slots(desk.rendered(draft.id)) == before
    assert outlines.removed(draft.id) == ()


def test_a_section_moved_over_the_edge_of_its_part_goes_into_the_next(desk: Desk, draft: RenderedDraft) -> None:
    outlines, key = desk.editing.outlines, place(draft, "项目建设")
    outlines.move(draft.id, key, 1, actor=ACTOR)
    assert lines(desk, draft.id)[2:5] == ["二、下半年重点工作", "（一）项目建设压茬推进", "（二）稳住工业运行"]
    outlines.move(draft.id, key, -1, actor=ACTOR)
    assert lines(desk, draft.id)[2] == "（二）项目建设压茬推进"
    other = next(section.part_key for section in draft.sections if "下半年" in section.part)
    assert other is not None
    outlines.move_into(draft.id, key, other, actor=ACTOR)
    assert lines(desk, draft.id)[-1] == "（三）项目建设压茬推进"
    with pytest.raises(InputError, match="最后一节"):
        outlines.move(draft.id, key, 1, actor=ACTOR)
    with pytest.raises(InputError, match="固定"):
        outlines.move(draft.id, draft.sections[0].key, 1, actor=ACTOR)


def test_whole_parts_are_added_renamed_moved_and_removed(desk: Desk, draft: RenderedDraft) -> None:
    outlines, key = desk.editing.outlines, place(draft, "项目建设")
    part = outlines.add_part(draft.id, key, "存在的困难和问题", actor=ACTOR)
    outlines.add_section(draft.id, part, "需求不足", actor=ACTOR)
    assert lines(desk, draft.id)[3:6] == ["二、存在的困难和问题", "（一）需求不足", "三、下半年重点工作"]
    version = desk.rendered(draft.id)
    outlines.rename_part(draft.id, part, "困难和问题", seen=version.arranged, actor=ACTOR)
    with pytest.raises(Overtaken, match="提纲"):
        outlines.rename_part(draft.id, part, "问题", seen=version.arranged, actor="李慧")
    outlines.move_part(draft.id, part, -1, actor=ACTOR)
    assert lines(desk, draft.id)[:3] == ["一、困难和问题", "（一）需求不足", "二、上半年经济运行稳中有进"]
    outlines.move_part(draft.id, part, 1, actor=ACTOR)
    outlines.remove_part(draft.id, part, actor=ACTOR)
    assert lines(desk, draft.id) == lines_of(draft)
    for removed in outlines.removed(draft.id):
        outlines.restore_removed(draft.id, removed.key, actor=ACTOR)
    assert lines(desk, draft.id)[3:5] == ["二、困难和问题", "（一）需求不足"]
    last = outlines.add_part(draft.id, None, "工作要求", actor=ACTOR)
    rendered = desk.rendered(draft.id)
    assert [section.key for section in rendered.sections[-2:]] == [last, draft.sections[-1].key], "before the closing"


def lines_of(draft: RenderedDraft) -> list[str]:
    found: list[str] = []
    for section in draft.sections:
        if section.part and section.part not in found:
            found.append(section.part)
        if section.role is Role.SECTION:
            found.append(section.heading)
    return found


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "空"),
        ("（一）", "空"),
        ("增长5.2%", "数据位"),
        ("三成企业扩产", "数据位"),
        ("两\n行", "一行"),
        ("好" * 101, "缩短"),
    ],
)
def test_a_title_that_cannot_be_is_refused_with_a_reason(
    desk: Desk, draft: RenderedDraft, title: str, said: str
) -> None:
    key = place(draft, "项目建设")
    for deed in (
        lambda: desk.editing.outlines.add_section(draft.id, key, title, actor=ACTOR),
        lambda: desk.editing.outlines.add_part(draft.id, None, title, actor=ACTOR),
        lambda: desk.editing.outlines.rename(draft.id, key, title, seen=1, actor=ACTOR),
    ):
        with pytest.raises(InputError, match=said):
            deed()
    assert lines(desk, draft.id) == lines_of(draft)


def test_a_number_in_a_title_stands_in_a_slot(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    desk.editing.outlines.rename(draft.id, key, "全市经济{{地区生产总值|同比}}", seen=1, actor=ACTOR)
    assert desk.rendered(draft.id).section(key).heading == "（二）全市经济增长5.3%"


def test_a_second_rename_does_not_overwrite_the_first_unseen(desk: Desk, draft: RenderedDraft) -> None:
    key = place(draft, "项目建设")
    desk.editing.outlines.rename(draft.id, key, "项目建设提速", seen=1, actor=ACTOR)
    with pytest.raises(Overtaken, match="标题"):
        desk.editing.outlines.rename(draft.id, key, "项目建设见效", seen=1, actor="李慧")
    edit_section(desk, draft.id, key, "抓好落实。")  # a text saved meanwhile is no hindrance
    desk.editing.outlines.rename(draft.id, key, "项目建设见效", seen=2, actor="李慧")
    assert desk.rendered(draft.id).section(key).heading == "（二）项目建设见效"


def test_an_empty_section_is_borne_by_everything(desk: Desk, draft: RenderedDraft) -> None:
    new = desk.editing.outlines.add_section(draft.id, place(draft, "主要指标"), "低空经济起步", actor=ACTOR)
    desk.editing.outlines.add_part(draft.id, None, "工作要求", actor=ACTOR)
    read = desk.rendered(draft.id)
    assert read.section(new).paragraphs == () and source_of(desk, draft.id, new) == ""
    name, word = desk.exchange.official(draft.id, actor=ACTOR)
    assert desk.checker.check(name, word).numbers
    words = [line.text for line in read_returned(name, word).lines]
    assert "（二）低空经济起步" in words and "三、工作要求" in words
    for made in (desk.exchange.review, desk.exchange.sheet):
        assert made(draft.id, actor=ACTOR)[1]
    assert [each.what for each in desk.exchange.versions(draft.id)][:3] == ["导出核对表", "导出核对稿", "导出正式稿"]
    edit_section(desk, draft.id, new, "")
    edit_section(desk, draft.id, new, "低空经济{{民间投资|同比}}。")
    assert desk.rendered(draft.id).section(new).paragraphs[0].text == "低空经济增长1.7%。"
    with pytest.raises(InputError, match="没有内容"):
        edit_section(desk, draft.id, new, " ")


def test_a_draft_half_written_keeps_its_outline(desk: Desk) -> None:
    from desk import DraftRequest
    from tests.drafting.workspace import H1, LAST_YEAR

    half = desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id, points="另一篇"))
    with pytest.raises(InputError, match="写完"):
        desk.editing.outlines.add_part(half, None, "工作要求", actor=ACTOR)
