"""Settings of one process, read from the environment and validated whole: everything that is wrong is told at once."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from errors import InputError
from store.people import read_people

VERIFY, ATTEST = "verify", "attest"
TWO_PERSONS = (VERIFY, ATTEST)
"""What an office may ask a second person for."""


class SettingsFault(InputError):
    """Settings that cannot stand, each fault a sentence of its own."""

    def __init__(self, faults: Iterable[str]):
        self.faults = tuple(faults)
        several = "".join(f"（{number}）{fault}" for number, fault in enumerate(self.faults, 1))
        super().__init__(self.faults[0] if len(self.faults) == 1 else f"设置有 {len(self.faults)} 处要改：{several}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the workspace lies and which services stand behind it.

    `home` is the workspace folder; `database_url` a SQLAlchemy URL (default: SQLite in `home`);
    `chroma_url` the address of a Chroma server, or None for the embedded index in `home`, `chroma_headers` what a proxy
    before it wants with every request; `default_region` is the city whose desk this is, or "" to take it from the
    documents; `embedding` names how texts become vectors ("" the built-in way, `openai:MODEL`, `local:PATH`), the model
    of an endpoint at `openai_base_url` with `openai_api_key`, and `query_prefix` is what that model wants before a
    question (BGE does); `model` is the model there that writes ("": none does). `people` is the office's file of people
    and roles, or None where whoever sits at the machine may do everything; `two_persons` names what takes a second,
    other person here: `VERIFY` (figures), `ATTEST` (entries).
    """

    home: Path
    database_url: str = field(repr=False)  # a server's has a password in it
    chroma_url: str | None
    default_region: str
    embedding: str = ""
    query_prefix: str = ""
    openai_base_url: str | None = None
    openai_api_key: str | None = field(default=None, repr=False)
    chroma_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    model: str = ""
    people: Path | None = None
    two_persons: tuple[str, ...] = ()

    @property
    def has_store(self) -> bool:
        """Whether there is a store to look into, without making one."""
        return not self.database_url.startswith("sqlite:///") or (self.home / "hegao.db").is_file()

    @property
    def files(self) -> Path:
        """Folder of uploaded files, kept by content hash."""
        return self.home / "files"

    @property
    def index(self) -> Path:
        """Folder of the embedded Chroma index."""
        return self.home / "index"


NAMES = (
    *(
        "HEGAO_HOME",
        "HEGAO_REGION",
        "HEGAO_PEOPLE",
        "HEGAO_TWO_PERSONS",
        "HEGAO_MODEL",
        "HEGAO_EMBEDDING",
        "HEGAO_QUERY_PREFIX",
    ),
    *("DATABASE_URL", "CHROMA_URL", "CHROMA_HEADERS", "OPENAI_BASE_URL", "OPENAI_API_KEY"),
)
"""Every variable that is read."""


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's environment).

    Raises `SettingsFault` naming every variable that is wrong, or that nothing reads and yet begins as ours do.
    """
    env = os.environ if environ is None else environ
    given = {name: (env.get(name) or "").strip() for name in NAMES}
    home = Path(given["HEGAO_HOME"] or "workspace").expanduser().resolve()
    people = Path(given["HEGAO_PEOPLE"]).expanduser().resolve() if given["HEGAO_PEOPLE"] else None
    faults = [*_unknown(env), *_home(home), *_people(people), *_region(given["HEGAO_REGION"])]
    faults += [*_services(given), *_models(given), *_two_persons(given["HEGAO_TWO_PERSONS"])]
    if faults:
        raise SettingsFault(faults)
    return Settings(
        home=home,
        database_url=given["DATABASE_URL"] or f"sqlite:///{home / 'hegao.db'}",
        chroma_url=given["CHROMA_URL"] or None,
        default_region=given["HEGAO_REGION"],
        embedding=given["HEGAO_EMBEDDING"],
        query_prefix=env.get("HEGAO_QUERY_PREFIX") or "",
        openai_base_url=given["OPENAI_BASE_URL"] or None,
        openai_api_key=given["OPENAI_API_KEY"] or None,
        chroma_headers=tuple(pair for pair in _headers(given["CHROMA_HEADERS"]) if pair is not None),
        model=given["HEGAO_MODEL"],
        people=people,
        two_persons=tuple(_words(given["HEGAO_TWO_PERSONS"])),
    )


def wants_login(environ: Mapping[str, str] | None = None) -> bool:
    """Whether the settings name a file of people, readable or not: the screen then shows nothing to a stranger."""
    env = os.environ if environ is None else environ
    return bool((env.get("HEGAO_PEOPLE") or "").strip())


def _unknown(env: Mapping[str, str]) -> Iterator[str]:
    """A name written wrong must not pass for one that was not set: HEGAO_PEPOLE would leave the desk open to anyone."""
    for name in sorted(env):
        if name.startswith("HEGAO_") and name not in NAMES:
            near = get_close_matches(name, NAMES, 1, 0.6)
            yield f"不认识环境变量 {name}，{f'是不是 {near[0]}？' if near else ''}请改正或去掉。"


def _home(home: Path) -> Iterator[str]:
    if home.exists() and not home.is_dir():
        yield f"HEGAO_HOME 指向的 {home} 不是文件夹，请改为一个文件夹的路径。"
    standing = next((folder for folder in home.parents if folder.exists()), None)
    if not home.exists() and (standing is None or not standing.is_dir() or not os.access(standing, os.W_OK)):
        yield f"建不了 HEGAO_HOME 指向的文件夹 {home}，请检查上级文件夹和权限，或换一个路径。"


def _people(people: Path | None) -> Iterator[str]:
    if people is None:
        return
    try:
        read_people(people.name, people.read_bytes())
    except OSError as error:
        yield f"打不开 HEGAO_PEOPLE 指向的 {people}（{error.strerror}），请检查路径和权限。"
    except InputError as fault:
        yield fault.sentence


def _two_persons(text: str) -> Iterator[str]:
    for word in _words(text):
        if word not in TWO_PERSONS:
            yield f"HEGAO_TWO_PERSONS 只能写 {'、'.join(TWO_PERSONS)}，现写有“{word}”，请改正。"


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,，、;；]+", text) if word]


def _region(region: str) -> Iterator[str]:
    if len(region) > 20 or any(character.isdigit() or character.isspace() for character in region):
        yield f"HEGAO_REGION 应是一个市的名称，如 岚江市，现为“{region}”，请改正。"


def _services(given: Mapping[str, str]) -> Iterator[str]:
    for name in ("CHROMA_URL", "OPENAI_BASE_URL"):
        if given[name] and not re.fullmatch(r"https?://[^\s/]+\S*", given[name]):
            yield f"{name} 应以 http:// 或 https:// 开头，后面是服务的地址，现为“{given[name]}”，请改正。"
    if given["DATABASE_URL"] and not re.fullmatch(r"[a-z]\w*(\+\w+)?://\S*", given["DATABASE_URL"]):
        yield "DATABASE_URL 不是有效的数据库地址，请写成 sqlite:///路径 或 postgresql://账户:密码@主机/库名 的形式。"
    if given["CHROMA_HEADERS"] and not given["CHROMA_URL"]:
        yield "设了 CHROMA_HEADERS 却没有设 CHROMA_URL，请补上检索服务的地址，或去掉 CHROMA_HEADERS。"
    if None in _headers(given["CHROMA_HEADERS"]):
        yield "CHROMA_HEADERS 应写成“名称: 值”，多个之间用分号隔开，请改正。"
    key = given["OPENAI_API_KEY"]
    if key and not re.fullmatch(r"[!-~]+", key):
        yield "OPENAI_API_KEY 里有空格、换行或中文字符，多半是粘贴时带进来的，请重新填写。"


def _models(given: Mapping[str, str]) -> Iterator[str]:
    kind, _, what = given["HEGAO_EMBEDDING"].partition(":")
    if kind and not (kind in ("openai", "local") and what):
        yield (
            f"HEGAO_EMBEDDING 现为“{given['HEGAO_EMBEDDING']}”，请写成 openai:模型名 或 local:模型文件夹，"
            "或留空用内置方法。"
        )
    if given["HEGAO_QUERY_PREFIX"] and not kind:
        yield "设了 HEGAO_QUERY_PREFIX 却没有设 HEGAO_EMBEDDING，请补上向量模型，或去掉 HEGAO_QUERY_PREFIX。"


def _headers(text: str) -> Iterator[tuple[str, str] | None]:
    """`Name: value` pairs, one a line or parted by semicolons; None for what is no such pair."""
    for line in re.split(r"[;\n]", text):
        name, colon, value = line.partition(":")
        if line.strip():
            yield (name.strip(), value.strip()) if colon and name.strip() and line.isascii() else None
