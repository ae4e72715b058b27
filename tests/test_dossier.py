"""What stands behind a figure: its cell and what is beside it, what became of it, its series, and who uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from errors import NotFound
from figures.figure import Figure, Status
from figures.measure import Measure
from settings import read_settings
from tests.drafting.workspace import loaded, written
from tests.figures.tables.sheets import xlsx


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "home"), "HEGAO_REGION": "岚江市"}))
    yield opened
    opened.close()


def bureau(year: int, growth: float, **options: str | None) -> tuple[Incoming, LoadOptions]:
    rows = [
        [f"{year}年上半年主要经济指标"],
        ["指标名称", "单位", "本期", "同比增长（%）"],
        ["地区生产总值", "亿元", 1234.5, growth],
        ["固定资产投资", "亿元", 345.6, 3.1],
    ]
    return Incoming(f"岚江市{year}年指标.xlsx", xlsx(rows)), LoadOptions(**options)  # type: ignore[arg-type]


def load(desk: Desk, year: int, growth: float, **options: str | None) -> None:
    file, said = bureau(year, growth, **options)
    desk.load([file], said)


def growth_of(desk: Desk) -> Figure:
    (found,) = [
        f for f in desk.figures(indicator="GDP", period="2026H1", region="岚江市") if f.ref.measure is Measure.YOY
    ]
    return found


def test_the_cell_stands_among_its_neighbours_under_its_head(desk: Desk) -> None:
    load(desk, 2026, 5.2)
    shown = desk.dossier.surroundings(growth_of(desk))
    assert shown is not None
    assert [row.number for row in shown.rows] == [1, 2, 3, 4]
    assert [row.head for row in shown.rows] == [True, True, False, False]
    assert shown.rows[shown.row].cells == ("地区生产总值", "亿元", "1234.5", "5.2")
    assert shown.rows[shown.row].cells[shown.column] == "5.2" and shown.letters[shown.column] == "D"


def test_a_superseded_figure_still_shows_the_file_it_came_from(desk: Desk) -> None:
    load(desk, 2026, 5.2, verified_by="李慧")
    old = growth_of(desk)
    load(desk, 2026, 5.4, verified_by="王强")
    shown = desk.dossier.surroundings(desk.dossier.figure(old.id))
    assert shown is not None and shown.rows[shown.row].cells[shown.column] == "5.2"


def test_what_became_of_a_figure_is_told_in_order_with_names(desk: Desk) -> None:
    load(desk, 2026, 5.2, actor="周敏")
    desk.verify(ids=[growth_of(desk).id], by="李慧")
    desk.withhold("岚江市2026年指标.xlsx", None, by="李慧")
    load(desk, 2026, 5.4, actor="周敏")
    now = growth_of(desk)
    told = [(one.who, one.what) for one in desk.dossier.happenings(now)]
    assert told[:3] == [("周敏", "导入"), ("李慧", "核实"), ("李慧", "限定公开日期")]
    assert sorted(told[3:]) == [("周敏", "不再使用"), ("周敏", "导入")]
    assert [figure.status for figure in desk.dossier.vintages(now)] == [Status.SUPERSEDED, Status.PENDING]
    with pytest.raises(NotFound):
        desk.dossier.figure(99)


def test_the_series_runs_over_the_periods(desk: Desk) -> None:
    for year, growth in ((2025, 4.8), (2024, 5.0), (2026, 5.2)):
        load(desk, year, growth, verified_by="李慧")
    series = desk.dossier.series(growth_of(desk))
    assert [(str(f.ref.period), str(f.quantity.value)) for f in series] == [
        ("2024H1", "5"),
        ("2025H1", "4.8"),
        ("2026H1", "5.2"),
    ]


def test_the_drafts_that_read_a_figure_or_wait_for_it_are_told(tmp_path: Path) -> None:
    desk = loaded(tmp_path)
    try:
        draft = written(desk)
        growth = growth_of(desk)
        (use, *_) = desk.dossier.uses([growth])[growth.id]
        assert use.draft == draft.id and use.filled and "5.3%" in use.sentence
        assert use.section in {section.key for section in draft.sections}
        table = "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,全市,5.6,%\n".encode()
        desk.load([Incoming("另一张表.csv", table)], LoadOptions(verified_by="王五"))
        for figure in desk.conflicts()[0].figures:
            assert any(not use.filled and "*" in use.sentence for use in desk.dossier.uses([figure])[figure.id])
    finally:
        desk.close()
