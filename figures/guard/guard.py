"""The guard: a reply in plain text with slots, ruled.

It takes what it can read as it stands, puts an open slot where a number stood, and tells each fault with its place.
Knows nothing of prompts, models or drafts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from errors import InputError
from figures.finder import Finder
from figures.gate import find_forbidden
from figures.guard.cleaning import cleaned
from figures.guard.directions import contradictions
from figures.guard.findings import Finding, FindingKind
from figures.guard.knowing import Knowing, Unknown, form_of
from figures.guard.offer import Offer, offered
from figures.guard.reading import PLACE, Line, lines_of
from figures.guard.ruling import Ruled, RuledParagraph, Ruling
from figures.guard.subjects import mismatches
from figures.period import Period
from figures.recognition import Recogniser
from figures.resolve import Resolver
from figures.slots import EntryKind, EntrySlot, FigureSlot, Piece, Text

VEIL = "▇"
_BRACES = re.compile(r"[{}]+(?:[^{}，。；！？\n\ufffc]*\|[^{}，。；！？\n\ufffc]*)?")
_AROUND = 8


@dataclass(frozen=True, slots=True)
class _Atom:
    """Characters [start, end) of a line's shape that are no plain words, and the piece in their place."""

    start: int
    end: int
    piece: Piece
    finding: Finding | None = None


class Guard:
    """Rules replies with the names one finder knows and the figures one resolver finds. Holds no state."""

    def __init__(self, finder: Finder, resolver: Resolver):
        self._resolver = resolver
        self._catalogue = finder.catalogue
        self._recogniser = Recogniser(finder)
        self._knowing = Knowing(finder.catalogue, resolver)

    def offer(
        self,
        slots: Iterable[FigureSlot],
        *,
        period: Period,
        region: str,
        sources: Iterable[str] = (),
        heading: str = "",
    ) -> Offer:
        """What a writer of one section is offered: `slots` with their directions, `sources` to quote from."""
        return Offer(period, region, offered(slots, self._resolver), tuple(sources), heading)

    def rule(self, reply: str, offer: Offer) -> Ruling:
        """`reply` as paragraphs of text and slots, with everything in it that cannot stand."""
        paragraphs: list[RuledParagraph] = []
        findings: list[Finding] = []
        for line in lines_of(cleaned(reply)):
            atoms = list(self._atoms(line, offer))
            findings += [atom.finding for atom in atoms if atom.finding is not None]
            paragraph = RuledParagraph(tuple(_sentences(line, atoms)), line.lead > 0)
            findings += self._beside(paragraph)
            if paragraph.sentences:
                paragraphs.append(paragraph)
        findings.sort(key=lambda finding: (finding.start, finding.end))
        return Ruling(reply, tuple(paragraphs), tuple(findings))

    def _atoms(self, line: Line, offer: Offer) -> Iterator[_Atom]:
        """Slots, numbers and stray braces of a line, in order."""
        found = [*self._slots(line, offer), *_numbers(line), *_braces(line)]
        found.sort(key=lambda atom: (atom.start, -atom.end))
        at = 0
        for atom in found:
            if atom.start >= at:
                yield atom
                at = atom.end

    def _slots(self, line: Line, offer: Offer) -> Iterator[_Atom]:
        places = (match.start() for match in re.finditer(PLACE, line.shape))
        for number, at in enumerate(places):
            inside = line.inside(number)
            try:
                slot = self._knowing.slot(inside, offer, line.shape[:at], line.shape[at + 1 :])
            except Unknown as unknown:
                start, end = line.words_at(at, at + 1)
                finding = Finding(
                    FindingKind.SLOT,
                    start,
                    end,
                    f"{_context(line, at, at + 1)}里的{unknown}。",
                    "请只用所给的数据位，原样照抄。",
                )
                yield _Atom(at, at + 1, EntrySlot(EntryKind.CHECK, form_of(inside), None, str(unknown)), finding)
            else:
                yield _Atom(at, at + 1, slot)

    def _beside(self, paragraph: RuledParagraph) -> Iterator[Finding]:
        """Slots beside a wrong subject, or behind words that go the other way."""
        ruled = [item for sentence in paragraph.sentences for item in sentence]
        pieces = [item.piece for item in ruled]
        for wrong in mismatches(pieces, self._recogniser, self._catalogue):
            at = ruled[wrong.index]
            yield Finding(
                FindingKind.SUBJECT,
                at.start,
                at.end,
                f"{wrong.why}。",
                "请让数据位跟在它自己的指标后面，或换用相符的数据位。",
            )
        for turned in contradictions(pieces, self._resolver):
            at = ruled[turned.index]
            yield Finding(
                FindingKind.DIRECTION,
                at.start,
                at.end,
                f"{turned.why}。",
                "请按数据的方向改写，或把动词写进数据位的形式里。",
            )


def _numbers(line: Line) -> Iterator[_Atom]:
    for found in find_forbidden(line.shape):
        start, end = line.words_at(found.start, found.end)
        finding = Finding(
            FindingKind.NUMERAL,
            start,
            end,
            f"{_context(line, found.start, found.end)}里直接写了数字（以{VEIL}代替）。",
            "请改用所给的数据位；没有合适的数据位，就不写这个数。",
        )
        piece = EntrySlot(EntryKind.CHECK, "#", None, "这里的数字没有来源")
        yield _Atom(found.start, found.end, piece, finding)


def _braces(line: Line) -> Iterator[_Atom]:
    for found in _BRACES.finditer(line.shape):
        start, end = line.words_at(found.start(), found.end())
        finding = Finding(
            FindingKind.SLOT, start, end, "有一个数据位没有写完整。", "数据位要以两个左花括号开头、两个右花括号结尾。"
        )
        piece = EntrySlot(EntryKind.CHECK, "#", None, "数据位没有写完整")
        yield _Atom(found.start(), found.end(), piece, finding)


def _context(line: Line, start: int, end: int) -> str:
    """The words around a fault, in quotes, without any number."""
    left, right = line.shape[max(0, start - _AROUND) : start], line.shape[end : end + _AROUND]
    words = f"{left}{VEIL}{right}"
    for found in reversed(list(find_forbidden(words))):
        words = words[: found.start] + VEIL + words[found.end :]
    return f"“{re.sub(f'[{PLACE}{{}}|]+', '…', words)}”"


def _sentences(line: Line, atoms: list[_Atom]) -> Iterator[tuple[Ruled, ...]]:
    """The line's pieces, cut where its sentences end but inside no atom."""
    pending = list(atoms)
    at = 0
    for _, end in line.sentences():
        if end <= at or any(atom.start < end < atom.end for atom in pending):
            continue
        own = [atom for atom in pending if atom.end <= end]
        pending = pending[len(own) :]
        sentence = tuple(_ruled(line, own, at, end))
        if sentence:
            yield sentence
        at = end


def _ruled(line: Line, atoms: list[_Atom], start: int, end: int) -> Iterator[Ruled]:
    at = start
    for atom in atoms:
        yield from _words(line, at, atom.start)
        yield Ruled(atom.piece, *line.words_at(atom.start, atom.end))
        at = atom.end
    yield from _words(line, at, end)


def _words(line: Line, start: int, end: int) -> Iterator[Ruled]:
    """The words of a stretch; what turns out to be a number where they stand alone becomes an open slot."""
    words = line.shape[start:end]
    at = 0
    for found in find_forbidden(words):
        if found.start >= at:
            yield from _text(line, start + at, start + found.start)
            piece = EntrySlot(EntryKind.CHECK, "#", None, "这里的数字没有来源")
            yield Ruled(piece, *line.words_at(start + found.start, start + found.end))
            at = found.end
    yield from _text(line, start + at, end)


def _text(line: Line, start: int, end: int) -> Iterator[Ruled]:
    words = line.shape[start:end]
    if words:
        try:
            yield Ruled(Text(words), *line.words_at(start, end))
        except InputError:  # cut out of its sentence it reads as a number: it is left to a person
            piece = EntrySlot(EntryKind.CHECK, "#", None, "这里的数字没有来源")
            yield Ruled(piece, *line.words_at(start, end))
