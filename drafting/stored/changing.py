"""A change of a draft: one transaction by one person, which holds off all others until it ends and is audited in it.

What is about to be replaced must still be what the person saw; where it is not, nothing is changed (`Overtaken`).
"""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.arrangement import Arrangement, arrangement_of, to_json
from drafting.model import Draft, DraftSection, Standing
from drafting.stored.standing import arrangement_row, draft_of, version_of
from drafting.stored.steps import Step
from drafting.stored.tables import ArrangementRow, DraftRow, SectionRow
from drafting.stored.written import section_to_json
from errors import Overtaken
from figures.slots import write_pieces
from store.audit import permit, record
from store.columns import utc_now
from store.deeds import Deed

_FIRST = "初稿的提纲"


class Changing:
    """The draft of `row` while `actor` changes it in `session`."""

    def __init__(self, session: Session, row: DraftRow, actor: str):
        self.session, self._row, self._actor = session, row, actor

    def draft(self) -> Draft:
        """The draft as it stands now."""
        return draft_of(self.session, self._row)

    def record(self, deed: Deed, detail: str) -> None:
        """Notes the deed in the audit trail. Raises `NotAllowed`."""
        record(self.session, actor=self._actor, deed=deed, subject=f"draft:{self._row.id}", detail=detail)

    def permit(self, deed: Deed) -> None:
        """Lets the change be a part of a deed that is on record, or will be. Raises `NotAllowed`."""
        permit(self.session, actor=self._actor, deed=deed, subject=f"draft:{self._row.id}")

    def put(self, before: Draft, after: Draft, *, what: str, step: Step = Step.EDIT) -> None:
        """Keeps what differs between two states of the draft: sections and arrangement as new versions.

        `what` tells in words what was done to the arrangement. Raises `Overtaken` where a part of the draft that is to
        change is no longer as in `before`.
        """
        self._put_front(before, after)
        standing = {section.key: section for section in before.sections}
        for section in after.sections:
            old = standing.get(section.key) or self._removed(section)
            if old is None or _content(old) != _content(section):
                self._put(section, old.version if old else 0, step, Standing.WRITTEN, "")
        arrangement = arrangement_of(after.sections)
        if arrangement != arrangement_of(before.sections):
            self._arrange(before, arrangement, what, step)

    def arrange_as(self, arrangement: Arrangement, *, what: str, step: Step) -> None:
        """Keeps an earlier arrangement as the newest one."""
        self._arrange(self.draft(), arrangement, what, step)

    def put_back(self, key: int, version: int, *, seen: int, step: Step) -> None:
        """Keeps an earlier version of a section as its newest one. Raises `Overtaken`."""
        self._put(version_of(self.session, self._row, key, version), seen, step, Standing.WRITTEN, "")

    def write(self, section: DraftSection, *, seen: int, standing: Standing, by: str = "") -> None:
        """Keeps a section that was written, by the actor or for him (`by`), as the version after `seen`. Raises
        `Overtaken`."""
        self._put(section, seen, Step.EDIT, standing, by)
        if standing is not Standing.WAITING:
            self.record(Deed.DRAFT_WRITTEN, section.name)

    def write_behind(self, section: DraftSection, *, by: str) -> None:
        """Keeps a section that was written for the actor while another hand changed it: as a version to go back to,
        the other's text on top of it again."""
        last = self._latest(section.key)
        version = last.version if last else 0
        self._put(section, version, Step.EDIT, Standing.WRITTEN, by)
        if last is not None:
            standing = version_of(self.session, self._row, section.key, version)
            self._put(standing, version + 1, Step.EDIT, Standing(last.state), last.written_by)
        self.record(Deed.DRAFT_WRITTEN, section.name)

    def new_key(self) -> int:
        """A key that no section of the draft ever had."""
        last = self.session.scalar(select(func.max(SectionRow.key)).where(SectionRow.draft_id == self._row.id))
        return 0 if last is None else last + 1

    def _put_front(self, before: Draft, after: Draft) -> None:
        fronts = [(write_pieces(each.title), write_pieces(each.byline), each.salutation) for each in (before, after)]
        row = self._row
        if fronts[0] == fronts[1]:
            return
        if (row.title, row.byline, row.salutation) != fronts[0]:
            raise Overtaken("标题或署名刚被别人改过，没有覆盖；请看过现在的内容再改。")
        row.title, row.byline, row.salutation = fronts[1]
        row.updated_at = utc_now()

    def _removed(self, section: DraftSection) -> DraftSection | None:
        """A section that has no place, as it was last; None for one that is new."""
        last = self._latest(section.key)
        return version_of(self.session, self._row, section.key, last.version) if last else None

    def _latest(self, key: int) -> SectionRow | None:
        wanted = select(SectionRow).where(SectionRow.draft_id == self._row.id, SectionRow.key == key)
        return self.session.scalar(wanted.order_by(SectionRow.version.desc()).limit(1))

    def _put(self, section: DraftSection, seen: int, step: Step, standing: Standing, by: str) -> None:
        last = self._latest(section.key)
        if (last.version if last else 0) != seen:
            who = last.written_by if last else self._actor
            raise Overtaken(f"“{section.name}”刚由{who}改过，没有覆盖；请看过现在的文字再改。")
        now = utc_now()
        self.session.add(
            SectionRow(
                draft_id=self._row.id,
                key=section.key,
                version=seen + 1,
                content=section_to_json(section),
                written_by=by or self._actor,
                written_at=now,
                state=standing.value,
                step=step.value,
            )
        )
        self._row.updated_at = now
        self.session.flush()

    def _arrange(self, before: Draft, arrangement: Arrangement, what: str, step: Step) -> None:
        last = arrangement_row(self.session, self._row.id)
        if (last.version if last else 0) != before.arranged:
            who = last.arranged_by if last else self._actor
            raise Overtaken(f"提纲刚由{who}调整过，请看过现在的提纲再改。")
        if last is None:  # what was there at first is a version too, to which one can go back
            self._add_arrangement(arrangement_of(before.sections), 1, _FIRST, Step.EDIT)
        self._add_arrangement(arrangement, (last.version if last else 1) + 1, what, step)
        self._row.updated_at = utc_now()

    def _add_arrangement(self, arrangement: Arrangement, version: int, what: str, step: Step) -> None:
        after = self.session.scalar(select(func.max(SectionRow.id)).where(SectionRow.draft_id == self._row.id))
        self.session.add(
            ArrangementRow(
                draft_id=self._row.id,
                version=version,
                content=to_json(arrangement),
                after=after or 0,
                what=what[:300],
                step=step.value,
                arranged_by=self._actor,
                arranged_at=utc_now(),
            )
        )
        self.session.flush()


def _content(section: DraftSection) -> DraftSection:
    """What a section holds itself: its place and the numbers that follow from it are the arrangement's."""
    return replace(section, part=(), part_key=None, number="")
