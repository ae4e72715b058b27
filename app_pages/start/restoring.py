"""A backup put in place of the workspace, by upload."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import progress_bar, told

_LARGEST = 4096  # megabytes


def restore_form(*, empty: bool) -> None:
    """The upload of a backup, and the button that puts it in place; over an `empty` desk nothing more is asked."""
    file = st.file_uploader(
        "备份文件（.zip）", type=["zip"], key=session.upload_key("backup"), max_upload_size=_LARGEST
    )
    agreed = empty or st.checkbox(
        "现有的工作区整个移到旁边的 before-… 文件夹里保留，换成备份里的；正在用的人要刷新页面", key="restore-agreed"
    )
    if st.button("从备份恢复", disabled=file is None or not agreed) and file is not None:
        with told():
            with st.spinner("正在检查备份……"):
                desk = session.restore(file.name, file)
            desk.reindex(progress_bar(st.empty()), actor=session.actor())
            session.clear_uploads()
            session.leave_notice(f"已从“{file.name}”恢复，检索库已重建。")
            st.rerun()
