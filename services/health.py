"""How a workspace stands: what is configured, whether it can be reached, how large it is.

A service of the composition root. Each thing is asked on its own, so that one that fails is told and hides no other.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import make_url

from corpus.library import Library
from corpus.model import DocumentKind
from errors import HegaoError
from figures.book import FigureBook
from prompts.models.chosen import ChosenModel
from retrieval.keeper import IndexKeeper
from settings import ATTEST, VERIFY, Settings
from store.people import People, Role


class State(StrEnum):
    """Whether a thing works, is not set up (which is no fault), or fails."""

    WORKS = "works"
    UNSET = "unset"
    FAILS = "fails"

    @property
    def label(self) -> str:
        """What the screen calls it."""
        return {"works": "正常", "unset": "未设", "fails": "不通"}[self.value]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing the desk leans on: what it is, how it stands, and a sentence that says more."""

    what: str
    state: State
    told: str


class Health:
    """Asks after everything one desk leans on."""

    def __init__(self, settings: Settings, library: Library, book: FigureBook, keeper: IndexKeeper, model: ChosenModel):
        self._settings, self._library, self._book = settings, library, book
        self._keeper, self._model = keeper, model

    def conditions(self, *, reach: bool = True) -> list[Condition]:
        """Everything in order. Without `reach` no endpoint is called: it is only said what is set."""
        return [
            _asked("工作区", self._workspace),
            _asked("数据库", self._database),
            _asked("人员与登录", self._people),
            _asked("双人复核", self._two_persons),
            _asked("资料", self._holdings),
            _asked("检索库", self._index),
            _asked("检索向量", self._vectors),
            _asked("起草模型", lambda: self._writer(reach)),
            _asked("LibreOffice", self._office),
        ]

    def _workspace(self) -> tuple[State, str]:
        home = self._settings.home
        if self._library.read_only:
            return State.FAILS, self._library.read_only
        free = shutil.disk_usage(home).free
        state = State.WORKS if free > 500 * 1024**2 else State.FAILS
        return state, f"{home}，已用 {_size(_bytes_in(home))}，磁盘还有 {_size(free)}"

    def _database(self) -> tuple[State, str]:
        url = make_url(self._settings.database_url)
        self._library.documents()
        if url.get_backend_name() == "sqlite" and url.database:
            return State.WORKS, f"SQLite，{_size(Path(url.database).stat().st_size)}"
        return State.WORKS, f"{url.get_backend_name()}，{url.host or '本机'}"

    def _people(self) -> tuple[State, str]:
        people = People(self._settings.people)
        if not people.set:
            return State.UNSET, "只在本机使用，不用登录，谁都可以做所有的事"
        found = people.all()
        counts = {role: sum(role in person.roles for person in found) for role in Role}
        told = "、".join(f"{role.value} {count} 人" for role, count in counts.items() if count)
        return State.WORKS, f"按名单登录（{self._settings.people}），共 {len(found)} 人：{told}"

    def _two_persons(self) -> tuple[State, str]:
        names = {VERIFY: "核实数据", ATTEST: "填报"}
        asked = [name for key, name in names.items() if key in self._settings.two_persons]
        if not asked:
            return State.UNSET, "核实数据和填报都由一人完成"
        return State.WORKS, f"{'、'.join(asked)}要由两个人先后完成"

    def _holdings(self) -> tuple[State, str]:
        documents = self._library.documents()
        figures = len(self._book.snapshot().figures)
        return State.WORKS, f"文件 {len(documents)} 份，在用数据 {figures} 条"

    def _index(self) -> tuple[State, str]:
        index = self._keeper.index()
        where = self._settings.chroma_url or "工作区内"
        return State.WORKS, f"{where}，{len(index.document_ids())} 份文件"

    def _vectors(self) -> tuple[State, str]:
        name = self._keeper.embedding_name
        if not self._keeper.tells_outside:
            return State.WORKS, f"{name}，在本单位内"
        texts = [document for document in self._library.documents() if document.kind is not DocumentKind.TABLE]
        free = sum(document.may_leave for document in texts)
        return State.WORKS, (
            f"{name}，在本单位外：只送可外发的 {free} 份文件的段落和检索时的问句，"
            f"其余 {len(texts) - free} 份和各种标题、指标名都用内置方法"
        )

    def _writer(self, reach: bool) -> tuple[State, str]:
        told = self._model.told()
        if told is None:
            return State.UNSET, self._model.lacking
        if not reach:
            return State.WORKS, f"{told.name}（没有试连）"
        tried = self._model.try_connection()
        return (State.WORKS if tried.reached else State.FAILS), tried.sentence

    def _office(self) -> tuple[State, str]:
        if shutil.which("soffice") is None:
            return State.UNSET, "没有安装；.doc 和 .wps 文件需先自行另存为 .docx"
        return State.WORKS, "已安装，可以读 .doc 和 .wps 文件"


def _asked(what: str, ask: Callable[[], tuple[State, str]]) -> Condition:
    try:
        state, told = ask()
    except HegaoError as error:
        return Condition(what, State.FAILS, error.sentence)
    except OSError as error:
        return Condition(what, State.FAILS, f"读写出错（{error.strerror or error}），请检查路径、权限和磁盘空间。")
    return Condition(what, state, told)


def _bytes_in(folder: Path) -> int:
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        try:
            yield path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # gone meanwhile
            yield 0


def _size(count: float) -> str:
    """Bytes in the unit a person would use."""
    for unit in ("字节", "KB", "MB"):
        if count < 1024:
            return f"{count:.0f} {unit}"
        count /= 1024
    return f"{count:.1f} GB"
