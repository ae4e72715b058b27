"""Formulas: figures that follow from verified ones, each with its expression and inputs shown.

Only what is safe to compute from the tables as published (sources are named below); a formula with an input that is
missing, unverified or in conflict yields nothing but the reason. Results are rounded half up to one decimal, as a
bureau rounds its rates.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity
from figures.snapshot import Snapshot
from figures.units import PERCENT, POINTS, scale_of

ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived quantity with its expression in words and the figures it was made from."""

    quantity: Quantity
    expression: str
    inputs: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why nothing could be derived: the ref that a formula lacks, and its kind."""

    ref: FigureRef
    kind: FigureKind = FigureKind.ACTUAL


class Formulas:
    """Derives figures out of one snapshot of the book."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue):
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._by_measure: dict[Measure, Callable[[FigureRef], Derived | Missing | None]] = {
            Measure.TWO_YEAR_AVG: self._two_year_average,
            Measure.PP_DIFF: self._points_apart,
            Measure.RATE_CHANGE: self._rate_change,
            Measure.SHARE: self._share,
            Measure.SHARE_CHANGE: self._share_change,
            Measure.DIFFERENCE: self._difference,
            Measure.COMPLETION: self._completion,
        }

    def derive(self, ref: FigureRef) -> Derived | Missing | None:
        """The figure at `ref` by formula; `Missing` names the input that is not to be had, None says that no formula
        leads there."""
        formula = self._by_measure.get(ref.measure)
        return formula(ref) if formula else None

    def _found(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Figure | Missing:
        return self._snapshot.lookup(ref, kind).found or Missing(ref, kind)

    def _two_year_average(self, ref: FigureRef) -> Derived | Missing:
        """√((1+a)(1+b)) − 1 on the rates as published (国家统计局 两年平均增速, the geometric mean)."""
        rate = replace(ref, measure=Measure.YOY, comparator=None)
        inputs = self._both(rate, replace(rate, period=ref.period.shift(-1)))
        if isinstance(inputs, Missing):
            return inputs
        now, before = inputs
        with localcontext() as context:
            context.prec = 28
            grown = (1 + now.quantity.value / 100) * (1 + before.quantity.value / 100)
            value = (grown.sqrt() - 1) * 100
        expression = f"√((1{_signed(now)}%)×(1{_signed(before)}%))−1"
        return Derived(_rounded(value, PERCENT), expression, inputs)

    def _points_apart(self, ref: FigureRef) -> Derived | Missing | None:
        """Own growth less that of a wider region, or of another indicator; uncertain by ±0.1 where both are rounded."""
        if ref.comparator is None:
            return None
        own = replace(ref, measure=Measure.YOY, comparator=None)
        wider = ref.comparator.startswith(("全", "国家", "省"))
        other = replace(own, region=ref.comparator) if wider else replace(own, indicator=ref.comparator)
        return self._minus(own, other)

    def _rate_change(self, ref: FigureRef) -> Derived | Missing | None:
        base = _base_period(ref.period, ref.comparator)
        if base is None or base == ref.period:
            return None
        own = replace(ref, measure=Measure.YOY, comparator=None)
        return self._minus(own, replace(own, period=base))

    def _minus(self, own: FigureRef, other: FigureRef) -> Derived | Missing:
        inputs = self._both(own, other)
        if isinstance(inputs, Missing):
            return inputs
        first, second = (figure.quantity.value for figure in inputs)
        return Derived(
            _rounded(first - second, POINTS), f"{first}%−({second}%)" if second < 0 else f"{first}%−{second}%", inputs
        )

    def _share(self, ref: FigureRef) -> Derived | Missing | None:
        """Part over whole, both as published; the whole is the comparator or the one the catalogue knows."""
        found = self._part_and_whole(ref)
        if not isinstance(found, tuple):
            return found
        part, whole = found
        ratio = _ratio(part, whole)
        if ratio is None:
            return None
        expression = f"{part.quantity.value}{part.quantity.unit}÷{whole.quantity.value}{whole.quantity.unit}"
        return Derived(_rounded(ratio * 100, PERCENT), expression, found)

    def _share_change(self, ref: FigureRef) -> Derived | Missing | None:
        """This year's share less last year's: published shares where there are any, else of the values."""
        share = replace(ref, measure=Measure.SHARE, comparator=_whole_of(ref))
        before = replace(share, period=ref.period.shift(-1))
        published = self._both(share, before)
        if not isinstance(published, Missing):
            first, second = (figure.quantity.value for figure in published)
            return Derived(_rounded(first - second, POINTS), f"{first}%−{second}%", published)
        now, then = self._share(share), self._share(before)
        if not isinstance(now, Derived) or not isinstance(then, Derived):
            return now if not isinstance(now, Derived) else then
        pairs = [_ratio(derived.inputs[0], derived.inputs[1]) for derived in (now, then)]
        assert pairs[0] is not None and pairs[1] is not None  # both shares were derived from these very pairs
        expression = f"{now.expression}−{then.expression}"
        return Derived(_rounded((pairs[0] - pairs[1]) * 100, POINTS), expression, (*now.inputs, *then.inputs))

    def _difference(self, ref: FigureRef) -> Derived | Missing | None:
        """This period's value less that of the same period last year."""
        if ref.comparator not in (None, "上年同期", "去年同期", "同期"):
            return None
        own = replace(ref, measure=Measure.VALUE, comparator=None)
        inputs = self._both(own, replace(own, period=ref.period.shift(-1)))
        if isinstance(inputs, Missing):
            return inputs
        now, before = inputs
        if now.quantity.unit != before.quantity.unit:
            return None
        unit = POINTS if now.quantity.unit == PERCENT else now.quantity.unit
        value = now.quantity.value - before.quantity.value
        return Derived(Quantity.exact(value, unit), f"{now.quantity.value}−{before.quantity.value}", inputs)

    def _completion(self, ref: FigureRef) -> Derived | Missing | None:
        """The value over the year's target for it, in percent."""
        own = self._found(replace(ref, measure=Measure.VALUE, comparator=None))
        aim = self._found(
            replace(ref, measure=Measure.VALUE, comparator=None, period=Period(ref.period.year)), FigureKind.TARGET
        )
        if isinstance(own, Missing):
            return own
        if isinstance(aim, Missing):
            return aim
        ratio = _ratio(own, aim)
        if ratio is None:
            return None
        expression = f"{own.quantity.value}{own.quantity.unit}÷全年目标{aim.quantity.value}{aim.quantity.unit}"
        return Derived(_rounded(ratio * 100, PERCENT), expression, (own, aim))

    def _part_and_whole(self, ref: FigureRef) -> tuple[Figure, Figure] | Missing | None:
        known = self._catalogue.find(ref.indicator)
        named = self._catalogue.find(ref.comparator) if ref.comparator else None
        region = ref.region
        if ref.comparator in ("全省", "全区", "全国"):
            whole, region = ref.indicator, ref.comparator
        elif ref.comparator:
            whole = named.name if named else ref.comparator
        elif known and known.whole:
            whole = known.whole
        else:
            return None
        part = replace(ref, measure=Measure.VALUE, comparator=None)
        return self._both(part, replace(part, indicator=whole, region=region))

    def _both(self, first: FigureRef, second: FigureRef) -> tuple[Figure, Figure] | Missing:
        one, other = self._found(first), self._found(second)
        if isinstance(one, Missing):
            return one
        return other if isinstance(other, Missing) else (one, other)


def _whole_of(ref: FigureRef) -> str | None:
    return None if ref.comparator in ("上年同期", "去年同期", "同期", "去年", "上年") else ref.comparator


def _base_period(period: Period, comparator: str | None) -> Period | None:
    if comparator == "一季度":
        return Period(period.year, 1, 3)
    if comparator in ("上年同期", "去年同期"):
        return period.shift(-1)
    if comparator in ("上年全年", "去年全年"):
        return Period(period.year - 1)
    return None


def _ratio(part: Figure, whole: Figure) -> Decimal | None:
    (one, first), (other, second) = scale_of(part.quantity.unit), scale_of(whole.quantity.unit)
    if first != second or whole.quantity.value == 0:
        return None
    return (part.quantity.value * one) / (whole.quantity.value * other)


def _rounded(value: Decimal, unit: str) -> Quantity:
    return Quantity.exact(value.quantize(ONE_DECIMAL, ROUND_HALF_UP) + 0, unit)


def _signed(figure: Figure) -> str:
    value = figure.quantity.value
    return f"+{value}" if value >= 0 else f"−{abs(value)}"
