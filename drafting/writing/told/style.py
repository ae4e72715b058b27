"""The house's style, measured: how long its sentences and paragraphs are, how they begin, which verbs it likes.

Counts what stands on the page, and knows nothing of speeches' outlines, of models or of prompts. Told in words without
digits, so that no measure can be mistaken for a figure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import rjieba

from prompts.masking import masked


@dataclass(frozen=True, slots=True)
class Prose:
    """One place of a text: its paragraphs as they read, each with the length of its lead sentence (0: none)."""

    paragraphs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Style:
    """What is measured. Lengths are medians in characters; `led` is the share of paragraphs with a lead sentence;
    `fours` how many four-character phrases stand side by side in a thousand characters; `verbs` those that open clauses
    most often; `openings` and `closings` how places begin and end, numbers masked."""

    places: int
    place: float
    paragraph: float
    sentence: float
    clause: float
    sentences: float
    led: float
    lead: float
    fours: float
    verbs: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]


_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")
_CLAUSE = re.compile(r"[^，、；：。！？\n]+")
_HAN = re.compile(r"[一-鿿]")
_MOST_VERBS = 12
_SHOWN = 3
_LONGEST_SHOWN = 40


def measure(places: Iterable[Prose]) -> Style:
    """The style of `places`; of none at all every measure is 0."""
    told = [place for place in places if any(text.strip() for text, _ in place.paragraphs)]
    paragraphs = [(text, lead) for place in told for text, lead in place.paragraphs if text.strip()]
    sentences = [sentence for text, _ in paragraphs for sentence in sentences_of(text)]
    clauses = [clause for sentence in sentences for clause in _CLAUSE.findall(sentence)]
    characters = sum(len(text) for text, _ in paragraphs)
    return Style(
        places=len(told),
        place=_median(sum(len(text) for text, _ in place.paragraphs) for place in told),
        paragraph=_median(len(text) for text, _ in paragraphs),
        sentence=_median(map(len, sentences)),
        clause=_median(map(len, clauses)),
        sentences=_median(len(sentences_of(text)) for text, _ in paragraphs),
        led=sum(lead > 0 for _, lead in paragraphs) / len(paragraphs) if paragraphs else 0.0,
        lead=_median(lead for _, lead in paragraphs if lead),
        fours=1000 * sum(len(run) for sentence in sentences for run in parallels(sentence)) / max(characters, 1),
        verbs=tuple(_verbs(clauses)),
        openings=tuple(_shown(place.paragraphs[0][0] for place in told)),
        closings=tuple(_shown(sentences_of(place.paragraphs[-1][0])[-1] for place in told)),
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def parallels(sentence: str) -> Iterator[list[str]]:
    """The runs of two or more clauses that have four characters each: 稳住存量、扩大增量."""
    clauses = _CLAUSE.findall(sentence)
    for four, run in groupby(clauses, key=lambda clause: len(clause) == 4 and len(_HAN.findall(clause)) == 4):
        members = list(run)
        if four and len(members) > 1:
            yield members


def _median(lengths: Iterable[int]) -> float:
    told = list(lengths)
    return float(median(told)) if told else 0.0


def _verbs(clauses: Iterable[str]) -> list[str]:
    """The verbs of two characters that open clauses most often, in order."""
    counted: Counter[str] = Counter()
    for clause in clauses:
        word, kind = next(iter(rjieba.tag(clause.removeprefix("要"))), ("", ""))
        if kind == "v" and len(word) == 2:
            counted[word] += 1
    return [verb for verb, count in counted.most_common(_MOST_VERBS) if count > 1]


def _shown(texts: Iterable[str]) -> list[str]:
    """A few first sentences, the shortest ones, numbers masked."""
    firsts = (sentences_of(text)[0] for text in texts if sentences_of(text))
    fit = {masked(first) for first in firsts if 6 <= len(first) <= _LONGEST_SHOWN}
    return sorted(sorted(fit, key=lambda first: (first.count("＊"), len(first)))[:_SHOWN])


def in_words(style: Style) -> str:
    """The style told to a writer, a fact a line, without digits."""
    if not style.places:
        return "（没有可供参考的往年讲话）"
    lines = [
        f"全处{_about(style.place)}字上下，每段{_about(style.paragraph)}字上下，一段多为{_few(style.sentences)}句，"
        f"一句{_about(style.sentence)}字上下，句中常以逗号、顿号断成短语。",
        _leads(style),
        "常用成对的四字短语。" if style.fours >= 6 else "四字短语用得不多。",
    ]
    for name, told in (("开头常用动词", style.verbs), ("起句如", style.openings), ("收句如", style.closings)):
        if told:
            lines.append(f"{name}：{'／'.join(told)}")
    return "\n".join(lines)


def _leads(style: Style) -> str:
    if style.led < 0.2:
        return "各段一般没有段首句，开门见山。"
    many = "各段都有" if style.led > 0.7 else "部分段落有"
    return f"{many}段首句，{_about(style.lead)}字上下，概括一件事，后面再展开。"


_DIGITS = "零一二三四五六七八九"


def _about(length: float) -> str:
    """A length in words, coarsely: 四十, 一百五十, 六百."""
    step = 10 if length < 100 else 50
    rounded = max(step, round(length / step) * step)
    thousands, rest = divmod(rounded, 1000)
    hundreds, tens = divmod(rest, 100)
    words = f"{_DIGITS[thousands % 10]}千" if thousands else ""
    words += f"{_DIGITS[hundreds]}百" if hundreds else ""
    if not tens:
        return words
    return f"{words}{'' if tens == 10 and not words else _DIGITS[tens // 10]}十"


def _few(count: float) -> str:
    return _DIGITS[min(9, max(1, round(count)))] if round(count) != 2 else "两"


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact on which two texts differ, in Chinese, with both measures."""

    fact: str
    house: float
    draft: float


_FACTS = (
    ("每处字数", "place", 0.4),
    ("每段字数", "paragraph", 0.35),
    ("每句字数", "sentence", 0.3),
    ("每短语字数", "clause", 0.25),
    ("每段句数", "sentences", 0.5),
    ("有段首句的段落占比", "led", 0.3),
    ("段首句字数", "lead", 0.5),
    ("每千字四字短语数", "fours", 0.6),
)


def compare(house: Style, draft: Style) -> tuple[list[Difference], list[Difference]]:
    """The facts on which a draft keeps to the house's style, and those on which it differs from it by more than such
    texts do among themselves."""
    alike: list[Difference] = []
    apart: list[Difference] = []
    for name, field, most in _FACTS:
        one, other = getattr(house, field), getattr(draft, field)
        far = abs(one - other) / max(one, other, 1e-9) if name != "有段首句的段落占比" else abs(one - other)
        (apart if far > most else alike).append(Difference(name, one, other))
    shared = share_of_verbs(house.verbs, draft.verbs)
    (alike if shared >= 0.3 else apart).append(Difference("常用动词相同的占比", 1.0, shared))
    return alike, apart


def share_of_verbs(house: Sequence[str], draft: Sequence[str]) -> float:
    """How many of a draft's usual verbs are the house's."""
    return len(set(house) & set(draft)) / len(draft) if draft else 0.0
