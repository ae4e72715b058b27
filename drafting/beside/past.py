"""What earlier speeches said in the place of a section, by sentences, and a sentence of them taken over as slots.

The words of a past document are shown as they stand, numbers and all; what is taken over holds none of its numbers.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.library import Library
from corpus.model import Paragraph, Span, Speech
from drafting.model import Draft, DraftSection, RenderedSection, Role
from drafting.reuse.writer import Past, ReuseWriter
from errors import InputError, NotFound
from figures.figure import WHOLE_CITY
from figures.slots import write_pieces
from retrieval.index import Index
from retrieval.passages import Passage, PassageRole
from retrieval.sections import matching_sections

MOST = 6
_NEAR = 0.25
"""From this score on a past section has to do with the one at hand."""
_ROLES = {
    Role.PREAMBLE: PassageRole.PREAMBLE,
    Role.INTRO: PassageRole.INTRO,
    Role.SECTION: PassageRole.SECTION,
    Role.OUTRO: PassageRole.OUTRO,
    Role.CLOSING: PassageRole.CLOSING,
}
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class PastSentence:
    """A sentence of a past document: its span and its words."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class PastPassage:
    """The place of a past document that matches a section: which document (`title` is what it calls itself), under
    which heading, the span of the whole and its sentences. `followed` says that the section was written after it."""

    document: int
    name: str
    title: str
    heading: str
    span: Span
    sentences: tuple[PastSentence, ...]
    followed: bool


class Pasts:
    """Past passages for the sections of drafts. `read` gives a stored document read for reuse."""

    def __init__(self, library: Library, read: Callable[[int], Past], index: Callable[[], Index]):
        self._library, self._read, self._index = library, read, index

    def passages(self, draft: Draft, section: DraftSection, shown: RenderedSection) -> list[PastPassage]:
        """What matches `section` (which reads as `shown`), the one it was written after first, then the nearest."""
        names = {paragraph.origin.document for paragraph in section.paragraphs if paragraph.origin}
        hits = matching_sections(
            self._index(),
            shown.heading.removeprefix(section.number),
            role=_ROLES.get(section.role, PassageRole.SECTION),
            part=shown.part,
            region=None if draft.region == WHOLE_CITY else draft.region,
            year=draft.period.year,
            k=MOST,
        )
        found: list[PastPassage] = []
        for hit in hits:
            if hit.score < _NEAR:
                continue
            found.append(self._passage(hit.passage, _origins(section, hit.passage.document), names))
        return sorted(found, key=lambda passage: not passage.followed)

    def _passage(self, passage: Passage, origins: tuple[int, ...], names: set[str]) -> PastPassage:
        stored = self._library.get(passage.document_id)
        speech = self._library.speech(passage.document_id)
        span = passage.span
        inside = (paragraph.span for paragraph in _paragraphs(speech) if _within(paragraph.span, span))
        sentences = tuple(sentence for paragraph in inside for sentence in _sentences(speech.text, paragraph))
        followed = passage.document in names and any(span.start <= at < span.end for at in origins)
        return PastPassage(stored.id, stored.name, stored.title, passage.heading, span, sentences, followed)

    def taken(self, draft: Draft, document: int, span: Span) -> str:
        """The words of `span` as text with slots in braces, their periods moved to the draft's.

        Raises `InputError` where nothing stands there, `NotFound` for no such place.
        """
        past = self._read(document)
        if not 0 <= span.start < span.end <= len(past.speech.text):
            raise NotFound("往年文稿里没有这一句，请刷新后重试。")
        pieces = ReuseWriter(draft.period, draft.region).line(past, span)
        source = write_pieces(pieces).strip()
        if not source:
            raise InputError("这一句没有可以取用的文字，请另选一句。")
        return source


def _origins(section: DraftSection, document: str) -> tuple[int, ...]:
    return tuple(
        paragraph.origin.start
        for paragraph in section.paragraphs
        if paragraph.origin and paragraph.origin.document == document
    )


def _paragraphs(speech: Speech) -> Iterator[Paragraph]:
    yield from speech.preamble
    for part in speech.parts:
        yield from part.intro
        yield from (paragraph for section in part.sections for paragraph in section.paragraphs)
        yield from part.outro
    yield from speech.closing


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _sentences(text: str, paragraph: Span) -> Iterable[PastSentence]:
    for found in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        if found[0].strip():
            yield PastSentence(Span(found.start(), found.end()), found[0].strip())
