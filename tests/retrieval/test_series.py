"""Series of figures and of targets as cards, found by words and resolved by key in the store."""

from pathlib import Path

import pytest

from desk import Desk
from figures.figure import FigureKind
from figures.measure import Measure
from settings import read_settings
from tests.asking.reports import REPORTS, desk_with


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_with(tmp_path_factory.mktemp("series"), REPORTS)


def test_a_target_that_a_document_tells_is_found_by_words_and_resolved_in_the_ledger(desk: Desk) -> None:
    hits = desk.keeper.index().search_figures("岚江市 固定资产投资 目标", 1, kind=FigureKind.TARGET)
    card = hits[0].card
    assert (card.indicator, card.region, card.periods, card.kind) == (
        "固定资产投资",
        "岚江市",
        ("2025",),
        FigureKind.TARGET,
    )
    told = desk.ledger.statements(
        region=card.region, indicator=card.indicator, measure=Measure(card.measure), kind=card.kind
    )
    assert [statement.text for statement in told] == ["5%以上"]


def test_one_card_tells_of_all_years_and_holds_no_value(desk: Desk) -> None:
    hits = desk.keeper.index().search_figures("岚江市地区生产总值目标", 8, region="岚江市", kind=FigureKind.TARGET)
    card = next(hit.card for hit in hits if hit.card.indicator == "地区生产总值" and len(hit.card.periods) > 1)
    assert {"2025", "2026"} <= set(card.periods)
    assert not any(character.isdigit() for character in card.text)


def test_what_was_reached_has_no_card_but_from_a_table(desk: Desk) -> None:
    assert desk.keeper.index().search_figures("岚江市地区生产总值", 8, kind=FigureKind.ACTUAL) == []


def test_a_workspace_reopened_has_its_cards_still(tmp_path: Path) -> None:
    first = desk_with(tmp_path, REPORTS)
    before = first.keeper.index().search_figures("云港市社零目标", 3)
    first.close()
    again = Desk(read_settings({"HEGAO_HOME": str(tmp_path)}))
    try:
        assert again.keeper.index().search_figures("云港市社零目标", 3) == before
        assert again.reindex() == len(REPORTS)
        assert again.keeper.index().search_figures("云港市社零目标", 3) == before
    finally:
        again.close()
