"""The sample's workbooks against the numbers they were made from, and real tables where they are at hand."""

from pathlib import Path

import pytest

from corpus.sample.source import bulletin
from corpus.sample.source.world import world
from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.figure import Figure, FigureRef, Source, Status
from figures.measure import Measure
from figures.period import Period
from figures.snapshot import Snapshot
from figures.tables import read_tables

SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"
STATS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus" / "stats"


def snapshot(catalogue: Catalogue, paths: list[Path]) -> Snapshot:
    cells = [
        (path.name, cell)
        for path in paths
        for reading in read_tables(path.name, path.read_bytes(), catalogue=catalogue)
        for cell in reading.told
    ]
    return Snapshot(
        (
            Figure(at, cell.ref, cell.quantity, cell.kind, Status.VERIFIED, cell.vintage, Source(name))
            for at, (name, cell) in enumerate(cells)
            if cell.ref and cell.quantity
        ),
        catalogue,
    )


@pytest.mark.parametrize("period", ["2020H1", "2023Q1", "2025", "2026H1"])
def test_every_number_of_a_sample_bulletin_is_found_under_its_own_name(catalogue: Catalogue, period: str) -> None:
    city = world()
    known = snapshot(catalogue, [SAMPLE / bulletin.file_name(period)])
    assert known.conflicts() == ()
    found = 0
    for name, indicator in city.indicators.items():
        if indicator.sheet not in bulletin.SHEETS:
            continue
        for measure, place in (("value", ""), ("yoy", ""), ("rank", ""), ("yoy", "全省"), ("yoy", "全国")):
            if city.is_published(name, measure, period, place):
                against = "全省" if measure == "rank" else None
                ref = FigureRef(name, Measure(measure), Period.parse(period), place or "岚江市", against)
                figure = known.lookup(ref).found
                assert figure is not None, ref
                assert figure.quantity.value == city.value(name, measure, period, place).number, ref
                found += 1
    assert found > 200


def test_the_sample_as_a_whole_has_no_conflict(catalogue: Catalogue) -> None:
    known = snapshot(catalogue, sorted(SAMPLE.glob("*2026*.xlsx")) + sorted(SAMPLE.glob("*表.xlsx")))
    assert known.conflicts() == ()
    assert known.lookup(FigureRef("城镇登记失业率", Measure.VALUE, Period.parse("2026H1"), "岚江市")).found is not None


@pytest.mark.skipif(not STATS.is_dir(), reason="the real tables of ../shared are not at hand")
@pytest.mark.parametrize("path", sorted(STATS.glob("*.csv")), ids=lambda path: path.stem)
def test_real_tables_are_read_or_refused_with_a_sentence(catalogue: Catalogue, path: Path) -> None:
    try:
        (reading,) = read_tables(path.name, path.read_bytes(), catalogue=catalogue)
    except RefusedFile as refusal:
        assert "没有写明单位" in refusal.sentence
    else:
        assert len(reading.told) > 40 and reading.problems == ()
