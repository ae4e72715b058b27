"""Statements (陈述): what a stored document tells of one quantity, in absolute terms, and where it stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corpus.model import Span
from figures.figure import FigureKind
from figures.measure import SIGNED, Measure
from figures.period import Period
from figures.quantity import Bound, Quantity

_TURNED = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}


class Horizon(StrEnum):
    """How far a target reaches: the year of its document, the five years of a plan, or a year named by itself."""

    ANNUAL = "annual"
    FIVE_YEAR = "five_year"
    BY_YEAR = "by_year"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"annual": "年度", "five_year": "五年规划", "by_year": "到某年"}[self.value]


class Tier(StrEnum):
    """What is to be reached, or what is striven for beyond it (7%以上、力争达到8%)."""

    BASE = "base"
    STRETCH = "stretch"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"base": "目标", "stretch": "力争"}[self.value]


class Place(StrEnum):
    """Where in its document a statement stands: where the year's main expected targets are told, or anywhere else."""

    HEADLINE = "headline"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Statement:
    """What `document` tells of one quantity.

    `report_year` is the year the document was given in. `region` is canonical, 全市 where the place is unknown;
    `indicator` is the catalogue's name where it is `known`, else the noun phrase as it stands. `period` is the absolute
    period told of, for a target the one it is to be reached in; for a quantity of several years together it is None and
    `years` are the first and the last of them; both are None where the text does not say. `low`, `high` and `unit` are
    as written, without a sign: that is `direction` ("up", "down" or None). A wording without a number (与经济增长同步)
    has neither end and is told by `relation`. `span` covers number, unit and bound (or the wording), `clause` and
    `sentence` what it stands in, `quote` is the clause verbatim, `path` the headings above. `estimated` tells of 预计
    and 初步核算, `task` that it counts what a task is about (新建公路500公里) rather than tells of an indicator.

    For a target only: `horizon`, `tier`, `deadline` (the last day it may be reached on) and `responsible`, the body
    named for it.
    """

    id: int
    document_id: int
    document: str
    report_year: int | None
    region: str
    indicator: str
    known: bool
    measure: Measure
    comparator: str | None
    kind: FigureKind
    period: Period | None
    years: tuple[int, int] | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound | None
    direction: str | None
    relation: str | None
    span: Span
    clause: Span
    sentence: Span
    text: str
    quote: str
    path: tuple[str, ...]
    place: Place
    estimated: bool = False
    task: bool = False
    horizon: Horizon | None = None
    tier: Tier = Tier.BASE
    deadline: date | None = None
    responsible: str | None = None

    @property
    def year(self) -> int | None:
        """The year told of, the last one of several."""
        if self.period is not None:
            return self.period.year
        return self.years[1] if self.years else None

    @property
    def quantity(self) -> Quantity | None:
        """The quantity with its sign (下降3% is −3; 下降2.5%以上 is at most −2.5), None where there is no number."""
        if self.low is None and self.high is None:
            return None
        if self.direction != "down" or self.measure not in SIGNED:
            return Quantity(self.low, self.high, self.unit, self.bound)
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        bound = None if self.bound is None else _TURNED.get(self.bound, self.bound)
        return Quantity(low, high, self.unit, bound)

    @property
    def when(self) -> str:
        """The time told of, in words; empty where it is not known."""
        if self.period is not None:
            return self.period.label
        return f"{self.years[0]}—{self.years[1]}年" if self.years else ""
