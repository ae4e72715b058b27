"""What was filled by hand: every attested entry of a draft, to be confirmed by another person or taken back."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import moment_text, plain
from app_pages.drafts.text_html import asked_text
from desk import FRONT, Desk
from drafting.finishing.model import PlacedEntry
from drafting.model import EntryState, RenderedDraft
from store.deeds import Right

_ALL = "全部"


def show_entries(desk: Desk, draft: RenderedDraft) -> None:
    """The view."""
    everything = desk.finishing.entries(draft.id)
    if not everything:
        st.caption("这份稿子还没有填报。在“起草”页点一处待核的数，即可填报。")
        return
    counts = {state: sum(one.entry.state is state for one in everything) for state in EntryState}
    state = st.segmented_control(
        "状态",
        [_ALL, *EntryState],
        default=EntryState.WAITING if counts[EntryState.WAITING] else _ALL,
        format_func=lambda one: f"{_ALL} {len(everything)}" if one == _ALL else f"{one.label} {counts[one]}",
        key=f"entry-state-{draft.id}",
        label_visibility="collapsed",
        required=True,
    )
    shown = [one for one in everything if state in (_ALL, one.entry.state)]
    if desk.finishing.two_persons:
        st.caption("填报要由另一人复核后才填入稿中，复核之前稿中和导出的文件里都显示为 \\*。")
    chosen = _table(draft, shown)
    _deeds(desk, draft, chosen, [one for one in everything if one.entry.state is EntryState.WAITING])


def _table(draft: RenderedDraft, shown: Sequence[PlacedEntry]) -> list[PlacedEntry]:
    """The entries as rows; says which are chosen."""
    rows = [
        {
            "位置": _place(draft, placed.section),
            "填什么": asked_text(placed.entry.instead) if placed.entry.instead else "",
            "值": placed.entry.value,
            "填报人": placed.entry.by,
            "来源": placed.entry.source,
            "理由": placed.entry.reason,
            "填报时间": moment_text(placed.entry.entered_at) if placed.entry.entered_at else "",
            "状态": placed.entry.state.label,
            "经手": placed.entry.checked_by,
            "说明": placed.entry.verdict,
        }
        for placed in shown
    ]
    picked = st.dataframe(
        rows,
        key=f"entries-{draft.id}",
        hide_index=True,
        height=min(38 + 35 * max(len(rows), 1), 480),
        on_select="rerun",
        selection_mode="multi-row",
    )
    return [shown[at] for at in picked.selection.rows if at < len(shown)]


def _deeds(desk: Desk, draft: RenderedDraft, chosen: Sequence[PlacedEntry], waiting: Sequence[PlacedEntry]) -> None:
    if desk.finishing.frozen(draft.id) is not None:
        st.caption("已定稿，填报不能再改。")
        return
    if barred := session.barred(Right.WRITE):
        st.caption(f"撤回填报{barred}")
        return
    ids, finishing = [placed.entry.id for placed in chosen], desk.finishing
    who, why, _ = st.columns([0.2, 0.45, 0.35])
    with who:
        by = session.ask_person("复核人", f"checked-by-{draft.id}")
    reason = why.text_input("理由（不同意、撤回时必填）", key=f"verdict-{draft.id}")
    with st.container(horizontal=True, gap="small"), told():
        none, verifies = not ids, session.may(Right.VERIFY)
        if verifies and waiting and st.button(f"复核全部待复核（{len(waiting)}）", type="primary"):
            finishing.confirm(draft.id, [placed.entry.id for placed in waiting], by=by)
            _done(f"已复核 {len(waiting)} 条填报。")
        if verifies and st.button("复核所选", disabled=none):
            finishing.confirm(draft.id, ids, by=by)
            _done(f"已复核 {len(ids)} 条填报。")
        if verifies and st.button("不同意所选", disabled=none):
            finishing.decline(draft.id, ids, by=by, reason=reason)
            _done(f"已退回 {len(ids)} 条填报，稿中重新待核。")
        if st.button("撤回所选", disabled=none):
            finishing.withdraw(draft.id, ids, by=by, reason=reason)
            _done(f"已撤回 {len(ids)} 条填报，稿中重新待核。")


def _done(told_: str) -> None:
    session.leave_notice(told_, kind="toast")
    st.rerun()


def _place(draft: RenderedDraft, key: int | None) -> str:
    if key is None:
        return "稿中已不用"
    if key == FRONT:
        return "标题与署名"
    section = draft.section(key)
    return plain(section.heading or section.role.label)
