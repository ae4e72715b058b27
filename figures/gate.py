"""The gate: what `Text` refuses. Every numeral that can be read (`figures.numerals`), and what only a reader's eye
would take for one.

Knows nothing of units' conversion, indicators or slots.
"""

import unicodedata
from collections.abc import Iterator

from figures.numerals import Numeral, find_numerals

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_invisible(char: str) -> bool:
    """Whether `char` shows nothing by itself: format and control characters, marks that combine, blank letters."""
    return char not in "\n\r\t" and (
        char in _BLANK_LETTERS or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me", "Co", "Cs", "Cn")
    )


def find_forbidden(text: str) -> Iterator[Numeral]:
    """Everything of `text` that may stand on a page only through a slot, in order."""
    return find_numerals(text)
