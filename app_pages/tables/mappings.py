"""对应关系: what is remembered of how tables are read, to be looked through and forgotten."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import moment_text, plain
from desk import Desk
from store.deeds import Right


def show_mappings(desk: Desk) -> None:
    """Every shape of table somebody corrected, with each correction and who made it."""
    mappings = desk.mappings.all()
    if not mappings:
        st.info("还没有记住的对应关系：导入数据表时更正过的行和栏会记在这里，下次同样格式的表照此读取。")
        return
    may = session.may(Right.WRITE)
    st.caption("下次导入同样格式的表时照此读取；要改，就在导入预览里重新更正，或在这里去掉。")
    with st.columns(3)[0]:
        name = session.ask_person("经办人", "mappings-by") if may else ""
    for mapping in mappings:
        title = mapping.title.replace("#", "〈期间〉") or "（无标题的表）"
        with st.expander(f"{plain(title)}　{len(mapping.fixes)} 处", expanded=len(mappings) < 4), told():
            for kept in mapping.fixes:
                with st.container(horizontal=True, vertical_alignment="center"):
                    words = f"{kept.fix.axis.value}“{kept.fix.key}”：{kept.fix.words}"
                    st.markdown(plain(words), width="stretch")
                    st.caption(plain(f"{kept.by}，{moment_text(kept.at)}"))
                    if may and st.button("去掉", key=f"drop-{kept.id}"):
                        desk.mappings.drop(kept.id, by=name)
                        st.rerun()
            if may and st.button("整张表都忘记", key=f"forget-{mapping.id}"):
                desk.mappings.forget(mapping.id, by=name)
                session.leave_notice("已忘记这种表的对应关系。", kind="toast")
                st.rerun()
