"""How sure a derived percentage is, given the decimals its inputs are told with."""

from decimal import Decimal

from figures.catalogue import Catalogue
from figures.figure import Figure
from figures.units import is_counting, scale_of

MOST_DOUBT = Decimal("0.5")
"""In percentage points: what may be out by more shows a precision that its inputs do not have."""
_OF_NO_MATTER = Decimal("0.1")  # what bureaus, too, leave to rounding


def doubt_of_ratio(part: Figure, whole: Figure, catalogue: Catalogue) -> Decimal:
    """By how many percentage points the ratio of two rounded amounts may be out: half a unit of the last decimal of
    each. Plain counts are not rounded."""
    relative = Decimal(0)
    for figure in (part, whole):
        if figure.quantity.value and not is_counting(figure.quantity.unit):
            places = max(
                _decimals(figure, catalogue), *(_decimals(other, catalogue) for other in _alike(figure, part, whole))
            )
            relative += Decimal(1).scaleb(-places) / 2 / abs(figure.quantity.value)
    return abs(_amount(part) / _amount(whole)) * relative * 100


def remarks_on(unsure: Decimal) -> tuple[str, ...]:
    """A remark where the doubt is more than rounding explains."""
    return (coarse(unsure),) if unsure > _OF_NO_MATTER else ()


def coarse(unsure: Decimal) -> str:
    """The doubt in words, without a stop."""
    return f"所用总量的位数少，结果可能有±{unsure.quantize(Decimal('0.1'))}个百分点的出入"


def _amount(figure: Figure) -> Decimal:
    return figure.quantity.value * scale_of(figure.quantity.unit)[0]


def _alike(figure: Figure, *others: Figure) -> list[Figure]:
    """Those told in the same unit: a spreadsheet drops the zero of 55.0 but not the digit of the 57.1 beside it."""
    return [other for other in others if other.quantity.unit == figure.quantity.unit]


def _decimals(figure: Figure, catalogue: Catalogue) -> int:
    """How many decimals the figure is known to: those it has, or those the indicator is published with."""
    known = catalogue.find(figure.ref.indicator)
    usual = known.decimals if known is not None and known.unit == figure.quantity.unit else None
    return max(-int(figure.quantity.value.as_tuple().exponent), usual or 0)
