"""原文: a stored document in its outline, opened at the span the address names (`?document=ID&start=..&end=..`)."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from app_pages.documents.places import OutlinePlace, place_of, places
from app_pages.documents.told_text import SHOWN, text_html
from app_pages.targets.rows import STATEMENT_HEADS, statement_rows
from corpus.library import StoredDocument
from corpus.model import DocumentKind, Span, Speech
from desk import Desk
from errors import InputError

_TALL = 620
_TO_THE_SPAN = f"<script>document.getElementById('{SHOWN}')?.scrollIntoView({{block: 'center'}})</script>"


def show(desk: Desk) -> None:
    """The page."""
    st.title("原文", anchor=False)
    show_notices()
    documents = [document for document in desk.documents() if document.kind is not DocumentKind.TABLE]
    if not documents:
        st.info("讲话库还是空的，请先到“讲话库”上传。")
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
    if not found:
        st.text(speech.text)
        return
    left, right = st.columns([0.3, 0.7])
    with left.container(height=_TALL):
        chosen = st.radio(
            "提纲",
            range(len(found)),
            index=place_of(found, shown) if shown is not None else 0,
            format_func=lambda number: plain(found[number].indented),
            label_visibility="collapsed",
            key=f"reader-place-{document.id}-{shown}",
        )
    place = found[chosen]
    with right.container(height=_TALL):
        st.html(text_html(speech.text, place.paragraphs, shown))
    if shown is not None and place.holds(shown):
        st.html(_TO_THE_SPAN, unsafe_allow_javascript=True)
    _statements(desk, document, place)


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
