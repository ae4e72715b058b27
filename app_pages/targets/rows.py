"""Statements and targets of the ledger as rows and marks that the screen shows.

Pure; knows no Streamlit.
"""

from collections.abc import Sequence

from clock import here
from figures.figure import FigureKind
from figures.ledger.statement import Statement, Tier
from figures.ledger.target import Review, Target

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


TARGET_HEADS = (
    "状态",
    "年份",
    "指标",
    "口径",
    "目标",
    "类型",
    "期限",
    "责任单位",
    "算式",
    "核对",
    "出自",
    "原文",
    "原句",
)


def target_rows(targets: Sequence[Target]) -> dict[str, list[str]]:
    """`targets` as the columns of a table."""
    told = [target.statement for target in targets]
    return {
        "状态": [target.outcome.status.label for target in targets],
        "年份": [one.when for one in told],
        "指标": [one.indicator for one in told],
        "口径": [measure_label(one) for one in told],
        "目标": [
            f"{value_text(one)}（{one.tier.label}）" if one.tier is Tier.STRETCH else value_text(one) for one in told
        ],
        "类型": [kind_label(one) for one in told],
        "期限": [f"{one.deadline:%Y-%m-%d}" if one.deadline else "" for one in told],
        "责任单位": [one.responsible or "" for one in told],
        "算式": [target.outcome.reckoning for target in targets],
        "核对": [review_label(target) for target in targets],
        "出自": [one.document for one in told],
        "原文": [reader_link(one) for one in told],
        "原句": [one.quote for one in told],
    }


def review_label(target: Target) -> str:
    """Who confirmed or corrected a target, 未确认 until somebody did; and who added it where it was not read."""
    review = target.review
    if review is None:
        return "未确认"
    by_hand = f"人工补录：{review.added_by}" if review.added_by else ""
    if not review.confirmed:
        return f"未确认（{by_hand}）"
    return f"{review.by}{'更正' if review.corrected else '确认'}{f'（{by_hand}）' if by_hand else ''}"


def review_sentence(review: Review) -> str:
    """The last word on a target: whose, of when, and why."""
    deed = "更正" if review.corrected else "确认" if review.confirmed else "人工补录，待他人确认"
    by_hand = f"（{review.added_by}人工补录）" if review.added_by and review.confirmed else ""
    return f"{review.by} 于 {here(review.at):%Y-%m-%d} {deed}{by_hand}。{review.note}"


def reader_link(statement: Statement | None) -> str:
    """The address that opens a statement in its document; empty where there is none."""
    if statement is None:
        return ""
    span = statement.span
    return f"/reader?document={statement.document_id}&start={span.start}&end={span.end}"
