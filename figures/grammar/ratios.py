"""Numbers made of two or three: ratios (2.3∶1, 8.1∶41.2∶50.7) and fractions written in digits (1/10).

Knows digits and masks only.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, Inexact, localcontext

RATIO = "∶"

_PART = r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[*＊]"
_TO_ONE = re.compile(rf"(?:{_PART})[ 　]?[:：∶][ 　]?[1１](?![0-9０-９.．:：∶])")
_OF_THREE = re.compile(rf"({_PART})[ 　]?[:：∶][ 　]?({_PART})[ 　]?[:：∶][ 　]?({_PART})(?![0-9０-９.．:：∶])")
_FRACTION = re.compile(r"([1-9]|[1-9][0-9])/([1-9][0-9]{0,2})(?![0-9/])")
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True, slots=True)
class Joint:
    """Such a number, ending at `end` in the text, its digits at `number_end`; `value` is None where it has no single
    decimal one."""

    end: int
    number_end: int
    value: Decimal | None
    unit: str


def joint_of(text: str, start: int, end: int) -> Joint | None:
    """The ratio or fraction that begins with the numeral [start, end) of `text`, or None."""
    if text[end : end + 2].lstrip(" 　")[:1] in (":", "：", RATIO):
        return _ratio(text, start, end)
    if text[end : end + 1] == "/" and text[start - 1 : start] != "/":
        found = _FRACTION.match(text, start)
        if found:
            return Joint(found.end(), found.end(), of_hundred(Decimal(found[2]), Decimal(found[1])), "%")
    return None


def _ratio(text: str, start: int, end: int) -> Joint | None:
    three = _OF_THREE.match(text, start)
    if three and _make_a_whole(three.groups()):
        return Joint(three.end(), three.end(), None, RATIO)
    pair = _TO_ONE.match(text, start)
    if pair is None or text[start - 1 : start] in (":", "：", RATIO):
        return None
    masked = text[start] in "*＊"
    return Joint(pair.end(), end, None if masked else Decimal(text[start:end].translate(_PLAIN)), f"{RATIO}1")


def _make_a_whole(parts: tuple[str, ...]) -> bool:
    """Whether the parts are shares of one whole; the time of a day is not."""
    if any(part in "*＊" for part in parts):
        return True
    return 99 <= sum((Decimal(part.translate(_PLAIN)) for part in parts), Decimal(0)) <= 101


def of_hundred(whole: Decimal, part: Decimal) -> Decimal | None:
    """part/whole in percent, where that has an end (3/4 is 75%, 2/3 is no decimal number)."""
    with localcontext() as context:
        context.traps[Inexact] = True
        try:
            return (part * 100 / whole).normalize() + 0
        except Inexact:
            return None
