"""All figures at one moment, in memory, and how a ref finds its figure among them. Knows nothing of the store.

Two refs are one place when their names mean the same: aliases of an indicator, 总量 and 数量, 全省 and 全区, the city's
name and 全市, a stock at the end of June however its period is written, a share of the natural whole with or without
naming it.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY, Figure, FigureKind, FigureRef, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.snapshot.places import Place, Places
from figures.units import scale_of


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the book tells at a ref. `found` is the one verified figure; where verified ones disagree they are the
    `conflict` and none is found. `pending` are figures there that nobody has verified yet."""

    found: Figure | None
    conflict: tuple[Figure, ...] = ()
    pending: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one kind at one ref that do not agree."""

    ref: FigureRef
    kind: FigureKind
    figures: tuple[Figure, ...]


_ANY = Period(1900)  # stands where the period does not matter
_Amount = tuple[Decimal | None, Decimal | None, str, Bound | None]
_Times = tuple[str, Measure, str, str | None]
_Wheres = tuple[str, Measure, Period, str | None]


class Snapshot:
    """The figures of a book at one moment. Immutable; a lookup is a few dictionary reads.

    `city` is the city that 全市 stands for, `regions` all that the book tells of where `figures` are a part of it; see
    `Places`.
    """

    def __init__(
        self, figures: Iterable[Figure], catalogue: Catalogue, city: str = "", regions: Iterable[str] | None = None
    ):
        self.figures = tuple(figures)
        self._catalogue, self._given_city = catalogue, city
        self._places = Places(catalogue, city, _regions_of(self.figures) if regions is None else regions)
        self._at: dict[Place, tuple[Figure, ...]] = {}
        self._periods: dict[_Times, frozenset[Period]] = {}
        self._regions: dict[_Wheres, frozenset[str]] = {}
        self._disagreeing: tuple[Conflict, ...] | None = None
        self._indicators: tuple[str, ...] | None = None
        self._by_period: dict[Period, tuple[Figure, ...]] | None = None
        for figure in self.figures:
            self._take_in(figure)

    def following(self, figures: Iterable[Figure]) -> "Snapshot":
        """The whole book's snapshot of `figures`, when this is the one of a moment before: what is the same object in
        both is not looked at again."""
        now, before = tuple(figures), {figure.id: figure for figure in self.figures}
        fresh = [figure for figure in now if before.get(figure.id) is not figure]
        old = [figure for figure in fresh if figure.id in before]
        gone = len(now) - (len(fresh) - len(old)) < len(before)
        moved = any(before[figure.id].ref != figure.ref for figure in old)
        places = Places(self._catalogue, self._given_city, _regions_of(now))
        if gone or moved or not places.reads_as(self._places):
            return Snapshot(now, self._catalogue, self._given_city)
        made = copy(self)
        made.figures, made._disagreeing, made._indicators, made._by_period = now, None, None, None
        made._at, made._periods, made._regions = dict(self._at), dict(self._periods), dict(self._regions)
        for figure in fresh:
            made._take_in(figure, before.get(figure.id))
        return made

    def _take_in(self, figure: Figure, instead: Figure | None = None) -> None:
        """Puts a figure in its place, behind those that are there or `instead` of an older reading of it."""
        place = self._places.of(figure.ref)
        here = self._at.get(place, ())
        if instead is not None:
            self._at[place] = tuple(figure if other is instead else other for other in here)
            return
        self._at[place] = (*here, figure)
        times, wheres = _times(place), _wheres(place)
        self._periods[times] = self._periods.get(times, frozenset()) | {place.period}
        self._regions[wheres] = self._regions.get(wheres, frozenset()) | {place.region}

    def lookup(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Lookup:
        """What is told at `ref`. Equal values from two tables are no conflict: the one loaded first is found."""
        here = [figure for figure in self._at.get(self._places.of(ref), ()) if figure.kind is kind]
        verified = tuple(figure for figure in here if figure.status is Status.VERIFIED)
        pending = tuple(figure for figure in here if figure.status is Status.PENDING)
        if len({_amount(figure.quantity) for figure in verified}) > 1:
            return Lookup(None, verified, pending)
        return Lookup(verified[0] if verified else None, (), pending)

    def at(self, ref: FigureRef) -> tuple[Figure, ...]:
        """Every figure at `ref`, of both kinds and any status, oldest first."""
        return self._at.get(self._places.of(ref), ())

    def series(
        self, indicator: str, measure: Measure, region: str = WHOLE_CITY, comparator: str | None = None
    ) -> tuple[Figure, ...]:
        """The actual figures that `lookup` finds for one indicator, measure, region and comparator (None: the ones that
        go without saying), in order of their periods."""
        place = self._places.of(FigureRef(indicator, measure, _ANY, region, comparator))
        periods = sorted(self._periods.get(_times(place), ()))
        refs = (FigureRef(indicator, measure, period, region, comparator) for period in periods)
        return tuple(found for ref in refs if (found := self.lookup(ref).found) is not None)

    def across_regions(self, ref: FigureRef) -> tuple[Figure, ...]:
        """Every actual figure told at `ref` of whatever region, of any status."""
        place = self._places.of(ref)
        regions = sorted(self._regions.get(_wheres(place), ()))
        here = (figure for region in regions for figure in self._at[replace(place, region=region)])
        return tuple(figure for figure in here if figure.kind is FigureKind.ACTUAL)

    def during(self, period: Period) -> tuple[Figure, ...]:
        """Every figure told of exactly this period, oldest first."""
        if self._by_period is None:
            told: dict[Period, list[Figure]] = {}
            for figure in self.figures:
                told.setdefault(figure.ref.period, []).append(figure)
            self._by_period = {when: tuple(figures) for when, figures in told.items()}
        return self._by_period.get(period, ())

    def indicators(self) -> tuple[str, ...]:
        """The canonical names of all indicators that a figure not superseded tells of, in the order they came."""
        if self._indicators is None:
            live = (figure.ref.indicator for figure in self.figures if figure.status is not Status.SUPERSEDED)
            self._indicators = tuple(dict.fromkeys(map(self._catalogue.canonical, dict.fromkeys(live))))
        return self._indicators

    def conflicts(self) -> tuple[Conflict, ...]:
        """Where pending or verified figures of one kind disagree."""
        if self._disagreeing is None:
            self._disagreeing = tuple(self._conflicts())
        return self._disagreeing

    def _conflicts(self) -> Iterator[Conflict]:
        for figures in self._at.values():
            if len(figures) == 1:
                continue
            for kind in FigureKind:
                live = tuple(f for f in figures if f.kind is kind and f.status is not Status.SUPERSEDED)
                if len({_amount(figure.quantity) for figure in live}) > 1:
                    yield Conflict(live[0].ref, kind, live)

    def disagreeing(self, figure: Figure) -> tuple[Figure, ...]:
        """The pending and verified figures of the same kind at the same place that tell something else."""
        mine = _amount(figure.quantity)
        return tuple(
            other
            for other in self.at(figure.ref)
            if other.kind is figure.kind and other.status is not Status.SUPERSEDED and _amount(other.quantity) != mine
        )

    def same_indicator(self, one: str, other: str) -> bool:
        """Whether both names mean one indicator."""
        return self._catalogue.canonical(one) == self._catalogue.canonical(other)

    def region(self, name: str) -> str:
        """The one name of a region that goes by several."""
        return self._places.region(name)

    def same_region(self, one: str, other: str) -> bool:
        """Whether both names mean one region."""
        return self._places.region(one) == self._places.region(other)


def _regions_of(figures: Iterable[Figure]) -> set[str]:
    return {figure.ref.region for figure in figures}


def _times(place: Place) -> _Times:
    """What is one and the same at whatever period."""
    return place.indicator, place.measure, place.region, place.comparator


def _wheres(place: Place) -> _Wheres:
    """What is one and the same in whatever region."""
    return place.indicator, place.measure, place.period, place.comparator


def _amount(quantity: Quantity) -> _Amount:
    """The quantity in the base of its unit, so that 1.5亿元 and 15000万元 are one."""
    scale, base = scale_of(quantity.unit)
    low, high = (None if end is None else (end * scale).normalize() for end in (quantity.low, quantity.high))
    return low, high, base, quantity.bound
