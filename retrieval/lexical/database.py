"""The tables of the lexical index and how statements over them are put. Knows no ranking."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from errors import IndexFault
from retrieval.narrowing import Narrow

FILE = "lexical.db"
_LAYOUT = 2  # goes up whenever the tables below change

# Words are cut beforehand; the tokenizer only has to leave 5.2% and 15+n whole. How many passages have a word is kept
# beside: FTS5 would walk through all of them to count.
_SCHEMA = """
CREATE TABLE recipe (name TEXT NOT NULL);
CREATE TABLE seen (version TEXT NOT NULL);
CREATE TABLE documents (id INTEGER PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE passages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document_id INTEGER NOT NULL,
                       start INTEGER NOT NULL, region TEXT, year INTEGER, kind TEXT, role TEXT);
CREATE INDEX passages_document ON passages (document_id, start);
CREATE INDEX passages_region ON passages (region, year);
CREATE INDEX passages_year ON passages (year);
CREATE TABLE spread (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (said, tokenize = "unicode61 remove_diacritics 0 tokenchars '.%‰+_'");
"""


def conditions(narrow: Narrow) -> tuple[str, list[str | int]]:
    """The conditions of a statement over `passages p`, and their values."""
    wanted = {"region": narrow.region, "kind": narrow.kind, "role": narrow.role}
    told = {name: str(value) for name, value in wanted.items() if value is not None}
    where = "".join(f" AND p.{name} = ?" for name in told)
    if narrow.years:
        where += f" AND p.year IN ({marks(narrow.years)})"
    if narrow.documents:
        where += f" AND p.document_id IN ({marks(narrow.documents)})"
    return where, [*told.values(), *narrow.years, *narrow.documents]


def marks(values: Sequence[object]) -> str:
    """A place for each of `values` in a statement."""
    return ", ".join("?" * len(values))


def any_of(words: Iterable[str]) -> str:
    """FTS5's form of any of `words`, each as it stands: a question is no query language."""
    return " OR ".join('"{}"'.format(word.replace('"', '""')) for word in words)


def opened(folder: Path, recipe: str) -> sqlite3.Connection:
    """The tables in `folder`, begun anew where they are damaged or were filled by another recipe."""
    path, recipe = folder / FILE, f"{recipe}/{_LAYOUT}"
    try:
        connection = _connected(path)
        if connection.execute("SELECT name FROM recipe").fetchone() == (recipe,):
            return connection
        connection.close()
    except sqlite3.DatabaseError:
        pass  # not there yet, or damaged: both are begun anew
    for stale in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
        stale.unlink(missing_ok=True)
    connection = _connected(path)
    with connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO recipe VALUES (?)", [recipe])
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # derived: what a power cut takes is told again
    return connection


@contextmanager
def faults() -> Iterator[None]:
    """Whatever SQLite or the disk raises inside becomes an `IndexFault`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise IndexFault("检索库的词表读写出错，请运行 uv run python cli.py reindex 重建检索库。") from error
