"""The ledger of one workspace: the statements of its documents, read once and kept in the store.

A document is read when it is taken in; what an earlier version of the reading read is read again when it is next asked
for. A target that the reading missed is added by a named person, its number read from the document's own words. What
departments send in (素材) is not read: nobody has verified it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from threading import RLock
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from corpus.library import Library, StoredDocument
from corpus.model import DocumentKind, Span
from corpus.regions import canonical_region
from corpus.tables import DocumentRow
from errors import InputError
from figures.book import FigureBook
from figures.catalogue import Catalogue
from figures.figure import FigureKind
from figures.finder import Finder
from figures.ledger.judging import Judge
from figures.ledger.matching import mark_of
from figures.ledger.reading.facts import facts_of
from figures.ledger.reading.reader import READER, StatementReader
from figures.ledger.reviews import (
    ReviewKind,
    TargetReviewRow,
    keep_added,
    keep_review,
    lay_again,
    review_of,
    reviews_of,
)
from figures.ledger.rows import StatementReadingRow, StatementRow, statement_of, values_of
from figures.ledger.statement import Statement
from figures.ledger.target import Actual, Review, Target
from figures.measure import Measure
from progress import Progress, Report, quiet
from store.columns import utc_now
from store.engine import Store
from store.kept import KeptRows

_IN_SIGHT = (
    DocumentRow.removed_at.is_(None),
    DocumentRow.kind.in_([kind.value for kind in DocumentKind if kind.vouched]),
)
"""What a document must be to be told from."""
_JUDGES = 8
"""For how many sets of places a judge is kept: those that people look at."""


class Ledger:
    """What the documents of a workspace tell in quantities. Safe to share between threads."""

    def __init__(self, store: Store, library: Library, book: FigureBook, catalogue: Callable[[], Catalogue]):
        self._store, self._library, self._book, self._catalogue = store, library, book, catalogue
        self._read = KeptRows(StatementRow.id, lambda row: statement_of(row, row.document_name))
        self._judges: dict[frozenset[str], Judge] = {}
        self._lock = RLock()

    def bring_up_to_date(self, report: Report = quiet) -> int:
        """Reads every document that was not read yet, or by an earlier reading, each kept as soon as it is read; says
        how many. Stopped halfway, it goes on where it stood."""
        with self._lock:
            left = self._unread()
            if not left or self._store.read_only:  # nothing can be kept then: what was read before is told
                return 0
            reader = StatementReader(Finder(self._catalogue()))
            for at, document in enumerate(left):
                report(Progress(at, len(left), f"读数 {document.name}"))
                self._keep(document, reader.read(facts_of(document), self._library.speech(document.id)))
            report(Progress(len(left), len(left), "读数完成"))
            return len(left)

    def forget(self, session: Session, document: int) -> None:
        """Lets a document be read anew when the ledger is next asked, in the caller's own transaction: what it is of
        has changed. What persons said of its targets is laid over the new reading."""
        session.execute(delete(StatementReadingRow).where(StatementReadingRow.document_id == document))

    def statements(
        self,
        *,
        region: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
        measure: Measure | None = None,
        kind: FigureKind | None = None,
        document: int | None = None,
        together: bool = False,
    ) -> list[Statement]:
        """The statements that agree with every condition given, in the order of documents and texts. `region` is a
        place by any of its names, `year` the one told of (`together`: or one of several told together), `indicator` a
        name or an alias."""
        self.bring_up_to_date()
        query = self._of_documents()
        if region is not None:
            query = query.where(StatementRow.region == canonical_region(region))
        if year is not None:
            query = query.where(StatementRow.first_year <= year, StatementRow.last_year >= year)
            if not together:
                query = query.where(StatementRow.period.is_not(None))
        if indicator is not None:
            query = query.where(StatementRow.indicator.in_(self._names(indicator)))
        if measure is not None:
            query = query.where(StatementRow.measure == measure.value)
        if kind is not None:
            query = query.where(StatementRow.kind == kind.value)
        if document is not None:
            query = query.where(StatementRow.document_id == document)
        return self._told(query)

    def statement(self, key: int) -> Statement | None:
        """The statement of this id, or None."""
        return next(iter(self._told(self._of_documents().where(StatementRow.id == key))), None)

    def target(self, key: int) -> Target | None:
        """The target of this id with what became of it, or None."""
        told = self.statement(key)
        return None if told is None or told.kind is not FigureKind.TARGET else self._judged([told])[0]

    def targets(
        self,
        *,
        region: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
        document: int | None = None,
        tasks: bool = False,
    ) -> list[Target]:
        """The targets that agree with every condition given, each with what became of it. With `year`, those to be
        reached in that year alone: the targets of a five-year plan are none of them. Those that count what a task is
        about only with `tasks`."""
        told = [
            one
            for one in self.statements(region=region, indicator=indicator, document=document, kind=FigureKind.TARGET)
            if (tasks or not one.task) and (year is None or (one.period is not None and one.period.year == year))
        ]
        return self._judged(told)

    def _judged(self, told: Sequence[Statement]) -> list[Target]:
        """The targets with what became of each and what persons said of them."""
        with self._store.reading() as session:
            reviews = reviews_of(session, {one.document_id for one in told})
        marks = (mark_of(one) for one in told)
        judge = self._judge({one.region for one in (*told, *marks) if one is not None})
        return [Target(one, judge.outcome(one), reviews.get((one.document_id, one.span.start))) for one in told]

    def _judge(self, places: Iterable[str]) -> Judge:
        """Who judges by what was reached in these places."""
        among = frozenset(places)
        stands_on = self._book.snapshot(), self._catalogue(), self._reached(among)
        judge = self._judges.get(among)
        if judge is None or not judge.stands_on(*stands_on):
            judge = Judge(*stands_on)
            if len(self._judges) >= _JUDGES:
                self._judges.clear()
            self._judges[among] = judge
        return judge

    def series(self, indicator: str, measure: Measure, region: str) -> tuple[list[Actual], list[Target]]:
        """One indicator over the years: what was reached in each whole year, and the targets set for years."""
        place = canonical_region(region)
        actuals = self._judge({place}).actuals
        set_for_years = [
            target
            for target in self.targets(region=place, indicator=indicator)
            if target.statement.measure is measure and target.statement.period is not None
        ]
        return actuals.over_years(indicator, measure, place), set_for_years

    def _reached(self, places: Iterable[str]) -> list[Statement]:
        """What is stated of these places as actual."""
        query = self._of_documents().where(StatementRow.kind == FigureKind.ACTUAL.value)
        return self._told(query.where(StatementRow.region.in_(places)))

    def confirm(self, keys: Iterable[int], *, by: str) -> None:
        """Notes that the targets of these ids stand as the ledger tells them, by the word of `by`."""
        with self._store.session() as session:
            for key in keys:
                keep_review(session, key, ReviewKind.CONFIRM, by=by)

    def correct(self, key: int, corrected: Statement, *, by: str, note: str = "") -> Statement:
        """Lets the target of this id read as `corrected` does, and says how it then reads. Where it stands in its
        document stays as it is. Raises `InputError` for a magnitude that does not hold together."""
        with self._store.session() as session:
            keep_review(session, key, ReviewKind.CORRECT, by=by, corrected=self._by_name(corrected), note=note)
        told = self.statement(key)
        assert told is not None  # it was there in the transaction before
        return told

    def drop(self, key: int, *, by: str, note: str = "") -> None:
        """Takes what is no target out of the ledger; the word of `by` is kept, and `confirm` brings it back."""
        with self._store.session() as session:
            keep_review(session, key, ReviewKind.DROP, by=by, note=note)

    def missed(self, document: int, words: str) -> Statement:
        """What a target in these `words` of a document reads as, to be added: its id is 0, its indicator "" where the
        words name none. Raises `InputError` where they do not stand in the document, stand there more than once or hold
        more than one number, `NotFound`."""
        text, wanted = self._library.text(document), words.strip()
        if not wanted or text.count(wanted) != 1:
            raise InputError(_not_one_place(wanted, text.count(wanted) if wanted else 0))
        span = Span(text.index(wanted), text.index(wanted) + len(wanted))
        reader = StatementReader(Finder(self._catalogue()))
        return reader.aim_in(facts_of(self._library.get(document)), self._library.speech(document), span)

    def add(self, added: Statement, *, by: str, note: str = "") -> Statement:
        """Takes up a target that the reading missed, by the word of `by`; says how it is kept. What it says of its
        number and place is the document's. Raises `InputError` without an indicator, or where it is known already."""
        if not added.indicator:
            raise InputError("请写出这条目标的指标。")
        if added.span.of(self._library.text(added.document_id)) != added.text:
            raise ValueError(f"“{added.text}” does not stand at {added.span}")
        self.bring_up_to_date()
        with self._store.session() as session:
            key = keep_added(session, self._by_name(replace(added, kind=FigureKind.TARGET)), by=by, note=note)
        kept = self.statement(key)
        assert kept is not None  # it was put there in the transaction before
        return kept

    def dropped(self) -> list[tuple[Statement, Review]]:
        """What persons took out of the ledger, with who did."""
        query = (
            select(StatementRow, DocumentRow.name, TargetReviewRow)
            .join(DocumentRow, DocumentRow.id == StatementRow.document_id)
            .join(TargetReviewRow, TargetReviewRow.id == StatementRow.review_id)
            .where(TargetReviewRow.deed == ReviewKind.DROP.value, *_IN_SIGHT)
            .order_by(StatementRow.document_id, StatementRow.span_start, StatementRow.id)
        )
        with self._store.reading() as session:
            return [(statement_of(row, name), review_of(review)) for row, name, review in session.execute(query)]

    def sentence(self, statement: Statement) -> str:
        """The whole sentence that a statement stands in, verbatim."""
        return statement.sentence.of(self._library.text(statement.document_id))

    def regions(self) -> list[str]:
        """Every place that a statement tells of."""
        self.bring_up_to_date()
        with self._store.reading() as session:
            told = select(StatementRow.region).join(DocumentRow, DocumentRow.id == StatementRow.document_id)
            return sorted(session.scalars(told.where(*_IN_SIGHT).distinct()))

    def places_with_targets(self) -> list[str]:
        """The places that targets are set for, those with most of them first."""
        self.bring_up_to_date()
        number = func.count()
        query = (
            select(StatementRow.region, number)
            .join(DocumentRow, DocumentRow.id == StatementRow.document_id)
            .where(StatementRow.kind == FigureKind.TARGET.value, *_IN_SIGHT)
            .group_by(StatementRow.region)
        )
        with self._store.reading() as session:
            told = session.execute(query).all()
        # Not in the query: each database sorts Chinese in its own way.
        return [region for region, _ in sorted(told, key=lambda row: (-row[1], row[0]))]

    def _by_name(self, told: Statement) -> Statement:
        """The statement by the catalogue's name of its indicator, where it has one."""
        known = self._catalogue().find(told.indicator)
        return told if known is None else replace(told, indicator=known.name, known=True)

    def _unread(self) -> list[StoredDocument]:
        with self._store.reading() as session:
            read = select(StatementReadingRow.document_id).where(StatementReadingRow.reader == READER)
            query = select(func.count()).where(*_IN_SIGHT, DocumentRow.id.not_in(read))
            if not session.scalar(query):
                return []
            done = set(session.scalars(read))
        told = (document for document in self._library.documents() if document.kind.vouched)
        return [document for document in told if document.id not in done]

    def _keep(self, document: StoredDocument, found: Sequence[Statement]) -> None:
        with self._store.upkeep() as session:
            session.execute(delete(StatementRow).where(StatementRow.document_id == document.id))
            session.execute(delete(StatementReadingRow).where(StatementReadingRow.document_id == document.id))
            if found:
                session.execute(insert(StatementRow), [values_of(statement) for statement in found])
            session.add(StatementReadingRow(document_id=document.id, reader=READER, read_at=utc_now()))
            lay_again(session, document.id)

    def _of_documents(self) -> "Select[Any]":
        return (
            select(StatementRow.__table__, DocumentRow.name.label("document_name"))
            .join(DocumentRow, DocumentRow.id == StatementRow.document_id)
            .outerjoin(TargetReviewRow, TargetReviewRow.id == StatementRow.review_id)
            .where(*_IN_SIGHT)
            .where(or_(TargetReviewRow.deed.is_(None), TargetReviewRow.deed != ReviewKind.DROP.value))
            .order_by(StatementRow.document_id, StatementRow.span_start, StatementRow.id)
        )

    def _told(self, query: "Select[Any]") -> list[Statement]:
        with self._store.reading() as session:
            return self._read.read(session, query)

    def _names(self, indicator: str) -> list[str]:
        """Every name that statements may go by that mean `indicator`: an alias may be younger than the reading."""
        known = self._catalogue().find(indicator)
        return [indicator, known.name, *known.aliases] if known else [indicator]


def _not_one_place(words: str, count: int) -> str:
    """Why words copied from a document name no place in it."""
    if not words:
        return "请从原文复制要补录的那半句话。"
    if count:
        return f"这段话在原文里有 {count} 处，请多复制几个字，直到只有一处。"
    return "原文里没有这段话，请从“原文”页复制，一字不改。"
