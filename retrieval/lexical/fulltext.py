"""The lexical index: passages by the words in them, ranked by BM25 in SQLite's full-text search (FTS5).

Derived, like the vectors beside it: what it lacks or has too much is mended from them when it is opened. It keeps words
and the few facts that a search is narrowed by; texts are read from Chroma by key.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from errors import IndexFault
from retrieval.lexical.words import Words
from retrieval.vectors.records import Stored

FILE = "lexical.db"
FACTS = ("document_id", "region", "year", "kind", "role", "unit")
"""What a search may be narrowed by: the fields of a passage's record that are kept beside its words."""

# Words are cut beforehand; the tokenizer only has to leave 5.2% and 15+n whole.
_SCHEMA = """
CREATE TABLE recipe (name TEXT NOT NULL);
CREATE TABLE passages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document_id INTEGER NOT NULL,
                       region TEXT, year INTEGER, kind TEXT, role TEXT, unit TEXT);
CREATE INDEX passages_document ON passages (document_id);
CREATE VIRTUAL TABLE words USING fts5 (said, tokenize = "unicode61 remove_diacritics 0 tokenchars '.%‰+_'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""
_MOST_WORDS = 64  # of a question: the rest of a very long one would cost much and tell little
_FEWEST_WORDS = 3  # asked for however common they are
_COMMON = 0.05  # a word in more passages than this share of all tells little


class LexicalIndex:
    """One open lexical index, for any number of threads of one process.

    An index that is damaged, or was cut by another recipe, is begun anew: it is told again from the vectors' side.
    Raises `IndexFault` when the disk refuses.
    """

    def __init__(self, folder: Path, words: Words):
        self._words = words
        self._lock = RLock()
        folder.mkdir(parents=True, exist_ok=True)
        with _faults():
            self._connection = _opened(folder / FILE, words.recipe)

    def put(self, entries: Iterable[tuple[str, str, Stored]]) -> None:
        """Holds these passages (key, words, record), each in place of an earlier one of the same key."""
        with self._writing() as write:
            for key, text, record in entries:
                self._forget(write, "key = ?", key)
                facts = [record.get(name) for name in FACTS]
                row = write.execute(
                    f"INSERT INTO passages (key, {', '.join(FACTS)}) VALUES (?{', ?' * len(FACTS)})", [key, *facts]
                )
                words = " ".join(self._words.cut(text))
                write.execute("INSERT INTO words (rowid, said) VALUES (?, ?)", [row.lastrowid, words])

    def remove(self, keys: Iterable[str]) -> None:
        """Forgets passages; one it does not hold is no error."""
        with self._writing() as write:
            for key in keys:
                self._forget(write, "key = ?", key)

    def remove_document(self, document_id: int) -> None:
        """Forgets all passages of a document."""
        with self._writing() as write:
            self._forget(write, "document_id = ?", document_id)

    def keys(self) -> set[str]:
        """The keys it holds."""
        with self._lock, _faults():
            return {str(key) for (key,) in self._connection.execute("SELECT key FROM passages")}

    def __len__(self) -> int:
        with self._lock, _faults():
            return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def search(self, query: str, k: int, narrow: Mapping[str, str | int | None]) -> list[str]:
        """The keys of at most `k` passages that share words with `query`, best first; `narrow` names facts (of `FACTS`)
        they must have, None standing for any."""
        if k < 1 or not (words := self._telling(self._words.cut(query))):
            return []
        wanted = {name: value for name, value in narrow.items() if value is not None}
        where = "".join(f" AND p.{name} = ?" for name in wanted)
        asked = " OR ".join('"{}"'.format(word.replace('"', '""')) for word in words)
        with self._lock, _faults():
            found = self._connection.execute(
                "SELECT p.key FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?"
                f"{where} ORDER BY bm25(words), p.key LIMIT ?",
                [asked, *wanted.values(), k],
            )
            return [str(key) for (key,) in found]

    def _telling(self, words: Sequence[str]) -> list[str]:
        """Those of `words` that tell passages apart: rare ones, or the rarest there are. BM25 weighs a word that stands
        everywhere next to nothing, and looking at every passage that has it is most of the cost."""
        asked = list(dict.fromkeys(words))[:_MOST_WORDS]
        with self._lock, _faults():
            in_all = f"SELECT term, doc FROM vocabulary WHERE term IN ({', '.join('?' * len(asked))})"
            spread = {str(term): int(count) for term, count in self._connection.execute(in_all, asked)}
        known = sorted((word for word in asked if word in spread), key=lambda word: spread[word])
        common = _COMMON * len(self)
        return [word for at, word in enumerate(known) if at < _FEWEST_WORDS or spread[word] <= common]

    def clear(self) -> None:
        """Forgets everything."""
        with self._writing() as write:
            write.execute("DELETE FROM words")
            write.execute("DELETE FROM passages")

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _faults(), self._connection:
            yield self._connection

    @staticmethod
    def _forget(write: sqlite3.Connection, where: str, value: str | int) -> None:
        write.execute(f"DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE {where})", [value])
        write.execute(f"DELETE FROM passages WHERE {where}", [value])


def _opened(path: Path, recipe: str) -> sqlite3.Connection:
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
def _faults() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise IndexFault("检索库的词表读写出错，请运行 uv run python cli.py reindex 重建检索库。") from error
