"""The lexical index: paragraphs by the words in them, ranked by BM25 in SQLite's full-text search (FTS5), and the facts
that any search is narrowed by.

Derived, like the vectors beside it: what it lacks or has too much is mended from them. It keeps words and facts; texts
are read from Chroma by key.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from threading import RLock

from retrieval.lexical.database import any_of, conditions, faults, marks, opened
from retrieval.narrowing import Narrow
from retrieval.passages import Passage
from retrieval.words import Words

_MOST_WORDS = 64  # of a question: the rest of a very long one would cost much and tell little
_FEWEST_WORDS = 3  # asked for however common they are
_COMMON = 0.05  # a word in more passages than this share of all tells little,
_MANY = 2000  # or in more than so many: a large archive is searched as fast as a small one
_AT_ONCE = 500  # values of one statement

_LOOKED_AT = 100  # paragraphs ranked anew, at least

# Feedback (the relevance model of Lavrenko and Croft, SIGIR 2001): what tells the best passages of the archive from the
# rest speaks of the question's matter too, whatever words the question had for it.
_FEEDBACK = 0.3  # what the words learnt weigh, of one
_LEARNT_FROM = 10  # passages
_LEARNT = 20  # words
_LEARNT_COMMON = 0.1  # a word in more passages than this share is not learnt
_LEARNT_RARE, _LEARNT_MANY = 0.02, 500  # only by rarer ones are further passages looked for: it costs much

# BM25's own two constants, as Robertson and others set them.
_SATURATION, _LENGTH = 1.2, 0.75


class LexicalIndex:
    """One open lexical index, for any number of threads of one process.

    An index that is damaged, or was cut by another recipe, is begun anew: it is told again from the vectors' side.
    Raises `IndexFault` when the disk refuses.
    """

    def __init__(self, folder: Path, words: Words):
        self._words = words
        self._lock = RLock()
        self._held: tuple[int, int] | None = None  # how many there were, once counted, and as of when
        with faults():
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = opened(folder, words.recipe)

    # what it holds

    def put(self, document_id: int, stamp: str, passages: Iterable[Passage]) -> None:
        """Holds exactly these paragraphs for the document from now on."""
        with self._writing() as write:
            self._forget(write, document_id)
            write.execute("INSERT INTO documents VALUES (?, ?)", [document_id, stamp])
            spread: Counter[str] = Counter()
            for passage in passages:
                words = self._words.cut(passage.words)
                spread.update(set(words))
                row = write.execute(
                    "INSERT INTO passages (key, document_id, start, region, year, kind, role) VALUES (?,?,?,?,?,?,?)",
                    [
                        passage.key,
                        document_id,
                        passage.span.start,
                        passage.region,
                        passage.year,
                        passage.kind.value,
                        passage.role.value,
                    ],
                )
                write.execute("INSERT INTO words (rowid, said) VALUES (?, ?)", [row.lastrowid, " ".join(words)])
            self._count(write, spread)

    def remove(self, document_id: int) -> None:
        """Forgets the document; one it does not hold is no error."""
        with self._writing() as write:
            self._forget(write, document_id)

    def clear(self) -> None:
        """Forgets everything."""
        with self._writing() as write:
            for table in ("words", "passages", "documents", "spread"):
                write.execute(f"DELETE FROM {table}")

    def stamps(self) -> dict[int, str]:
        """The documents it holds, each with the stamp it was put with."""
        with self._reading() as read:
            return {int(key): str(stamp) for key, stamp in read.execute("SELECT id, stamp FROM documents")}

    @property
    def version(self) -> str:
        """The version of the vectors' side that it was last brought in line with; "" before the first time."""
        with self._reading() as read:
            found = read.execute("SELECT version FROM seen").fetchone()
            return str(found[0]) if found else ""

    @version.setter
    def version(self, version: str) -> None:
        with self._writing() as write:
            write.execute("DELETE FROM seen")
            write.execute("INSERT INTO seen VALUES (?)", [version])

    def __len__(self) -> int:
        with self._reading() as read:
            # Goes up when another connection, as of a second process on a server's index, has written.
            written = int(read.execute("PRAGMA data_version").fetchone()[0])
            if self._held is None or self._held[0] != written:
                self._held = written, int(read.execute("SELECT count(*) FROM passages").fetchone()[0])
            return self._held[1]

    # what passages there are

    def keys(self, narrow: Narrow) -> list[str]:
        """The keys of the paragraphs of `narrow`."""
        where, values = conditions(narrow)
        with self._reading() as read:
            return [str(key) for (key,) in read.execute(f"SELECT p.key FROM passages p WHERE true{where}", values)]

    def around(self, document_id: int, start: int, each: int) -> list[str]:
        """The keys of up to `each` paragraphs before and after the one that begins at `start`, itself left out."""
        if each < 1:
            return []
        one = "SELECT key, start FROM passages WHERE document_id = ? AND start {} ? ORDER BY start {} LIMIT ?"
        with self._reading() as read:
            before = read.execute(one.format("<", "DESC"), [document_id, start, each]).fetchall()
            after = read.execute(one.format(">", "ASC"), [document_id, start, each]).fetchall()
        return [str(key) for key, _ in (*reversed(before), *after)]

    # search

    def search(self, query: str, k: int, narrow: Narrow) -> list[str]:
        """The keys of at most `k` paragraphs of `narrow` that answer to the words of `query`, best first: those that
        share its words, and those that share what the passages that answer to it best, in the whole archive, say."""
        asked = self._spread(list(dict.fromkeys(self._words.cut(query)))[:_MOST_WORDS])
        if k < 1 or not asked:
            return []
        telling = self._telling(asked)
        learnt = self._learnt(telling, asked)
        few = min(_LEARNT_RARE * len(self), _LEARNT_MANY)
        rare = [word for word, held in self._spread([*learnt]).items() if held <= few]
        looked_at = max(k, _LOOKED_AT)
        rows = {*self._matching(telling, looked_at, narrow), *self._matching(rare, looked_at, narrow)}
        weights = {word: (1 - _FEEDBACK) / len(asked) for word in asked} | learnt
        return self._ranked(sorted(rows), weights)[:k]

    def _matching(self, words: Sequence[str], most: int, narrow: Narrow) -> list[int]:
        """The rows of the at most `most` paragraphs of `narrow` that share most with `words`."""
        if not words:
            return []
        where, values = conditions(narrow)
        with self._reading() as read:
            found = read.execute(
                "SELECT p.id FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?"
                f"{where} ORDER BY bm25(words), p.key LIMIT ?",
                [any_of(words), *values, most],
            )
            return [int(row) for (row,) in found]

    def _ranked(self, rows: Sequence[int], weights: Mapping[str, float]) -> list[str]:
        """The keys of these paragraphs by BM25 with a weight for each word, which FTS5's own cannot have."""
        total = len(self)
        rarity = {word: log(1 + (total - held + 0.5) / (held + 0.5)) for word, held in self._spread([*weights]).items()}
        worth = {word: weights[word] * rarity[word] for word in rarity}
        told: list[tuple[str, list[str]]] = []
        with self._reading() as read:
            for at in range(0, len(rows), _AT_ONCE):
                some = rows[at : at + _AT_ONCE]
                asked = (
                    f"SELECT p.key, w.said FROM passages p JOIN words w ON w.rowid = p.id WHERE p.id IN ({marks(some)})"
                )
                told += [(str(key), str(said).split()) for key, said in read.execute(asked, some)]
        mean = sum(len(said) for _, said in told) / max(1, len(told))
        scores = {key: _score(said, worth, mean) for key, said in told}
        return sorted(scores, key=lambda key: (-scores[key], key))

    def _telling(self, spread: Mapping[str, int]) -> list[str]:
        """Those words of `spread` that tell passages apart: rare ones, or the rarest there are. BM25 weighs a word that
        stands everywhere next to nothing, and looking at every passage that has it is most of the cost."""
        known = sorted(spread, key=lambda word: (spread[word], word))
        common = min(_COMMON * len(self), _MANY)
        return [word for at, word in enumerate(known) if at < _FEWEST_WORDS or spread[word] <= common]

    def _learnt(self, telling: Sequence[str], asked: Container[str]) -> dict[str, float]:
        """Words that the best passages for `telling` in the whole archive share and the rest do not, each with its
        weight; together they weigh `_FEEDBACK`. Those asked for anyway are none of them."""
        with self._reading() as read:
            found = read.execute(
                "SELECT said, bm25(words) AS rank FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?",
                [any_of(telling), _LEARNT_FROM],
            ).fetchall()
        shares: dict[str, float] = defaultdict(float)
        for said, rank in found:
            told = str(said).split()
            for word in told:
                shares[word] -= rank / len(told)  # SQLite's ranks are better the further below zero
        total = len(self)
        spread = self._spread([word for word in shares if word not in asked])
        worth = {
            word: shares[word] * log(total / held)
            for word, held in spread.items()
            if 1 < held <= _LEARNT_COMMON * total
        }
        chosen = sorted(worth, key=lambda word: (-worth[word], word))[:_LEARNT]
        whole = sum(worth[word] for word in chosen) or 1
        return {word: _FEEDBACK * worth[word] / whole for word in chosen}

    def _spread(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each of `words` stands; those that stand in none are left out."""
        spread: dict[str, int] = {}
        with self._reading() as read:
            for at in range(0, len(words), _AT_ONCE):
                some = words[at : at + _AT_ONCE]
                asked = f"SELECT word, passages FROM spread WHERE passages > 0 AND word IN ({marks(some)})"
                spread |= {str(word): int(count) for word, count in read.execute(asked, some)}
        return spread

    # the file

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults(), self._connection:
            self._held = None
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults():
            yield self._connection

    def _forget(self, write: sqlite3.Connection, document_id: int) -> None:
        of = "SELECT id FROM passages WHERE document_id = ?"
        spread: Counter[str] = Counter()
        for (said,) in write.execute(f"SELECT said FROM words WHERE rowid IN ({of})", [document_id]):
            spread.subtract(set(str(said).split()))
        self._count(write, spread)
        write.execute(f"DELETE FROM words WHERE rowid IN ({of})", [document_id])
        write.execute("DELETE FROM passages WHERE document_id = ?", [document_id])
        write.execute("DELETE FROM documents WHERE id = ?", [document_id])

    @staticmethod
    def _count(write: sqlite3.Connection, spread: Mapping[str, int]) -> None:
        write.executemany(
            "INSERT INTO spread VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages",
            sorted(spread.items()),
        )


def _score(said: Sequence[str], worth: Mapping[str, float], mean: float) -> float:
    """BM25 of a paragraph of the words `said`, where they are `mean` words long on average."""
    often = Counter(word for word in said if word in worth)
    long = _SATURATION * (1 - _LENGTH + _LENGTH * len(said) / mean)
    return sum(worth[word] * count * (1 + _SATURATION) / (count + long) for word, count in often.items())
