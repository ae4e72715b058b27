"""A PostgreSQL server of the tests' own, on loopback, in a temporary folder, gone when they end.

It is set as an office's might be: texts sorted as Chinese dictionaries do, the clock eight hours ahead. The desk comes
as a user that owns its database and nothing else.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from bench.serving import free_port

USER, PASSWORD = "hegao", "mima-4711"
LACKING = "PostgreSQL is not installed (Debian: apt install postgresql)"
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
_OFFICE = {"timezone": "Asia/Shanghai", "listen_addresses": "127.0.0.1", "max_connections": "60"}
_numbers = count(1)


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server here, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its programs, its folder, its port."""

    bin: Path
    folder: Path
    port: int

    def url(self, database: str, user: str = USER, password: str = PASSWORD) -> str:
        """The address of a database, as an administrator writes it."""
        made = URL.create("postgresql+psycopg", user, password, "127.0.0.1", self.port, database)
        return made.render_as_string(hide_password=False)

    def database(self, template: str = "template0", *, encoding: str = "UTF8") -> str:
        """A new database of the desk's user, and its address."""
        name = f"desk{next(_numbers)}"
        locale = "" if encoding == "UTF8" else "LOCALE_PROVIDER libc LOCALE 'C'"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {USER} ENCODING '{encoding}' {locale}")
        return self.url(name)

    def tell(self, statement: str) -> None:
        """Lets the administrator run a statement."""
        engine = create_engine(self.url("postgres", "postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def start(self) -> None:
        """Starts the server, and returns once it answers."""
        settings = " ".join(f"-c {name}={value}" for name, value in (_QUICK | _OFFICE).items())
        options = f"-p {self.port} -k {self.folder} {settings}"
        log = str(self.folder / "log")
        _run([self.bin / "pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", log, "-o", options])

    def stop(self) -> None:
        """Stops the server, with all that is under way."""
        _run([self.bin / "pg_ctl", "stop", "-w", "-m", "fast", "-D", self.folder / "data"])


@contextmanager
def server() -> Iterator[Server]:
    """A new server, stopped and deleted in the end."""
    found = programs()
    assert found is not None, LACKING
    folder = Path(tempfile.mkdtemp(prefix="hegao-pg-"))
    made = Server(found, folder, free_port())
    secret = folder / "password"
    secret.write_text(PASSWORD)
    if os.getuid() == 0:
        for path in (folder, secret):
            os.chown(path, _somebody().pw_uid, _somebody().pw_gid)
    try:
        sorting = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"]
        login: list[Path | str] = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret]
        _run([found / "initdb", "-N", "-E", "UTF8", *sorting, *login, "-D", folder / "data"])
        made.start()
        try:
            made.tell(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
            yield made
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                made.stop()
    finally:
        shutil.rmtree(folder)


def _somebody() -> pwd.struct_passwd:
    """Who the server runs as where the tests run as root, whom it refuses."""
    return pwd.getpwnam("nobody")


def _run(command: Sequence[Path | str]) -> None:
    as_whom = {"user": _somebody().pw_uid, "group": _somebody().pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=90,
        check=False,
        **as_whom,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout.decode(errors='replace')}")
