"""For a heading of a new outline: the sections of earlier speeches that match it."""

from dataclasses import replace

import pytest

from retrieval.index import Index
from retrieval.passages import Passage, PassageRole, Unit
from retrieval.sections import likeness, matching_sections
from tests.retrieval.speeches import INDUSTRY, TRADE, passages

PART = "下半年重点工作"


@pytest.fixture
def years(index: Index) -> Index:
    """The speeches of three years."""
    index.add_documents({year: passages(year, year=year) for year in (2023, 2024, 2025)})
    return index


def found(index: Index, heading: str, **wanted: object) -> list[tuple[str, int | None]]:
    hits = matching_sections(index, heading, **{"role": PassageRole.SECTION, "part": PART, **wanted})  # type: ignore[arg-type]
    return [(hit.passage.section, hit.passage.year) for hit in hits]


def test_the_section_of_that_name_comes_first_the_latest_year_before_the_others(years: Index) -> None:
    assert found(years, INDUSTRY)[:3] == [(INDUSTRY, 2025), (INDUSTRY, 2024), (INDUSTRY, 2023)]


def test_a_heading_worded_anew_finds_the_section_of_the_same_matter(years: Index) -> None:
    assert found(years, "千方百计促进消费回升")[0] == (TRADE, 2025)


def test_a_speech_for_an_earlier_year_prefers_the_years_around_it(years: Index) -> None:
    assert found(years, INDUSTRY, year=2023)[0] == (INDUSTRY, 2023)


def test_the_same_part_is_preferred(index: Index) -> None:
    def moved(passage: Passage) -> Passage:
        return replace(passage, part="上半年经济运行情况")

    index.add_documents({1: [moved(passage) for passage in passages(1)], 2: passages(2)})
    first = matching_sections(index, INDUSTRY, role=PassageRole.SECTION, part="上半年经济运行情况")[0]
    assert first.passage.document_id == 1


def test_another_region_is_left_out(index: Index) -> None:
    index.add_documents({1: passages(1, region="邻江市", year=2025), 2: passages(2, year=2020)})
    assert found(index, INDUSTRY, region="岚江市")[0] == (INDUSTRY, 2020)


def test_an_empty_heading_finds_the_preamble_by_place_and_year(years: Index) -> None:
    hits = matching_sections(years, "", role=PassageRole.PREAMBLE)
    assert [hit.passage.year for hit in hits] == [2025, 2024, 2023]
    assert {hit.passage.unit for hit in hits} == {Unit.CARD}


def test_an_intro_is_found_by_the_part_it_opens(years: Index) -> None:
    hit = matching_sections(years, "", role=PassageRole.INTRO, part=PART, k=1)[0]
    assert (hit.passage.part, hit.passage.year) == (PART, 2025)


def test_scores_fall_and_stay_between_nought_and_one(years: Index) -> None:
    scores = [hit.score for hit in matching_sections(years, INDUSTRY, role=PassageRole.SECTION, part=PART, k=9)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_where_there_is_nothing_nothing_is_found(index: Index) -> None:
    assert found(index, INDUSTRY) == []


def test_headings_are_alike_by_the_pairs_they_share() -> None:
    assert likeness("着力稳工业", "着力稳工业") == 1
    assert likeness("着力稳工业", "着力、稳工业！") == 1
    assert likeness("稳工业", "促消费") == likeness("", "") == 0
    assert 0 < likeness("着力稳工业", "着力扩消费") < 1
