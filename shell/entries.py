"""Attested entries of a draft: `entries` lists, confirms, declines and takes them back."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from errors import InputError
from shell.command import NEEDS_A_PERSON, Command, opened, tell
from shell.told import Json

if TYPE_CHECKING:
    from desk import Desk
    from drafting.finishing.model import PlacedEntry


def _entries(asked: argparse.Namespace) -> int:
    from drafting.model import EntryState

    with opened() as desk:
        _decide(desk, asked)
        found = desk.finishing.entries(asked.draft)
    shown = [placed for placed in found if asked.state in (None, placed.entry.state.value)]
    tell(asked, [_json(placed) for placed in shown], _lines(shown))
    waiting = any(placed.entry.state is EntryState.WAITING for placed in found)
    return NEEDS_A_PERSON if asked.strict and waiting else 0


def _decide(desk: "Desk", asked: argparse.Namespace) -> None:
    from drafting.model import EntryState

    confirmed = asked.confirm
    if asked.confirm_all:
        found = desk.finishing.entries(asked.draft)
        confirmed = [placed.entry.id for placed in found if placed.entry.state is EntryState.WAITING]
    if not (confirmed or asked.decline or asked.withdraw):
        return
    if not asked.by:
        raise InputError("复核或撤回填报请用 --by 写明姓名。")
    if confirmed:
        desk.finishing.confirm(asked.draft, confirmed, by=asked.by)
    elif asked.decline:
        desk.finishing.decline(asked.draft, asked.decline, by=asked.by, reason=asked.reason)
    else:
        desk.finishing.withdraw(asked.draft, asked.withdraw, by=asked.by, reason=asked.reason)


# what is printed


def _json(placed: "PlacedEntry") -> Json:
    entry = placed.entry
    return {
        "id": entry.id,
        "section": placed.section,
        "value": entry.value,
        "by": entry.by,
        "source": entry.source,
        "reason": entry.reason or None,
        "state": entry.state.value,
        "instead": str(entry.instead) if entry.instead else None,
        "entered_at": entry.entered_at.isoformat() if entry.entered_at else None,
        "checked_by": entry.checked_by or None,
        "checked_at": entry.checked_at.isoformat() if entry.checked_at else None,
        "verdict": entry.verdict or None,
    }


def _lines(found: "Sequence[PlacedEntry]") -> Iterator[str]:
    for placed in found:
        entry = placed.entry
        where = "稿中已不用" if placed.section is None else "标题" if placed.section < 0 else f"第 {placed.section} 节"
        checked = f"，{entry.checked_by}" if entry.checked_by else ""
        why = f"：{entry.verdict}" if entry.verdict else ""
        yield f"{entry.id} {entry.value}（{entry.by}；{entry.source}）{where} {entry.state.label}{checked}{why}"
    if not found:
        yield "没有填报。"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=int, metavar="DRAFT", help="稿子编号")
    parser.add_argument("--state", choices=["valid", "waiting", "declined", "withdrawn"], help="只列这一种")
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--confirm", type=int, nargs="+", metavar="ID", help="复核这些填报")
    deed.add_argument("--confirm-all", action="store_true", help="复核所有待复核的填报")
    deed.add_argument("--decline", type=int, nargs="+", metavar="ID", help="不同意这些填报")
    deed.add_argument("--withdraw", type=int, nargs="+", metavar="ID", help="撤回这些填报")
    parser.add_argument("--by", default="", metavar="NAME", help="复核人，不能是填报人本人")
    parser.add_argument("--reason", default="", help="不同意或撤回的理由")
    parser.add_argument("--strict", action="store_true", help="还有待复核的填报时以 1 退出")


COMMANDS = (Command("entries", "一份稿子的填报：列出、复核、撤回", _arguments, _entries),)
