"""A sentence of a material as a paragraph of a draft: its words as text, its numbers as slots that ask the tables.

What no table tells is left open for a person, with the department's number as a hint and never as a value.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.model import Span
from drafting.materials.model import Material
from drafting.model import DraftParagraph, Mark, MarkKind, Origin
from drafting.reuse.writer import Past, ReuseWriter
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import EntryKind, EntrySlot, FigureSlot, Piece, write_pieces
from figures.snapshot import Snapshot

_KEPT_BY_SLOTS = re.compile(r"[|{}]")


def paragraph_of(
    material: Material, past: Past, span: Span, period: Period, region: str, resolver: Resolver, snapshot: Snapshot
) -> DraftParagraph:
    """The paragraph for the words of `material`, read as `past`, at `span`."""
    pieces = tuple(
        _asking(piece, words, material.department, resolver, snapshot)
        for piece, words in ReuseWriter(period, region).stretches(past, span)
    )
    mark = Mark(0, len(write_pieces(pieces)), MarkKind.MATERIAL, f"抄自{material.label}，请核实后再用。")
    return DraftParagraph(pieces, 0, (mark,), Origin(material.name, span.start, span.end))


def with_marks(paragraph: DraftParagraph, sentences: Iterable[DraftParagraph]) -> DraftParagraph:
    """`paragraph` with the marks of those `sentences`, made by `paragraph_of`, that stand in it word for word."""
    written, marks = write_pieces(paragraph.pieces), list(paragraph.marks)
    for sentence in sentences:
        at = written.find(write_pieces(sentence.pieces))
        known = any(mark.kind is MarkKind.MATERIAL and mark.start <= at < mark.end for mark in marks)
        if at >= 0 and not known:
            marks += [replace(mark, start=at + mark.start, end=at + mark.end) for mark in sentence.marks]
    return replace(paragraph, marks=tuple(marks))


def _asking(piece: Piece, words: str, department: str, resolver: Resolver, snapshot: Snapshot) -> Piece:
    """`piece`, or an open slot with what the department says where no table can ever answer it as things stand."""
    if isinstance(piece, FigureSlot):
        at = snapshot.lookup(piece.ref, piece.kind)
        if resolver.resolve(piece).quantity is not None or at.pending or at.conflict:
            return piece
        form = re.sub(r"\([^)]*\)", "", piece.form) if "#" in piece.form else "#"
        return EntrySlot(EntryKind.REPORTED, form, None, _hint(department, words))
    if isinstance(piece, EntrySlot):
        return EntrySlot(EntryKind.REPORTED, piece.form, None, _hint(department, words))
    return piece


def _hint(department: str, words: str) -> str:
    return _KEPT_BY_SLOTS.sub("", f"{department}报{words}")
