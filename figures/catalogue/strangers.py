"""Names the catalogue does not know, with the known ones that a person may mean by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from figures.catalogue.model import Catalogue

_OFFERED = 3
_LIKE = 0.45  # below it two names share little more than a common ending


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name nobody knows, and the indicators whose names are nearest to it, the nearest first."""

    name: str
    near: tuple[str, ...]


def strangers(names: Iterable[str], catalogue: Catalogue) -> list[Stranger]:
    """Those of `names` that `catalogue` does not know, in their order."""
    owner = {name: one.name for one in catalogue.indicators for name in (one.name, *one.aliases)}
    known = list(owner)
    return [
        Stranger(name, _distinct(owner[like] for like in get_close_matches(name, known, n=2 * _OFFERED, cutoff=_LIKE)))
        for name in names
        if catalogue.find(name) is None
    ]


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_OFFERED]
