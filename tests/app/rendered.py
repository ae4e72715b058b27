"""Small rendered drafts for the tests of the screen's pure modules."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from drafting.model import (
    By,
    Mark,
    MarkKind,
    RenderedDraft,
    RenderedParagraph,
    RenderedSection,
    RenderedSlot,
    Role,
    State,
)
from figures.figure import Figure, FigureKind, FigureRef, Source, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity
from figures.slots import FigureSlot

PERIOD = Period.parse("2026H1")
REF = FigureRef("地区生产总值", Measure.YOY, PERIOD, "岚江市")
FIGURE = Figure(
    1,
    REF,
    Quantity.exact(Decimal("5.2"), "%"),
    FigureKind.ACTUAL,
    Status.VERIFIED,
    "初步",
    Source("主要指标.xlsx", "Sheet1", "C4"),
    "李慧",
    datetime(2026, 7, 14, 4, tzinfo=UTC),
)


def filled(number: int, start: int, text: str, by: By = By.FIGURE, **more: object) -> RenderedSlot:
    """A filled slot reading `text` at `start`."""
    told: dict[str, object] = {"figure": FIGURE} if by is By.FIGURE else {}
    slot = FigureSlot(REF, "增长#%")
    return RenderedSlot(number, start, start + len(text), text, State.FILLED, by, slot, **told | more)  # type: ignore[arg-type]


def open_slot(number: int, start: int, reason: str = "没有核实的数据。") -> RenderedSlot:
    """An open slot, one asterisk at `start`."""
    return RenderedSlot(number, start, start + 1, "*", State.OPEN, By.NOTHING, FigureSlot(REF, "#"), reason=reason)


def paragraph(text: str, *slots: RenderedSlot, lead: int = 0, marks: tuple[Mark, ...] = ()) -> RenderedParagraph:
    """A paragraph with its slots."""
    return RenderedParagraph(text, lead, slots, marks)


def section(
    *paragraphs: RenderedParagraph,
    part: str = "一、形势",
    heading: str = "（一）工业",
    role: Role = Role.SECTION,
    run_in: bool = False,
    titled: tuple[RenderedSlot, ...] = (),
    parted: int = 0,
) -> RenderedSection:
    """A section of these paragraphs."""
    return RenderedSection(role, part, heading, run_in, paragraphs, titled=titled, parted=parted)


def draft(*sections: RenderedSection) -> RenderedDraft:
    """A complete draft of these sections."""
    parts: dict[str, int] = {}
    sections = tuple(
        replace(section, key=key, part_key=parts.setdefault(section.part, key) if section.part else None)
        for key, section in enumerate(sections)
    )
    slots = [slot for part in sections for one in part.paragraphs for slot in one.slots]
    count = sum(slot.state is State.FILLED for slot in slots)
    return RenderedDraft(
        7, "在会上的讲话", "市长", PERIOD, "岚江市", "同志们：", sections, count, len(slots) - count, True
    )


def mark(start: int, end: int, note: str = "去年的会议") -> Mark:
    """A mark that asks for a look."""
    return Mark(start, end, MarkKind.EVENT, note)
