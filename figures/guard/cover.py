"""The cover: what of a reply that is still growing may be shown before the guard has ruled.

Words are shown as they come, a slot once it is whole, a veil where a number stands. What may yet grow into a number or
a slot is held back until the characters behind it have come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from figures.gate import find_forbidden
from figures.guard.cleaning import SLOT, cleaned
from figures.numerals import CN

# Characters that may begin, or go on with, a number; and how many have to follow before none can.
_MAYBE = re.compile(
    rf"[{CN}0-9０-９第倒翻过近超逾上破半双成数几多对大减倍连前壹贰叁肆伍陆柒捌玖拾佰仟.．点&<\[*`_~(（]"
)
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Veil:
    """Stands where a number was written."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What may be shown: words, slots by what stands between their braces (`SlotText`), veils."""

    parts: tuple["str | SlotText | Veil", ...]


@dataclass(frozen=True, slots=True)
class SlotText:
    """A whole slot of a reply, by what stands between its braces."""

    inside: str


def cover(reply: str, *, done: bool = False) -> Covered:
    """What of `reply` may be shown; `done` tells that nothing more will come."""
    text = cleaned(reply).text
    end = len(text) if done else _held_from(text)
    return Covered(tuple(_parts(text, end)))


def _held_from(text: str) -> int:
    """Where what may yet become a number, a slot or markup begins."""
    end = len(text)
    opened = max(text.rfind("{"), text.rfind("｛"))
    if opened >= 0 and "}}" not in text[opened:]:
        end = opened - (opened > 0 and text[opened - 1] in "{｛")
    for found in _MAYBE.finditer(text, max(0, end - _AHEAD), end):
        return found.start()
    return end


def _parts(text: str, end: int) -> Iterator["str | SlotText | Veil"]:
    spans: list[tuple[int, int, SlotText | Veil]] = []
    shape = SLOT.sub(lambda match: "\ufffc" * len(match[0]), text)
    for match in SLOT.finditer(text):
        spans.append((match.start(), match.end(), SlotText(match[1])))
    spans += [(found.start, found.end, Veil()) for found in find_forbidden(shape)]
    at = 0
    for start, stop, part in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < at or start >= end:
            continue
        if start > at:
            yield text[at:start]
        yield part
        at = stop
    if at < end:
        yield text[at:end]
