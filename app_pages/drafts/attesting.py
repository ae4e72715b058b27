"""Filling an open place of a draft by hand: a value, name or date that a named person vouches for."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from desk import Desk
from drafting.model import RenderedDraft, RenderedSlot
from errors import InputError


def attest_form(desk: Desk, draft: RenderedDraft, key: int, slot: RenderedSlot) -> None:
    """The form for one open slot of the section of `key`."""
    name = f"{draft.id}-{key}-{slot.number}"
    with st.form(f"attest-{name}", border=False):
        value = st.text_input(
            "值", placeholder="照稿中应有的写法" if slot.text == "*" else f"只填“{slot.text}”里 * 的内容"
        )
        by = session.ask_person("填报人", f"by-{name}")
        source = st.text_input("来源", placeholder="如 市统计局电话告知")
        reason = st.text_input("理由（可不填）")
        sent = st.form_submit_button("填报", type="primary", width="stretch")
    with told():
        if sent:
            _fill(desk, draft, key, slot, value=value, by=by, source=source, reason=reason)


def _fill(
    desk: Desk, draft: RenderedDraft, key: int, slot: RenderedSlot, *, value: str, by: str, source: str, reason: str
) -> None:
    blank = [name for name, given in (("值", value), ("填报人", by), ("来源", source)) if not given.strip()]
    if blank:
        raise InputError(f"填报缺少{'、'.join(blank)}，请补上再填报。")
    desk.editing.texts.attest(
        draft.id,
        key,
        slot.number,
        value=value.strip(),
        by=by,
        source=source.strip(),
        reason=reason.strip(),
        seen=draft.section(key).version,
        asked=slot.slot,
    )
    session.writing().picked = None
    waits = "，由另一人复核后填入" if desk.finishing.two_persons else ""
    session.leave_notice(f"已填报：{value.strip()}（{by}）{waits}。", kind="toast")
    st.rerun()
