"""讲话库: past speeches and other documents: taking them in, the list of them, the outline and text of a chosen one."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import leave_report, progress_bar, show_notices, told
from app_pages.common.wording import plain
from app_pages.documents.places import places
from app_pages.documents.search import search
from app_pages.documents.told_text import text_html
from corpus.library import StoredDocument
from corpus.model import DocumentKind, Speech
from desk import Desk, Incoming, LoadOptions

TYPES = ["docx", "txt", "md", "pdf", "doc", "wps"]
_TEXTS = (DocumentKind.SPEECH, DocumentKind.REPORT, DocumentKind.MATERIAL)


def show(desk: Desk) -> None:
    """The page."""
    st.title("讲话库", anchor=False)
    show_notices()
    _upload(desk)
    documents = [document for document in desk.documents() if document.kind in _TEXTS]
    if not documents:
        st.info("讲话库还是空的，请上传往年讲话。")
        return
    search(desk)
    st.subheader(f"文稿（{len(documents)} 份）", anchor=False)
    _list(desk, documents)
    chosen = st.selectbox(
        "查看提纲与原文", documents, format_func=lambda document: f"{document.title}（{document.name}）"
    )
    if chosen:
        with told():
            _outline(desk.speech(chosen.id))


def _upload(desk: Desk) -> None:
    files = st.file_uploader(
        "上传往年讲话、政府工作报告或部门素材（可多选，支持 .docx .txt .md .pdf .doc .wps）",
        type=TYPES,
        accept_multiple_files=True,
        key=session.upload_key("texts"),
    )
    with st.expander("类别、地区、日期、期间：文件自己没有写明或写错时才填，对本次上传的各份文件都有效"):
        options = _options()
    if st.button("收入讲话库", type="primary", disabled=not files):
        incoming = [Incoming(file.name, file.getvalue()) for file in files]
        with told():
            leave_report(desk.load(incoming, options, progress_bar(st.empty())))
            session.clear_uploads()
            st.rerun()


def _options() -> LoadOptions:
    columns = st.columns(4)
    kind = columns[0].selectbox(
        "类别", _TEXTS, index=None, format_func=lambda kind: kind.label, placeholder="由文件判断"
    )
    region = columns[1].text_input("地区", placeholder="如 岚江市")
    date = columns[2].text_input("日期", placeholder="如 2025-07-28")
    period = columns[3].text_input("期间", placeholder="如 2025H1")
    return LoadOptions(kind, region.strip() or None, date.strip() or None, period.strip() or None)


def _list(desk: Desk, documents: list[StoredDocument]) -> None:
    """The documents; the ticks that say which may leave the house are the person's."""
    edited = st.data_editor(
        {
            "类别": [document.kind.label for document in documents],
            "标题": [document.title for document in documents],
            "地区": [document.region or "" for document in documents],
            "日期": [f"{document.date:%Y-%m-%d}" if document.date else "" for document in documents],
            "期间": [document.period or "" for document in documents],
            "可外发": [document.may_leave for document in documents],
            "文件": [document.name for document in documents],
        },
        key=f"documents-{len(documents)}",
        disabled=["类别", "标题", "地区", "日期", "期间", "文件"],
        hide_index=True,
        row_height=34,
        height=min(34 * (len(documents) + 1) + 3, 260),
        column_config={
            "标题": st.column_config.TextColumn(width="large"),
            "可外发": st.column_config.CheckboxColumn(
                help="勾上的，文字可以送给本单位以外的模型；不勾的只在本单位内使用"
            ),
        },
    )
    ticks = cast(Mapping[str, Sequence[bool]], edited)["可外发"]
    for ticked, document in zip(ticks, documents, strict=True):
        if ticked != document.may_leave:
            desk.let_leave([document.id], ticked, actor=session.person() or "本机")


def _outline(speech: Speech) -> None:
    """The headings on the left; on the right the text of the chosen one."""
    st.caption(f"全文 {len(speech.text)} 字，{len(speech.parts)} 个部分，{sum(1 for _ in speech.sections())} 节。")
    found = places(speech)
    if not found:
        st.text(speech.text)
        return
    left, right = st.columns([0.36, 0.64])
    with left.container(height=520):
        chosen = st.radio(
            "提纲",
            range(len(found)),
            format_func=lambda number: plain(found[number].indented),
            label_visibility="collapsed",
        )
    with right.container(height=520):
        st.html(text_html(speech.text, found[chosen].paragraphs, None))


show(session.desk())
