"""Writes the next migration from what the rooms' tables have become.

    uv run python -m tests.store.make_revision "What changed, as a sentence"

Read the file it writes before committing it. To write the first revision anew, first delete
store/migrations/versions/0001_*.py; from the day a workspace is in use elsewhere, revisions are only added.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from store.engine import open_store
from store.migrations import alembic_config, revisions
from tests.store.tables import import_all_tables


def make_revision(message: str) -> None:
    """Compares the tables with a database at the newest revision and writes the difference as the next one."""
    import_all_tables()
    number = f"{len(revisions()) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.db'}"
        if revisions():
            open_store(url).close()
        engine = create_engine(url)
        with engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            made = command.revision(config, message.rstrip("."), autogenerate=True, rev_id=number)
        engine.dispose()
    paths = [str(Path(script.path)) for script in (made if isinstance(made, list) else [made]) if script]
    subprocess.run(["ruff", "check", "-q", "--fix", *paths], check=True)
    subprocess.run(["ruff", "format", "-q", *paths], check=True)
    print("\n".join(paths))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit('usage: python -m tests.store.make_revision "what changed"')
    make_revision(sys.argv[1])
