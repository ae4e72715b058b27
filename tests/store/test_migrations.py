"""Old workspaces open in this version, newer ones are refused, and the tables are what the migrations make of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, create_engine, insert, inspect, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from errors import StoreFault
from store.base import Base
from store.engine import open_store
from store.migrations import alembic_config, revisions
from tests.store.tables import ROOT, import_all_tables


def test_the_migrations_make_exactly_the_tables_that_the_rooms_declare(database: str) -> None:
    import_all_tables()
    open_store(database).close()
    with connected(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        difference = compare_metadata(context, Base.metadata)
    assert difference == [], 'run: uv run python -m tests.store.make_revision "what changed"'


def test_revisions_are_numbered_in_one_line() -> None:
    assert revisions() == [f"{number:04d}" for number in range(1, len(revisions()) + 1)]


def test_a_workspace_of_a_newer_version_is_refused_with_a_sentence(database: str) -> None:
    open_store(database).close()
    with connected(database) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreFault, match="更新版本"):
        open_store(database)


def test_a_migration_that_fails_leaves_nothing_behind(database: str, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with connected(database) as connection:
        connection.execute(text("CREATE TABLE audit_trail (id INTEGER)"))
    with pytest.raises((StoreFault, ProgrammingError)):
        open_store(database)
    with connected(database) as connection:
        assert inspect(connection).get_table_names() == ["audit_trail"]


def test_a_workspace_with_documents_and_statements_of_an_earlier_version_opens(database: str, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    now = datetime(2026, 7, 1, tzinfo=UTC)
    with connected(database) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    with connected(database) as connection:
        fill(connection, "documents", id=1, sha256="a" * 64, name="报告.txt", kind="report", title="报告", added_at=now)
        fill(connection, "statement_readings", document_id=1, reader="1", read_at=now)
        fill(connection, "audit_trail", id=1, at=now)
    open_store(database).close()
    with connected(database) as connection:
        assert connection.execute(text("SELECT document_id FROM statement_readings")).all() == [(1,)]
    with pytest.raises(IntegrityError, match="only grows"), connected(database) as connection:
        connection.execute(text("DELETE FROM audit_trail"))


@contextmanager
def connected(database: str) -> Iterator[Connection]:
    """A connection past the program, in one transaction."""
    engine = create_engine(database)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def fill(connection: Connection, into: str, **values: object) -> None:
    """One row with these values, an empty text in every other column that wants one."""
    table = Table(into, MetaData(), autoload_with=connection)
    wanted = [column.name for column in table.columns if not column.nullable and column.server_default is None]
    connection.execute(insert(table).values(dict.fromkeys(wanted, "") | values))


def test_a_workspace_that_is_up_to_date_opens_without_alembic(database: str) -> None:
    open_store(database).close()
    code = (
        f"import sys; from store.engine import open_store; open_store({database!r}); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
