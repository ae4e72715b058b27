"""The slots of a returned line found again: by the marks the file still carries, else by the words around them.

A number nobody touched stays its slot. One that somebody typed over becomes a `Typed`; one that is gone is gone. Knows
streams and returned lines; knows nothing of Word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from drafting.returned.model import Address, ReturnedLine
from drafting.versions.stream import Held, Token, Typed, reads
from errors import InputError
from figures.numerals import find_numerals
from figures.slots import FigureSlot

Slots = Mapping[Address, Held]
"""The exported slots by their addresses."""


def recovered(line: ReturnedLine, slots: Slots) -> list[Token]:
    """The stream of a returned line, the slots it still marks in their place."""
    tokens: list[Token] = []
    inside: Address | None = None
    typed = ""
    for stretch in line.stretches:
        if stretch.slot != inside:
            tokens += _settled(inside, typed, slots)
            inside, typed = stretch.slot, ""
        if stretch.slot in slots:
            typed += stretch.text
        else:
            tokens += stretch.text
            inside = None
    return [*tokens, *_settled(inside, typed, slots)]


def _settled(address: Address | None, typed: str, slots: Slots) -> list[Token]:
    """What stands in a slot's place now: the slot itself, in other words, or what was typed over it."""
    held = slots.get(address) if address else None
    if held is None or not typed:
        return list(typed)
    if typed == held.text:
        return [held]
    before, found, after = typed.partition(held.text) if held.text else ("", "", "")
    if found and not _numerals(before + after):
        return [*before, held, *after]
    return [_reworded(held, typed) or Typed(held.slot, typed)]


def _reworded(held: Held, typed: str) -> Held | None:
    """The same number in other words (提高5.2% for 增长5.2%), where its slot can be written so."""
    numbers = _numerals(held.text)
    if not isinstance(held.slot, FigureSlot) or len(numbers) != 1 or _numerals(typed) != numbers:
        return None
    form = typed.replace(numbers[0], "#", 1)
    try:
        return Held(replace(held.slot, form=form), typed)
    except InputError:
        return None


def _numerals(text: str) -> list[str]:
    return [found.text for found in find_numerals(text)]


def aligned(base: Sequence[Token], returned: Sequence[Token]) -> list[Token]:
    """`returned` with those slots of `base` put back that it does not mark: found by the words around them."""
    marked = {token.slot for token in returned if not isinstance(token, str)}
    lost = [at for at, token in enumerate(base) if isinstance(token, Held) and token.slot not in marked and token.text]
    if not lost:
        return list(returned)
    spelled, places = _spelled(base, set(lost))
    moves = _Mapping(spelled, returned)
    tokens: list[Token] = []
    at = 0
    for place in lost:
        held = base[place]
        assert isinstance(held, Held)
        start, end = moves.span(*places[place])
        if start < at:
            continue
        now = reads(returned[start:end])
        if now == held.text:
            tokens += [*returned[at:start], held]
        elif _numerals(now) and all(isinstance(token, str) for token in returned[start:end]):
            tokens += [*returned[at:start], _reworded(held, now) or Typed(held.slot, now)]
        else:
            continue
        at = end
    return [*tokens, *returned[at:]]


def _spelled(base: Sequence[Token], lost: set[int]) -> tuple[list[Token], dict[int, tuple[int, int]]]:
    """`base` with the lost slots spelled out in characters, and where each of them then stands."""
    spelled: list[Token] = []
    places: dict[int, tuple[int, int]] = {}
    for at, token in enumerate(base):
        if at in lost and isinstance(token, Held):
            places[at] = (len(spelled), len(spelled) + len(token.text))
            spelled += token.text
        else:
            spelled.append(token)
    return spelled, places


class _Mapping:
    """Where stretches of one sequence stand in another."""

    def __init__(self, old: Sequence[Token], new: Sequence[Token]):
        self._codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where members [start, end) of the old sequence went, with what was put for or between them."""
        touched = list(self._touched(start, end))
        if not touched:
            return 0, 0
        return min(place for place, _ in touched), max(place for _, place in touched)

    def _touched(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for tag, a, b, c, d in self._codes:
            if (b <= start or a >= end) and not (tag == "insert" and start < a < end):
                continue
            if tag == "equal":
                yield c + max(start - a, 0), d - max(b - end, 0)
            else:  # a change that reaches beyond the edge is told whole: its words cannot be divided
                yield c, d
