"""Finds what a target is held against: verified figures of the book first, then what later documents state."""

from collections.abc import Iterable, Sequence

from figures.figure import FigureKind, Status
from figures.ledger.statement import Statement
from figures.ledger.target import Actual
from figures.measure import Measure
from figures.snapshot import Snapshot

_AMOUNTS = (Measure.VALUE, Measure.COUNT)


def actuals_for(target: Statement, snapshot: Snapshot, statements: Iterable[Statement]) -> list[Actual]:
    """Everything told of what `target` is about within its time, the best source first for each period. `statements`
    are those of its region."""
    years = target.years or ((target.year, target.year) if target.year is not None else None)
    if years is None:
        return []
    from_book = [
        Actual(figure.quantity, figure.ref.period, figure=figure)
        for figure in snapshot.figures
        if figure.status is Status.VERIFIED
        and figure.kind is FigureKind.ACTUAL
        and years[0] <= figure.ref.period.year <= years[1]
        and snapshot.same_indicator(figure.ref.indicator, target.indicator)
        and snapshot.same_region(figure.ref.region, target.region)
        and _same_measure(figure.ref.measure, target.measure)
        and figure.ref.comparator == target.comparator
    ]
    return from_book + _from_documents(target, years, snapshot, statements)


def _from_documents(
    target: Statement, years: tuple[int, int], snapshot: Snapshot, statements: Iterable[Statement]
) -> list[Actual]:
    found: list[Statement] = [
        one
        for one in statements
        if one.kind is FigureKind.ACTUAL
        and one.document_id != target.document_id
        and one.period is not None
        and years[0] <= one.period.year <= years[1]
        and not one.period.alone
        and one.region == target.region
        and _same_measure(one.measure, target.measure)
        and one.comparator == target.comparator
        and snapshot.same_indicator(one.indicator, target.indicator)
        and (one.report_year or 0) >= (target.report_year or 0)
    ]
    return [
        Actual(one.quantity, one.period, statement=one) for one in _best_first(found) if one.quantity and one.period
    ]


def _best_first(found: Sequence[Statement]) -> list[Statement]:
    """What is told as final goes before estimates, the earlier place of a document before later ones."""
    return sorted(found, key=lambda one: (one.estimated, -(one.report_year or 0), one.document_id, one.span))


def _same_measure(one: Measure, other: Measure) -> bool:
    return one is other or (one in _AMOUNTS and other in _AMOUNTS)
