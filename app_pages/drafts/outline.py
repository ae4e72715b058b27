"""The contents of a draft, to pick from and to work on: add, rename, move, take out, put back, done, who is at it."""

from collections.abc import Callable, Mapping

import streamlit as st

from app_pages.common import session
from app_pages.common.clickable import clickable
from app_pages.common.telling import told
from app_pages.drafts.contents import Entry, contents, section_place
from app_pages.drafts.finishing import may_change, over_budget
from app_pages.drafts.lists_html import outline_html
from desk import Desk
from drafting.editing.model import OutlineEntry
from drafting.model import RenderedDraft, Role

_GONE = "已删去“{}”。要找回来，点提纲上方的撤销箭头，或在“新增”里恢复。"


def pick_place(desk: Desk, draft: RenderedDraft) -> Entry:
    """The contents with their tools; what is chosen in them."""
    entries, writing = contents(draft), session.writing()
    known = {each.key: each for each in desk.editing.outlines.entries(draft.id)}
    if writing.place not in entries:
        writing.place = next(iter(entries))  # what was chosen is no longer there
    chosen = entries[writing.place]
    if may_change(desk, draft.id):
        with st.container(horizontal=True, gap="small", key="outline-tools"):
            _tools(desk, draft, chosen, known)
    workings, over = desk.editing.workings.all_of(draft.id), over_budget(desk, draft)
    html = outline_html(entries.values(), known, workings, session.actor(), over)
    clickable(html, f"contents-{draft.id}", writing.choose, chosen=chosen.key)
    return chosen


def _tools(desk: Desk, draft: RenderedDraft, entry: Entry, known: Mapping[int, OutlineEntry]) -> None:
    with st.popover("新增", icon=":material/add:"):
        _add(desk, draft, entry)
    with st.popover("调整", icon=":material/tune:", disabled=entry.level == 0):
        if entry.level == 1 and entry.part is not None:
            _part(desk, draft, entry, entry.part, known)
        elif entry.level:
            _section(desk, draft, known[entry.sections[0]], known)
    ways = desk.editing.steps.outline_ways(draft.id)
    by, seen = session.actor(), draft.arranged
    if st.button("", icon=":material/undo:", help="撤销提纲的调整", disabled=not ways.undo, key="undo-outline"):
        _do(lambda: desk.editing.steps.undo_outline(draft.id, seen=seen, actor=by))
    if st.button("", icon=":material/redo:", help="重做提纲的调整", disabled=not ways.redo, key="redo-outline"):
        _do(lambda: desk.editing.steps.redo_outline(draft.id, seen=seen, actor=by))


def _add(desk: Desk, draft: RenderedDraft, entry: Entry) -> None:
    after, by = entry.sections[-1], session.actor()
    with st.form(f"add-{draft.id}", clear_on_submit=True, border=False):
        title = st.text_input("标题", placeholder="不用写序号")
        one = st.form_submit_button("在后面加一节", width="stretch", type="primary")
        part = st.form_submit_button("在后面加一个部分", width="stretch")
    outlines = desk.editing.outlines
    if one:
        _do(lambda: _choose(outlines.add_section(draft.id, after, title, actor=by)))
    if part:
        _do(lambda: _choose(outlines.add_part(draft.id, after if entry.level else None, title, actor=by)))
    removed = outlines.removed(draft.id)
    if removed:
        names = {each.key: each for each in removed}
        back = st.selectbox("已删去的节", list(names), format_func=lambda key: names[key].title, key=f"back-{draft.id}")
        if st.button("恢复这一节", width="stretch"):
            _do(lambda: _restored(desk, draft.id, back), said=f"已恢复“{names[back].title}”。")


def _restored(desk: Desk, draft: int, key: int) -> None:
    desk.editing.outlines.restore_removed(draft, key, actor=session.actor())
    _choose(key)


def _choose(key: int) -> None:
    session.writing().choose(section_place(key))


def _section(desk: Desk, draft: RenderedDraft, one: OutlineEntry, known: Mapping[int, OutlineEntry]) -> None:
    outlines, tasks, by, key = desk.editing.outlines, desk.editing.tasks, session.actor(), one.key
    done = st.checkbox("已完成", value=one.done, key=f"done-{draft.id}-{key}-{one.done}")
    if done != one.done:
        _do(lambda: tasks.mark_done(draft.id, key, done, actor=by))
    with st.form(f"assign-{draft.id}-{key}", border=False):
        person = st.text_input("由谁负责", value=one.assigned_to, placeholder="姓名，可不填")
        title = st.text_input("标题", value=one.source) if one.role is Role.SECTION else one.source
        sent = st.form_submit_button("确定", type="primary", width="stretch")
    if sent:
        if person.strip() != one.assigned_to:
            _do(lambda: tasks.assign(draft.id, key, person, actor=by), again=title == one.source)
        if title != one.source:
            _do(lambda: outlines.rename(draft.id, key, title, seen=one.version, actor=by))
    if one.role is Role.SECTION:
        with st.container(horizontal=True, gap="small"):
            if st.button("上移", icon=":material/arrow_upward:"):
                _do(lambda: outlines.move(draft.id, key, -1, actor=by))
            if st.button("下移", icon=":material/arrow_downward:"):
                _do(lambda: outlines.move(draft.id, key, 1, actor=by))
        _into(desk, draft, one, known)
    if st.button("删去这一节", icon=":material/delete:", help="可以恢复", width="stretch"):
        _do(lambda: outlines.remove(draft.id, key, actor=by), said=_GONE.format(one.title))


def _into(desk: Desk, draft: RenderedDraft, one: OutlineEntry, known: Mapping[int, OutlineEntry]) -> None:
    parts = {
        each.part_key: each.part
        for each in known.values()
        if each.part_key is not None and each.part_key != one.part_key
    }
    if not parts:
        return
    part = st.selectbox(
        "移到",
        list(parts),
        index=None,
        format_func=lambda key: parts[key],
        placeholder="移到别的部分……",
        key=f"into-{draft.id}-{one.key}-{one.part_key}",
        label_visibility="collapsed",
    )
    if part is not None:
        _do(lambda: desk.editing.outlines.move_into(draft.id, one.key, part, actor=session.actor()))


def _part(desk: Desk, draft: RenderedDraft, entry: Entry, part: int, known: Mapping[int, OutlineEntry]) -> None:
    outlines, by, seen = desk.editing.outlines, session.actor(), draft.arranged
    before = known[entry.sections[0]].part_source
    with st.form(f"part-{draft.id}-{part}", border=False):
        title = st.text_input("部分的标题", value=before)
        sent = st.form_submit_button("改标题", type="primary", width="stretch")
    if sent and title != before:
        _do(lambda: outlines.rename_part(draft.id, part, title, seen=seen, actor=by))
    with st.container(horizontal=True, gap="small"):
        if st.button("整个上移", icon=":material/arrow_upward:"):
            _do(lambda: outlines.move_part(draft.id, part, -1, actor=by))
        if st.button("整个下移", icon=":material/arrow_downward:"):
            _do(lambda: outlines.move_part(draft.id, part, 1, actor=by))
    if st.button("删去这一部分", icon=":material/delete:", help="其中各节可以恢复", width="stretch"):
        _do(lambda: outlines.remove_part(draft.id, part, actor=by), said=_GONE.format(entry.title))


def _do(deed: Callable[[], object], *, again: bool = True, said: str = "") -> None:
    """Does something to the outline, then shows the page anew, with what is `said` of it; a refusal is shown where it
    was asked."""
    with told():
        deed()
        if said:
            session.leave_notice(said, kind="toast")
        if again:
            st.rerun()
