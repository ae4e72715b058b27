"""One section of a draft at hand: its numbers with their sources, filling by hand, editing its text."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain, ref_text
from app_pages.drafts.model import model_panel
from app_pages.drafts.text_html import asked, marks_html, numbers_html, offer_source, slots_of
from desk import FRONT, Desk
from drafting.model import RenderedDraft, RenderedSection, RenderedSlot, State
from errors import InputError


def section_panel(desk: Desk, draft: RenderedDraft, number: int) -> None:
    """What can be seen and done at section `number`."""
    section = draft.section(number)
    if session.edited() != number and st.button("编辑本节", width="stretch"):
        session.edit(number)
        st.rerun()
    slots = slots_of(section)
    waiting = [slot for slot in slots if slot.state is State.OPEN]
    if waiting:
        _attest(desk, draft, number, waiting)
    with st.expander(f"本节数字（{len(slots)}）", expanded=not waiting):
        st.html(numbers_html(slots))
    _marks(section)
    _offers(section)
    model_panel(desk, draft, number)


def front_panel(desk: Desk, draft: RenderedDraft) -> None:
    """Fills what is open in the title and under it: a date, a name."""
    waiting = [slot for slot in slots_of(draft.front) if slot.state is State.OPEN] if draft.front else []
    if waiting:
        st.markdown("**标题与署名**")
        _attest(desk, draft, FRONT, waiting)


def _marks(section: RenderedSection) -> None:
    count = sum(len(paragraph.marks) for paragraph in section.paragraphs)
    if count:
        with st.expander(f"须人工过目（{count}）"):
            st.html(marks_html(section))


def _offers(section: RenderedSection) -> None:
    if not section.offers:
        return
    with st.expander(f"本节没有用到的数据（{len(section.offers)}）"):
        st.caption("编辑本节时，把花括号里的内容贴到文字中即可。")
        for ref in section.offers:
            st.text(ref_text(ref))
            st.code(offer_source(ref), language=None, wrap_lines=True)


def _attest(desk: Desk, draft: RenderedDraft, number: int, waiting: list[RenderedSlot]) -> None:
    """The form that fills one open slot by hand."""
    by_number = {slot.number: slot for slot in waiting}
    with st.expander(f"填报待核之处（{len(waiting)}）", expanded=True):
        chosen = st.selectbox(
            "待核之处",
            list(by_number),
            format_func=lambda slot: f"第 {slot + 1} 处：{asked(by_number[slot])}",
            key=f"slot-{draft.id}-{number}",
        )
        st.caption(plain(by_number[chosen].reason or "没有可用的核实数据。"))
        with st.form(f"attest-{draft.id}-{number}-{chosen}", border=False):
            shown = by_number[chosen].text
            value = st.text_input("值", placeholder="照稿中应有的写法" if shown == "*" else f"只填“{shown}”里 * 的内容")
            by = session.ask_person("填报人", f"by-{draft.id}-{number}-{chosen}")
            source = st.text_input("来源", placeholder="如 市统计局电话告知")
            reason = st.text_input("理由（可不填）")
            sent = st.form_submit_button("填报", type="primary", width="stretch")
        with told():
            if sent:
                _fill(desk, draft, number, chosen, value=value, by=by, source=source, reason=reason)


def _fill(
    desk: Desk, draft: RenderedDraft, section: int, slot: int, *, value: str, by: str, source: str, reason: str
) -> None:
    blank = [name for name, given in (("值", value), ("填报人", by), ("来源", source)) if not given.strip()]
    if blank:
        raise InputError(f"填报缺少{'、'.join(blank)}，请补上再填报。")
    desk.attest(draft.id, section, slot, value=value.strip(), by=by, source=source.strip(), reason=reason.strip())
    session.leave_notice(f"已填报：{value.strip()}（{by}）。", kind="toast")
    st.rerun()


def edit_source(desk: Desk, draft: RenderedDraft, number: int) -> None:
    """The text of section `number` with its slots in braces. A refused text stays in the field to be mended."""
    key = f"source-{draft.id}-{number}"
    if key not in st.session_state:
        st.session_state[key] = desk.section_source(draft.id, number)
    st.caption("一行一段。数字不能直接写，须写成数据位，如 {{地区生产总值|同比}}；期间、地区不写就是本稿的期间和地区。")
    source = st.text_area("本节文字", key=key, height=400, label_visibility="collapsed")
    with st.container(horizontal=True):
        save = st.button("保存", type="primary")
        leave = st.button("不改了")
    with told():
        if save:
            desk.edit_section(draft.id, number, source, actor=session.actor())
            session.leave_notice("已保存。", kind="toast")
        if save or leave:
            session.edit(None)
            del st.session_state[key]
            st.rerun()
