"""What persons decide about figures: that they hold, which of several that disagree does, and which is out of use.

Each decision is one transaction in the name of who made it. Knows the book; knows nothing of files, drafts or screens.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from errors import InputError, NotFound
from figures.book.book import FigureBook, named, table_subject
from figures.book.rows import change_figures, count_change, supersede
from figures.figure import Figure, Status
from figures.snapshot import Snapshot
from store.audit import record
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store


class Deciding:
    """Decisions about the figures of one workspace."""

    def __init__(self, store: Store, book: FigureBook):
        self._store = store
        self._book = book

    def verify(self, *, ids: Sequence[int] = (), document: str | None = None, by: str) -> list[Figure]:
        """Confirms figures in the name of `by`: those of `ids`, or all pending ones of `document`.

        To confirm by id is to decide: verified figures that disagree with it become superseded. By document nothing is
        decided: two verified figures that disagree stand against each other until a person chooses.
        Raises `InputError` without a name, `NotFound` for an unknown id or document.
        """
        person = named(by)
        if bool(ids) == (document is not None):
            raise InputError("请指明要核实哪些数据：给出数据编号，或给出一个文件名。")
        with self._store.session() as session:
            before = self._book.snapshot_in(session)
            if document is not None:
                chosen = _pending_of(before, document)
            else:
                chosen = _by_ids(before, ids)
                self._decide(session, before, chosen, person)
            _verify(session, chosen, person)
            count_change(session)
            for figure in chosen if document is None else ():
                record(session, actor=person, deed=Deed.FIGURES_VERIFIED, subject=f"figure:{figure.id}")
            if document is not None:
                subject = table_subject(document)
                detail = f"{len(chosen)} figures"
                record(session, actor=person, deed=Deed.FIGURES_VERIFIED, subject=subject, detail=detail)
        after = {figure.id: figure for figure in self._book.snapshot().figures}
        return [after[figure.id] for figure in chosen]

    def set_aside(self, ids: Sequence[int], by: str) -> list[Figure]:
        """Takes pending figures out of use in the name of `by`, without putting others in their place.

        Raises `InputError` without a name or for a verified figure, `NotFound` for an unknown id.
        """
        person = named(by)
        with self._store.session() as session:
            chosen = _by_ids(self._book.snapshot_in(session), ids)
            if any(figure.status is Status.VERIFIED for figure in chosen):
                raise InputError("已核实的数据不能直接搁置，请核实与它不一致的另一条数据来取代它。")
            supersede(session, {figure.id for figure in chosen})
            count_change(session)
            for figure in chosen:
                record(session, actor=person, deed=Deed.FIGURES_SET_ASIDE, subject=f"figure:{figure.id}")
        after = {figure.id: figure for figure in self._book.snapshot().figures}
        return [after[figure.id] for figure in chosen]

    def _decide(self, session: Session, before: Snapshot, chosen: Sequence[Figure], person: str) -> None:
        for figure in chosen:
            for other in before.disagreeing(figure):
                if any(other.id == one.id for one in chosen):
                    raise InputError(f"数据 {figure.id} 与 {other.id} 不一致，不能同时核实，请只选其中正确的一条。")
                if other.status is Status.VERIFIED:
                    supersede(session, {other.id})
                    detail = f"in favour of figure:{figure.id}"
                    record(
                        session, actor=person, deed=Deed.FIGURES_SUPERSEDED, subject=f"figure:{other.id}", detail=detail
                    )


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


def _verify(session: Session, figures: Iterable[Figure], person: str) -> None:
    pending = [figure.id for figure in figures if figure.status is Status.PENDING]
    change_figures(session, pending, status=Status.VERIFIED.value, verified_by=person, verified_at=utc_now())
