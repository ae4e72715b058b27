"""The catalogue of indicators: `catalogue`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from errors import InputError
from shell.command import Command, existing, opened, tell
from shell.told import Json

if TYPE_CHECKING:
    from figures.catalogue import Indicator
    from figures.catalogue.strangers import Stranger


def _catalogue(asked: argparse.Namespace) -> int:
    from figures.catalogue import load_catalogue

    with opened() as desk:
        done: Sequence[str] = ()
        if asked.alias:
            done = [desk.catalogue.add_alias(asked.alias, _of(asked), by=_by(asked)).name]
        elif asked.drop_alias:
            done = [desk.catalogue.drop_alias(asked.drop_alias, _of(asked), by=_by(asked)).name]
        elif asked.add:
            done = [desk.catalogue.put(_asked_indicator(asked), by=_by(asked)).name]
        elif asked.remove:
            desk.catalogue.remove(asked.remove, by=_by(asked))
        elif asked.import_file:
            desk.catalogue.put_all(load_catalogue(existing(Path(asked.import_file))).indicators, by=_by(asked))
        if asked.export:
            Path(asked.export).write_text(desk.catalogue.written(), encoding="utf-8")
        if asked.unknown:
            strangers = desk.unknown_names()
            tell(asked, strangers_json(strangers), stranger_lines(strangers))
            return 0
        found = desk.catalogue.indicators(done[0] if done else asked.name)
    tell(asked, indicators_json(found), indicator_lines(found))
    return 0


def _of(asked: argparse.Namespace) -> str:
    if not asked.of:
        raise InputError("请用 --of 写明是哪个指标的别名。")
    return str(asked.of)


def _by(asked: argparse.Namespace) -> str:
    if not asked.by:
        raise InputError("修改指标目录请用 --by 写明修改人的姓名。")
    return str(asked.by)


def _asked_indicator(asked: argparse.Namespace) -> "Indicator":
    from figures.catalogue.file import indicator_of

    fields = ("unit", "decimals", "nature", "rate", "better", "whole", "department")
    told = {name: value for name in fields if (value := getattr(asked, name)) is not None}
    return indicator_of({"name": asked.add, **told}, 1)


# what is printed


def indicators_json(indicators: "Sequence[Indicator]") -> list[Json]:
    """Indicators as the catalogue tells them."""
    return [
        {
            "name": one.name,
            "aliases": list(one.aliases),
            "unit": one.unit,
            "decimals": one.decimals,
            "nature": one.nature.value,
            "rate": one.rate.value,
            "better": one.better.value,
            "whole": one.whole,
            "department": one.department,
        }
        for one in indicators
    ]


def indicator_lines(indicators: "Sequence[Indicator]") -> Iterator[str]:
    """A line an indicator."""
    for one in indicators:
        known_as = f"（{'、'.join(one.aliases)}）" if one.aliases else ""
        yield f"{one.name}{known_as} {one.unit}".rstrip()


def strangers_json(found: "Sequence[Stranger]") -> list[Json]:
    """Names the catalogue does not know."""
    return [{"name": one.name, "near": list(one.near)} for one in found]


def stranger_lines(found: "Sequence[Stranger]") -> Iterator[str]:
    """A line a name, with what may be meant."""
    for one in found:
        yield f"{one.name}　相近：{'、'.join(one.near)}" if one.near else one.name
    if not found:
        yield "数据表里的名称目录都认识。"


def _catalogue_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="只看这个名称所指的指标")
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--alias", metavar="别名", help="给 --of 所说的指标加一个别名")
    deed.add_argument("--drop-alias", metavar="别名", help="去掉 --of 所说的指标的一个别名")
    deed.add_argument("--add", metavar="指标", help="新增一个指标，或改写同名指标")
    deed.add_argument("--remove", metavar="指标", help="从目录中去掉一个指标")
    deed.add_argument("--import", dest="import_file", metavar="F.toml", help="用编辑过的目录文件新增和改写指标")
    deed.add_argument("--unknown", action="store_true", help="数据表里有、目录里没有的名称")
    parser.add_argument("--export", metavar="F.toml", help="把现在的目录写成文件，可用编辑器修改")
    parser.add_argument("--of", metavar="指标")
    parser.add_argument("--by", metavar="NAME", help="修改人")
    parser.add_argument("--unit", help="计量单位")
    parser.add_argument("--decimals", type=int, help="小数位数")
    parser.add_argument(
        "--nature", choices=["flow", "stock", "ratio", "index", "count"], help="流量、存量、比率、指数、计数"
    )
    parser.add_argument(
        "--rate", choices=["real", "published", "nominal", "none"], help="增速：可比价、只用公布数、现价可推算、无"
    )
    parser.add_argument("--better", choices=["up", "down", "neutral"], help="升好、降好、中性")
    parser.add_argument("--whole", metavar="指标", help="上级指标（占比的分母）")
    parser.add_argument("--department", help="主管部门")


COMMANDS = (Command("catalogue", "指标目录：查看、加别名、新增指标", _catalogue_arguments, _catalogue),)
