"""Going back and forth over versions: which one an undo leads to, and which a redo. Pure.

Nothing is taken away by an undo: it is a version of its own that repeats an earlier one. Several undos in a row go
further back each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """How a version came to be."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Taken:
    """A version, and the step it was."""

    version: int
    step: Step


@dataclass(frozen=True, slots=True)
class Targets:
    """The version that an undo and the one that a redo would repeat; None where there is none."""

    back: int | None
    forth: int | None


def targets(taken: Iterable[Taken]) -> Targets:
    """Where one can go from the last of `taken`, which are all versions in order."""
    behind: list[int] = []
    ahead: list[int] = []
    for each in taken:
        if each.step is Step.UNDO:
            ahead.append(behind.pop())
        elif each.step is Step.REDO:
            behind.append(ahead.pop())
        else:
            behind.append(each.version)
            ahead.clear()
    return Targets(behind[-2] if len(behind) > 1 else None, ahead[-1] if ahead else None)
