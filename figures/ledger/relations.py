"""Targets told without a number: 居民收入增长与经济增长同步, 增速高于全国平均水平, 保持正增长."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from figures.finder import Finder

_GROWTH = r"(?:国民)?经济(?:增长|增速|发展)?(?:速度)?|(?:地区)?生产总值(?:增长|增速)?|GDP(?:增长|增速)?"
_RELATION = re.compile(
    rf"(?:[与和同](?:{_GROWTH})(?:保持)?(?:基本)?同步(?:增长)?"
    rf"|(?:高于|快于|不低于|好于|超过)(?:全国|全省|全区)?(?:[^，；。、0-9]{{0,8}}?)(?:平均水平|平均增速|平均|水平|增速|增幅|增长|速度)"
    rf"|(?:高于|快于|不低于)(?:{_GROWTH}|全国|全省)|(?:保持|实现)?正增长)"
    r"(?![^，；。、]{0,3}[0-9０-９])"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """The wording at `span` that sets the growth of `indicator` against something."""

    indicator: str
    span: Span
    words: str


def relations_in(finder: Finder, text: str, sentence: Span) -> Iterator[Relation]:
    """Every such wording of a sentence whose clause names a known indicator."""
    start = sentence.start
    for piece in re.finditer(r"[^，；。：]+", text[sentence.start : sentence.end]):
        start = sentence.start + piece.start()
        found = _RELATION.search(piece[0])
        if found is None:
            continue
        named = list(finder.mentions(piece[0][: found.start()]))
        if named:
            span = Span(start + found.start(), start + found.end())
            yield Relation(named[-1].indicator.name, span, found[0])
