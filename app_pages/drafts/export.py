"""Taking a draft out as a file: which, in what form; open places are asked about before they leave the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from desk import Desk
from drafting.finishing.model import Withheld
from drafting.model import RenderedDraft
from export.options import ISSUED, LECTERN, Options
from store.deeds import Right

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PROFILES = {"印发件": ISSUED, "朗读件（大字，不在段中换页）": LECTERN}


def show_exports(desk: Desk, draft: RenderedDraft) -> None:
    """The buttons that take the draft out, and how it is to look."""
    if not session.may(Right.WRITE):
        return
    if desk.read_only:  # nothing leaves the desk unrecorded
        st.caption("只读时不能导出：每次导出都要留下记录。")
        return
    # Told here: a download makes its bytes outside of the session.
    options, by, made = _options(desk, draft), session.actor(), desk.exchange
    held = desk.finishing.withheld(draft)
    files = (
        _File("正式稿", f"{draft.title}.docx", _WORD, partial(made.official, draft.id, options, actor=by)),
        _File("核对稿", f"{draft.title}（核对稿）.docx", _WORD, partial(made.review, draft.id, options, actor=by)),
        _File("核对表", f"{draft.title}（核对表）.xlsx", _EXCEL, partial(made.sheet, draft.id, actor=by)),
    )
    for file in files:
        waiting = draft.open if file.label == "正式稿" else 0
        if not (waiting or held):
            _download(file, despite_embargo=False)
        elif st.button(file.label, icon=":material/download:"):
            _ask(file, waiting, held)


class _Make(Protocol):
    def __call__(self, *, despite_embargo: bool) -> tuple[str, bytes]: ...


@dataclass(frozen=True, slots=True)
class _File:
    label: str
    name: str
    mime: str
    make: _Make


@st.dialog("导出之前请确认", width="medium")
def _ask(file: _File, waiting: int, held: Sequence[Withheld]) -> None:
    """What is open or not yet public is said before the speech leaves the desk; what is open is marked in it."""
    if held:
        st.markdown(f"有 :red[**{len(held)}**] 个数据未到公开日，导出会记在操作记录里：")
        with st.container(height=min(60 + 28 * len(held), 260), border=False):
            st.markdown("\n".join(f"- {plain(one.sentence)}" for one in held))
    if waiting:
        st.markdown(f"这份讲话稿还有 :red[**{waiting}**] 处待核。导出的文件会在首页写明，并在文中把这些地方标黄。")
    _download(replace(file, label=f"仍要导出{file.label}"), despite_embargo=bool(held))


def _options(desk: Desk, draft: RenderedDraft) -> Options:
    with st.popover("版式", icon=":material/tune:"):
        profile = _PROFILES[st.radio("用途", list(_PROFILES), key=f"profile-{draft.id}")]
        contents = st.checkbox("带目录", key=f"contents-page-{draft.id}")
        appendix = st.checkbox("附数据核对表（每个部门一页）", key=f"appendix-{draft.id}")
        issued = st.date_input("标题下的日期（可不填）", value=None, key=f"issued-{draft.id}", format="YYYY-MM-DD")
        _template(desk)
        lacking = desk.exchange.missing_faces(profile)
        if lacking:
            st.caption(
                f"本机没有{'、'.join(lacking)}字体，文件中仍按规定标明这些字体；请在装有它们的电脑上查看和打印。"
            )
    day = issued if not isinstance(issued, tuple) else None
    return Options(profile=profile, issued=day, contents=contents, appendix=appendix)


def _template(desk: Desk) -> None:
    """The office's own template, remembered for everybody."""
    chosen = desk.exchange.templates.chosen()
    if chosen is not None:
        st.caption(plain(f"现用模板：{chosen.name}（{chosen.chosen_by}）"))
        if session.may(Right.MANAGE) and st.button("恢复默认版式"):
            desk.exchange.templates.forget(by=session.actor())
            st.rerun()
    if not session.may(Right.MANAGE):
        return
    given = st.file_uploader("单位自己的 Word 模板（.docx）", type=["docx"], key=session.upload_key("template"))
    if given is not None and st.button("使用这个模板"):
        with told():
            desk.exchange.templates.choose(given.name, given.getvalue(), by=session.actor())
            session.clear_uploads()
            st.rerun()


def _download(file: _File, *, despite_embargo: bool) -> None:
    """A button whose bytes are made when it is pressed, from the draft and the figures as they then are."""
    st.download_button(
        file.label,
        lambda: file.make(despite_embargo=despite_embargo)[1],
        file_name=file.name,
        mime=file.mime,
        on_click="ignore",
        icon=":material/download:",
    )
