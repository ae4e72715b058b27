"""Tells headings from paragraphs: 第一部分, 一、, （一）, 一是 on a line of its own, and headings without a number.

Looks at single lines and at the order of their numbers; puts nothing together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from corpus.model import Span
from corpus.outline.lines import Line, sentences, trimmed

LONGEST = 60
_CHAPTER = re.compile(r"(第[一二三四五六七八九十]+部分)[、：:，,\s]*")
_COMMA = re.compile(r"([一二三四五六七八九十]{1,3})[、．.]\s*")
_BRACKET = re.compile(r"([（(][一二三四五六七八九十]{1,3}[）)])[、.．]?\s*")
_ITEM = re.compile(r"([一二三四五六七八九十]{1,2}是)[，：]?")
_TWO_DIGITS = re.compile(r"(0[1-9]|[1-9]\d)[、.\s]*(?=[\u4e00-\u9fff])")
_NO_HEADING_END = ("，", "；", "、", ",", ";")
_FULL_STOPS = "。！？!?：:"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


class Kind(IntEnum):
    """What a line may be, by the form of its number."""

    CHAPTER = 1
    COMMA = 2
    BRACKET = 3
    ITEM = 4
    TWO_DIGITS = 5
    PLAIN = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading. `rest` is what follows the heading on its line (empty: the line is the heading
    alone); `value` is its number as a number, 0 where it has none; `firm` that nothing but a heading looks so."""

    kind: Kind
    line: Line
    number: str
    value: int
    heading: Span
    rest: Span
    firm: bool


def candidate(text: str, line: Line) -> Candidate | None:
    """What `line` would be if it is a numbered heading, or has the layout of one; else None."""
    for kind, form in (
        (Kind.CHAPTER, _CHAPTER),
        (Kind.COMMA, _COMMA),
        (Kind.BRACKET, _BRACKET),
        (Kind.ITEM, _ITEM),
        (Kind.TWO_DIGITS, _TWO_DIGITS),
    ):
        found = form.match(line.words)
        if not found:
            continue
        made = _made(text, line, kind, found[1], found.end())
        if made is None or (kind >= Kind.ITEM and (not made.firm or len(made.heading.of(text)) > 45)):
            continue
        return made
    return _made(text, line, Kind.PLAIN, "", 0) if line.level else None


def unnumbered(text: str, line: Line, following: Line | None) -> Candidate | None:
    """`line` as a heading without a number: short, without a stop, with a real paragraph right after it."""
    words = line.words
    if not 4 <= len(words) <= 40 or following is None or len(following.words) <= 40:
        return None
    if (
        re.search(r"[。！？!?：:；;，,、…>＞％%*]|^[（(【—\-表图注附\d.]+$|^(表|图|注|来源|单位)", words)
        or "\t" in words
    ):
        return None
    if (
        candidate(text, line)
        or not re.match(r"[\u4e00-\u9fff“《\d]", words)
        or len(re.findall(r"[\u4e00-\u9fff]", words)) < 4
    ):
        return None
    return _made(text, line, Kind.PLAIN, "", 0)


def _made(text: str, line: Line, kind: Kind, number: str, skip: int) -> Candidate | None:
    body = trimmed(text, Span(line.span.start + skip, line.span.end))
    parts = sentences(text, body)
    if not parts:
        return None
    first = parts[0]
    rest = trimmed(text, Span(first.end, body.end)) if first.end < body.end else Span(body.end, body.end)
    words = first.of(text).rstrip("*").rstrip(_FULL_STOPS)
    if not words or len(words) > LONGEST or first.of(text).endswith(_NO_HEADING_END):
        return None
    heading = Span(first.start, first.start + len(words))
    firm = line.level is not None or (rest.start == rest.end and first.of(text)[-1] not in _FULL_STOPS)
    return Candidate(kind, line, number, _value(number), heading, rest, firm)


def _value(number: str) -> int:
    """The number that stands in a heading's number: 十二 in （十二） is 12."""
    if number.isdecimal():
        return int(number)
    digits = "".join(character for character in number if character in _DIGITS or character == "十")
    if "十" not in digits:
        return _DIGITS.get(digits, 0)
    tens, _, ones = digits.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def in_order(candidates: Iterable[Candidate], breaks: Iterable[int]) -> list[Candidate]:
    """Those of one kind whose numbers run on: what only looks like a heading, in a list or a sentence, is left out.

    A heading alone on its line is believed in any case; one that runs on into its paragraph, or ends in a stop, only
    where its number follows. Numbers begin anew after every position of `breaks`.
    """
    kept: list[Candidate] = []
    fences = sorted(breaks)
    last, refused, at = 0, 0, 0
    for item in candidates if fences else _like_the_firm(list(candidates)):
        while at < len(fences) and fences[at] < item.line.span.start:
            last, refused, at = 0, 0, at + 1
        follows = item.value in (last + 1, last + 2) and item.value != refused + 1
        restarts = item.value == 1 and (last == 0 or item.kind is not Kind.COMMA)
        if item.firm or follows or restarts:
            kept.append(item)
            last, refused = item.value, 0
        else:
            refused = item.value
    return kept


def _like_the_firm(candidates: list[Candidate]) -> list[Candidate]:
    """Where headings stand alone on their lines, a paragraph with such a number is an item of some list: it is kept
    only to fill a gap among them, or as a short line after the last."""
    firm = {item.value for item in candidates if item.firm}
    if not firm:
        return candidates

    def fits(item: Candidate) -> bool:
        alone = item.rest.start == item.rest.end and item.heading.end - item.heading.start <= 30
        return item.value not in firm and (item.value < max(firm) or alone)

    return [item for item in candidates if item.firm or fits(item)]
