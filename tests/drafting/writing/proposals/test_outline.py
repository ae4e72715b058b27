"""An outline proposed by a model: read whatever its markup, free of numbers, from the speeches nearest in purpose."""

from datetime import UTC, date, datetime

import pytest

from corpus.library import StoredDocument
from corpus.model import DocumentKind
from desk import Desk
from drafting.reuse.compose import Heading
from drafting.writing.proposals.outline import nearest_in_purpose, read_outline
from errors import InputError, ModelFault
from figures.period import Period
from tests.drafting.workspace import H1
from tests.drafting.writing.prompts import digits_outside_slots, user
from tests.prompts.endpoint import Endpoint, Say

PROPOSED = "部分：上半年工作回顾\n节：主要指标稳中有进\n\n部分：下半年重点任务\n节：稳住工业运行"


def test_headings_are_read_whatever_stands_around_them() -> None:
    reply = "好的，提纲如下：\n## 部分：一、回顾\n- **节：（一）稳中有进**\n二、任务\n（一）稳住工业\n以上。"
    assert list(read_outline(reply)) == [
        Heading(1, "回顾"),
        Heading(2, "稳中有进"),
        Heading(1, "任务"),
        Heading(2, "稳住工业"),
    ]


def test_a_number_in_a_heading_is_left_to_a_person() -> None:
    assert list(read_outline("部分：2026年工作\n节：完成12项任务")) == [Heading(1, "年工作"), Heading(2, "完成项任务")]


def test_the_model_is_shown_two_past_outlines_and_the_points_without_numbers(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say(PROPOSED)
    outline = desk.writing.proposals.outline(H1, "工业增加值增长7.0%左右\n办好第十届岚商大会", actor="李慧")
    assert [heading.title for heading in outline][:2] == ["上半年工作回顾", "主要指标稳中有进"]
    asked = user(endpoint.requests[0])
    assert asked.count("【资料】往年提纲") == 2
    assert "节：主要指标稳步回升" in asked and "工业增加值增长＊%左右" in asked
    assert digits_outside_slots(asked) == []


def test_what_is_no_outline_is_asked_for_once_more_and_then_told(desk: Desk, endpoint: Endpoint) -> None:
    endpoint.standing = Say("好的，我来帮您拟提纲，请稍等片刻。")
    with pytest.raises(ModelFault, match="没有写出像样的提纲"):
        desk.writing.proposals.outline(H1, "稳住工业", actor="李慧")
    assert len(endpoint.requests) == 2


def test_without_points_nobody_is_asked(desk: Desk, endpoint: Endpoint) -> None:
    with pytest.raises(InputError, match="要点"):
        desk.writing.proposals.outline(H1, " \n", actor="李慧")
    assert endpoint.requests == []


def test_the_speeches_nearest_in_purpose_are_of_the_same_months_place_and_the_latest() -> None:
    def stored(number: int, region: str, period: str) -> StoredDocument:
        told = (f"{number}.txt", "", DocumentKind.SPEECH, f"{number}", region, date(2025, 1, 1), period)
        return StoredDocument(number, *told, datetime.now(UTC), False, None)

    speeches = [
        stored(1, "岚江市", "2024H1"),
        stored(2, "岚江市", "2025"),
        stored(3, "溪山市", "2025H1"),
        stored(4, "岚江市", "2025H1"),
        stored(5, "岚江市", "2026H1"),
    ]
    assert [document.id for document in nearest_in_purpose(speeches, Period.parse("2026H1"), "岚江市")] == [4, 1]
