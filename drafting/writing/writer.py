"""The model writer: a brief becomes the paragraphs of a section. The guard rules each reply; what it finds goes back to
the model at most twice; what then remains is open and marked. What is written is never lost.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Event

from drafting.model import DraftParagraph, Mark, MarkKind
from drafting.writing.told.brief import Brief
from drafting.writing.told.teller import Teller
from figures.guard import Finding, FindingKind, Guard, Offer, Ruling, SettledParagraph, settle
from figures.guard.atoms import VEIL
from figures.period import Period
from figures.slots import FigureSlot
from prompts.masking import MASK
from prompts.models.asking import Hear, Model, Wait
from prompts.models.faults import Fault
from prompts.prompt import Messages, PromptName, fenced, load

MENDS = 2
"""How often findings go back."""
_KEPT = 0.5
"""A mend that leaves less of the text than this has lost it, and is not taken."""
_MARKS = {
    FindingKind.SUBJECT: MarkKind.MISMATCH,
    FindingKind.DIRECTION: MarkKind.DIRECTION,
    FindingKind.QUOTE: MarkKind.CLAIM,
}

Mending = Callable[[int, int], None]
"""Is told that a reply goes back for the so-manieth time, with so many findings."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, as it may be kept, and what it took. `left` counts the findings that no mend removed."""

    paragraphs: tuple[DraftParagraph, ...]
    tokens_in: int | None
    tokens_out: int | None
    seconds: float
    tries: int
    mends: int
    left: int


class ModelWriter:
    """Writes places of one speech with one model. For any number of threads."""

    def __init__(self, model: Model, guard: Guard, period: Period, region: str, teller: Teller):
        self._model = model
        self._guard = guard
        self._period = period
        self._region = region
        self._teller = teller

    def write(self, brief: Brief, *, hear: Hear, waiting: Wait, mending: Mending, stop: Event) -> Written:
        """The place that `brief` asks for. Raises `Fault` where no first reply comes; one that fails later leaves what
        was written before."""
        began = time.monotonic()
        offer = self.offer(brief)
        reply = self._model.ask(brief.messages(), hear, stop=stop, waiting=waiting)
        replies = [reply]
        ruling = self._guard.rule(reply.text, offer)
        mends = 0
        while mends < MENDS and (findings := self._told(ruling, brief)):
            mends += 1
            mending(mends, len(findings))
            try:
                mended = self._model.ask(self._mend(ruling, findings, brief), hear, stop=stop, waiting=waiting)
            except Fault:
                break  # what was written stands, with what was found in it open
            replies.append(mended)
            ruling = _better(ruling, self._guard.rule(mended.text, offer))
        return Written(
            paragraphs=tuple(kept(settle(ruling))),
            tokens_in=_sum(item.tokens_in for item in replies),
            tokens_out=_sum(item.tokens_out for item in replies),
            seconds=time.monotonic() - began,
            tries=reply.tries,
            mends=mends,
            left=len(ruling.findings),
        )

    def salvage(self, reply: str, brief: Brief) -> tuple[DraftParagraph, ...]:
        """What of a reply that broke off may be kept."""
        return tuple(kept(settle(self._guard.rule(reply, self.offer(brief)))))

    def offer(self, brief: Brief) -> Offer:
        """What the guard lets the model use."""
        return self._guard.offer(
            (item.slot for item in brief.figures),
            period=self._period,
            region=self._region,
            sources=brief.sources,
            heading=brief.heading,
        )

    def _told(self, ruling: Ruling, brief: Brief) -> list[Finding]:
        """The findings that may be told to the model: outside the house, that a figure goes another way only where its
        way was told before."""
        if not brief.outside:
            return list(ruling.findings)
        told = {item.slot.ref for item in brief.figures if not item.secret}
        open_ = {
            (ruled.start, ruled.end)
            for paragraph in ruling.paragraphs
            for sentence in paragraph.sentences
            for ruled in sentence
            if isinstance(ruled.piece, FigureSlot) and ruled.piece.ref in told
        }
        return [
            finding
            for finding in ruling.findings
            if finding.kind is not FindingKind.DIRECTION or (finding.start, finding.end) in open_
        ]

    def _mend(self, ruling: Ruling, findings: Sequence[Finding], brief: Brief) -> Messages:
        return load(PromptName.MENDING).fill(
            reply=fenced(self._as_read(ruling), "上一稿"),
            findings="\n".join(dict.fromkeys(f"- {finding.sentence}{finding.mend}" for finding in findings)),
            figures=brief.told_figures(),
        )

    def _as_read(self, ruling: Ruling) -> str:
        """The reply as the guard read it, each number veiled: not even its own numbers go back to a model."""
        lines = []
        for paragraph in ruling.paragraphs:
            sentences = [
                self._teller.words(ruled.piece for ruled in sentence).replace(MASK, VEIL)
                for sentence in paragraph.sentences
            ]
            if paragraph.lead and sentences:
                sentences[0] = f"**{sentences[0]}**"
            lines.append("".join(sentences))
        return "\n".join(lines)


def kept(settled: Iterable[SettledParagraph]) -> Iterable[DraftParagraph]:
    """Settled paragraphs as a draft keeps them."""
    for paragraph in settled:
        marks = tuple(
            Mark(remark.start, remark.end, _MARKS.get(remark.kind, MarkKind.WORDING), remark.note)
            for remark in paragraph.remarks
        )
        yield DraftParagraph(paragraph.pieces, paragraph.lead, marks)


def _better(before: Ruling, after: Ruling) -> Ruling:
    """The ruling with fewer findings, the later one where they are even; one that lost the text is none."""
    if _length(after) < _KEPT * _length(before):
        return before
    return after if len(after.findings) <= len(before.findings) else before


def _length(ruling: Ruling) -> int:
    return sum(
        ruled.end - ruled.start for item in ruling.paragraphs for sentence in item.sentences for ruled in sentence
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    told = [count for count in counts if count is not None]
    return sum(told) if told else None
