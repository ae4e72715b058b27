"""One process owns the embedded index: a lock of the operating system beside its folder, which a kill releases too.

Knows nothing of what is in the folder.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from errors import IndexFault, WorkspaceBusy


class IndexLock:
    """The right to open the embedded index in `folder`; held from construction until `release`.

    Raises `WorkspaceBusy`, at once, when another process (or another index of this one) holds it, `IndexFault` where
    the disk takes no lock.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        # Not thread-local: the app opens the index in one thread and may close it in another.
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"), thread_local=False)
        self._owner = folder.with_name(f"{folder.name}.owner")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._owner.write_text(f"{os.getpid()} {Path(sys.argv[0]).name}", encoding="utf-8")
        except Timeout:
            raise WorkspaceBusy(self._busy_sentence()) from None
        except OSError as error:
            self._lock.release()
            raise IndexFault(
                f"检索库要能写入才能打开，而 {folder.parent} 写不进去（{error.strerror or error}），"
                "查找和起草新稿暂时不能用；请检查磁盘空间和权限。"
            ) from error

    def release(self) -> None:
        """Lets others in. Releasing twice does nothing."""
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _busy_sentence(self) -> str:
        return (
            f"工作区的检索库正被{self._holder()}占用：请先关闭它再试；如需多个程序同时使用，请停掉它，"
            f"另开窗口运行 uv run chroma run --path {self._folder}，并在各程序的环境里设 CHROMA_URL=http://localhost:8000。"
        )

    def _holder(self) -> str:
        """Who holds the lock, as far as its note tells: a lock just taken may not have one yet."""
        try:
            process, _, program = self._owner.read_text(encoding="utf-8").partition(" ")
        except OSError:
            return "另一个核稿程序"
        return f"另一个核稿程序（进程 {process}，{program}）" if process else "另一个核稿程序"
