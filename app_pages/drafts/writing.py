"""The writing of a draft as it goes: a bar, and each section as soon as it stands."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import progress_bar
from app_pages.common.wording import plain
from app_pages.drafts.text_html import draft_html
from desk import Desk, Progress
from errors import HegaoError


def write(desk: Desk, number: int) -> None:
    """Writes what is missing of the draft, then shows it by a fresh run. Raises `HegaoError`; what stands is kept."""
    with st.status("正在起草……", expanded=True) as status:
        bar = progress_bar(st.empty())
        page = st.container(height=460, autoscroll=True)
        shown = 0

        def report(step: Progress) -> None:
            nonlocal shown
            bar(step)
            status.update(label=plain(f"正在起草：{step.what}"), expanded=True)
            draft = desk.rendered(number)
            if len(draft.sections) > shown:
                above = draft.sections[shown - 1].part if shown else ""
                page.html(draft_html(draft, [section.key for section in draft.sections[shown:]], after=above))
                shown = len(draft.sections)

        try:
            draft = desk.write_draft(number, report, actor=session.actor())
        except HegaoError:
            status.update(label="起草中断", state="error")
            raise
        status.update(label="起草完毕", state="complete")
    total = draft.filled + draft.open
    session.leave_notice(f"起草完毕：数字 {total} 处，已填 {draft.filled} 处，待核 {draft.open} 处。", kind="toast")
    st.rerun()
