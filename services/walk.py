"""The first hour: a walk through the desk on the bundled sample, each step ticked off by what was really done here.

A service of the composition root. It keeps nothing of its own: the records tell what was done, whoever did it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asking.conversations import Conversations
from corpus.library import Library
from drafting.stored.drafts import Drafts
from store.audit import record, trail
from store.deeds import Deed
from store.engine import Store

_SUBJECT = "walk"


class Step(StrEnum):
    """One thing to do in the first hour, in order."""

    DRAFT = "draft"
    CORRECT = "correct"
    FOLLOW = "follow"
    ASK = "ask"
    CHECK = "check"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Walked:
    """A step, and whether it was done in this workspace."""

    step: Step
    done: bool


class Walk:
    """The walk through one workspace. `sample` is the folder of the bundled sample."""

    def __init__(self, store: Store, library: Library, drafts: Drafts, conversations: Conversations, sample: Path):
        self._store, self._library, self._drafts, self._conversations = store, library, drafts, conversations
        self._sample = sample

    def steps(self) -> tuple[Walked, ...]:
        """The steps with what was done of them; none where the sample is not here, or the walk was put away."""
        if self._put_away() or not self._on_sample():
            return ()
        done = {
            Step.DRAFT: any(head.complete for head in self._drafts.heads()),
            Step.CORRECT: self._recorded(Deed.FIGURES_CORRECTED),
            Step.FOLLOW: self._recorded(Deed.DRAFT_REFILLED),
            Step.ASK: bool(self._conversations.heads(limit=1)),
            Step.CHECK: self._recorded(Deed.DOCUMENT_CHECKED),
            Step.EXPORT: self._recorded(Deed.DRAFT_EXPORTED),
        }
        return tuple(Walked(step, done[step]) for step in Step)

    def put_away(self, *, by: str) -> None:
        """Shows it no more in this workspace."""
        with self._store.session() as session:
            record(session, actor=by, deed=Deed.WALK_PUT_AWAY, subject=_SUBJECT)

    def corrected_table(self) -> tuple[str, bytes]:
        """Name and bytes of the bundled table that corrects one of the sample's."""
        return self._bundled("*.xlsx")

    def document_to_check(self) -> tuple[str, bytes]:
        """Name and bytes of the bundled document with mistakes to be found."""
        return self._bundled("*.docx")

    def _bundled(self, pattern: str) -> tuple[str, bytes]:
        path = next((self._sample / "walk").glob(pattern))
        return path.name, path.read_bytes()

    def _on_sample(self) -> bool:
        bundled = {path.name for path in self._sample.glob("*.docx")}
        return any(document.name in bundled for document in self._library.documents())

    def _put_away(self) -> bool:
        return self._recorded(Deed.WALK_PUT_AWAY)

    def _recorded(self, deed: Deed) -> bool:
        with self._store.reading() as session:
            return bool(trail(session, deed=deed, limit=1))
