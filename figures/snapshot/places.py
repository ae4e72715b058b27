"""What names of a ref mean the same: each ref brought to the one spelling of its place. Knows no figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from figures.catalogue import Catalogue, Nature
from figures.figure import WHOLE_CITY, FigureRef
from figures.measure import Measure
from figures.period import Period

_A_YEAR_BEFORE = {"去年同期", "上年同期", "去年", "上年", "同期"}
_PROVINCE = {"全区", "全省", "全省平均", "全区平均", "全省平均水平", "全区平均水平", "全自治区"}
_NATION = {"全国", "全国平均", "全国平均水平"}
_BY_CALENDAR = {"时间进度", "序时进度", "时序进度"}
_YEAR_BEGINNING = {"年初", "上年末", "上年底", "去年末", "去年底"}
_OF_A_WHOLE = {Measure.SHARE, Measure.SHARE_CHANGE, Measure.PP_CONTRIBUTION, Measure.CONTRIBUTION_RATE}
_AGAINST_LAST_YEAR = {Measure.YOY, Measure.DIFFERENCE, Measure.SHARE_CHANGE}


@dataclass(frozen=True, slots=True)
class Place:
    """A ref with all its names brought to one spelling."""

    indicator: str
    measure: Measure
    period: Period
    region: str
    comparator: str | None


class Places:
    """Brings refs to their places. Immutable but for what it remembers; safe to share.

    `city` is the city that 全市 stands for. Without it a lone city of the `regions` is taken for it, and where they
    name none but 全市, any city is.
    """

    def __init__(self, catalogue: Catalogue, city: str, regions: Iterable[str]):
        told = set(regions)
        self._catalogue = catalogue
        self._cities = {region for region in told if _is_city(region)}
        # A lone city beside figures of 全市 may be a county-level one: only without such figures is it sure to be ours.
        self._city = city or (min(self._cities) if len(self._cities) == 1 and WHOLE_CITY not in told else "")
        self._known: dict[FigureRef, Place] = {}

    def of(self, ref: FigureRef) -> Place:
        """The place of a ref."""
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = self._spell(ref)
        return known

    def reads_as(self, other: "Places") -> bool:
        """Whether both bring every ref to the same place."""
        mine, others = (self._city, bool(self._cities)), (other._city, bool(other._cities))
        return self._catalogue is other._catalogue and mine == others

    def _spell(self, ref: FigureRef) -> Place:
        indicator = self._catalogue.find(ref.indicator)
        measure = Measure.VALUE if ref.measure is Measure.COUNT else ref.measure
        period = ref.period
        if indicator is not None and indicator.nature is Nature.STOCK:
            period = Period(period.year, 1, period.last)  # told at the end, whatever the beginning
        return Place(
            indicator.name if indicator else self._catalogue.canonical(ref.indicator),
            measure,
            period,
            self.region(ref.region),
            self._comparator(ref, indicator.whole if indicator else None),
        )

    def region(self, region: str) -> str:
        """The one name of a region."""
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
