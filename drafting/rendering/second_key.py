"""The second key over a draft's paragraphs: a slot beside a subject not its own is marked 数据与主语不符."""

from dataclasses import replace
from itertools import accumulate

from drafting.model import DraftParagraph, Mark, MarkKind
from figures.catalogue import Catalogue
from figures.guard.checking.subjects import mismatches
from figures.recognition import Recogniser
from figures.slots import write_pieces


def with_second_key(paragraph: DraftParagraph, recogniser: Recogniser, catalogue: Catalogue) -> DraftParagraph:
    """`paragraph` with marks on the slots that stand beside a subject not their own, in place of earlier such marks."""
    kept = [mark for mark in paragraph.marks if mark.kind is not MarkKind.MISMATCH]
    ends = [0, *accumulate(len(write_pieces([piece])) for piece in paragraph.pieces)]
    found = [
        Mark(ends[wrong.index], ends[wrong.index + 1], MarkKind.MISMATCH, f"{wrong.why}，请核对。")
        for wrong in mismatches(paragraph.pieces, recogniser, catalogue)
    ]
    return replace(paragraph, marks=(*kept, *found))
