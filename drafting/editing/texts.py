"""The text of a section as a person edits it: opened, saved against what others saved meanwhile, filled by hand.

A save is optimistic: whoever comes later is shown what changed and chooses, and nothing is put together in silence.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from drafting.arrangement import without_number
from drafting.edit import check_entries, edited_section, line_with_slot, replace_slot, section_source
from drafting.editing.merging import merged
from drafting.editing.model import Conflict, Opened, Saved
from drafting.editing.outlining import with_part_titled
from drafting.editing.working import drop
from drafting.model import FRONT, Draft, DraftSection, RenderedSection, State, front_of
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts
from drafting.stored.entries import Entries
from drafting.stored.steps import Step
from drafting.versions.comparison import compared_lines
from drafting.versions.stream import section_unit
from errors import InputError, NotFound, Overtaken
from figures.slots import EntryKind, EntrySlot, FigureSlot, Slot, Text
from store.deeds import Deed

Marked = Callable[[int, DraftSection, DraftSection], DraftSection]
"""A section of a draft, as it is to be kept after another, with what a person has to look at in its new words."""


class Texts:
    """The texts of the sections of one workspace's drafts; `marked` looks at what is about to be kept."""

    def __init__(self, drafts: Drafts, entries: Entries, reader: Reader, marked: Marked):
        self._drafts, self._entries, self._reader, self._marked = drafts, entries, reader, marked

    def opened(self, draft: int, key: int) -> Opened:
        """A section as text with its slots in braces, one paragraph a line, leads between ** marks. Raises
        `NotFound`."""
        section = self._drafts.get(draft).section(key)
        return Opened(section_source(section), section.version)

    def save(self, draft: int, key: int, source: str, *, seen: int, actor: str) -> Saved | Conflict:
        """Keeps the text of a section that was opened at version `seen`. Where another text was kept since, nothing is
        changed and the conflict is told. Raises `InputError` for a text that cannot be taken."""
        while True:
            stored = self._drafts.get(draft)
            section = stored.section(key)
            edited = self._read(section, source, stored)
            base, theirs = self._source_at(draft, section, seen), section_source(section)
            if base != theirs and section_source(edited) != theirs:
                return self._conflict(stored, section, edited, base, seen)
            try:
                with self._drafts.changing(draft, actor=actor) as change:
                    change.permit(Deed.DRAFT_EDITED)  # also where only the working copy ends
                    if edited != section:
                        change.put(stored, stored.with_section(edited), what="")
                        change.record(Deed.DRAFT_EDITED, section.name)
                    drop(change.session, draft, key, actor)
            except Overtaken:
                continue  # somebody saved at this very moment: looked at again
            return Saved(self._seen(draft, key, actor))

    def save_paragraph(
        self, draft: int, key: int, paragraph: int, source: str, *, seen: int, actor: str
    ) -> Saved | Conflict:
        """Keeps a section with another text for one paragraph, counted in its version `seen`; as `save`."""
        lines = section_source(self._drafts.section_at(draft, key, seen)).split("\n")
        lines[paragraph] = source
        return self.save(draft, key, "\n".join(lines), seen=seen, actor=actor)

    def give_way(self, draft: int, key: int, source: str, *, seen: int, actor: str) -> None:
        """Leaves a section as another kept it at version `seen`, and ends the working copy. The text of who gives way
        is kept as a version to go back to. Raises `Overtaken` where the section was changed again."""
        stored = self._drafts.get(draft)
        section = stored.section(key)
        edited = self._read(section, source, stored)
        with self._drafts.changing(draft, actor=actor) as change:
            change.permit(Deed.DRAFT_EDITED)
            if section.version != seen:
                raise Overtaken(f"“{section.name}”刚又被别人改过，请看过现在的文字再选。")
            if edited != section:
                change.put(stored, stored.with_section(edited), what="")
                change.put_back(key, seen, seen=seen + 1, step=Step.EDIT)
                change.record(Deed.DRAFT_EDITED, section.name)
            drop(change.session, draft, key, actor)
        self._seen(draft, key, actor)

    def attest(
        self,
        draft: int,
        key: int,
        slot: int,
        *,
        value: str,
        by: str,
        source: str,
        reason: str = "",
        seen: int | None = None,
        asked: Slot | None = None,
    ) -> RenderedSection:
        """Fills an open slot by hand; `key` is `FRONT` for title and byline. `slot` counts in the section as it was at
        version `seen` (None: as it is now); a negative one stands in a title, as `RenderedSection` numbers them.
        `asked` is the slot that the person saw there.

        Raises `NotFound` for no such slot, `InputError` for a filled one, `Overtaken` where it is not there any more.
        """
        while True:
            stored = self._drafts.get(draft)
            place = front_of(stored) if key == FRONT else stored.section(key)
            number = slot
            if slot >= 0 and key != FRONT and seen is not None and seen != place.version:
                number = _found_again(self._drafts.section_at(draft, key, seen), place, slot)
            standing = self._open_slot(stored, place, number)
            if asked is not None and standing != asked:
                raise Overtaken(f"“{place.name}”刚被别人改过，这一处已换成别的，没有填报；请看过现在的文字再填。")
            try:
                with self._drafts.changing(draft, actor=by) as change:
                    told = {"value": value, "by": by, "source": source, "reason": reason}
                    entry = self._entries.attest(change.session, draft, standing, **told)
                    filled = _filled(stored, place, number, _attested(standing, entry))
                    change.put(stored, filled, what="填报部分标题中的数")
            except Overtaken:
                if key == FRONT:
                    raise
                continue
            return self._seen(draft, key, by)

    def _seen(self, draft: int, key: int, actor: str) -> RenderedSection:
        """The section as it reads now; whoever worked on it has seen what its slots read."""
        stored = self._drafts.get(draft)
        shown = self._reader.section(stored, front_of(stored) if key == FRONT else stored.section(key))
        self._reader.keep_filling_of(draft, [shown], actor)
        return shown

    def _read(self, section: DraftSection, source: str, draft: Draft) -> DraftSection:
        edited = self._reader.keyed(edited_section(section, source, draft.period, draft.region))
        self._check_names(edited)
        for paragraph in edited.paragraphs:
            check_entries(paragraph.pieces, draft)
        return self._marked(draft.id, edited, section)

    def _check_names(self, section: DraftSection) -> None:
        catalogue = self._reader.names().catalogue
        for paragraph in section.paragraphs:
            for piece in paragraph.pieces:
                if isinstance(piece, FigureSlot) and catalogue.find(piece.ref.indicator) is None and not piece.form:
                    raise InputError(f"没有指标“{piece.ref.indicator}”，请写数据表或指标目录中的名称。")

    def _source_at(self, draft: int, section: DraftSection, seen: int) -> str:
        at = section if section.version == seen else self._drafts.section_at(draft, section.key, seen)
        return section_source(at)

    def _conflict(self, draft: Draft, theirs: DraftSection, mine: DraftSection, base: str, seen: int) -> Conflict:
        before = self._drafts.section_at(draft.id, theirs.key, seen)
        units = [[section_unit(each, self._reader.section(draft, each))] for each in (before, theirs, mine)]
        by, at = self._drafts.kept_by(draft.id, theirs.key, theirs.version)
        return Conflict(
            by=by,
            at=at,
            version=theirs.version,
            base=base,
            theirs=section_source(theirs),
            mine=section_source(mine),
            merged=merged(base, section_source(theirs), section_source(mine)),
            compared=tuple(compared_lines(units[1], units[2])),
            they_changed=tuple(compared_lines(units[0], units[1])),
        )

    def _open_slot(self, draft: Draft, place: DraftSection, number: int) -> Slot:
        slots = self._reader.section(draft, place).slots
        shown = next((item for item in slots if item.number == number), None)
        if shown is None:
            raise NotFound(f"这一节没有编号为 {number} 的数据位，请核对编号。")
        if shown.state is State.FILLED:
            raise InputError("这个数据位已有数据来源，不能用填报代替；请先核对数据表。")
        return shown.slot


def _filled(draft: Draft, place: DraftSection, number: int, slot: EntrySlot) -> Draft:
    """`draft` with a slot in the text or the titles of `place` replaced."""
    if number < 0:
        return _titled(draft, place, -1 - number, slot)
    filled = replace_slot(place, number, slot)
    if place.key != FRONT:
        return draft.with_section(filled)
    title, byline = (paragraph.pieces for paragraph in filled.paragraphs)
    return replace(draft, title=title, byline=byline)


def _titled(draft: Draft, place: DraftSection, number: int, slot: EntrySlot) -> Draft:
    """`draft` with a slot in the titles of `place` replaced, those of its part counted first."""
    in_part = sum(not isinstance(piece, Text) for piece in place.part)
    if number >= in_part or place.part_key is None:
        return draft.with_section(replace(place, heading=line_with_slot(place.heading, number - in_part, slot)))
    return with_part_titled(draft, place.part_key, line_with_slot(without_number(place.part), number, slot))


def _found_again(then: DraftSection, now: DraftSection, number: int) -> int:
    """The number that slot `number` of a section as it was has in the section as it is. Raises `Overtaken` where that
    cannot be told."""
    old, new = _slots(then), _slots(now)
    if not 0 <= number < len(old):
        raise NotFound(f"这一节没有编号为 {number} 的数据位，请核对编号。")
    slot = old[number]
    if Counter(old)[slot] != Counter(new)[slot]:
        raise Overtaken(f"“{now.name}”刚被别人改过，这一处已不在原来的地方，没有填报；请看过现在的文字再填。")
    nth = old[:number].count(slot)
    return [at for at, each in enumerate(new) if each == slot][nth]


def _slots(section: DraftSection) -> Sequence[Slot]:
    return [piece for each in section.paragraphs for piece in each.pieces if not isinstance(piece, Text)]


def _attested(slot: Slot, entry: int) -> EntrySlot:
    if isinstance(slot, EntrySlot):
        return replace(slot, entry=entry)
    form = re.sub(r"\([^)]*\)", "", slot.form) if isinstance(slot, FigureSlot) and "#" in slot.form else "#"
    return EntrySlot(EntryKind.OTHER, form, entry)
