"""The numbers of a draft as rows to be checked and signed for, each with the department that answers for it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafting.model import RenderedDraft, RenderedParagraph, RenderedSection, RenderedSlot
from figures.slots import FigureSlot

Departments = Mapping[str, str]
"""The department that answers for an indicator, by the indicator's name."""
NOBODY = "未定部门"
DRAFTERS = "起草组"
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’）]*")


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One number: its place in the reading (from 1), where it stands, its sentence, the slot itself, and the department
    that answers for it."""

    number: int
    part: str
    section: str
    sentence: str
    slot: RenderedSlot
    department: str


def check_rows(draft: RenderedDraft, departments: Departments) -> list[CheckRow]:
    """The numbers of `draft` in the order in which they are read."""
    rows: list[CheckRow] = []
    for section in draft.sections:
        for paragraph in section.paragraphs:
            for slot in paragraph.slots:
                sentence, own = _sentence(paragraph, slot), _department(slot, departments)
                rows.append(CheckRow(len(rows) + 1, section.part, _name(section), sentence, slot, own))
    return rows


def by_department(rows: Iterable[CheckRow]) -> dict[str, list[CheckRow]]:
    """The rows of each department, in the order of first mention, those of nobody last."""
    found: dict[str, list[CheckRow]] = {}
    for row in rows:
        found.setdefault(row.department, []).append(row)
    return dict(sorted(found.items(), key=lambda item: item[0] == NOBODY))


def _department(slot: RenderedSlot, departments: Departments) -> str:
    """Who answers for the number; one that only a person can give, or that the calendar tells, is the drafters'."""
    match slot.slot:
        case FigureSlot(ref=ref):
            return departments.get(ref.indicator, "") or NOBODY
        case _:
            return DRAFTERS


def _name(section: RenderedSection) -> str:
    return section.heading or section.role.label


def _sentence(paragraph: RenderedParagraph, slot: RenderedSlot) -> str:
    for found in _SENTENCE.finditer(paragraph.text):
        if found.start() <= slot.start < found.end():
            return found[0].strip()
    return paragraph.text
