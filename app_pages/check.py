"""核稿: a finished document held against the verified figures; and the house's list of wording."""

from collections.abc import Mapping
from pathlib import PurePath

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from app_pages.documents.checked_text import counts_html, items_of, list_html, text_html
from desk import Desk
from drafting.check.house import Phrase
from errors import InputError
from store.deeds import Right

TYPES = ["docx", "pdf", "txt", "md", "doc", "wps"]
_DOCUMENT, _HOUSE = "document", "house"
_SAMPLE = "sample"
_TALL = 640  # desk.css fits it to the window
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(desk: Desk) -> None:
    """The page."""
    st.title("核稿", anchor=False)
    show_notices()
    names = {_DOCUMENT: "核对文稿", _HOUSE: "用语表"}
    view = st.segmented_control(
        "视图",
        list(names),
        default=_DOCUMENT,
        required=True,
        format_func=names.__getitem__,
        key="check-view",
        label_visibility="collapsed",
    )
    with told():
        if view == _HOUSE:
            _house(desk)
        else:
            _document(desk)


# a document


def _document(desk: Desk) -> None:
    file = st.file_uploader(
        "上传要核对的文稿（.docx .pdf .txt .md .doc .wps）", type=TYPES, key=session.upload_key("checked")
    )
    if file is not None:
        _checked(desk, file.name, file.getvalue())
    elif _SAMPLE in st.query_params:
        st.caption("这是自带的示例文稿，其中有几处错数。要核对自己的文稿，请在上面上传。")
        _checked(desk, *desk.walk.document_to_check())
    else:
        st.caption("每个数都与核实过的数据核对：相符、不符（应为多少、出自哪一格）、无从核对。文稿不会收入讲话库。")
        if desk.walk.steps() and st.button("用示例文稿试一试"):
            st.query_params[_SAMPLE] = "1"
            st.rerun()


def _checked(desk: Desk, name: str, data: bytes) -> None:
    """What the check of one document found."""
    with st.expander("指明期间和地区（文稿没有写明时）"):
        columns = st.columns(2)
        period = columns[0].text_input("期间", placeholder="如 2026H1；年度报告写报告的年份，如 2026")
        region = columns[1].text_input("地区", placeholder="如 岚江市")
    report = desk.checker.check(name, data, region=region.strip() or None, period=period.strip() or None)
    if not desk.read_only and session.is_new(f"checked-{name}-{len(data)}"):
        desk.note_checked(name, actor=session.actor())
    st.html(counts_html(report))
    if report.period is None:
        st.warning("看不出文稿说的是哪个期间，请在上面填写，否则多数数字无从核对。")
    with st.container(horizontal=True, vertical_alignment="center"):
        with_open = st.toggle("也列出无从核对的数", key="check-open")
        items = items_of(report, with_open=with_open)
        st.download_button(
            "下载批注稿（Word）",
            lambda: desk.commented(name, data, report, with_open=with_open)[1],
            f"{PurePath(name).stem}（核稿）.docx",
            _WORD,
            type="primary",
            on_click="ignore",
        )
        st.caption("原件的版式不变，结果写成批注。")
    left, right = st.columns([0.62, 0.38])
    with left.container(height=_TALL, key="check-text"):
        st.html(text_html(report, items))
    with right.container(height=_TALL, key="check-list"):
        if items:
            st.html(list_html(report, items))
        else:
            st.success("没有发现不符之处。")


# the house's list


def _house(desk: Desk) -> None:
    st.caption(
        "停用、过时或不规范的说法，核对文稿时一并查出。“起”是从哪一年起停用，留空为一直停用；“除外”是可以出现的说法，用分号隔开。"
    )
    rows = [
        {
            "用语": phrase.words,
            "改为": phrase.instead,
            "起": str(phrase.since or ""),
            "除外": "；".join(phrase.unless),
            "说明": phrase.why,
        }
        for phrase in desk.checker.house.phrases()
    ]
    if barred := session.barred(Right.VERIFY):
        st.caption(plain(f"修改用语表{barred}"))
        st.dataframe(rows, hide_index=True, height=520)
        return
    edited = st.data_editor(rows, num_rows="dynamic", hide_index=True, key="house-list", height=520)
    if st.button("保存用语表", type="primary"):
        desk.checker.house.put([_phrase(row) for row in edited if any(row.values())], session.actor())
        session.leave_notice("用语表已保存。", kind="toast")
        st.rerun()


def _phrase(row: Mapping[str, str | None]) -> Phrase:
    words, instead, since, unless, why = (
        (row.get(head) or "").strip() for head in ("用语", "改为", "起", "除外", "说明")
    )
    if since and not (since.isdecimal() and len(since) == 4):
        raise InputError(f"“{words}”的“起”应是四位年份或留空，现为“{since}”，请改正。")
    allowed = tuple(part.strip() for part in unless.replace(";", "；").split("；") if part.strip())
    return Phrase(words, instead, int(since) if since else None, allowed, why)


show(session.desk())
