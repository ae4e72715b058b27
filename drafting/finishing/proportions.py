"""How long what stands in the place of each section of a draft was in the past speech, to share a budget out by. Pure.

A section is traced to the past by where its paragraphs were made after; one that was not (a model wrote it, a person
added it) by a past heading that reads the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Paragraph, Span, Speech
from drafting.finishing.lengths import Length, length_of
from drafting.model import Draft, DraftSection
from figures.slots import write_pieces


@dataclass(frozen=True, slots=True)
class _Block:
    """What is one section of a draft, in a past speech: its heading ("" for what has none) and its paragraphs."""

    heading: str
    spans: tuple[Span, ...]
    length: Length

    def holds(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self.spans)


def past_lengths(draft: Draft, speech_of: Callable[[str], Speech | None]) -> dict[int, Length]:
    """How long the past of each section was, by key; sections without a past are left out. `speech_of` tells a stored
    document by name, None where it is there no more."""
    blocks: dict[str, list[_Block]] = {}

    def known(document: str) -> list[_Block]:
        if document not in blocks:
            speech = speech_of(document)
            blocks[document] = list(_blocks(speech)) if speech else []
        return blocks[document]

    found: dict[int, Length] = {}
    for section in draft.sections:
        places = {(origin.document, origin.start) for item in section.paragraphs if (origin := item.origin)}
        touched = {(document, block) for document, at in places for block in known(document) if block.holds(at)}
        own = touched or {(draft.model_document, block) for block in _of_heading(section, known(draft.model_document))}
        if own:
            found[section.key] = sum((block.length for _, block in own), Length())
    return found


def _of_heading(section: DraftSection, blocks: Iterable[_Block]) -> list[_Block]:
    heading = write_pieces(section.heading)
    return [block for block in blocks if heading and block.heading == heading][:1]


def _blocks(speech: Speech) -> Iterator[_Block]:
    def block(paragraphs: tuple[Paragraph, ...], heading: str = "") -> Iterator[_Block]:
        if paragraphs or heading:
            texts = [heading, *(paragraph.span.of(speech.text) for paragraph in paragraphs)]
            length = sum(map(length_of, texts), Length())
            yield _Block(heading, tuple(paragraph.span for paragraph in paragraphs), length)

    yield from block(speech.preamble)
    for part in speech.parts:
        yield from block(part.intro)
        for section in part.sections:
            yield from block(section.paragraphs, section.heading.of(speech.text))
        yield from block(part.outro)
    yield from block(speech.closing)
