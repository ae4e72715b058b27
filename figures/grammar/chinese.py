"""Numbers in Chinese characters: 三十五, 二〇二五, 五点二, 一亿二千万, 廿三. Pure arithmetic on words."""

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_JOINED = {"廿": "二十", "卅": "三十"}
_LONGEST = 48  # characters: no number is as long, and reading a page of numerals as one would cost its square


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral, or None where it has none (几十, 数百) or is none."""
    if not text or len(text) > _LONGEST:
        return None
    for joined, plain in _JOINED.items():
        text = text.replace(joined, plain)
    whole, point, fraction = text.partition("点")
    total = _whole(whole)
    if total is None or not point:
        return total
    if not fraction or any(char not in _DIGITS for char in fraction):
        return None
    return total + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole(text: str) -> Decimal | None:
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = myriads = section = digit = 0  # above 亿, above 万, above ones, and the digit in hand
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "万":
            myriads = (myriads + section + digit or 1) * 10_000
            section = digit = 0
        elif char == "亿":
            total += (myriads + section + digit or 1) * 10**8
            myriads = section = digit = 0
        else:
            return None
    return Decimal(total + myriads + section + digit) if text else None


def chinese_words(value: Decimal) -> str:
    """`value` (not negative, below 10¹⁶) in Chinese characters, as it is read aloud; the inverse of `chinese_number`.

    Raises `ValueError` for any other value.
    """
    if value < 0 or value >= 10**16:
        raise ValueError(f"no usual Chinese words for {value}")
    whole, _, fraction = format(value, "f").partition(".")
    spoken = _spoken(int(whole))
    return f"{spoken}点{''.join('零一二三四五六七八九'[int(digit)] for digit in fraction)}" if fraction else spoken


def _spoken(value: int) -> str:
    if value == 0:
        return "零"
    high, rest = divmod(value, 10**8)
    if high:
        return _joined(_spoken(high) + "亿", rest, 10**7)
    high, rest = divmod(value, 10**4)
    if high:
        return _joined(_spoken(high) + "万", rest, 10**3)
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        high, rest = divmod(value, unit)
        if high:
            return _joined("零一二三四五六七八九"[high] + name, rest, unit // 10)
    return "零一二三四五六七八九"[value]


def _joined(said: str, rest: int, full: int) -> str:
    """`said` with what remains, a 零 where a place is skipped."""
    if rest == 0:
        return said
    return said + ("" if rest >= full else "零") + _spoken(rest)
