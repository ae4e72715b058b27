"""Fillings: what the slots of a draft read when a person last saw it filled, and what has changed since.

A draft follows its tables by itself; the filling kept beside it is what a change can be told against. Compares words
only: it decides nothing about figures.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafting.model import RenderedDraft, RenderedSection, RenderedSlot

Place = tuple[int, str, int]
"""A slot wherever an edit moved it within its section: the section's key, the slot in plain text, and which of
several alike it is, counted −1, −2, … for those in titles."""


@dataclass(frozen=True, slots=True)
class Change:
    """A slot that reads otherwise than in the filling before: `was`, and `slot` as it reads now, in the section of key
    `section` (`FRONT`: title and byline). `sentence` is the sentence or title as it reads now: a verb may be printed by
    the slot before."""

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
        Change(place[0], slot, before[place], sentence_of(text, slot))
        for place, slot, text in _slots(draft.places)
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


def _slots(sections: Iterable[RenderedSection]) -> Iterator[tuple[Place, RenderedSlot, str]]:
    """Every slot with its place and the text it stands in. The slots in the title of a part are told once, with its
    first section."""
    parts: set[int | None] = set()
    for section in sections:
        told = section.parted if section.part_key in parts else 0
        parts.add(section.part_key)
        alike: Counter[str] = Counter()
        for at, slot in enumerate(section.titled):
            written = str(slot.slot)
            alike[written] += 1
            if at >= told:
                yield (section.key, written, -alike[written]), slot, section.title_of(slot)
        alike.clear()
        for paragraph in section.paragraphs:
            for slot in paragraph.slots:
                written = str(slot.slot)
                yield (section.key, written, alike[written]), slot, paragraph.text
                alike[written] += 1
