"""Figures (数据): one quantity of one indicator, with where it stands and how far it is trusted."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity

WHOLE_CITY = "全市"


class FigureKind(StrEnum):
    """An actual tells what was, a target what is to be."""

    ACTUAL = "actual"
    TARGET = "target"


class Status(StrEnum):
    """Only a verified figure may fill a slot; a superseded one is kept as history."""

    PENDING = "pending"
    VERIFIED = "verified"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"pending": "待核实", "verified": "已核实", "superseded": "已被取代"}[self.value]


class Stage(StrEnum):
    """How far a figure has come: one that waits for a second person is pending all the same. The value is what the
    screen calls it."""

    TO_CHECK = "待核实"
    TO_CONFIRM = "待复核"
    VERIFIED = "已核实"
    SUPERSEDED = "已被取代"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """What a slot asks for. `region` is canonical (岚江市, 全国); `comparator` says against or within what
    (全国, 全省, 一季度, another indicator, the whole of a share), or None."""

    indicator: str
    measure: Measure
    period: Period
    region: str = WHOLE_CITY
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: a cell of a sheet (`sheet`, `cell`), or a span [start, end) of a document's text."""

    document: str
    sheet: str | None = None
    cell: str | None = None
    span: tuple[int, int] | None = None

    @property
    def label(self) -> str:
        """In words: 文件 · 工作表!单元格."""
        place = f" · {self.sheet}!{self.cell}" if self.cell else ""
        return f"{self.document}{place}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stored figure. `vintage` is 初步, 快报, 核定 or "" where the source does not say; before the day `embargo` it
    may not be published. `checked_by` is the first of two persons, where the office asks for two; what `superseded_by`
    took out of use gave way to the figure `superseded_for`, if to one, for the `reason` given. `document_id` is the
    stored file it came in with: several may have borne the name of its source."""

    id: int
    ref: FigureRef
    quantity: Quantity
    kind: FigureKind
    status: Status
    vintage: str
    source: Source
    verified_by: str | None = None
    verified_at: datetime | None = None
    embargo: date | None = None
    checked_by: str | None = None
    checked_at: datetime | None = None
    added_by: str | None = None
    added_at: datetime | None = None
    superseded_by: str | None = None
    superseded_at: datetime | None = None
    superseded_for: int | None = None
    reason: str = ""
    document_id: int | None = None

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.status is Status.PENDING:
            return Stage.TO_CONFIRM if self.checked_by else Stage.TO_CHECK
        return Stage.VERIFIED if self.status is Status.VERIFIED else Stage.SUPERSEDED

    def withheld(self, today: date) -> bool:
        """Whether the figure may not be published yet on `today`."""
        return self.embargo is not None and today < self.embargo
