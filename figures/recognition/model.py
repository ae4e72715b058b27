"""The row of recognition: one number or mask of a text and what it measures. Values only."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from figures.measure import Measure
from figures.quantity import Bound
from figures.recognition.moments import Moment


class RowKind(StrEnum):
    """What sort of number it is; only figures, targets and ordinals are ever filled from tables."""

    FIGURE = "figure"
    TARGET = "target"
    ORDINAL = "ordinal"
    COUNT_POLICY = "count_policy"
    DATE = "date"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One number or mask.

    `start`..`end` covers number, unit and a bound behind it; `low` and `high` are magnitudes as printed (no sign, both
    None for a mask), `direction` the sign the verb gives ("up", "down" or None). `period` is H1 (the document's own),
    Q1, month, full_year, year_end, last_year, two_year or other, `moment` the time that its sentence names. `known`
    says whether the catalogue knows the indicator; else `indicator` is the noun phrase as it stands. `footing` are the
    words that make it another number than a bureau's tables tell (同口径, 剔除…, 名义).

    For a writer: `phrase` is the span from the verb to the end, `form` the same wording with `#` for the number, a
    verb that an earlier member of the list carries in round brackets.
    """

    start: int
    end: int
    text: str
    masked: bool
    kind: RowKind
    indicator: str | None = None
    known: bool = False
    measure: Measure | None = None
    unit: str = ""
    region: str | None = None
    comparator: str | None = None
    period: str | None = None
    moment: Moment | None = None
    footing: str | None = None
    bound: Bound | None = None
    direction: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    phrase: tuple[int, int] = (0, 0)
    form: str = ""

    @property
    def fillable(self) -> bool:
        """Whether a table may fill it."""
        return (
            self.kind in (RowKind.FIGURE, RowKind.TARGET, RowKind.ORDINAL)
            and self.indicator is not None
            and self.measure not in (None, Measure.THRESHOLD)
            and self.period != "other"
            and self.footing is None
        )
