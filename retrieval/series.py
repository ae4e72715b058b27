"""Which series of figures a workspace holds, each described as a card. Knows nothing of how cards are stored."""

from collections.abc import Iterable, Sequence

from figures.catalogue import Catalogue
from figures.figure import Figure, Status
from retrieval.cards import FigureCard


def figure_cards(figures: Iterable[Figure], documents: set[str], catalogue: Catalogue) -> list[FigureCard]:
    """One card for each series of actual figures that one of `documents` tells of, over all periods that are told."""
    series: dict[tuple[str, str, str, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.status is not Status.SUPERSEDED:
            ref = figure.ref
            series.setdefault((ref.indicator, ref.measure.value, ref.region, ref.comparator), []).append(figure)
    return [
        _card(key, told, catalogue)
        for key, told in series.items()
        if any(figure.source.document in documents for figure in told)
    ]


def _card(key: tuple[str, str, str, str | None], told: Sequence[Figure], catalogue: Catalogue) -> FigureCard:
    name, measure, region, comparator = key
    known = catalogue.find(name)
    words = [region, name, *(known.aliases if known else ()), told[0].ref.measure.label, comparator or ""]
    periods = sorted({figure.ref.period for figure in told})
    return FigureCard(
        "|".join((name, measure, region, comparator or "")),
        " ".join(word for word in words if word),
        name,
        measure,
        region,
        comparator,
        tuple(map(str, periods)),
    )
