"""Keeping a workspace: backups, putting one in place, the index made anew, the model tried; each on record.

A service of the composition root.
"""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from errors import StoreFault
from progress import Report
from prompts.models.chosen import ChosenModel
from retrieval.keeper import IndexKeeper
from retrieval.vectors.lock import IndexLock
from settings import Settings
from store.audit import record
from store.backup import BackedUp, back_up, restore
from store.deeds import Deed
from store.engine import Store

if TYPE_CHECKING:
    from prompts.models.connection import Connection


class Keeping:
    """What is done to one workspace as a whole. Everything here takes the right to keep the desk: raises `NotAllowed`
    before anything is done."""

    def __init__(self, store: Store, settings: Settings, keeper: IndexKeeper, model: ChosenModel):
        self._store, self._settings, self._keeper, self._model = store, settings, keeper, model

    def back_up(self, target: BinaryIO, *, actor: str) -> BackedUp:
        """Writes a backup of the whole workspace; it stays in use meanwhile."""
        self._store.require(actor=actor, deed=Deed.BACKED_UP, subject="workspace")
        done = back_up(self._settings.home, self._settings.database_url, target)
        self._note(Deed.BACKED_UP, "workspace", actor)
        return done

    def note_restored(self, told: str, *, actor: str) -> None:
        """Puts on record that a backup takes, or took, this workspace's place."""
        with self._store.session() as session:
            record(session, actor=actor, deed=Deed.WORKSPACE_RESTORED, subject="workspace", detail=told)

    def reindex(self, report: Report, *, actor: str) -> int:
        """Rebuilds the index from the store; says how many documents were added."""
        self._store.require(actor=actor, deed=Deed.REINDEXED, subject="index")
        done = self._keeper.rebuild(report)
        self._note(Deed.REINDEXED, "index", actor, f"{done} 份文件")
        return done

    def try_model(self, *, actor: str) -> "Connection":
        """Asks the model one short question and tells what came of it. Raises `InputError` where none is set."""
        self._store.require(actor=actor, deed=Deed.MODEL_TRIED, subject="model")
        tried = self._model.try_connection()
        self._note(Deed.MODEL_TRIED, "model", actor, tried.sentence)
        return tried

    def _note(self, deed: Deed, subject: str, actor: str, detail: str = "") -> None:
        """Puts on record what changes nothing in the store; where the store takes nothing it is done all the same."""
        if not self._store.read_only:
            with self._store.session() as session:
                record(session, actor=actor, deed=deed, subject=subject, detail=detail)


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
