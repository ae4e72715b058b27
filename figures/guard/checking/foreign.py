"""What is no Chinese prose: English, other scripts' letters, links and tables. Told by where it stands in a line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from figures.folding import strange
from figures.guard.findings import FindingKind

_WORDS = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.&/-]*(?:[ ,;:]+[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.&/-]*)*")
_LINK = re.compile(
    r"(?:https?|ftp)\s*[:：]\s*//[^\s，。；）)]+|www\.[^\s，。；）)]+|[A-Za-z]+\.(?:com|cn|gov|org|net)[^\s，。；）)]*"
)
# Short forms that a Chinese text writes in Latin letters; longer ones have to come from a source.
_SHORT = re.compile(r"[A-Z]{1,6}|REITs|WiFi|Wi-Fi|App|APP|e|B-B|C-C")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_SHORT_FORMS = frozenset(("IC", "VC", "CC", "CV", "CI", "IX", "LC", "XL"))
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Foreign:
    """Characters [start, end) of a line that are no Chinese prose, what is the matter and what to write instead."""

    start: int
    end: int
    kind: FindingKind
    why: str
    mend: str


def foreign(line: str, known: Collection[str]) -> Iterator[Foreign]:
    """The stretches of `line` that are no Chinese prose; words that stand in one of the texts `known` may stay."""
    letters = sum(char.isascii() and char.isalpha() for char in line)
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in line)
    if letters > 12 and letters * _MOSTLY > chinese:
        yield Foreign(0, len(line), FindingKind.LANGUAGE, "这一段不是中文", "请用中文重写这一段。")
        return
    for match in _LINK.finditer(line):
        yield Foreign(match.start(), match.end(), FindingKind.MARKUP, "文中有网址", "请去掉网址。")
    for at in strange(line):
        yield Foreign(at, at + 1, FindingKind.LANGUAGE, "文中有公文不用的字符", "请去掉或改用汉字。")
    for match in _WORDS.finditer(line):
        words = match[0].rstrip(" ,;:.'’-")
        if not _may_stay(words, known):
            end = match.start() + len(words)
            yield Foreign(match.start(), end, FindingKind.LANGUAGE, "文中有外文", "请改写成中文。")


def _may_stay(words: str, known: Collection[str]) -> bool:
    if any(words in text for text in known):
        return True
    if _ROMAN.fullmatch(words) and words not in _SHORT_FORMS:
        return False
    return _SHORT.fullmatch(words) is not None
