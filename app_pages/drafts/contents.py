"""The contents of a rendered draft as a person picks from them, and the outline of a draft to be as rows of a table.

Pure; knows no Streamlit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app_pages.drafts.text_html import part_slots, slots_of
from desk import OutlineHeading
from drafting.model import RenderedDraft, RenderedSection, RenderedSlot, State
from errors import InputError

WHOLE, WHOLE_PLACE = "全文", "all"
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: the sections it opens, and how many of their slots are open. `key` stays with it
    wherever it is moved; `level` 0 is the whole, 1 a part or what stands in none, 2 a section; `part` is the key of a
    part."""

    key: str
    title: str
    level: int
    sections: tuple[int, ...]
    open: int
    part: int | None = None


def contents(draft: RenderedDraft) -> dict[str, Entry]:
    """The whole, then each part with its sections, by key."""
    everything = tuple(section.key for section in draft.sections)
    entries = [Entry(WHOLE_PLACE, WHOLE, 0, everything, draft.open)]
    part: int | None = None
    for section in draft.sections:
        if section.part_key is not None and section.part_key != part:
            inside = tuple(one.key for one in draft.sections if one.part_key == section.part_key)
            name = part_place(section.part_key)
            waiting = _waiting(part_slots(section)) + _open(draft, inside)
            entries.append(Entry(name, section.part, 1, inside, waiting, section.part_key))
        part = section.part_key
        level, own = 1 if part is None else 2, (section.key,)
        entries.append(Entry(section_place(section.key), section_title(section), level, own, _open(draft, own)))
    return {entry.key: entry for entry in entries}


def part_place(key: int) -> str:
    """The key of the entry of one part."""
    return f"part-{key}"


def section_place(key: int) -> str:
    """The key of the entry of one section."""
    return f"section-{key}"


def section_title(section: RenderedSection) -> str:
    """The heading of a section, or what its place in the speech is called."""
    return section.heading or section.role.label


def _open(draft: RenderedDraft, numbers: Iterable[int]) -> int:
    return sum(open_slots(draft.section(number)) for number in numbers)


def open_slots(section: RenderedSection) -> int:
    """How many slots of a section are open, those in the title of its part not counted."""
    return _waiting(slots_of(section))


def _waiting(slots: Iterable[RenderedSlot]) -> int:
    return sum(slot.state is State.OPEN for slot in slots)


PART, SECTION = "部分", "节"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A heading as a row to edit: its place in the order, its level in words, its title."""

    order: float
    level: str
    title: str


def outline_rows(headings: Iterable[OutlineHeading]) -> list[OutlineRow]:
    """`headings` as rows, numbered from 1."""
    return [
        OutlineRow(float(place), PART if heading.level == 1 else SECTION, heading.title)
        for place, heading in enumerate(headings, 1)
    ]


def read_outline(rows: Sequence[Mapping[str, object]]) -> tuple[OutlineHeading, ...]:
    """The outline that edited rows (as `OutlineRow`, any cell possibly blank) stand for, in the order of their numbers.

    A row without number keeps its place at the end; one without title is no heading and is left out. Raises
    `InputError` where nothing is left or a section stands before any part.
    """
    filled = [row for row in rows if str(row.get("title") or "").strip()]
    placed = sorted(filled, key=_order)
    outline = tuple(
        OutlineHeading(2 if row.get("level") == SECTION else 1, str(row["title"]).strip()) for row in placed
    )
    if not outline:
        raise InputError("提纲是空的，请至少写一个部分的标题。")
    if outline[0].level != 1:
        raise InputError(f"“{outline[0].title}”前面没有部分标题，请把第一行的级别改为“{PART}”。")
    return outline


def _order(row: Mapping[str, object]) -> float:
    order = row.get("order")
    # A cell left blank reaches us as None or as a NaN, which no order relation holds for.
    return float(order) if isinstance(order, int | float) and order == order else float("inf")


def numbered(outline: Iterable[OutlineHeading]) -> list[str]:
    """The headings as they will stand in the speech: 一、…, （一）…."""
    lines, part, section = [], 0, 0
    for heading in outline:
        if heading.level == 1:
            part, section = part + 1, 0
            lines.append(f"{_chinese(part)}、{heading.title}")
        else:
            section += 1
            lines.append(f"　（{_chinese(section)}）{heading.title}")
    return lines


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")
