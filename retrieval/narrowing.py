"""What a search is narrowed to. A value only: who reads it from a question, and who looks it up, stand elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import DocumentKind
from retrieval.passages import PassageRole


@dataclass(frozen=True, slots=True)
class Narrow:
    """The region, the years (any of them), the kind and the part of the speech that passages must be of, and the
    documents (any of them) that they must stand in; None and () stand for any."""

    region: str | None = None
    years: tuple[int, ...] = ()
    kind: DocumentKind | None = None
    role: PassageRole | None = None
    documents: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOTHING


def narrow(
    region: str | None,
    year: int | Iterable[int] | None,
    kind: DocumentKind | None,
    role: PassageRole | None,
    documents: Iterable[int] = (),
) -> Narrow:
    """A `Narrow` with one year, several or none."""
    years = () if year is None else (year,) if isinstance(year, int) else tuple(sorted(set(year)))
    return Narrow(region, years, kind, role, tuple(sorted(set(documents))))


_NOTHING = Narrow()
