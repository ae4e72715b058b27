"""What persons decide about figures: that they hold, which of several that disagree does, and which is out of use.

Each decision is one transaction in the name of who made it. Where the office asks for two persons, what the first one
confirms stays pending until another one confirms it too. Knows the book; knows nothing of files, drafts or screens.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from errors import InputError, NotFound
from figures.book.book import FigureBook, named, table_subject
from figures.book.rows import NOBODY, Vouching, change_figures, count_change, supersede
from figures.figure import Figure, Status
from figures.snapshot import Snapshot
from store.audit import permit, record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


class Deciding:
    """Decisions about the figures of one workspace; `two_persons` tells whether a figure takes two to be verified."""

    def __init__(self, store: Store, book: FigureBook, *, two_persons: bool = False):
        self._store = store
        self._book = book
        self.two_persons = two_persons

    def vouched(self, person: str | None) -> Vouching:
        """How figures come in that `person` (None: nobody) answers for. Raises `InputError` for what is no name."""
        if person is None:
            return NOBODY
        name = named(person)
        return Vouching(checked_by=name) if self.two_persons else Vouching(verified_by=name)

    def verify(
        self, *, ids: Sequence[int] = (), document: str | None = None, by: str, reason: str = ""
    ) -> list[Figure]:
        """Confirms figures in the name of `by`: those of `ids`, or all pending ones of `document`; says how they stand
        then. Of two persons the second must be another than the first; what `by` confirmed before is passed over.

        To confirm by id is to decide: verified figures that disagree become superseded, for `reason`, as soon as it is
        verified. By document nothing is decided: two verified figures that disagree stand against each other until a
        person chooses. Raises `InputError` without a name, and where the same person would be the second; `NotFound`
        for an unknown id or document.
        """
        person = named(by)
        if bool(ids) == (document is not None):
            raise InputError("请指明要核实哪些数据：给出数据编号，或给出一个文件名。")
        with self._store.session() as session:
            before = self._book.snapshot_in(session)
            chosen = _pending_of(before, document) if document is not None else _by_ids(before, ids)
            _allow(session, person, chosen, document)
            self._confirm(session, before, chosen, person, reason, deciding=document is None)
            count_change(session)
        return self._as_they_stand(chosen)

    def verify_all(self, ids: Sequence[int], *, by: str) -> list[Figure]:
        """Confirms many figures at once and decides nothing between those that disagree. Raises as `verify` does."""
        person = named(by)
        with self._store.session() as session:
            before = self._book.snapshot_in(session)
            chosen = _by_ids(before, ids)
            _allow(session, person, chosen)
            self._confirm(session, before, chosen, person, "", deciding=False)
            count_change(session)
        return self._as_they_stand(chosen)

    def decide(self, figure: int, *, against: Sequence[int], by: str, reason: str) -> Figure:
        """Decides for one of several figures that disagree, for a `reason`: as soon as it is verified, those of
        `against` are out of use. Raises as `verify` does, and without a reason."""
        person = named(by)
        if not reason.strip():
            raise InputError("请写明裁定的理由，例如“以核定数为准”。")
        with self._store.session() as session:
            before = self._book.snapshot_in(session)
            (chosen,) = _by_ids(before, [figure])
            others = [other for other in _by_ids(before, against) if other.id != figure]
            _allow(session, person, [chosen])
            self._confirm(session, before, [chosen], person, reason.strip(), deciding=True)
            if chosen.status is Status.VERIFIED or not self.two_persons or chosen.checked_by:
                waiting = [other for other in others if other.status is Status.PENDING]
                supersede(session, _ids(waiting), person, favour=figure, reason=reason.strip())
                _record(session, person, Deed.FIGURES_SET_ASIDE, waiting, f"以 {figure} 为准：{reason.strip()}")
            count_change(session)
        return self._as_they_stand([chosen])[0]

    def send_back(self, ids: Sequence[int], by: str, reason: str) -> list[Figure]:
        """Takes back what the first of two persons confirmed, in the name of `by`. Raises `InputError` without a name
        or a reason, and for figures that do not wait for a second person; `NotFound` for an unknown id."""
        person = named(by)
        if not reason.strip():
            raise InputError("请写明退回的理由。")
        with self._store.session() as session:
            chosen = _by_ids(self._book.snapshot_in(session), ids)
            if any(figure.status is not Status.PENDING or figure.checked_by is None for figure in chosen):
                raise InputError("只有待复核的数据可以退回，请只选待复核的。")
            change_figures(session, _ids(chosen), checked_by=None, checked_at=None)
            _record(session, person, Deed.FIGURES_SENT_BACK, chosen, reason.strip())
            count_change(session)
        return self._as_they_stand(chosen)

    def set_aside(self, ids: Sequence[int], by: str, reason: str = "") -> list[Figure]:
        """Takes pending figures out of use in the name of `by`, without putting others in their place.

        Raises `InputError` without a name or for a verified figure, `NotFound` for an unknown id.
        """
        person = named(by)
        with self._store.session() as session:
            chosen = _by_ids(self._book.snapshot_in(session), ids)
            if any(figure.status is Status.VERIFIED for figure in chosen):
                raise InputError("已核实的数据不能直接搁置，请核实与它不一致的另一条数据来取代它。")
            supersede(session, _ids(chosen), person, reason=reason)
            _record(session, person, Deed.FIGURES_SET_ASIDE, chosen, reason)
            count_change(session)
        return self._as_they_stand(chosen)

    def _confirm(
        self,
        session: Session,
        before: Snapshot,
        chosen: Sequence[Figure],
        person: str,
        reason: str,
        *,
        deciding: bool,
    ) -> None:
        pending = [figure for figure in chosen if figure.status is Status.PENDING]
        first = [figure for figure in pending if self.two_persons and figure.checked_by is None]
        own = [figure for figure in pending if self.two_persons and _same_person(figure.checked_by, person)]
        if pending and len(own) == len(pending):
            raise InputError(f"这 {len(own)} 条数据是{person}自己核实的，复核须由另一个人来做。")
        passed = _ids([*first, *own])
        final = [figure for figure in pending if figure.id not in passed]
        if deciding:
            _refuse_both(before, chosen)
            decided = [figure for figure in chosen if figure.id not in passed]
            self._give_way(session, before, decided, person, reason)
        change_figures(session, _ids(first), checked_by=person, checked_at=utc_now())
        _record(session, person, Deed.FIGURES_CHECKED, first, reason)
        change_figures(session, _ids(final), status=Status.VERIFIED.value, verified_by=person, verified_at=utc_now())
        _record(session, person, Deed.FIGURES_VERIFIED, final, reason)

    def _give_way(
        self, session: Session, before: Snapshot, decided: Iterable[Figure], person: str, reason: str
    ) -> None:
        """Verified figures that disagree with one decided for become superseded."""
        for figure in decided:
            others = [other for other in before.disagreeing(figure) if other.status is Status.VERIFIED]
            supersede(session, _ids(others), person, favour=figure.id, reason=reason)
            said = f"以 {figure.id} 为准"
            _record(session, person, Deed.FIGURES_SUPERSEDED, others, f"{said}：{reason}" if reason else said)

    def _as_they_stand(self, chosen: Sequence[Figure]) -> list[Figure]:
        after = {figure.id: figure for figure in self._book.snapshot().figures}
        return [after[figure.id] for figure in chosen]


def _same_person(one: str | None, other: str) -> bool:
    """Whether two names are written for one person: spaces and width do not make another."""
    return one is not None and _spelt(one) == _spelt(other)


def _spelt(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _ids(figures: Iterable[Figure]) -> set[int]:
    return {figure.id for figure in figures}


def _refuse_both(before: Snapshot, chosen: Sequence[Figure]) -> None:
    """Raises `InputError` where two of those chosen disagree."""
    ids = _ids(chosen)
    for figure in chosen:
        for other in before.disagreeing(figure):
            if other.id in ids:
                raise InputError(f"数据 {figure.id} 与 {other.id} 不一致，不能同时核实，请只选其中正确的一条。")


def _allow(session: Session, person: str, chosen: Sequence[Figure], document: str | None = None) -> None:
    """Raises `NotAllowed` where `person` may verify nothing: also where all that is chosen is verified already, so that
    nothing would be put on record by which they could be refused."""
    if not any(figure.status is Status.PENDING for figure in chosen):
        subject = f"figure:{chosen[0].id}" if chosen else table_subject(document or "")
        permit(session, actor=person, deed=Deed.FIGURES_VERIFIED, subject=subject)


def _record(session: Session, person: str, deed: Deed, figures: Sequence[Figure], detail: str = "") -> None:
    """One entry for a lone figure, else one for each table, which tells the ids."""
    if len(figures) == 1:
        record(session, actor=person, deed=deed, subject=f"figure:{figures[0].id}", detail=detail)
        return
    by_table = sorted(figures, key=lambda figure: (figure.source.document, figure.id))
    for document, group in groupby(by_table, key=lambda figure: figure.source.document):
        ids = [figure.id for figure in group]
        said = f"{len(ids)} 条，编号 {_ranges(ids)}"
        subject = table_subject(document)
        record(session, actor=person, deed=deed, subject=subject, detail=f"{said}；{detail}" if detail else said)


def _ranges(ids: Sequence[int]) -> str:
    """Rising ids as they are told: 12—14、20."""
    runs: list[tuple[int, int]] = []
    for number in ids:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return "、".join(str(start) if start == end else f"{start}—{end}" for start, end in runs)


def _by_ids(snapshot: Snapshot, ids: Sequence[int]) -> list[Figure]:
    known = {figure.id: figure for figure in snapshot.figures}
    for number in ids:
        if number not in known:
            raise NotFound(f"没有编号为 {number} 的数据，请用 figures 命令查看编号。")
        if known[number].status is Status.SUPERSEDED:
            raise InputError(f"数据 {number} 已被取代，不能再核实，请核实现行的那一条。")
    return [known[number] for number in dict.fromkeys(ids)]


def _pending_of(snapshot: Snapshot, document: str) -> list[Figure]:
    of_document = [figure for figure in snapshot.figures if figure.source.document == document]
    if not of_document:
        raise NotFound(f"没有来自文件“{document}”的数据，请核对文件名。")
    return [figure for figure in of_document if figure.status is Status.PENDING]
