"""Texts made fit to be shown to a model: each number masked, in whatever script it is written.

What leaves here holds no number but those in names (5G, PM2.5, 500万元以上 as the slot that names it).
"""

import re

from figures.gate import find_forbidden
from figures.slots import TermSlot

MASK = "＊"
# Fixed wording lets numbering pass, which here has no business either; names such as 5G and PM2.5 stay.
_LEFT_OVER = re.compile(r"(?<![A-Za-z0-9０-９.．])[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?![A-Za-z0-9０-９])|[*＊]+")
_GROWN_ON = re.compile(r"[十百千万亿]*[元人户吨亩岁]?(?:以上|以下|以内)?")  # a unit that a number brings along
_BRACES = str.maketrans("{}", "｛｝")


def masked(text: str) -> str:
    """`text` with each number, in whatever script, as one mask; its braces can open no slot."""
    words, at = "", 0
    for found in find_forbidden(text):
        if found.start < at:
            continue
        words += text[at : found.start] + MASK
        at = found.end
    return _LEFT_OVER.sub(MASK, words + text[at:]).translate(_BRACES)


def named(indicator: str) -> str:
    """An indicator's name as a writer has to write it: a number in it (500万元以上) as the slot that names it."""
    words, at = "", 0
    for found in find_forbidden(indicator):
        if found.start >= at:
            grown = _GROWN_ON.match(indicator, found.end)
            end = grown.end() if grown else found.end
            words += indicator[at : found.start] + str(TermSlot(indicator[found.start : end]))
            at = end
    return words + indicator[at:]
