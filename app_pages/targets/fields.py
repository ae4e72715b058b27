"""The fields in which a person says what a target measures and until when, for correcting and for adding one."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from figures.ledger.statement import Horizon, Statement
from figures.measure import Measure
from figures.period import Period


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a person says a target measures: of what, in which way, for when and where."""

    indicator: str
    measure: Measure
    period: str
    region: str

    def over(self, statement: Statement) -> Statement:
        """`statement` with this meaning. Raises `InputError` for a period that is none."""
        told_for = Period.parse(self.period) if self.period.strip() else None
        return replace(
            statement,
            period=told_for,
            years=None if told_for else statement.years,
            horizon=_horizon(told_for, statement) if told_for else statement.horizon,
            indicator=self.indicator.strip(),
            measure=self.measure,
            region=self.region.strip(),
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """Until when and by whom a target is to be reached."""

    deadline: date | None
    responsible: str

    def over(self, statement: Statement) -> Statement:
        """`statement` with this charge."""
        return replace(statement, deadline=self.deadline, responsible=self.responsible.strip() or None)


def ask_meaning(statement: Statement) -> Meaning:
    """A row of fields, filled in with what `statement` says."""
    columns = st.columns(4)
    measures = list(Measure)
    return Meaning(
        columns[0].text_input("指标", statement.indicator),
        columns[1].selectbox(
            "口径", measures, index=measures.index(statement.measure), format_func=lambda one: one.label
        ),
        columns[2].text_input("完成期间", str(statement.period or ""), placeholder="如 2026、2026H1"),
        columns[3].text_input("地区", statement.region),
    )


def ask_charge(statement: Statement) -> Charge:
    """The two fields of it, filled in with what `statement` says; for a row of columns that is open."""
    left, right = st.columns(2)
    deadline = left.date_input("期限", statement.deadline, format="YYYY-MM-DD")
    return Charge(
        deadline if isinstance(deadline, date) else None, right.text_input("责任单位", statement.responsible or "")
    )


def _horizon(period: Period, statement: Statement) -> Horizon:
    """How far a target for `period` reaches, seen from its document."""
    own = statement.report_year in (None, period.year)
    return Horizon.ANNUAL if own else Horizon.BY_YEAR
