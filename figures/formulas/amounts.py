"""Formulas over amounts: by how much one moved, how far it is on its way to the year's target."""

from dataclasses import replace
from decimal import Decimal

from figures.catalogue import Nature, RateKind
from figures.figure import Figure, FigureKind, FigureRef
from figures.formulas.inputs import HUNDRED, Inputs, less, ratio, rounded, shown, vintages
from figures.formulas.outcome import Derived, Missing, Outcome, Refused
from figures.formulas.periods import base_period
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity
from figures.units import PERCENT, POINTS, scale_of

CALENDAR = ("时间进度", "序时进度", "时序进度")
_A_YEAR_BEFORE = (None, "上年同期", "去年同期", "同期")
_YEAR_BEGINNING = ("年初", "上年末", "上年底", "去年末", "去年底")


def difference(inputs: Inputs, ref: FigureRef) -> Outcome:
    """This period's value less that of a year before; for a stock also of the end of last year or of a month before,
    for a ratio also of an earlier stretch of the year."""
    known = inputs.catalogue.find(ref.indicator)
    base = _base(ref, known.nature if known else None)
    if base is None or base == ref.period:
        return None
    own = replace(ref, measure=Measure.VALUE, comparator=None)
    found = inputs.both(own, replace(own, period=base))
    if isinstance(found, Missing):
        return found
    now, before = found
    in_money = scale_of(now.quantity.unit)[1] == "元"  # how many there are is no matter of prices or of scope
    if known is not None and in_money and known.rate in (RateKind.REAL, RateKind.PUBLISHED):
        return Refused(f"“{ref.indicator}”各年总量的口径会调整，增减额只能用公布数，不能由两年总量相减")
    if now.quantity.unit != before.quantity.unit:
        return Refused(f"两期数据单位不同（{now.quantity.unit}、{before.quantity.unit}），请先统一单位")
    unit = POINTS if now.quantity.unit == PERCENT else now.quantity.unit
    first, second = now.quantity.value, before.quantity.value
    sign = "%" if unit == POINTS else ""
    return Derived(Quantity.exact(first - second, unit), less(first, second, sign), found, vintages(found))


def _base(ref: FigureRef, nature: Nature | None) -> Period | None:
    """The period that an amount is told against."""
    if ref.comparator in _A_YEAR_BEFORE:
        return ref.period.shift(-1)
    if ref.comparator in _YEAR_BEGINNING and nature is Nature.STOCK:
        return Period(ref.period.year - 1)
    if nature is Nature.RATIO or (nature is Nature.STOCK and ref.comparator == "上月"):
        return base_period(ref.period, ref.comparator)
    return None


def completion(inputs: Inputs, ref: FigureRef) -> Outcome:
    """The value over the year's target for it, in percent; of a ratio or an index nothing is completed."""
    known = inputs.catalogue.find(ref.indicator)
    if known is not None and known.nature in (Nature.RATIO, Nature.INDEX):
        return None
    own = inputs.found(replace(ref, measure=Measure.VALUE, comparator=None))
    whole_year = Period(ref.period.year)
    aim = inputs.found(replace(ref, measure=Measure.VALUE, comparator=None, period=whole_year), FigureKind.TARGET)
    if isinstance(own, Missing):
        return own
    if isinstance(aim, Missing):
        return aim
    if aim.quantity.low is not None and aim.quantity.high is not None and aim.quantity.low != aim.quantity.high:
        return Refused(f"“{ref.indicator}”的全年目标是一个区间，完成进度没有唯一的算法")
    told = ratio(own, aim)
    if told is None:
        return None
    return Derived(rounded(told * HUNDRED, PERCENT), f"{shown(own)}÷全年目标{shown(aim)}", (own, aim), vintages([own]))


def pace(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Completion less the share of the year that has passed (6 months are 50%), in points."""
    if ref.comparator not in CALENDAR or ref.period.first != 1 or ref.period.alone:
        return None
    asked = replace(ref, measure=Measure.COMPLETION, comparator=None)
    printed = inputs.found(asked)
    done: Decimal
    figures: tuple[Figure, ...]
    if isinstance(printed, Figure):
        done, expression, figures = printed.quantity.value, f"{printed.quantity.value}%", (printed,)
    else:
        derived = completion(inputs, asked)
        if not isinstance(derived, Derived):
            return derived
        exact = ratio(derived.inputs[0], derived.inputs[1])
        assert exact is not None  # completion was derived from this very pair
        done, expression, figures = exact * HUNDRED, derived.expression, derived.inputs
    passed = Decimal(ref.period.last) / 12 * HUNDRED
    return Derived(rounded(done - passed, POINTS), f"{expression}−{ref.period.last}÷12", figures, vintages(figures[:1]))
