"""Freezing a draft (定稿): what stands open is told first; afterwards what the tables would change."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import moment_text, plain
from app_pages.drafts.changes import changes_table
from clock import today
from desk import Desk
from drafting.model import Frozen, RenderedDraft
from store.deeds import Right


def show_freezing(desk: Desk, draft: RenderedDraft) -> None:
    """The view."""
    frozen = desk.finishing.frozen(draft.id)
    if frozen is None:
        _freeze(desk, draft)
    else:
        _frozen(desk, draft, frozen)


def _freeze(desk: Desk, draft: RenderedDraft) -> None:
    st.markdown(
        "定稿以后，这份稿子就照现在的样子留存：数据表再更正，稿中的数也不变，只在这里列出变化；"
        "文字、填报、返回意见都不能再改。确需修改，由有权的人写明理由解除定稿。"
    )
    concerns = desk.finishing.concerns(draft.id)
    known, barred = True, session.barred(Right.WRITE)
    if concerns:
        with st.container(border=True):
            st.markdown("**定稿之前请核对**")
            st.markdown("\n".join(f"- {plain(line)}" for line in concerns.lines()))
            _held(desk, draft)
            st.page_link("app_pages/draft.py", label="回到起草页处理", query_params={"draft": str(draft.id)})
            if not barred:
                known = st.checkbox("以上情况已知悉，仍要定稿", key=f"known-{draft.id}-{hash(concerns)}")
    else:
        st.markdown(":green[稿中的数都有出处，没有待核、待复核之处。]")
    if barred:
        st.caption(f"定稿{barred}")
        return
    until, who, deed, _ = st.columns([0.16, 0.2, 0.14, 0.5], vertical_alignment="bottom")
    day = until.date_input("数据截至", today(), format="YYYY-MM-DD", key=f"cut-off-{draft.id}")
    with who:
        by = session.ask_person("定稿人", f"frozen-by-{draft.id}")
    pressed = deed.button("定稿", type="primary", icon=":material/lock:", disabled=not known)
    with told():
        if pressed:
            desk.finishing.freeze(draft.id, cut_off=day, by=by, knowing=concerns)
            session.leave_notice("已定稿。此后导出的文件都照现在的样子。", kind="toast")
            st.rerun()


def _held(desk: Desk, draft: RenderedDraft) -> None:
    held = desk.finishing.withheld(draft)
    if held:
        with st.expander(f"未到公开日的数据（{len(held)}）"):
            st.markdown("\n".join(f"- {plain(one.sentence)}" for one in held))


def _frozen(desk: Desk, draft: RenderedDraft, frozen: Frozen) -> None:
    day = frozen.cut_off
    st.success(
        plain(f"已定稿：{frozen.by}，{moment_text(frozen.at)}；数据截至 {day.year}年{day.month}月{day.day}日。"),
        icon=":material/lock:",
    )
    if frozen.standing_open:
        st.caption(plain(f"定稿时知悉：{frozen.standing_open}。"))
    st.page_link("app_pages/draft.py", label="去起草页导出", query_params={"draft": str(draft.id)})
    since = desk.finishing.since_frozen(draft.id)
    if since:
        st.markdown(f"**定稿后数据有变化：{len(since)} 处**")
        changes_table(draft, since)
        st.caption("稿中仍是定稿时的数。如需采用新数，请解除定稿，核对后再定稿。")
    else:
        st.caption("定稿后数据没有变化。")
    if barred := session.barred(Right.MANAGE):
        st.caption(f"解除定稿{barred}")
        return
    with st.expander("解除定稿"), st.form(f"lift-{draft.id}", border=False):
        by = session.ask_person("解除人", f"lifted-by-{draft.id}")
        reason = st.text_input("理由", placeholder="如 市统计局更正了固定资产投资增速")
        sent = st.form_submit_button("解除定稿")
        with told():
            if sent:
                desk.finishing.unfreeze(draft.id, by=by, reason=reason)
                session.leave_notice("已解除定稿，稿子重新随数据表变化。")
                st.rerun()
