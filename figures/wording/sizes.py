"""The size of a move and its change: 降幅比一季度收窄 says of a growth rate that it rose while it still falls."""

import re
from dataclasses import replace
from decimal import Decimal

from figures.measure import Measure
from figures.wording.form import Form

# The size of a move, whose change tells the move's own direction along: 降幅比一季度收窄.
_SIZE = re.compile(r"降幅|跌幅|增幅|涨幅|升幅|增速")
_FALLS = ("降幅", "跌幅")
_OF_A_SIZE = ("收窄", "扩大")
_OWN_SIZE = re.compile(r"^(降幅|跌幅|增幅|涨幅|升幅)(?=[比较])")
_SIZE_BESIDE = re.compile(r"([降跌]幅|[增涨升]幅)(?:[比较][^，。；]{1,10})?$")


class Unwritable(ValueError):
    """The quantity cannot be written in the form without saying something else than it is; tells why in Chinese."""


def of_a_fall(words: str) -> bool:
    """Whether `words` end in naming the size of a fall (降幅), whose growth is the figure's fall."""
    found = _SIZE_BESIDE.search(words)
    return found is not None and found[1] in _FALLS


def of_size(
    parts: Form, measure: Measure, before: str, rate: Decimal | None, change: Decimal
) -> tuple[str, Form, bool]:
    """The size of a move (降幅) that the form begins with, the form without it, and whether a smaller one is a rise.

    A fall has grown smaller only where it was one and still is: else the form's own 降幅 becomes 增速, and one in the
    words before the slot, which cannot be exchanged, is refused."""
    if measure is not Measure.RATE_CHANGE:
        return "", parts, False
    own = _OWN_SIZE.match(parts.prefix)
    size = own[0] if own else ""
    parts = replace(parts, prefix=parts.prefix.removeprefix(size))
    said = size or _said_before(parts, re.split(r"[。；！？\n]", before)[-1])
    if said == "增速" and parts.verb in _OF_A_SIZE:
        return size, replace(parts, verb="提高"), False
    if said in ("", "增速") or (rate is None and said not in _FALLS):
        return size, parts, False
    if rate is not None and _was_and_is(said, rate, rate - change):
        return size, parts, said in _FALLS
    if size:
        return "增速", replace(parts, verb="提高"), False
    told = "没有同比数，无从判断" if rate is None else f"今年同比为{rate}%、变化{change}个百分点，不能说成"
    raise Unwritable(f"{told}“{said}{parts.verb}”")


def _said_before(parts: Form, sentence: str) -> str:
    """The size that the sentence so far speaks of: right before the verb, or, where the verb is one of sizes, last."""
    if beside := _SIZE_BESIDE.search(sentence + parts.prefix):
        return beside[1]
    if parts.verb not in _OF_A_SIZE:
        return ""
    named = _SIZE.findall(sentence)
    return named[-1] if named else "降幅"


def _was_and_is(size: str, now: Decimal, before: Decimal) -> bool:
    """Whether both rates are moves of the kind that `size` measures."""
    return max(now, before) < 0 if size in _FALLS else min(now, before) > 0
