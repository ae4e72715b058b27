"""What a numeral says by itself: the ends of its value, and the unit and bound that are part of it (三成, 过半, 翻番).

Knows numerals only, nothing of what follows them in a text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from figures.grammar.chinese import chinese_number
from figures.grammar.ratios import of_hundred
from figures.numerals import Numeral, Script
from figures.quantity import Bound

_LONGEST = 60  # characters: no number is as long


def _arabic(text: str) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"[,，\s\u200b\u200c\u200d\u2060\ufeff]", "", text).translate(
        str.maketrans("０１２３４５６７８９．·", "0123456789..")
    )
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def whole_myriads(text: str, atom: Numeral) -> Decimal | None:
    """The value of 一亿一千多万: its 万 belongs to the last part of the numeral only."""
    if atom.script is not Script.CHINESE or "亿" not in atom.text:
        return None
    plain = atom.text.rstrip("多余")
    at = atom.end if plain != atom.text else atom.end + 1
    over = plain != atom.text or text[atom.end : at] in ("多", "余")
    return chinese_number(plain + "万") if over and text.startswith("万", at) else None


@dataclass(frozen=True, slots=True)
class Said:
    """What a numeral says by itself: the ends of its value, and the unit and bound that are part of it."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None


_PERCENT_WORDS = {
    **dict.fromkeys(("一半", "对半", "减半", "半数"), (50, None)),
    **dict.fromkeys(("过半", "过半数", "超半", "超半数", "大半", "一大半", "多半"), (50, Bound.AT_LEAST)),
    **dict.fromkeys(("近半", "近半数"), (50, Bound.ABOUT)),
    **dict.fromkeys(("两位数", "双位数"), (10, Bound.AT_LEAST)),
    "三位数": (100, Bound.AT_LEAST),
    "零增长": (0, None),
}
_FRACTION = re.compile(r"(?P<parts>.+?)分之(?P<taken>.+)")
_TENTHS = re.compile(r"(?P<whole>.+)成(?P<rest>[半一二三四五六七八九])")
_ONES = "一二三四五六七八九"
_NEIGHBOURS = re.compile(
    rf"(?P<before>(?:.*[十百千万亿])?)(?P<one>[{_ONES}])(?P<other>[{_ONES}])(?P<scale>[十百千万亿]*)"
)


def said_by(atom: Numeral) -> Said:
    """What `atom` says; without ends where nobody knows its value (几十)."""
    if atom.script is Script.DIGITS:
        value = _arabic(atom.text)
        return Said(value, value)
    if atom.script is Script.WORDS:
        return _word(atom.text)
    text = re.sub(r"^(?:倒数)?第|^连续|^倒数", "", atom.text)
    if text.startswith("翻"):
        return exact(chinese_number(text[1:-1].replace("了", "") or "一"), "番")
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        return _fraction(fraction["parts"], fraction["taken"])
    if tenths := _TENTHS.fullmatch(text):  # 两成半, 三成五
        whole, rest = chinese_number(tenths["whole"]), 5 if tenths["rest"] == "半" else chinese_number(tenths["rest"])
        return exact(None if whole is None or rest is None else whole + Decimal(rest) / 10, "成")
    unit = text[-1] if text[-1] in "成倍" else ""
    number = text.removesuffix(unit)
    if number.endswith(("多", "余")):
        return bounded_by(exact(chinese_number(number[:-1]), unit), Bound.AT_LEAST)
    between = _NEIGHBOURS.fullmatch(number)
    if between and _ONES.index(between["other"]) == _ONES.index(between["one"]) + 1:
        ends = [chinese_number(between["before"] + between[name] + between["scale"]) for name in ("one", "other")]
        return Said(ends[0], ends[1], unit, Bound.RANGE)  # 三四个: a number named by two neighbours
    return exact(chinese_number(number), unit)


def _fraction(parts: str, taken: str) -> Said:
    """四分之三, or from one part to another (百分之五至六)."""
    ends = [_of_hundred(parts, part) for part in re.split("[至到]", taken)]
    if len(ends) == 1 or None in ends:
        return exact(ends[0] if len(ends) == 1 else None, "%")
    return Said(ends[0], ends[1], "%", Bound.RANGE)


def _word(text: str) -> Said:
    if text in _PERCENT_WORDS:
        number, bound = _PERCENT_WORDS[text]
        return bounded_by(exact(Decimal(number), "%"), bound)
    return exact(Decimal(0), "") if text.startswith("零") else Said()


def exact(value: Decimal | None, unit: str) -> Said:
    """The plain `value` in `unit`."""
    return Said(value, value, unit)


def bounded_by(said: Said, bound: Bound | None) -> Said:
    """`said` with `bound`, which leaves it one end only, or both."""
    low = None if bound is Bound.AT_MOST else said.low
    high = None if bound is Bound.AT_LEAST else said.high
    return Said(low, high, said.unit, bound)


def _of_hundred(parts: str, taken: str) -> Decimal | None:
    whole, part = chinese_number(parts), chinese_number(taken)
    return None if whole is None or part is None or whole == 0 else of_hundred(whole, part)
