"""The walk of the first hour on the first page: what to do, what of it was done, and the way to the next step."""

from dataclasses import dataclass

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import leave_report, progress_bar, told
from desk import Desk, DraftSummary, Step, Walked


@dataclass(frozen=True, slots=True)
class _Words:
    """How a step is told, and what its button reads."""

    title: str
    how: str
    button: str


_WORDS = {
    Step.DRAFT: _Words("起草", "期间和参照的讲话都已选好，点“起草”，数字自动取自统计表。", "去起草"),
    Step.CORRECT: _Words("更正一个数", "统计局发来更正后的半年表，点右边收下。", "收下更正表"),
    Step.FOLLOW: _Words("看稿子跟着变", "稿中用到的数已随表更新，逐处看从什么变成什么。", "查看变化"),
    Step.ASK: _Words("问一问", "问往年的目标、完成情况，答话都注明出处。", "去提问"),
    Step.CHECK: _Words("核对一份稿子", "送审稿里有几处错数，看能不能找出来。", "核对示例文稿"),
    Step.EXPORT: _Words("导出", "正式稿、带出处的核对稿、核对表。", "去导出"),
}


def show_walk(desk: Desk, draft: DraftSummary | None) -> None:
    """The steps with what was done; nothing off the sample, or once it was put away."""
    steps = desk.walk.steps()
    if not steps:
        return
    done = sum(step.done for step in steps)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**第一个小时：跟着做一遍**　已做 {done} / {len(steps)}", width="content")
            st.space("stretch")
            if st.button("收起引导", type="tertiary", key="walk-away"):
                with told():
                    desk.walk.put_away(by=session.actor())
                    st.rerun()
        following = next((step.step for step in steps if not step.done), None)
        corrected = any(step.step is Step.CORRECT and step.done for step in steps)
        for step in steps:
            ready = draft is not None and (corrected or step.step is not Step.FOLLOW)
            _step(desk, step, following, draft, ready=ready or step.step not in (Step.FOLLOW, Step.EXPORT))
        if following is None:
            st.success("都做过了。可以收起引导，把自己的讲话和统计表放进来。")


def _step(desk: Desk, walked: Walked, following: Step | None, draft: DraftSummary | None, *, ready: bool) -> None:
    words = _WORDS[walked.step]
    mark = ":green[:material/check_circle:]" if walked.done else ":gray[:material/radio_button_unchecked:]"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{mark} **{words.title}**　{words.how}", width="content")
        if walked.done or not ready:
            return
        if st.button(
            words.button, key=f"walk-{walked.step}", type="primary" if walked.step is following else "secondary"
        ):
            _go(desk, walked.step, draft)


def _go(desk: Desk, step: Step, draft: DraftSummary | None) -> None:
    if step is Step.CORRECT:
        with told():
            leave_report(desk.load_correction(progress_bar(st.empty()), actor=session.actor()))
            st.rerun()
        return
    if step is Step.DRAFT:
        session.show_draft(None)
        st.switch_page("app_pages/draft.py")
    if step is Step.ASK:
        st.switch_page("app_pages/ask.py")
    if step is Step.CHECK:
        st.switch_page("app_pages/check.py", query_params={"sample": "1"})
    assert draft is not None  # these steps have a button only where there is one
    st.switch_page("app_pages/draft.py", query_params={"draft": str(draft.id)})
