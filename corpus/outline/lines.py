"""A text cut into lines and sentences, as spans. Knows punctuation, not outlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Layout, Span

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\u0085\u2028\u2029]")
_BLANKS = "".join(map(chr, (0x09, 0x1F, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF)))
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something, without the blanks and the markup around it.

    `level` is what the layout makes of it (0 title, 1… heading, None plain), `gap` that an empty line stands before it,
    `bold` the end of the bold words it begins with (its own start where it begins with none).
    """

    span: Span
    words: str
    level: int | None
    gap: bool
    bold: int


def split_lines(text: str, layout: Layout) -> list[Line]:
    """Every line of `text` that is not blank, in order."""
    headings = {span.start: (span, level) for span, level in layout.headings}
    bold = {span.start: span.end for span in layout.bold}
    starts = sorted({*headings, *bold})
    found: list[Line] = []
    gap = False
    at = 0
    for start, end in _raw_lines(text):
        stripped = text[start:end].strip(_BLANKS)
        if not stripped:
            gap = True
            continue
        if found and start < found[-1].span.end:
            # A heading that Word breaks over two lines is one line here.
            continue
        first = start + text[start:end].index(stripped[0])
        last = first + len(stripped)
        while at < len(starts) and starts[at] < first:
            at += 1
        marked = starts[at] if at < len(starts) and starts[at] < last else None
        span, level = Span(first, last), None
        if marked is not None and marked in headings and marked - first <= 8:
            span, level = headings[marked]
        elif marked is not None and marked in bold and not text[first:marked].strip("*_ "):
            span = Span(marked, last)
        found.append(Line(span, span.of(text), level, gap, bold.get(span.start, span.start)))
        gap = False
    return found


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _BREAK.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of `span` with their end marks; what follows the last mark is a sentence too."""
    found = []
    start = span.start
    for mark in _SENTENCE_END.finditer(text, span.start, span.end):
        found.append(trimmed(text, Span(start, mark.end())))
        start = mark.end()
    rest = trimmed(text, Span(start, span.end))
    if rest.start < rest.end:
        found.append(rest)
    return [sentence for sentence in found if sentence.start < sentence.end]


def trimmed(text: str, span: Span) -> Span:
    """`span` without the blanks at either end."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(_BLANKS))
    right = len(words.rstrip(_BLANKS))
    return Span(span.start + left, span.start + right) if left < right else Span(span.start, span.start)
