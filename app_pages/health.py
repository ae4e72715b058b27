"""系统状态: what the desk leans on and how it stands, and a backup of it all."""

import io

import streamlit as st

from app_pages.common import session
from app_pages.common.secrets import secrets_fault
from app_pages.common.telling import progress_bar, show_notices, told
from app_pages.common.wording import plain
from app_pages.start.restoring import restore_form
from desk import Desk
from store.deeds import Right

_COLOURS = {"正常": "green", "未设": "gray", "不通": "red"}


def show(desk: Desk) -> None:
    """The page."""
    st.title("系统状态", anchor=False)
    show_notices()
    fault = secrets_fault()
    if fault:
        _condition("密钥文件", "不通", fault)
    for one in desk.health.conditions(reach=False):
        _condition(one.what, one.state.label, one.told)
    if barred := session.barred(Right.MANAGE):
        st.caption(plain(f"重建检索库、试连模型、备份和恢复{barred}"))
        return
    _rebuilding(desk)
    if st.button("试连模型"):
        with told():
            tried = desk.keeping.try_model(actor=session.actor())
            session.leave_notice(tried.sentence, kind="success" if tried.reached else "error")
            st.rerun()
    st.subheader("备份", anchor=False)
    st.caption(
        "备份含数据库和全部上传的文件，不含检索库（恢复时自动重建）。恢复时原来的工作区整个留在旁边，不会被覆盖。"
    )
    by = session.actor()
    st.download_button(
        "备份整个工作区",
        lambda: _backup(desk, by),
        file_name="核稿备份.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
    )
    with st.expander("从备份恢复"):
        restore_form(empty=False)


def _condition(what: str, state: str, sentence: str) -> None:
    st.markdown(f"**{what}**　:{_COLOURS[state]}[{state}]　{plain(sentence)}")


def _rebuilding(desk: Desk) -> None:
    """The way out where the index is missing or damaged."""
    if st.button("重建检索库", help="检索库缺失、损坏，或换了向量方法之后用；文件和数据不受影响"):
        with told():
            count = desk.reindex(progress_bar(st.empty()), actor=session.actor())
            session.leave_notice(f"检索库已重建，收入 {count} 份文件。")
            st.rerun()


def _backup(desk: Desk, by: str) -> bytes:
    written = io.BytesIO()
    desk.keeping.back_up(written, actor=by)
    return written.getvalue()


show(session.desk())
