"""What the pages tell the person: errors as one sentence, notices, the progress of long work, what became of files."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.common import session
from app_pages.common.wording import plain
from desk import Desk, LoadReport, Progress, Report
from errors import HegaoError

_PASSING = "toast"


@contextmanager
def told() -> Iterator[None]:
    """Shows a `HegaoError` of the block as its sentence; the rest of the block is skipped."""
    try:
        yield
    except HegaoError as error:
        st.error(plain(error.sentence))


def show_read_only(desk: Desk) -> None:
    """Says that nothing can be kept, where that is so, with the way to try again."""
    if desk.read_only:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(plain(desk.read_only), width="stretch")
            if st.button("重新打开", key="reopen"):
                session.reopen()
                st.rerun()


@contextmanager
def told_next(tell: Callable[[str], None] | None = None) -> Iterator[None]:
    """As `told`, where nothing can be shown yet, before the page runs: the sentence is left as a notice, or given to
    `tell`."""
    try:
        yield
    except HegaoError as error:
        if tell is None:
            session.leave_notice(error.sentence, kind="error")
        else:
            tell(error.sentence)


def show_notices() -> None:
    """The sentences that runs before left, each in its colour; those that pass stand at the edge of the window, seen
    wherever the page is scrolled to."""
    show: dict[str, Callable[[str], object]] = {
        "success": st.success,
        "info": st.info,
        "warning": st.warning,
        "error": st.error,
    }
    notices = session.notices()
    passing = [one for one in notices if one.kind == _PASSING]
    if passing:
        st.html(_passing_html(passing))
    for one in notices:
        if one.kind != _PASSING:
            show[one.kind](plain(one.text))


def _passing_html(passing: Sequence[session.Notice]) -> str:
    """Not Streamlit's own toast: its look is fetched when first shown, so that a run coming meanwhile loses it."""
    now = time.monotonic()
    lines = "".join(
        f'<div style="animation-delay:{(one.since or now) - now:.1f}s">{escape(one.text)}</div>' for one in passing
    )
    return f'<div class="passing" role="status">{lines}</div>'


def progress_bar(place: DeltaGenerator) -> Report:
    """A report that draws itself as a bar in `place`."""

    def report(step: Progress) -> None:
        share = min(step.done / step.total, 1.0) if step.total else 0.0
        place.progress(share, text=plain(f"{step.done}/{step.total}　{step.what}"))

    return report


def leave_report(report: LoadReport) -> None:
    """Leaves notices on what became of each file."""
    figures = sum(loaded.figures for loaded in report.loaded)
    if report.loaded:
        tail = f"，读出数据 {figures} 条" if figures else ""
        session.leave_notice(f"收下 {len(report.loaded)} 份文件{tail}。")
    for loaded in report.loaded:
        for problem in loaded.problems:
            session.leave_notice(f"{loaded.document.name}：{problem}", kind="warning")
    for skipped in report.skipped:
        session.leave_notice(f"{skipped.name} 未重复收入：{skipped.reason}", kind="info")
    for refused in report.refused:
        session.leave_notice(f"{refused.name} 未收下：{refused.reason}", kind="error")
    if report.unsearchable:
        session.leave_notice(f"文件已收下，但还不能查找：{report.unsearchable}", kind="warning")
    if report.conflicts:
        session.leave_notice(
            f"有 {len(report.conflicts)} 处数据互相矛盾，请到“数据”页的“数据矛盾”里裁定。", kind="warning"
        )
