"""What asking for a formula can come to. Values only."""

from dataclasses import dataclass

from figures.figure import Figure, FigureKind, FigureRef
from figures.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived quantity with its expression in words, the figures it was made from, and remarks on how sure it is (a
    sentence each, without a stop)."""

    quantity: Quantity
    expression: str
    inputs: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A reckoning (测算) that a bureau would make otherwise, or could make better: shown to a person, never filled.
    `why` says what is wrong with it, without a stop."""

    quantity: Quantity
    expression: str
    inputs: tuple[Figure, ...]
    why: str = "按现价测算，不是公布数"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why nothing could be derived: the ref that a formula lacks, and its kind."""

    ref: FigureRef
    kind: FigureKind = FigureKind.ACTUAL


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing may be derived although there are figures: a sentence without a stop."""

    reason: str


Outcome = Derived | Estimate | Missing | Refused | None
"""None says that no formula leads there."""
