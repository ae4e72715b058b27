"""Targets told without a number: 居民收入增长与经济增长同步, 增速高于全国平均水平, 保持正增长."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from figures.finder import Finder
from figures.measure import Measure
from figures.recognition.naming.subjects import subject_of

_ECONOMY = r"(?:国民)?经济(?:增长|增速|发展)?(?:速度)?|(?:地区)?生产总值(?:增长|增速)?|GDP(?:增长|增速)?"
_RELATION = re.compile(
    rf"(?:[与和同](?:{_ECONOMY})(?:保持)?(?:基本)?同步(?:增长)?"
    r"|(?:高于|快于|不低于|好于|超过)(?:全国|全省|全区)?(?:[^，；。、0-9]{0,8}?)"
    r"(?:平均水平|平均增速|平均|水平|增速|增幅|增长|速度)"
    rf"|(?:高于|快于|不低于)(?:{_ECONOMY}|全国|全省)|(?:保持|实现)?正增长)"
    r"(?![^，；。、]{0,3}[0-9０-９])"
)
_OF_GROWTH = re.compile(r"同步|增长|增速|增幅|速度|快于")
_GROWTH = re.compile(r"(?:的?(?:增长|增速|增幅|涨幅|速度)|持续|继续|保持|力争|争取|总体|均|都|要)+$")


@dataclass(frozen=True, slots=True)
class Relation:
    """The wording at `span` that sets `indicator`, its growth or its level, against something."""

    indicator: str
    measure: Measure
    span: Span
    words: str


def relations_in(finder: Finder, text: str, sentence: Span) -> Iterator[Relation]:
    """Every such wording of a sentence whose clause names a known indicator right before it; one that names none goes
    on about the one before (高于全国平均水平、高于城镇居民收入增速)."""
    for clause in re.finditer(r"[^，；。：]+", text[sentence.start : sentence.end]):
        subject: tuple[str, Measure] | None = None
        left = 0
        for found in _RELATION.finditer(clause[0]):
            said = clause[0][left : found.start()].strip("、")
            subject = _subject(finder, said, found[0]) if said else subject
            left = found.end()
            if subject is not None:
                at = sentence.start + clause.start()
                yield Relation(*subject, Span(at + found.start(), at + found.end()), found[0])


def _subject(finder: Finder, said: str, words: str) -> tuple[str, Measure] | None:
    """What is named at the very end of `said`, and in which way it is meant."""
    bare = _GROWTH.sub("", said.rpartition("、")[2] or said)
    grows = bare != said or _OF_GROWTH.search(words) is not None
    found = subject_of(finder, bare, bare, strict=True)
    return None if found is None else (found.name, Measure.YOY if grows else Measure.VALUE)
