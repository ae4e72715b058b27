"""How a number is put into words: with its verb, which follows the sign, and its unit."""

from __future__ import annotations

from decimal import Decimal

from .tables import Indicator, TargetRow
from .world import Known

MEASURES = {
    "同比": "yoy",
    "总量": "value",
    "数量": "count",
    "两年平均": "two_year_avg",
    "百分点差": "pp_diff",
    "增速变化": "rate_change",
    "占比": "share",
    "占比变化": "share_change",
    "位次": "rank",
    "拉动": "pp_contribution",
    "增减": "difference",
    "完成进度": "completion",
    "目标": "target",
}
POINTS = "个百分点"


class WordingError(ValueError):
    """The sentence around the number cannot carry this sign."""


def digits(number: Decimal) -> str:
    """The bare digits, as published."""
    if number < 0:
        raise WordingError(f"{number} is negative and cannot stand as bare digits")
    return f"{number:f}"


def plain(number: Decimal) -> str:
    """Digits without trailing zeros, as targets are written."""
    return f"{number.normalize():f}"


def phrase(known: Indicator, measure: str, answer: Known, before: str = "") -> str:
    """The words for one number; `before` is the sentence up to it."""
    number, unit = answer
    size = f"{abs(number):f}"
    if measure in ("yoy", "two_year_avg"):
        return _growth(known, number, size, measure)
    if measure == "rate_change":
        return _rate_change(known, number, size, before)
    if measure == "rank":
        return f"第{plain(number)}位"
    if measure == "pp_contribution":
        if number < 0:
            raise WordingError(f"拉动 is negative ({number})")
        return f"{size}{POINTS}"
    if measure == "pp_diff":
        return _signed(number, size + POINTS, "高", "低", "持平")
    if measure == "share_change" or (measure == "difference" and unit == POINTS):
        return _signed(number, size + POINTS, "提高", "下降", "持平")
    if measure == "difference":
        return _signed(number, size + unit, "增加", "减少", "持平")
    return f"{digits(number)}{unit}"


def target_phrase(known: Indicator, target: TargetRow) -> str:
    """The words for a target: 增长5.5%左右, 1.5万人以上, 控制在3%以内."""
    amount = plain(target.value) + target.unit + target.bound
    if target.bound == "以内":
        return f"控制在{amount}"
    return f"增长{amount}" if target.measure == "yoy" else amount


def _signed(number: Decimal, amount: str, up: str, down: str, level: str) -> str:
    if number == 0:
        return level
    return (up if number > 0 else down) + amount


def _growth(known: Indicator, number: Decimal, size: str, measure: str) -> str:
    if number == 0:
        return "与上年同期持平" if measure == "yoy" else "持平"
    up = "上涨" if known.is_price else "增长"
    return f"{up if number > 0 else '下降'}{size}%"


def _rate_change(known: Indicator, number: Decimal, size: str, before: str) -> str:
    """提高 or 回落; of a fall, whose sentence says 降幅, 扩大 or 收窄."""
    if before.rstrip("比一季度上年同期全").endswith(("降幅", "跌幅")):
        return _signed(number, size + POINTS, "收窄", "扩大", "持平")
    return _signed(number, size + POINTS, "提高", "回落", "持平")
