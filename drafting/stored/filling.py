"""Fillings: what the slots of a draft read when a person last saw it filled, and what has changed since.

A draft follows its tables by itself; the filling kept beside it is what a change can be told against. Compares words
only: it decides nothing about figures.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafting.model import RenderedDraft, RenderedParagraph, RenderedSection, RenderedSlot

Place = tuple[int, str, int]
"""A slot wherever an edit moved it within its section: the section's key, the slot in plain text, and which of
several alike it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """A slot that reads otherwise than in the filling before: `was`, and `slot` as it reads now, in the section of key
    `section` (`FRONT`: title and byline). `sentence` is the whole as it reads now: a verb may be printed by the slot
    before."""

    section: int
    slot: RenderedSlot
    was: str
    sentence: str


def filling_of(draft: RenderedDraft) -> dict[Place, str]:
    """What every slot of `draft` reads."""
    return filling_of_sections(draft.places)


def filling_of_sections(sections: Iterable[RenderedSection]) -> dict[Place, str]:
    """What every slot of some sections reads."""
    return {place: slot.text for place, slot, _ in _slots(sections)}


def changes(before: Mapping[Place, str], draft: RenderedDraft) -> list[Change]:
    """The slots that read otherwise than in `before`, in reading order. One that `before` does not know was written
    since by a person, and is none of them."""
    return [
        Change(place[0], slot, before[place], sentence_of(paragraph.text, slot))
        for place, slot, paragraph in _slots(draft.places)
        if place in before and before[place] != slot.text
    ]


def to_json(filling: Mapping[Place, str]) -> str:
    """A filling as it is stored."""
    return json.dumps([[*place, text] for place, text in filling.items()], ensure_ascii=False)


def from_json(stored: str) -> dict[Place, str]:
    """The inverse of `to_json`."""
    return {(section, slot, nth): text for section, slot, nth, text in json.loads(stored)}


def sentence_of(text: str, slot: RenderedSlot) -> str:
    """The sentence of `text`, a paragraph, that a slot stands in."""
    start = max(text.rfind(mark, 0, slot.start) for mark in "。；！？\n") + 1
    ends = [at for mark in "。；！？\n" if (at := text.find(mark, slot.end)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _slots(sections: Iterable[RenderedSection]) -> Iterator[tuple[Place, RenderedSlot, RenderedParagraph]]:
    for section in sections:
        alike: Counter[str] = Counter()
        for paragraph in section.paragraphs:
            for slot in paragraph.slots:
                written = str(slot.slot)
                yield (section.key, written, alike[written]), slot, paragraph
                alike[written] += 1
