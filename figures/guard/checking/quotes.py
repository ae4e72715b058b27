"""Quotations, and names that have a number in them: each must stand in a source, word for word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.gate import first_forbidden
from figures.numerals import is_fixed_phrase, name_spans

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)”|「(?P<corner>[^「」]*)」|『(?P<double>[^『』]*)』|\"(?P<plain>[^\"]*)\"|“(?P<open>[^“”。！？]*)"
)
_SAYS = re.compile(
    r"(?:指出|强调|要求|提出|表示|谈到|写道|明确|认为|所说|说过?|讲话|批示|指示|名言|古语|古人云|常言道?|俗话说?|有言|原话|评价|称赞?)"
    r"[^“”。；]{0,4}$"
)
_LONG = 14
_COUNTS = re.compile(r"[0-9０-９二三四五六七八九十ⅠⅡⅢⅣⅤ]")
_BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Unheld:
    """Characters [start, end) of a line that no source holds: a quotation, or (`named`) a name with a number in it."""

    start: int
    end: int
    named: bool


def unheld(line: str, sources: Sequence[str]) -> Iterator[Unheld]:
    """What of `line` would have to be taken from a source and is in none."""
    plain = [_bare(source) for source in sources]
    for match in _QUOTED.finditer(line):
        group = match.lastgroup
        assert group is not None  # each way to quote has a name
        start, end = match.span(group)
        said = _SAYS.search(line, max(0, match.start() - 14), match.start()) is not None
        if start < end and (said or end - start >= _LONG) and not _held(match[group], plain):
            yield Unheld(start, end, False)
    for start, end in name_spans(line):
        if not _is_common(line[start:end]) and not any(_bare(line[start:end]) in source for source in plain):
            yield Unheld(start, end, True)


def _is_common(name: str) -> bool:
    """Whether a name's numbers count nothing (“一网通办”, “百千万”工程), or everybody knows it (“三农”)."""
    words = name.strip('“”"')
    return is_fixed_phrase(words) or (_COUNTS.search(words) is None and first_forbidden(words) is None)


def _held(quote: str, sources: Sequence[str]) -> bool:
    """Whether one source has the words of `quote`, in order where slots stand between them."""
    parts = [part for part in map(_bare, quote.split("\ufffc")) if part]
    return any(_in_order(parts, source) for source in sources)


def _in_order(parts: Sequence[str], source: str) -> bool:
    at = 0
    for part in parts:
        found = source.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _bare(text: str) -> str:
    """A text without blanks and punctuation, in which two ways to print the same are the same."""
    return _BARE.sub("", unicodedata.normalize("NFKC", text))
