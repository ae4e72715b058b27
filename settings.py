"""Settings of one process, read once from the environment and validated. A leaf: knows `errors` only."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the workspace lies and which services stand behind it.

    `home` is the workspace folder; `database_url` a SQLAlchemy URL (default: SQLite in `home`);
    `chroma_url` the address of a Chroma server, or None for the embedded index in `home`, `chroma_headers` what a proxy
    before it wants with every request; `default_region` is the city whose desk this is, or "" to take it from the
    documents; `embedding` names how texts become vectors ("" the built-in way, `openai:MODEL`, `local:PATH`), the model
    of an endpoint at `openai_base_url` with `openai_api_key`, and `query_prefix` is what that model wants before a
    question (BGE does); `model` is the model there that writes ("": none does).
    """

    home: Path
    database_url: str
    chroma_url: str | None
    default_region: str
    embedding: str = ""
    query_prefix: str = ""
    openai_base_url: str | None = None
    openai_api_key: str | None = field(default=None, repr=False)
    chroma_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    model: str = ""

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


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's environment).

    Raises `InputError` naming the variable that is wrong.
    """
    env = os.environ if environ is None else environ
    home = Path(env.get("HEGAO_HOME") or "workspace").expanduser().resolve()
    if home.exists() and not home.is_dir():
        raise InputError(f"HEGAO_HOME 指向的 {home} 不是文件夹，请改为一个文件夹的路径。")
    chroma_url = env.get("CHROMA_URL") or None
    if chroma_url and not chroma_url.startswith(("http://", "https://")):
        raise InputError(f"CHROMA_URL 应以 http:// 或 https:// 开头，现为“{chroma_url}”，请改正。")
    base_url = (env.get("OPENAI_BASE_URL") or "").strip() or None
    if base_url and not base_url.startswith(("http://", "https://")):
        raise InputError(f"OPENAI_BASE_URL 应以 http:// 或 https:// 开头，现为“{base_url}”，请改正。")
    return Settings(
        home=home,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{home / 'hegao.db'}",
        chroma_url=chroma_url,
        default_region=env.get("HEGAO_REGION") or "",
        embedding=(env.get("HEGAO_EMBEDDING") or "").strip(),
        query_prefix=env.get("HEGAO_QUERY_PREFIX") or "",
        openai_base_url=base_url,
        openai_api_key=(env.get("OPENAI_API_KEY") or "").strip() or None,
        chroma_headers=tuple(_headers(env.get("CHROMA_HEADERS") or "")),
        model=(env.get("HEGAO_MODEL") or "").strip(),
    )


def _headers(text: str) -> Iterator[tuple[str, str]]:
    """`Name: value` pairs, one a line or parted by semicolons."""
    for line in re.split(r"[;\n]", text):
        name, colon, value = line.partition(":")
        if line.strip() and not (colon and name.strip()):
            raise InputError("CHROMA_HEADERS 应写成“名称: 值”，多个之间用分号隔开，请改正。")
        if line.strip():
            yield name.strip(), value.strip()
