"""A database on a PostgreSQL server: how the desk comes to it, and what the server says, as a sentence.

SQLite lets one transaction write at a time and shows a reader the database as it stood when the reader came. The rooms
above count on both, so both are asked of the server too: a writing transaction takes one lock of the whole database
with its first statement, a reading one sees a single moment.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from errors import StoreFault

READING: Mapping[str, Any] = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
"""How a transaction that only reads is to be begun."""
# Any constant will do, as long as every process takes the same one.
_WRITING = 4_207_849
_ENCODING = "UTF8"
_CONNECTING = {
    "connect_timeout": 10,
    # A server or a network that falls silent is noticed within half a minute rather than within hours.
    "tcp_user_timeout": 30_000,
    "keepalives_idle": 30,
    "client_encoding": "utf8",
    "application_name": "hegao",
}
# The same seen from the server: a desk whose machine is lost does not keep the lock.
_OF_THE_SERVER = (
    "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "
    "-c idle_in_transaction_session_timeout=300s"
)


def is_postgres(address: URL) -> bool:
    """Whether a database is PostgreSQL's."""
    return address.get_backend_name() == "postgresql"


def with_driver(address: URL) -> URL:
    """The address with the driver that the desk comes with, where it names none (postgresql://…). Raises `StoreFault`
    where a password has split it in the wrong place: what is told of the host would then tell half of it."""
    if "@" in (address.host or ""):
        raise StoreFault("DATABASE_URL 的用户名或密码里有 @，请写成 %40（: 写成 %3A，/ 写成 %2F）。")
    return address.set(drivername="postgresql+psycopg") if address.drivername == "postgresql" else address


def postgres_engine(address: URL, patience: int) -> Engine:
    """An engine of a PostgreSQL database, whose writers wait for each other for at most `patience` seconds."""
    given = address.query.get("options", "")
    options = f"{_OF_THE_SERVER} -c lock_timeout={patience}s {given if isinstance(given, str) else ' '.join(given)}"
    engine = create_engine(address, pool_pre_ping=True, connect_args=_CONNECTING | {"options": options})
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("postgresql_readonly"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")


def check_encoding(connection: Connection, address: URL) -> None:
    """Raises `StoreFault` for a database that does not take every Chinese character."""
    found = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if found != _ENCODING:
        raise StoreFault(
            f"数据库 {address.database} 的编码是 {found}，存不了全部汉字，请另建一个 {_ENCODING} 编码的库"
            f"（createdb -E {_ENCODING} -T template0 库名），再改 DATABASE_URL。"
        )


def is_of_the_server(state: str | None) -> bool:
    """Whether what the driver takes for a fault of a statement is none: no right to it, or no connection made yet."""
    return state in (None, "42501")


def postgres_sentence(address: URL, state: str | None, complaint: str, patience: int) -> str:
    """What a server says of itself, as a sentence: by the state it gives, or by its words where it gives none."""
    named = {
        "server": f"数据库服务器 {address.host or '（本机）'}",
        "name": address.database or "",
        "user": address.username or "",
        "patience": patience,
    }
    for states, words, told in _TOLD:
        if (state in states) if state else re.search(words, complaint, re.IGNORECASE):
            return told.format(**named)
    said = (complaint.strip().splitlines() or ["没有说明原因"])[0]
    return f"{named['server']} 出错（{said}），请检查 DATABASE_URL 和服务器。"


# A server that refuses a connection gives the driver words only, in English unless it was set up otherwise.
_TOLD: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("55P03",), r"lock timeout", "数据库 {name} 正被另一进程写入，等了 {patience} 秒仍未空出，请稍后再试。"),
    (("53100",), r"no space left", "{server} 的磁盘已满，请腾出空间后再试。"),
    (("25006",), r"read-only", "{server} 现在是只读的，改动保存不了，请检查 DATABASE_URL 指的是不是主库。"),
    (
        ("42501",),
        r"permission denied",
        "数据库账户 {user} 没有在 {name} 里建表或读写的权限，请数据库管理员把这个库的所有者改为 {user}，或补上权限。",
    ),
    (
        (),
        r"role .* does not exist",
        "{server} 上没有账户 {user}，请先建好，或改正 DATABASE_URL 里的用户名。",
    ),
    (
        ("28P01", "28000"),
        r"authentication failed|no password supplied|pg_hba\.conf",
        "{server} 不让账户 {user} 登录，请检查 DATABASE_URL 里的用户名和密码，以及服务器的 pg_hba.conf。",
    ),
    (
        ("3D000",),
        r"database .* does not exist",
        "{server} 上没有数据库 {name}，请先建好，或改正 DATABASE_URL 里的库名。",
    ),
    (
        ("53300",),
        r"too many (clients|connections)|remaining connection slots",
        "{server} 的连接已用尽，请稍后再试，或请数据库管理员调大 max_connections。",
    ),
    (("57P03",), r"starting up|shutting down|recovery mode", "{server} 正在启动或停止，请稍后再试。"),
    (
        (),
        r"resolve host|translate host name|name or service not known",
        "找不到{server}，请检查 DATABASE_URL 里的主机名。",
    ),
    (
        (),
        r"refused|timeout expired|no route to host|unreachable|no such file",
        "连不上{server}，请检查它是否在运行、网络通不通，以及 DATABASE_URL 里的主机和端口。",
    ),
    (
        ("57P01", "57P02", "25P03", "08006", "08003"),
        r"closed|terminating|lost|timed out|reset by peer|broken pipe|eof detected",
        "与{server} 的连接断了，刚才的操作没有保存，请稍后再试；一直这样，请检查服务器和网络。",
    ),
)
