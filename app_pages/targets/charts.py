"""The ledger as charts: values in, a Vega-Lite specification and its rows out. Pure; knows no Streamlit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from figures.ledger.target import Actual, Target, TargetStatus
from figures.quantity import Bound, Quantity

# Told apart by lightness too, on white and on black.
COLOURS = {
    TargetStatus.MET: "#2e8b57",
    TargetStatus.MISSED: "#d1495b",
    TargetStatus.ON_TRACK: "#3d7ebf",
    TargetStatus.BEHIND: "#e08e2b",
    TargetStatus.OPEN: "#8c959f",
}
_REACHED, _SET = "实际", "目标"
_SERIES = {_REACHED: "#3d7ebf", _SET: "#e08e2b"}


@dataclass(frozen=True, slots=True)
class Chart:
    """What Streamlit draws: the rows and how they are drawn."""

    rows: list[dict[str, Any]]
    spec: dict[str, Any]


def progress_chart(targets: Sequence[Target]) -> Chart | None:
    """Amounts against the calendar: how much of each target is reached, beside how much of its time is over. None where
    no target can be told so."""
    rows = [_progress_row(target) for target in targets if _can_progress(target)]
    if not rows:
        return None
    return Chart(
        rows,
        {
            "height": {"step": 26},
            "encoding": {"y": {"field": "目标项", "type": "nominal", "sort": None, "title": None, "axis": _WIDE}},
            "layer": [
                {
                    "mark": {"type": "bar", "height": 14},
                    "encoding": {
                        "x": {"field": "完成", "type": "quantitative", "title": "完成目标的百分比（竖线为序时进度）"},
                        "color": _status_colours(),
                        "tooltip": [{"field": name} for name in ("目标项", "期间", "完成", "序时", "状态", "算式")],
                    },
                },
                {
                    "mark": {"type": "tick", "thickness": 3, "height": 22, "color": "#8c959f"},
                    "encoding": {"x": {"field": "序时", "type": "quantitative"}},
                },
            ],
        },
    )


def rates_chart(targets: Sequence[Target]) -> Chart | None:
    """Rates in percent: what was set as a mark, what was reached as a dot. None where no target can be told so."""
    rows = [_rate_row(target) for target in targets if _is_rate(target)]
    if not rows:
        return None
    y = {"field": "目标项", "type": "nominal", "sort": None, "title": None, "axis": _WIDE}
    return Chart(
        rows,
        {
            "height": {"step": 26},
            "encoding": {"y": y},
            "layer": [
                {
                    "mark": {"type": "rule", "color": "#8c959f"},
                    "encoding": {
                        "x": {"field": "定", "type": "quantitative", "title": "%（竖线为目标，圆点为实际）"},
                        "x2": {"field": "达"},
                    },
                },
                {
                    "mark": {"type": "tick", "thickness": 3, "height": 18, "color": "#8c959f"},
                    "encoding": {"x": {"field": "定", "type": "quantitative"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                    "encoding": {
                        "x": {"field": "达", "type": "quantitative"},
                        "color": _status_colours(),
                        "tooltip": [{"field": name} for name in ("目标项", "期间", "定", "达", "状态", "算式")],
                    },
                },
            ],
        },
    )


def series_chart(reached: Sequence[Actual], targets: Sequence[Target], unit: str) -> Chart | None:
    """One indicator over the years: what was reached as a line, what was set as marks. None where there is neither."""
    rows = [_point(actual.period.year, _REACHED, actual.quantity, actual.source.label) for actual in reached]
    rows += [
        _point(told.period.year, _SET, told.quantity, told.document)
        for told in (target.statement for target in targets)
        if told.period is not None and told.quantity is not None
    ]
    if not rows:
        return None
    colour = {
        "field": "类型",
        "type": "nominal",
        "scale": {"domain": list(_SERIES), "range": list(_SERIES.values())},
        "legend": {"title": None, "orient": "top"},
    }
    encoding = {
        "x": {"field": "年份", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
        "y": {"field": "数值", "type": "quantitative", "title": unit, "scale": {"zero": False}},
        "color": colour,
        "tooltip": [{"field": name} for name in ("年份", "类型", "写作", "来源")],
    }
    return Chart(
        rows,
        {
            "height": 340,
            "encoding": encoding,
            "layer": [
                {
                    "transform": [{"filter": f"datum['类型'] === '{_REACHED}'"}],
                    "mark": {"type": "line", "point": {"size": 70, "filled": True}},
                },
                {
                    "transform": [{"filter": f"datum['类型'] === '{_SET}'"}],
                    "mark": {"type": "rule", "strokeWidth": 3},
                    "encoding": {"y2": {"field": "至"}},
                },
                {
                    "transform": [{"filter": f"datum['类型'] === '{_SET}'"}],
                    "mark": {"type": "point", "shape": "diamond", "size": 110, "filled": True, "opacity": 1},
                },
            ],
        },
    )


_WIDE = {"labelLimit": 320}


def _can_progress(target: Target) -> bool:
    return target.outcome.pace is not None and target.outcome.calendar is not None


def _is_rate(target: Target) -> bool:
    told, actual = target.statement, target.outcome.actual
    return told.unit == "%" and told.quantity is not None and actual is not None and actual.quantity.unit == "%"


def _progress_row(target: Target) -> dict[str, Any]:
    outcome = target.outcome
    return _named(target) | {"完成": round(outcome.pace or 0.0, 1), "序时": round(outcome.calendar or 0.0, 1)}


def _rate_row(target: Target) -> dict[str, Any]:
    quantity, actual = target.statement.quantity, target.outcome.actual
    assert quantity is not None and actual is not None  # only rates with both come here
    return _named(target) | {"定": float(quantity.value), "达": float(actual.quantity.value)}


def _named(target: Target) -> dict[str, Any]:
    told, outcome = target.statement, target.outcome
    tier = f"（{told.tier.label}）" if told.tier.value == "stretch" else ""
    period = outcome.actual.period.label if outcome.actual else told.when
    return {
        "目标项": f"{told.when} {told.indicator}{tier}",
        "期间": period,
        "状态": outcome.status.label,
        "算式": outcome.reckoning,
    }


def _status_colours() -> dict[str, Any]:
    return {
        "field": "状态",
        "type": "nominal",
        "scale": {"domain": [status.label for status in COLOURS], "range": list(COLOURS.values())},
        "legend": {"title": None, "orient": "top"},
    }


def _point(year: int, kind: str, quantity: Quantity, source: str) -> dict[str, Any]:
    far = quantity.high if quantity.bound is Bound.RANGE else quantity.value
    return {
        "年份": str(year),
        "类型": kind,
        "数值": float(quantity.value),
        "至": float(far if far is not None else Decimal(0)),
        "写作": quantity.label,
        "来源": source,
    }


def counts_html(targets: Sequence[Target]) -> str:
    """How many targets there are and how many stand where, each in its colour."""
    standing = Counter(target.outcome.status for target in targets)
    keys = "".join(
        f'<span><span class="dot" style="background:{colour}"></span>{status.label} {standing[status]}</span>'
        for status, colour in COLOURS.items()
    )
    return f'<p class="legend"><b>目标 {len(targets)}</b>{keys}</p>'
