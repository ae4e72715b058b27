"""The workbench: begins, writes, renders and edits drafts, with the library, the book and the index at hand.

Holds no figures itself: each rendering takes today's snapshot of the book.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.library import Library
from corpus.model import DocumentKind, Section
from drafting.compose import Composer, Heading, Step, outline_of
from drafting.drafts import REUSE, DraftHead, Drafts
from drafting.edit import edited_section, replace_slot, section_source
from drafting.entries import Entries
from drafting.filling import Change, changes, filling_of
from drafting.frozen import FrozenDrafts
from drafting.model import FRONT, Draft, DraftSection, Entry, RenderedDraft, RenderedSection, Role, State, front_of
from drafting.offers import offers_for
from drafting.render import Renderer
from drafting.reuse import Past
from drafting.second_key import with_second_key
from errors import InputError, NotFound
from figures.book import FigureBook
from figures.catalogue import Catalogue
from figures.figure import WHOLE_CITY
from figures.finder import Finder
from figures.guard import Guard
from figures.period import Period
from figures.recognition import Recogniser
from figures.resolve import Resolver
from figures.slots import EntryKind, EntrySlot, FigureSlot, Slot, parse_pieces
from figures.snapshot import Snapshot
from retrieval.index import Index
from retrieval.passages import PassageRole
from retrieval.sections import matching_sections

# Below this a past section has too little in common with a heading to be passed off as its model.
ENOUGH = 0.45


@dataclass(frozen=True, slots=True)
class Names:
    """What names are known with one snapshot of the book: the extended catalogue, the finder of its names
    and a recogniser that uses it."""

    snapshot: Snapshot
    catalogue: Catalogue
    finder: Finder
    recogniser: Recogniser


class Workbench:
    """Drafts of one workspace. `index` is asked for only where retrieval is needed."""

    def __init__(
        self,
        library: Library,
        book: FigureBook,
        catalogue: Callable[[], Catalogue],
        drafts: Drafts,
        entries: Entries,
        frozen: FrozenDrafts,
        index: Callable[[], Index],
        default_region: str,
    ):
        self._library = library
        self._book = book
        self._catalogue = catalogue
        self._drafts = drafts
        self._entries = entries
        self._frozen = frozen
        self._index = index
        self._default_region = default_region
        self._names: Names | None = None
        self._pasts: dict[int, tuple[Names, Past]] = {}
        self._rendered: dict[int, tuple[Draft, Mapping[int, Entry], Names, RenderedDraft]] = {}

    def names(self) -> Names:
        """The names known now; made again only when the book changed."""
        snapshot = self._book.snapshot()
        if self._names is None or self._names.snapshot is not snapshot:
            told = snapshot.indicators()
            base = self._catalogue()
            catalogue = base.extended(told)
            finder = Finder(catalogue, told=told, own=catalogue.names - base.names)
            self._names = Names(snapshot, catalogue, finder, Recogniser(finder))
        return self._names

    def guard(self) -> Guard:
        """What stands before words of a model, with the names and figures of today."""
        names = self.names()
        return Guard(names.finder, Resolver(names.snapshot, names.catalogue))

    def past(self, document: int) -> Past:
        """A stored document read for reuse. Raises `NotFound`, or `InputError` where it has no text."""
        names = self.names()
        kept = self._pasts.get(document)
        if kept is not None and kept[0] is names:
            return kept[1]
        stored = self._library.get(document)
        if stored.kind is DocumentKind.TABLE:
            raise InputError(f"“{stored.name}”是数据表，不能作为参照的讲话，请选一篇讲话。")
        speech = self._library.speech(document)
        rows = tuple(names.recogniser.recognise(speech.text))
        past = Past(stored.name, speech, rows, Period.parse(stored.period) if stored.period else None)
        self._pasts[document] = (names, past)
        return past

    def outline(self, document: int) -> tuple[Heading, ...]:
        """The headings of a past speech."""
        return outline_of(self.past(document))

    def begin(
        self,
        period: Period,
        model: int,
        outline: Sequence[Heading] | None,
        actor: str,
        *,
        writer: str = REUSE,
        points: str = "",
    ) -> int:
        """A new draft, or the unfinished one of the same request. Raises `InputError` for an outline that cannot be."""
        stored = self._library.get(model)
        region = self.region_of(stored.region)
        composer = self._composer(model, period, region)
        composer.steps(outline)
        written = json.dumps([[h.level, h.title] for h in outline], ensure_ascii=False) if outline is not None else ""
        draft = self._drafts.begin(
            period=period,
            region=region,
            model_id=model,
            model_document=stored.name,
            outline=written,
            actor=actor,
            writer=writer,
            points=points.strip(),
        )
        if not self._drafts.head(draft).title:  # one taken up again keeps what was filled in its front
            self._drafts.set_front(
                draft, title=composer.title(), byline=composer.byline(), salutation=composer.salutation()
            )
        return draft

    def write(self, draft: int, report: Callable[[int, int, str], None], actor: str) -> None:
        """Writes the sections that are missing, keeping each as soon as it stands."""
        head = self._drafts.head(draft)
        steps = self.steps(head)
        standing = self._drafts.written(draft)
        for key, step in enumerate(steps):
            report(key, len(steps), step.name)
            if key in standing:
                continue
            section = step.write()
            if section.role is Role.SECTION:
                names = self.names()
                offers = offers_for(section, head.period, head.region, self._index(), names.snapshot, names.finder)
                section = replace(section, offers=offers)
            self._drafts.put_section(draft, key, section, actor=actor)
        report(len(steps), len(steps), "完成")
        self.finish(draft, actor)

    def region_of(self, told: str | None) -> str:
        """Whose speech it is: as a past one tells, else whose desk this is."""
        return told or self._default_region or WHOLE_CITY

    def steps(self, head: DraftHead) -> list[Step]:
        """The places of a draft, each with what the reuse writer makes of it."""
        return self._composer(head.model_id, head.period, head.region).steps(_outline(head))

    def finish(self, draft: int, actor: str) -> None:
        """Notes that a draft is wholly written, and what its slots read now."""
        self._drafts.finish(draft)
        self._keep(draft, actor)

    def rendered(self, draft: int) -> RenderedDraft:
        """A draft with today's figures, a frozen one as it was frozen; the same object while nothing of it changed."""
        frozen = self._frozen.rendered(draft)
        if frozen is not None:
            return frozen
        stored, entries, names = self._drafts.get(draft), self._entries.of(draft), self.names()
        kept = self._rendered.get(draft)
        if kept is None or kept[:2] != (stored, entries) or kept[2] is not names:
            rendered = self.renderer(stored).draft(stored)
            self._rendered[draft] = kept = (stored, entries, names, rendered)
        return kept[3]

    def changed(self, draft: int) -> list[Change]:
        """What reads otherwise than when a person last saw the draft filled."""
        before = self._drafts.filling(draft)
        return [] if before is None else changes(before, self.rendered(draft))

    def refill(self, draft: int, actor: str) -> tuple[RenderedDraft, list[Change]]:
        """The draft with today's figures, kept as the filling that `actor` saw, and what changed since the one before.

        Raises `InputError` for a draft that is still being written.
        """
        if not self._drafts.head(draft).complete:
            raise InputError(f"稿子 {draft} 还没有写完，请先继续起草。")
        rendered, before = self.rendered(draft), self._drafts.filling(draft)
        told = [] if before is None else changes(before, rendered)
        self._drafts.keep_filling(draft, filling_of(rendered), actor=actor, changed=len(told))
        return rendered, told

    def _keep(self, draft: int, actor: str) -> None:
        self._drafts.keep_filling(draft, filling_of(self.rendered(draft)), actor=actor)

    def _kept_with(self, draft: int, section: int, actor: str) -> None:
        """Notes what the slots of one section read, after a person worked on it: the rest was not looked at."""
        before = self._drafts.filling(draft)
        if before is None:
            return
        now = filling_of(self.rendered(draft))
        others = {place: text for place, text in before.items() if place[0] != section}
        own = {place: before.get(place, text) for place, text in now.items() if place[0] == section}
        self._drafts.keep_filling(draft, {**others, **own}, actor=actor)

    def seen_between(self, draft: int, before: RenderedDraft, *, actor: str) -> None:
        """Notes that `actor` changed how the draft read `before`: what reads otherwise now is no table's doing."""
        seen = self._drafts.filling(draft)
        if seen is not None:
            was, now = filling_of(before), filling_of(self.rendered(draft))
            changed = {place: text for place, text in now.items() if was.get(place) != text}
            self._drafts.keep_filling(draft, {**seen, **changed}, actor=actor)

    def book_state(self) -> int:
        """How often the book of figures has changed so far."""
        return self._book.changes()

    def title(self, head: DraftHead) -> str:
        """A draft's title as it reads."""
        if (frozen := self._frozen.of(head.id)) is not None:
            return frozen.title
        pieces = parse_pieces(head.title, period=head.period, region=head.region)
        names = self.names()
        return Renderer(Resolver(names.snapshot, names.catalogue), names.catalogue, head.period, {}).line(pieces)

    def source(self, draft: int, section: int) -> str:
        """A section's text with its slots in braces, one paragraph a line, leads between ** marks."""
        return section_source(self._drafts.get(draft).section(section))

    def edit(self, draft: int, section: int, source: str, actor: str) -> RenderedSection:
        """Replaces a section by the edited text. Raises `InputError` and changes nothing where it cannot be taken."""
        stored = self._drafts.get(draft)
        edited = edited_section(stored.section(section), source, stored.period, stored.region)
        edited = self._keyed(edited)
        self._check_names(edited)
        self._check_entries(edited, stored)
        self._drafts.put_section(draft, section, edited, actor=actor)
        self._kept_with(draft, section, actor)
        return self.renderer(stored).section(edited)

    def attest(
        self, draft: int, section: int, slot: int, *, value: str, by: str, source: str, reason: str
    ) -> RenderedSection:
        """Fills an open slot by hand; `section` is `FRONT` for title and byline. Raises `NotFound` for no such slot,
        `InputError` for a filled one."""
        stored = self._drafts.get(draft)
        place = front_of(stored) if section == FRONT else stored.section(section)
        shown = [item for paragraph in self.renderer(stored).section(place).paragraphs for item in paragraph.slots]
        if not 0 <= slot < len(shown):
            raise NotFound(f"这一节没有编号为 {slot} 的数据位，请核对编号。")
        if shown[slot].state is State.FILLED:
            raise InputError("这个数据位已有数据来源，不能用填报代替；请先核对数据表。")
        asked = shown[slot].slot
        entry = self._entries.attest(draft, asked, value=value, by=by, source=source, reason=reason)
        edited = replace_slot(place, slot, _attested(asked, entry))
        if section == FRONT:
            title, byline = (paragraph.pieces for paragraph in edited.paragraphs)
            self._drafts.set_front(draft, title=title, byline=byline, salutation=stored.salutation)
        else:
            self._drafts.put_section(draft, section, edited, actor=by)
        self._kept_with(draft, section, by)
        return self.renderer(stored).section(edited)

    def draft(self, draft: int) -> Draft:
        """A draft as it is stored. Raises `NotFound`."""
        return self._drafts.get(draft)

    def read(self, draft: Draft) -> RenderedDraft:
        """A draft in hand, as it reads with today's figures."""
        return self.renderer(draft).draft(draft)

    def vouch(self, draft: int, slot: Slot, *, value: str, by: str, source: str, reason: str) -> int:
        """Keeps an attested entry in place of `slot`, filled or not, and says its number. It shows only once a section
        that holds it is put."""
        return self._entries.attest(draft, slot, value=value, by=by, source=source, reason=reason)

    def put(self, before: Draft, after: Draft, *, actor: str) -> None:
        """Keeps what differs between two states of one draft as new versions of its sections."""
        if (before.title, before.byline, before.salutation) != (after.title, after.byline, after.salutation):
            self._drafts.set_front(after.id, title=after.title, byline=after.byline, salutation=after.salutation)
        standing = {section.key: section for section in before.sections}
        for section in after.sections:
            if section != standing[section.key]:
                self._drafts.put_section(after.id, section.key, self._keyed(section), actor=actor)
                self._kept_with(after.id, section.key, actor)

    def _keyed(self, section: DraftSection) -> DraftSection:
        """`section` with a mark on every slot that stands beside another subject than its own."""
        names = self.names()
        checked = (with_second_key(item, names.recogniser, names.catalogue) for item in section.paragraphs)
        return replace(section, paragraphs=tuple(checked))

    def _composer(self, model: int, period: Period, region: str) -> Composer:
        def find(title: str, part: str) -> tuple[Past, Section] | None:
            return self._matching(title, part, period, None if region == WHOLE_CITY else region)

        return Composer(self.past(model), period, region, find)

    def _matching(self, title: str, part: str, period: Period, region: str | None) -> tuple[Past, Section] | None:
        hits = matching_sections(
            self._index(), title, role=PassageRole.SECTION, part=part, region=region, year=period.year, k=1
        )
        if not hits or hits[0].score < ENOUGH:
            return None
        passage = hits[0].passage
        past = self.past(passage.document_id)
        for _, section in past.speech.sections():
            if section.span.start <= passage.span.start < section.span.end:
                return past, section
        return None

    def renderer(self, draft: Draft) -> Renderer:
        """What renders `draft`, or words for it, with today's figures."""
        names = self.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        return Renderer(resolver, names.catalogue, draft.period, self._entries.of(draft.id))

    def _check_names(self, section: DraftSection) -> None:
        catalogue = self.names().catalogue
        for paragraph in section.paragraphs:
            for piece in paragraph.pieces:
                if isinstance(piece, FigureSlot) and catalogue.find(piece.ref.indicator) is None and not piece.form:
                    raise InputError(f"没有指标“{piece.ref.indicator}”，请写数据表或指标目录中的名称。")

    def _check_entries(self, section: DraftSection, draft: Draft) -> None:
        """An attested entry vouches for the slot it was given for: it may be moved as it is, not put to another use."""
        standing = {piece for held in draft.sections for paragraph in held.paragraphs for piece in paragraph.pieces}
        for paragraph in section.paragraphs:
            for piece in paragraph.pieces:
                if isinstance(piece, EntrySlot) and piece.entry is not None and piece not in standing:
                    raise InputError(f"编号为 {piece.entry} 的填报不是为这里填写的，请原样移动，或用“填报”功能填写。")


def _outline(head: DraftHead) -> list[Heading] | None:
    return [Heading(level, title) for level, title in json.loads(head.outline)] if head.outline else None


def _attested(slot: Slot, entry: int) -> EntrySlot:
    if isinstance(slot, EntrySlot):
        return replace(slot, entry=entry)
    form = re.sub(r"\([^)]*\)", "", slot.form) if isinstance(slot, FigureSlot) and "#" in slot.form else "#"
    return EntrySlot(EntryKind.OTHER, form, entry)
