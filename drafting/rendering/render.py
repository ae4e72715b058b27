"""Rendering: a draft as it reads with today's figures, every slot filled or visibly open with its reason.

Made afresh each time; stores nothing. This is the only place where a number gets into a draft's text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafting.model import (
    By,
    Draft,
    DraftParagraph,
    DraftSection,
    Entry,
    EntryState,
    Mark,
    MarkKind,
    RenderedDraft,
    RenderedParagraph,
    RenderedSection,
    RenderedSlot,
    State,
    front_of,
)
from figures.catalogue import Catalogue, Nature
from figures.figure import FigureKind
from figures.measure import Measure
from figures.period import Period, span_name
from figures.resolve import Resolver, describe
from figures.slots import CalendarSlot, CalendarUnit, EntryKind, EntrySlot, FigureSlot, Piece, Slot, TermSlot, Text
from figures.wording import SIGNED, Form, Unwritable, rises, turned, write

OPEN = "*"
_OF_PRICES = {"上涨", "下跌", "涨", "跌"}
_ON_PRICES = re.compile(r"(?<!可比)(?<!不变)价格|物价|CPI|PPI")
_LIST_MARKS = {"、", "和", "与", "及", "以及", "，"}


@dataclass(slots=True)
class _Line:
    """A line of text growing, with its slots and the map from the slotted text to the text as it reads."""

    text: str = ""
    slots: list[RenderedSlot] = field(default_factory=list)
    turned: list[Mark] = field(default_factory=list)
    edges: list[tuple[int, int, bool]] = field(default_factory=lambda: [(0, 0, False)])

    def place(self, at: int) -> int:
        """Where character `at` of the slotted text stands in the rendered one."""
        source, target, inside = max((edge for edge in self.edges if edge[0] <= at), key=lambda edge: edge[0])
        return target if inside else target + at - source


class Renderer:
    """Renders drafts of one period with one resolver and the attested entries of the draft."""

    def __init__(self, resolver: Resolver, catalogue: Catalogue, period: Period, entries: Mapping[int, Entry]):
        self._resolver = resolver
        self._catalogue = catalogue
        self._period = period
        self._entries = entries

    def draft(self, draft: Draft, before: tuple[Draft, RenderedDraft] | None = None) -> RenderedDraft:
        """The whole draft as it reads. `before` is an earlier state of it and how that read with the same figures and
        entries: sections that are as they were then are not rendered again."""
        standing = {} if before is None else dict(zip(before[0].sections, before[1].sections, strict=True))
        sections = tuple(standing.get(section) or self.section(section) for section in draft.sections)
        front = self._front(draft, before)
        headings = dict.fromkeys(line for section in draft.sections for line in (section.part, section.heading))
        slots = [slot for line in headings for slot in self.slots(line)]
        for section in (front, *sections):
            slots += [slot for paragraph in section.paragraphs for slot in paragraph.slots]
        return RenderedDraft(
            id=draft.id,
            title=front.paragraphs[0].text,
            byline=front.paragraphs[1].text,
            period=draft.period,
            region=draft.region,
            salutation=draft.salutation,
            sections=sections,
            filled=sum(slot.state is State.FILLED for slot in slots),
            open=sum(slot.state is State.OPEN for slot in slots),
            complete=draft.complete,
            front=front,
            arranged=draft.arranged,
        )

    def _front(self, draft: Draft, before: tuple[Draft, RenderedDraft] | None) -> RenderedSection:
        front = front_of(draft)
        if before is not None and before[1].front is not None and front_of(before[0]) == front:
            return before[1].front
        return self.section(front)

    def section(self, section: DraftSection) -> RenderedSection:
        """One section as it reads; its slots are numbered through all its paragraphs."""
        paragraphs: list[RenderedParagraph] = []
        number = 0
        for paragraph in section.paragraphs:
            rendered = self._paragraph(paragraph, number)
            number += len(rendered.slots)
            paragraphs.append(rendered)
        part, heading = self._line(section.part, 0), self._line(section.heading, 0)
        shift = len(section.number)  # which the heading is shown behind
        titled = [
            *part.slots,
            *(replace(slot, start=slot.start + shift, end=slot.end + shift) for slot in heading.slots),
        ]
        return RenderedSection(
            role=section.role,
            part=part.text,
            heading=section.number + heading.text,
            run_in=section.run_in,
            paragraphs=tuple(paragraphs),
            offers=section.offers,
            key=section.key,
            part_key=section.part_key,
            version=section.version,
            titled=tuple(replace(slot, number=-1 - at) for at, slot in enumerate(titled)),
            parted=len(part.slots),
        )

    def line(self, pieces: tuple[Piece, ...]) -> str:
        """A heading or title as it reads."""
        return self._line(pieces, 0).text

    def slots(self, pieces: tuple[Piece, ...]) -> list[RenderedSlot]:
        """The slots of a heading or title as they read."""
        return self._line(pieces, 0).slots

    def _paragraph(self, paragraph: DraftParagraph, number: int) -> RenderedParagraph:
        line = self._line(paragraph.pieces, number)
        marks = [Mark(line.place(mark.start), line.place(mark.end), mark.kind, mark.note) for mark in paragraph.marks]
        return RenderedParagraph(line.text, line.place(paragraph.lead), tuple(line.slots), (*marks, *line.turned))

    def _line(self, pieces: tuple[Piece, ...], number: int) -> _Line:
        line = _Line()
        source, spoken, between = 0, "", ""
        for at, piece in enumerate(pieces):
            if isinstance(piece, Text):
                line.text += piece.words
                source += len(piece.words)
                between = piece.words
                continue
            line.edges.append((source, len(line.text), True))
            if between not in _LIST_MARKS:
                spoken = ""
            held = self._standing(piece)
            shown = self._with_unit(held, pieces[at + 1 : at + 3])
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            after = following.words if isinstance(following, Text) else ""
            slot, spoken = self._slot(shown, number + len(line.slots), line.text, after, spoken)
            slot = replace(slot, slot=held)
            line.slots.append(slot)
            if (mark := self._turned(slot, spoken)) is not None:
                line.turned.append(mark)
            line.text += slot.text
            source += len(str(piece))
            line.edges.append((source, len(line.text), False))
            between = ""
        return line

    def _standing(self, slot: Slot) -> Slot:
        """`slot`; in the place of an entry that was declined or withdrawn what it had been given for."""
        entry = self._entries.get(slot.entry) if isinstance(slot, EntrySlot) and slot.entry is not None else None
        if entry is None or entry.instead is None or entry.state in (EntryState.VALID, EntryState.WAITING):
            return slot
        return self._standing(entry.instead)

    def _with_unit(self, slot: Slot, ahead: tuple[Piece, ...]) -> Slot:
        """`slot` with its unit printed where the next member of its list, which was to print it, will only say 持平."""
        unit = re.search(r"#\(([^)]+)\)", slot.form) if isinstance(slot, FigureSlot) else None
        if unit is None or len(ahead) < 2 or not isinstance(slot, FigureSlot):
            return slot
        mark, following = ahead
        if not isinstance(mark, Text) or mark.words not in _LIST_MARKS or isinstance(following, Text):
            return slot
        following = self._standing(following)
        if not isinstance(following, FigureSlot):
            return slot
        if "持平" not in self._figure(following, 0, "", "", "")[0].text:
            return slot
        return replace(slot, form=slot.form.replace(unit[0], f"#{unit[1]}"))

    def _slot(self, slot: Slot, number: int, before: str, after: str, spoken: str) -> tuple[RenderedSlot, str]:
        if isinstance(slot, FigureSlot):
            return self._figure(slot, number, before, after, spoken)
        text, by, note, reason = self._other(slot, before, after)
        at = len(before)
        state = State.OPEN if by is By.NOTHING else State.FILLED
        return RenderedSlot(number, at, at + len(text), text, state, by, slot, note=note, reason=reason), ""

    def _figure(self, slot: FigureSlot, number: int, before: str, after: str, spoken: str) -> tuple[RenderedSlot, str]:
        at = len(before)
        resolution = self._resolver.resolve(slot)
        reason = resolution.reason
        if resolution.quantity is not None:
            try:
                decimals = None if slot.kind is FigureKind.TARGET else self._decimals(slot)
                written = write(
                    slot.form,
                    resolution.quantity,
                    slot.ref.measure,
                    decimals=decimals,
                    spoken=spoken,
                    before=before,
                    after=after,
                    of_prices=self._of_prices(slot, before),
                    rate=self._rate(slot),
                )
            except Unwritable as mismatch:
                reason = f"{describe(slot.ref, slot.kind)}填不进这句话：{mismatch}，请核对口径或改写句子。"
            else:
                rendered = RenderedSlot(
                    number,
                    at,
                    at + len(written.text),
                    written.text,
                    State.FILLED,
                    By.FIGURE if resolution.figure is not None else By.FORMULA,
                    slot,
                    figure=resolution.figure,
                    formula=resolution.formula,
                    inputs=resolution.inputs,
                    note="；".join(resolution.remarks) or None,
                )
                return rendered, written.verb
        text = re.sub(r"\([^)]*\)", "", slot.form or "#").replace("#", OPEN)
        rendered = RenderedSlot(number, at, at + len(text), text, State.OPEN, By.NOTHING, slot, reason=reason)
        return rendered, Form.parse(slot.form).verb

    def _of_prices(self, slot: FigureSlot, before: str) -> bool:
        """Whether what the slot asks for rises by 上涨: a price, or a kind of goods in a sentence on prices. Raises
        `Unwritable` where the past sentence spoke of a price and the slot does not."""
        if "价" in slot.ref.indicator:
            return True
        known = self._catalogue.find(slot.ref.indicator)
        if known is None:
            return _ON_PRICES.search(re.split(r"[。！？\n]", before)[-1]) is not None
        verb = Form.parse(slot.form).verb
        if known.nature is not Nature.INDEX and slot.ref.measure in (Measure.YOY, Measure.QOQ) and verb in _OF_PRICES:
            raise Unwritable(f"“{verb}”说的是价格，“{known.name}”不是价格")
        return known.nature is Nature.INDEX

    def _rate(self, slot: FigureSlot) -> Decimal | None:
        """The growth that a change of it leads to, None where no table tells it."""
        if slot.ref.measure is not Measure.RATE_CHANGE:
            return None
        grown = self._resolver.resolve(FigureSlot(replace(slot.ref, measure=Measure.YOY, comparator=None), ""))
        return None if grown.quantity is None else grown.quantity.value

    def _decimals(self, slot: FigureSlot) -> int | None:
        """The decimals a figure is shown with, where the words are in the unit that they are meant for: 23456元 in
        万元 keeps all its digits."""
        known, unit = self._catalogue.find(slot.ref.indicator), Form.parse(slot.form).measured_in
        amount = slot.ref.measure in (Measure.VALUE, Measure.DIFFERENCE)
        if amount and known is not None and unit and unit != known.unit:
            return None
        return self._catalogue.decimals(slot.ref.indicator, slot.ref.measure)

    def _turned(self, slot: RenderedSlot, verb: str) -> Mark | None:
        """A mark where the words no longer fit the direction: the verb turned against the past text, or it tells of an
        amount (下降到…) whose move the figures do not bear out."""
        asked = slot.slot
        if slot.state is State.OPEN or not isinstance(asked, FigureSlot):
            return None
        if asked.ref.measure in SIGNED:
            if not turned(asked.form, verb):
                return None
            note = f"往年此处为“{Form.parse(asked.form).verb}”，今年数据方向不同，请核对前后措辞。"
            return Mark(slot.start, slot.end, MarkKind.DIRECTION, note)
        rise = rises(asked.form)
        if rise is None or asked.kind is FigureKind.TARGET:
            return None
        moved = self._resolver.resolve(FigureSlot(replace(asked.ref, measure=Measure.DIFFERENCE, comparator=None), ""))
        if moved.quantity is not None and moved.quantity.value != 0 and (moved.quantity.value > 0) == rise:
            return None
        note = f"“{Form.parse(asked.form).verb}”沿用往年说法，数据表中的变化与之不符或无从核对，请核对。"
        return Mark(slot.start, slot.end, MarkKind.DIRECTION, note)

    def _other(
        self, slot: CalendarSlot | EntrySlot | TermSlot, before: str, after: str
    ) -> tuple[str, By, str | None, str | None]:
        if isinstance(slot, CalendarSlot):
            return slot.form.replace("#", _calendar(slot, self._period)), By.CALENDAR, None, None
        if isinstance(slot, TermSlot):
            if self._resolver.knows_term(slot.words, before, after):
                return slot.words, By.TERM, "指标名称中的数字", None
            return OPEN, By.NOTHING, None, f"前后文不是名称中含“{slot.words}”的指标，请核对或改写。"
        entry = self._entries.get(slot.entry) if slot.entry is not None else None
        if entry is not None and entry.state is EntryState.VALID:
            checked = f"复核：{entry.checked_by}" if entry.checked_by else ""
            parts = (f"填报：{entry.by}；来源：{entry.source}", checked, entry.reason, self._tables_say(entry))
            note = "；".join(part for part in parts if part)
            value = entry.value.removeprefix("第") if slot.form.startswith("第#") else entry.value
            return slot.form.replace("#", value), By.ENTRY, note, None
        return slot.form.replace("#", OPEN), By.NOTHING, None, self._unfilled(slot, entry)

    def _unfilled(self, slot: EntrySlot, entry: Entry | None) -> str:
        """Why a slot that only a person can fill is open."""
        if entry is None or entry.state is not EntryState.WAITING:
            return _ask(slot)
        told = self._tables_say(entry)
        said = f"填报“{entry.value}”（{entry.by}；来源：{entry.source}）待复核，由另一人确认后才填入"
        return f"{said}；{told}。" if told else f"{said}。"

    def _tables_say(self, entry: Entry) -> str:
        """How what was attested in place of a figure compares with the tables of today; "" where they tell nothing."""
        if not isinstance(entry.instead, FigureSlot):
            return ""
        told, _ = self._figure(entry.instead, 0, "", "", "")
        if told.state is State.OPEN:
            return ""
        sources = "、".join(dict.fromkeys(item.source.label for item in told.inputs or (told.figure,) if item))
        if told.text == entry.value:
            return f"与数据表一致（{sources}）"
        return f"数据表为“{told.text}”（{sources}），与所填不同"


def _calendar(slot: CalendarSlot, period: Period) -> str:
    if slot.unit is CalendarUnit.YEAR:
        return str(period.year + slot.offset)
    if slot.unit is CalendarUnit.MONTHS:
        return f"{period.first}—{period.last}"
    if slot.unit is CalendarUnit.LAST_MONTH:
        return str(period.last)
    if slot.unit is CalendarUnit.SPAN:
        return span_name(period)
    return "一二三四"[slot.offset - 1]


def _ask(slot: EntrySlot) -> str:
    if slot.kind is EntryKind.CHECK:
        return f"{slot.hint or '这里的内容没有来源'}，请核对后填写或改写。"
    if slot.kind is EntryKind.REPORTED:
        return f"数据表中没有这个数（{slot.hint or '部门素材'}，未核实），请核实后填写。"
    told = f"（往年原文：{slot.hint}）" if slot.hint and slot.hint != OPEN else ""
    what = {
        EntryKind.NAME: "名称需由人填写",
        EntryKind.DATE: "时间不能沿用，需由人确认",
        EntryKind.COUNT: "这是工作任务或名称中的数，数据表不能提供，需由人填写",
        EntryKind.OTHER: "没有认出这个数说的是什么，需由人填写",
    }[slot.kind]
    return f"{what}{told}。"
