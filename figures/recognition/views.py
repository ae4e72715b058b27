"""Views: which stretches of a text look ahead and which look back, as its headings announce."""

import re
from dataclasses import dataclass

from figures.recognition import cues


@dataclass(frozen=True, slots=True)
class View:
    """Characters [start, end) of a text that speak of what is to come (`ahead`) or of what was."""

    start: int
    end: int
    ahead: bool


_HEADING = re.compile(r"^[ 　\u2002\u2003]*(?:#+ *)?[一二三四五六七八九十]+、[^\n]{2,60}$", re.MULTILINE)
# The sentence in which a report turns from what was to what is to be.
_TURN = re.compile(
    r"(?:今年|明年|全[省市区县]|我[省市区]|发展|经济|^[ 　\u2002\u2003]*)[^。；\n]{0,16}?(?:主要)?(?:预期|奋斗)目标"
    r"(?:建议|初步|确定|设定|安排)?[是为：:]",
    re.MULTILINE,
)


def views_of(text: str) -> list[View]:
    """The parts of a speech, looking ahead or back by what their headings announce; what no heading tells of looks
    ahead once the aims were told, back before. None for a text without parts and aims."""
    heads = [(match.start(), match[0]) for match in _HEADING.finditer(text)]
    ends = [*(start for start, _ in heads), len(text)][1:]
    told = [
        View(start, end, bool(cues.FORWARD_PART.search(line)) and not cues.REVIEW_PART.search(line))
        for (start, line), end in zip(heads, ends, strict=True)
        if (cues.FORWARD_PART.search(line) or cues.REVIEW_PART.search(line)) and not cues.BOTH_PARTS.search(line)
    ]
    turn = _TURN.search(text)
    ahead = min([view.start for view in told if view.ahead] + ([turn.start()] if turn else []), default=None)
    if ahead is None:
        return told
    back = [View(0, ahead, False)] if turn else []
    return [*told, *back, View(ahead, len(text), True)]


_BULLETIN = re.compile(r"((?:19|20)[0-9]{2})年[^\n]{0,24}(?:统计公报|统计快报)")


def year_of_bulletin(text: str) -> int | None:
    """The year that a statistical bulletin tells of, by its title; None for any other text."""
    found = _BULLETIN.search(text[:300])
    return int(found[1]) if found else None
