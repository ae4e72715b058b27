"""Materials as values: what a department sent in, what it says beside what is verified, and where it may belong."""

from dataclasses import dataclass
from datetime import datetime

from corpus.model import Span
from drafting.check.model import CheckedNumber, Verdict

UNVERIFIED = "未核实"
"""What stands beside every word of a material."""
_AGREEMENTS = {Verdict.MATCH: "一致", Verdict.MISMATCH: "不一致", Verdict.UNVERIFIED: "无从核对"}


@dataclass(frozen=True, slots=True)
class Material:
    """A document that `department` sent in for a draft, and the keys of the sections that it was put to."""

    id: int
    draft: int
    document: int
    name: str
    title: str
    department: str
    sections: tuple[int, ...]
    added_by: str
    added_at: datetime

    @property
    def label(self) -> str:
        """In words, never without what it is worth."""
        return f"{self.department}《{self.title}》（{UNVERIFIED}）"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a department tells, beside what the tables tell of the same: `number` holds both."""

    number: CheckedNumber

    @property
    def agreement(self) -> str:
        """Whether both agree, in a word."""
        return _AGREEMENTS[self.number.verdict]

    @property
    def verified(self) -> str:
        """What the tables tell, with where it stands; "" where they tell nothing."""
        if self.number.expected is None:
            return ""
        sources = "、".join(dict.fromkeys(figure.source.label for figure in self.number.sources))
        return f"{self.number.expected}（{sources}）" if sources else self.number.expected


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a material, at `span` of its text, with its claims in order; `shared` are the words that it has in
    common with a section it is looked at for, those that tell most first."""

    material: Material
    span: Span
    text: str
    claims: tuple[Claim, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a material may belong to the section of `key`: the sentence of it that is nearest, and `score` (only for the
    order)."""

    key: int
    heading: str
    excerpt: Excerpt
    score: float
