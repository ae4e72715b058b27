"""Reports of places that do not exist, any number of them, for measuring an archive of any size.

Their sentences are random walks over the words of the bundled sample, with words strewn in that stand in few documents,
as the names of projects and companies do. The same seed writes the same reports.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from corpus.readers import read_document
from desk import SAMPLE, Incoming
from retrieval.words import Words

PARTS = ("过去工作回顾", "今年总体要求", "今年主要任务", "政府自身建设")
_ENDS = "。"
_RARE = 0.06  # of the words
_NAMES = "岚江云峤青沐临澄望溪平渚长汀锦屿白泷"
_NUMERALS = "一二三四五六七八九十"


class Reports:
    """Writes reports of `paragraphs` paragraphs each, about 130 characters a paragraph."""

    def __init__(self, paragraphs: int, seed: int = 2026):
        self._paragraphs = paragraphs
        self._random = Random(seed)
        self._next: dict[str, list[str]] = defaultdict(list)
        words = Words()
        for path in sorted(SAMPLE.glob("*.docx")):
            for line in read_document(path.name, path.read_bytes()).text.splitlines():
                walk = words.cut(line)
                for one, other in pairwise(walk):
                    self._next[one].append(other)
        self._words = sorted(self._next)
        # As in a language: a word's place in the list and how often it stands fall together.
        self._rare = ["".join(self._random.choices("".join(self._words), k=3)) for _ in range(20_000)]

    def files(self, count: int) -> Iterator[Incoming]:
        """`count` reports, of as few places and as many years as that takes."""
        for at in range(count):
            yield self.file(at)

    def file(self, at: int) -> Incoming:
        """The report number `at`."""
        place, year = self.place(at), 2000 + at % 26
        lines = [f"{place}{year}年政府工作报告", "各位代表："]
        each = self._paragraphs // len(PARTS)
        for number, part in zip(_NUMERALS, PARTS, strict=False):
            lines.append(f"{number}、{part}")
            for section in range(each // 10 + 1):
                lines.append(f"（{_NUMERALS[section % 10]}）{self._sentence(3)[:14]}")
                lines += [self._paragraph() for _ in range(min(10, each - 10 * section))]
        return Incoming(f"{place}_{year}.txt", "\n".join(lines).encode())

    @staticmethod
    def place(at: int) -> str:
        """The city that report number `at` is of."""
        first, second = divmod(at // 26, len(_NAMES))
        return f"{_NAMES[second]}{_NAMES[(second + first + 1) % len(_NAMES)]}市"

    def question(self) -> str:
        """A few words such as a person might ask about."""
        walk = self._sentence(6)
        return f"{walk}怎么安排？"

    def _paragraph(self) -> str:
        said = [self._sentence(self._random.randint(6, 16)) for _ in range(self._random.randint(3, 7))]
        figure = f"增长{self._random.uniform(1, 12):.1f}%"
        return "，".join((*said, figure)) + _ENDS

    def _sentence(self, length: int) -> str:
        word = self._random.choice(self._words)
        walk = []
        for _ in range(length):
            rare = self._random.random() < _RARE
            walk.append(self._rare[int(self._random.paretovariate(0.6)) % len(self._rare)] if rare else word)
            word = self._random.choice(self._next.get(word) or self._words)
        return "".join(walk)
