"""All figures at one moment, in memory, and how a ref finds its figure among them. Knows nothing of the store.

Two refs are one place when their names mean the same: aliases of an indicator, 总量 and 数量, 全省 and 全区, the city's
name and 全市, a stock at the end of June however its period is written, a share of the natural whole with or without
naming it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from figures.catalogue import Catalogue, Nature
from figures.figure import WHOLE_CITY, Figure, FigureKind, FigureRef, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A ref with all its names brought to one spelling."""

    indicator: str
    measure: Measure
    period: Period
    region: str
    comparator: str | None


_ANY = Period(1900)  # stands where the period does not matter
_Amount = tuple[Decimal | None, Decimal | None, str, Bound | None]

_A_YEAR_BEFORE = {"去年同期", "上年同期", "去年", "上年", "同期"}
_PROVINCE = {"全区", "全省", "全省平均", "全区平均", "全省平均水平", "全区平均水平", "全自治区"}
_NATION = {"全国", "全国平均", "全国平均水平"}
_BY_CALENDAR = {"时间进度", "序时进度", "时序进度"}
_YEAR_BEGINNING = {"年初", "上年末", "上年底", "去年末", "去年底"}
_OF_A_WHOLE = {Measure.SHARE, Measure.SHARE_CHANGE, Measure.PP_CONTRIBUTION, Measure.CONTRIBUTION_RATE}
_AGAINST_LAST_YEAR = {Measure.YOY, Measure.DIFFERENCE, Measure.SHARE_CHANGE}


class Snapshot:
    """The figures of a book at one moment. Immutable; a lookup is a few dictionary reads.

    `city` is the city that 全市 stands for. Without it a lone city named by the figures is taken for it, and where they
    name none but 全市, any city is.
    """

    def __init__(
        self, figures: Iterable[Figure], catalogue: Catalogue, city: str = "", regions: Iterable[str] | None = None
    ):
        self.figures = tuple(figures)
        self._catalogue = catalogue
        regions = {figure.ref.region for figure in self.figures} if regions is None else set(regions)
        self._cities = {region for region in regions if _is_city(region)}
        # A lone city beside figures of 全市 may be a county-level one: only without such figures is it sure to be ours.
        self._city = city or (min(self._cities) if len(self._cities) == 1 and WHOLE_CITY not in regions else "")
        self._places: dict[FigureRef, _Place] = {}
        self._at: dict[_Place, list[Figure]] = {}
        self._periods: dict[_Place, set[Period]] = {}
        self._regions: dict[_Place, set[str]] = {}
        for figure in self.figures:
            place = self._place(figure.ref)
            self._at.setdefault(place, []).append(figure)
            self._periods.setdefault(replace(place, period=_ANY), set()).add(place.period)
            self._regions.setdefault(replace(place, region=""), set()).add(place.region)

    def lookup(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Lookup:
        """What is told at `ref`. Equal values from two tables are no conflict: the one loaded first is found."""
        here = [figure for figure in self._at.get(self._place(ref), ()) if figure.kind is kind]
        verified = tuple(figure for figure in here if figure.status is Status.VERIFIED)
        pending = tuple(figure for figure in here if figure.status is Status.PENDING)
        if len({_amount(figure.quantity) for figure in verified}) > 1:
            return Lookup(None, verified, pending)
        return Lookup(verified[0] if verified else None, (), pending)

    def at(self, ref: FigureRef) -> tuple[Figure, ...]:
        """Every figure at `ref`, of both kinds and any status, oldest first."""
        return tuple(self._at.get(self._place(ref), ()))

    def series(
        self, indicator: str, measure: Measure, region: str = WHOLE_CITY, comparator: str | None = None
    ) -> tuple[Figure, ...]:
        """The actual figures that `lookup` finds for one indicator, measure, region and comparator (None: the ones that
        go without saying), in order of their periods."""
        place = self._place(FigureRef(indicator, measure, _ANY, region, comparator))
        periods = sorted(self._periods.get(replace(place, period=_ANY), ()))
        refs = (FigureRef(indicator, measure, period, region, comparator) for period in periods)
        return tuple(found for ref in refs if (found := self.lookup(ref).found) is not None)

    def across_regions(self, ref: FigureRef) -> tuple[Figure, ...]:
        """Every actual figure told at `ref` of whatever region, of any status."""
        place = self._place(ref)
        regions = sorted(self._regions.get(replace(place, region=""), ()))
        here = (figure for region in regions for figure in self._at[replace(place, region=region)])
        return tuple(figure for figure in here if figure.kind is FigureKind.ACTUAL)

    def indicators(self) -> tuple[str, ...]:
        """The canonical names of all indicators that a figure not superseded tells of, in the order they came."""
        names = (self._catalogue.canonical(f.ref.indicator) for f in self.figures if f.status is not Status.SUPERSEDED)
        return tuple(dict.fromkeys(names))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Where pending or verified figures of one kind disagree."""
        found: list[Conflict] = []
        for figures in self._at.values():
            for kind in FigureKind:
                live = tuple(f for f in figures if f.kind is kind and f.status is not Status.SUPERSEDED)
                if len({_amount(figure.quantity) for figure in live}) > 1:
                    found.append(Conflict(live[0].ref, kind, live))
        return tuple(found)

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

    def same_region(self, one: str, other: str) -> bool:
        """Whether both names mean one region."""
        return self._region(one) == self._region(other)

    def _place(self, ref: FigureRef) -> _Place:
        known = self._places.get(ref)
        if known is None:
            known = self._places[ref] = self._spell(ref)
        return known

    def _spell(self, ref: FigureRef) -> _Place:
        indicator = self._catalogue.find(ref.indicator)
        measure = Measure.VALUE if ref.measure is Measure.COUNT else ref.measure
        period = ref.period
        if indicator is not None and indicator.nature is Nature.STOCK:
            period = Period(period.year, 1, period.last)  # told at the end, whatever the beginning
        return _Place(
            indicator.name if indicator else self._catalogue.canonical(ref.indicator),
            measure,
            period,
            self._region(ref.region),
            self._comparator(ref, indicator.whole if indicator else None),
        )

    def _region(self, region: str) -> str:
        if region in _PROVINCE:
            return "全省"
        if region in _NATION:
            return "全国"
        if region == self._city or (not self._city and not self._cities and _is_city(region)):
            return WHOLE_CITY
        return region

    def _comparator(self, ref: FigureRef, whole: str | None) -> str | None:
        name = ref.comparator
        if not name or (ref.measure in _AGAINST_LAST_YEAR and name in _A_YEAR_BEFORE):
            return None
        if name in _BY_CALENDAR:
            return "时间进度"
        if ref.measure is Measure.DIFFERENCE and name in _YEAR_BEGINNING:
            return "年初"
        if name in _A_YEAR_BEFORE:
            return "上年同期"
        if name in _PROVINCE or name in _NATION:
            return "全省" if name in _PROVINCE else "全国"
        if ref.measure in _OF_A_WHOLE:
            canonical = self._catalogue.canonical(name)
            return None if canonical == whole else canonical
        return name


def _is_city(region: str) -> bool:
    return region.endswith("市") and region != WHOLE_CITY


def _amount(quantity: Quantity) -> _Amount:
    """The quantity in the base of its unit, so that 1.5亿元 and 15000万元 are one."""
    scale, base = scale_of(quantity.unit)
    low, high = (None if end is None else (end * scale).normalize() for end in (quantity.low, quantity.high))
    return low, high, base, quantity.bound
