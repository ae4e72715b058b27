"""The folder of uploaded files, each kept under the hash of its content.

A file is there whole or not at all, whatever moment the process dies at. Knows bytes, not documents.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from errors import StoreFault


class FileShelf:
    """Files by content hash in one folder, which is made when the first file comes."""

    def __init__(self, folder: Path):
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Puts `data` on the shelf and returns its hash; when this returns, the file survives a power cut.

        Raises `StoreFault` when the disk is full or the folder cannot be written.
        """
        name = content_hash(data)
        place = self._folder / name
        try:
            if place.is_file() and place.stat().st_size == len(data):
                return name
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".part-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(place)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            self._sync_folder()
        except OSError as error:
            raise StoreFault(f"文件存不进 {self._folder}（{error.strerror}），请检查磁盘空间和写入权限。") from error
        return name

    def take(self, name: str) -> bytes:
        """The bytes kept under hash `name`. Raises `StoreFault` when they are gone or no longer what they were."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError as error:
            raise StoreFault(f"原始文件 {name[:12]}… 读不到（{error.strerror}），请从备份恢复工作区。") from error
        if content_hash(data) != name:
            raise StoreFault(f"原始文件 {name[:12]}… 已损坏，请从备份恢复工作区。")
        return data

    def _sync_folder(self) -> None:
        # The rename itself must reach the disk; Windows can neither open nor sync a folder, and needs not.
        if os.name != "posix":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def content_hash(data: bytes) -> str:
    """The hash by which content is known: SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
