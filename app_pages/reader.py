"""原文: a stored document in its outline, opened at the span the address names (`?document=ID&start=..&end=..`)."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from app_pages.documents.marks import (
    TextMark,
    beside,
    claim_marks,
    legend_html,
    marks_of,
    places_of_words,
)
from app_pages.documents.places import OutlinePlace, place_of, places
from app_pages.documents.told_text import SHOWN, text_html
from app_pages.targets.rows import STATEMENT_HEADS, statement_rows
from corpus.library import StoredDocument
from corpus.model import DocumentKind, Span, Speech
from desk import Desk
from errors import InputError

_TALL = 540  # desk.css fits it to the window
_STEPS = (("上一处", -1, ":material/arrow_upward:"), ("下一处", 1, ":material/arrow_downward:"))
_TARGETS, _NUMBERS = "目标", "全部数字"
_TO_THE_SPAN = f"<script>document.getElementById('{SHOWN}')?.scrollIntoView({{block: 'center'}})</script>"


def show(desk: Desk) -> None:
    """The page."""
    st.title("原文", anchor=False)
    show_notices()
    documents = [document for document in desk.documents() if document.kind is not DocumentKind.TABLE]
    if not documents:
        st.info("讲话库还是空的，请先到“讲话库”上传。")
        st.page_link("app_pages/library.py", label="去讲话库", icon=":material/arrow_forward:")
        return
    with told():
        document = _chosen(desk, documents)
        speech = desk.speech(document.id)
        _read(desk, document, speech, _span(speech))


def _chosen(desk: Desk, documents: list[StoredDocument]) -> StoredDocument:
    """The document of the address, else the one picked, which then goes into the address."""
    named = st.query_params.get("document", "")
    asked = desk.document(int(named) if named.isdecimal() else named) if named else documents[0]
    ids = [document.id for document in documents]
    picked = st.selectbox(
        "文稿",
        documents,
        index=ids.index(asked.id) if asked.id in ids else 0,
        format_func=lambda document: f"{document.title}（{document.name}）",
        key=f"reader-document-{asked.id}",
        label_visibility="collapsed",
    )
    if picked.id != asked.id:
        st.query_params.from_dict({"document": str(picked.id)})
        st.rerun()
    about = (picked.kind.label, picked.region, f"{picked.date:%Y-%m-%d}" if picked.date else None, picked.name)
    st.caption(plain("　".join(filter(None, about))))
    return picked


def _span(speech: Speech) -> Span | None:
    """The span of the address. Raises `InputError` where it is none of this text."""
    start, end = st.query_params.get("start", ""), st.query_params.get("end", "")
    if not start and not end:
        return None
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(speech.text)):
        raise InputError(f"链接里的位置（{start}—{end}）不在这篇文稿里，请从回答或台账里重新打开。")
    return Span(int(start), int(end))


def _read(desk: Desk, document: StoredDocument, speech: Speech, shown: Span | None) -> None:
    found = places(speech)
    marks = _marks(desk, document)
    _walk(document, speech, shown, marks)
    st.html(legend_html(marks))
    if not found:
        st.text(speech.text)
        return
    left, right = st.columns([0.3, 0.7])
    with left.container(height=_TALL, key="reader-outline"):
        chosen = st.radio(
            "提纲",
            range(len(found)),
            index=place_of(found, shown) if shown is not None else 0,
            format_func=lambda number: plain(found[number].indented),
            label_visibility="collapsed",
            key=f"reader-place-{document.id}-{shown}",
        )
    place = found[chosen]
    with right.container(height=_TALL, key="reader-text"):
        st.html(text_html(speech.text, place.paragraphs, shown, marks))
    if shown is not None and place.holds(shown):
        st.html(_TO_THE_SPAN, unsafe_allow_javascript=True)
    if document.kind.vouched:
        _statements(desk, document, place)


def _marks(desk: Desk, document: StoredDocument) -> list[TextMark]:
    """What is marked: the statements of a document, the claims of a material, which is said to be unverified."""
    if document.kind.vouched:
        statements = desk.ledger.statements(document=document.id)
        return marks_of(statements, desk.ledger.targets(document=document.id, tasks=True))
    sent = desk.materials.of_document(document.id)
    whose = f"{sent[-1].department}报送的素材" if sent else "部门素材"
    beside_what = "，标出的数与核实过的数据对照" if sent else "，归入一份稿子之后，其中的数会与核实过的数据对照"
    st.warning(plain(f"这是{whose}，未核实：其中的数不能直接写进稿子{beside_what}。"))
    return claim_marks(desk.materials.claims(sent[-1])) if sent else []


def _walk(document: StoredDocument, speech: Speech, shown: Span | None, marks: Sequence[TextMark]) -> None:
    """The way from hit to hit: targets, all numbers, or words looked for."""
    kinds = {_TARGETS: [mark.span for mark in marks if mark.target], _NUMBERS: [mark.span for mark in marks]}
    names = [name for name, spans in kinds.items() if spans]
    with st.container(horizontal=True, vertical_alignment="center"):
        hits: list[Span] = []
        if names:
            kind = st.segmented_control(
                "停在",
                names,
                default=names[0],
                required=True,
                format_func=lambda name: f"{name}（{len(kinds[name])}）",
                key=f"reader-hits-{document.id}",
                label_visibility="collapsed",
                width="content",
            )
            hits = kinds[kind]
        words = st.text_input(
            "在文中查找",
            key=f"reader-words-{document.id}",
            placeholder="在文中查找",
            label_visibility="collapsed",
            width=220,
        ).strip()
        if words:
            hits = places_of_words(speech.text, words)
        at = next((number for number, hit in enumerate(hits, 1) if hit == shown), None)
        for label, step, icon in (
            ("上一处", -1, ":material/arrow_upward:"),
            ("下一处", 1, ":material/arrow_downward:"),
        ):
            hit = beside(hits, shown, step)
            if st.button(label, icon=icon, key=f"reader-{step}", disabled=hit is None) and hit is not None:
                st.query_params.from_dict({"document": str(document.id), "start": str(hit.start), "end": str(hit.end)})
                st.rerun()
        if words and not hits:
            st.caption(plain(f"文中没有“{words}”。"))
        elif words:
            st.caption(plain(f"“{words}”共 {len(hits)} 处" + (f"，这是第 {at} 处" if at else "")))
        elif at:
            st.caption(f"第 {at} 处")


def _statements(desk: Desk, document: StoredDocument, place: OutlinePlace) -> None:
    """What was read in the numbers of the chosen place, folded away."""
    if not place.paragraphs:
        return
    start, end = place.paragraphs[0].span.start, place.paragraphs[-1].span.end
    told_here = [one for one in desk.ledger.statements(document=document.id) if start <= one.span.start < end]
    with st.expander(f"这里读出的数字（{len(told_here)} 处）"):
        if told_here:
            st.dataframe(statement_rows(told_here), hide_index=True, column_order=STATEMENT_HEADS)
        else:
            st.caption("这里没有读出数字。")


show(session.desk())
