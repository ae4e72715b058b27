"""Who did what: `audit`."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clock import here
from errors import InputError
from shell.command import Command, by_argument, opened, said, tell
from shell.told import Json

if TYPE_CHECKING:
    from services.trail import Asked, Told


def _audit(asked: argparse.Namespace) -> int:
    wanted = _wanted(asked)
    if asked.out:
        target = Path(asked.out)
        if target.suffix.lower() not in (".csv", ".xlsx"):
            raise InputError("--out 的文件名应以 .csv 或 .xlsx 结尾，请改正。")
        with opened() as desk:
            make = desk.trail.csv if target.suffix.lower() == ".csv" else desk.trail.xlsx
            target.write_bytes(make(wanted, by=asked.by))
        return said(f"操作记录已写到 {target}。", 0)
    with opened() as desk:
        found, total = desk.trail.page(wanted, asked.page, by=asked.by)
    tell(asked, {"total": total, "page": asked.page, "entries": [_json(told) for told in found]}, _lines(found, total))
    return 0


def _wanted(asked: argparse.Namespace) -> "Asked":
    from services.trail import Asked
    from store.deeds import Deed

    deeds = {deed.label: deed for deed in Deed}
    if asked.deed and asked.deed not in deeds:
        raise InputError(f"没有“{asked.deed}”这种操作，可用的有：{'、'.join(deeds)}。")
    return Asked(
        actor=asked.person or "",
        deed=deeds.get(asked.deed or ""),
        part=asked.about or "",
        first=_day(asked.since),
        last=_day(asked.until),
    )


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise InputError(f"日期“{words}”不认识，请写成 2026-07-18 这样。") from None


def _json(told: "Told") -> Json:
    return {
        "at": told.at.isoformat(),
        "actor": told.actor,
        "deed": told.deed,
        "subject": told.subject,
        "detail": told.detail,
        "refused": told.refused,
    }


def _lines(found: "Sequence[Told]", total: int) -> Iterator[str]:
    for told in found:
        yield f"{here(told.at):%Y-%m-%d %H:%M:%S}　{told.actor}　{told.deed}　{told.subject}　{told.detail}"
    yield f"共 {total} 条"


def _arguments(parser: argparse.ArgumentParser) -> None:
    by_argument(parser, "谁来查看（要有“管理”角色）")
    parser.add_argument("--person", metavar="NAME", help="只看这个人的")
    parser.add_argument("--deed", metavar="WHAT", help="只看这种操作，如 核实数据、越权被拒")
    parser.add_argument("--about", metavar="WORDS", help="对象或说明里有这些字")
    parser.add_argument("--since", metavar="DATE", help="从这一天起，如 2026-07-18")
    parser.add_argument("--until", metavar="DATE", help="到这一天为止")
    parser.add_argument("--page", type=_positive, default=1, help="第几页，默认 1")
    parser.add_argument("--out", metavar="F.csv|F.xlsx", help="全部写到一个文件")


def _positive(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError("应是 1 以上的整数")
    return int(words)


COMMANDS = (Command("audit", "谁在什么时候做了什么", _arguments, _audit),)
