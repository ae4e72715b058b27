"""What a checker finds in a draft as it reads: wording of the house list, contradictions, leftovers.

The check is that of finished documents, told by section; its verdicts on numbers are left out, as here each number is
its slot's figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.check.checker import Checker
from drafting.model import RenderedDraft, RenderedSection


@dataclass(frozen=True, slots=True)
class Proof:
    """Something to be looked at in the section of `key`: of what kind, the words it is about, why, and what to write
    `instead` where that is known."""

    key: int
    kind: str
    words: str
    note: str
    instead: str | None = None


class Proofs:
    """The findings on drafts; the last draft's are kept while it reads the same."""

    def __init__(self, checker: Checker):
        self._checker = checker
        self._kept: tuple[RenderedDraft, tuple[Proof, ...]] | None = None

    def of(self, draft: RenderedDraft) -> tuple[Proof, ...]:
        """All findings on `draft`, in reading order."""
        kept = self._kept
        if kept is None or kept[0] is not draft:
            self._kept = kept = (draft, tuple(self._found(draft)))
        return kept[1]

    def _found(self, draft: RenderedDraft) -> Iterator[Proof]:
        text, ends = "", []
        for section in draft.sections:
            text += _lines(section)
            ends.append((len(text), section.key))
        report = self._checker.check_text(draft.title, text, region=draft.region, period=str(draft.period))
        for found in report.findings:
            key = next(key for last, key in ends if found.start < last)
            yield Proof(key, found.kind.label, text[found.start : found.end], found.note, found.instead)


def _lines(section: RenderedSection) -> str:
    """A section as a finished document has it."""
    texts = [paragraph.text for paragraph in section.paragraphs]
    if section.heading:
        texts = [section.heading, *texts]
    return "".join(f"{text}\n" for text in texts)
