"""The inputs of a formula: verified figures only, and the arithmetic they share."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from figures.catalogue import Catalogue, RateKind
from figures.figure import Figure, FigureKind, FigureRef
from figures.formulas.outcome import Missing
from figures.quantity import Quantity
from figures.snapshot import Answering
from figures.units import scale_of

ONE_DECIMAL = Decimal("0.1")
HUNDRED = Decimal(100)


class Inputs:
    """Looks figures up in one snapshot, by the names of one catalogue."""

    def __init__(self, snapshot: Answering, catalogue: Catalogue):
        self.snapshot = snapshot
        self.catalogue = catalogue

    def found(self, ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> Figure | Missing:
        """The one verified figure at `ref`; pending, superseded and conflicting ones do not count."""
        return self.snapshot.lookup(ref, kind).found or Missing(ref, kind)

    def both(self, first: FigureRef, second: FigureRef) -> tuple[Figure, Figure] | Missing:
        """The figures at both refs, or the first that is missing."""
        one, other = self.found(first), self.found(second)
        if isinstance(one, Missing):
            return one
        return other if isinstance(other, Missing) else (one, other)

    def rate_kind(self, ref: FigureRef) -> RateKind | None:
        """How growth of the indicator is told; None where the catalogue does not know it."""
        known = self.catalogue.find(ref.indicator)
        return known.rate if known else None


def ratio(part: Figure, whole: Figure) -> Decimal | None:
    """Part over whole, their units converted; None where the units do not answer to each other or the whole is 0."""
    (one, first), (other, second) = scale_of(part.quantity.unit), scale_of(whole.quantity.unit)
    if first != second or whole.quantity.value == 0:
        return None
    return (part.quantity.value * one) / (whole.quantity.value * other)


def rounded(value: Decimal, unit: str) -> Quantity:
    """`value` half up to one decimal, as a bureau rounds its rates."""
    return Quantity.exact(value.quantize(ONE_DECIMAL, ROUND_HALF_UP) + 0, unit)


def shown(figure: Figure) -> str:
    """Value and unit as an expression shows them."""
    return f"{figure.quantity.value}{figure.quantity.unit}"


def less(first: Decimal, second: Decimal, unit: str) -> str:
    """`first` less `second` as an expression."""
    return f"{first}{unit}−({second}{unit})" if second < 0 else f"{first}{unit}−{second}{unit}"


def vintages(inputs: Iterable[Figure]) -> tuple[str, ...]:
    """A remark that names the vintage of each input, where a source tells one."""
    told = {figure.id: figure for figure in inputs}.values()
    names = {figure.vintage for figure in told}
    if not any(names):
        return ()
    if len(names) == 1:
        return (f"所用数据均为{names.pop()}数",)
    each = "、".join(f"{figure.ref.period.label}为{figure.vintage or '未注明版本的'}数" for figure in told)
    return (f"所用数据版本不一：{each}",)
