"""A text as recognition reads it: its sentences, and whether it writes its amounts in characters.

Knows stops and tokens only.
"""

from collections.abc import Iterator, Sequence

from figures.grammar.tokens import Shape, Token
from figures.recognition import cues

_LONGEST = 1200
"""Characters a sentence is read at once: each number looks back over all of it, and no sentence that a person wrote is
as long. A longer one (a text without stops) is read in pieces."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`, those too long cut after a clause, else anywhere."""
    for found in cues.SENTENCE.finditer(text):
        start, end = found.span()
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "，、：,")
            cut = cut + 1 if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def in_characters(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a text, as those of old, writes most of its amounts in characters."""
    amounts = [token for token in tokens if token.shape is Shape.QUANTITY and not token.masked]
    written = sum(text[token.start] in "一二两三四五六七八九十百" for token in amounts)
    return len(amounts) > 4 and 2 * written > len(amounts)
