"""Brings a workspace's database to the revision this version of the program expects.

Revisions are numbered files in `versions/` (0001_…, 0002_…), in one line. Alembic is imported only when there is
something to migrate: it takes longer to load than most commands take to run.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from errors import StoreFault
from store.audit import protect

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent


def revisions() -> list[str]:
    """The numbers of all revisions this version knows, oldest first."""
    return sorted(path.name[:4] for path in (_HERE / "versions").glob("[0-9]*_*.py"))


def alembic_config() -> "Config":
    """Alembic's configuration, made here so that no alembic.ini has to lie about."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def migrate(connection: Connection) -> None:
    """Brings the database to the newest revision, all or nothing, inside the caller's transaction, which holds the
    write lock.

    Raises `StoreFault` when a later version of the program has already taken it further.
    """
    stored = stored_revision(connection)
    known = revisions()
    if known and stored == known[-1]:
        return
    if stored is not None and stored not in known:
        raise StoreFault("这个工作区由更新版本的核稿建立，当前版本打不开，请升级核稿后再打开。")
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    protect(connection)


def is_current(connection: Connection) -> bool:
    """Whether the database is at the newest revision, so that it can be read without being changed."""
    return revisions()[-1:] == [stored_revision(connection)]


def stored_revision(connection: Connection) -> str | None:
    """The revision the database is at, or None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
