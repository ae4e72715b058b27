"""Statements and targets of the ledger as rows and marks that the screen shows.

Pure; knows no Streamlit.
"""

from collections.abc import Sequence

from figures.figure import FigureKind
from figures.ledger.statement import Statement

STATEMENT_HEADS = ("指标", "口径", "时间", "地区", "数值", "类型", "原句")


def statement_rows(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """`statements` as the columns of a table."""
    return {
        "指标": [one.indicator for one in statements],
        "口径": [measure_label(one) for one in statements],
        "时间": [one.when for one in statements],
        "地区": [one.region for one in statements],
        "数值": [value_text(one) for one in statements],
        "类型": [kind_label(one) for one in statements],
        "原句": [one.quote for one in statements],
    }


def measure_label(statement: Statement) -> str:
    """The measure with what it is compared with: 百分点差（全国）."""
    label = statement.measure.label
    return f"{label}（{statement.comparator}）" if statement.comparator else label


def value_text(statement: Statement) -> str:
    """The quantity as its document words it, with the sign in front where it falls."""
    quantity = statement.quantity
    fell = quantity is not None and quantity.value < 0
    return f"−{statement.text}" if fell else statement.text


def kind_label(statement: Statement) -> str:
    """目标 with how far it reaches, or 实际; what a document only estimates is said to be so."""
    if statement.kind is FigureKind.ACTUAL:
        return "预计" if statement.estimated else "实际"
    if statement.task:
        return "任务"
    return f"目标（{statement.horizon.label}）" if statement.horizon else "目标"
