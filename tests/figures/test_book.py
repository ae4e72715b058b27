"""The book of figures: adding, correcting, verifying, looking up, and what happened before."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from corpus.tables import DocumentRow
from errors import InputError, NotFound
from figures.book import Added, Deciding, FigureBook, Vouching
from figures.catalogue import load_catalogue
from figures.figure import FigureKind, FigureRef, Status
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Bound, Quantity
from figures.tables import CellReading, Grid, TableReading
from store.audit import trail
from store.base import Base
from store.columns import utc_now
from store.deeds import Deed
from store.engine import Store

CATALOGUE = load_catalogue()
H1 = Period.parse("2026H1")
GDP = FigureRef("地区生产总值", Measure.YOY, H1)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    engine = create_engine(f"sqlite:///{tmp_path / 'book.db'}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    Base.metadata.create_all(engine)
    opened = Store(engine)
    with opened.session() as session:
        for number in (1, 2):
            session.add(
                DocumentRow(
                    id=number,
                    sha256=str(number),
                    name="表.xlsx",
                    kind="table",
                    title="",
                    added_at=utc_now(),
                    text="",
                    layout="",
                )
            )
    yield opened
    opened.close()


@pytest.fixture
def book(kept: Store) -> FigureBook:
    return FigureBook(kept, lambda: CATALOGUE)


@pytest.fixture
def deciding(kept: Store, book: FigureBook) -> Deciding:
    return Deciding(kept, book)


def table(*told: tuple[FigureRef, str], kind: FigureKind = FigureKind.ACTUAL, unit: str = "%") -> TableReading:
    readings = tuple(
        CellReading("表", f"B{row}", value, ref, Quantity.exact(Decimal(value), unit), kind, "快报")
        for row, (ref, value) in enumerate(told, 2)
    )
    return TableReading("表", "", "全市", readings, (), (), Grid("表", ()))


def load(
    kept: Store, book: FigureBook, name: str, *tables: TableReading, by: str | None = None, number: int = 1
) -> Added:
    with kept.session() as session:
        return book.add(session, tables, number, name, "张三", Vouching(verified_by=by))


def test_only_a_verified_figure_is_found_and_it_leads_to_its_cell(
    kept: Store, book: FigureBook, deciding: Deciding
) -> None:
    assert load(kept, book, "一.xlsx", table((GDP, "5.2"))) == Added(1, ())
    waiting = book.lookup(GDP)
    assert waiting.found is None and [figure.quantity.value for figure in waiting.pending] == [Decimal("5.2")]
    (verified,) = deciding.verify(document="一.xlsx", by=" 李四 ")
    found = book.lookup(GDP).found
    assert found == verified
    assert (found.source.document, found.source.sheet, found.source.cell) == ("一.xlsx", "表", "B2")
    assert (found.verified_by, found.status, found.vintage) == ("李四", Status.VERIFIED, "快报")
    assert found.verified_at is not None and found.verified_at.tzinfo is not None


def test_a_figure_loaded_with_a_name_is_verified_at_once(kept: Store, book: FigureBook) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.20")), by="李四")
    found = book.lookup(GDP).found
    assert found is not None and str(found.quantity.value) == "5.20"


def test_nothing_is_kept_of_a_loading_that_failed(kept: Store, book: FigureBook) -> None:
    with pytest.raises(RuntimeError), kept.session() as session:
        book.add(session, [table((GDP, "5.2"))], 1, "一.xlsx", "张三", Vouching(verified_by="李四"))
        raise RuntimeError
    assert book.figures() == []


def test_two_verified_figures_that_disagree_are_a_conflict_until_a_person_decides(
    kept: Store, book: FigureBook, deciding: Deciding
) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    added = load(kept, book, "二.xlsx", table((GDP, "5.3")), by="李四")
    assert len(added.conflicts) == 1
    (conflict,) = book.conflicts()
    assert [figure.quantity.value for figure in conflict.figures] == [Decimal("5.2"), Decimal("5.3")]
    lookup = book.lookup(GDP)
    assert lookup.found is None and len(lookup.conflict) == 2
    (chosen,) = deciding.verify(ids=[conflict.figures[1].id], by="王五")
    assert book.lookup(GDP).found == chosen and book.conflicts() == []
    assert [figure.status for figure in book.history(GDP)] == [Status.SUPERSEDED, Status.VERIFIED]


def test_two_figures_that_disagree_cannot_both_be_chosen(kept: Store, book: FigureBook, deciding: Deciding) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    load(kept, book, "二.xlsx", table((GDP, "5.3")))
    with pytest.raises(InputError, match="只选其中"):
        deciding.verify(ids=[figure.id for figure in book.figures()], by="王五")
    assert all(figure.status is Status.PENDING for figure in book.figures())


def test_verifying_a_document_decides_no_conflict(kept: Store, book: FigureBook, deciding: Deciding) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((GDP, "5.3")))
    assert book.lookup(GDP).found is not None
    deciding.verify(document="二.xlsx", by="王五")
    assert book.lookup(GDP).found is None and len(book.lookup(GDP).conflict) == 2


def test_equal_values_from_two_tables_agree(kept: Store, book: FigureBook) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((GDP, "5.20")), by="李四")
    value = FigureRef("GDP", Measure.VALUE, H1)
    load(kept, book, "三.xlsx", table((value, "1234.5"), unit="亿元"), by="李四")
    load(kept, book, "四.xlsx", table((value, "12345000"), unit="万元"), by="李四")
    assert book.conflicts() == []
    found = book.lookup(GDP).found
    assert found is not None and found.source.document == "一.xlsx"


def test_an_actual_and_a_target_do_not_meet(kept: Store, book: FigureBook) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), table((GDP, "5.5"), kind=FigureKind.TARGET), by="李四")
    assert book.conflicts() == []
    target = book.lookup(GDP, FigureKind.TARGET).found
    assert target is not None and target.quantity.value == Decimal("5.5")


def test_the_same_document_again_is_a_correction(kept: Store, book: FigureBook, deciding: Deciding) -> None:
    growth = FigureRef("财政收入", Measure.YOY, H1)
    load(kept, book, "一.xlsx", table((GDP, "5.2"), (growth, "3")), by="李四")
    added = load(kept, book, "一.xlsx", table((GDP, "5.1")), number=2)
    assert added == Added(1, ())
    assert book.lookup(GDP).found is None and len(book.lookup(GDP).pending) == 1
    assert book.lookup(growth).found is not None
    assert [figure.status for figure in book.history(GDP)] == [Status.SUPERSEDED, Status.PENDING]
    deciding.verify(document="一.xlsx", by="李四")
    found = book.lookup(GDP).found
    assert found is not None and found.quantity.value == Decimal("5.1")


def test_pending_and_verified_figures_that_disagree_are_listed(
    kept: Store, book: FigureBook, deciding: Deciding
) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((GDP, "5.3")))
    assert len(book.conflicts()) == 1 and book.lookup(GDP).found is not None
    (other,) = book.figures(status=Status.PENDING)
    deciding.set_aside([other.id], by="李四")
    assert book.conflicts() == [] and len(book.history(GDP)) == 2
    found = book.lookup(GDP).found
    assert found is not None
    with pytest.raises(InputError, match="已核实"):
        deciding.set_aside([found.id], by="李四")


def test_verifying_asks_for_a_name_and_for_what_is_there(kept: Store, book: FigureBook, deciding: Deciding) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    with pytest.raises(InputError, match="姓名"):
        deciding.verify(document="一.xlsx", by="  ")
    with pytest.raises(InputError, match="哪些数据"):
        deciding.verify(by="李四")
    with pytest.raises(NotFound):
        deciding.verify(document="无.xlsx", by="李四")
    with pytest.raises(NotFound):
        deciding.verify(ids=[99], by="李四")
    load(kept, book, "一.xlsx", table((GDP, "5.3")))
    with pytest.raises(InputError, match="已被取代"):
        deciding.verify(ids=[book.history(GDP)[0].id], by="李四")


def test_every_deed_is_in_the_audit_trail(kept: Store, book: FigureBook, deciding: Deciding) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    load(kept, book, "一.xlsx", table((GDP, "5.3")))
    deciding.verify(document="一.xlsx", by="李四")
    with kept.reading() as session:
        deeds = [(entry.actor, entry.action) for entry in reversed(trail(session))]
    assert deeds == [
        ("张三", "figures.added"),
        ("张三", "figures.added"),
        ("张三", "figures.corrected"),
        ("李四", "figures.verified"),
    ]


def test_names_that_mean_the_same_lead_to_the_same_figure(kept: Store, book: FigureBook) -> None:
    stock = FigureRef("住户存款余额", Measure.VALUE, Period.parse("2026-06"))
    rank = FigureRef("GDP", Measure.RANK, H1, "全市", "全区")
    share = FigureRef("非税收入", Measure.SHARE, H1, "全市", "一般公共预算收入")
    count = FigureRef("高新技术企业", Measure.COUNT, H1)
    load(kept, book, "一.xlsx", table((GDP, "5"), (stock, "2"), (rank, "3"), (share, "4"), (count, "6")), by="李四")
    for ref in (
        FigureRef("GDP", Measure.YOY, H1),
        FigureRef("地区生产总值", Measure.YOY, H1, "岚江市"),
        FigureRef("住户存款", Measure.VALUE, H1),
        FigureRef("地区生产总值", Measure.RANK, H1, "岚江市", "全省"),
        FigureRef("非税收入", Measure.SHARE, H1),
        FigureRef("高新技术企业", Measure.VALUE, H1),
    ):
        assert book.lookup(ref).found is not None, ref
    for ref in (
        FigureRef("地区生产总值", Measure.YOY, H1, "云峤县"),
        FigureRef("地区生产总值", Measure.YOY, H1, "全省"),
        FigureRef("地区生产总值", Measure.YOY, Period.parse("2026Q2")),
        FigureRef("地区生产总值", Measure.RANK, H1, "岚江市", "全国"),
    ):
        assert book.lookup(ref).found is None, ref


def test_the_whole_of_a_share_may_go_without_saying(kept: Store, book: FigureBook) -> None:
    whole = CATALOGUE.find("第三产业增加值")
    assert whole is not None and whole.whole == "地区生产总值"
    share = FigureRef("第三产业增加值", Measure.SHARE, H1, "全市", "GDP")
    load(kept, book, "一.xlsx", table((share, "50")), by="李四")
    assert book.lookup(FigureRef("三产", Measure.SHARE, H1)).found is not None
    assert book.lookup(FigureRef("三产", Measure.SHARE, H1, "全市", "财政收入")).found is None


def test_the_city_and_the_whole_city_are_one_region(kept: Store) -> None:
    book = FigureBook(kept, lambda: CATALOGUE, "岚江市")
    named = FigureRef("财政收入", Measure.YOY, H1, "岚江市")
    other = FigureRef("财政收入", Measure.YOY, H1, "云门市")
    load(kept, book, "一.xlsx", table((named, "5"), (other, "6")), by="李四")
    found = book.lookup(FigureRef("财政收入", Measure.YOY, H1)).found
    assert found is not None and found.quantity.value == 5
    assert [figure.ref.region for figure in book.figures(region="全市")] == ["岚江市"]


def test_without_knowing_the_city_two_cities_are_not_mixed_up(kept: Store, book: FigureBook) -> None:
    named = FigureRef("财政收入", Measure.YOY, H1, "云门市")
    load(kept, book, "一.xlsx", table((GDP, "5"), (named, "6")), by="李四")
    assert book.lookup(FigureRef("财政收入", Measure.YOY, H1)).found is None
    assert book.lookup(FigureRef("地区生产总值", Measure.YOY, H1, "云门市")).found is None


def test_figures_are_listed_by_any_condition(kept: Store, book: FigureBook) -> None:
    later = FigureRef("地区生产总值", Measure.YOY, Period.parse("2026Q1"))
    load(kept, book, "一.xlsx", table((GDP, "5.2")), by="李四")
    load(kept, book, "二.xlsx", table((later, "5.0")))
    assert len(book.figures()) == 2
    assert [figure.source.document for figure in book.figures(period=H1)] == ["一.xlsx"]
    assert len(book.figures(indicator="GDP")) == 2
    assert [figure.source.document for figure in book.figures(status=Status.PENDING)] == ["二.xlsx"]
    assert book.figures(kind=FigureKind.TARGET) == [] and len(book.figures(document="二.xlsx")) == 1


def test_a_series_holds_the_verified_figures_in_order(kept: Store, book: FigureBook) -> None:
    refs = [FigureRef("GDP", Measure.YOY, Period.parse(period)) for period in ("2026H1", "2024H1", "2025H1")]
    load(kept, book, "一.xlsx", table(*((ref, str(at)) for at, ref in enumerate(refs))), by="李四")
    series = book.snapshot().series("地区生产总值", Measure.YOY, "岚江市")
    assert [str(figure.ref.period) for figure in series] == ["2024H1", "2025H1", "2026H1"]
    assert book.snapshot().indicators() == ("地区生产总值",)


def test_bounds_come_back_as_they_went(kept: Store, book: FigureBook) -> None:
    told = [Quantity(Decimal("6.0"), Decimal("6.50"), "%", Bound.RANGE), Quantity(None, Decimal(3), "%", Bound.AT_MOST)]
    readings = tuple(
        CellReading("表", f"B{row}", "", FigureRef("甲", Measure.YOY, Period(2020 + row)), quantity, FigureKind.TARGET)
        for row, quantity in enumerate(told)
    )
    load(kept, book, "一.xlsx", TableReading("表", "", "全市", readings, (), (), Grid("表", ())))
    assert [str(figure.quantity) for figure in book.figures()] == [str(quantity) for quantity in told]


def test_a_snapshot_sees_changes_made_by_another_process(kept: Store, book: FigureBook) -> None:
    before = book.snapshot()
    assert book.snapshot() is before
    load(kept, FigureBook(kept, lambda: CATALOGUE), "一.xlsx", table((GDP, "5.2")), by="李四")
    assert book.lookup(GDP).found is not None and before.lookup(GDP).found is None


def test_a_speech_asks_thousands_of_times_within_a_moment(kept: Store, book: FigureBook) -> None:
    refs = [FigureRef(f"指标{n}", Measure.YOY, Period(2000 + year, 1, 6)) for n in range(400) for year in range(20)]
    load(kept, book, "一.xlsx", table(*((ref, "5.2") for ref in refs)), by="李四")
    started = time.perf_counter()
    snapshot = book.snapshot()
    read = time.perf_counter() - started
    started = time.perf_counter()
    assert all(snapshot.lookup(ref).found for ref in refs[:2000])
    assert time.perf_counter() - started < 0.5 and read < 5


def test_a_table_is_withheld_until_its_day_and_a_correction_of_it_too(kept: Store, book: FigureBook) -> None:
    with kept.session() as session:
        book.add(session, [table((GDP, "5.2"))], 1, "一.xlsx", "张三", Vouching(verified_by="李四"), date(2026, 7, 18))
    load(kept, book, "二.xlsx", table((replace(GDP, period=Period.parse("2025H1")), "4.8")))
    load(kept, book, "一.xlsx", table((GDP, "5.3")), number=2)
    assert {figure.source.document: figure.embargo for figure in book.figures()} == {
        "一.xlsx": date(2026, 7, 18),
        "二.xlsx": None,
    }
    (corrected,) = book.figures(document="一.xlsx", status=Status.PENDING)
    assert corrected.withheld(date(2026, 7, 17)) and not corrected.withheld(date(2026, 7, 18))


def test_a_named_person_changes_the_day_of_a_table(kept: Store, book: FigureBook) -> None:
    load(kept, book, "一.xlsx", table((GDP, "5.2")))
    book.withhold("一.xlsx", date(2026, 7, 20), " 李四 ")
    assert [figure.embargo for figure in book.figures()] == [date(2026, 7, 20)]
    book.withhold("一.xlsx", None, "李四")
    assert [figure.embargo for figure in book.figures()] == [None]
    with pytest.raises(InputError, match="姓名"):
        book.withhold("一.xlsx", None, " ")
    with pytest.raises(NotFound):
        book.withhold("无.xlsx", None, "李四")
    with kept.reading() as session:
        deeds = [entry.action for entry in trail(session, subject="document:一.xlsx")]
        assert deeds == [Deed.FIGURES_RELEASED, Deed.FIGURES_WITHHELD, Deed.FIGURES_ADDED]
