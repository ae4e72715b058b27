"""The one engine of a workspace, and its transactions.

`open_store` opens (or creates) the database and brings it up to date. A deed is one `session()`: it is all kept when
the block ends and all undone when the block raises, and it changes no row without a deed that its person may do. What
the program keeps for itself is an `upkeep()`. What a person tried and may not do is undone, and that it was tried is
kept.
"""

import logging
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from errors import NotAllowed, StoreFault, Unstorable
from store.audit import SCRIBE, Scribe, note_refusal
from store.base import Base
from store.deeds import Deed
from store.gate import Gate
from store.migrations import migrate
from store.people import People
from store.postgres import (
    READING,
    check_encoding,
    is_of_the_server,
    is_postgres,
    postgres_engine,
    postgres_sentence,
    with_driver,
)
from store.reading import fell_out_with_the_disk, is_full, open_to_read, why_unwritable

BUSY_SECONDS = 15
_READING = "hegao_reading"
_CHANGES = "hegao_changes"
_CHANGING = re.compile(
    r"\s*(?:WITH\b.*?\b)?(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE | re.DOTALL
)


class UnrecordedChange(RuntimeError):
    """A fault of the program: a `session()` changed rows and recorded no deed. Nothing of it was kept."""


class Store:
    """An open database. Safe to share between the threads of one process; `close` it when done. `read_only` says in a
    sentence why nothing can be kept in it, "" where something can."""

    def __init__(self, engine: Engine, people: People | None = None, read_only: str = ""):
        self.read_only = read_only
        self._engine = engine
        self._gate = Gate()
        self.people = people or People(None)
        """Who may do what here."""
        self._readers = engine.execution_options(**{_READING: True}, **(READING if is_postgres(engine.url) else {}))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction in which a person does something: commits when the block ends, rolls back when it raises.

        It holds the one write lock of the database from its first statement, so keep it short and never wait for a
        model or a person inside it. Raises `StoreFault` when the database is busy, full, read-only or gone,
        `Unstorable` for a text that it does not take, `NotAllowed` where the person may not do what is recorded,
        `UnrecordedChange` where rows were changed and nothing was.
        """
        scribe, changed = Scribe(self.people), set[str]()
        try:
            with self._writing(scribe, changed) as session:
                yield session
                session.flush()
                if not scribe.permitted and any(map(_is_of_a_deed, changed)):
                    raise UnrecordedChange(f"no deed stands for changes to {', '.join(sorted(changed))}")
        except NotAllowed:
            if scribe.refused is not None:
                self._keep_refusal(*scribe.refused)
            raise

    @contextmanager
    def upkeep(self) -> Iterator[Session]:
        """The same for what the program keeps for itself and no person does: marks of the index, what was read from
        texts, counters."""
        with self._writing(Scribe(self.people), set()) as session:
            yield session

    def require(self, *, actor: str, deed: Deed, subject: str = "") -> None:
        """Asks before long work begins, or work on files, whether `actor` may do `deed`. Raises `NotAllowed`."""
        try:
            self.people.check(actor, deed)
        except NotAllowed:
            self._keep_refusal(actor, deed, subject)
            raise

    def _keep_refusal(self, actor: str, deed: Deed, subject: str) -> None:
        try:
            with self.upkeep() as session:
                note_refusal(session, actor=actor, deed=deed, subject=subject)
        except StoreFault:
            # It stays refused, though it cannot be written down.
            logging.getLogger("hegao").exception("a refusal could not be kept")

    @contextmanager
    def _writing(self, scribe: Scribe, changed: set[str]) -> Iterator[Session]:
        if self.read_only:
            raise StoreFault(self.read_only)
        watched = self._engine.execution_options(**{_CHANGES: changed})
        made = Session(watched, expire_on_commit=False, info={SCRIBE: scribe})
        with self._gate.inside(), _told_plainly(self._engine.url), made as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that only reads, and holds up nobody. The database itself refuses to write in it."""
        made = Session(self._readers, expire_on_commit=False)
        with self._gate.inside(), _told_plainly(self._engine.url), made as session:
            yield session

    def close(self) -> None:
        """Waits for what is under way, then gives all connections back; who uses it after that is refused."""
        self._gate.close(BUSY_SECONDS)
        self._engine.dispose()


def open_store(url: str, people: People | None = None) -> Store:
    """The store at a SQLAlchemy `url`, brought to the newest revision; a new SQLite file is made with its folder. A
    SQLite file that can be read and not written (a folder without that right, a full disk) is opened for reading.
    `people` says who may do what; without it anyone may.

    Raises `StoreFault` with a sentence when it cannot be opened, or belongs to a newer version of the program.
    """
    try:
        address = with_driver(make_url(url))
        if address.get_backend_name() == "sqlite":
            _make_folder(address)
            engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        elif is_postgres(address):
            engine = postgres_engine(address, BUSY_SECONDS)
        else:
            engine = create_engine(address, pool_pre_ping=True)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise StoreFault(
            "DATABASE_URL 不是有效的数据库地址，请写成 sqlite:///路径 或 postgresql://账户:密码@主机/库名 的形式。"
        ) from None
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreFault(
            f"没有安装 {make_url(url).drivername} 的数据库驱动（{error}）；"
            "PostgreSQL 的请用 uv sync --group postgresql 安装，地址写成 postgresql://…。"
        ) from error
    event.listen(engine, "after_cursor_execute", _note_change)
    try:
        with _told_plainly(address), engine.begin() as connection:
            if is_postgres(address):
                check_encoding(connection, address)
            migrate(connection)
        why = why_unwritable(address)
        if not why:
            return Store(engine, people)
        engine.dispose()
    except StoreFault as fault:
        engine.dispose()
        if not fell_out_with_the_disk(fault):
            raise
        why = why_unwritable(address)
        if not why:
            raise
    except BaseException:
        engine.dispose()
        raise
    reading = open_to_read(address, why)
    event.listen(reading, "begin", _begin_sqlite)
    return Store(reading, people, why)


def _is_of_a_deed(name: str) -> bool:
    table = Base.metadata.tables.get(name)
    return table is None or not table.info.get("upkeep")


def _note_change(connection, cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
    changed: set[str] | None = connection.get_execution_options().get(_CHANGES)
    if changed is not None and cursor.rowcount != 0 and (told := _CHANGING.match(statement)):
        changed.add(told[1])


def _make_folder(address: URL) -> None:
    if not address.database or address.database == ":memory:":
        return
    folder = Path(address.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(
            f"建不了工作区文件夹 {folder}（{error.strerror}），请检查 HEGAO_HOME 的路径和权限。"
        ) from error


def _prepare_sqlite(connection, _entry: ConnectionPoolEntry) -> None:  # type: ignore[no-untyped-def]
    # sqlite3 would otherwise begin transactions by its own rules, and none at all around CREATE TABLE.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    # FULL: what has been confirmed survives a power cut too, at the cost of one fsync a commit.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Sets the journal mode, waiting for other processes that do the same: SQLite's own patience does not cover it."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    reading = bool(connection.get_execution_options().get(_READING))
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    # IMMEDIATE: a transaction that reads first and writes later could otherwise be refused half-way, without waiting.
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def _told_plainly(address: URL) -> Iterator[None]:
    """Turns what the database says of itself into a sentence; what it says of a row or a statement passes through."""
    try:
        yield
    except DBAPIError as error:
        state: str | None = getattr(error.orig, "sqlstate", None)
        if state == "22001" or (isinstance(error, DataError) and "NUL" in str(error.orig)):
            raise Unstorable("有一项文字太长或含有无法保存的字符，没有保存；请改短、去掉特殊字符后再试。") from error
        of_a_statement = isinstance(error, IntegrityError | ProgrammingError | DataError)
        if is_postgres(address) and (not of_a_statement or is_of_the_server(state)):
            raise StoreFault(postgres_sentence(address, state, str(error.orig), BUSY_SECONDS)) from error
        if of_a_statement:
            raise
        raise StoreFault(_sentence(address, str(error.orig))) from error
    except PoolTimeout as error:
        raise StoreFault("数据库连接已用尽，请稍后再试。") from error


def _sentence(address: URL, complaint: str) -> str:
    place = address.database or ""
    low = complaint.lower()
    if "locked" in low or "busy" in low:
        return f"数据库 {place} 正被另一进程写入，等了 {BUSY_SECONDS} 秒仍未空出，请稍后再试。"
    full = "disk i/o" in low and is_full(Path(place).parent)
    if full or "disk is full" in low or "no space" in low:
        return f"数据库 {place} 所在磁盘已满，请腾出空间后再试。"
    if "readonly" in low or "read-only" in low:
        return f"数据库 {place} 是只读的，请检查文件和文件夹的写入权限。"
    if "not a database" in low or "malformed" in low:
        return f"数据库 {place} 已损坏或不是核稿的数据库，请从备份恢复。"
    if "unable to open" in low:
        return f"打不开数据库 {place}，请检查路径和权限。"
    return f"数据库 {place} 出错（{complaint.strip()}），请检查磁盘或从备份恢复。"
