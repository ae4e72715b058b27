"""Drafts for the tests of this room: made-up words about a made-up city, with every role, open slots and marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import cycle

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
from figures.quantity import Bound, Quantity
from figures.slots import CalendarSlot, CalendarUnit, EntryKind, EntrySlot, FigureSlot, Slot

PERIOD = Period.parse("2026H1")
TITLE = "在2026年上半年全市经济形势分析会议上的讲话"


@dataclass(frozen=True)
class Placed:
    """A slot to be placed in a paragraph: how it reads, and what stands behind it."""

    text: str
    slot: Slot
    by: By = By.FIGURE
    figure: Figure | None = None
    formula: str | None = None
    inputs: tuple[Figure, ...] = ()
    note: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Marked:
    """Words a person must look at."""

    text: str
    kind: MarkKind
    note: str = "请核对是否仍然适用"


def figure(
    id: int = 1,
    indicator: str = "地区生产总值",
    measure: Measure = Measure.YOY,
    low: str | None = "5.2",
    high: str | None = None,
    unit: str = "%",
    bound: Bound | None = None,
    kind: FigureKind = FigureKind.ACTUAL,
    source: Source | None = None,
) -> Figure:
    top = high if high is not None else (None if bound is Bound.AT_LEAST else low)
    quantity = Quantity(Decimal(low) if low else None, Decimal(top) if top else None, unit, bound)
    return Figure(
        id,
        FigureRef(indicator, measure, PERIOD, "岚江市"),
        quantity,
        kind,
        Status.VERIFIED,
        "快报",
        source or Source("岚江市上半年主要经济指标.xlsx", "主要指标", f"C{id + 4}"),
        "陈明",
        datetime(2026, 7, 18, 9, tzinfo=UTC),
    )


def filled(text: str = "增长5.2%", behind: Figure | None = None) -> Placed:
    behind = behind or figure()
    return Placed(text, FigureSlot(behind.ref, "增长#%", behind.kind), figure=behind)


def opened(text: str = "增长*%", reason: str = "表中没有这项数据，请补录或填报。") -> Placed:
    ref = FigureRef("社会消费品零售总额", Measure.YOY, PERIOD, "岚江市")
    return Placed(text, FigureSlot(ref, "增长#%"), By.NOTHING, reason=reason)


def computed() -> Placed:
    inputs = (figure(1), figure(2, "全省地区生产总值", low="4.9"))
    slot = FigureSlot(FigureRef("地区生产总值", Measure.PP_DIFF, PERIOD, "岚江市", "全省"), "高#个百分点")
    return Placed("高0.3个百分点", slot, By.FORMULA, formula="5.2% − 4.9% = 0.3个百分点", inputs=inputs)


def calendar(text: str = "2026年") -> Placed:
    return Placed(text, CalendarSlot(CalendarUnit.YEAR, 0, "#年"), By.CALENDAR)


def attested(text: str = "12家") -> Placed:
    return Placed(text, EntrySlot(EntryKind.COUNT, "#家", 3), By.ENTRY, note="李静据市工信局七月报表填报，陈明确认")


def paragraph(*parts: str | Placed | Marked, lead: int = 0) -> RenderedParagraph:
    text = ""
    slots: list[RenderedSlot] = []
    marks: list[Mark] = []
    for part in parts:
        words = part if isinstance(part, str) else part.text
        start, end = len(text), len(text) + len(words)
        if isinstance(part, Placed):
            state = State.OPEN if part.by is By.NOTHING else State.FILLED
            slots.append(
                RenderedSlot(
                    len(slots),
                    start,
                    end,
                    words,
                    state,
                    part.by,
                    part.slot,
                    part.figure,
                    part.formula,
                    part.inputs,
                    part.note,
                    part.reason,
                )
            )
        elif isinstance(part, Marked):
            marks.append(Mark(start, end, part.kind, part.note))
        text += words
    return RenderedParagraph(text, lead, tuple(slots), tuple(marks))


@dataclass
class Speech:
    """Collects sections; `rendered` is the draft."""

    title: str = TITLE
    byline: str = "岚江市人民政府市长　*"
    salutation: str = "同志们："
    complete: bool = True
    sections: list[RenderedSection] = field(default_factory=list)

    def add(
        self,
        *paragraphs: RenderedParagraph,
        role: Role = Role.SECTION,
        part: str = "",
        heading: str = "",
        run_in: bool = False,
    ) -> "Speech":
        self.sections.append(RenderedSection(role, part, heading, run_in, paragraphs, key=len(self.sections)))
        return self

    def rendered(self) -> RenderedDraft:
        slots = [slot for section in self.sections for each in section.paragraphs for slot in each.slots]
        unfilled = sum(slot.state is State.OPEN for slot in slots)
        return RenderedDraft(
            7,
            self.title,
            self.byline,
            PERIOD,
            "岚江市",
            self.salutation,
            tuple(self.sections),
            len(slots) - unfilled,
            unfilled,
            self.complete,
        )


def small_speech() -> RenderedDraft:
    """One of everything, on little more than a page."""
    one, two = "一、上半年经济运行稳中有进", "二、下半年重点工作"
    return (
        Speech()
        .add(paragraph("刚才，几个部门作了发言，我都同意。下面，我讲几点意见。"), role=Role.PREAMBLE)
        .add(paragraph(calendar(), "以来，全市上下同心协力。"), role=Role.INTRO, part=one)
        .add(
            paragraph("全市地区生产总值", filled(), "，比全省", computed(), "；社会消费品零售总额", opened(), "。"),
            part=one,
            heading="（一）经济运行提质增速",
            run_in=True,
        )
        .add(
            paragraph("工业支撑有力。新增规模以上企业", attested(), "。", lead=6),
            paragraph(Marked("年初召开的项目推进会作了部署", MarkKind.EVENT), "，要抓好落实。"),
            part=one,
            heading="（二）工业生产较快增长",
        )
        .add(paragraph("成绩来之不易。"), role=Role.OUTRO, part=one)
        .add(
            paragraph(
                "城镇新增就业",
                filled(
                    "1.2万人以上",
                    figure(9, "城镇新增就业", Measure.VALUE, "1.2", None, "万人", Bound.AT_LEAST, FigureKind.TARGET),
                ),
                "。",
            ),
            part=two,
            heading="（一）稳定就业",
        )
        .add(paragraph("同志们，让我们携手努力！"), role=Role.CLOSING)
        .rendered()
    )


_WORDS = (
    "坚持把发展实体经济作为主攻方向，推动传统产业改造提升、新兴产业培育壮大，着力补齐短板弱项，不断增强发展的内生动力。",
    "各级各部门要增强责任感和紧迫感，对照年初目标逐项梳理，盯住薄弱环节，细化工作举措，确保各项任务落到实处、见到成效。",
    "要持续优化营商环境，深化“放管服”改革，帮助企业解决用地、用工、融资等方面的困难，让企业安心经营、放心投资、专心创业。",
    "统筹发展和安全，抓好防汛抗旱、安全生产、食品药品监管等工作，坚决守住不发生系统性风险的底线，维护社会大局和谐稳定。",
)


def long_speech(characters: int = 12_000, slots: int = 250) -> RenderedDraft:
    """About `characters` characters with about `slots` slots, every sixth of them open."""
    speech, words, numbers = Speech(), cycle(_WORDS), _numbers()
    speech.add(paragraph("刚才，有关部门作了发言，我都同意。", next(words), "下面，我讲三点意见："), role=Role.PREAMBLE)
    parts = [
        f"{number}、{name}"
        for number, name in zip("一二三", ("上半年经济运行", "当前存在的问题", "下半年重点工作"), strict=True)
    ]
    sections = 24
    for number in range(sections):
        part = parts[number * 3 // sections]
        if number % 8 == 0:
            speech.add(paragraph("今年以来，" + next(words)), role=Role.INTRO, part=part)
        speech.add(
            *_section(number, characters // sections - 45, slots // sections + 1, words, numbers),
            part=part,
            heading=f"（{'一二三四五六七八'[number % 8]}）经济运行稳中有进",
            run_in=number % 2 == 0,
        )
        if number % 8 == 7:
            speech.add(paragraph("总的来看，" + next(words)), role=Role.OUTRO, part=part)
    return speech.add(paragraph("同志们，让我们携手努力！"), role=Role.CLOSING).rendered()


def _section(
    number: int, characters: int, slots: int, words: Iterator[str], numbers: Iterator[Placed]
) -> Iterator[RenderedParagraph]:
    told: list[str | Placed | Marked] = ["产业发展提质增效。"]
    for place in range(slots):
        told += [
            ("地区生产总值", "规模以上工业增加值", "固定资产投资")[place % 3],
            next(numbers),
            "，" if place % 4 else "。",
        ]
    told.append(Marked("年初召开的推进会作了全面部署。", MarkKind.EVENT))
    yield paragraph(*told, lead=8)
    length = sum(len(part if isinstance(part, str) else part.text) for part in told)
    while length < characters:
        more = next(words)
        length += len(more)
        yield paragraph(more)


def _numbers() -> Iterator[Placed]:
    id = 0
    while True:
        id += 1
        kinds = (filled(f"增长{id % 9}.{id % 7}%", figure(id)), opened(), computed(), calendar(), attested(), filled())
        yield kinds[(0, 2, 0, 3, 0, 1)[id % 6] if id % 12 else 4]
