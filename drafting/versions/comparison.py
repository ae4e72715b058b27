"""Two states of a text held against each other, line by line, a number being one member. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.comparing import edits, pair_lines
from drafting.versions.stream import Token, Unit, lines_of, reads


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a compared text: unchanged, or only in the earlier (`gone`) or the later version (`new`)."""

    text: str
    gone: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of two compared versions, where anything in it changed; `place` is the heading it stands under."""

    place: str
    passages: tuple[Passage, ...]


def compared_lines(before: Sequence[Unit], now: Sequence[Unit]) -> list[ComparedLine]:
    """What changed between two states of a draft, or of a part of it, in reading order."""
    old, new = _lines(before), _lines(now)
    pairs = pair_lines([reads(tokens) for _, tokens in old], [reads(tokens) for _, tokens in new])
    found: list[ComparedLine] = []
    for one, other in pairs:
        place = new[other][0] if other is not None else old[one][0] if one is not None else ""
        gone = _members(old[one][1]) if one is not None else []
        put = _members(new[other][1]) if other is not None else []
        if gone != put:
            found.append(ComparedLine(place, tuple(_passages(gone, put))))
    return found


def _lines(units: Sequence[Unit]) -> list[tuple[str, Sequence[Token]]]:
    lines: list[tuple[str, Sequence[Token]]] = []
    for unit in units:
        spans = lines_of(unit.tokens)
        place = reads(unit.tokens[slice(*spans[0])])
        lines += [(place, unit.tokens[start:end]) for start, end in spans if end > start]
    return lines


def _members(tokens: Sequence[Token]) -> list[str]:
    """Characters, each number one member: it is told anew as a whole."""
    return [reads([token]) for token in tokens]


def _passages(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    passages: list[Passage] = []
    at = 0
    for edit in edits(old, new, lambda member: isinstance(member, str) and len(member) == 1):
        passages.append(Passage("".join(old[at : edit.start])))
        passages.append(Passage("".join(old[edit.start : edit.end]), gone=True))
        passages.append(Passage("".join(new[edit.put_start : edit.put_end]), new=True))
        at = edit.end
    passages.append(Passage("".join(old[at:])))
    return [passage for passage in passages if passage.text]
