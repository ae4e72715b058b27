"""操作记录: who did what to what, and when, for who keeps the desk. Nothing here changes anything."""

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import plain
from clock import here, today
from desk import Desk
from services.trail import PAGE, Asked, Kind, Told
from store.deeds import Deed, Right

_EVERYBODY, _ANYTHING = "所有人", "所有操作"
_PLACES = {
    Kind.DRAFT: "draft?draft={}",
    Kind.FIGURE: "figures?figure={}",
    Kind.DOCUMENT: "reader?document={}",
    Kind.TARGET: "ledger?target={}",
    Kind.TALK: "ask?talk={}",
}


def show(desk: Desk) -> None:
    """The page."""
    st.title("操作记录", anchor=False)
    if barred := session.barred(Right.MANAGE):
        st.info(plain(f"查看操作记录{barred}"))
        return
    st.caption("谁在什么时候做了什么，都记在这里；记录只增不减，谁也改不了，想做而没有权限的也记下来。")
    by = session.actor()
    with told():
        asked = _asked(desk, by)
        found, total = desk.trail.page(asked, by=by)
        if not total:
            st.info("没有符合条件的记录，请放宽条件。")
            return
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            number = _page_number(asked, total)
            _files(desk, asked, by)
        if number > 1:
            found, total = desk.trail.page(asked, number, by=by)
        _table(found, by)


def _asked(desk: Desk, by: str) -> Asked:
    who, what, first, last, part = st.columns([1, 1.2, 0.9, 0.9, 1.6], vertical_alignment="bottom")
    person = who.selectbox("姓名", [_EVERYBODY, *desk.trail.actors(by=by)])
    deeds = {deed.label: deed for deed in Deed}
    deed = what.selectbox("做了什么", [_ANYTHING, *deeds])
    latest = today()
    since = first.date_input("从", value=None, max_value=latest, format="YYYY-MM-DD")
    until = last.date_input("到", value=None, max_value=latest, format="YYYY-MM-DD")
    words = part.text_input("对象或说明里有", placeholder="文件名、指标、draft:3 ……")
    return Asked(
        actor="" if person == _EVERYBODY else person,
        deed=deeds.get(deed),
        part=words,
        first=since,
        last=until,
    )


def _page_number(asked: Asked, total: int) -> int:
    st.write(f"共 {total} 条")
    return st.pagination(max(1, -(-total // PAGE)), key=f"audit-{asked}")


def _files(desk: Desk, asked: Asked, by: str) -> None:
    trail = desk.trail
    with st.container(horizontal=True, width="content"):
        st.download_button(
            "导出表格（.xlsx）", lambda: trail.xlsx(asked, by=by), file_name="操作记录.xlsx", on_click="ignore"
        )
        st.download_button(
            "导出文本（.csv）", lambda: trail.csv(asked, by=by), file_name="操作记录.csv", on_click="ignore"
        )


def _place(told: Told, by: str) -> str | None:
    """The address of what an entry is about. Where people log in, a conversation opens only for whose it is."""
    others = told.kind is Kind.TALK and session.logged_in() is not None and told.actor != by
    if told.kind not in _PLACES or others:
        return None
    return _PLACES[told.kind].format(told.number)


def _table(found: list[Told], by: str) -> None:
    st.dataframe(
        {
            "时间": [f"{here(told.at):%Y-%m-%d %H:%M:%S}" for told in found],
            "姓名": [told.actor for told in found],
            "做了什么": [f"⛔ {told.deed}" if told.refused else told.deed for told in found],
            "对象": [told.subject for told in found],
            "说明": [told.detail for told in found],
            "打开": [_place(told, by) or "" for told in found],
        },
        column_config={
            "时间": st.column_config.TextColumn(width=160),
            "姓名": st.column_config.TextColumn(width=90),
            "做了什么": st.column_config.TextColumn(width=150),
            "对象": st.column_config.TextColumn(width=200),
            "说明": st.column_config.TextColumn(width="large"),
            "打开": st.column_config.LinkColumn(width=70, display_text="打开"),
        },
        hide_index=True,
        height=min(36 * (len(found) + 1) + 2, 620),
    )


show(session.desk())
