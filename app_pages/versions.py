"""版本: every export and every edit of a draft; two are compared on the screen, any can be put back."""

from html import escape

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import show_notices, told
from app_pages.common.wording import moment_text, plain
from desk import Desk
from drafting.versions.comparison import ComparedLine, Passage
from drafting.versions.history import Version
from store.deeds import Right


def show(desk: Desk) -> None:
    """The page."""
    st.title("版本", anchor=False)
    show_notices()
    drafts = {draft.id: draft for draft in desk.drafts()}
    if not drafts:
        st.info("还没有讲话稿。在“起草”页写出一份后，每次修改和导出都会记在这里。")
        return
    known = session.draft()
    ids = list(drafts)
    number = st.selectbox(
        "讲话稿",
        ids,
        index=ids.index(known) if known in drafts else 0,
        format_func=lambda each: f"{drafts[each].title or '（无题）'}　第 {each} 稿",
    )
    with told():
        versions = desk.exchange.versions(number)
        left, right = st.columns([0.35, 0.65], gap="medium")
        with left:
            _list(desk, number, versions)
        with right:
            _compare(desk, number, versions)


def _name(version: Version) -> str:
    return f"{moment_text(version.at)}　{version.what}（{version.by}）"


def _list(desk: Desk, draft: int, versions: list[Version]) -> None:
    st.markdown(f"**共 {len(versions)} 个版本**")
    with st.container(height=min(80 + 50 * len(versions), 340)):
        for version in versions:
            st.markdown(plain(_name(version)))
    if not session.may(Right.WRITE):
        return
    keys = {version.key: version for version in versions}
    chosen = st.selectbox(
        "恢复到",
        list(keys),
        index=min(1, len(keys) - 1),  # the newest is mostly what stands
        format_func=lambda key: _name(keys[key]),
        key=f"restore-{draft}",
    )
    if st.button("恢复这一版", help="现在的稿子也会留作一个版本，随时可以再换回来。"):
        desk.exchange.restore(draft, chosen, by=session.actor())
        session.leave_notice("已恢复。原来的稿子仍在版本里。")
        st.rerun()


def _compare(desk: Desk, draft: int, versions: list[Version]) -> None:
    if len(versions) < 2:
        st.caption("有两个版本以后，可以在这里对照。")
        return
    keys = {version.key: version for version in versions}
    order = list(keys)
    earlier = st.selectbox("较早的一版", order, index=1, format_func=lambda key: _name(keys[key]), key=f"from-{draft}")
    later = st.selectbox("较晚的一版", order, index=0, format_func=lambda key: _name(keys[key]), key=f"to-{draft}")
    lines = desk.exchange.compared(draft, earlier, later)
    st.caption(f"有 {len(lines)} 段不同。" if lines else "这两版没有不同。")
    if lines:
        with st.container(height=420):
            st.html("".join(map(_line, lines)))


def _line(line: ComparedLine) -> str:
    text = "".join(map(_passage, line.passages))
    return f'<div class="suggestion"><small>{escape(line.place)}</small><p>{text}</p></div>'


def _passage(passage: Passage) -> str:
    words = escape(passage.text)
    return f"<del>{words}</del>" if passage.gone else f"<ins>{words}</ins>" if passage.new else words


show(session.desk())
