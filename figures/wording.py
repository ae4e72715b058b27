"""Wording: a quantity written in a slot's form, its verb following its sign.

A form is the wording around `#` (see `figures.slots`). Where the sign turns, the verb is exchanged for its opposite;
where there is no change, the phrase becomes 持平. Knows forms and quantities only.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from figures.measure import Measure
from figures.quantity import Bound, Quantity
from figures.units import scale_of

SIGNED = frozenset(
    {
        Measure.YOY,
        Measure.TWO_YEAR_AVG,
        Measure.QOQ,
        Measure.RATE_CHANGE,
        Measure.DIFFERENCE,
        Measure.SHARE_CHANGE,
        Measure.PP_DIFF,
        Measure.PP_CONTRIBUTION,
    }
)
_PAIRS = tuple(
    (up, down)
    for up, downs in {
        "增长": "下降 下滑",
        "上涨": "下降 下跌",
        "提高": "回落 下降 降低",
        "增加": "减少",
        "净增": "净减",
        "上升": "下降",
        "提升": "下降",
        "回升": "回落",
        "加快": "放缓 回落",
        "扩大": "收窄",
        "高于": "低于",
        "高出": "低",
        "高": "低",
        "快于": "慢于",
        "快": "慢",
        "多于": "少于",
        "多": "少",
        "领先": "落后",
        "拉动": "下拉",
        "涨": "跌",
        "增": "降",
    }.items()
    for down in downs.split()
)
_UP = {up for up, _ in _PAIRS}
_DOWN = {down for _, down in _PAIRS}
# Where a verb has several opposites, the measure decides which is idiomatic.
_IDIOM = {
    (Measure.YOY, "下降"): "增长",
    (Measure.TWO_YEAR_AVG, "下降"): "增长",
    (Measure.QOQ, "下降"): "增长",
    (Measure.SHARE_CHANGE, "下降"): "提高",
    (Measure.SHARE_CHANGE, "提高"): "下降",
    (Measure.DIFFERENCE, "下降"): "上升",
    (Measure.RATE_CHANGE, "下降"): "提高",
    (Measure.RATE_CHANGE, "加快"): "放缓",
    (Measure.RATE_CHANGE, "回落"): "提高",
    (Measure.RATE_CHANGE, "提高"): "回落",
}
_VERBS = sorted(_UP | _DOWN, key=len, reverse=True)
_BOUND_WORDS = {Bound.AT_LEAST: "以上", Bound.AT_MOST: "以内", Bound.ABOUT: "左右"}
_BEFORE = re.compile(r"(超过|突破|不低于|不少于|超|不超过|不高于|不到|控制在|约为?|近|达到?|到)$")
_AFTER = re.compile(r"(?:及)?(以上|以内|以下|左右|上下|之内)$")
_LATER = re.compile(r"\((以上|以内|左右)\)$")
_THAN = re.compile(r"^(?:比|较)(?P<what>.+?)(?:分别|各)?$")


@dataclass(frozen=True, slots=True)
class Form:
    """A form taken apart: `prefix` before the verb (比全国), the verb, whether an earlier member of its list carries
    it, words between verb and number, unit, the bound words on either side, and the bound that a later member of the list
    says for all (`later`)."""

    prefix: str
    verb: str
    carried: bool
    between: str
    before: str
    unit: str
    after: str
    later: Bound | None = None

    @classmethod
    def parse(cls, form: str) -> "Form":
        """The form written `form`; a form without `#` stands for the number with nothing around it but a unit."""
        left, _, right = form.partition("#") if "#" in form else ("", "", form)
        said_later = _LATER.search(right)
        later = Bound(said_later[1]) if said_later else None
        right = _LATER.sub("", right)
        carried = re.match(r"\(([^)]*)\)", left)
        if carried:
            left = left[carried.end() :]
        found_before = _BEFORE.search(left)
        before = found_before[0] if found_before else ""
        left = left.removesuffix(before)
        found_after = _AFTER.search(right)
        after = found_after[0] if found_after else ""
        unit = right.removesuffix(after)
        if carried:
            return cls("", carried[1], True, left, before, unit, after, later)
        prefix, verb, between = _split(left)
        return cls(prefix, verb, False, between, before, unit, after, later)


def _split(left: str) -> tuple[str, str, str]:
    for tail in ("了", "至", ""):
        if tail and not left.endswith(tail):
            continue
        stem = left.removesuffix(tail)
        verb = next((verb for verb in _VERBS if stem.endswith(verb)), "")
        if verb:
            return stem.removesuffix(verb), verb, tail
    verb = next((verb for verb in _VERBS if left.startswith(verb)), "")
    return ("", verb, left.removeprefix(verb)) if verb else (left, "", "")


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a filled slot, and the verb that was printed (for the next member of a list)."""

    text: str
    verb: str


class UnitMismatch(ValueError):
    """The figure's unit cannot be written in the form's unit."""


def write(
    form: str,
    quantity: Quantity,
    measure: Measure,
    *,
    decimals: int | None = None,
    spoken: str = "",
    before: str = "",
    of_prices: bool = False,
) -> Written:
    """`quantity` written in `form`. `decimals` are the most that may show; `spoken` is the verb that the member of the
    list before printed; `before` the words in front of the slot; prices (`of_prices`) rise by 上涨. Raises
    `UnitMismatch`."""
    parts = Form.parse(form)
    low, high = _converted(quantity, parts.unit, measure)
    value = low if low is not None else high
    assert value is not None  # a quantity has at least one end
    directed = measure in SIGNED and bool(parts.verb)
    if directed and value == 0 and quantity.bound is None:
        return Written(_level(parts, measure, before), "持平")
    falls = directed and value < 0
    verb = _verb(parts.verb, falls, measure) if directed else parts.verb
    if of_prices and verb == "增长":
        verb = "上涨"
    number = _number(low, high, quantity.bound, parts, measure, decimals, directed)
    words_before, words_after = _bounds(parts, quantity.bound, falls)
    shown = "" if parts.carried and verb == spoken else verb + parts.between
    return Written(f"{parts.prefix}{shown}{words_before}{number}{parts.unit}{words_after}", verb)


def _converted(quantity: Quantity, unit: str, measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    own = quantity.unit
    if not unit or measure is Measure.RANK or _alike(unit, own):
        return quantity.low, quantity.high
    (from_scale, from_base), (to_scale, to_base) = scale_of(own), scale_of(unit)
    if not _alike(from_base, to_base):
        raise UnitMismatch(f"表中单位是“{own}”，文中写的是“{unit}”")
    factor = from_scale / to_scale
    return tuple(None if end is None else end * factor for end in (quantity.low, quantity.high))  # type: ignore[return-value]


def _alike(one: str, other: str) -> bool:
    same = (
        {"家", "户", "个", "企业", "家企业"},
        {"个", "项", "个项目", "项目"},
        {"人", "名"},
        {"位", "名", "位次"},
        {"个百分点", "百分点"},
    )
    return one == other or any(one in group and other in group for group in same)


def _verb(verb: str, falls: bool, measure: Measure) -> str:
    if not verb or ((verb in _DOWN) == falls and (verb in _UP) != falls):
        return verb
    if (measure, verb) in _IDIOM:
        return _IDIOM[measure, verb]
    if falls:
        return next((down for up, down in _PAIRS if up == verb), verb)
    return next((up for up, down in _PAIRS if down == verb), verb)


def _level(parts: Form, measure: Measure, before: str) -> str:
    than = _THAN.match(parts.prefix)
    if than:
        return f"与{than['what']}持平"
    if parts.carried or before.endswith(("同比", "环比", "比重", "期", "价格")) or measure is not Measure.YOY:
        return f"{parts.prefix}持平"
    return f"{parts.prefix}与上年同期持平"


def _number(
    low: Decimal | None,
    high: Decimal | None,
    bound: Bound | None,
    parts: Form,
    measure: Measure,
    decimals: int | None,
    directed: bool,
) -> str:
    ends = [end for end in (low, high) if end is not None]
    if directed:
        ends = sorted(abs(end) for end in ends)
    pad = (
        measure in SIGNED | {Measure.SHARE, Measure.COMPLETION} and measure is not Measure.DIFFERENCE and bound is None
    )
    shown = [plain(end, decimals, pad=pad) for end in ends]
    if bound is Bound.RANGE and len(shown) == 2 and shown[0] != shown[1]:
        return f"{shown[0]}{parts.unit}—{shown[1]}"
    return shown[0]


def plain(value: Decimal, decimals: int | None, *, pad: bool = False) -> str:
    """`value` in plain notation, rounded half up to `decimals` where it has more; filled up to them only with `pad`."""
    if decimals is not None and (pad or -int(value.as_tuple().exponent) > decimals):
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text and not pad and _trailing(value) else text


def _trailing(value: Decimal) -> bool:
    """Whether trailing zeros came from a conversion of units rather than from the source."""
    return -int(value.as_tuple().exponent) > 4


def _bounds(parts: Form, bound: Bound | None, falls: bool) -> tuple[str, str]:
    if falls and bound in (Bound.AT_LEAST, Bound.AT_MOST):
        bound = Bound.AT_MOST if bound is Bound.AT_LEAST else Bound.AT_LEAST
    if bound is not None and bound is parts.later:
        return parts.before, ""
    said = _said(parts)
    keeps = parts.before if parts.before in ("达", "达到", "到", "控制在") else ""
    if bound is None or bound is Bound.RANGE:
        return keeps, ""
    if said is bound:
        return parts.before, parts.after
    return keeps, _BOUND_WORDS[bound]


def _said(parts: Form) -> Bound | None:
    words = parts.after or parts.before
    for bound, found in (
        (Bound.AT_LEAST, ("以上", "超过", "突破", "不低于", "不少于", "超")),
        (Bound.AT_MOST, ("以内", "以下", "之内", "不超过", "不高于", "不到")),
        (Bound.ABOUT, ("左右", "上下", "约", "约为", "近")),
    ):
        if words.removeprefix("及") in found:
            return bound
    return None
