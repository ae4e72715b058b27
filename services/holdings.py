"""What the library holds, taken in, set right, removed and restored, together with what hangs on it.

A service of the composition root. The store is changed in one transaction, with whatever would be untrue beside the
change; ledger and index are then brought in line, and would be at the next opening if this were cut short. Every deed
raises `WorkspaceBusy` before it is done where another process holds the index, which would go on finding what was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from threading import RLock

from corpus.library import Library, StoredDocument
from corpus.model import DocumentKind, Identity
from drafting.materials.service import Materials, named
from drafting.rendering.reader import Reader
from drafting.stored.drafts import Drafts
from drafting.uses import Use, uses_of
from errors import HegaoError, InputError, NotFound
from figures.book import FigureBook
from figures.ledger import Ledger
from figures.period import Period
from progress import Progress, Report, quiet
from retrieval.keeper import IndexKeeper
from services.intake import Became, Each, Fate, Incoming, Intake, LoadOptions, LoadReport, Refusal, is_table
from store.engine import Store

_NO_TABLES = "素材只收文稿；数据表请到“数据”页导入，核实后稿子才能用其中的数。"
_TOLD = 4  # uses that a refusal names


class InUse(InputError):
    """A document is not removed, as something uses it, and nobody has said that this is known; `why` says what it is
    that uses it, the sentence also asks."""

    def __init__(self, why: str):
        super().__init__(f"{why}；确要移除，请再确认一次。")
        self.why = why


@dataclass(frozen=True, slots=True)
class Uses:
    """What uses a document: sections of drafts that show its figures, the titles of drafts that follow it, and of those
    that it was sent in for as material."""

    sections: tuple[Use, ...] = ()
    followed_by: tuple[str, ...] = ()
    sent_in_for: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.followed_by or self.sent_in_for)

    @property
    def lost(self) -> str:
        """What removing it takes away, in a sentence without its stop."""
        if self.sections:
            return "移除后这些地方会变为待核"
        return "移除后不能再照它重写" if self.followed_by else "移除后稿子里不再列出这份素材"

    @property
    def label(self) -> str:
        """In words, the first few by name."""
        named = [use.label for use in self.sections] + [f"《{title}》参照它起草" for title in self.followed_by]
        named += [f"《{title}》的素材" for title in self.sent_in_for]
        more = f"等 {len(named)} 处" if len(named) > _TOLD else ""
        return "、".join(named[:_TOLD]) + more


class Holdings:
    """The documents of one workspace, for any number of threads."""

    def __init__(
        self,
        store: Store,
        library: Library,
        book: FigureBook,
        intake: Intake,
        ledger: Ledger,
        keeper: IndexKeeper,
        drafts: Drafts,
        reader: Reader,
        materials: Materials,
    ):
        self._store, self._library, self._book, self._intake = store, library, book, intake
        self._ledger, self._keeper, self._drafts, self._reader = ledger, keeper, drafts, reader
        self._materials = materials
        self._lock = RLock()

    def load(
        self,
        files: Sequence[Incoming],
        options: LoadOptions | None = None,
        report: Report = quiet,
        each: Each = lambda _: None,
    ) -> LoadReport:
        """Takes files in one by one; a bad one is refused with its reason and the rest go on. `report` tells how far it
        is, `each` what became of each file. Where either breaks it off, what was taken in is there whole. What the
        index cannot take now it takes when it next opens."""
        self._keeper.lacking()
        with self._lock:
            try:
                told = self._intake.load(files, options or LoadOptions(), report, each)
            except BaseException:
                self._follow(quiet)
                raise
            told = replace(told, unsearchable=self._follow(report))
        report(Progress(len(files), len(files), "完成"))
        return told

    def load_material(
        self,
        files: Sequence[Incoming],
        draft: int,
        department: str,
        options: LoadOptions | None = None,
        report: Report = quiet,
        each: Each = lambda _: None,
        *,
        section: int | None = None,
    ) -> LoadReport:
        """Takes in what `department` sends for a draft: as `load`, of the draft's place and months, and attached to it,
        put to the section of that key where one is given; what is there as material already is attached too. A table is
        refused: its numbers are for the book."""
        head = self._drafts.head(draft)
        sent_by = named(department)
        asked = options or LoadOptions()
        asked = replace(
            asked,
            kind=DocumentKind.MATERIAL,
            region=asked.region or head.region,
            period=asked.period or str(head.period),
        )
        texts = [file for file in files if not is_table(file.name)]
        tables = [Refusal(file.path or file.name, _NO_TABLES) for file in files if is_table(file.name)]
        for file in tables:
            each(Became(file.name, Fate.REFUSED, file.reason))
        refused: list[Refusal] = []
        left, passed = iter(texts), count()
        lost: set[int] = set()  # of those that were there already, by their order

        def attached(became: Became) -> None:
            file = next(left)
            at = next(passed) if became.fate is Fate.SKIPPED else -1
            if became.fate is not Fate.REFUSED:
                became = self._attached(file, (draft, section), sent_by, became, asked.actor)
                if became.fate is Fate.REFUSED:
                    refused.append(Refusal(file.path or file.name, became.told))
                    lost.add(at)
            each(became)

        told = self.load(texts, asked, report, attached)
        skipped = tuple(one for at, one in enumerate(told.skipped) if at not in lost)
        return replace(told, skipped=skipped, refused=(*told.refused, *refused, *tables))

    def _attached(
        self, file: Incoming, to: tuple[int, int | None], department: str, became: Became, actor: str
    ) -> Became:
        draft, section = to
        new = became.fate is Fate.LOADED
        try:
            kept = self._library.of_content(file.data)
            if kept is None:
                raise NotFound("它刚被人从讲话库移除，请恢复后再试。")
            material = self._materials.attach(draft, kept.id, department, actor=actor)
        except HegaoError as refusal:
            told = f"已收入讲话库，但没有列为这份稿子的素材：{refusal.sentence}" if new else refusal.sentence
            return replace(became, fate=Fate.REFUSED, told=told)
        told = became.told if new else "已在库中，已列为这份稿子的素材。"
        if section is None:
            return replace(became, told=told)
        try:
            self._materials.place(material.id, section, actor=actor)
        except NotFound:  # somebody deleted it meanwhile
            told = "已列为这份稿子的素材；要归入的那一节已经没有了，请归入别的节。"
        return replace(became, told=told)

    def edit(self, document: int, identity: Identity, *, actor: str) -> StoredDocument:
        """Sets right what a document is called, and what it is of. What was read in it is read anew, and it is found as
        what it now is. Raises `InputError` for what it cannot be, `NotFound`."""
        if identity.period:
            identity = replace(identity, period=str(Period.parse(identity.period.strip())))
        if identity.kind is not DocumentKind.MATERIAL and self._materials.of_document(document):
            raise InputError("这份文件是稿子的素材，请先在稿子的素材里撤下，再改类别。")
        with self._lock:
            self._keeper.lacking()
            with self._store.session() as session:
                told = self._library.edit(session, document, identity, actor=actor)
                self._ledger.forget(session, document)
            self._follow(quiet)
            return told

    def removed(self) -> list[StoredDocument]:
        """The documents that were removed, the latest first."""
        return self._library.documents(removed=True)[::-1]

    def uses(self, document: int) -> Uses:
        """What uses a document today. Raises `NotFound`."""
        stored = self._library.get(document)
        if stored.kind is DocumentKind.TABLE:
            figures = [figure.id for figure in self._book.of_document(document)]
            return Uses(tuple(uses_of(figures, self._drafts, self._reader)))
        titles = {head.id: self._reader.title(head) or "（无题）" for head in self._drafts.heads()}
        followed_by = tuple(titles[head.id] for head in self._drafts.heads() if head.model_id == document)
        sent_in_for = tuple(titles[material.draft] for material in self._materials.of_document(document))
        return Uses((), followed_by, sent_in_for)

    def remove(self, documents: Iterable[int], *, actor: str, despite_use: bool = False) -> list[StoredDocument]:
        """Takes documents out of sight: their passages are found no more, their targets leave the ledger, and the
        figures of a table fill no slot until it is restored. All or none.

        Raises `InUse` where one is used and `despite_use` does not say that this is known; `NotFound`.
        """
        chosen = list(dict.fromkeys(documents))
        with self._lock:
            self._keeper.lacking()
            if not despite_use:
                for document in chosen:
                    self._refuse_in_use(document)
            with self._store.session() as session:
                told = [self._library.remove(session, document, actor=actor) for document in chosen]
                self._book.follow(session)
            self._follow(quiet)
            return told

    def restore(self, documents: Iterable[int], *, actor: str) -> list[StoredDocument]:
        """Brings removed documents back as they were, figures too. Raises `NotFound`."""
        with self._lock:
            self._keeper.lacking()
            with self._store.session() as session:
                told = [self._library.restore(session, document, actor=actor) for document in dict.fromkeys(documents)]
                self._book.follow(session)
            self._follow(quiet)
            return told

    def _refuse_in_use(self, document: int) -> None:
        uses = self.uses(document)
        if uses:
            stored = self._library.get(document)
            raise InUse(f"“{stored.name}”正在使用：{uses.label}。{uses.lost}")

    def _follow(self, report: Report) -> str:
        """Brings ledger and index in line; says why the index cannot be just now, which it is when it next opens."""
        self._ledger.bring_up_to_date(report)
        return self._keeper.lacking(report)
