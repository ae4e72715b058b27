"""Targets (目标) as the ledger tells them: what was said, who confirmed it, and what became of it. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from figures.figure import Figure, Source
from figures.ledger.statement import Statement
from figures.period import Period
from figures.quantity import Quantity


class TargetStatus(StrEnum):
    """What became of a target: decided once its time is over, measured against the calendar before that."""

    MET = "met"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OPEN = "open"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"met": "已完成", "missed": "未完成", "on_track": "进度正常", "behind": "落后进度", "open": "待定"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Actual:
    """What a target is held against: a verified figure of the book, or what a later document states. One of the two."""

    quantity: Quantity
    period: Period
    figure: Figure | None = None
    statement: Statement | None = None

    @property
    def source(self) -> Source:
        """The cell or the span it stands in."""
        if self.figure is not None:
            return self.figure.source
        assert self.statement is not None
        return Source(self.statement.document, span=(self.statement.span.start, self.statement.span.end))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a target stands. `reckoning` shows the arithmetic, or says why there is none; `pace` is the share of its
    goal that is reached and `calendar` the share of its time that is over, in percent, where both are known."""

    status: TargetStatus
    actual: Actual | None
    reckoning: str
    pace: float | None = None
    calendar: float | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The last named person's word on a target: it stands as read, or as corrected, or is none at all (`dropped`).

    `added_by` is who added it by hand where the reading had missed it ("": it was read); that alone confirms nothing,
    so `confirmed` tells whether a word on it followed."""

    by: str
    at: datetime
    corrected: bool = False
    dropped: bool = False
    note: str = ""
    added_by: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """A statement that lies ahead (as corrected, where a person corrected it) with its review and its outcome."""

    statement: Statement
    outcome: Outcome
    review: Review | None = None
