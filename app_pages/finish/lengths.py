"""How long a draft is: characters and reading time of the whole and of each section, beside what it may take."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import duration_text, length_text
from desk import Desk
from drafting.finishing.model import FASTEST, SLOWEST, Budget, Level, Measured, Unit
from drafting.model import RenderedDraft
from store.deeds import Right

_LIMITS = {"不限": None, "按字数": Unit.CHARACTERS, "按朗读时间": Unit.SECONDS}
_OWN = "单独给定"


def show_lengths(desk: Desk, draft: RenderedDraft) -> None:
    """The view."""
    budget, rows = desk.finishing.budget(draft.id), desk.finishing.lengths(draft)
    left, right = st.columns([0.27, 0.73], gap="medium")
    with left:
        _whole(budget, rows[0])
        _limit(desk, draft, budget, rows[0])
    with right:
        _table(desk, draft, budget, rows)


def _whole(budget: Budget, whole: Measured) -> None:
    counts, times = st.columns(2)
    told = length_text(abs(whole.over), budget.unit)
    delta = None if whole.budget is None else f"超 {told}" if whole.over > 0 else f"余 {told}"
    colour: Literal["red", "green"] = "red" if whole.over > 0 else "green"
    by_time = budget.unit is Unit.SECONDS
    counts.metric(
        "全文字数", f"{whole.length.characters:,}", None if by_time else delta, delta_color=colour, delta_arrow="off"
    )
    times.metric(
        "朗读时间",
        duration_text(whole.length.seconds(budget.speed)),
        delta if by_time else None,
        delta_color=colour,
        delta_arrow="off",
    )


def _limit(desk: Desk, draft: RenderedDraft, budget: Budget, whole: Measured) -> None:
    """What the whole may take, and how fast it is read."""
    now = next(name for name, unit in _LIMITS.items() if unit == (budget.unit if budget.amount else None))
    kind = st.radio("全文篇幅", list(_LIMITS), index=list(_LIMITS).index(now), horizontal=True, key=f"limit-{draft.id}")
    unit = _LIMITS[kind]
    with st.form(f"budget-{draft.id}-{kind}", border=False):
        amount: int | None = None
        same = budget.amount if unit is budget.unit else None
        if unit is Unit.CHARACTERS:
            amount = int(
                st.number_input("字数", 100, 100_000, same or round(whole.length.characters, -2) or 100, step=100)
            )
        elif unit is Unit.SECONDS:
            minutes = round((same or whole.length.seconds(budget.speed)) / 60)
            amount = 60 * int(st.number_input("分钟", 1, 600, max(minutes, 1)))
        speed = int(
            st.number_input(
                "语速（每分钟字数）",
                SLOWEST,
                FASTEST,
                budget.speed,
                step=10,
                help="一般每分钟 200—240 字。数字按读出的字数算：1234.5亿元读作一千二百三十四点五亿元。",
            )
        )
        sent = st.form_submit_button("设定", type="primary", width="stretch", disabled=not session.may(Right.WRITE))
    if barred := session.barred(Right.WRITE):
        st.caption(f"设定篇幅{barred}")
    with told():
        if sent:
            own = budget.own if unit is budget.unit and amount is not None else ()
            asked = Budget(amount, unit or budget.unit, speed, own)
            desk.finishing.set_budget(draft.id, asked, actor=session.actor())
            session.leave_notice("篇幅已设定。", kind="toast")
            st.rerun()
    st.caption(
        "字数与 Word 的“字数”一致：一个汉字、一个全角标点各算一字，连续的西文字母和数字算一字。"
        "各节的篇幅按往年讲话的比例分配，也可以在右边单独给定。"
    )


def _table(desk: Desk, draft: RenderedDraft, budget: Budget, rows: Sequence[Measured]) -> None:
    """A row a place; a section's own share can be typed."""
    minutes = budget.unit is Unit.SECONDS
    shown = [
        {
            "章节": f"{'　' if row.level is Level.SECTION else ''}{row.title}",
            "字数": row.length.characters,
            "朗读": duration_text(row.length.seconds(budget.speed)),
            "篇幅": "" if row.budget is None else length_text(row.budget, budget.unit),
            "超出（+）": None if row.budget is None else row.over,
            _OWN: row.budget if row.own and row.level is Level.SECTION else None,
        }
        for row in rows
    ]
    edited = st.data_editor(
        shown,
        key=f"shares-{draft.id}-{hash(budget)}",
        hide_index=True,
        placeholder="",
        height=min(38 + 35 * len(shown), 640),
        disabled=["章节", "字数", "朗读", "篇幅", "超出（+）"] + ([_OWN] if budget.amount is None else []),
        column_config={
            "章节": st.column_config.TextColumn(width="large"),
            "超出（+）": st.column_config.NumberColumn(
                f"超出（+）{'秒' if minutes else '字'}", format="%+d", width="small"
            ),
            _OWN: st.column_config.NumberColumn(
                f"{_OWN}（{'秒' if minutes else '字'}）", min_value=0, step=1, width="small"
            ),
        },
    )
    asked = [
        (row.key, int(share))
        for row, line in zip(rows, edited, strict=True)
        if row.level is Level.SECTION and row.key is not None and (share := line[_OWN]) is not None
    ]
    if tuple(sorted(asked)) != tuple(sorted(budget.own)) and budget.amount is not None:
        with told():
            if session.may(Right.WRITE) and st.button("保存各节篇幅", type="primary"):
                whole = replace(budget, own=tuple(sorted(asked)))
                desk.finishing.set_budget(draft.id, whole, actor=session.actor())
                session.leave_notice("各节篇幅已保存，其余各节按比例分配剩下的篇幅。", kind="toast")
                st.rerun()
    elif budget.amount is not None:
        st.caption(f"要给某一节单独定篇幅，双击“{_OWN}”一栏填写；清空即恢复按比例分配。")
