"""Old workspaces open in this version, newer ones are refused, and the tables are what the migrations make of them."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from errors import StoreFault
from store.base import Base
from store.engine import open_store
from store.migrations import alembic_config, revisions
from tests.store.tables import ROOT, import_all_tables


def test_the_migrations_make_exactly_the_tables_that_the_rooms_declare(tmp_path: Path) -> None:
    import_all_tables()
    url = f"sqlite:///{tmp_path / 'hegao.db'}"
    open_store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        difference = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert difference == [], 'run: uv run python -m tests.store.make_revision "what changed"'


def test_revisions_are_numbered_in_one_line() -> None:
    assert revisions() == [f"{number:04d}" for number in range(1, len(revisions()) + 1)]


def test_a_workspace_of_a_newer_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "hegao.db"
    open_store(f"sqlite:///{path}").close()
    database = sqlite3.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    with pytest.raises(StoreFault, match="更新版本"):
        open_store(f"sqlite:///{path}")


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "hegao.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE audit_trail (id INTEGER)")
    database.commit()
    database.close()
    with pytest.raises(StoreFault):
        open_store(f"sqlite:///{path}")
    database = sqlite3.connect(path)
    assert database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("audit_trail",)]
    database.close()


def test_a_workspace_with_documents_and_statements_of_an_earlier_version_opens(tmp_path: Path) -> None:
    path = tmp_path / "hegao.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    database = sqlite3.connect(path)
    now = "2026-07-01 08:00:00"
    fill(database, "documents", id=1, sha256="a" * 64, name="报告.txt", kind="report", title="报告", added_at=now)
    fill(database, "statement_readings", document_id=1, reader="1", read_at=now)
    database.commit()
    database.close()
    open_store(f"sqlite:///{path}").close()
    database = sqlite3.connect(path)
    assert database.execute("SELECT document_id FROM statement_readings").fetchall() == [(1,)]
    database.close()


def fill(database: sqlite3.Connection, table: str, **values: object) -> None:
    """One row with these values, an empty text in every other column that wants one."""
    columns = database.execute(f"PRAGMA table_info({table})").fetchall()
    row = {name: "" for _, name, _, needed, default, _ in columns if needed and default is None} | values
    names = ", ".join(row)
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


def test_a_workspace_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hegao.db'}"
    open_store(url).close()
    code = f"import sys; from store.engine import open_store; open_store({url!r}); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
