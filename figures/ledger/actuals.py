"""Finds what targets are held against: verified figures of the book first, then what later documents state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, Status
from figures.ledger.statement import Statement
from figures.ledger.target import Actual
from figures.measure import Measure
from figures.period import Period
from figures.snapshot import Snapshot

_AMOUNTS = (Measure.VALUE, Measure.COUNT)


class Actuals:
    """Everything that was reached, by indicator: `statements` are those of all documents. Built once for many."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, statements: Iterable[Statement]):
        self._snapshot, self._catalogue = snapshot, catalogue
        self._figures: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in snapshot.figures:
            if figure.status is Status.VERIFIED and figure.kind is FigureKind.ACTUAL:
                self._figures[self._of_what(figure.ref.indicator, figure.ref.region)].append(figure)
        self._stated: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for one in sorted(statements, key=_worth):
            if one.kind is FigureKind.ACTUAL and one.period is not None and not one.period.alone:
                self._stated[one.region, catalogue.canonical(one.indicator)].append(one)

    def of(self, target: Statement) -> list[Actual]:
        """What was reached of what `target` is about within its time, the best source first for each period; a report
        is not held against itself, nor against an earlier one."""
        years = target.years or ((target.year, target.year) if target.year is not None else None)
        if years is None:
            return []
        sought = _Sought(target.indicator, target.measure, target.region, target.comparator, years)
        stated = (one for one in self._from_documents(sought) if _later(one, target))
        return [*self._from_book(sought), *stated]

    def before(self, target: Statement) -> list[Actual]:
        """What was reached of the same in the year before that of `target`, whoever tells of it."""
        if target.period is None:
            return []
        year = target.period.year - 1
        sought = _Sought(target.indicator, target.measure, target.region, target.comparator, (year, year))
        return [*self._from_book(sought), *self._from_documents(sought)]

    def over_years(self, indicator: str, measure: Measure, region: str) -> list[Actual]:
        """What was reached in each whole year, in order of the years, from the best source for each."""
        sought = _Sought(indicator, measure, region, None, (0, 9999))
        best: dict[Period, Actual] = {}
        for actual in (*self._from_book(sought), *self._from_documents(sought)):
            if actual.period == Period(actual.period.year):
                best.setdefault(actual.period, actual)
        return [best[period] for period in sorted(best)]

    def _from_book(self, sought: "_Sought") -> Iterator[Actual]:
        for figure in self._figures.get(self._of_what(sought.indicator, sought.region), ()):
            ref = figure.ref
            if sought.takes(ref.measure, ref.comparator, ref.period):
                yield Actual(figure.quantity, ref.period, figure=figure)

    def _of_what(self, indicator: str, region: str) -> tuple[str, str]:
        return self._catalogue.canonical(indicator), self._snapshot.region(region)

    def _from_documents(self, sought: "_Sought") -> Iterator[Actual]:
        for one in self._stated.get((sought.region, self._catalogue.canonical(sought.indicator)), ()):
            if one.period is None or one.quantity is None:
                continue
            if sought.takes(one.measure, one.comparator, one.period):
                yield Actual(one.quantity, one.period, statement=one)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for: one indicator, measure and place, within the years from the first to the last."""

    indicator: str
    measure: Measure
    region: str
    comparator: str | None
    years: tuple[int, int]

    def takes(self, measure: Measure, comparator: str | None, period: Period) -> bool:
        """Whether something told in this way and time is it."""
        alike = measure is self.measure or (measure in _AMOUNTS and self.measure in _AMOUNTS)
        return alike and comparator == self.comparator and self.years[0] <= period.year <= self.years[1]


def _later(actual: Actual, target: Statement) -> bool:
    stated = actual.statement
    assert stated is not None  # it comes out of a document
    return stated.document_id != target.document_id and (stated.report_year or 0) >= (target.report_year or 0)


def _worth(one: Statement) -> tuple[bool, int, int, int]:
    """What is told as final goes before estimates, later reports before earlier ones, the earlier place in each."""
    return one.estimated, -(one.report_year or 0), one.document_id, one.span.start
