"""Dates as documents write them: 2026年7月18日, 二〇二六年七月十八日, 1 9 9 8 年3 月5 日. Knows no document."""

import re
from datetime import date

_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789" + "000" + "123456789")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?")
_ONES = "零一二三四五六七八九"
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|(?!\d))")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def date_in(words: str) -> date | None:
    """The first whole date in `words`, or None."""
    for found in _DATE.finditer(_plain(words)):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
    return None


def year_in(words: str) -> int | None:
    """The first year from 1900 on in `words`, or None."""
    found = _YEAR.search(_plain(words))
    return int(found[1]) if found else None


def _plain(words: str) -> str:
    """`words` without blanks, every numeral an ASCII digit."""
    words = re.sub(r"\s", "", words)
    words = _CHINESE_NUMBER.sub(_tens, words)
    return words.translate(_DIGITS)


def _tens(found: re.Match[str]) -> str:
    tens, _, ones = found[0].partition("十")
    return str((_ONES.index(tens) if tens else 1) * 10 + (_ONES.index(ones) if ones else 0))
