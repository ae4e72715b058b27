"""Formulas over parts and wholes: shares, their changes, and what a part contributed to the whole's growth."""

from dataclasses import replace
from decimal import Decimal

from figures.figure import Figure, FigureRef
from figures.formulas.inputs import HUNDRED, Inputs, less, ratio, rounded, shown, vintages
from figures.formulas.outcome import Derived, Estimate, Missing, Outcome, Refused
from figures.formulas.precision import MOST_DOUBT, coarse, doubt_of_ratio, remarks_on
from figures.measure import Measure
from figures.units import PERCENT, POINTS, scale_of

_LAST_YEAR = ("上年同期", "去年同期", "同期", "去年", "上年")
_WIDER = ("全省", "全区", "全国")


def share(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Part over whole, both as published; the whole is the comparator or the one the catalogue knows."""
    found = _part_and_whole(inputs, ref)
    if not isinstance(found, tuple):
        return found
    part, whole = found
    told = ratio(part, whole)
    if told is None:
        return None
    if not 0 <= told <= 1:
        return Refused(f"“{part.ref.indicator}”与“{whole.ref.indicator}”不是部分与整体，占比没有意义")
    expression, unsure = f"{shown(part)}÷{shown(whole)}", doubt_of_ratio(part, whole, inputs.catalogue)
    if unsure > MOST_DOUBT:
        return Estimate(rounded(told * HUNDRED, PERCENT), expression, found, coarse(unsure))
    remarks = (*remarks_on(unsure), *vintages(found))
    return Derived(rounded(told * HUNDRED, PERCENT), expression, found, remarks)


def share_change(inputs: Inputs, ref: FigureRef) -> Outcome:
    """This year's share less last year's: published shares where there are any, else of the values."""
    now_ref = replace(ref, measure=Measure.SHARE, comparator=None if ref.comparator in _LAST_YEAR else ref.comparator)
    before_ref = replace(now_ref, period=ref.period.shift(-1))
    published = inputs.both(now_ref, before_ref)
    if not isinstance(published, Missing):
        first, second = (figure.quantity.value for figure in published)
        return Derived(rounded(first - second, POINTS), less(first, second, "%"), published, vintages(published))
    now, then = share(inputs, now_ref), share(inputs, before_ref)
    if not isinstance(now, Derived) or not isinstance(then, Derived):
        return now if not isinstance(now, Derived) else then
    first_share, second_share = (ratio(derived.inputs[0], derived.inputs[1]) for derived in (now, then))
    assert first_share is not None and second_share is not None  # both shares were derived from these very pairs
    expression = f"{now.expression}−{then.expression}"
    figures = (*now.inputs, *then.inputs)
    return Derived(rounded((first_share - second_share) * HUNDRED, POINTS), expression, figures, vintages(figures))


def contribution_rate(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Growth of the part over growth of the whole, at current prices: a bureau reckons it at constant ones, so that it
    is an estimate."""
    moved = _moved(inputs, ref)
    if not isinstance(moved, tuple):
        return moved
    part, part_before, whole, whole_before = moved
    if not _same_money(moved) or whole.quantity.value == whole_before.quantity.value:
        return None
    told = (_base(part) - _base(part_before)) / (_base(whole) - _base(whole_before))
    expression = f"({shown(part)}−{shown(part_before)})÷({shown(whole)}−{shown(whole_before)})"
    return Estimate(rounded(told * HUNDRED, PERCENT), expression, moved)


def pull(inputs: Inputs, ref: FigureRef) -> Outcome:
    """Growth of the part over the whole a year before (拉动), at current prices: an estimate, in points."""
    moved = _moved(inputs, ref)
    if not isinstance(moved, tuple):
        return moved
    part, part_before, _, whole_before = moved
    if not _same_money(moved) or whole_before.quantity.value <= 0:
        return None
    told = (_base(part) - _base(part_before)) / _base(whole_before)
    expression = f"({shown(part)}−{shown(part_before)})÷{shown(whole_before)}"
    return Estimate(rounded(told * HUNDRED, POINTS), expression, (part, part_before, whole_before))


def _moved(inputs: Inputs, ref: FigureRef) -> tuple[Figure, Figure, Figure, Figure] | Missing | None:
    now = _part_and_whole(inputs, ref)
    if not isinstance(now, tuple):
        return now
    then = _part_and_whole(inputs, replace(ref, period=ref.period.shift(-1)))
    if not isinstance(then, tuple):
        return then
    return now[0], then[0], now[1], then[1]


def _same_money(figures: tuple[Figure, ...]) -> bool:
    return len({scale_of(figure.quantity.unit)[1] for figure in figures}) == 1


def _base(figure: Figure) -> Decimal:
    return figure.quantity.value * scale_of(figure.quantity.unit)[0]


def _part_and_whole(inputs: Inputs, ref: FigureRef) -> tuple[Figure, Figure] | Missing | None:
    known = inputs.catalogue.find(ref.indicator)
    named = inputs.catalogue.find(ref.comparator) if ref.comparator else None
    region = ref.region
    if ref.comparator in _WIDER:
        whole, region = ref.indicator, ref.comparator
    elif ref.comparator:
        whole = named.name if named else ref.comparator
    elif known and known.whole:
        whole = known.whole
    else:
        return None
    part = replace(ref, measure=Measure.VALUE, comparator=None)
    return inputs.both(part, replace(part, indicator=whole, region=region))
