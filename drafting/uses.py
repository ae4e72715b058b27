"""What the drafts of a workspace use: which sections show which figures, so that nobody takes one away unawares."""

from collections.abc import Collection
from dataclasses import dataclass

from drafting.model import FRONT, RenderedSection, RenderedSlot
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts


@dataclass(frozen=True, slots=True)
class Use:
    """Slots of one section that read figures asked about: `count` of them, in the section of the key `section`, headed
    `heading`, of the draft called `title`."""

    draft: int
    title: str
    section: int
    heading: str
    count: int

    @property
    def label(self) -> str:
        """In words."""
        return f"《{self.title or '（无题）'}》“{self.heading}”{self.count} 处"


def uses_of(figures: Collection[int], drafts: Drafts, reader: Reader) -> list[Use]:
    """Where the figures of these ids are used today, alone or in a formula, in the order of drafts and sections."""
    wanted = set(figures)
    if not wanted:
        return []
    found = []
    for head in drafts.heads():
        rendered = reader.rendered(head.id)
        for section in rendered.places:
            count = sum(bool(wanted & read_by(slot)) for slot in section.slots)
            if count:
                found.append(Use(head.id, rendered.title, section.key, called(section), count))
    return found


def read_by(slot: RenderedSlot) -> set[int]:
    """The ids of the figures that a slot reads, alone or in a formula."""
    return {figure.id for figure in (slot.figure, *slot.inputs) if figure is not None}


def called(section: RenderedSection) -> str:
    """What a place of a draft is called where its uses are told."""
    return "标题" if section.key == FRONT else section.heading or section.role.label
