"""Old workspaces open in this version, newer ones are refused, and the tables are what the migrations make of them."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from errors import StoreFault
from store.base import Base
from store.engine import open_store
from store.migrations import revisions
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


def test_a_workspace_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hegao.db'}"
    open_store(url).close()
    code = f"import sys; from store.engine import open_store; open_store({url!r}); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
