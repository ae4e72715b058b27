"""A SQLite file that can be read and not written: on a full disk, a read-only one, or without the right to write."""

import os
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from errors import StoreFault
from store.migrations import is_current

_PATIENCE = 15  # seconds
_DISK = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")
_LEAST_ROOM = 1024 * 1024


def fell_out_with_the_disk(fault: StoreFault) -> bool:
    """Whether it was the disk that failed SQLite, so that reading may still do."""
    cause = fault.__cause__
    said = getattr(cause.orig, "sqlite_errorname", "") if isinstance(cause, DBAPIError) else ""
    return str(said).startswith(_DISK)


def why_unwritable(address: URL) -> str:
    """Why nothing can be written to a SQLite file that is there, in a sentence; "" where nothing speaks against it."""
    path = Path(address.database or "")
    if address.get_backend_name() != "sqlite" or not path.is_file():
        return ""
    if is_full(path.parent):
        return f"只读：工作区所在磁盘已满（{path.parent}），只能查看，改动保存不了；请腾出空间后重新打开。"
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return f"只读：没有写入工作区的权限（{path.parent}），只能查看，改动保存不了；请检查权限或磁盘后重新打开。"
    return ""


def is_full(folder: Path) -> bool:
    """Whether the disk of `folder` takes nothing more."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def open_to_read(address: URL, why: str) -> Engine:
    """An engine that only reads a SQLite file. Raises `StoreFault`, with `why` in it, for one that cannot be read, or
    that is of another revision."""
    path = Path(address.database or "")
    ways = ["mode=ro"]
    # Without the files of the write-ahead log beside it, which a disk that takes nothing cannot get, a database in that
    # mode is read as it lies. With a log in use it must not be: what the log holds would be missing.
    log = path.with_name(f"{path.name}-wal")
    if not (log.is_file() and log.stat().st_size):
        ways.append("mode=ro&immutable=1")
    for way in ways:
        uri = f"{path.resolve().as_uri()}?{way}"
        engine = create_engine("sqlite://", creator=lambda uri=uri: _opened_to_read(uri), poolclass=QueuePool)
        try:
            with engine.connect() as connection:
                current = is_current(connection)
        except DBAPIError:
            engine.dispose()
            continue
        if current:
            return engine
        engine.dispose()
        raise StoreFault(f"工作区由较早版本的核稿建立，打开时要先升级，但写不进去。{why.removeprefix('只读：')}")
    raise StoreFault(f"数据库 {path} 读不了。{why.removeprefix('只读：')}")


def _opened_to_read(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
