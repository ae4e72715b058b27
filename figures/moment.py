"""The book as it stood at an earlier moment, told from what it keeps of each figure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from figures.book import FigureBook
from figures.catalogue import Catalogue
from figures.figure import Figure, Status
from figures.snapshot import Snapshot


class PastBook:
    """The book of one workspace at moments that are past. `removals` tells since when documents are out of sight, by
    their ids; `city` is the city whose desk this is."""

    def __init__(self, book: FigureBook, removals: Callable[[], Mapping[int, datetime]], city: str = ""):
        self._book, self._removals, self._city = book, removals, city

    def snapshot(self, moment: datetime, catalogue: Catalogue) -> Snapshot:
        """All figures as they stood at `moment`, by today's names."""
        return Snapshot(as_of(self._book.snapshot().figures, moment, self._removals()), catalogue, self._city)


def as_of(figures: Iterable[Figure], moment: datetime, removed: Mapping[int, datetime]) -> Iterator[Figure]:
    """The figures that the book held at `moment`, each with the status it had then. `removed` tells since when
    documents are out of sight, by their ids: until then their figures were in use."""
    for figure in figures:
        if figure.added_at is None or figure.added_at <= moment:
            status = _status(figure, moment, removed)
            yield figure if status is figure.status else replace(figure, status=status)


def _status(figure: Figure, moment: datetime, removed: Mapping[int, datetime]) -> Status:
    ends = (figure.superseded_at, removed.get(figure.document_id or 0))
    if any(end is not None and end <= moment for end in ends):
        return Status.SUPERSEDED
    if figure.verified_at is not None and figure.verified_at <= moment:
        return Status.VERIFIED
    return Status.PENDING
