"""How long a text is: characters as Word counts a Chinese text, and syllables as it is read aloud. Pure.

Word's 字数 counts every Chinese character and every full-width mark as one, and a run of Western letters, digits and
half-width marks as one word: 增长5.2% is three. A number takes longer to say than to write: 1234.5亿元 is read
一千二百三十四点五亿元. Marks take no syllable: a speaker's pace, in characters a minute, has its pauses in it.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[!-~]+|[^\s!-~]")
_SAID = re.compile(
    r"(?P<year>[12][0-9]{3})(?=年|[—–~～-]{1,2}[12][0-9]{3}年)"
    r"|(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"|(?<=[0-9%])(?P<to>[—–~～-]{1,2})(?=[0-9])"
    r"|(?P<percent>[%‰])|(?P<degrees>℃)|(?P<sign>[+＋/])"
    r"|(?P<open>\*+)"
    r"|(?P<one>[A-Za-z〇\u3400-\u9fff\uf900-\ufaff])"
)
_PERCENT, _DEGREES, _OPEN = 3, 3, 3
"""百分之 and 摄氏度; what is open will hold a number of a few syllables, such as 五点二."""
_DIGITS, _PLACES, _GROUPS = "零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿")


@dataclass(frozen=True, slots=True)
class Length:
    """`characters` as Word counts them, `syllables` as they are said."""

    characters: int = 0
    syllables: int = 0

    def __add__(self, other: "Length") -> "Length":
        return Length(self.characters + other.characters, self.syllables + other.syllables)

    def seconds(self, speed: int) -> int:
        """How long it takes to read aloud at `speed` syllables a minute."""
        return round(self.syllables * 60 / speed)


def length_of(text: str) -> Length:
    """The length of `text`."""
    return Length(len(_WORD.findall(text)), sum(map(_syllables, _SAID.finditer(text))))


def spoken(number: str) -> str:
    """A number in digits as it is read: 1234.5 is 一千二百三十四点五; one of more than twelve digits is told off."""
    whole, _, decimals = number.replace(",", "").partition(".")
    said = _whole(whole.lstrip("0") or "0") if len(whole) <= 12 else _told_off(whole)
    return f"{said}点{_told_off(decimals)}" if decimals else said


def _syllables(found: "re.Match[str]") -> int:
    words = found[0]
    match found.lastgroup:
        case "year":
            return len(words)
        case "number":
            return len(spoken(words))
        case "percent":
            return _PERCENT
        case "degrees":
            return _DEGREES
        case "open":
            return _OPEN
        case _:
            return 1


def _told_off(digits: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _whole(digits: str) -> str:
    said, gap, group_said = "", False, False
    for place, digit in zip(reversed(range(len(digits))), digits, strict=True):
        group, inside = divmod(place, 4)
        if digit == "0":
            gap = bool(said)
        else:
            said += ("零" if gap else "") + _DIGITS[int(digit)] + _PLACES[inside]
            gap, group_said = False, True
        if inside == 0 and group_said:
            said, group_said = said + _GROUPS[group], False
    return "十" + said[2:] if said.startswith("一十") else said or "零"
