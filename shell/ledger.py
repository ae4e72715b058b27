"""The ledger of targets: `targets`."""

import argparse
from typing import TYPE_CHECKING

from shell.command import Command, opened, progress, said, tell
from shell.figures import figure_json
from shell.told import Json, number_json, ref_json, span_json

if TYPE_CHECKING:
    from figures.ledger import Actual, Target


def _targets(asked: argparse.Namespace) -> int:
    with opened() as desk:
        desk.ledger.bring_up_to_date(progress)
        found = desk.ledger.targets(region=asked.region, year=asked.year, indicator=asked.indicator, tasks=asked.tasks)
    tell(asked, [target_json(target) for target in found], map(target_line, found))
    return 0 if found else said("没有符合条件的目标。", 0)


# what is printed


def target_json(target: "Target") -> Json:
    """One target: magnitudes as written, `direction` for the sign; what it is held against is signed."""
    told, outcome = target.statement, target.outcome
    return {
        "id": told.id,
        "document": told.document,
        "region": told.region,
        "year": told.year,
        "years": list(told.years) if told.years else None,
        "period": str(told.period) if told.period else None,
        "horizon": told.horizon.value if told.horizon else None,
        "indicator": told.indicator,
        "new": not told.known,
        "measure": told.measure.value,
        "comparator": told.comparator,
        "text": told.text,
        "low": number_json(told.low),
        "high": number_json(told.high),
        "unit": told.unit or None,
        "bound": told.bound.value if told.bound else None,
        "direction": told.direction,
        "relation": told.relation,
        "tier": told.tier.value,
        "place": told.place.value,
        "deadline": told.deadline.isoformat() if told.deadline else None,
        "responsible": told.responsible,
        **span_json(told.span),
        "quote": told.quote,
        "actual": actual_json(outcome.actual, target) if outcome.actual else None,
        "status": outcome.status.value,
        "reckoning": outcome.reckoning,
        "confirmed_by": target.review.by if target.review else None,
    }


def actual_json(actual: "Actual", target: "Target") -> Json:
    """A figure of the book, or what a document states, told as one: without an id, and verified by nobody."""
    from figures.figure import FigureRef

    if actual.figure is not None:
        return figure_json(actual.figure)
    told, quantity, source = target.statement, actual.quantity, actual.source
    ref = FigureRef(told.indicator, told.measure, actual.period, told.region, told.comparator)
    return {
        "id": None,
        **ref_json(ref),
        "kind": "actual",
        "low": number_json(quantity.low),
        "high": number_json(quantity.high),
        "unit": quantity.unit,
        "bound": quantity.bound.value if quantity.bound else None,
        "status": "pending",
        "vintage": "",
        "source": {"document": source.document, "sheet": None, "cell": None, "span": list(source.span or ())},
        "verified_by": None,
        "verified_at": None,
    }


def target_line(target: "Target") -> str:
    """The same in one line."""
    told, outcome = target.statement, target.outcome
    who = f" 责任：{told.responsible}" if told.responsible else ""
    return (
        f"{told.region} {told.when} {told.indicator} {told.measure.label} {told.text}{who} "
        f"[{outcome.status.label}] {outcome.reckoning}  {told.document}:{told.span.start}"
    )


def _targets_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", help="地区")
    parser.add_argument("--year", type=int, help="要完成的年份；五年规划的目标不算任何一年的")
    parser.add_argument("--indicator", help="指标名称或别名")
    parser.add_argument("--tasks", action="store_true", help="连工程、任务的数量一起列出")


COMMANDS = (Command("targets", "目标台账：讲话和报告里的目标及其完成情况", _targets_arguments, _targets),)
