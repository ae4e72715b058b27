"""The last mile of the drafts of one workspace: lengths, what was said before, embargoes, entries, freezing.

A service of the desk. Joins what the modules beside it know with the store, the reader and the workbench.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar, cast

from sqlalchemy import func, select

from clock import today
from corpus.library import Library
from corpus.model import DocumentKind, Speech
from drafting.finishing.budgets import left, measured
from drafting.finishing.embargo import withheld
from drafting.finishing.keeping import Budgets
from drafting.finishing.model import Budget, Concerns, Measured, PlacedEntry, ReuseReport, Withheld
from drafting.finishing.proportions import past_lengths
from drafting.finishing.repeating import reuse_report
from drafting.model import Draft, EntryState, Frozen, RenderedDraft, front_of
from drafting.rendering.reader import Reader
from drafting.returned.model import Verdict
from drafting.reuse.workbench import Workbench
from drafting.stored.drafts import Drafts
from drafting.stored.entries import Entries
from drafting.stored.filling import Change, changes, filling_of
from drafting.stored.frozen import FrozenDrafts, Read
from drafting.stored.tables import ReturnedRow, SuggestionRow
from errors import InputError, NotFound, Unconfirmed
from figures.slots import EntrySlot, Piece
from store.engine import Store

_T = TypeVar("_T")


class Finishing:
    """`day` tells today's date by the country's clock."""

    def __init__(
        self,
        store: Store,
        drafts: Drafts,
        entries: Entries,
        frozen: FrozenDrafts,
        reader: Reader,
        bench: Workbench,
        library: Library,
        day: Callable[[], date] = today,
    ):
        self._store, self._drafts, self._entries, self._frozen = store, drafts, entries, frozen
        self._reader, self._bench, self._library, self._day = reader, bench, library, day
        self._budgets = Budgets(store)
        self._kept: dict[str, tuple[tuple[object, ...], object]] = {}

    # how long it is

    def budget(self, draft: int) -> Budget:
        """What a draft may take."""
        return self._budgets.of(draft)

    def set_budget(self, draft: int, budget: Budget, *, actor: str) -> None:
        """Keeps what a draft may take. Raises `InputError` where its sections' own shares take more than there is."""
        if budget.amount is not None and left(self._reader.rendered(draft), budget) < 0:
            raise InputError("单独给定篇幅的各节加上标题已超过全文的篇幅，请增加全文篇幅或减少各节篇幅。")
        self._budgets.put(draft, budget, actor=actor)

    def lengths(self, rendered: RenderedDraft) -> list[Measured]:
        """How long the whole, each part and each section are, beside what they may take."""
        budget = self._budgets.of(rendered.id)

        def make() -> list[Measured]:
            return measured(rendered, budget, past_lengths(self._drafts.get(rendered.id), self._speech))

        return self._once(f"lengths:{rendered.id}", (rendered, budget), make)

    def _speech(self, document: str) -> Speech | None:
        try:
            return self._library.speech(self._library.get(document).id)
        except NotFound:
            return None

    # what was said before

    def followed(self, draft: int) -> int:
        """The stored speech that a draft was made after."""
        return self._drafts.head(draft).model_id

    def reuse(self, draft: int, against: int | None = None) -> ReuseReport:
        """A draft beside the speech it was made after, or beside the stored document `against`. Raises `NotFound`."""
        document = self.followed(draft) if against is None else against
        if self._library.get(document).kind is DocumentKind.TABLE:
            raise InputError("数据表没有文字可比，请选一篇讲话或报告。")
        rendered, past = self._reader.rendered(draft), self._bench.past(document)
        return self._once(f"reuse:{draft}", (rendered, past), lambda: reuse_report(rendered, past, document))

    def _once(self, name: str, out_of: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """What `make` makes; made again only once what it is made `out_of` is another."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != out_of:
            self._kept[name] = kept = (out_of, make())
        return cast(_T, kept[1])

    # what may not be told yet

    def withheld(self, rendered: RenderedDraft) -> tuple[Withheld, ...]:
        """The figures in a draft that may not be published yet."""
        book = {figure.id: figure for figure in self._reader.names().snapshot.figures}
        return withheld(rendered, book, self._day())

    # attested entries

    @property
    def two_persons(self) -> bool:
        """Whether an entry fills its slot only once a second person confirmed it."""
        return self._entries.two_persons

    def entries(self, draft: int) -> list[PlacedEntry]:
        """Every attested entry of a draft, the oldest first, with where it stands."""
        places = _places(self._drafts.get(draft))
        return [PlacedEntry(entry, places.get(entry.id)) for entry in self._entries.of(draft).values()]

    def waiting(self, draft: int) -> int:
        """How many entries that stand in a draft wait for a second person."""
        return sum(one.entry.state is EntryState.WAITING and one.section is not None for one in self.entries(draft))

    def confirm(self, draft: int, ids: Iterable[int], *, by: str) -> None:
        """Confirms entries that wait, all or none. Raises `InputError` where `by` entered one."""
        self._settle(draft, lambda: self._entries.confirm(draft, ids, by=by), by)

    def decline(self, draft: int, ids: Iterable[int], *, by: str, reason: str) -> None:
        """Declines entries that wait; their slots are open again. Raises `InputError`."""
        self._settle(draft, lambda: self._entries.decline(draft, ids, by=by, reason=reason), by)

    def withdraw(self, draft: int, ids: Iterable[int], *, by: str, reason: str) -> None:
        """Takes back entries; their slots are open again. Raises `InputError`."""
        self._settle(draft, lambda: self._entries.withdraw(draft, ids, by=by, reason=reason), by)

    def _settle(self, draft: int, deed: Callable[[], None], by: str) -> None:
        """Does `deed` to entries; what their slots read then is no change that a table made."""
        before = self._reader.rendered(draft)
        deed()
        self._reader.seen_between(draft, before, actor=by)

    # freezing

    def frozen(self, draft: int) -> Frozen | None:
        """The freezing of a draft, None while it is open."""
        return self._frozen.of(draft)

    def all_frozen(self) -> dict[int, Frozen]:
        """All drafts that are frozen, by number."""
        return self._frozen.all()

    def since_frozen(self, draft: int) -> list[Change]:
        """The slots of a frozen draft that would read otherwise with today's figures; it does not follow them."""
        if self._frozen.of(draft) is None:
            return []
        frozen = self._reader.rendered(draft)
        names = self._reader.names()  # another object once the book or the catalogue changed

        def make() -> list[Change]:
            return changes(filling_of(frozen), self._reader.read(self._drafts.get(draft)))

        return self._once(f"since:{draft}", (frozen, names), make)

    def concerns(self, draft: int) -> Concerns:
        """What still stands open in a draft."""
        return self._concerns(draft, self._reader.rendered(draft))

    def _concerns(self, draft: int, rendered: RenderedDraft) -> Concerns:
        seen = self._drafts.filling(draft)
        waiting = self.waiting(draft)
        return Concerns(
            open=rendered.open - waiting,
            waiting=waiting,
            changed=0 if seen is None else len(changes(seen, rendered)),
            withheld=len(self.withheld(rendered)),
            marks=sum(len(paragraph.marks) for section in rendered.sections for paragraph in section.paragraphs),
            suggestions=self._open_suggestions(draft),
        )

    def freeze(self, draft: int, *, cut_off: date, by: str, knowing: Concerns | None = None) -> None:
        """Freezes a draft with its figures taken in up to the day `cut_off`. `knowing` are the concerns the person was
        told. Raises `Unconfirmed` where there are others, `InputError` for a draft that is still being written."""
        if not by.strip():
            raise InputError("请写明由谁定稿。")
        if not self._drafts.head(draft).complete:
            raise InputError(f"稿子 {draft} 还没有写完，请先写完再定稿。")
        self._frozen.freeze(draft, lambda: self._read(draft, knowing), cut_off=cut_off, by=by.strip())

    def _read(self, draft: int, knowing: Concerns | None) -> Read:
        book = self._reader.book_state()
        rendered = self._reader.read(self._drafts.get(draft))
        concerns = self._concerns(draft, rendered)
        if concerns and concerns != knowing:
            raise Unconfirmed(f"这份稿子还有{'、'.join(concerns.lines())}，请核对，确认知悉后再定稿。")
        return Read(rendered, book, "、".join(concerns.lines()))

    def unfreeze(self, draft: int, *, by: str, reason: str) -> None:
        """Lets a frozen draft follow its tables and be changed again. Raises `InputError`."""
        if not by.strip():
            raise InputError("请写明由谁解除定稿。")
        self._frozen.lift(draft, by=by.strip(), reason=reason)

    def _open_suggestions(self, draft: int) -> int:
        waiting = (
            select(func.count())
            .select_from(SuggestionRow)
            .join(ReturnedRow, SuggestionRow.copy_id == ReturnedRow.id)
            .where(ReturnedRow.draft_id == draft, SuggestionRow.verdict == Verdict.OPEN.value)
        )
        with self._store.reading() as session:
            return session.scalar(waiting) or 0


def _places(draft: Draft) -> dict[int, int]:
    """Which section holds each attested entry, by the number of the entry."""
    found: dict[int, int] = {}

    def note(key: int, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, EntrySlot) and piece.entry is not None:
                found.setdefault(piece.entry, key)

    for section in (front_of(draft), *draft.sections):
        for line in (section.part, section.heading, *(paragraph.pieces for paragraph in section.paragraphs)):
            note(section.key, line)
    return found
