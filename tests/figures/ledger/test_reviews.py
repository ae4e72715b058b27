"""What persons say of targets: confirmed, corrected, taken out, and kept whatever reads the document again."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete

from errors import InputError, NotFound
from figures.ledger import Ledger, Statement, Target
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
    with store.upkeep() as session:
        session.execute(delete(StatementReadingRow))
    assert ledger.bring_up_to_date() == 2
    assert target(ledger).statement.low == Decimal("3.5")
    assert gone.span not in [one.statement.span for one in ledger.targets() if one.statement.report_year == 2025]


# what the reading missed

UNREAD = OF_2025.replace(
    "（一）全力稳住农业。", "（一）全力稳住农业。办好民生实事，年内办成10件以上，市场秩序明显好转。"
)


@pytest.fixture
def missing(tmp_path: Path) -> tuple[Ledger, Store]:
    ledger, store, _, _ = ledger_of(tmp_path, UNREAD)
    return ledger, store


def added(ledger: Ledger, words: str = "年内办成10件以上", indicator: str = "民生实事") -> Target:
    document = ledger.targets()[0].statement.document_id
    told = replace(ledger.missed(document, words), indicator=indicator)
    target = ledger.target(ledger.add(told, by="周敏", note="读漏了").id)
    assert target is not None
    return target


def test_a_target_that_was_missed_is_added_with_the_document_s_own_number(missing: tuple[Ledger, Store]) -> None:
    ledger, store = missing
    assert not ledger.targets(indicator="民生实事")
    target = added(ledger)
    told = target.statement
    assert (told.text, told.low, told.high, told.unit) == ("10件以上", Decimal("10"), None, "件")
    assert told.text in told.quote and UNREAD[told.span.start : told.span.end] == told.text
    assert (str(told.period), told.region, told.path) == (
        "2025",
        "岚江市",
        ("2025年工作安排", "全力稳住农业"),
    )
    assert target.review is not None
    assert (target.review.added_by, target.review.confirmed, target.review.note) == ("周敏", False, "读漏了")
    with store.reading() as session:
        assert [entry.actor for entry in trail(session, deed=Deed.TARGET_ADDED)] == ["周敏"]


def test_what_was_added_is_reviewed_like_the_others_and_outlasts_a_later_reading(missing: tuple[Ledger, Store]) -> None:
    ledger, store = missing
    key = added(ledger).statement.id
    ledger.correct(key, replace(added_one(ledger), responsible="市发展改革委"), by="李慧")
    for _ in range(2):
        with store.upkeep() as session:
            session.execute(delete(StatementReadingRow))
        assert ledger.bring_up_to_date() == 1
        told = ledger.targets(indicator="民生实事")[0]
        assert (told.statement.text, told.statement.responsible) == ("10件以上", "市发展改革委")
        assert told.review is not None
        assert (told.review.by, told.review.added_by, told.review.confirmed) == ("李慧", "周敏", True)
    ledger.drop(told.statement.id, by="李慧")
    with store.upkeep() as session:
        session.execute(delete(StatementReadingRow))
    assert not ledger.targets(indicator="民生实事")
    with pytest.raises(InputError, match="已剔除"):
        added(ledger)
    ledger.confirm([ledger.dropped()[0][0].id], by="李慧")
    assert ledger.targets(indicator="民生实事")


def added_one(ledger: Ledger) -> Statement:
    return ledger.targets(indicator="民生实事")[0].statement


def test_a_wording_without_a_number_can_be_added(missing: tuple[Ledger, Store]) -> None:
    ledger, _ = missing
    told = added(ledger, "市场秩序明显好转", "市场秩序").statement
    assert (told.relation, told.quantity) == ("市场秩序明显好转", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "请从原文复制"),
        ("原文里没有的话", "一字不改"),
        ("增长", "处，请多复制几个字"),
        ("固定资产投资增长5%以上，城镇新增就业3万人以上", "有 2 个数（5%以上、3万人以上）"),
        ("固定资产投资增长5%以上", "台账里已有这一条"),
        ("2025年岚江市政府工作报告", "不在正文里"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(missing: tuple[Ledger, Store], words: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        added(missing[0], words)


def test_a_missed_target_needs_an_indicator_and_a_name(missing: tuple[Ledger, Store]) -> None:
    ledger, _ = missing
    with pytest.raises(InputError, match="指标"):
        added(ledger, "市场秩序明显好转", "")
    told = replace(ledger.missed(1, "市场秩序明显好转"), indicator="市场秩序")
    with pytest.raises(InputError, match="姓名"):
        ledger.add(told, by=" ")
    with pytest.raises(ValueError, match="does not stand"):
        ledger.add(replace(told, text="市场秩序好转"), by="周敏")
