"""Words: a Chinese text cut for a lexical index, the names of indicators whole. Knows nothing of what is kept."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rjieba import Jieba

_SAID = re.compile(r"[\w%‰.+]*\w[\w%‰.+]*")
_FOLDING = 2  # goes up whenever the same words would be folded or left out otherwise
# Function words of one character, which stand in every paragraph and tell none from another.
_IDLE = frozenset("的了和与及在是对为把将从到等以上中下个要也都并或被让向由于其这那有一不着之")


class Words:
    """Cuts texts with jieba's dictionary and the names given to it.

    A long word is told together with the shorter ones in it, so that a question for the one finds the other. Widths and
    letter case are folded. `recipe` changes whenever the same text would be cut otherwise.
    """

    def __init__(self, names: Iterable[str] = ()):
        self._names = tuple(sorted({name for name in map(_folded, names) if len(name) > 1}))

    @cached_property
    def recipe(self) -> str:
        """How it cuts: the version of the dictionary's package and, where names were given, a digest of them."""
        from importlib.metadata import version

        names = f"-{hashlib.sha256(' '.join(self._names).encode()).hexdigest()[:12]}" if self._names else ""
        return f"rjieba-{version('rjieba')}-{_FOLDING}{names}"

    @cached_property
    def _jieba(self) -> "Jieba":
        # Imported when first asked: the dictionary takes a third of a second, which no other command need pay.
        from rjieba import Jieba

        cutter = Jieba()
        for name in self._names:
            cutter.add_word(name, None, None)
        return cutter

    def cut(self, text: str) -> list[str]:
        """The words of `text` in order, idle ones and marks left out."""
        return [
            word for word in self._jieba.cut_for_search(_folded(text)) if word not in _IDLE and _SAID.fullmatch(word)
        ]


def _folded(text: str) -> str:
    """`text` in one width and letter case, with the words that official prose has in a long and a short form in the
    short one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.replace("规模以上", "规上").replace("限额以上", "限上")
