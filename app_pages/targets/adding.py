"""Adding a target that the reading missed: its words copied from the document, what it measures said by a person."""

import streamlit as st

from app_pages.common import session
from app_pages.common.quoting import quote_html
from app_pages.common.wording import plain
from app_pages.targets.fields import ask_charge, ask_meaning
from app_pages.targets.rows import value_text
from corpus.model import DocumentKind
from desk import Desk
from figures.ledger.statement import Statement
from store.deeds import Right


def show_adding(desk: Desk) -> None:
    """The words first; then, as the document has them, what they mean."""
    if barred := session.barred(Right.VERIFY):
        st.info(plain(f"补录目标{barred}"))
        return
    st.caption(
        "读数漏掉的目标可以补在这里：从原文复制那半句话，数值、单位和“以上、左右”以原文为准，不必另填；补录后与其他目标一样由人确认。"
    )
    documents = [one for one in desk.documents() if one.kind is not DocumentKind.TABLE]
    left, right = st.columns([0.35, 0.65])
    document = left.selectbox("出自", documents, format_func=lambda one: one.name, key="missed-document")
    words = right.text_input("原文", placeholder="如 城镇调查失业率控制在5.5%左右", key=session.upload_key("missed"))
    if not words.strip():
        return
    found = desk.ledger.missed(document.id, words)
    st.html(quote_html(desk.ledger.sentence(found), found.sentence, found.span))
    number = value_text(found) if found.quantity is not None else "这段话里没有数，按没有数值的目标补录"
    st.caption(plain(" › ".join((number, *found.path))))
    _ask(desk, found)


def _ask(desk: Desk, found: Statement) -> None:
    place = f"{found.document_id}-{found.span.start}"
    with st.form(f"add-{place}", border=False):
        meaning, charge = ask_meaning(found), ask_charge(found)
        columns = st.columns([0.25, 0.5, 0.25], vertical_alignment="bottom")
        with columns[0]:
            name = session.ask_person("姓名", f"adder-{place}")
        note = columns[1].text_input("说明", placeholder="如 读数漏了这一句")
        if not columns[2].form_submit_button("补录", type="primary"):
            return
    kept = desk.ledger.add(charge.over(meaning.over(found)), by=name, note=note)
    session.clear_uploads()
    session.leave_notice(f"已补录“{kept.indicator} {kept.text}”，在清单里等待确认。", kind="toast")
    st.rerun()
