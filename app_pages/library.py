"""讲话库: past speeches, reports, materials and tables: taking them in, finding, setting right, removing, restoring."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.documents.chosen import show_chosen, show_removal, show_removed
from app_pages.documents.rows import UNKNOWN, Filter, Order, document_rows, listed, name_of
from app_pages.documents.search import search
from app_pages.documents.taking_in import show_became, take_in
from corpus.library import StoredDocument
from corpus.model import DocumentKind
from desk import Desk, Incoming, LoadOptions
from store.deeds import Right

TYPES = ["docx", "txt", "md", "pdf", "doc", "wps"]
_TEXTS = (DocumentKind.SPEECH, DocumentKind.REPORT, DocumentKind.MATERIAL)
_UPLOAD = "texts"
_ROW = 34
_HERE, _REMOVED = "在库", "已移除"


def show(desk: Desk) -> None:
    """The page."""
    st.title("讲话库", anchor=False)
    show_notices()
    show_became(_UPLOAD)
    documents, removed = desk.documents(), desk.holdings.removed()
    if session.may(Right.WRITE):
        with st.expander("收入文件", expanded=not documents, icon=":material/upload_file:"):
            _upload(desk)
    if not documents and not removed:
        st.info("讲话库还是空的，请上传往年讲话。")
        return
    search(desk)
    view = _HERE
    if removed:
        view = st.segmented_control(
            "范围",
            [_HERE, _REMOVED],
            required=True,
            default=_HERE,
            format_func=lambda name: f"{name}（{len(removed if name == _REMOVED else documents)}）",
            key="library-view",
            label_visibility="collapsed",
        )
    if view == _REMOVED:
        show_removed(desk, removed)
    else:
        _list(desk, documents)


def _upload(desk: Desk) -> None:
    files = st.file_uploader(
        "往年讲话、政府工作报告或部门素材，可以一次拖入多份（.docx .txt .md .pdf .doc .wps）",
        type=TYPES,
        accept_multiple_files=True,
        key=session.upload_key(_UPLOAD),
    )
    options = _options()
    label = f"收入讲话库（{len(files)} 份）" if files else "收入讲话库"
    if st.button(label, type="primary", disabled=not files, key="take-in"):
        incoming = [Incoming(file.name, file.getvalue()) for file in files]
        with told():
            names = [file.name for file in files]
            take_in(_UPLOAD, names, lambda report, each: desk.holdings.load(incoming, options, report, each))
            session.clear_uploads()
            st.rerun()


def _options() -> LoadOptions:
    columns = st.columns(4)
    kind = columns[0].selectbox(
        "类别", _TEXTS, index=None, format_func=lambda kind: kind.label, placeholder="由文件判断"
    )
    region = columns[1].text_input("地区", placeholder="由文件判断，如 岚江市")
    date = columns[2].text_input("日期", placeholder="由文件判断，如 2025-07-28")
    period = columns[3].text_input("期间", placeholder="由文件判断，如 2025H1")
    return LoadOptions(
        kind, region.strip() or None, date.strip() or None, period.strip() or None, actor=session.actor()
    )


def _list(desk: Desk, documents: Sequence[StoredDocument]) -> None:
    shown = listed(documents, *_wanted(documents))
    if not shown:
        st.info(f"{len(documents)} 份文件中没有符合条件的，请放宽条件。")
        return
    key = f"library-list-{hash(tuple(document.id for document in shown))}"
    picked = st.session_state.get(key)
    most = 4 if picked and picked["selection"]["rows"] else 8  # what is chosen is to be seen below
    event = st.dataframe(
        document_rows(shown),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        row_height=_ROW,
        height=min(_ROW * (len(shown) + 1) + 3, most * _ROW + 3),
        column_config={
            "标题": st.column_config.TextColumn(width="large"),
            "可外发": st.column_config.TextColumn(help="文字可以送给本单位以外的模型"),
        },
    )
    ticked = [shown[row] for row in event.selection.rows if row < len(shown)]
    chosen = ticked or _picked(shown)
    show_removal(desk)
    if chosen:
        with told():
            show_chosen(desk, chosen)


def _picked(shown: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The document picked by name, or by the address, where no row is ticked."""
    named = st.query_params.get("document", "")
    by_id = {document.id: document for document in shown}
    ids = list(by_id)
    picked = st.selectbox(
        "查看或更改",
        ids,
        index=ids.index(int(named)) if named.isdecimal() and int(named) in by_id else None,
        format_func=lambda key: name_of(by_id[key]),
        placeholder="在上面勾选，或在这里输入标题、文件名查找",
        key=f"library-pick-{named}",
    )
    return [by_id[picked]] if picked in by_id else []


def _wanted(documents: Sequence[StoredDocument]) -> tuple[Filter, Order]:
    columns = st.columns([0.3, 0.16, 0.18, 0.14, 0.22])
    words = columns[0].text_input("标题或文件名含有", key="library-words")
    kinds = list(dict.fromkeys(document.kind for document in documents))
    kind = columns[1].selectbox(
        "类别", kinds, index=None, format_func=lambda kind: kind.label, placeholder="全部", key="library-kind"
    )
    regions = sorted({document.region or UNKNOWN for document in documents})
    region = columns[2].selectbox("地区", regions, index=None, placeholder="全部", key="library-region")
    years = sorted({document.year for document in documents if document.year}, reverse=True)
    year = columns[3].selectbox("年份", years, index=None, placeholder="全部", key="library-year")
    orders: list[Order] = list(Order)
    order = columns[4].selectbox("排序", orders, key="library-order")
    return Filter(words.strip(), kind, region, year), order


show(session.desk())
