"""How values are told as JSON, for all commands alike.

Pure. Decimals are printed as strings, as the tables tell them.
"""

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.model import Span
    from figures.figure import FigureRef

Json = dict[str, Any]


def dumps(told: object) -> str:
    """One JSON document in readable Chinese."""
    return json.dumps(told, ensure_ascii=False, indent=1)


def span_json(span: "Span") -> Json:
    """Where something stands in its document."""
    return {"start": span.start, "end": span.end}


def ref_json(ref: "FigureRef") -> Json:
    """What a figure is of."""
    return {
        "indicator": ref.indicator,
        "measure": ref.measure.value,
        "period": str(ref.period),
        "region": ref.region,
        "comparator": ref.comparator,
    }


def number_json(value: Decimal | None) -> str | None:
    """A number without an exponent."""
    return None if value is None else format(value, "f")
