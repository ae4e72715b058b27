"""Undo and redo: back over the versions of a section or of the outline and forth again, each step a version itself."""

from drafting.arrangement import from_json
from drafting.editing.model import Ways
from drafting.model import RenderedSection
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts
from drafting.stored.standing import arrangement_rows, steps_in, steps_of
from drafting.stored.steps import Step, Taken, targets
from errors import InputError, Overtaken
from store.deeds import Deed


class Stepping:
    """The steps over the versions of one workspace's drafts."""

    def __init__(self, drafts: Drafts, reader: Reader):
        self._drafts, self._reader = drafts, reader

    def ways(self, draft: int, key: int) -> Ways:
        """Whether a section has something to undo or redo."""
        found = targets(self._drafts.steps(draft, key))
        return Ways(found.back is not None, found.forth is not None)

    def outline_ways(self, draft: int) -> Ways:
        """Whether the outline has something to undo or redo."""
        found = targets(self._drafts.arrangement_steps(draft))
        return Ways(found.back is not None, found.forth is not None)

    def undo(self, draft: int, key: int, *, seen: int, actor: str) -> RenderedSection:
        """Puts a section back as it was one version before; several in a row go further back. `seen` is the version
        that the person saw: `Overtaken` is raised where another stands by now. Raises `InputError` at the first one."""
        return self._step(draft, key, seen, actor, Step.UNDO)

    def redo(self, draft: int, key: int, *, seen: int, actor: str) -> RenderedSection:
        """Takes the last undo of a section back. Raises as `undo` does."""
        return self._step(draft, key, seen, actor, Step.REDO)

    def undo_outline(self, draft: int, *, seen: int, actor: str) -> None:
        """Arranges a draft as it was one version of its arrangement before. Raises as `undo` does."""
        self._rearrange(draft, seen, actor, Step.UNDO)

    def redo_outline(self, draft: int, *, seen: int, actor: str) -> None:
        """Takes the last undo of the arrangement back. Raises as `undo` does."""
        self._rearrange(draft, seen, actor, Step.REDO)

    def _step(self, draft: int, key: int, seen: int, actor: str, step: Step) -> RenderedSection:
        with self._drafts.changing(draft, actor=actor) as change:
            section = change.draft().section(key)
            target = _target(steps_of(change.session, draft, key), step)
            change.put_back(key, target, seen=seen, step=step)
            change.record(Deed.DRAFT_STEPPED, f"{_said(step)} {section.name}")
        stored = self._drafts.get(draft)
        shown = self._reader.section(stored, stored.section(key))
        self._reader.keep_filling_of(draft, [shown], actor)
        return shown

    def _rearrange(self, draft: int, seen: int, actor: str, step: Step) -> None:
        with self._drafts.changing(draft, actor=actor) as change:
            standing = change.draft()
            if standing.arranged != seen:
                raise Overtaken("提纲刚被别人调整过，请看过现在的提纲再撤销。")
            rows = arrangement_rows(change.session, draft)
            target = _target(steps_in(rows), step)
            (row,) = (row for row in rows if row.version == target)
            arrangement = from_json(row.content, standing.period, standing.region)
            change.arrange_as(arrangement, what=f"{_said(step)}提纲调整", step=step)
            change.record(Deed.DRAFT_STEPPED, f"{_said(step)}提纲调整")


def _target(taken: list[Taken], step: Step) -> int:
    found = targets(taken)
    target = found.back if step is Step.UNDO else found.forth
    if target is None:
        raise InputError(f"没有可以{_said(step)}的修改。")
    return target


def _said(step: Step) -> str:
    return "撤销" if step is Step.UNDO else "重做"
