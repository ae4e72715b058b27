"""Finds what targets are held against: verified figures of the book first, then what later documents state."""

from collections import defaultdict
from collections.abc import Iterable

from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, Status
from figures.ledger.statement import Statement
from figures.ledger.target import Actual
from figures.measure import Measure
from figures.snapshot import Snapshot

_AMOUNTS = (Measure.VALUE, Measure.COUNT)


class Actuals:
    """Everything that was reached, by indicator: `statements` are those of all documents. Built once for many."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, statements: Iterable[Statement]):
        self._snapshot, self._catalogue = snapshot, catalogue
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in snapshot.figures:
            if figure.status is Status.VERIFIED and figure.kind is FigureKind.ACTUAL:
                self._figures[catalogue.canonical(figure.ref.indicator)].append(figure)
        self._stated: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for one in sorted(statements, key=_worth):
            if one.kind is FigureKind.ACTUAL and one.period is not None and not one.period.alone:
                self._stated[one.region, catalogue.canonical(one.indicator)].append(one)

    def of(self, target: Statement) -> list[Actual]:
        """What was reached of what `target` is about within its time, the best source first for each period."""
        years = target.years or ((target.year, target.year) if target.year is not None else None)
        if years is None:
            return []
        return [*self._from_book(target, years), *self._from_documents(target, years)]

    def _from_book(self, target: Statement, years: tuple[int, int]) -> Iterable[Actual]:
        for figure in self._figures.get(self._catalogue.canonical(target.indicator), ()):
            ref = figure.ref
            if (
                years[0] <= ref.period.year <= years[1]
                and _same_measure(ref.measure, target.measure)
                and ref.comparator == target.comparator
                and self._snapshot.same_region(ref.region, target.region)
            ):
                yield Actual(figure.quantity, ref.period, figure=figure)

    def _from_documents(self, target: Statement, years: tuple[int, int]) -> Iterable[Actual]:
        for one in self._stated.get((target.region, self._catalogue.canonical(target.indicator)), ()):
            if (
                one.period is not None
                and one.quantity is not None
                and years[0] <= one.period.year <= years[1]
                and one.document_id != target.document_id
                and (one.report_year or 0) >= (target.report_year or 0)
                and _same_measure(one.measure, target.measure)
                and one.comparator == target.comparator
            ):
                yield Actual(one.quantity, one.period, statement=one)


def _worth(one: Statement) -> tuple[bool, int, int, int]:
    """What is told as final goes before estimates, later reports before earlier ones, the earlier place in each."""
    return one.estimated, -(one.report_year or 0), one.document_id, one.span.start


def _same_measure(one: Measure, other: Measure) -> bool:
    return one is other or (one in _AMOUNTS and other in _AMOUNTS)
