"""Talking points dealt out: each to the places it speaks of, one that speaks of none to what frames the rest."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

ENOUGH = 0.25
"""The least of a point's pairs of characters that a place must share to be spoken of."""
_NEARLY = 0.8  # of the best place's share; a point may be about two places
_MOST = 2
_HEADING = 2.0  # a heading says more of what a place is about than its text


def dealt(points: str, places: Mapping[int, tuple[str, str]], frame: Sequence[int]) -> dict[int, str]:
    """The lines of `points` for each place, by number. `places` gives heading and text of each; `frame` are the places
    that take what speaks of none."""
    told: dict[int, list[str]] = {}
    for line in filter(None, map(str.strip, points.splitlines())):
        for number in _places_of(line, places) or frame:
            told.setdefault(number, []).append(line)
    return {number: "\n".join(lines) for number, lines in told.items()}


def _places_of(line: str, places: Mapping[int, tuple[str, str]]) -> list[int]:
    wanted = _pairs(line)
    if not wanted:
        return []
    shares = {
        number: (_HEADING * len(wanted & _pairs(heading)) + len(wanted & _pairs(text))) / len(wanted)
        for number, (heading, text) in places.items()
    }
    best = max(shares.values(), default=0.0)
    near = [number for number, share in shares.items() if share >= max(ENOUGH, _NEARLY * best)]
    return sorted(near, key=lambda number: -shares[number])[:_MOST]


def _pairs(words: str) -> set[str]:
    kept = [character for character in words if character.isalnum() and not character.isdecimal()]
    return {one + other for one, other in pairwise(kept)}
