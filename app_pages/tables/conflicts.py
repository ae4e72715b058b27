"""数据矛盾: figures that disagree, each with the piece of its table, and the decision between them."""

from collections.abc import Sequence

import streamlit as st

from app_pages.common import session
from app_pages.common.telling import told
from app_pages.common.wording import embargo_text, kind_text, plain, ref_text, verification_text
from app_pages.tables.figure import show_uses
from app_pages.tables.fragment_html import fragment_html
from desk import Desk
from figures.book import Conflict
from figures.figure import Figure
from store.deeds import Right

_PAGE = 10
_REASONS = ("以核定数为准", "以统计部门的数为准", "以最近报送的数为准", "另一张表录入有误")


def show_conflicts(desk: Desk, conflicts: Sequence[Conflict]) -> None:
    """The conflicts, a page of them at a time."""
    if not conflicts:
        if desk.figures():
            st.success("各表数据没有互相矛盾之处。")
        else:
            st.info("还没有数据，请先导入数据表。")
        return
    st.caption("同一指标、口径、期间、地区有不同的数值。都已核实而互相矛盾的，裁定之前在稿子里留作待核。")
    name, reason = _who_and_why()
    shown = conflicts
    if len(conflicts) > _PAGE:
        pages = -(-len(conflicts) // _PAGE)
        page = st.number_input(f"第几页（共 {pages} 页）", 1, pages, key="conflicts-page")
        shown = conflicts[(page - 1) * _PAGE : page * _PAGE]
    uses = desk.dossier.uses([figure for conflict in shown for figure in conflict.figures])
    for conflict in shown:
        with st.container(border=True), told():
            _conflict(desk, conflict, name, reason)
            told_once = dict.fromkeys(use for figure in conflict.figures for use in uses[figure.id])
            show_uses(list(told_once), conflict.figures[0].id)


def _who_and_why() -> tuple[str, str]:
    if barred := session.barred(Right.VERIFY):
        st.caption(plain(f"裁定{barred}"))
        return "", ""
    columns = st.columns([0.25, 0.45, 0.3])
    with columns[0]:
        name = session.ask_person("裁定人", "verifier-conflict")
    reason = columns[1].selectbox(
        "理由（可选可填）",
        _REASONS,
        index=None,
        accept_new_options=True,
        placeholder="选一条，或直接写",
        key="conflict-why",
    )
    return name, reason or ""


def _conflict(desk: Desk, conflict: Conflict, name: str, reason: str) -> None:
    first, *others = conflict.figures
    st.subheader(plain(ref_text(conflict.ref, conflict.kind)), anchor=False)
    difference = _difference(first, others[0]) if len(others) == 1 else ""
    if difference:
        st.caption(plain(difference))
    for column, figure in zip(st.columns(max(len(conflict.figures), 2)), conflict.figures, strict=False):
        with column:
            _side(desk, conflict, figure, name, reason)


def _side(desk: Desk, conflict: Conflict, figure: Figure, name: str, reason: str) -> None:
    st.metric(kind_text(figure.kind), figure.quantity.label)
    said = (figure.source.label, figure.vintage, verification_text(figure), embargo_text(figure))
    st.caption(plain("，".join(filter(None, said))))
    surroundings = desk.dossier.surroundings(figure)
    if surroundings is None:
        st.caption("原表打不开，请到资料库核对文件。")
    else:
        st.html(fragment_html(surroundings))
    if session.may(Right.VERIFY) and st.button("以此为准", key=f"decide-{figure.id}"):
        others = [other.id for other in conflict.figures if other.id != figure.id]
        now = desk.deciding.decide(figure.id, against=others, by=name, reason=reason)
        session.leave_notice(_decided(now))
        st.rerun()


def _decided(figure: Figure) -> str:
    words = f"{figure.source.label} 的 {figure.quantity.label}"
    return f"已以 {words} 为准。" if figure.verified_by else f"{words} 待复核：另一个人也选它之后生效。"


def _difference(one: Figure, other: Figure) -> str:
    """How far two exact quantities of one unit lie apart."""
    if one.quantity.unit != other.quantity.unit or one.quantity.bound or other.quantity.bound:
        return ""
    apart = other.quantity.value - one.quantity.value
    unit = "个百分点" if one.quantity.unit == "%" else one.quantity.unit
    return f"相差 {abs(apart)}{unit}（后者{'大' if apart > 0 else '小'}）"
