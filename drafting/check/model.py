"""What a check comes to: a verdict on every number, findings on the words around them. Values only."""

from dataclasses import dataclass
from enum import StrEnum

from figures.figure import Figure, FigureKind, FigureRef
from figures.period import Period


class Verdict(StrEnum):
    """What is to be said of a number. An exempt one belongs to a date, a name or fixed wording."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNVERIFIED = "unverified"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"match": "相符", "mismatch": "不符", "unverified": "无从核对", "exempt": "免核"}[self.value]


class FindingKind(StrEnum):
    """What is wrong beyond a single number."""

    DIRECTION = "direction"  # a verb against the sign of the figure behind it
    TWICE = "twice"  # one indicator told with two values
    LIST = "list"  # a 分别 list whose names and values differ in number
    SUM = "sum"  # parts that do not add up, a share that is not part over whole
    LEFTOVER = "leftover"  # a year or a phrase left from the document it was copied from
    WORDING = "wording"  # on the house's list of outdated or forbidden wording
    FORM = "form"  # a quantity written as none is (下降2倍, a rate that moved by %)

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {
            "direction": "方向与数据不符",
            "twice": "前后不一",
            "list": "并列不对应",
            "sum": "合计不符",
            "leftover": "旧稿遗留",
            "wording": "用语",
            "form": "写法",
        }[self.value]


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A number or mask of the text at [start, end), what it was read as and what came of it.

    `expected` is the quantity in words that the tables tell (signed), from `figure`, or by `formula` over `inputs`;
    `note` says in a sentence why, and what a person should do.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    ref: FigureRef | None = None
    kind: FigureKind = FigureKind.ACTUAL
    expected: str | None = None
    figure: Figure | None = None
    formula: str | None = None
    inputs: tuple[Figure, ...] = ()
    note: str = ""

    @property
    def sources(self) -> tuple[Figure, ...]:
        """The figures behind the verdict, the one that decides it first."""
        return (self.figure,) if self.figure is not None else self.inputs


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters [start, end) that a person must look at, why, and what to write `instead` where that is known."""

    start: int
    end: int
    kind: FindingKind
    note: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The check of one document: its text as read, the place and period it was taken to tell of, numbers and findings
    in the order of the text."""

    name: str
    text: str
    region: str
    period: Period | None
    numbers: tuple[CheckedNumber, ...]
    findings: tuple[Finding, ...]

    def count(self, verdict: Verdict) -> int:
        """How many numbers came to `verdict`."""
        return sum(number.verdict is verdict for number in self.numbers)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything stands against the document."""
        return bool(self.findings) or any(number.verdict is Verdict.MISMATCH for number in self.numbers)
