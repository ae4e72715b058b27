"""The library: `documents` lists what it holds, sets documents right, removes and restores them."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from errors import InputError
from shell.command import NOBODY, Command, opened, said, tell
from shell.told import Json

if TYPE_CHECKING:
    from corpus.library import StoredDocument
    from corpus.model import Identity
    from desk import Desk

_UNKNOWN = "-"
"""What is written for a region, date or period that nobody knows."""
_SAID = ("title", "region", "date", "period", "kind")


def _documents(asked: argparse.Namespace) -> int:
    deed = _deed(asked)
    with opened() as desk:
        if deed == "edit":
            before = desk.document(asked.edit)
            told = [desk.holdings.edit(before.id, _identity(asked, before.identity), actor=asked.by)]
        elif deed == "remove":
            told = _removed(desk, asked)
        elif deed == "restore":
            ids = [desk.document(key).id for key in asked.restore]
            told = desk.holdings.restore(ids, actor=asked.by)
        else:
            told = desk.holdings.removed() if asked.removed else desk.documents()
    tell(asked, [document_json(document) for document in told], document_lines(told))
    if not told:
        return said("没有已移除的文件。" if asked.removed else "讲话库里还没有文件，请用 load 载入。", 0)
    return 0


def _deed(asked: argparse.Namespace) -> str:
    """What is to be done: edit, remove or restore, "" for a list. Raises `InputError` where options do not go
    together, so that none is passed over in silence."""
    deeds = [name for name in ("edit", "remove", "restore") if getattr(asked, name) is not None]
    if len(deeds) > 1:
        raise InputError("--edit、--remove、--restore 一次只用一个。")
    deed = deeds[0] if deeds else ""
    if deed != "edit" and any(getattr(asked, name) is not None for name in _SAID):
        raise InputError("--title、--region、--date、--period、--kind 要与 --edit 一起用，写明更正哪一份。")
    if deed != "remove" and asked.despite_use:
        raise InputError("--despite-use 要与 --remove 一起用。")
    if deed and asked.removed:
        raise InputError(f"--removed 只用来列出，请不要与 --{deed} 一起用。")
    if not asked.by.strip():
        raise InputError("--by 后面请写姓名。")
    return deed


def _removed(desk: "Desk", asked: argparse.Namespace) -> "list[StoredDocument]":
    from desk import InUse

    ids = [desk.document(key).id for key in asked.remove]
    try:
        return desk.holdings.remove(ids, actor=asked.by, despite_use=asked.despite_use)
    except InUse as used:
        raise InputError(f"{used.why}；确要移除，请加 --despite-use。") from None


def _identity(asked: argparse.Namespace, before: "Identity") -> "Identity":
    """What a document is to be: as before, but for what is said."""
    from corpus.model import DocumentKind

    new = {name: getattr(asked, name) for name in _SAID}
    if not any(value is not None for value in new.values()):
        raise InputError("请写明要改什么：--title、--region、--date、--period 或 --kind。")
    if new["kind"] is not None:
        before = replace(before, kind=DocumentKind(new["kind"]))
    if new["title"] is not None:
        before = replace(before, title=new["title"])
    if new["region"] is not None:
        before = replace(before, region=None if new["region"] == _UNKNOWN else new["region"])
    if new["period"] is not None:
        before = replace(before, period=None if new["period"] == _UNKNOWN else new["period"])
    if new["date"] is not None:
        before = replace(before, date=None if new["date"] == _UNKNOWN else _date(new["date"]))
    return before


def _date(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InputError(f"日期“{words}”不认识，请写成 2026-07-18 这样。") from None


# what is printed


def document_json(document: "StoredDocument") -> Json:
    """One document of the library."""
    return {
        "id": document.id,
        "name": document.name,
        "kind": document.kind.value,
        "title": document.title,
        "region": document.region,
        "date": document.date.isoformat() if document.date else None,
        "period": document.period,
        "may_leave": document.may_leave,
        "removed": document.removed,
    }


def document_lines(documents: "Sequence[StoredDocument]") -> Iterator[str]:
    """The same, a line a document."""
    for document in documents:
        of = (document.region, f"{document.date:%Y-%m-%d}" if document.date else None, document.period)
        removed = "（已移除）" if document.removed else ""
        about = " ".join(filter(None, of))
        yield f"{document.id} {document.kind.label} {document.title} {about} [{document.name}]{removed}"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--removed", action="store_true", help="列出已移除的")
    parser.add_argument("--edit", metavar="ID", help="更正一份文件的信息")
    parser.add_argument("--title", help="标题")
    parser.add_argument("--kind", choices=["speech", "report", "material"], help="类别")
    parser.add_argument("--region", help=f"地区；{_UNKNOWN} 为不明")
    parser.add_argument("--date", help=f"日期，如 2026-07-18；{_UNKNOWN} 为不明")
    parser.add_argument("--period", help=f"期间，如 2026H1；{_UNKNOWN} 为不明")
    parser.add_argument("--remove", metavar="ID", nargs="+", help="移除文件，可以恢复")
    parser.add_argument("--despite-use", action="store_true", help="有稿子在用也移除")
    parser.add_argument("--restore", metavar="ID", nargs="+", help="恢复已移除的文件")
    parser.add_argument("--by", metavar="NAME", default=NOBODY, help="经办人")


COMMANDS = (Command("documents", "讲话库里的文件：列出、更正、移除、恢复", _arguments, _documents),)
