"""The figures of the workspace: `figures` and `verify`."""

import argparse
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clock import here
from shell.command import NEEDS_A_PERSON, Command, opened, said, tell
from shell.told import Json, number_json, ref_json

_CHECKED = "checked"

if TYPE_CHECKING:
    from figures.figure import Figure


def _figures(asked: argparse.Namespace) -> int:
    from figures.figure import Stage, Status

    once = asked.status == _CHECKED
    with opened() as desk:
        found = desk.figures(
            period=asked.period,
            indicator=asked.indicator,
            region=asked.region,
            status=Status.PENDING if once else Status(asked.status) if asked.status else None,
        )
        found = [figure for figure in found if not once or figure.stage is Stage.TO_CONFIRM]
        if asked.out:
            Path(asked.out).write_bytes(desk.dossier.listed(found, _about(asked)))
    tell(asked, [figure_json(figure) for figure in found], map(figure_line, found))
    return 0 if found else said("没有符合条件的数据。", 0)


def _about(asked: argparse.Namespace) -> str:
    """What was asked for, in words."""
    return "，".join(filter(None, (asked.period, asked.region, asked.indicator)))


def _verify(asked: argparse.Namespace) -> int:
    from figures.figure import Stage, Status

    name = Path(asked.file).name if asked.file else None
    with opened() as desk:
        before = {figure.id for figure in desk.figures(status=Status.VERIFIED)}
        disputes = desk.conflicts()
        done = desk.verify(ids=asked.ids, document=name, by=asked.by, reason=asked.reason or "")
        left = desk.conflicts()
    settled = len(left) < len(disputes)
    tell(asked, [figure_json(figure) for figure in done], verified_lines(done, before, settled=settled))
    waits = any(figure.stage is Stage.TO_CONFIRM for figure in done)
    disputed = any(figure in conflict.figures for figure in done for conflict in left)
    return NEEDS_A_PERSON if waits or disputed else 0


# what is printed


def verified_lines(done: "Sequence[Figure]", before: Collection[int], *, settled: bool) -> Iterator[str]:
    """How many figures are verified now, how many wait for a second person, and who verified those of `before`, which
    were already; `settled` says that others gave way."""
    from figures.figure import Stage

    for figure in done:
        if figure.id in before and figure.verified_at is not None:
            day = f"{here(figure.verified_at):%Y-%m-%d %H:%M}"
            yield f"数据 {figure.id} 已由{figure.verified_by}于 {day} 核实，没有重复核实。"
    new = [figure for figure in done if figure.id not in before]
    waiting = sum(figure.stage is Stage.TO_CONFIRM for figure in new)
    if waiting < len(new):
        yield f"已核实 {len(new) - waiting} 条数据。"
    if waiting:
        yield f"{waiting} 条数据待复核，请另一个人再核实一次。"
    if settled:
        yield "与之不一致的数据已被取代。"
    if not done:
        yield "这张表里没有待核实的数据。"


def figure_json(figure: "Figure") -> Json:
    """One figure with its source."""
    source = figure.source
    return {
        "id": figure.id,
        **ref_json(figure.ref),
        "kind": figure.kind.value,
        "low": number_json(figure.quantity.low),
        "high": number_json(figure.quantity.high),
        "unit": figure.quantity.unit,
        "bound": figure.quantity.bound.value if figure.quantity.bound else None,
        "status": figure.status.value,
        "vintage": figure.vintage,
        "source": {
            "document": source.document,
            "sheet": source.sheet,
            "cell": source.cell,
            "span": list(source.span) if source.span else None,
        },
        "verified_by": figure.verified_by,
        "verified_at": figure.verified_at.isoformat() if figure.verified_at else None,
        "checked_by": figure.checked_by,
        "checked_at": figure.checked_at.isoformat() if figure.checked_at else None,
        "embargo": figure.embargo.isoformat() if figure.embargo else None,
    }


def figure_line(figure: "Figure") -> str:
    """The same in one line."""
    ref = figure.ref
    against = f" 比{ref.comparator}" if ref.comparator else ""
    withheld = f"（{figure.embargo} 前不得公开）" if figure.embargo else ""
    target = "（目标）" if figure.kind.value == "target" else ""
    return (
        f"{figure.id} {ref.region} {ref.period} {ref.indicator} {ref.measure.label}{against}{target} "
        f"{figure.quantity.label} [{figure.stage.value}] {figure.source.label}{withheld}"
    )


def _figures_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", help="期间，如 2026H1")
    parser.add_argument("--indicator", help="指标名称或别名")
    parser.add_argument("--region", help="地区")
    parser.add_argument("--out", metavar="F.xlsx", help="另写成 Excel 数据清单")
    parser.add_argument(
        "--status", choices=["pending", _CHECKED, "verified", "superseded"], help="状态；checked 是待第二人复核的"
    )


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", metavar="NAME", help="一个数据表里全部待核实的数据")
    parser.add_argument("--id", type=int, nargs="+", dest="ids", default=[], help="几条数据；与之不一致的即被取代")
    parser.add_argument("--by", required=True, metavar="NAME", help="核实人；要两个人核实时，第二次须是另一个人")
    parser.add_argument("--reason", metavar="理由", help="为什么以这几条为准")


COMMANDS = (
    Command("figures", "工作区里的数据", _figures_arguments, _figures),
    Command("verify", "核实数据", _verify_arguments, _verify),
)
