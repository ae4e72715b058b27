"""What the drafts of a workspace use: which sections show which figures, so that nobody takes one away unawares."""

from collections.abc import Collection
from dataclasses import dataclass

from drafting.model import RenderedSection
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
        for section in rendered.sections:
            count = _count(section, wanted)
            if count:
                heading = section.heading or section.role.label
                found.append(Use(head.id, rendered.title, section.key, heading, count))
    return found


def _count(section: RenderedSection, wanted: set[int]) -> int:
    slots = (slot for paragraph in section.paragraphs for slot in paragraph.slots)
    told = ({figure.id for figure in (slot.figure, *slot.inputs) if figure is not None} for slot in slots)
    return sum(bool(ids & wanted) for ids in told)
