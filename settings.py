"""Settings of one process, read once from the environment and validated. A leaf: knows `errors` only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the workspace lies and which services stand behind it.

    `home` is the workspace folder; `database_url` a SQLAlchemy URL (default: SQLite in `home`);
    `chroma_url` the address of a Chroma server, or None for the embedded index in `home`;
    `default_region` is the city whose desk this is, or "" to take it from the documents.
    """

    home: Path
    database_url: str
    chroma_url: str | None
    default_region: str

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
    return Settings(
        home=home,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{home / 'hegao.db'}",
        chroma_url=chroma_url,
        default_region=env.get("HEGAO_REGION") or "",
    )
