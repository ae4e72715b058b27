"""A workspace in one file, and back: the database as it stands at one moment, the uploaded files, a manifest of hashes.

What is derived (the index) is left out and made anew after a restoring. A restoring puts nothing in place until all of
it has been checked, and moves what stood there aside, so that nothing is ever overwritten.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sqlalchemy import make_url

from errors import InputError, RefusedFile, StoreFault
from store.migrations import revisions

MANIFEST = "hegao.json"
DATABASE = "hegao.db"
FILES = "files"
_FORMAT = 1
_DERIVED = ("index", "index.lock", "index.owner", f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE)
_LARGEST = 20 * 1024**3
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: the moment it was made (UTC), the revision of its database, how many files, how many bytes
    in all before they were packed."""

    at: datetime
    revision: str
    files: int
    size: int


def back_up(home: Path, database_url: str, target: BinaryIO) -> BackedUp:
    """Writes a backup of the workspace in `home` to `target`; it may be in use meanwhile. Raises `InputError` for a
    database that is none of SQLite's, `StoreFault` where it cannot be read."""
    database = _sqlite(database_url)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        revision = _snapshot(database, copy)
        parts = [(DATABASE, copy), *_kept(home)]
        hashes = {name: _hash_of(path) for name, path in parts}
        now = datetime.now(UTC).replace(microsecond=0)
        manifest = {"format": _FORMAT, "at": now.isoformat(), "revision": revision, "files": hashes}
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            for name, path in parts:
                archive.write(path, name)
        size = sum(path.stat().st_size for _, path in parts)
    return BackedUp(now, revision, len(parts) - 1, size)


def restore(home: Path, database_url: str, source: Path, *, replace: bool = False) -> BackedUp:
    """Puts the backup `source` in place as the workspace in `home`, which nobody may have open.

    With `replace` a workspace that stands there is moved into a folder beside its files first. Raises `RefusedFile` for
    a damaged backup or one of a later version, `InputError` where a workspace stands in the way.
    """
    database = _sqlite(database_url)
    if database.exists() and not replace:
        raise InputError(
            f"{home} 里已有工作区，恢复会换掉它；确定要换请加 --replace（原来的会移到旁边的文件夹里保留）。"
        )
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=home) as folder:
        fresh = Path(folder)
        told = _unpacked(source, fresh)
        aside = home / f"before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        for old in [path for path in home.iterdir() if path != fresh and not _stays(path.name)]:
            aside.mkdir(exist_ok=True)
            shutil.move(old, aside / old.name)
        database.parent.mkdir(parents=True, exist_ok=True)
        for new in fresh.iterdir():
            shutil.move(new, database if new.name == DATABASE else home / new.name)
    return told


def _stays(name: str) -> bool:
    """What a restoring leaves where it is: what earlier ones moved aside, and the lock it is itself under."""
    return name.startswith("before-") or name in ("index.lock", "index.owner")


def _sqlite(database_url: str) -> Path:
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise InputError(
            "数据库在服务器上，备份和恢复请用数据库自己的工具（pg_dump、pg_restore），工作区里的文件另外存取，"
            "步骤见 docs/deployment.md 第八节。"
        )
    return Path(url.database)


def _snapshot(database: Path, copy: Path) -> str:
    """A copy of the database as it stands at one moment, and its revision."""
    if not database.is_file():
        raise InputError(f"还没有工作区（{database} 不存在），没有可备份的内容。")
    try:
        here = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        with closing(here) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            return _revision(target)
    except sqlite3.DatabaseError as error:
        raise StoreFault(f"数据库 {database} 读不出来（{error}），请检查磁盘或从以前的备份恢复。") from error


def _revision(database: sqlite3.Connection) -> str:
    found = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def _kept(home: Path) -> Iterator[tuple[str, Path]]:
    """What of the workspace lasts besides the database: uploaded files and the office's own lists."""
    for path in sorted(home.iterdir()):
        if path.name in _DERIVED or path.name.startswith((".", "before-")):
            continue
        if path.is_file():
            yield path.name, path
        elif path.name == FILES:
            for file in sorted(path.iterdir()):
                if file.is_file() and not file.name.startswith("."):
                    yield f"{FILES}/{file.name}", file


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpacked(source: Path, folder: Path) -> BackedUp:
    """Unpacks a backup into `folder` and holds every file against the manifest."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            names = set(archive.namelist()) - {MANIFEST}
            if names != set(manifest["files"]) or DATABASE not in names or not all(map(_harmless, names)):
                raise RefusedFile("备份文件与它的清单不符，可能不完整，请换一份备份。")
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise RefusedFile("备份文件大得不合情理，没有恢复。")
            for name in names:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file, _CHUNK)
                if _hash_of(target) != manifest["files"][name]:
                    raise RefusedFile(f"备份里的 {name} 已损坏，没有恢复，请换一份备份。")
    except (zipfile.BadZipFile, OSError, KeyError, TypeError, ValueError) as error:
        raise RefusedFile(f"“{source.name}”不是完整的核稿备份（{error}），请换一份备份。") from error
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return BackedUp(datetime.fromisoformat(manifest["at"]), manifest["revision"], len(names) - 1, size)


def _manifest(archive: zipfile.ZipFile) -> dict:  # type: ignore[type-arg]  # as JSON has it; each use is checked
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != _FORMAT or manifest["revision"] not in revisions():
        raise RefusedFile("这份备份由更新版本的核稿做成，请升级核稿后再恢复。")
    return dict(manifest)


def _harmless(name: str) -> bool:
    """A plain name, or one in the folder of files: nothing that leads out of the workspace."""
    parts = PurePosixPath(name).parts
    plain = all(part not in ("..", ".", "/") and "\\" not in part and ":" not in part for part in parts)
    return plain and (len(parts) == 1 or (len(parts) == 2 and parts[0] == FILES))
