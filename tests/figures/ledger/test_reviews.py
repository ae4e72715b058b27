"""What persons say of targets: confirmed, corrected, taken out, and kept whatever reads the document again."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete

from errors import InputError, NotFound
from figures.ledger import Ledger, Target
from figures.ledger.rows import StatementReadingRow
from store.audit import trail
from store.deeds import Deed
from store.engine import Store
from tests.figures.ledger.reports import OF_2025, OF_2026, ledger_of


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Ledger, Store]:
    ledger, store, _, _ = ledger_of(tmp_path, OF_2025, OF_2026)
    return ledger, store


def target(ledger: Ledger, indicator: str = "固定资产投资") -> Target:
    return next(one for one in ledger.targets(indicator=indicator) if one.statement.report_year == 2025)


def test_a_target_is_confirmed_by_a_named_person(kept: tuple[Ledger, Store]) -> None:
    ledger, store = kept
    assert target(ledger).review is None
    ledger.confirm([target(ledger).statement.id], by="李慧")
    review = target(ledger).review
    assert review is not None and (review.by, review.corrected) == ("李慧", False)
    with store.reading() as session:
        assert [entry.actor for entry in trail(session, deed=Deed.TARGET_CONFIRMED)] == ["李慧"]


def test_nobody_confirms_without_a_name(kept: tuple[Ledger, Store]) -> None:
    ledger, _ = kept
    with pytest.raises(InputError, match="先填写姓名"):
        ledger.confirm([target(ledger).statement.id], by=" ")
    with pytest.raises(NotFound):
        ledger.confirm([99999], by="李慧")


def test_a_corrected_target_is_held_against_what_was_reached_anew(kept: tuple[Ledger, Store]) -> None:
    ledger, store = kept
    told = target(ledger).statement
    ledger.correct(told.id, replace(told, low=Decimal("3")), by="王强", note="文件以正式稿为准")
    now = target(ledger)
    assert (now.statement.low, now.statement.text) == (Decimal("3"), "5%以上")
    assert now.outcome.reckoning == "实际3.4% ≥ 目标3%，高0.4个百分点"
    assert now.review is not None and (now.review.corrected, now.review.note) == (True, "文件以正式稿为准")
    with store.reading() as session:
        assert '{"low": "5"} → {"low": "3"}' in trail(session, deed=Deed.TARGET_CORRECTED)[0].detail


def test_a_corrected_indicator_is_found_by_its_new_name(kept: tuple[Ledger, Store]) -> None:
    ledger, _ = kept
    told = target(ledger).statement
    ledger.correct(told.id, replace(told, indicator="GDP"), by="王强")
    assert any(one.statement.text == "5%以上" for one in ledger.targets(indicator="地区生产总值"))
    assert not any(one.statement.text == "5%以上" for one in ledger.targets(indicator="固定资产投资"))


def test_a_magnitude_that_does_not_hold_together_is_refused(kept: tuple[Ledger, Store]) -> None:
    ledger, _ = kept
    told = target(ledger).statement
    with pytest.raises(InputError):
        ledger.correct(told.id, replace(told, low=None), by="王强")
    assert target(ledger).statement.low == Decimal("5")


def test_what_is_no_target_is_taken_out_and_can_come_back(kept: tuple[Ledger, Store]) -> None:
    ledger, _ = kept
    key = target(ledger).statement.id
    ledger.drop(key, by="王强", note="是投资计划")
    assert key not in [one.statement.id for one in ledger.targets()]
    assert [(one.id, review.by) for one, review in ledger.dropped()] == [(key, "王强")]
    ledger.confirm([key], by="李慧")
    assert key in [one.statement.id for one in ledger.targets()]
    assert ledger.dropped() == []


def test_a_later_reading_keeps_what_persons_said(kept: tuple[Ledger, Store]) -> None:
    ledger, store = kept
    told = target(ledger).statement
    ledger.correct(told.id, replace(told, low=Decimal("3.5")), by="王强")
    gone = target(ledger, "城镇新增就业").statement
    ledger.drop(gone.id, by="王强")
    with store.session() as session:
        session.execute(delete(StatementReadingRow))
    assert ledger.bring_up_to_date() == 2
    assert target(ledger).statement.low == Decimal("3.5")
    assert gone.span not in [one.statement.span for one in ledger.targets() if one.statement.report_year == 2025]
