"""What people say and how official prose puts it: words that speak of one thing."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("everyday_words.toml")
LIKE = 0.7
"""What another word for the same counts beside the word itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic with other words that speak of the same."""

    word: str
    others: tuple[str, ...] = ()

    def found_in(self, text: str) -> float:
        """1 where the word stands in `text`, less where another for it does, 0 where none does."""
        if self.word in text:
            return 1.0
        return LIKE if any(other in text for other in self.others) else 0.0

    def present(self, text: str) -> "Term | None":
        """This term with those of its words alone that stand in `text`; None where none does."""
        others = tuple(other for other in self.others if other in text)
        if self.word not in text and not others:
            return None
        return Term(self.word, others)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Every word with those that speak of the same."""
    found: dict[str, dict[str, None]] = {}
    for group in tomllib.loads(_FILE.read_text("utf-8"))["groups"]:
        for word in group:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in found.items()}


def terms_of(topic: str, words: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a topic, cut into `words`: these, and what of the known words stands in it."""
    groups = _groups()
    spoken = [word for word in groups if word in topic]
    chosen = [word for word in spoken if not any(word != other and word in other for other in spoken)]
    kept = [word for word in dict.fromkeys(words) if not any(word in known for known in chosen)]
    return tuple(Term(word, groups.get(word, ())) for word in (*chosen, *kept))
