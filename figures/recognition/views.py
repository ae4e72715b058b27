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


def views_of(text: str) -> list[View]:
    """The parts of a speech, looking ahead or back by what their headings announce; none for a text without parts."""
    heading = re.compile(r"^[ 　]*(?:#+ *)?[一二三四五六七八九十]+、[^\n]{2,60}$", re.MULTILINE)
    heads = [(match.start(), match[0]) for match in heading.finditer(text)]
    ends = [*(start for start, _ in heads), len(text)][1:]
    return [
        View(start, end, bool(cues.FORWARD_PART.search(line)) and not cues.REVIEW_PART.search(line))
        for (start, line), end in zip(heads, ends, strict=True)
        if cues.FORWARD_PART.search(line) or cues.REVIEW_PART.search(line)
    ]
