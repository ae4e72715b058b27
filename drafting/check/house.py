"""The house's list of outdated and forbidden wording, with what replaces it: data that a person edits.

The workspace keeps its own list as a table file; without one the bundled default holds. Knows words and years only.
"""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drafting.check.model import Finding, FindingKind
from errors import InputError, StoreFault
from store.audit import record
from store.deeds import Deed
from store.engine import Store

FILE = "用语表.csv"
HEADS = ("用语", "改为", "起", "除外", "说明")
_BUNDLED = Path(__file__).with_name("house.csv")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase not to be used: what is written `instead` ("": to be deleted), `since` which year (None: ever), the
    longer wordings that it may stand in, and why."""

    words: str
    instead: str = ""
    since: int | None = None
    unless: tuple[str, ...] = ()
    why: str = ""


class HouseList:
    """The list of one workspace, kept in `folder`. A changed file is read anew."""

    def __init__(self, folder: Path, store: Store):
        self._path = folder / FILE
        self._store = store
        self._kept: tuple[int, PhraseBook] | None = None

    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases in force. Raises `InputError` for a list that cannot be read."""
        return self._book().phrases

    def findings(self, text: str, year: int | None) -> Iterator[Finding]:
        """Every phrase of the list in `text`, for a document of `year`."""
        return self._book().findings(text, year)

    def put(self, phrases: Iterable[Phrase], by: str) -> None:
        """Makes `phrases` the workspace's list in the name of `by`. Raises `InputError` for one that is empty, too long
        or told twice, `NotAllowed` where `by` may not."""
        book = PhraseBook(tuple(phrases))
        written = io.StringIO()
        csv.writer(written).writerows(
            [HEADS, *((p.words, p.instead, p.since or "", "；".join(p.unless), p.why) for p in book.phrases)]
        )
        with self._store.session() as session:
            record(session, actor=by, deed=Deed.HOUSE_LIST_PUT, subject="house", detail=f"{len(book.phrases)} phrases")
            self._keep(written.getvalue().encode("utf-8-sig"))

    def _keep(self, content: bytes) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".part-", dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path)
        except OSError as error:
            raise StoreFault(f"用语表存不进 {self._path.parent}（{error.strerror}），请检查磁盘空间和权限。") from error

    def _book(self) -> "PhraseBook":
        path = self._path if self._path.is_file() else _BUNDLED
        stamp = path.stat().st_mtime_ns
        if self._kept is None or self._kept[0] != stamp:
            self._kept = (stamp, PhraseBook(tuple(read_phrases(path.read_bytes()))))
        return self._kept[1]


@dataclass(frozen=True)
class PhraseBook:
    """Phrases that can be looked for together."""

    phrases: tuple[Phrase, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for phrase in self.phrases:
            if not phrase.words.strip() or len(phrase.words) > _LONGEST:
                raise InputError(f"用语表里的“{phrase.words[:20]}”应有 1 到 {_LONGEST} 个字，请改正。")
            if phrase.words in seen:
                raise InputError(f"用语表里“{phrase.words}”写了两次，请只留一行。")
            seen.add(phrase.words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted((phrase.words for phrase in self.phrases), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) if words else r"(?!)")

    @cached_property
    def _by_words(self) -> dict[str, Phrase]:
        return {phrase.words: phrase for phrase in self.phrases}

    def findings(self, text: str, year: int | None) -> Iterator[Finding]:
        """As `HouseList.findings`."""
        for found in self._pattern.finditer(text):
            phrase = self._by_words[found[0]]
            if (phrase.since and (year is None or year < phrase.since)) or _allowed(phrase, text, found.start()):
                continue
            instead = f"建议改为“{phrase.instead}”" if phrase.instead else "建议删去或改写"
            note = f"{phrase.why}，{instead}。" if phrase.why else f"{instead}。"
            yield Finding(found.start(), found.end(), FindingKind.WORDING, note, phrase.instead or None)


def read_phrases(data: bytes) -> Iterator[Phrase]:
    """The phrases of a list as a file. Raises `InputError` naming the line that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    rows: Sequence[Sequence[str]] = list(csv.reader(io.StringIO(text)))
    if not rows or [head.strip() for head in rows[0][:2]] != list(HEADS[:2]):
        raise InputError(f"用语表的第一行应是“{'、'.join(HEADS)}”，请改正。")
    for line, row in enumerate(rows[1:], 2):
        words, instead, since, unless, why = ([cell.strip() for cell in row] + [""] * 5)[:5]
        if not any((words, instead, since, unless, why)):
            continue
        if since and not re.fullmatch(r"(?:19|20)\d\d", since):
            raise InputError(f"用语表第 {line} 行的“起”应是年份或留空，现为“{since}”，请改正。")
        allowed = tuple(part for part in re.split("[；;]", unless) if part)
        yield Phrase(words, instead, int(since) if since else None, allowed, why)


def _allowed(phrase: Phrase, text: str, at: int) -> bool:
    """Whether the phrase at `at` stands inside a wording that it may stand in, or inside what replaces it."""
    for longer in (*phrase.unless, phrase.instead):
        inside = longer.find(phrase.words) if longer else -1
        if inside >= 0 and text.startswith(longer, at - inside):
            return True
    return False
