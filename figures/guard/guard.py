"""The guard: a reply in plain text with slots, ruled.

It takes what it can read as it stands, puts an open slot where a number stood, and tells each fault with its place.
Knows nothing of prompts, models or drafts.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from errors import InputError
from figures.finder import Finder
from figures.gate import find_forbidden
from figures.guard.answers import AnswerRuling, Handed, Labels
from figures.guard.atoms import Atom, ReadSlot, atoms_of
from figures.guard.checking.checks import ALL, Check
from figures.guard.checking.claims import unborne
from figures.guard.checking.directions import WayOf, contradictions
from figures.guard.checking.growing import grown
from figures.guard.checking.subjects import mismatches
from figures.guard.findings import Finding, FindingKind
from figures.guard.knowing import Knowing
from figures.guard.offer import Offer, direction_of, offered
from figures.guard.reply.cleaning import cleaned
from figures.guard.reply.lines import Line, lines_of
from figures.guard.ruling import Ruled, RuledParagraph, Ruling
from figures.period import Period
from figures.recognition import Recogniser
from figures.resolve import Resolver
from figures.slots import EntryKind, EntrySlot, FigureSlot, Slot, Text

_NEVER = Period(2000)  # an answer speaks of many periods: no figure of one is asked for
_UNSOURCED = EntrySlot(EntryKind.CHECK, "#", None, "这里的数字没有来源")


class Guard:
    """Rules replies with the names one finder knows and the figures one resolver finds. Holds no state.

    `checks` are what it looks for: all, but for a bench that shows what each is good for.
    """

    def __init__(self, finder: Finder, resolver: Resolver, *, checks: Collection[Check] = ALL):
        self._finder = finder
        self._resolver = resolver
        self._recogniser = Recogniser(finder)
        self._knowing = Knowing(finder.catalogue, resolver)
        self._checks = frozenset(checks)

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

        def read(inside: str, before: str, after: str) -> Slot:
            return self._knowing.slot(inside, offer, before, after, strict=Check.SLOTS in self._checks)

        return self._read(reply, offer, read, lambda slot: direction_of(slot, self._resolver))

    def rule_answer(self, reply: str, handed: Sequence[Handed], *, sources: Iterable[str] = ()) -> AnswerRuling:
        """An answer to a question, phrased around the pieces that were `handed` to a model by label; `sources` are the
        texts it may quote from without a label."""
        labels = Labels(handed)
        ruling = self._read(reply, Offer(_NEVER, "", sources=tuple(sources)), labels.slot, labels.way)
        return AnswerRuling(labels.pieces(ruling.paragraphs), ruling.findings)

    def _read(self, reply: str, offer: Offer, read: ReadSlot, way_of: WayOf) -> Ruling:
        paragraphs: list[RuledParagraph] = []
        findings: list[Finding] = []
        for line in lines_of(cleaned(reply)):
            if not paragraphs and offer.heading and _same_heading(line.shape, offer.heading):
                continue
            atoms = atoms_of(line, offer, read, self._checks)
            paragraph = RuledParagraph(tuple(_sentences(line, atoms)), line.lead > 0)
            if paragraph.sentences:
                paragraphs.append(paragraph)
                findings += [atom.finding for atom in atoms if atom.finding is not None]
                findings += self._beside(paragraph, way_of)
                findings += self._claims(line, offer)
        findings.sort(key=lambda finding: (finding.start, finding.end))
        return Ruling(reply, tuple(paragraphs), tuple(findings))

    def _beside(self, paragraph: RuledParagraph, way_of: WayOf) -> Iterator[Finding]:
        """Slots that the words beside them do not fit."""
        ruled = [item for sentence in paragraph.sentences for item in sentence]
        pieces = [item.piece for item in ruled]
        if Check.SUBJECTS in self._checks:
            for wrong in mismatches(pieces, self._recogniser, self._finder.catalogue):
                mend = "请让数据位跟在它自己的指标后面，或换用相符的数据位。"
                yield _at(ruled[wrong.index], FindingKind.SUBJECT, wrong.why, mend)
        if Check.DIRECTIONS in self._checks:
            for turned in contradictions(pieces, way_of):
                mend = "请按数据的方向改写，或把动词写进数据位的形式里。"
                yield _at(ruled[turned.index], FindingKind.DIRECTION, turned.why, mend)
        if Check.GROWTH in self._checks:
            for changed in grown(pieces, self._resolver):
                mend = "数据位前后不要写数字、倍数或单位，单位由数据位带出。"
                yield _at(ruled[changed.index], FindingKind.SLOT, changed.why, mend)

    def _claims(self, line: Line, offer: Offer) -> Iterator[Finding]:
        if Check.DIRECTIONS in self._checks:
            for claim in unborne(line.shape, self._finder, self._resolver, offer):
                start, end = line.words_at(claim.start, claim.end)
                yield Finding(FindingKind.DIRECTION, start, end, f"{claim.why}。", "请按数据的方向改写。")


def _at(ruled: Ruled, kind: FindingKind, why: str, mend: str) -> Finding:
    return Finding(kind, ruled.start, ruled.end, f"{why}。", mend)


def _same_heading(line: str, heading: str) -> bool:
    """Whether a line only repeats the section's heading, with or without its number."""
    bare = line.strip("*# 　。：:").split("）")[-1].split("、")[-1]
    return bare == heading.split("）")[-1].split("、")[-1].strip()


def _sentences(line: Line, atoms: list[Atom]) -> Iterator[tuple[Ruled, ...]]:
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


def _ruled(line: Line, atoms: list[Atom], start: int, end: int) -> Iterator[Ruled]:
    at = start
    for atom in atoms:
        yield from _words(line, at, atom.start)
        if atom.piece is not None:
            yield Ruled(atom.piece, *line.words_at(atom.start, atom.end))
        at = atom.end
    yield from _words(line, at, end)


def _words(line: Line, start: int, end: int) -> Iterator[Ruled]:
    """The words of a stretch; what turns out to be a number where they stand alone becomes an open slot."""
    at = start
    for found in find_forbidden(line.shape[start:end]):
        if start + found.start >= at:
            yield from _text(line, at, start + found.start)
            at = start + found.end
            yield Ruled(_UNSOURCED, *line.words_at(start + found.start, at))
    yield from _text(line, at, end)


def _text(line: Line, start: int, end: int) -> Iterator[Ruled]:
    if start < end:
        try:
            yield Ruled(Text(line.shape[start:end]), *line.words_at(start, end))
        except InputError:  # cut out of its sentence it reads as a number: it is left to a person
            yield Ruled(_UNSOURCED, *line.words_at(start, end))
