"""The reuse report (沿用情况): which sentences of a draft an earlier speech said already, and how alike.

Sentences are compared with their slots as slots: the words of last year with this year's number in them are words that
were said before. Pure: knows no store; headings are left out, as a speech may well keep them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.model import Paragraph, Span, Speech
from drafting.finishing.lengths import length_of
from drafting.finishing.model import Earlier, Grade, Judged, ReuseReport
from drafting.model import RenderedDraft, RenderedParagraph, RenderedSlot
from drafting.reuse.writer import Past, ReuseWriter
from figures.numerals import find_numerals
from figures.slots import Slot, TermSlot, Text

ALIKE = 0.5
"""From this likeness on (of the pairs of characters two sentences share) one sentence is the other, reworded."""
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’）]*")
_ASIDE = re.compile(r"\([^)]*\)")
_BLANK = re.compile(r"\s+")


def reuse_report(draft: RenderedDraft, past: Past, document: int) -> ReuseReport:
    """Every sentence of `draft` beside `past`, which is the stored speech `document`."""
    known = _Known(past, ReuseWriter(draft.period, draft.region))
    judged = [
        known.judge(section.key, text, bones)
        for section in draft.sections
        for paragraph in section.paragraphs
        for text, bones in _sentences(paragraph)
    ]
    return ReuseReport(document, past.document, tuple(judged))


class _Known:
    """The sentences of the earlier speech, found by their bones and by the pairs of characters in them."""

    def __init__(self, past: Past, writer: ReuseWriter):
        self._earlier: list[Earlier] = []
        self._sizes: list[int] = []
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for span in _spans(past.speech):
            bones = _plain(
                "".join(
                    piece.words if isinstance(piece, Text) else _bone(piece, "#") for piece in writer.line(past, span)
                )
            )
            pairs = _pairs(bones)
            for pair in pairs:
                self._holding[pair].append(len(self._earlier))
            self._exact[bones].append(len(self._earlier))
            self._earlier.append(Earlier(span, span.of(past.speech.text)))
            self._sizes.append(len(pairs))

    def judge(self, key: int, text: str, bones: str) -> Judged:
        """A sentence that reads `text`."""
        characters = length_of(text).characters
        alike = [self._earlier[at] for at in self._exact.get(bones, ())]
        if alike:
            same = next((one for one in alike if _plain(one.text) == _plain(text)), None)
            grade = Grade.SAME if same else Grade.RENUMBERED
            return Judged(key, text, characters, grade, 1.0, same or alike[0])
        nearest, likeness = self._nearest(bones)
        if nearest is None or likeness < ALIKE:
            return Judged(key, text, characters, Grade.NEW)
        return Judged(key, text, characters, Grade.REWORDED, likeness, nearest)

    def _nearest(self, bones: str) -> tuple[Earlier | None, float]:
        pairs = _pairs(bones)
        shared = Counter(at for pair in pairs for at in self._holding.get(pair, ()))
        weighed = ((2 * count / (len(pairs) + self._sizes[at]), -at) for at, count in shared.items())
        likeness, at = max(weighed, default=(0.0, 1))
        return (self._earlier[-at], likeness) if shared else (None, 0.0)


def _spans(speech: Speech) -> Iterator[Span]:
    """The sentences of a speech, headings and annex left out."""
    for paragraph in _paragraphs(speech):
        for found in _SENTENCE.finditer(speech.text, paragraph.span.start, paragraph.span.end):
            if found[0].strip():
                yield Span(found.start(), found.end())


def _paragraphs(speech: Speech) -> Iterator[Paragraph]:
    yield from speech.preamble
    for part in speech.parts:
        yield from part.intro
        for section in part.sections:
            yield from section.paragraphs
        yield from part.outro
    yield from speech.closing


def _sentences(paragraph: RenderedParagraph) -> Iterator[tuple[str, str]]:
    """How each sentence reads, and its bones: its words with every slot in the wording that it brings along."""
    for found in _SENTENCE.finditer(paragraph.text):
        if found[0].strip():
            inside = [slot for slot in paragraph.slots if found.start() <= slot.start and slot.end <= found.end()]
            yield found[0].strip(), _plain(_with_bones(paragraph.text, found.start(), found.end(), inside))


def _with_bones(text: str, start: int, end: int, slots: Iterable[RenderedSlot]) -> str:
    bones, at = "", start
    for slot in slots:
        bones += text[at : slot.start] + _bone(slot.slot, slot.text)
        at = slot.end
    return bones + text[at:end]


def _bone(slot: Slot, text: str) -> str:
    """The wording of a slot without its number; of one that brings none along, that of how it reads."""
    if isinstance(slot, TermSlot):
        return slot.words
    if slot.form:
        return _ASIDE.sub("", slot.form)
    bone, at = "", 0
    for numeral in find_numerals(text):
        bone += text[at : numeral.start] + "#"
        at = numeral.end
    return bone + text[at:]


def _plain(words: str) -> str:
    return _BLANK.sub("", words)


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(max(len(words) - 1, 1)))
