"""Drafts as they read: the names and figures known today, drafts rendered with them, and what changed since a person
last saw one.

Holds no figures itself: each rendering takes today's snapshot of the book.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import RLock

from drafting.model import Draft, DraftSection, Frozen, RenderedDraft, RenderedSection
from drafting.rendering.names import Names
from drafting.rendering.render import Renderer
from drafting.rendering.renderings import Renderings
from drafting.rendering.second_key import with_second_key
from drafting.rendering.then import lacks_titled, with_titled
from drafting.stored.drafts import DraftHead, Drafts
from drafting.stored.entries import Entries
from drafting.stored.filling import Change, changes, filling_of, filling_of_sections
from drafting.stored.frozen import FrozenDrafts
from errors import InputError
from figures.book import FigureBook
from figures.catalogue import Catalogue
from figures.finder import Finder
from figures.guard import Guard
from figures.moment import PastBook
from figures.period import Period
from figures.recognition import Recogniser
from figures.resolve import Resolver
from figures.slots import parse_pieces


class Reader:
    """Reads the drafts of one workspace."""

    def __init__(
        self,
        book: FigureBook,
        catalogue: Callable[[], Catalogue],
        drafts: Drafts,
        entries: Entries,
        frozen: FrozenDrafts,
        past: PastBook,
    ):
        self._book, self._catalogue, self._past = book, catalogue, past
        self._drafts, self._entries, self._frozen = drafts, entries, frozen
        self._names: Names | None = None
        self._named: tuple[Catalogue, tuple[str, ...]] | None = None
        self._naming = RLock()
        self._renderings = Renderings()
        self._completed: dict[int, tuple[RenderedDraft, RenderedDraft]] = {}
        self._at_freezing: tuple[Frozen, Names, Renderer] | None = None

    def names(self) -> Names:
        """The names known now; made again only when the book changed, and what finds names in texts only when there
        are others."""
        snapshot, base = self._book.snapshot(), self._catalogue()
        with self._naming:  # whoever comes meanwhile waits for these names rather than making others
            if self._names is None or self._names.snapshot is not snapshot:
                told = snapshot.indicators()
                known = self._names
                if known is None or self._named != (base, told):
                    catalogue = base.extended(told)
                    finder = Finder(catalogue, told=told, own=catalogue.names - base.names)
                    known = Names(snapshot, catalogue, finder, Recogniser(finder))
                self._names, self._named = replace(known, snapshot=snapshot), (base, told)
            return self._names

    def guard(self) -> Guard:
        """What stands before words of a model, with the names and figures of today."""
        names = self.names()
        return Guard(names.finder, Resolver(names.snapshot, names.catalogue))

    def rendered(self, draft: int) -> RenderedDraft:
        """A draft with today's figures, a frozen one as it was frozen; the same object while nothing of it changed.
        Raises `NotFound`."""
        frozen = self._frozen.rendered(draft)
        if frozen is not None:
            return self._whole(frozen)
        return self._renderings.rendered(self._drafts.get(draft), self._entries.of(draft), self.names())

    def read(self, draft: Draft) -> RenderedDraft:
        """A draft in hand, as it reads with today's figures."""
        return self.renderer(draft).draft(draft)

    def at_its_time(self, draft: Draft) -> RenderedDraft:
        """A state of a draft in hand: of an open one as it reads with today's figures, of a frozen one with those of
        its freezing. What stands in it as it was frozen reads as it did."""
        frozen = self._frozen.of(draft.id)
        if frozen is None:
            return self.read(draft)
        return self._then(frozen).draft(draft, (self._drafts.get(draft.id), self.rendered(draft.id)))

    def _then(self, frozen: Frozen) -> Renderer:
        """What renders a frozen draft with the figures of its freezing; its entries are as they were."""
        names, kept = self.names(), self._at_freezing
        if kept is None or kept[0] != frozen or kept[1] is not names:
            base = self._catalogue()
            snapshot = self._past.snapshot(frozen.at, base)
            catalogue = base.extended(snapshot.indicators())
            period, entries = self._drafts.head(frozen.draft).period, self._entries.of(frozen.draft)
            renderer = Renderer(Resolver(snapshot, catalogue), catalogue, period, entries)
            self._at_freezing = kept = (frozen, names, renderer)
        return kept[2]

    def _whole(self, kept: RenderedDraft) -> RenderedDraft:
        """A frozen draft as it was kept, with what an earlier version of the program did not keep of it."""
        done = self._completed.get(kept.id)
        if done is None or done[0] is not kept:
            stored, frozen = self._drafts.get(kept.id), self._frozen.of(kept.id)
            whole = with_titled(kept, stored, self._then(frozen)) if frozen and lacks_titled(kept, stored) else kept
            self._completed[kept.id] = done = (kept, whole)
        return done[1]

    def section(self, draft: Draft, section: DraftSection) -> RenderedSection:
        """A section of a draft in hand, as it reads with today's figures."""
        return self.renderer(draft).section(section)

    def title(self, head: DraftHead) -> str:
        """A draft's title as it reads."""
        if (frozen := self._frozen.of(head.id)) is not None:
            return frozen.title
        pieces = parse_pieces(head.title, period=head.period, region=head.region)
        return self.unattested(head.period).line(pieces)

    def renderer(self, draft: Draft) -> Renderer:
        """What renders a draft, with today's figures and its attested entries."""
        names = self.names()
        resolver = Resolver(names.snapshot, names.catalogue)
        return Renderer(resolver, names.catalogue, draft.period, self._entries.of(draft.id))

    def unattested(self, period: Period) -> Renderer:
        """What renders words of a speech for `period` that no attested entry can stand in."""
        names = self.names()
        return Renderer(Resolver(names.snapshot, names.catalogue), names.catalogue, period, {})

    def keyed(self, section: DraftSection) -> DraftSection:
        """`section` with a mark on every slot that stands beside another subject than its own."""
        names = self.names()
        checked = (with_second_key(item, names.recogniser, names.catalogue) for item in section.paragraphs)
        return replace(section, paragraphs=tuple(checked))

    # what a person has seen

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

    def keep_filling(self, draft: int, actor: str) -> None:
        """Notes what the slots of a whole draft read now, once it is written."""
        self._drafts.keep_filling(draft, filling_of(self.rendered(draft)), actor=actor)

    def seen_between(self, draft: int, before: RenderedDraft, *, actor: str) -> None:
        """Notes that `actor` changed how the draft read `before`: what reads otherwise now is no table's doing."""
        was, now = filling_of(before), filling_of(self.rendered(draft))
        changed = {place: text for place, text in now.items() if was.get(place) != text}
        self._drafts.add_to_filling(draft, changed, actor=actor)

    def book_state(self) -> int:
        """How often the book of figures has changed so far."""
        return self._book.changes()

    def keep_filling_of(self, draft: int, sections: Iterable[RenderedSection], actor: str) -> None:
        """Notes what the slots of sections read, after a person worked on them: the rest was not looked at."""
        self._drafts.keep_filling_of(draft, filling_of_sections(sections), actor=actor)
