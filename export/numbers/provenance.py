"""What stands behind a number on the page, in words for a person. Knows slots and figures, nothing of Word or Excel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clock import here
from drafting.model import By, RenderedSlot, State
from figures.figure import Figure, FigureKind, Source
from figures.slots import CalendarSlot, EntrySlot, FigureSlot, TermSlot

_BY = {
    By.FIGURE: "数据表",
    By.FORMULA: "由已核实数据计算",
    By.CALENDAR: "由讲话期间推出",
    By.ENTRY: "填报",
    By.TERM: "指标名称里的数字",
    By.NOTHING: "",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Each part is "" where it does not apply. `how` tells what filled the slot; `figures` are the ids behind it."""

    indicator: str
    measure: str
    period: str
    region: str
    comparator: str
    value: str
    source: str
    vintage: str
    verified: str
    embargo: str
    state: str
    how: str
    reason: str
    formula: str
    note: str
    figures: tuple[int, ...]

    def lines(self) -> tuple[str, ...]:
        """`名称：内容` for every part that says something, in the order a checker asks."""
        named = (
            ("状态", self.state if self.reason else ""),
            ("原因", self.reason),
            ("指标", self.indicator),
            ("口径", self.measure),
            ("期间", self.period),
            ("地区", self.region),
            ("比较", self.comparator),
            ("数值", self.value),
            ("来路", self.how),
            ("公式", self.formula),
            ("来源", self.source),
            ("版本", self.vintage),
            ("核实", self.verified),
            ("不得公开", self.embargo),
            ("说明", self.note),
        )
        return tuple(f"{name}：{said}" for name, said in named if said)


def provenance(slot: RenderedSlot) -> Provenance:
    """All that is known of `slot`."""
    figures = figures_behind(slot)
    indicator, measure, period, region, comparator = _asked(slot)
    several = len(figures) > 1
    return Provenance(
        indicator=indicator,
        measure=measure,
        period=period,
        region=region,
        comparator=comparator,
        value=_joined(_value(figure, several) for figure in figures),
        source=_joined(source_words(figure.source) for figure in figures),
        vintage=_joined(figure.vintage for figure in figures),
        verified=_joined(_verified(figure) for figure in figures),
        embargo=_joined(f"{figure.embargo} 前" for figure in figures if figure.embargo),
        state="已填" if slot.state is State.FILLED else "待核",
        how=_BY[slot.by],
        reason=slot.reason or "",
        formula=slot.formula or "",
        note=slot.note or "",
        figures=tuple(figure.id for figure in figures),
    )


def figures_behind(slot: RenderedSlot) -> tuple[Figure, ...]:
    """The figure that fills `slot`, or those its formula was computed from; each once."""
    behind = slot.inputs or ((slot.figure,) if slot.figure else ())
    return tuple({figure.id: figure for figure in behind}.values())


def source_words(source: Source) -> str:
    """File, sheet and cell, or file and characters."""
    if source.span and not source.cell:
        return f"{source.label} · 第{source.span[0] + 1}—{source.span[1]}字"
    return source.label


def _asked(slot: RenderedSlot) -> tuple[str, str, str, str, str]:
    match slot.slot:
        case FigureSlot(ref=ref, kind=kind):
            name = f"{ref.indicator}（目标）" if kind is FigureKind.TARGET else ref.indicator
            return name, ref.measure.label, ref.period.label, ref.region, ref.comparator or ""
        case CalendarSlot(unit=unit):
            return f"日历（{unit.value}）", "", "", "", ""
        case EntrySlot(kind=kind):
            return f"填报（{kind.value}）", "", "", "", ""
        case TermSlot(words=words):
            return f"指标名称（{words}）", "", "", "", ""


def _value(figure: Figure, named: bool) -> str:
    words = figure.quantity.label
    if not named:
        return words
    ref = figure.ref
    return f"{ref.region}{ref.period.label}{ref.indicator}{ref.measure.label} {words}"


def _verified(figure: Figure) -> str:
    vouched = ((figure.checked_by, figure.checked_at), (figure.verified_by, figure.verified_at))
    return "；".join(_by_whom(person, at) for person, at in vouched if person)


def _by_whom(person: str, at: datetime | None) -> str:
    if not at:
        return person
    day = here(at) if at.tzinfo else at
    return f"{person}，{day.year}年{day.month}月{day.day}日"


def _joined(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(word for word in words if word))
