"""Keeping a workspace: `health`, `backup` and `restore`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clock import here
from errors import InputError
from shell.command import NEEDS_A_PERSON, Command, by_argument, existing, opened, progress, tell
from shell.told import Json

if TYPE_CHECKING:
    from services.health import Condition
    from store.backup import BackedUp


def _health(asked: argparse.Namespace) -> int:
    from services.health import State

    with opened() as desk:
        found = desk.health.conditions(reach=not asked.offline)
    told = [{"what": one.what, "state": one.state.value, "told": one.told} for one in found]
    tell(asked, told, map(_line, found))
    return NEEDS_A_PERSON if any(one.state is State.FAILS for one in found) else 0


def _line(one: "Condition") -> str:
    return f"{one.what}　{one.state.label}　{one.told}"


def _backup(asked: argparse.Namespace) -> int:
    target = Path(asked.file or f"核稿备份_{here(datetime.now(UTC)):%Y%m%d_%H%M}.zip")
    if not target.absolute().parent.is_dir():
        raise InputError(f"文件夹 {target.parent} 不存在，请先建立。")
    if target.exists():
        raise InputError(f"{target} 已经存在，请换一个文件名，免得盖掉以前的备份。")
    partial = target.with_name(f".part-{target.name}")
    try:
        with opened() as desk, partial.open("wb") as file:
            done = desk.keeping.back_up(file, actor=asked.by)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    tell(asked, _json(done, target), [f"已备份到 {target}：{done.files} 份文件。"])
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from services.keeping import restore_workspace
    from settings import read_settings
    from store.deeds import Deed
    from store.people import People

    source, settings = existing(Path(asked.file)), read_settings()
    People(settings.people).check(asked.by, Deed.WORKSPACE_RESTORED)
    done = restore_workspace(settings, source, replace=asked.replace)
    with opened() as desk:
        desk.keeping.note_restored(f"备份 {source.name}", actor=asked.by)
        desk.reindex(progress, actor=asked.by)
    tell(asked, _json(done, source), [f"已从 {source} 恢复：{done.files} 份文件，检索库已重建。"])
    return 0


def _json(done: "BackedUp", path: Path) -> Json:
    return {
        "path": str(path),
        "at": done.at.isoformat(),
        "revision": done.revision,
        "files": done.files,
        "size": done.size,
    }


def _health_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="不试连模型")


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="F.zip", help="备份文件，默认按时间命名，放在当前文件夹")
    by_argument(parser, "谁来备份")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="F.zip", help="备份文件")
    parser.add_argument("--replace", action="store_true", help="换掉现有的工作区（原来的移到旁边保留）")
    by_argument(parser, "谁来恢复")


COMMANDS = (
    Command("health", "设了什么、通不通、有多大", _health_arguments, _health),
    Command("backup", "把整个工作区备份成一个文件", _backup_arguments, _backup),
    Command("restore", "从备份恢复工作区", _restore_arguments, _restore),
)
