"""Merging ranked answers by rank alone: scores of different kinds (cosines, BM25) cannot be compared, places can."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, zip_longest

DEPTH = 50
"""How much of each ranking is looked at, however few are asked for: second in both beats first in one."""
_DAMPING = 60  # the constant of the paper: how little the first place weighs more than the tenth


def merged(rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None) -> list[tuple[str, float]]:
    """Reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009): the keys of all rankings with the weighted sum of
    1 / (60 + place) over them, as a share of what the first place in every ranking would have; best first. `weights`
    are one for each ranking (None: all alike)."""
    weighed = list(zip(rankings, weights or [1] * len(rankings), strict=True))
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking, weight in weighed:
        for place, key in enumerate(ranking, 1):
            scores[key] += weight / (_DAMPING + place)
    most = sum(weight for _, weight in weighed) / (_DAMPING + 1)
    return sorted(((key, score / most) for key, score in scores.items()), key=lambda found: (-found[1], found[0]))


def in_turn(rankings: Sequence[Sequence[str]]) -> list[str]:
    """One ranking of several that share no key: the best of each, then the second of each, and so on."""
    return [key for key in chain.from_iterable(zip_longest(*rankings)) if key is not None]
