"""The outline of a stored draft: read with who works on what, and changed, each deed a version one can go back from."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from drafting.arrangement import from_json, without_number
from drafting.editing import outlining
from drafting.editing.model import OutlineEntry, Task
from drafting.editing.tasks import Tasks
from drafting.model import Draft, DraftSection, Standing, in_words
from drafting.rendering.reader import Reader
from drafting.stored.changing import Changing
from drafting.stored.drafts import REUSE, Drafts
from drafting.stored.standing import arrangement_rows, removed_of
from errors import InputError, Overtaken
from figures.slots import write_pieces
from store.deeds import Deed


class Outlines:
    """The outlines of one workspace's drafts."""

    def __init__(self, drafts: Drafts, reader: Reader, tasks: Tasks):
        self._drafts, self._reader, self._tasks = drafts, reader, tasks

    def entries(self, draft: int) -> tuple[OutlineEntry, ...]:
        """The sections of a draft in order."""
        stored = self._drafts.get(draft)
        return self._entries(stored, stored.sections)

    def removed(self, draft: int) -> tuple[OutlineEntry, ...]:
        """The sections that were taken out of a draft and can be put back."""
        stored = self._drafts.get(draft)
        return self._entries(stored, self._drafts.removed(draft))

    def add_section(self, draft: int, after: int, title: str, *, actor: str) -> int:
        """A new, empty section behind another, in the same part; says its key."""
        return self._add(draft, lambda standing, key: outlining.with_section(standing, key, after, title), title, actor)

    def add_part(self, draft: int, after: int | None, title: str, *, actor: str) -> int:
        """A new part, behind the one that the section `after` stands in (None: behind the last), with an empty opening;
        says the key of both."""
        return self._add(draft, lambda standing, key: outlining.with_part(standing, key, after, title), title, actor)

    def rename(self, draft: int, key: int, title: str, *, seen: int, actor: str) -> None:
        """Another title for a section whose version `seen` the person saw. Raises `Overtaken` where it has another by
        now, `InputError` for a numeral outside a slot."""
        with self._changing(draft, actor) as change:
            standing = change.draft()
            old = standing.section(key)
            if old.version != seen and self._drafts.section_at(draft, key, seen).heading != old.heading:
                raise Overtaken(f"“{old.name}”的标题刚被别人改过，请看过现在的标题再改。")
            change.put(standing, outlining.renamed(standing, key, title), what="")
            change.record(Deed.DRAFT_OUTLINED, f"改标题 {key} {title.strip()}")

    def rename_part(self, draft: int, part: int, title: str, *, seen: int, actor: str) -> None:
        """Another title for a part; `seen` is the version of the arrangement that the person saw. Raises as `rename`
        does."""
        with self._changing(draft, actor) as change:
            standing = change.draft()
            if standing.arranged != seen:
                raise Overtaken("提纲刚被别人调整过，请看过现在的提纲再改标题。")
            what = f"部分标题改为“{title.strip()}”"
            self._put(change, standing, outlining.with_part_renamed(standing, part, title), what)

    def move(self, draft: int, key: int, by: int, *, actor: str) -> None:
        """Moves a section one place up (−1) or down (+1), at the edge of its part into the next one."""
        way = "上移" if by < 0 else "下移"
        self._change(draft, lambda standing: outlining.moved(standing, key, by), f"{way}“{{}}”", key, actor)

    def move_into(self, draft: int, key: int, part: int, *, actor: str) -> None:
        """Moves a section to the end of another part."""
        self._change(draft, lambda standing: outlining.moved_into(standing, key, part), "移动“{}”", key, actor)

    def move_part(self, draft: int, part: int, by: int, *, actor: str) -> None:
        """Moves a whole part one place up (−1) or down (+1)."""
        way = "上移" if by < 0 else "下移"
        with self._changing(draft, actor) as change:
            standing = change.draft()
            self._put(change, standing, outlining.with_part_moved(standing, part, by), f"整个部分{way}")

    def remove(self, draft: int, key: int, *, actor: str) -> None:
        """Takes a section out of the draft; it is kept, and can be put back."""
        self._change(draft, lambda standing: outlining.without(standing, [key]), "删去“{}”", key, actor)

    def remove_part(self, draft: int, part: int, *, actor: str) -> None:
        """Takes a whole part out of the draft; its sections are kept, and can be put back."""
        with self._changing(draft, actor) as change:
            standing = change.draft()
            gone = outlining.part_sections(standing, part)
            line = standing.section(gone[0]).part
            what = f"删去“{in_words(without_number(line))}”部分"
            self._put(change, standing, outlining.without(standing, gone), what)

    def restore_removed(self, draft: int, key: int, *, actor: str) -> None:
        """Puts a section that was taken out back where it last stood."""
        with self._changing(draft, actor) as change:
            standing = change.draft()
            section = next((each for each in removed_of(change.session, standing) if each.key == key), None)
            if section is None:
                section = standing.section(key)  # it stands, or there never was one
            rows = arrangement_rows(change.session, draft)
            past = [from_json(row.content, standing.period, standing.region) for row in reversed(rows)]
            self._put(change, standing, outlining.put_back(standing, section, past), f"恢复“{section.name}”")

    def _changing(self, draft: int, actor: str) -> AbstractContextManager[Changing]:
        head = self._drafts.head(draft)
        if not head.complete and (head.writer == REUSE or not head.written):
            raise InputError(f"稿子 {draft} 还没有写完，请先继续起草，写完再调整提纲。")
        return self._drafts.changing(draft, actor=actor)

    def _add(self, draft: int, change_: Callable[[Draft, int], Draft], title: str, actor: str) -> int:
        with self._changing(draft, actor) as change:
            standing, key = change.draft(), change.new_key()
            self._put(change, standing, change_(standing, key), f"新增“{title.strip()}”")
        return key

    def _change(self, draft: int, to: Callable[[Draft], Draft], what: str, key: int, actor: str) -> None:
        with self._changing(draft, actor) as change:
            standing = change.draft()
            self._put(change, standing, to(standing), what.format(standing.section(key).name))

    def _put(self, change: Changing, standing: Draft, after: Draft, what: str) -> None:
        change.put(standing, after, what=what)
        change.record(Deed.DRAFT_OUTLINED, what)

    def _entries(self, draft: Draft, sections: Sequence[DraftSection]) -> tuple[OutlineEntry, ...]:
        tasks, standings = self._tasks.of(draft.id), self._drafts.standings(draft.id)
        renderer = self._reader.renderer(draft)
        entries: list[OutlineEntry] = []
        for section in sections:
            task = tasks.get(section.key, Task())
            entries.append(
                OutlineEntry(
                    key=section.key,
                    title=section.number + renderer.line(section.heading) or section.role.label,
                    source=write_pieces(section.heading),
                    role=section.role,
                    part_key=section.part_key,
                    part=renderer.line(section.part),
                    part_source=write_pieces(without_number(section.part)),
                    version=section.version,
                    standing=standings.get(section.key, Standing.WRITTEN),
                    done=task.done,
                    assigned_to=task.person,
                )
            )
        return tuple(entries)
