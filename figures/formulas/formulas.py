"""Which formula leads to which measure.

Only what is safe to compute from the tables as published (each formula names its source); a formula with an input that
is missing, unverified or in conflict yields nothing but the reason. Results are rounded half up to one decimal, as a
bureau rounds its rates.
"""

from collections.abc import Callable

from figures.catalogue import Catalogue
from figures.figure import FigureRef
from figures.formulas import amounts, parts, ranks, rates
from figures.formulas.inputs import Inputs
from figures.formulas.outcome import Outcome
from figures.measure import Measure
from figures.snapshot import Answering

_BY_MEASURE: dict[Measure, Callable[[Inputs, FigureRef], Outcome]] = {
    Measure.YOY: rates.growth,
    Measure.TWO_YEAR_AVG: rates.two_year_average,
    Measure.RATE_CHANGE: rates.rate_change,
    Measure.SHARE: parts.share,
    Measure.SHARE_CHANGE: parts.share_change,
    Measure.CONTRIBUTION_RATE: parts.contribution_rate,
    Measure.PP_CONTRIBUTION: parts.pull,
    Measure.DIFFERENCE: amounts.difference,
    Measure.COMPLETION: amounts.completion,
    Measure.RANK: ranks.rank,
}


class Formulas:
    """Derives figures out of one snapshot of the book."""

    def __init__(self, snapshot: Answering, catalogue: Catalogue):
        self._inputs = Inputs(snapshot, catalogue)

    def derive(self, ref: FigureRef) -> Outcome:
        """The figure at `ref` by formula, an estimate of it, or why there is none."""
        if ref.measure is Measure.PP_DIFF:
            by_calendar = ref.comparator in amounts.CALENDAR
            return amounts.pace(self._inputs, ref) if by_calendar else rates.apart_from(self._inputs, ref)
        formula = _BY_MEASURE.get(ref.measure)
        return formula(self._inputs, ref) if formula else None
