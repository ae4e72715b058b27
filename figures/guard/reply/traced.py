"""A text that remembers where each of its characters stood in the reply it was made of."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Traced:
    """`text`, whose character i was made of characters [starts[i], ends[i]) of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Traced":
        """`text` as it is."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) came from; for none, the place between its neighbours."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def edited(self, edits: Iterable[Edit]) -> "Traced":
        """With each span of `edits` replaced by its words; the spans come in order and do not overlap."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []

        def keep(start: int, end: int) -> None:
            text.append(self.text[start:end])
            starts.extend(self.starts[start:end])
            ends.extend(self.ends[start:end])

        at = 0
        for start, end, words in edits:
            keep(at, start)
            origin = self.span(start, end)
            text.append(words)
            starts.extend([origin[0]] * len(words))
            ends.extend([origin[1]] * len(words))
            at = end
        keep(at, len(self.text))
        return Traced("".join(text), tuple(starts), tuple(ends)) if at else self

    def each(self, pattern: re.Pattern[str], edits: Callable[[re.Match[str]], Iterator[Edit]]) -> "Traced":
        """With the edits made that each match of `pattern` asks for."""
        return self.edited(edit for match in pattern.finditer(self.text) for edit in edits(match))

    def without(self, pattern: re.Pattern[str], words: str = "") -> "Traced":
        """With each match of `pattern` replaced by `words`."""
        return self.each(pattern, lambda match: iter([(match.start(), match.end(), words)]))

    def part(self, start: int, end: int) -> "Traced":
        """Characters [start, end) of it."""
        return Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])
