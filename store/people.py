"""Who may do what: the office's file of people and roles, read again whenever it changes; without a file, anyone may.

A file that cannot be read lets nobody do anything, and says in which line the fault is.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from errors import InputError, NotAllowed
from store.deeds import Deed, Right

NOT_A_NAME = frozenset(("本机", "示例", "示例复核"))
"""Names that the program itself writes into the records: no person may go by one."""


class Role(Enum):
    """What a person is at the desk; a person may be several. The value stands in the file of people."""

    READER = "只读"
    WRITER = "写稿"
    VERIFIER = "核数"
    ADMIN = "管理"

    @property
    def rights(self) -> frozenset[Right]:
        """What it lets a person do. Who keeps the desk does not by that answer for its numbers."""
        return {
            Role.READER: frozenset((Right.READ,)),
            Role.WRITER: frozenset((Right.READ, Right.WRITE)),
            Role.VERIFIER: frozenset((Right.READ, Right.WRITE, Right.VERIFY)),
            Role.ADMIN: frozenset((Right.READ, Right.WRITE, Right.MANAGE)),
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the file: the name that stands in all records, what the login calls them, and their roles."""

    name: str
    addresses: tuple[str, ...]
    roles: tuple[Role, ...]

    def may(self, right: Right) -> bool:
        """Whether one of the roles gives the right."""
        return any(right in role.rights for role in self.roles)

    @property
    def keeps_the_desk(self) -> bool:
        """Whether this is one whom others turn to with what they may not do."""
        return self.may(Right.MANAGE)

    @property
    def titles(self) -> str:
        """The roles in words."""
        return "、".join(role.value for role in self.roles)


class People:
    """The people of one office, from the file at `path`; None where no roles are set. Safe to share between threads."""

    def __init__(self, path: Path | None):
        self._path = path
        self._read: tuple[tuple[int, int, int], tuple[Person, ...]] | None = None

    @property
    def set(self) -> bool:
        """Whether there is a file: without one, whoever sits at the machine may do everything."""
        return self._path is not None

    def all(self) -> tuple[Person, ...]:
        """Everybody in the file as it stands now. Raises `InputError` naming line and fault where it is broken."""
        if self._path is None:
            return ()
        try:
            stat = self._path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if self._read is None or self._read[0] != stamp:
                self._read = None  # what was read before a fault holds no longer
                self._read = (stamp, read_people(self._path.name, self._path.read_bytes()))
        except OSError as error:
            raise InputError(
                f"打不开人员名单 {self._path}（{error.strerror}），请检查 HEGAO_PEOPLE 的路径和权限。"
            ) from None
        return self._read[1]

    def named(self, name: str) -> Person | None:
        """The person of this name."""
        return next((person for person in self.all() if person.name == name), None)

    def of_address(self, address: str) -> Person | None:
        """The person whom a login names by this address or account."""
        wanted = _address(address)
        return next((person for person in self.all() if wanted in person.addresses), None) if wanted else None

    def may(self, name: str, right: Right) -> bool:
        """Whether the person of this name has a right."""
        if not self.set:
            return True
        person = self.named(name)
        return person is not None and person.may(right)

    def check(self, name: str, deed: Deed) -> None:
        """Raises `NotAllowed` where the person of this name may not do `deed`, or acts under another's name."""
        logged_in = acting()
        if logged_in is not None and name != logged_in:
            raise NotAllowed(f"登录的是{logged_in}，不能以“{name}”的名义{deed.label}，请由本人登录后办理。")
        if not self.may(name, deed.right):
            raise NotAllowed(self._why_not(name, deed))

    def asks_for(self, right: Right) -> str:
        """Which role a right takes, and who has it, in half a sentence."""
        able = [one.name for one in self.all() if one.may(right)]
        needed = "或".join(f"“{role.value}”" for role in Role if right in role.rights)
        ask = f"请由{'、'.join(able[:3])}{'等' if len(able) > 3 else ''}办理" if able else "请管理员在人员名单里设一位"
        return f"需要{needed}角色，{ask}"

    def _why_not(self, name: str, deed: Deed) -> str:
        person, asked = self.named(name), self.asks_for(deed.right)
        if person is None:
            return f"人员名单里没有“{name}”，不能{deed.label}，请用名单上的姓名（命令行加 --by 姓名）；{asked}。"
        return f"{name}的角色是“{person.titles}”，不能{deed.label}，{asked}。"


_ACTING: ContextVar[str | None] = ContextVar("acting", default=None)


def act_as(name: str | None) -> None:
    """From here on this thread records deeds in this name and in no other, whatever name is handed down; None lifts
    that."""
    _ACTING.set(name)


def acting() -> str | None:
    """In whose name this thread acts, where that is fixed."""
    return _ACTING.get()


def read_people(name: str, data: bytes) -> tuple[Person, ...]:
    """The people that a file tells of, one `[[person]]` each with name, address and role. Raises `InputError`."""
    try:
        text = data.decode("utf-8-sig")
        told = tomllib.loads(text)
    except UnicodeDecodeError:
        raise InputError(f"人员名单 {name} 不是 UTF-8 编码，请另存为 UTF-8 后再用。") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"人员名单 {name} 写得不对（{_in_words(str(error))}），请改正后再用。") from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*person\s*\]\]", line)]
    rows = told.pop("person", [])
    if told or not isinstance(rows, list) or len(rows) != len(lines):
        raise InputError(f"人员名单 {name} 里每个人应以单独一行 [[person]] 开头，下面写 name、address、role，请改正。")
    people: list[Person] = []
    for line, row in zip(lines, rows, strict=True):
        try:
            people.append(_person(row))
            _new(people)
        except InputError as fault:
            raise InputError(f"人员名单 {name} 第 {line} 行起的这个人：{fault.sentence}") from None
    if not any(person.may(Right.MANAGE) for person in people):
        raise InputError(f"人员名单 {name} 里没有“管理”角色的人，请至少设一位。")
    return tuple(people)


def _person(row: Mapping[str, Any]) -> Person:
    if unknown := sorted(set(row) - {"name", "address", "role"}):
        raise InputError(f"不认识“{unknown[0]}”，只能写 name、address、role，请改正。")
    name = row.get("name")
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > 50:
        raise InputError("name 应是姓名（不超过 50 字），请补上。")
    if name.strip() in NOT_A_NAME:
        raise InputError(f"“{name.strip()}”是程序自己用的名字，请写真实姓名。")
    roles = {role.value: role for role in Role}
    said = _words(row.get("role"))
    for word in said:
        if word not in roles:
            raise InputError(f"角色“{word}”不认识，可用的有{'、'.join(roles)}，请改正。")
    if not said:
        raise InputError(f"role 应是{'、'.join(roles)}中的一个或几个，请补上。")
    addresses = tuple(_address(word) for word in _words(row.get("address")))
    if not addresses:
        raise InputError("address 应是登录用的邮箱或账号，请补上。")
    return Person(name.strip(), addresses, tuple(dict.fromkeys(roles[word] for word in said)))


def _address(written: str) -> str:
    """An address as it is compared: mail addresses in any case, accounts to the letter."""
    word = written.strip()
    return word.casefold() if "@" in word else word


def _words(value: object) -> list[str]:
    """One word or a list of them, blanks around them off; nothing for anything else."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        return []
    return [word.strip() for word in words]


def _new(people: list[Person]) -> None:
    """Refuses the last one where another goes by the same name or address."""
    *others, last = people
    for other in others:
        if _spelt(other.name) == _spelt(last.name):
            raise InputError(f"已有一位“{last.name}”，同名的两人请写成“{last.name}（单位）”以便分清。")
        if shared := set(other.addresses) & set(last.addresses):
            raise InputError(f"登录账号“{min(shared)}”已经是{other.name}的，请改正。")


def _spelt(name: str) -> str:
    """A name as it is compared: neither spaces nor width make another person."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _in_words(complaint: str) -> str:
    """What the reader of TOML complains of, with the line in Chinese."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", complaint)
    if found is None:
        return "文件没有写完"
    return f"第 {found[1]} 行第 {found[2]} 个字符附近"
