"""The ledger as charts: values in, a Vega-Lite specification and its rows out. Pure; knows no Streamlit."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app_pages.common.charts import REACHED, SET, Chart, Point, series_chart
from figures.ledger.target import Actual, Target, TargetStatus

# Told apart by lightness too, on white and on black.
COLOURS = {
    TargetStatus.MET: "#2e8b57",
    TargetStatus.MISSED: "#d1495b",
    TargetStatus.ON_TRACK: "#3d7ebf",
    TargetStatus.BEHIND: "#e08e2b",
    TargetStatus.OPEN: "#8c959f",
}


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


def years_chart(reached: Sequence[Actual], targets: Sequence[Target], unit: str) -> Chart | None:
    """One indicator over the years: what was reached as a line, what was set as marks. None where there is neither."""
    points = [Point(str(actual.period.year), REACHED, actual.quantity, actual.source.label) for actual in reached]
    points += [
        Point(str(told.period.year), SET, told.quantity, told.document)
        for told in (target.statement for target in targets)
        if told.period is not None and told.quantity is not None
    ]
    return series_chart(sorted(points, key=lambda point: point.when), unit, "年份")


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


def counts_html(targets: Sequence[Target]) -> str:
    """How many targets there are and how many stand where, each in its colour."""
    standing = Counter(target.outcome.status for target in targets)
    keys = "".join(
        f'<span><span class="dot" style="background:{colour}"></span>{status.label} {standing[status]}</span>'
        for status, colour in COLOURS.items()
    )
    return f'<p class="legend"><b>目标 {len(targets)}</b>{keys}</p>'
