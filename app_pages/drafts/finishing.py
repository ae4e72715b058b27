"""What the last mile has to tell while a draft is being read: frozen, figures not yet public, entries that wait."""

import streamlit as st

from app_pages.common import session
from app_pages.common.wording import length_text, plain
from app_pages.drafts.contents import WHOLE_PLACE, part_place, section_place
from desk import Desk
from drafting.finishing.model import Level, Measured
from drafting.model import RenderedDraft
from store.deeds import Right


def may_change(desk: Desk, draft: int) -> bool:
    """Whether whoever sits at the screen can change a draft: they have the right, and it is not frozen."""
    return session.may(Right.WRITE) and desk.finishing.frozen(draft) is None


def over_budget(desk: Desk, draft: RenderedDraft) -> dict[str, str]:
    """By how much places are over what they may take, by the keys of the contents; a tenth more is no matter."""
    budget = desk.finishing.budget(draft.id)
    if budget.amount is None:
        return {}
    return {
        _place(row): f"超 {length_text(row.over, budget.unit)}"
        for row in desk.finishing.lengths(draft)
        if row.budget is not None and row.over > row.budget / 10
    }


def _place(row: Measured) -> str:
    if row.key is None:
        return WHOLE_PLACE
    return part_place(row.key) if row.level is Level.PART else section_place(row.key)


def show_last_mile(desk: Desk, draft: RenderedDraft) -> None:
    """One line for each thing there is to tell, with the way to where it is dealt with."""
    frozen = desk.finishing.frozen(draft.id)
    if frozen is not None:
        since = len(desk.finishing.since_frozen(draft.id))
        changed = f"定稿后数据有变化：{since} 处，稿中不变。" if since else ""
        _line(
            f"已定稿（{frozen.by}，数据截至 {frozen.cut_off}），不能再改。{changed}", draft, "freezing", "查看定稿情况"
        )
        return
    waiting = desk.finishing.waiting(draft.id)
    if waiting:
        _line(f"有 {waiting} 条填报待另一人复核，复核后才填入稿中。", draft, "entries", "去复核")
    held = desk.finishing.withheld(draft)
    if held:
        with st.expander(f"稿中有 {len(held)} 个数据未到公开日，导出时须确认", icon=":material/lock_clock:"):
            st.markdown("\n".join(f"- {plain(one.sentence)}" for one in held))


def _line(sentence: str, draft: RenderedDraft, view: str, label: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(sentence), width="content")
        st.page_link("app_pages/finishing.py", label=label, query_params={"draft": str(draft.id), "view": view})
