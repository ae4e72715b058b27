"""The audit trail as who keeps the desk reads it: by person, deed, day and subject, page by page, and as a file.

A service of the composition root. It only reads; that a file was made of it is itself put on record.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from clock import here, midnight
from export.sheets.workbook import Look, fill, new_book, set_print, to_bytes
from store.audit import Entry, Wanted, actors, count, record, trail
from store.deeds import Deed
from store.engine import Store

PAGE = 50
"""How many entries stand on a page."""
_SUBJECTS = {
    "talk": "对话",
    "draft": "稿子",
    "figure": "数据",
    "statement": "目标",
    "indicator": "指标",
    "document": "文件",
    "file": "文稿",
}
# How earlier versions wrote details, and how they read.
_EARLIER = (
    (re.compile(r"(\d+) figures"), r"\1 条数据"),
    (re.compile(r"(\d+) figures replaced by a correction"), r"\1 条数据被更正表取代"),
    (re.compile(r"(\d+) slots changed"), r"\1 处数据有变化"),
    (re.compile(r"in favour of figure:(\d+)"), r"改用数据 \1"),
    (re.compile(r"official"), "正式稿"),
    (re.compile(r"review"), "核对稿"),
    (re.compile(r"sheet"), "核对表"),
    (re.compile(r"taken (\d+)"), r"采纳 \1 条"),
    (re.compile(r"declined (\d+)"), r"不采纳 \1 条"),
    (re.compile(r"open (\d+)"), r"改为待定 \1 条"),
)


class Kind(Enum):
    """What a deed was done to, where it can be opened."""

    DRAFT = "draft"
    FIGURE = "figure"
    DOCUMENT = "document"
    TARGET = "statement"
    TALK = "talk"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One deed as it is shown: its moment (UTC), who, what it is called, to what (and its number, where it has one)."""

    at: datetime
    actor: str
    deed: str
    subject: str
    kind: Kind
    number: int | None
    detail: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for; `first` and `last` are days by the country's clock."""

    actor: str = ""
    deed: Deed | None = None
    part: str = ""
    first: date | None = None
    last: date | None = None


class Trail:
    """The audit trail of one workspace. Everything here takes the right to keep the desk: raises `NotAllowed`."""

    def __init__(self, store: Store):
        self._store = store

    def page(self, asked: Asked, number: int = 1, *, by: str) -> tuple[list[Told], int]:
        """The entries on page `number`, newest first, and how many there are in all."""
        self._allowed(by)
        wanted = _wanted(asked)
        with self._store.reading() as session:
            found = trail(session, wanted, limit=PAGE, offset=(number - 1) * PAGE)
            return [_told(entry) for entry in found], count(session, wanted)

    def actors(self, *, by: str) -> list[str]:
        """Everybody who stands in the trail."""
        self._allowed(by)
        with self._store.reading() as session:
            return actors(session)

    def csv(self, asked: Asked, *, by: str) -> bytes:
        """All that is asked for as a .csv that office programs open as it is."""
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\r\n")
        table.writerow(_HEAD)
        table.writerows([_harmless(cell) for cell in row] for row in self._rows(asked, by))
        return written.getvalue().encode("utf-8-sig")

    def xlsx(self, asked: Asked, *, by: str) -> bytes:
        """All that is asked for as a workbook."""
        book, sheet = new_book("操作记录")
        sheet.title = "操作记录"
        fill(sheet, tuple(zip(_HEAD, _WIDTHS, strict=True)), ((row, Look.PLAIN) for row in self._rows(asked, by)))
        set_print(sheet, "操作记录", len(_HEAD))
        return to_bytes(book)

    def _rows(self, asked: Asked, by: str) -> list[tuple[str, ...]]:
        with self._store.reading() as session:
            found = trail(session, _wanted(asked), limit=None)
        with self._store.session() as session:
            record(session, actor=by, deed=Deed.AUDIT_EXPORTED, subject="audit", detail=f"{len(found)} 条")
        return [_row(_told(entry)) for entry in found]

    def _allowed(self, by: str) -> None:
        self._store.require(actor=by, deed=Deed.AUDIT_READ, subject="audit")


_HEAD = ("时间", "姓名", "做了什么", "对象", "说明")
_WIDTHS = (19, 12, 18, 24, 60)  # characters


def _row(told: Told) -> tuple[str, ...]:
    return (f"{here(told.at):%Y-%m-%d %H:%M:%S}", told.actor, told.deed, told.subject, told.detail)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        part=asked.part.strip(),
        deed=asked.deed,
        actor=asked.actor,
        since=midnight(asked.first) if asked.first else None,
        until=midnight(asked.last + timedelta(days=1)) if asked.last else None,
    )


def _told(entry: Entry) -> Told:
    deed = Deed.of(entry.action)
    subject, kind, number = _subject(entry.subject)
    detail = _detail(entry.detail)
    if deed is Deed.REFUSED:
        detail = f"想{detail}，没有这个权限"
    label = deed.label if deed else entry.action
    return Told(entry.at, entry.actor, label, subject, kind, number, detail, deed is Deed.REFUSED)


def _subject(stored: str) -> tuple[str, Kind, int | None]:
    what, _, which = stored.replace("文件 ", "document:", 1).partition(":")
    number = int(which) if which.isdecimal() else None
    kind = next((kind for kind in Kind if kind.value == what and number is not None), Kind.OTHER)
    if what in _SUBJECTS:
        return f"{_SUBJECTS[what]} {which}", kind, number
    return _WHOLE.get(stored, stored), Kind.OTHER, None


_WHOLE = {"template": "Word 模板", "audit": "操作记录", "workspace": "工作区", "index": "检索库", "model": "模型"}


def _detail(stored: str) -> str:
    for pattern, reads in _EARLIER:
        if found := pattern.fullmatch(stored):
            return found.expand(reads) if "\\" in reads else reads
    return stored
