"""What can be done with chosen documents of the library: read, set right, let leave the house, remove, restore."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from app_pages.documents.rows import document_rows, kind_text, name_of
from corpus.library import StoredDocument
from corpus.model import DocumentKind, Identity
from desk import Desk, InUse
from store.deeds import Right

_TEXTS = [DocumentKind.SPEECH, DocumentKind.REPORT, DocumentKind.MATERIAL]
_EARLIEST = date(1949, 10, 1)
_NAMED = 3
_REMOVING = "正在移除，并更新台账和检索……"


def show_chosen(desk: Desk, chosen: Sequence[StoredDocument]) -> None:
    """One document in full, or what can be done with several at once."""
    with st.container(border=True):
        if len(chosen) == 1:
            _one(desk, chosen[0])
        else:
            _several(desk, chosen)


def _one(desk: Desk, document: StoredDocument) -> None:
    st.markdown(f"**{plain(document.title)}**　:gray[{plain(kind_text(document))}　{plain(document.name)}]")
    _sent_in_for(desk, document)
    with st.container(horizontal=True):
        if document.kind is not DocumentKind.TABLE:
            st.page_link(
                "app_pages/reader.py",
                label="读原文",
                icon=":material/menu_book:",
                query_params={"document": str(document.id)},
            )
        else:
            st.page_link("app_pages/figures.py", label="看数据", icon=":material/table_view:")
        st.download_button(
            "下载原件",
            lambda: desk.original(document.id)[1],
            document.name,
            icon=":material/download:",
            key=f"original-{document.id}",
        )
        if session.may(Right.MANAGE) and st.button("移除", icon=":material/delete:", key=f"remove-{document.id}"):
            _remove(desk, [document])
    if session.may(Right.WRITE):
        _form(desk, document)


def _sent_in_for(desk: Desk, document: StoredDocument) -> None:
    titles = {draft.id: draft.title for draft in desk.drafts()} if document.kind is DocumentKind.MATERIAL else {}
    for material in desk.materials.of_document(document.id) if titles else ():
        st.caption(plain(f"{material.department}为《{titles.get(material.draft) or '（无题）'}》报送"))


def _form(desk: Desk, document: StoredDocument) -> None:
    table = document.kind is DocumentKind.TABLE
    with st.form(f"document-{document.id}", border=False):
        first = st.columns([0.6, 0.2, 0.2])
        title = first[0].text_input("标题", document.title)
        kinds = [DocumentKind.TABLE] if table else _TEXTS
        kind = first[1].selectbox(
            "类别", kinds, kinds.index(document.kind), format_func=lambda kind: kind.label, disabled=table
        )
        day = first[2].date_input("日期", document.date, min_value=_EARLIEST, format="YYYY-MM-DD")
        second = st.columns([0.3, 0.3, 0.4], vertical_alignment="bottom")
        region = second[0].text_input("地区", document.region or "", placeholder="不明", disabled=table)
        period = second[1].text_input(
            "期间", document.period or "", placeholder="不明", disabled=table, help="如 2025H1、2025Q1、2025M1-5、2025"
        )
        may_leave = second[2].checkbox(
            "可外发",
            document.may_leave,
            disabled=not session.may(Right.MANAGE),
            help="勾上的，文字可以送给本单位以外的模型；不勾的只在本单位内使用",
        )
        if table:
            st.caption("数据表的地区和期间由表中的数据决定。")
        saved = st.form_submit_button("保存更改", type="primary")
    if saved:
        with told():
            identity = Identity(
                title, kind, region.strip() or None, day if isinstance(day, date) else None, period.strip() or None
            )
            _save(desk, document, identity, may_leave=may_leave)


def _save(desk: Desk, document: StoredDocument, identity: Identity, *, may_leave: bool) -> None:
    with st.spinner("正在按更正后的信息重新读数、建立检索……"):
        if identity != document.identity:
            desk.holdings.edit(document.id, identity, actor=session.actor())
        if may_leave != document.may_leave:
            desk.let_leave([document.id], may_leave, actor=session.actor())
    # By its name it would not be found again where that is what was changed.
    st.query_params["document"] = str(document.id)
    session.leave_notice("已保存更改，目标台账和查找都已按更正后的信息更新。", kind="toast")
    st.rerun()


def _several(desk: Desk, chosen: Sequence[StoredDocument]) -> None:
    named = "、".join(document.title for document in chosen[:_NAMED])
    more = f"等 {len(chosen)} 份" if len(chosen) > _NAMED else ""
    st.markdown(f"已选 **{len(chosen)}** 份：{plain(named)}{more}")
    if not session.may(Right.MANAGE):
        return
    with st.container(horizontal=True), told():
        if st.button("允许外发"):
            _let_leave(desk, chosen, may_leave=True)
        if st.button("不许外发"):
            _let_leave(desk, chosen, may_leave=False)
        if st.button("移除", icon=":material/delete:", key="remove-several"):
            _remove(desk, chosen)


def _let_leave(desk: Desk, chosen: Sequence[StoredDocument], *, may_leave: bool) -> None:
    desk.let_leave([document.id for document in chosen], may_leave, actor=session.actor())
    session.leave_notice(f"{len(chosen)} 份文件已改为{'可以' if may_leave else '不许'}外发。", kind="toast")
    st.rerun()


def _remove(desk: Desk, chosen: Sequence[StoredDocument]) -> None:
    """Removes documents; where something uses one, that is shown first and a person decides."""
    ids = tuple(document.id for document in chosen)
    try:
        with st.spinner(_REMOVING):
            desk.holdings.remove(ids, actor=session.actor())
    except InUse as used:
        session.ask_removal((ids, used.sentence))
    else:
        _told_removed(len(ids))
    st.rerun()


def _told_removed(count: int) -> None:
    session.leave_notice(f"已移除 {count} 份文件，可在“已移除”里恢复。", kind="toast")


def show_removal(desk: Desk) -> None:
    """The removal that waits for a person's word, with what uses the documents."""
    asked = session.removal()
    if asked is None:
        return
    ids, sentence = asked
    with st.container(border=True):
        st.warning(plain(sentence))
        with st.container(horizontal=True), told():
            if st.button("仍要移除", type="primary"):
                session.ask_removal(None)
                with st.spinner(_REMOVING):
                    desk.holdings.remove(ids, actor=session.actor(), despite_use=True)
                _told_removed(len(ids))
                st.rerun()
            if st.button("不移除了"):
                session.ask_removal(None)
                st.rerun()


def show_removed(desk: Desk, removed: Sequence[StoredDocument]) -> None:
    """The removed documents, to be restored."""
    st.caption("移除的文件不再用于查找、台账和稿子；恢复之后一切照旧，数据表里核实过的数据也照旧。")
    if barred := session.barred(Right.MANAGE):
        st.dataframe(document_rows(removed), hide_index=True)
        st.caption(plain(f"恢复文件{barred}"))
        return
    event = st.dataframe(
        document_rows(removed),
        key=f"removed-{len(removed)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
    )
    ticked = [removed[row] for row in event.selection.rows if row < len(removed)]
    if not ticked:
        picked = st.selectbox(
            "选择要恢复的文件",
            removed,
            index=None,
            format_func=name_of,
            placeholder="在上面勾选，或在这里选",
        )
        ticked = [picked] if picked else []
    with told():
        if ticked and st.button(f"恢复（{len(ticked)} 份）", type="primary", key="restore"):
            with st.spinner("正在恢复，并重新建立检索……"):
                desk.holdings.restore([document.id for document in ticked], actor=session.actor())
            session.leave_notice(f"已恢复 {len(ticked)} 份文件。", kind="toast")
            st.rerun()
