"""Cards of figures: one line of words for each series, by which a question finds the series. Never a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One series of figures: an indicator and measure of one region (against `comparator`, or None) over `periods`.

    `key` is the caller's name of the series, the same whenever the same series is described; `text` is what is
    searched: indicator, aliases, measure and region in words, without values.
    """

    key: str
    text: str
    indicator: str
    measure: str
    region: str
    comparator: str | None
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureHit:
    """A card found, with its nearness to the query from 0 to 1."""

    card: FigureCard
    score: float
