"""A ruled reply as paragraphs of a draft: what the guard left for a person becomes marks."""

from collections.abc import Iterable

from drafting.model import DraftParagraph, Mark, MarkKind
from figures.guard import FindingKind, SettledParagraph

_MARKS = {
    FindingKind.SUBJECT: MarkKind.MISMATCH,
    FindingKind.DIRECTION: MarkKind.DIRECTION,
}


def as_paragraphs(settled: Iterable[SettledParagraph]) -> tuple[DraftParagraph, ...]:
    """`settled` as a draft keeps it, each remark a mark."""
    return tuple(
        DraftParagraph(
            paragraph.pieces,
            paragraph.lead,
            tuple(
                Mark(remark.start, remark.end, _MARKS.get(remark.kind, MarkKind.CLAIM), remark.note)
                for remark in paragraph.remarks
            ),
        )
        for paragraph in settled
    )
