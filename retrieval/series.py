"""Which series of figures and of targets a workspace holds, each described as a card. Knows nothing of how cards are
stored."""

from collections.abc import Iterable, Sequence

from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, Status
from figures.ledger.statement import Statement
from figures.measure import Measure
from figures.period import Period
from retrieval.cards import FigureCard

_Key = tuple[str, Measure, str, str | None, FigureKind]


def figure_cards(figures: Iterable[Figure], documents: set[str], catalogue: Catalogue) -> list[FigureCard]:
    """One card for each series that a table among `documents` tells of, actual figures and targets apart, over all
    periods that are told."""
    series: dict[_Key, list[Figure]] = {}
    for figure in figures:
        if figure.status is not Status.SUPERSEDED:
            ref = figure.ref
            series.setdefault((ref.indicator, ref.measure, ref.region, ref.comparator, figure.kind), []).append(figure)
    return [
        _card(key, {figure.ref.period for figure in told}, catalogue)
        for key, told in series.items()
        if any(figure.source.document in documents for figure in told)
    ]


def target_cards(statements: Sequence[Statement], catalogue: Catalogue) -> list[FigureCard]:
    """One card for each series of targets that documents state, over all periods that are told."""
    series: dict[_Key, set[Period]] = {}
    for one in statements:
        if one.period is not None and not one.task:
            key = (one.indicator, one.measure, one.region, one.comparator, FigureKind.TARGET)
            series.setdefault(key, set()).add(one.period)
    return [_card(key, periods, catalogue) for key, periods in series.items()]


def _card(key: _Key, periods: set[Period], catalogue: Catalogue) -> FigureCard:
    name, measure, region, comparator, kind = key
    known = catalogue.find(name)
    aim = "目标" if kind is FigureKind.TARGET else ""
    words = [region, name, *(known.aliases if known else ()), measure.label, comparator or "", aim]
    return FigureCard(
        "|".join((name, measure.value, region, comparator or "", kind.value)),
        " ".join(word for word in words if word),
        name,
        measure.value,
        region,
        comparator,
        tuple(map(str, sorted(periods))),
        kind,
    )
