"""Settling: what is still wrong when no mend is left becomes an open slot marked 待核, or a remark. Nothing is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from errors import InputError
from figures.gate import find_forbidden
from figures.guard.findings import Finding, FindingKind
from figures.guard.ruling import Ruled, RuledParagraph, Ruling
from figures.slots import EntryKind, EntrySlot, FigureSlot, Piece, Text, write_pieces

_OPENED = (FindingKind.SUBJECT, FindingKind.DIRECTION, FindingKind.SLOT)
# Where an open slot stands already, its own reason tells.
_TOLD = (FindingKind.NUMERAL, FindingKind.SLOT, FindingKind.QUOTE, FindingKind.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Remark:
    """Characters [start, end) of a paragraph's slotted text that a person must look at, and why."""

    start: int
    end: int
    kind: FindingKind
    note: str


@dataclass(frozen=True, slots=True)
class SettledParagraph:
    """A paragraph as it is kept. The first `lead` characters of its slotted text are its lead sentence (0: none)."""

    pieces: tuple[Piece, ...]
    lead: int
    remarks: tuple[Remark, ...]


def settle(ruling: Ruling) -> tuple[SettledParagraph, ...]:
    """The paragraphs of `ruling` as they may be kept: each fault open or remarked."""
    return tuple(_settled(paragraph, ruling.findings) for paragraph in ruling.paragraphs)


def _settled(paragraph: RuledParagraph, findings: Sequence[Finding]) -> SettledParagraph:
    opened = [[_opened(item, findings) for item in sentence] for sentence in paragraph.sentences]
    items = [item for sentence in opened for item in sentence]
    own = [one for one in findings if items[0].start <= one.start and one.end <= items[-1].end]
    head = tuple(_joined(opened[0], at_head=True)) if paragraph.lead else ()
    rest = [item for sentence in (opened[1:] if paragraph.lead else opened) for item in sentence]
    pieces = (*head, *_joined(rest, at_head=not paragraph.lead))
    return SettledParagraph(pieces, len(write_pieces(head)), tuple(_remarks(items, own)))


def _opened(item: Ruled, findings: Sequence[Finding]) -> Ruled:
    """A slot that something speaks against, open with the reason; any other piece as it is."""
    if not isinstance(item.piece, FigureSlot):
        return item
    against = next(
        (one for one in findings if one.kind in _OPENED and (one.start, one.end) == (item.start, item.end)), None
    )
    return item if against is None else replace(item, piece=_check(item.piece.form, against))


def _check(form: str, against: Finding) -> EntrySlot:
    shown = form if form.count("#") == 1 and "(" not in form else "#"
    try:
        return EntrySlot(EntryKind.CHECK, shown, None, against.sentence.rstrip("。"))
    except InputError:  # a reason that names an indicator with a number in it (500万元以上项目投资)
        return EntrySlot(EntryKind.CHECK, shown, None, against.kind.label)


def _joined(items: Sequence[Ruled], *, at_head: bool) -> Iterator[Piece]:
    """The pieces with words that follow each other in one; what only reads as a number once joined becomes open."""
    words = ""
    for item in items:
        if isinstance(item.piece, Text):
            words += item.piece.words
            continue
        yield from _words(words, at_head=at_head)
        yield item.piece
        words, at_head = "", False
    yield from _words(words, at_head=at_head)


def _words(words: str, *, at_head: bool) -> Iterator[Piece]:
    ahead = "" if at_head else "…"
    at = 0
    for found in find_forbidden(ahead + words):
        start, end = max(found.start - len(ahead), at), found.end - len(ahead)
        if start < end:
            if at < start:
                yield Text(words[at:start])
            yield EntrySlot(EntryKind.CHECK, "#", None, "这里的数字没有来源")
            at = end
    if at < len(words):
        yield Text(words[at:])


def _remarks(items: Sequence[Ruled], findings: Sequence[Finding]) -> Iterator[Remark]:
    for finding in findings:
        if finding.kind not in _TOLD:
            start, end = (_slotted(items, at) for at in (finding.start, finding.end))
            yield Remark(start, max(start, end), finding.kind, finding.sentence)


def _slotted(items: Sequence[Ruled], at: int) -> int:
    """Where character `at` of the reply stands in the paragraph's slotted text."""
    written = 0
    for item in items:
        length = len(write_pieces([item.piece]))
        if at <= item.start:
            return written
        if at < item.end:
            return written + (min(at - item.start, length) if isinstance(item.piece, Text) else length)
        written += length
    return written
