"""What a question asks, as values. Knows no words of any language."""

from dataclasses import dataclass
from enum import StrEnum

from figures.measure import Measure


class Sort(StrEnum):
    """What sort of answer is wanted: one quantity, a target held against what came of it, quantities side by side, the
    places that speak of a topic, the regions that do, or who answers for a task."""

    QUANTITY = "quantity"
    VERDICT = "verdict"
    COMPARISON = "comparison"
    TOPIC = "topic"
    SURVEY = "survey"
    RESPONSIBLE = "responsible"


class Role(StrEnum):
    """Whether what was aimed at or what came about is asked for."""

    TARGET = "target"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing whose quantity is asked for.

    `words` are those of the question; `names` the catalogue's indicators they may mean, the likeliest first, empty
    where the catalogue knows none; `measures` the ways of telling it that would answer, empty for any.
    """

    words: str
    names: tuple[str, ...] = ()
    measures: frozenset[Measure] = frozenset()

    @property
    def label(self) -> str:
        """What an answer calls it."""
        return self.names[0] if self.names else self.words


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read.

    `regions` are canonical names, empty where none is named; `years` the years asked about, `reports` the years of the
    documents it wants to hear, where it says so; `all_years` asks for every year there is, `together` for
    what is told of several years as one (年均, 累计), by the first and the last of them; `months` are the first and
    last of the part of a year meant. `role` is None where the question does not tell. `topic` are the words left when
    places, times and ways of asking are taken off. `ahead` tells whether plans (True) or what was done (False) is asked
    for; `follows` that it leans on the one before; `top` that the highest (True) or lowest (False) is wanted.
    """

    text: str
    sort: Sort
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    all_years: bool = False
    together: tuple[int, int] | None = None
    months: tuple[int, int] = (1, 12)
    role: Role | None = None
    asked: tuple[Asked, ...] = ()
    topic: str = ""
    ahead: bool | None = None
    follows: bool = False
    top: bool | None = None
