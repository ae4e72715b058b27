"""Figures told in one line each, for tests that need a snapshot of a book and no store."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import count

from figures.catalogue import load_catalogue
from figures.figure import WHOLE_CITY, Figure, FigureKind, FigureRef, Source, Status
from figures.measure import parse_measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.snapshot import Snapshot

CATALOGUE = load_catalogue()
_NUMBERS = count(1)


def ref(told: str) -> FigureRef:
    """地区生产总值|同比|2026H1|岚江市|全国, trailing parts left out."""
    name, measure, period, *rest = told.split("|")
    region, comparator = (*rest, "", "")[:2]
    return FigureRef(name, parse_measure(measure), Period.parse(period), region or WHOLE_CITY, comparator or None)


def figure(
    told: str,
    value: str,
    unit: str = "%",
    *,
    status: Status = Status.VERIFIED,
    kind: FigureKind = FigureKind.ACTUAL,
    bound: Bound | None = None,
) -> Figure:
    """A figure at the place `told`, in a cell of its own of 表.xlsx."""
    number = next(_NUMBERS)
    end = Decimal(value)
    quantity = Quantity(None if bound is Bound.AT_MOST else end, None if bound is Bound.AT_LEAST else end, unit, bound)
    return Figure(number, ref(told), quantity, kind, status, "快报", Source("表.xlsx", "表", f"B{number}"))


def snapshot(figures: Iterable[Figure]) -> Snapshot:
    """The book that holds `figures` and nothing else."""
    return Snapshot(figures, CATALOGUE, "岚江市")
