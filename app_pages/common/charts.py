"""Charts of figures over time: values in, a Vega-Lite specification and its rows out. Pure; knows no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from figures.quantity import Bound, Quantity

REACHED, SET = "实际", "目标"
_SERIES = {REACHED: "#3d7ebf", SET: "#e08e2b"}


@dataclass(frozen=True, slots=True)
class Chart:
    """What Streamlit draws: the rows and how they are drawn."""

    rows: list[dict[str, Any]]
    spec: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """A quantity on the axis of time: `when` is how its time reads there, `kind` is `REACHED` or `SET`."""

    when: str
    kind: str
    quantity: Quantity
    source: str


def series_chart(points: Sequence[Point], unit: str, axis: str, *, chosen: str = "") -> Chart | None:
    """What was reached as a line, what was set as marks, in the order given along `axis`; the time `chosen` stands out.
    None where there are no points."""
    if not points:
        return None
    colour = {
        "field": "类型",
        "type": "nominal",
        "scale": {"domain": list(_SERIES), "range": list(_SERIES.values())},
        "legend": {"title": None, "orient": "top"} if any(point.kind == SET for point in points) else None,
    }
    encoding = {
        "x": {"field": axis, "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}},
        "y": {"field": "数值", "type": "quantitative", "title": unit, "scale": {"zero": False}},
        "color": colour,
        "tooltip": [{"field": name} for name in (axis, "类型", "写作", "来源")],
    }
    layers: list[dict[str, Any]] = [
        {
            "transform": [{"filter": f"datum['类型'] === '{REACHED}'"}],
            "mark": {"type": "line", "point": {"size": 70, "filled": True}},
        },
        {
            "transform": [{"filter": f"datum['类型'] === '{SET}'"}],
            "mark": {"type": "rule", "strokeWidth": 3},
            "encoding": {"y2": {"field": "至"}},
        },
        {
            "transform": [{"filter": f"datum['类型'] === '{SET}'"}],
            "mark": {"type": "point", "shape": "diamond", "size": 110, "filled": True, "opacity": 1},
        },
    ]
    if chosen:
        layers.append(
            {
                "transform": [{"filter": {"field": axis, "equal": chosen}}],
                "mark": {"type": "point", "size": 260, "strokeWidth": 3, "opacity": 1},
            }
        )
    rows = [_row(point, axis) for point in points]
    return Chart(rows, {"height": 340, "encoding": encoding, "layer": layers})


def _row(point: Point, axis: str) -> dict[str, Any]:
    quantity = point.quantity
    far = quantity.high if quantity.bound is Bound.RANGE else quantity.value
    return {
        axis: point.when,
        "类型": point.kind,
        "数值": float(quantity.value),
        "至": float(far if far is not None else Decimal(0)),
        "写作": quantity.label,
        "来源": point.source,
    }
