"""连接设置: which model is set and whether it answers, how many sections it writes at once, what may leave."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from app_pages.common import session
from app_pages.common.secrets import secrets_fault
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from desk import MOST_AT_ONCE, Desk
from store.deeds import Right

_HOW = """
模型由环境变量或 Streamlit 的 secrets 指定，改后重新启动核稿：

| 变量 | 写什么 |
|---|---|
| `HEGAO_MODEL` | 模型名，如 deepseek-chat、qwen-plus、自建服务上的模型名 |
| `OPENAI_BASE_URL` | 服务地址，多半以 /v1 结尾；用 OpenAI 自己的服务可不写 |
| `OPENAI_API_KEY` | 密钥；自建服务不要密钥的可不写 |
"""


def show(desk: Desk) -> None:
    """The page."""
    st.title("连接设置", anchor=False)
    show_notices()
    fault = secrets_fault()
    if fault:
        st.error(plain(fault))
    with told():
        _model(desk)
    st.subheader("哪些文件的文字可以外发", anchor=False)
    st.caption(
        "本单位以外的模型只能得到勾选“可外发”的文件里的文字，和勾选的数据表里数的升降（数值一律不送）。"
        "本机、内网的模型不受此限。"
    )
    _leaving(desk)


def _model(desk: Desk) -> None:
    model = desk.model.told()
    if model is None:
        st.info(plain(desk.model.lacking))
        st.markdown("没有模型，起草、核对、导出都照常，文字沿用往年讲话。")
    else:
        where = "本单位内" if model.local else "本单位以外，只送标明可外发的文稿"
        at = f"，地址 {model.address}" if model.address else ""
        st.markdown(plain(f"模型：{model.name}{at}（{where}）"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if session.may(Right.MANAGE) and st.button("测试连接", type="primary"):
                with st.spinner("正在测试……"):
                    tried = desk.keeping.try_model(actor=session.actor())
                session.leave_notice(tried.sentence, kind="success" if tried.reached else "error")
                st.rerun()
        if session.may(Right.WRITE):
            limit = st.number_input(
                "同时起草几节", 1, MOST_AT_ONCE, session.at_once(), help="多则快，但服务可能限流；自建服务宜少"
            )
            session.set_at_once(limit)
    with st.expander("怎样配置模型", expanded=model is None):
        st.markdown(_HOW)


def _leaving(desk: Desk) -> None:
    documents = desk.documents()
    if not documents:
        st.caption("还没有文件。")
        return
    edited = st.data_editor(
        {
            "可外发": [document.may_leave for document in documents],
            "类别": [document.kind.label for document in documents],
            "标题": [document.title for document in documents],
            "文件": [document.name for document in documents],
        },
        key=f"leaving-{len(documents)}",
        disabled=["类别", "标题", "文件"] if session.may(Right.MANAGE) else True,
        hide_index=True,
        height=min(35 * (len(documents) + 1) + 3, 380),
        column_config={"标题": st.column_config.TextColumn(width="large")},
    )
    ticks = cast(Mapping[str, Sequence[bool]], edited)["可外发"]
    for may_leave in (True, False):
        changed = [
            document.id
            for ticked, document in zip(ticks, documents, strict=True)
            if ticked == may_leave != document.may_leave
        ]
        if changed:
            desk.let_leave(changed, may_leave, actor=session.actor())
            session.leave_notice(f"{len(changed)} 份文件已改为{'可以' if may_leave else '不许'}外发。", kind="toast")
            st.rerun()


show(session.desk())
