"""Wording: a quantity written in a slot's form, its verb following its sign.

A form is the wording around `#` (see `figures.slots`). Where the sign turns, the verb is exchanged for its opposite;
where there is no change, the phrase becomes 持平. What cannot be said without contradicting the number is refused.
Knows forms and quantities only.
"""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

from figures.measure import SIGNED, Measure
from figures.quantity import Bound, Quantity
from figures.units import PERCENT, scale_of
from figures.wording.form import Form, usual_form
from figures.wording.sizes import Unwritable, of_size
from figures.wording.verbs import LEVEL, VERBS, fitting_verb

_NEUTRAL = re.compile(
    r"(?:同比|环比|按年|名义|实际|两年平均|平均|增速|增长率|变动|变化|为|是|达|[比较][一-龥、]{1,12})*"
)
_SPOKEN_BEFORE = re.compile(rf"({'|'.join(VERBS)})(?:了|约|达到?|至|到|为)?$")
_SPOKEN_AFTER = re.compile(
    r"^(?:左右|以上|以内)?的?(正增长|负增长|增长|上涨|下降|下跌|增幅|涨幅|升幅|降幅|跌幅)(?![点速率极])"
)
_AS_VERB = {"正增长": "增长", "负增长": "下降", "升幅": "增幅"}
_PULLS = re.compile(r"(负向|正向)?(拉动|下拉|拉低|拉高|带动)[^，。；、]*$")
_PULLS_DOWN = {"下拉", "拉低"}
_BOUND_WORDS = {Bound.AT_LEAST: "以上", Bound.AT_MOST: "以内", Bound.ABOUT: "左右"}
_THAN = re.compile(r"^(?:比|较)(?P<what>.+?)(?P<each>分别|各)?$")
_OVER = {"高于", "低于", "快于", "慢于", "多于", "少于", "领先", "落后"}


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a filled slot, and the verb that was printed (for the next member of a list)."""

    text: str
    verb: str


class UnitMismatch(Unwritable):
    """The figure's unit cannot be written in the form's unit."""


def spoken_before(words: str) -> str | None:
    """The verb that ends `words`, behind which a number would stand; None where there is none."""
    found = _SPOKEN_BEFORE.search(words)
    return found[1] if found else None


def write(
    form: str,
    quantity: Quantity,
    measure: Measure,
    *,
    decimals: int | None = None,
    spoken: str = "",
    before: str = "",
    after: str = "",
    of_prices: bool = False,
    rate: Decimal | None = None,
) -> Written:
    """`quantity` written in `form` ("" for the usual one). `decimals` are the most that may show; `spoken` is the verb
    that the member of the list before printed; `before` and `after` the words around the slot; prices (`of_prices`)
    rise by 上涨; `rate` is the growth that a change of it (增速变化) leads to. Raises `Unwritable`."""
    parts = Form.parse(form or usual_form(measure, quantity.unit))
    if parts.measured_in in ("倍", "成") and quantity.unit == PERCENT:
        parts = replace(parts, unit=PERCENT)
    parts = _no_finer(parts, quantity, measure)
    low, high = _converted(quantity, parts.measured_in, measure)
    size, parts, inverted = of_size(parts, measure, before, rate, _lead(low, high))
    verb, implied = _told(parts, measure, before, after)
    if not verb:
        number = _number(low, high, quantity.bound, parts, measure, decimals, directed=False)
        words = _around(number, parts, quantity.bound, below=_lead(low, high) < 0)
        shown = "" if parts.carried and parts.verb == spoken else parts.verb + parts.between
        return Written(f"{size}{parts.prefix}{shown}{words}", parts.verb)
    falls = _falls(low, high, inverted=inverted)
    number = _number(low, high, quantity.bound, parts, measure, decimals, directed=True)
    if Decimal(number.partition(parts.unit or "—")[0]) == 0 and quantity.bound in (None, Bound.ABOUT):
        if implied or measure is Measure.PP_CONTRIBUTION:
            raise Unwritable(f"今年的数是零，不能写成“{verb}”")
        return Written(size + _level(parts, measure, before, about=quantity.bound is Bound.ABOUT), LEVEL)
    fitting = fitting_verb(verb, falls, measure)
    if implied:
        if fitting != verb:
            raise Unwritable(f"前面写的是“{verb}”，今年的数方向相反")
        return Written(f"{parts.prefix}{_around(number, parts, quantity.bound, falls=falls)}", verb)
    if of_prices and fitting == "增长":
        fitting = "上涨"
    shown = "" if parts.carried and fitting == spoken else fitting + parts.between
    return Written(f"{size}{parts.prefix}{shown}{_around(number, parts, quantity.bound, falls=falls)}", fitting)


def _told(parts: Form, measure: Measure, before: str, after: str) -> tuple[str, bool]:
    """The verb that tells the direction of a signed number, "" where its sign is printed; and whether it stands in the
    words around the slot, where it cannot be exchanged."""
    if measure not in SIGNED:
        return "", False
    if parts.verb:
        if parts.prefix.endswith("新"):
            raise Unwritable(f"“{parts.prefix}{parts.verb}”不能用来写{measure.label}")
        return parts.verb, False
    if parts.prefix.endswith("高达"):
        return "增长", True
    if measure is Measure.PP_CONTRIBUTION and (pulls := _PULLS.search(before + parts.prefix)):
        return ("下拉" if pulls[1] == "负向" or pulls[2] in _PULLS_DOWN else "拉动"), True
    if behind := _SPOKEN_AFTER.search(after):
        return _AS_VERB.get(behind[1], behind[1]), True
    if not _NEUTRAL.fullmatch(parts.prefix):
        raise Unwritable(f"“{parts.prefix}”看不出增减，请改用增长、下降这样的动词")
    spoken = spoken_before(before + parts.prefix)
    return (spoken, True) if spoken else ("", False)


def _lead(low: Decimal | None, high: Decimal | None) -> Decimal:
    end = low if low is not None else high
    assert end is not None  # a quantity has at least one end
    return end


def _falls(low: Decimal | None, high: Decimal | None, *, inverted: bool) -> bool:
    """Whether the number is a fall; of a fall's size (降幅, `inverted`) whether it grew."""
    if low is not None and high is not None and low < 0 < high:
        raise Unwritable(f"区间 {low} 到 {high} 有升有降，不能用一个动词写")
    return (_lead(low, high) < 0) != inverted


def _around(number: str, parts: Form, bound: Bound | None, *, falls: bool = False, below: bool = False) -> str:
    """The number with its unit and bound words; of a fall the bounds change places."""
    before, after = _bounds(parts, bound, falls)
    if below and bound is Bound.AT_MOST:
        after = "以下"
    return f"{before}{number}{parts.unit}{after}"


def _converted(quantity: Quantity, unit: str, measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    own = quantity.unit
    unit = unit.replace("％", PERCENT)
    if not unit or measure is Measure.RANK or alike_units(unit, own):
        return quantity.low, quantity.high
    (from_scale, from_base), (to_scale, to_base) = scale_of(own), scale_of(unit)
    if not alike_units(from_base, to_base):
        raise UnitMismatch(f"表中单位是“{own}”，文中写的是“{unit}”")
    factor = from_scale / to_scale
    return _scaled(quantity.low, factor), _scaled(quantity.high, factor)


def _no_finer(parts: Form, quantity: Quantity, measure: Measure) -> Form:
    """`parts`, in the figure's own unit where the form's is so small that the source does not know its ones: 12.3亿元
    would become 123000万元, which claims to know them."""
    (from_scale, from_base), (to_scale, to_base) = scale_of(quantity.unit), scale_of(parts.measured_in)
    if measure is Measure.RANK or from_base != to_base or from_scale <= to_scale:
        return parts
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    finest = min(Decimal(1).scaleb(int(end.as_tuple().exponent)) for end in ends)
    if finest * from_scale <= to_scale:
        return parts
    if not parts.unit:
        raise Unwritable(f"表中的数以“{quantity.unit}”为单位，换成“{parts.later_unit}”会显得比原数精确")
    return replace(parts, unit=quantity.unit)


def _scaled(end: Decimal | None, factor: Decimal) -> Decimal | None:
    if end is None or factor == 1:
        return end
    with localcontext() as context:
        context.prec = 60
        scaled = (end * factor).normalize()
        return scaled if scaled.as_tuple().exponent <= 0 else scaled.quantize(Decimal(1))  # type: ignore[operator]


def alike_units(one: str, other: str) -> bool:
    """Whether two units without a scale say the same of a number (家 and 户 of companies, 人 and 名)."""
    same = (
        {"家", "户", "个", "企业", "家企业"},
        {"个", "项", "个项目", "项目"},
        {"个", "座", "处"},
        {"人", "名"},
        {"位", "名", "位次"},
        {"个百分点", "百分点"},
    )
    return one == other or any(one in group and other in group for group in same)


def _level(parts: Form, measure: Measure, before: str, *, about: bool) -> str:
    level = f"基本{LEVEL}" if about else LEVEL
    than = _THAN.match(parts.prefix)
    if than and than["each"] is None:
        return f"与{than['what']}{level}"
    if parts.verb in _OVER and parts.between:
        return f"{parts.prefix}与{parts.between}{level}"
    if than or parts.carried or measure is not Measure.YOY:
        return f"{parts.prefix}{level}"
    if (before + parts.prefix).endswith(("同比", "环比", "比重", "期", "价格")):
        return f"{parts.prefix}{level}"
    return f"{parts.prefix}与上年同期{level}"


def _number(
    low: Decimal | None,
    high: Decimal | None,
    bound: Bound | None,
    parts: Form,
    measure: Measure,
    decimals: int | None,
    *,
    directed: bool,
) -> str:
    ends = [end for end in (low, high) if end is not None]
    if directed:
        ends = sorted(abs(end) for end in ends)
    pad = _pads(measure, bound)
    shown = [plain(end, decimals, pad=pad) for end in ends]
    if bound is Bound.RANGE and len(shown) == 2 and shown[0] != shown[1]:
        return f"{shown[0]}{parts.unit}—{shown[1]}"
    return shown[0]


def _pads(measure: Measure, bound: Bound | None) -> bool:
    """Whether a number is filled up with zeros to the decimals it is written with, as rates are."""
    return (
        measure in SIGNED | {Measure.SHARE, Measure.COMPLETION} and measure is not Measure.DIFFERENCE and bound is None
    )


def filled_up(quantity: Quantity, measure: Measure, decimals: int | None) -> Quantity:
    """`quantity` with as many decimals as it is written with, where it has fewer: 7% is 7.0%. What is told finer keeps
    its digits."""
    if decimals is None or not _pads(measure, quantity.bound):
        return quantity
    low, high = (
        None if end is None or -int(end.as_tuple().exponent) >= decimals else end.quantize(Decimal(1).scaleb(-decimals))
        for end in (quantity.low, quantity.high)
    )
    return replace(quantity, low=quantity.low if low is None else low, high=quantity.high if high is None else high)


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
