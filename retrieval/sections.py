"""The matching sections of earlier speeches for a heading of a new outline. Knows nothing of how they are rewritten."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import DocumentKind
from retrieval.index import Hit, Index
from retrieval.passages import Passage, PassageRole, Unit

_WIDTH = 40  # candidates looked at: several years of one region hold each heading a few times over

# What makes a past section the match of a heading. They add up to one: 1 is last year's section of that name.
_NEARNESS = 0.40  # heading and leads, as the index compares them
_SAME_HEADING = 0.35
_SAME_PART = 0.15
_SAME_TIME = 0.10


def matching_sections(
    index: Index,
    heading: str,
    *,
    role: PassageRole,
    part: str = "",
    region: str | None = None,
    year: int | None = None,
    kind: DocumentKind | None = DocumentKind.SPEECH,
    k: int = 5,
) -> list[Hit]:
    """At most `k` cards of past sections that match `heading`, best first, with a score from 0 to 1.

    `part` is the heading of the part the new section stands in, `year` that of the new speech (None: the latest one
    counts as nearest). `role` restricts to its kind of place; with an empty heading (a preamble, a closing) the part
    and the year decide alone. A section that has nothing in common with the heading may still come, with a low score.
    """
    near = _candidates(index, heading, role=role, region=region, kind=kind)
    newest = year or max((hit.passage.year or 0 for hit in near), default=0)
    wanted = _Wanted(heading, part, newest)
    ranked = sorted(
        (Hit(hit.passage, wanted.score(hit)) for hit in near), key=lambda hit: (-hit.score, hit.passage.key)
    )
    return ranked[: max(k, 0)]


def _candidates(
    index: Index, heading: str, *, role: PassageRole, region: str | None, kind: DocumentKind | None
) -> list[Hit]:
    if heading.strip():
        return index.nearest(heading, _WIDTH, region=region, kind=kind, role=role)
    return [Hit(card, 0) for card in index.passages(region=region, kind=kind, role=role, unit=Unit.CARD)]


@dataclass(frozen=True, slots=True)
class _Wanted:
    heading: str
    part: str
    year: int

    def score(self, hit: Hit) -> float:
        passage = hit.passage
        return (
            _NEARNESS * hit.score
            + _SAME_HEADING * likeness(self.heading, passage.heading)
            + _SAME_PART * likeness(self.part, passage.part)
            + _SAME_TIME * self._closeness(passage)
        )

    def _closeness(self, passage: Passage) -> float:
        return 1 / (1 + abs(self.year - passage.year)) if passage.year else 0


def likeness(one: str, other: str) -> float:
    """How much two headings share, from 0 to 1: twice their common pairs of characters over all pairs (Dice)."""
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0


def _pairs(words: str) -> Counter[str]:
    kept = [character for character in words if character.isalnum()]
    return Counter(a + b for a, b in pairwise(kept))
