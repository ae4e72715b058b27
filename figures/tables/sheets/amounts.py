"""What one cell says: an amount with its unit and bound, nothing at all, or something that is no number.

Reads single cells; knows neither columns nor indicators.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from figures.quantity import Bound
from figures.tables.sheets.grid import Cell
from figures.units import PERCENT, read_unit


@dataclass(frozen=True, slots=True)
class Amount:
    """`low`..`high` as in a `Quantity`; `unit` only where the cell itself names one."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The cell holds something that is no number; `why` says what, in words that follow “单元格 B7 ”."""

    why: str


_ABSENT = re.compile(
    r"[-—–―─－_/\\.…·*]+|无|暂无|不适用|未公布|不公布|未发布|待公布|暂缺|缺|n/?a|n\.a\.|x|×", re.IGNORECASE
)
_NUMBER = r"[+\-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_EXACT = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>[^\d\s+\-].*)?")
_RISE = re.compile(
    r"(?:同比)?(?P<verb>增长|上涨|上升|提高|增加|加快|高|下降|下跌|减少|降低|回落|低|负增长)(?P<rest>\d.*)"
)
_FALLS = {"下降", "下跌", "减少", "降低", "回落", "低", "负增长"}
_LEVEL = re.compile(r"(?:与上年(?:同期)?)?持平|同比持平")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})(?P<first>[^\d\s+\-~—至到]*)(?:-|—|~|至|到)(?P<high>{_NUMBER})(?P<unit>\D.*)?")
_PLACE = re.compile(r"(?:并列)?第?(?P<place>\d{1,3})(?:位|名)?(?:[(（]?并列[)）]?)?(?:/\d{1,3})?")
_BOUNDS = {
    Bound.AT_LEAST: ("不低于", "不少于", "超过", "突破", "高于", "达到", ">=", "≥", ">", "以上", "及以上"),
    Bound.AT_MOST: ("控制在", "不高于", "不超过", "低于", "<=", "≤", "<", "以内", "以下", "之内"),
    Bound.ABOUT: ("左右", "约", "大约"),
}


def is_absent(text: str) -> bool:
    """Whether a cell's text means that there is no figure: blank, a dash, 未公布 and the like."""
    return not text or bool(_ABSENT.fullmatch(text))


def read_amount(cell: Cell | None) -> Amount | Unreadable | None:
    """The amount `cell` holds, None where it says that there is none."""
    if cell is None:
        return None
    if cell.error:
        return Unreadable(cell.error)
    if cell.number is not None:
        return Amount(cell.number, cell.number, PERCENT if cell.percent else None)
    return None if is_absent(cell.text) else read_words(cell.text)


def read_place(cell: Cell | None) -> Amount | Unreadable | None:
    """The rank `cell` holds: a whole number from 1, also written 第3位."""
    found = _PLACE.fullmatch(cell.text.replace(" ", "")) if cell and cell.number is None and not cell.error else None
    amount = Amount(Decimal(found["place"]), Decimal(found["place"])) if found else read_amount(cell)
    if isinstance(amount, Amount):
        value = amount.low
        if value is None or amount.low != amount.high or amount.unit or value < 1 or value != value.to_integral_value():
            return Unreadable("不是位次（应是从 1 起的整数）")
    return amount


def read_words(text: str) -> Amount | Unreadable:
    """The amount written `text`: 5.2%, 1,234.5, −1.3, 下降1.3%, 5%左右, 6%—6.5%, 1.2万人以上."""
    words = _plain(text)
    if words.endswith("月"):
        return Unreadable(f"“{text}”不是数字")
    if _LEVEL.fullmatch(words):
        return Amount(Decimal(0), Decimal(0))
    words, bound = _without_bound(words)
    span = _RANGE.fullmatch(words)
    if span and bound is None:
        return _range(span, text)
    if re.fullmatch(r"\(\d[\d.,]*\)%?|[▲△▼]\d[\d.,]*%?", words):
        return Unreadable(f"“{text}”的括号或符号看不出正负，请改写成带正负号的数")
    rise = _RISE.fullmatch(words)
    found = _EXACT.fullmatch(rise["rest"] if rise else words)
    if not found:
        return Unreadable(f"“{text}”不是数字")
    unit = read_unit(found["unit"]) if found["unit"] else None
    if found["unit"] and unit is None:
        return Unreadable(f"“{text}”里数字后面的“{found['unit']}”不是计量单位")
    value = Decimal(found["number"].replace(",", ""))
    if rise and rise["verb"] in _FALLS:
        value = -value
    return bounded(value, bound, unit)


def bounded(value: Decimal, bound: Bound | None, unit: str | None = None) -> Amount:
    """`value` under `bound`, with the ends a `Quantity` wants."""
    low = None if bound is Bound.AT_MOST else value
    high = None if bound is Bound.AT_LEAST else value
    return Amount(low, high, unit, bound)


def read_bound(text: str) -> Bound | None:
    """The bound called `text` (以上, 不低于, 区间, …), None for an empty one. Raises `KeyError` for any other word."""
    word = _plain(text)
    if not word or word in ("无", "准确", "exact", "null", "-", "—"):
        return None
    if word in ("区间", "range", "范围"):
        return Bound.RANGE
    for bound, names in _BOUNDS.items():
        if word in names:
            return bound
    raise KeyError(word)


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"[+\-]?\d{1,3}( \d{3})+(\.\d+)?", words):
        words = words.replace(" ", "")  # grouped by thousands; other digits that stand apart are not joined
    words = re.sub(r"\s+(?=\D)|(?<=\D)\s+", "", words)
    words = re.sub(r"^[−﹣–](?=\d)", "-", words)
    words = re.sub(r"^([↑↓])(?=\d)", lambda found: "+" if found[1] == "↑" else "-", words)
    return re.sub(r"[–―─～−]", "~", words)


def _without_bound(words: str) -> tuple[str, Bound | None]:
    for bound, names in _BOUNDS.items():
        for name in sorted(names, key=len, reverse=True):
            if words.startswith(name) and len(words) > len(name):
                return words.removeprefix(name).removesuffix("以内"), bound
            if words.endswith(name) and len(words) > len(name):
                return words.removesuffix(name), bound
    return words, None


def _range(span: re.Match[str], text: str) -> Amount | Unreadable:
    named = [part for part in (span["unit"], span["first"]) if part]
    units = {read_unit(part) for part in named}
    if None in units or len(units) > 1:
        return Unreadable(f"“{text}”的计量单位看不懂")
    low, high = (Decimal(span[end].replace(",", "")) for end in ("low", "high"))
    if low > high:
        return Unreadable(f"“{text}”的下限大于上限")
    return Amount(low, high, units.pop() if units else None, Bound.RANGE)
