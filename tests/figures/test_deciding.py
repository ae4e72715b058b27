"""Two persons: what the first confirms waits for another, and nobody is both."""

import time
from decimal import Decimal

import pytest

from errors import InputError
from figures.book import Deciding, FigureBook
from figures.figure import FigureRef, Stage, Status
from figures.measure import Measure
from figures.period import Period
from store.audit import trail
from store.engine import Store
from tests.figures.test_book import GDP, book, kept, load, table

__all__ = ["book", "kept"]


@pytest.fixture
def both(kept: Store, book: FigureBook) -> Deciding:
    return Deciding(kept, book, two_persons=True)


def test_what_one_person_confirmed_stays_out_of_use_until_another_does(
    kept: Store, book: FigureBook, both: Deciding
) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    (once,) = both.verify(document="一.xlsx", by="张三")
    assert (once.stage, once.status, once.checked_by) == (Stage.TO_CONFIRM, Status.PENDING, "张三")
    assert once.checked_at is not None and book.lookup(GDP).found is None
    with pytest.raises(InputError, match="另一个人"):
        both.verify(ids=[once.id], by="张 三")
    with pytest.raises(InputError, match="另一个人"):
        both.verify(document="一.xlsx", by="张三")
    (twice,) = both.verify(ids=[once.id], by="李四")
    assert (twice.stage, twice.checked_by, twice.verified_by) == (Stage.VERIFIED, "张三", "李四")
    assert book.lookup(GDP).found == twice


def test_a_first_person_supersedes_nothing_and_a_second_does(kept: Store, book: FigureBook, both: Deciding) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((GDP, "5.3")))
    load(kept, book, "三.xlsx", table((GDP, "5.4")))
    old, new, other = book.history(GDP)
    both.decide(new.id, against=[old.id, other.id], by="张三", reason="以核定数为准")
    found = book.lookup(GDP).found
    assert found is not None and found.id == old.id and len(book.conflicts()[0].figures) == 3
    both.decide(new.id, against=[old.id, other.id], by="王五", reason="以核定数为准")
    found = book.lookup(GDP).found
    assert found is not None and found.id == new.id and book.conflicts() == []
    gone = [figure for figure in book.history(GDP) if figure.status is Status.SUPERSEDED]
    assert {(f.superseded_by, f.superseded_for, f.reason) for f in gone} == {("王五", new.id, "以核定数为准")}


def test_a_decision_between_figures_wants_its_reason(kept: Store, book: FigureBook) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((GDP, "5.3")))
    old, new = book.history(GDP)
    deciding = Deciding(kept, book)
    with pytest.raises(InputError, match="理由"):
        deciding.decide(old.id, against=[new.id], by="张三", reason=" ")
    deciding.decide(old.id, against=[new.id], by="张三", reason="快报已作废")
    assert [figure.status for figure in book.history(GDP)] == [Status.VERIFIED, Status.SUPERSEDED]
    assert [figure.verified_by for figure in book.history(GDP)] == ["李四", None]


def test_the_second_person_may_send_back_what_the_first_confirmed(
    kept: Store, book: FigureBook, both: Deciding
) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    (once,) = both.verify(document="一.xlsx", by="张三")
    with pytest.raises(InputError, match="理由"):
        both.send_back([once.id], "李四", "")
    (back,) = both.send_back([once.id], "李四", "与公报不符")
    assert (back.stage, back.checked_by) == (Stage.TO_CHECK, None)
    with pytest.raises(InputError, match="待复核"):
        both.send_back([once.id], "李四", "与公报不符")
    both.verify(ids=[once.id], by="李四")
    assert book.figures()[0].stage is Stage.TO_CONFIRM


def test_thousands_are_confirmed_in_a_moment_with_one_entry_a_table(
    kept: Store, book: FigureBook, both: Deciding
) -> None:
    refs = [FigureRef(f"指标{n}", Measure.VALUE, Period(year)) for n in range(1000) for year in range(2021, 2026)]
    load(kept, book, "大.xlsx", table(*((ref, str(Decimal(at) / 10)) for at, ref in enumerate(refs)), unit="亿元"))
    ids = [figure.id for figure in book.figures()]
    both.verify(ids=ids[:2500], by="张三")
    start = time.monotonic()
    both.verify(ids=ids, by="李四")
    seconds = time.monotonic() - start
    assert seconds < 5, f"{seconds:.1f} seconds for {len(ids)} figures"
    assert sum(figure.stage is Stage.VERIFIED for figure in book.figures()) == 2500
    with kept.reading() as session:
        details = [entry.detail for entry in trail(session, limit=2)]
    assert sorted(details) == ["2500 条，编号 1—2500", "2500 条，编号 2501—5000"]
