"""Cards of figures: one line of words for each series, by which a question finds the series. Never a value."""

from dataclasses import dataclass

from figures.figure import FigureKind


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One series of figures, or of targets: an indicator and measure of one region (against `comparator`, or None) over
    `periods`.

    `key` is the caller's name of the series, the same whenever the same series is described; `text` is what is
    searched: indicator, aliases, measure and region in words, without values. The values are in the store: what a card
    names is looked up in the book of figures, or, for a target that a document tells, in the ledger.
    """

    key: str
    text: str
    indicator: str
    measure: str
    region: str
    comparator: str | None
    periods: tuple[str, ...]
    kind: FigureKind = FigureKind.ACTUAL


@dataclass(frozen=True, slots=True)
class FigureHit:
    """A card found, with its nearness to the query from 0 to 1."""

    card: FigureCard
    score: float
