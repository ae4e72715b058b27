"""Places within one table of counties or of cities."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from figures.catalogue import Better, Nature
from figures.figure import WHOLE_CITY, Figure, FigureRef, Status
from figures.formulas.inputs import Inputs
from figures.formulas.outcome import Derived, Missing, Outcome, Refused
from figures.measure import Measure
from figures.quantity import Quantity
from figures.units import PLACE, scale_of

_TOTAL = re.compile(r"[（(]总量[）)]$")
_FEWEST = 3
_WHOLES = re.compile(r"^全|合计|总计|平均|^省|本级")


def rank(inputs: Inputs, ref: FigureRef) -> Outcome:
    """The place of a region among all of one sheet, the largest first, by growth or (总量) by the amount; those alike
    share a place, as bureaus rank. Counties are ranked within the city, cities within the province."""
    scope = _TOTAL.sub("", ref.comparator or "")
    whole_city = inputs.snapshot.same_region(ref.region, WHOLE_CITY)
    if (whole_city and scope not in ("全省", "全区", "全自治区")) or (not whole_city and scope not in ("", WHOLE_CITY)):
        return None
    known = inputs.catalogue.find(ref.indicator)
    if known is not None and (known.better is Better.DOWN or known.nature is Nature.RATIO):
        return None  # where less is better, or a rate has no growth, bureaus place the other way round
    measure = Measure.VALUE if _TOTAL.search(ref.comparator or "") else Measure.YOY
    asked = replace(ref, measure=measure, comparator=None)
    own = inputs.found(asked)
    if isinstance(own, Missing):
        return own
    peers = [
        figure
        for figure in inputs.snapshot.across_regions(asked)
        if (figure.source.document, figure.source.sheet) == (own.source.document, own.source.sheet)
        and not _WHOLES.search(figure.ref.region)
        and (whole_city or not inputs.snapshot.same_region(figure.ref.region, WHOLE_CITY))
    ]
    return _placed(own, peers, ref)


def _placed(own: Figure, peers: Iterable[Figure], ref: FigureRef) -> Outcome:
    members = [figure for figure in peers if figure.status is not Status.SUPERSEDED]
    regions = {figure.ref.region for figure in members}
    if own not in members or len(regions) < _FEWEST:
        return None
    unsure = sorted(figure.ref.region for figure in members if figure.status is not Status.VERIFIED)
    if unsure or len(regions) != len(members):
        named = "、".join(dict.fromkeys(unsure)) or "有的地区"
        return Refused(f"同一张表中{named}的“{ref.indicator}”尚未核实或有重复，不能排位")
    amounts = {figure.ref.region: _amount(figure) for figure in members}
    mine = amounts[own.ref.region]
    place = 1 + sum(amount > mine for amount in amounts.values())
    alike = sorted(region for region, amount in amounts.items() if amount == mine and region != own.ref.region)
    remarks = [f"按{own.source.label.partition('!')[0]}中{len(members)}个地区的{own.ref.measure.label}排位"]
    if alike:
        remarks.append(f"与{'、'.join(alike)}并列")
    first = own.quantity
    expression = f"{first.value}{first.unit}在{len(members)}个地区中从大到小排位"
    ordered = sorted(members, key=lambda figure: -amounts[figure.ref.region])
    return Derived(Quantity.exact(Decimal(place), PLACE), expression, tuple(ordered), tuple(remarks))


def _amount(figure: Figure) -> Decimal:
    return figure.quantity.value * scale_of(figure.quantity.unit)[0]
