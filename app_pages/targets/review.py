"""One target of the ledger: what was said and where, what became of it, and what a named person says of it."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

import streamlit as st

from app_pages.common import session
from app_pages.common.quoting import quote_html
from app_pages.common.telling import told
from app_pages.common.wording import plain, verification_text
from app_pages.targets.fields import ask_charge, ask_meaning
from app_pages.targets.rows import kind_label, measure_label, review_sentence, value_text
from desk import Desk
from errors import InputError
from figures.ledger.statement import Statement, Tier
from figures.ledger.target import Actual, Target
from figures.quantity import Bound
from store.deeds import Right

_BOUNDS: tuple[Bound | None, ...] = (None, *Bound)


def show_target(desk: Desk, target: Target) -> None:
    """The target with its place, its outcome and what can be done about it."""
    statement, outcome = target.statement, target.outcome
    with st.container(border=True):
        st.subheader(
            plain(f"{statement.region} {statement.when} {statement.indicator} {value_text(statement)}"), anchor=False
        )
        left, right = st.columns(2)
        with left:
            st.html(quote_html(desk.ledger.sentence(statement), statement.sentence, statement.span))
            st.caption(plain(" › ".join((statement.document, *statement.path))))
            st.page_link(
                "app_pages/reader.py",
                label="在原文中打开",
                query_params={
                    "document": str(statement.document_id),
                    "start": str(statement.span.start),
                    "end": str(statement.span.end),
                },
            )
            st.text("\n".join(_terms(statement)))
        with right:
            st.markdown(f"**{outcome.status.label}**　{plain(outcome.reckoning)}")
            if outcome.actual is not None:
                st.text("\n".join(_reached(outcome.actual)))
            if target.review is not None:
                st.caption(plain(review_sentence(target.review)))
        with told():
            _review(desk, target)


def _terms(statement: Statement) -> list[str]:
    tier = f"，{statement.tier.label}" if statement.tier is Tier.STRETCH else ""
    lines = [f"口径：{measure_label(statement)}　类型：{kind_label(statement)}{tier}"]
    if statement.deadline:
        lines.append(f"期限：{statement.deadline:%Y-%m-%d}")
    if statement.responsible:
        lines.append(f"责任单位：{statement.responsible}")
    return lines


def _reached(actual: Actual) -> list[str]:
    lines = [f"实际：{actual.period.label} {actual.quantity.label}", f"来源：{actual.source.label}"]
    if actual.figure is not None:
        return [*lines, verification_text(actual.figure)]
    assert actual.statement is not None  # one of the two is there
    return [*lines, f"原句：{actual.statement.quote}", "文稿所述，没有核实过的数据表可对"]


def _review(desk: Desk, target: Target) -> None:
    """Confirming, correcting and taking out, each by name."""
    if barred := session.barred(Right.VERIFY):
        st.caption(plain(f"确认、更正或剔除{barred}"))
        return
    key = target.statement.id
    field, buttons = st.columns([0.3, 0.7], vertical_alignment="bottom")
    with field:
        name = session.ask_person("姓名", f"reviewer-{key}")
    with buttons.container(horizontal=True):
        confirmed = st.button("确认", type="primary", key=f"confirm-{key}")
        dropped = st.button("不是目标，剔除", key=f"drop-{key}")
    if confirmed:
        desk.ledger.confirm([key], by=name)
        _done("已确认。")
    if dropped:
        desk.ledger.drop(key, by=name)
        st.query_params.pop("target", None)
        _done("已剔除，可在“已剔除”里放回。")
    with st.expander("更正"):
        _correction(desk, target.statement, name)


def _correction(desk: Desk, statement: Statement, name: str) -> None:
    with st.form(f"correct-{statement.id}", border=False):
        meaning = ask_meaning(statement)
        columns = st.columns(4)
        low = columns[0].text_input("下限", _number(statement.low))
        high = columns[1].text_input("上限", _number(statement.high))
        unit = columns[2].text_input("单位", statement.unit)
        bound = columns[3].selectbox("界限", _BOUNDS, index=_BOUNDS.index(statement.bound), format_func=_bound_text)
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            charge = ask_charge(statement)
        note, button = right.columns(2, vertical_alignment="bottom")
        reason = note.text_input("说明", placeholder="为什么更正")
        if not button.form_submit_button("保存更正"):
            return
    told = charge.over(meaning.over(statement))
    corrected = replace(told, low=_read(low), high=_read(high), unit=unit.strip(), bound=bound)
    desk.ledger.correct(statement.id, corrected, by=name, note=reason)
    _done("已更正。")


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _read(words: str) -> Decimal | None:
    if not words.strip():
        return None
    try:
        return Decimal(words.strip())
    except InvalidOperation:
        raise InputError(f"“{words}”不是数字，请只写数字，如 5.5。") from None


def _bound_text(bound: Bound | None) -> str:
    return "无" if bound is None else "区间" if bound is Bound.RANGE else bound.value


def _done(sentence: str) -> None:
    session.leave_notice(sentence, kind="toast")
    st.rerun()
