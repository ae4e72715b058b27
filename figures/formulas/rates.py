"""Formulas over rates of growth: averages of two years, and how far two rates are apart."""

from dataclasses import replace
from decimal import Decimal, localcontext

from figures.catalogue import Nature, RateKind
from figures.figure import Figure, FigureRef
from figures.formulas.inputs import HUNDRED, ONE_DECIMAL, Inputs, less, ratio, rounded, shown, vintages
from figures.formulas.outcome import Derived, Estimate, Missing, Outcome, Refused
from figures.formulas.periods import base_period
from figures.formulas.precision import MOST_DOUBT, coarse, doubt_of_ratio, remarks_on
from figures.measure import Measure
from figures.units import PERCENT, POINTS

_ROUNDING = "两个增速都只有一位小数，相减可能有±0.1个百分点的出入"


def growth(inputs: Inputs, ref: FigureRef) -> Outcome:
    """now ÷ a year before − 1, of values at current prices and one scope only: real rates, and those of units counted
    anew each year, are told by the bureau and never recomputed."""
    if ref.comparator is not None:
        return None
    value = replace(ref, measure=Measure.VALUE)
    found = inputs.both(value, replace(value, period=ref.period.shift(-1)))
    kind = inputs.rate_kind(ref)
    if kind is not RateKind.NOMINAL:
        told = not isinstance(found, Missing) and kind in (RateKind.REAL, RateKind.PUBLISHED)
        return Refused(_not_recomputed(ref, kind)) if told else None
    if isinstance(found, Missing):
        return found
    now, before = found
    grown = ratio(now, before)
    if grown is None:
        return None
    if before.quantity.value <= 0 or now.quantity.value < 0:
        return Refused(f"“{ref.indicator}”两期总量中有零或负数，增速没有意义")
    expression = f"{shown(now)}÷{shown(before)}−1"
    quantity, unsure = rounded((grown - 1) * HUNDRED, PERCENT), doubt_of_ratio(now, before, inputs.catalogue)
    if unsure > MOST_DOUBT:
        return Estimate(quantity, expression, found, coarse(unsure))
    return Derived(quantity, expression, found, (*remarks_on(unsure), *vintages(found)))


def _not_recomputed(ref: FigureRef, kind: RateKind | None) -> str:
    how = "按可比价格计算" if kind is RateKind.REAL else "按可比口径计算"
    return f"“{ref.indicator}”的增速{how}，只能用统计部门公布的数，不能由两年总量推算"


def two_year_average(inputs: Inputs, ref: FigureRef) -> Outcome:
    """√((1+a)(1+b)) − 1 on the rates as published (国家统计局 两年平均增速, the geometric mean)."""
    rate = replace(ref, measure=Measure.YOY, comparator=None)
    found = inputs.both(rate, replace(rate, period=ref.period.shift(-1)))
    if isinstance(found, Missing):
        return found
    now, before = found
    with localcontext() as context:
        context.prec = 28
        grown = (1 + now.quantity.value / HUNDRED) * (1 + before.quantity.value / HUNDRED)
        if grown < 0:
            return Refused("两年增速相乘为负，两年平均增速没有意义")
        value = (grown.sqrt() - 1) * HUNDRED
    expression = f"√((1{_signed(now)}%)×(1{_signed(before)}%))−1"
    return Derived(rounded(value, PERCENT), expression, found, vintages(found))


def apart_from(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Own growth less that of a wider region, or of another indicator; of a ratio the value itself."""
    if ref.comparator is None:
        return None
    known = inputs.catalogue.find(ref.indicator)
    measure = Measure.VALUE if known is not None and known.nature is Nature.RATIO else Measure.YOY
    own = replace(ref, measure=measure, comparator=None)
    wider = ref.comparator.startswith(("全", "国家", "省"))
    other = replace(own, region=ref.comparator) if wider else replace(own, indicator=ref.comparator)
    if inputs.snapshot.same_region(own.region, other.region) and own.indicator == other.indicator:
        return None  # 高于全市平均, told of the city itself
    return _minus(inputs, own, other)


def rate_change(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Own growth less that of an earlier stretch of this year, or of last year."""
    base = base_period(ref.period, ref.comparator)
    if base is None or base == ref.period:
        return None
    own = replace(ref, measure=Measure.YOY, comparator=None)
    outcome = _minus(inputs, own, replace(own, period=base))
    if isinstance(outcome, Derived) and ref.comparator in ("上月", "上个月") and not base.alone:
        return replace(outcome, remarks=(*outcome.remarks, f"“{ref.comparator}”按{base.label}累计增速计算"))
    return outcome


def _minus(inputs: Inputs, own: FigureRef, other: FigureRef) -> Outcome:
    found = inputs.both(own, other)
    if isinstance(found, Missing):
        return found
    if any(figure.quantity.unit != PERCENT for figure in found):
        return None
    first, second = (figure.quantity.value for figure in found)
    one_decimal = any(figure.quantity.value == figure.quantity.value.quantize(ONE_DECIMAL) for figure in found)
    remarks = (*((_ROUNDING,) if one_decimal else ()), *vintages(found))
    return Derived(rounded(first - second, POINTS), less(first, second, "%"), found, remarks)


def _signed(figure: Figure) -> str:
    value: Decimal = figure.quantity.value
    return f"+{value}" if value >= 0 else f"−{abs(value)}"
