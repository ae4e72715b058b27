"""问答: a conversation about the stored documents and verified figures, each answer with the places it stands in.

The address names the conversation (`?talk=ID`), so that a reload keeps it.
"""

from html import escape

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import plain
from asking.answer import Answer, Citation, Verdict
from asking.conversations import Turn
from corpus.model import DocumentKind
from desk import Desk
from errors import HegaoError, StoreFault

_TALK = "talk"
_NEW = "新的对话"
_PHRASED = "ask-phrased"
_FIRST = 5  # places shown at once; the others are folded away
_BADGES = {Verdict.MET: "green", Verdict.MISSED: "red", Verdict.PARTLY: "orange", Verdict.OPEN: "gray"}


def show(desk: Desk) -> None:
    """The page."""
    st.title("问答", anchor=False)
    show_notices()
    if not any(document.kind is not DocumentKind.TABLE for document in desk.documents()):
        st.info("库里还没有讲话和报告，请先到“讲话库”上传，再来提问。")
        st.page_link("app_pages/library.py", label="去讲话库", icon=":material/arrow_forward:")
        return
    with told():
        talk = _talk(desk)
        turns = desk.answers.conversations.turns(talk) if talk is not None else []
        if not turns:
            _begin(desk)
        for turn in turns:
            _show(turn)
    if desk.model.told() is not None:
        st.toggle("由模型把回答说得通顺些（数字、引文和判断不变）", key=_PHRASED)
    typed = st.chat_input("问目标、实绩、完成情况、几年对比，或哪里讲到什么，可以接着追问", key="ask-typed")
    if typed:
        _ask(desk, talk, typed)


def _talk(desk: Desk) -> int | None:
    """The conversation of the address; the list beside it leads to the earlier ones."""
    named = st.query_params.get(_TALK, "")
    now = int(named) if named.isdecimal() else None
    heads = desk.answers.conversations.heads()
    if not heads:
        return now
    titles = {head.id: head.title for head in heads}
    choices = [None, *titles] if now is None or now in titles else [None, now, *titles]
    chosen = st.selectbox(
        "对话",
        choices,
        index=choices.index(now),
        format_func=lambda key: plain(titles.get(key, "这次对话")) if key is not None else _NEW,
        key=f"ask-talk-{now}",
        label_visibility="collapsed",
    )
    if chosen != now:
        _open(chosen)
        st.rerun()
    return now


def _open(talk: int | None) -> None:
    if talk is None:
        st.query_params.pop(_TALK, None)
    else:
        st.query_params[_TALK] = str(talk)


def _begin(desk: Desk) -> None:
    """What can be asked, with questions to begin with."""
    st.caption("只回答库里的文件和已核实数据写到的，每句都附原文出处，点开就到原处；没有写到的，会直说没有。")
    with st.spinner("正在准备……"):
        offered = desk.answers.examples()
    for column, question in zip(st.columns(2) * len(offered), offered, strict=False):
        if column.button(plain(question), key=f"ask-example-{question}", width="stretch"):
            _ask(desk, None, question)


def _ask(desk: Desk, talk: int | None, question: str) -> None:
    """Asks in the conversation (None: a new one), which is then the one of the address."""

    def phrasing(_: object, answer: Answer) -> Answer:
        return _phrased(desk, question, answer) if st.session_state.get(_PHRASED) else answer

    with told(), st.spinner("正在查……"):
        try:
            asked_in = desk.answers.conversations.begin(session.actor()) if talk is None else talk
            desk.answers.converse(asked_in, question, by=session.actor(), phrasing=phrasing)
        except StoreFault as fault:
            turn = desk.answers.unkept(talk, question, phrasing=phrasing)
            st.warning(plain(f"这次问答没有存下来，离开本页就看不到了。{fault.sentence}"))
            _show(turn)
            return
        _open(asked_in)
        st.rerun()


def _phrased(desk: Desk, question: str, answer: Answer) -> Answer:
    """The answer in the model's words; as it was composed, and why, where the model fails or does not keep to it."""
    try:
        return desk.phraser.phrase(question, answer)
    except HegaoError as error:
        session.leave_notice(error.sentence, kind="warning")
        return answer


def _show(turn: Turn) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(plain(turn.question))
    with st.chat_message("assistant", avatar=":material/menu_book:" if turn.found else ":material/search_off:"):
        if turn.verdict is not None:
            st.badge(turn.verdict.label, color=_BADGES[turn.verdict])  # type: ignore[arg-type]
        st.markdown(plain(turn.text))
        _places(turn)


def _places(turn: Turn) -> None:
    """Where the answer stands; each place opens the document there."""
    for table in turn.tables:
        st.caption(plain(f"数据表：{table}"))
    if not turn.citations:
        return
    st.html(f"<ol class='places'>{''.join(map(_place, turn.citations[:_FIRST]))}</ol>")
    more = turn.citations[_FIRST:]
    if more:
        with st.expander(f"其余 {len(more)} 处"):
            st.html(f"<ol class='places' start='{_FIRST + 1}'>{''.join(map(_place, more))}</ol>")


def _place(citation: Citation) -> str:
    """One place as a line of the list."""
    span = citation.span
    address = f"reader?document={citation.document_id}&start={span.start}&end={span.end}"
    return f"<li><a href='{address}' target='_self'>{escape(citation.document)}</a>　{escape(citation.quote)}</li>"


show(session.desk())
