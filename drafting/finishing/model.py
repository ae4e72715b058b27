"""What the last mile tells of a draft: budgets and lengths, sentences said before, embargoes, entries, open concerns.

Values only.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Span
from drafting.finishing.lengths import Length
from drafting.model import Entry
from errors import InputError
from figures.figure import Figure

USUAL_SPEED = 220
SLOWEST, FASTEST = 120, 360
"""Syllables a minute, pauses included: a speech is usually read at 200 to 240."""
_MOST = 500_000
"""More than any speech, in whatever unit."""


class Unit(StrEnum):
    """What a budget counts: characters as Word does, or seconds of reading aloud."""

    CHARACTERS = "characters"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a draft may take: `amount` in `unit` (None: no budget), read aloud at `speed` syllables a minute; `own` are
    the sections that have a share of their own, by key. Raises `InputError` for what no speech can have."""

    amount: int | None = None
    unit: Unit = Unit.CHARACTERS
    speed: int = USUAL_SPEED
    own: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not SLOWEST <= self.speed <= FASTEST:
            raise InputError(f"语速应在每分钟 {SLOWEST}—{FASTEST} 字之间，现为 {self.speed}，请改正。")
        if self.amount is not None and not 0 < self.amount <= _MOST:
            raise InputError("全文的篇幅应大于零，且不超过常人能讲完的长度，请改正。")
        if any(share < 0 for _, share in self.own):
            raise InputError("一节的篇幅不能是负数，请改正。")

    def measure(self, length: Length) -> int:
        """`length` in what the budget counts."""
        return length.characters if self.unit is Unit.CHARACTERS else length.seconds(self.speed)


class Level(StrEnum):
    """What a measured place is of the speech."""

    WHOLE = "whole"
    PART = "part"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Measured:
    """A place of a draft and how long it is: the whole, a part by the key of the part, or a section by its own.

    `takes` and `budget` are what it takes and may take in the unit of the draft's budget (`budget` None: none is set);
    `own` says that a person gave it that share.
    """

    level: Level
    title: str
    key: int | None
    length: Length
    takes: int
    budget: int | None = None
    own: bool = False

    @property
    def over(self) -> int:
        """How much more it takes than it may; below zero what it leaves."""
        return 0 if self.budget is None else self.takes - self.budget


class Grade(StrEnum):
    """How a sentence stands to the one most like it in the earlier speech."""

    SAME = "same"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    NEW = "new"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"same": "逐字相同", "renumbered": "只换了数", "reworded": "改写", "new": "新写"}[self.value]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A sentence of the earlier speech, characters `span` of its document."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of a draft: the key of its section, how it reads, its `characters` as Word counts them, and the
    sentence most like it (None: none is); `likeness` from 0 to 1."""

    key: int
    text: str
    characters: int
    grade: Grade
    likeness: float = 0.0
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class ReuseReport:
    """The sentences of a draft beside those of the stored speech `document`, called `name`."""

    document: int
    name: str
    sentences: tuple[Judged, ...]

    def of(self, key: int) -> "ReuseReport":
        """The part of the report that tells of one section."""
        return ReuseReport(self.document, self.name, tuple(one for one in self.sentences if one.key == key))

    def count(self, grade: Grade) -> int:
        """How many sentences are of `grade`."""
        return sum(sentence.grade is grade for sentence in self.sentences)

    def share(self, *grades: Grade) -> float:
        """The part of the characters, from 0 to 1, that stand in sentences of these grades."""
        whole = sum(sentence.characters for sentence in self.sentences)
        told = sum(sentence.characters for sentence in self.sentences if sentence.grade in grades)
        return told / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that a draft tells and that may not be published before its `embargo`: how it stands in the text, as
    often as it does, and the keys of the sections that tell it (`FRONT`: the title)."""

    figure: Figure
    texts: tuple[str, ...]
    sections: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """What a person is told of it."""
        ref, day = self.figure.ref, self.figure.embargo
        until = f"{day.year}年{day.month}月{day.day}日" if day else ""
        words = "、".join(dict.fromkeys(self.texts))
        return f"{ref.indicator}{ref.measure.label}“{words}”：{until}前不得公开（{self.figure.source.label}）"


@dataclass(frozen=True, slots=True)
class Concerns:
    """What still stands open in a draft, counted; a person has to know it before the draft is frozen."""

    open: int = 0
    waiting: int = 0
    changed: int = 0
    withheld: int = 0
    marks: int = 0
    suggestions: int = 0

    def __bool__(self) -> bool:
        return bool(self.lines())

    def lines(self) -> list[str]:
        """Each concern in a few words."""
        told = (
            (self.open, "处数字待核，定稿后仍显示为 *"),
            (self.waiting, "条填报待复核，定稿后仍显示为 *"),
            (self.changed, "处数据变化还没有人看过"),
            (self.withheld, "个数据未到公开日"),
            (self.marks, "处文字标着须人工过目"),
            (self.suggestions, "条返回意见还没有处理"),
        )
        return [f"{count} {what}" for count, what in told if count]


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An attested entry and the key of the section that holds it (None: it stands in the draft no more)."""

    entry: Entry
    section: int | None
