"""How values read on the screen: quantities, refs, sources and the rows of the tables shown.

Pure; knows no Streamlit.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clock import here, today
from drafting.finishing.model import Unit
from figures.figure import Figure, FigureKind, FigureRef
from figures.tables import CellReading

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def plain(text: str) -> str:
    """`text` so that Streamlit's Markdown prints it letter by letter: names of files and titles are not to be trusted
    with links, pictures or formulas."""
    return _MARKDOWN.sub(r"\\\1", text)


def measure_text(ref: FigureRef) -> str:
    """The measure with what it is compared with: 百分点差（全国）."""
    return f"{ref.measure.label}（{ref.comparator}）" if ref.comparator else ref.measure.label


def ref_text(ref: FigureRef, kind: FigureKind = FigureKind.ACTUAL) -> str:
    """A ref on one line: 地区生产总值 · 同比 · 2026年上半年 · 岚江市."""
    name = f"{ref.indicator}（目标）" if kind is FigureKind.TARGET else ref.indicator
    return " · ".join((name, measure_text(ref), ref.period.label, ref.region))


def verification_text(figure: Figure) -> str:
    """How far a figure is trusted, and by whose word: 已核实（李慧，2026-07-14）."""
    said = [
        f"{person}，{here(at):%Y-%m-%d}" if at else person
        for person, at in ((figure.checked_by, figure.checked_at), (figure.verified_by, figure.verified_at))
        if person
    ]
    return f"{figure.stage.value}（{'；'.join(said)}）" if said else figure.stage.value


def embargo_text(figure: Figure) -> str:
    """Until when the figure may not be published, "" where it may."""
    return f"{figure.embargo} 前不得公开" if figure.embargo else ""


def moment_text(at: datetime) -> str:
    """A moment by the country's clock."""
    shown = here(at)
    return f"{shown.year}年{shown.month}月{shown.day}日 {shown:%H:%M}"


def clock_text(at: datetime, now: datetime | None = None) -> str:
    """A moment by the country's clock, the day left out where it is today's."""
    shown, day = here(at), here(now).date() if now else today()
    return f"{shown:%H:%M}" if shown.date() == day else f"{shown.month}月{shown.day}日 {shown:%H:%M}"


def duration_text(seconds: int) -> str:
    """A reading time: 3分05秒."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"


def length_text(amount: int, unit: Unit) -> str:
    """So much of what a budget counts."""
    return f"{amount:,}字" if unit is Unit.CHARACTERS else duration_text(amount)


def kind_text(kind: FigureKind) -> str:
    """What the screen calls an actual or a target."""
    return "目标" if kind is FigureKind.TARGET else "实际"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as a row of a list."""

    indicator: str
    measure: str
    period: str
    region: str
    value: str
    kind: str
    vintage: str
    status: str
    embargo: str
    source: str


FIGURE_HEADS = {
    "indicator": "指标",
    "measure": "口径",
    "period": "期间",
    "region": "地区",
    "value": "数值",
    "kind": "类型",
    "vintage": "版本",
    "status": "状态",
    "embargo": "不得公开至",
    "source": "来源",
}


def figure_row(figure: Figure) -> FigureRow:
    """`figure` as a row."""
    ref = figure.ref
    return FigureRow(
        ref.indicator,
        measure_text(ref),
        ref.period.label,
        ref.region,
        figure.quantity.label,
        kind_text(figure.kind),
        figure.vintage,
        verification_text(figure),
        str(figure.embargo or ""),
        figure.source.label,
    )


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell of a table beside what was read in it."""

    cell: str
    raw: str
    indicator: str
    measure: str
    period: str
    region: str
    value: str
    kind: str
    problem: str


CELL_HEADS = {
    "cell": "单元格",
    "raw": "原文",
    "indicator": "指标",
    "measure": "口径",
    "period": "期间",
    "region": "地区",
    "value": "读作",
    "kind": "类型",
    "problem": "问题",
}


def columns_of(rows: Sequence[FigureRow] | Sequence[CellRow], heads: Mapping[str, str]) -> dict[str, list[str]]:
    """`rows` as the columns of a table, each under its head. (Column by column, since a workspace has thousands.)"""
    return {head: [getattr(row, name) for row in rows] for name, head in heads.items()}


def cell_rows(readings: Iterable[CellReading], known: Collection[str] | None = None) -> list[CellRow]:
    """`readings` as rows, those with a problem on top, else in the order of the table. An indicator that is not among
    the `known` names is said to be new (None: nothing is said)."""
    return [_cell_row(reading, known) for reading in sorted(readings, key=lambda reading: reading.problem is None)]


def _cell_row(reading: CellReading, known: Collection[str] | None) -> CellRow:
    ref, quantity = reading.ref, reading.quantity
    new = ref is not None and known is not None and ref.indicator not in known
    return CellRow(
        reading.address,
        reading.raw,
        (f"{ref.indicator}（新指标）" if new else ref.indicator) if ref else "",
        measure_text(ref) if ref else "",
        ref.period.label if ref else "",
        ref.region if ref else "",
        quantity.label if quantity else "",
        kind_text(reading.kind) if ref else "",
        reading.problem or "",
    )
