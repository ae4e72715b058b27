"""A rate that no document tells, worked out from one that says how far the next rate was above or below it
(增长4%，快于上一年1.8个百分点)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from asking.answer import Citation, Sourced
from asking.evidence.quantities import Wanted
from asking.evidence.sources import Sources
from corpus.model import Span
from figures.figure import FigureKind
from figures.ledger import Statement
from figures.measure import Measure
from figures.quantity import plain

_AGAINST = re.compile(
    r"(?P<way>快于|高于|慢于|低于|[比较])(?P<year>20\d\d)年(?:全年)?的?(?P<more>高出?|低|快|慢|提高|提升|回升|加快|回落|放缓|下降)?了?$"
)
_UP = frozenset(["快于", "高于", "高", "高出", "快", "提高", "提升", "回升", "加快"])


@dataclass(frozen=True, slots=True)
class Derived:
    """The rate with its arithmetic and the sentence it follows from."""

    worked: Sourced
    formula: Sourced
    citation: Citation


def derived_rate(wanted: Wanted, sources: Sources) -> Derived | None:
    """The growth of what is wanted, from the rate of a later year and its distance."""
    told = sources.quantities.statements(wanted.region)
    for one, base in _pairs(told):
        name = sources.catalogue.canonical(base.indicator)
        if name not in wanted.asked.names or one.low is None or one.high is None or base.quantity is None:
            continue
        book = sources.book(one.document_id)
        found = _AGAINST.search(book.text[one.clause.start : one.span.start])
        if found is None or int(found["year"]) != wanted.period.year or (found["way"] in "比较" and not found["more"]):
            continue
        up = (found["more"] or found["way"]) in _UP
        value = base.quantity.value - one.low if up else base.quantity.value + one.low
        citation = book.cite(Span(min(base.clause.start, one.clause.start), max(base.clause.end, one.clause.end)))
        sign = "−" if up else "+"
        verb = "下降" if value < 0 else "增长"
        return Derived(
            Sourced.worked(f"{verb}{plain(abs(value))}{base.unit}", (citation,)),
            Sourced.worked(f"{plain(base.quantity.value)}{sign}{plain(one.low)}={plain(value)}", (citation,)),
            citation,
        )
    return None


def _pairs(told: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Every distance in percentage points with the rate told before it in its sentence."""
    rate: Statement | None = None
    for one in told:
        if one.kind is not FigureKind.ACTUAL:
            continue
        if one.measure is Measure.YOY:
            rate = one
        elif one.unit == "个百分点" and rate is not None and rate.sentence == one.sentence:
            yield one, rate
