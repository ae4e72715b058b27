"""Folding: a text as a reader's eye takes it, each character still knowing where it stood.

Characters that show nothing are dropped, other scripts' digits and the many prints of one sign become the plain one.
Knows nothing of numbers beyond single signs.
"""

import re
import unicodedata
from dataclasses import dataclass

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset(("Cf", "Cc", "Mn", "Me", "Co", "Cs", "Cn"))
# Chinese signs for numbers that a plain text does not write: old, traditional, and those that only look like one.
_PLAIN_HAN = str.maketrans("萬億兩弌弍弎弐亖卌皕", "万亿两一二三二四卅百")
_CAPITALS = str.maketrans("壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
# Where a sign of a banker's number is part of a word.
_IN_WORDS = re.compile(
    r"(?<=[大着登内海水上])陆|陆(?=家[嘴浜]|[地续军路运])|伍(?=家[岗岭桥])|(?<=[队入退])伍|(?<=收)拾|(?<=[放大])肆|肆(?=[意虐])"
)


def is_invisible(char: str) -> bool:
    """Whether `char` shows nothing by itself: format and control characters, marks that combine, blank letters."""
    return char not in "\n\r\t" and (char in _BLANK_LETTERS or unicodedata.category(char) in _UNSEEN)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`, whose character i is what character at[i] of the original looks like."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) stand in the original; not empty if they are not."""
        return self.at[start], self.at[end - 1] + 1

    def kept(self, keep: list[bool]) -> "Folded":
        """Only the characters that `keep` says."""
        places = [place for place, kept in enumerate(keep) if kept]
        return Folded("".join(self.text[place] for place in places), tuple(self.at[place] for place in places))

    def put(self, text: str) -> "Folded":
        """`text`, of the same length, in place of the words."""
        return Folded(text, self.at)


def as_written(text: str) -> Folded:
    """`text` unfolded."""
    return Folded(text, tuple(range(len(text))))


def visible(text: Folded) -> Folded:
    """Without the characters that show nothing."""
    unseen = {char for char in set(text.text) if not _ordinary(char) and is_invisible(char)}
    return text.kept([char not in unseen for char in text.text]) if unseen else text


def _ordinary(char: str) -> bool:
    return " " <= char <= "~" or "\u4e00" <= char <= "\u9fff" or char in "，。、；：“”（）\n"


def plain(text: Folded) -> Folded:
    """With every sign in its plain print: ５ and 𝟓 and ⑤ and ٥ as 5, ⼆ and 弍 as 二. Punctuation stays as it is."""
    odd = {char: _plain_sign(char) for char in set(text.text) if not _ordinary(char)}
    turned = {char: sign for char, sign in odd.items() if sign != char}
    if not turned:
        return text.put(text.text.translate(_PLAIN_HAN))
    signs = [turned.get(char, char) for char in text.text]
    at = [place for place, sign in zip(text.at, signs, strict=True) for _ in sign]
    return Folded("".join(signs).translate(_PLAIN_HAN), tuple(at))


def _plain_sign(char: str) -> str:
    if char < "\u0080" or "\u3400" <= char <= "\u9fff" or unicodedata.category(char)[0] in "PZ":
        return char
    sign = unicodedata.normalize("NFKC", char)
    if any(one.isdigit() and not one.isascii() for one in sign) or (sign == char and _number(char) is not None):
        value = _number(char)
        return str(int(value)) if value is not None and 0 <= value <= 9 and value == int(value) else "9"
    return sign


def _number(char: str) -> float | None:
    return unicodedata.numeric(char, None)


def small(text: str) -> str:
    """`text` with bankers' numerals (壹贰叁) in plain ones, where they are not part of a word."""
    if not any(char in text for char in "壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟"):
        return text
    words = {match.start() for match in _IN_WORDS.finditer(text)}
    return "".join(char if at in words else char.translate(_CAPITALS) for at, char in enumerate(text))


_LATIN = re.compile(r"[A-Za-zÀ-ɏĀ-ž]")
_ALLOWED = frozenset("○●◎■□◆◇▲△★☆▪►→←↑↓℃℉㎡㎥㎏㎜㎝㎞°№®©™αβγδμΩ〇＋＝＜＞～｜＊∶±×÷≥≤≈￥￡€\u3007\ufffc")


def strange(text: str) -> list[int]:
    """The places of characters that a Chinese official text does not have: other scripts' letters, pictures, dice."""
    odd = {char for char in set(text) if not _ordinary(char) and _is_strange(char)}
    return [at for at, char in enumerate(text) if char in odd] if odd else []


def _is_strange(char: str) -> bool:
    kind = unicodedata.category(char)
    if char in _ALLOWED or kind[0] in "PZ" or is_invisible(char) or char.isascii():
        return False
    folded = unicodedata.normalize("NFKC", char)
    return not (folded.isascii() or _LATIN.match(char) or "\u3400" <= folded <= "\u9fff")
