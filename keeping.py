"""Putting a backup in place of a workspace that nobody has open. A service of the composition root."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from errors import StoreFault
from retrieval.vectors.lock import IndexLock
from settings import Settings
from store.backup import BackedUp, restore


def restore_workspace(settings: Settings, source: Path, *, replace: bool) -> BackedUp:
    """Puts the backup `source` in place as the workspace of `settings`. With `replace` what stands there is moved into
    a folder beside it first; nothing is overwritten. The index is left to be rebuilt.

    Raises `WorkspaceBusy` while anybody has the workspace open, `RefusedFile` for a damaged backup or one of a later
    version, `InputError` where a workspace stands in the way, `StoreFault` where the disk takes nothing.
    """
    with IndexLock(settings.index):
        return restore(settings.home, settings.database_url, source, replace=replace)


def restore_upload(settings: Settings, name: str, data: BinaryIO) -> BackedUp:
    """The same from a file called `name` that came over the network, what stands there moved aside."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / Path(name).name
        try:
            with source.open("wb") as file:
                shutil.copyfileobj(data, file)
        except OSError as error:
            raise StoreFault(f"备份文件存不到临时文件夹（{error.strerror}），请检查磁盘空间。") from error
        return restore_workspace(settings, source, replace=True)
