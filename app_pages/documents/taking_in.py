"""Taking many files in: a bar that says which file of how many, the list of what became of each, and what stays of it.

For any page that takes files in; what is done with them is given.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.uploads import UploadTold, became_html
from app_pages.common.wording import plain
from desk import Became, Fate, LoadReport, Progress, Report

_LISTED = 300  # pixels


def take_in(name: str, files: Sequence[str], load: Callable[[Report, Callable[[Became], None]], LoadReport]) -> None:
    """Runs `load` for the `files` handed in at `name`, shows how it goes, and keeps what became of them for
    `show_became`. Raises what `load` raises; what became of files before that is kept."""
    told = UploadTold(tuple(files))
    session.tell_became(name, told)
    place = st.empty()
    with place.container():
        bar = st.empty()
        so_far = st.container(height=_LISTED).empty()

        def report(step: Progress) -> None:
            done = min(step.done / step.total, 1.0) if step.total else 0.0
            bar.progress(done, text=plain(_going_on(step, told)))

        def each(became: Became) -> None:
            told.became.append(became)
            so_far.html(became_html(told.became[::-1]))

        try:
            _leave(load(report, each))
        finally:
            told.over = True
    place.empty()


def _going_on(step: Progress, told: UploadTold) -> str:
    refused = told.count(Fate.REFUSED)
    tail = f"，没有收下 {refused} 份" if refused else ""
    return f"{min(step.done + 1, step.total)}/{step.total}　{step.what}　（已收下 {told.count(Fate.LOADED)} 份{tail}）"


def _leave(report: LoadReport) -> None:
    """Leaves notices of what is not about one file."""
    if report.unsearchable:
        session.leave_notice(f"文件已收下，但还不能查找：{report.unsearchable}", kind="warning")
    if report.conflicts:
        session.leave_notice(
            f"有 {len(report.conflicts)} 处数据互相矛盾，请到“数据”页的“数据矛盾”里裁定。", kind="warning"
        )


def show_became(name: str) -> None:
    """What became of the files last handed in at `name`: it stays until a person closes it."""
    told = session.became(name)
    if told is None:
        return
    told.over = True  # a run that shows this is none in which files are taken in
    refused = told.count(Fate.REFUSED)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            tell = st.warning if refused or told.left else st.success
            tell(plain(told.summary), width="stretch")
            if st.button("知道了", key=f"read-{name}"):
                session.tell_became(name, None)
                st.rerun()
        worth = [one for one in told.became if one.told or one.fate is not Fate.LOADED]
        if worth:
            with st.container(height=_LISTED if len(worth) > 6 else "content"):
                st.html(became_html(worth))
