"""Two who edit one section: who else is at it, what was typed and not saved, and two texts that both were saved."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import clock_text, plain
from app_pages.common.writing import Opened
from app_pages.drafts.editor.opening import go_on_with, open_section
from app_pages.drafts.editor.writing import save
from desk import Desk
from drafting.editing.model import Conflict, Working
from drafting.versions.comparison import ComparedLine, Passage

_AT_IT = timedelta(minutes=10)
"""Who typed so lately is still at it."""
_ALIKE = 60
"""Of so many characters that are the same, all are shown."""


@st.fragment(run_every="15s")
def show_others(draft: int, key: int) -> None:
    """Who else has typed in this section and not saved, looked at again and again."""
    with told():
        others = session.desk().editing.workings.of_others(draft, key, session.actor())
        if others:
            st.caption(plain("；".join(map(_at_it, others))))


def _at_it(working: Working) -> str:
    if datetime.now(UTC) - working.at < _AT_IT:
        return f"{working.person} 正在编辑本节（{clock_text(working.since)} 起）"
    return f"{working.person} 有未保存的修改（{clock_text(working.at)}）"


def show_unsaved(desk: Desk, draft: int, key: int) -> None:
    """What this person typed in this section before and did not save, to go on with or to give up."""
    before = desk.editing.workings.of(draft, key, session.actor())
    if before is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="unsaved"):
        st.text(f"有未保存的修改（{clock_text(before.at)}）", width="content")
        if st.button("接着改", type="primary"):
            open_section(desk, draft, key)
            st.rerun()
        if st.button("放弃"):
            desk.editing.workings.drop(draft, key, before.person)
            st.rerun()


def show_clash(desk: Desk, opened: Opened, clash: Conflict) -> None:
    """Theirs and mine side by side, what differs marked, and what can be made of them. Nothing is lost until one is
    chosen; what is not chosen stays in the versions."""
    st.warning(plain(f"{clash.by} 在 {clock_text(clash.at)} 保存过这一节，您的修改还没有保存。请对照后选择。"))
    with st.container(horizontal=True, gap="small"), told():
        if clash.merged is not None and st.button("合并后接着改", type="primary"):
            go_on_with(desk, opened.draft, opened.key, clash.merged, clash.version)
            st.rerun()
        if clash.merged is None and st.button("两份都放进来接着改", type="primary"):
            go_on_with(desk, opened.draft, opened.key, both(clash.theirs, clash.mine), clash.version)
            st.rerun()
        if st.button("用我的"):
            session.writing().clash = None
            save(desk, opened, clash.mine, clash.version)
            st.rerun()
        if st.button("用对方的"):
            _give_way(desk, opened, clash)
            st.rerun()
    if clash.they_changed:
        st.markdown(f"**{plain(clash.by)} 改了什么**（与您打开时相比：划去的是删去的，绿底的是新写的）")
        st.html(changed_html(clash.they_changed))
    theirs, mine = st.columns(2, gap="small")
    with theirs:
        st.markdown(f"**{plain(clash.by)} 保存的**")
        st.html(side_html(clash.compared, later=False))
    with mine:
        st.markdown("**我的**")
        st.html(side_html(clash.compared, later=True))


def _give_way(desk: Desk, opened: Opened, clash: Conflict) -> None:
    by = session.actor()
    desk.editing.texts.give_way(opened.draft, opened.key, clash.mine, seen=clash.version, actor=by)
    if opened.person != by:  # who typed gave a name meanwhile
        desk.editing.workings.drop(opened.draft, opened.key, opened.person)
    session.writing().close()
    session.leave_notice(f"已用{clash.by}的。您的那份留在“版本”里，点“撤销”可以换回来。", kind="toast")


def both(theirs: str, mine: str) -> str:
    """Two texts in one: mine, and behind each paragraph of it that differs, theirs in the same place."""
    one, other = mine.split("\n"), theirs.split("\n")
    lines: list[str] = []
    for at in range(max(len(one), len(other))):
        own = one[at : at + 1]
        lines += own
        lines += [line for line in other[at : at + 1] if line not in one]
    return "\n".join(lines)


def side_html(lines: Iterable[ComparedLine], *, later: bool) -> str:
    """One side of compared texts: what only it has is marked."""
    shown = []
    for line in lines:
        kept = [passage for passage in line.passages if not (passage.gone if later else passage.new)]
        words = "".join(
            f"<mark>{escape(passage.text)}</mark>" if passage.gone or passage.new else escape(_short(passage.text))
            for passage in kept
        )
        shown.append(f"<p>{words}</p>" if words else "<p class='none'>（没有这一段）</p>")
    return f'<div class="side">{"".join(shown)}</div>'


def changed_html(lines: Iterable[ComparedLine]) -> str:
    """What somebody changed of a text: what is gone struck out, what is new marked."""
    shown = "".join(f"<p>{''.join(map(_changed, line.passages))}</p>" for line in lines)
    return f'<div class="side suggestion">{shown}</div>'


def _changed(passage: Passage) -> str:
    if passage.gone or passage.new:
        name = "del" if passage.gone else "ins"
        return f"<{name}>{escape(passage.text)}</{name}>"
    return escape(_short(passage.text))


def _short(text: str) -> str:
    """Words that both have, the middle of many left out."""
    return text if len(text) <= _ALIKE else f"{text[: _ALIKE // 2]}……{text[-_ALIKE // 2 :]}"
