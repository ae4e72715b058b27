"""Phrased answers: words around what was handed out by label, and no number among the words."""

import pytest

from figures.guard import Direction, FindingKind, Handed, Label
from figures.measure import Measure
from figures.slots import Text
from tests.figures.guard.desk import guard

HANDED = (
    Handed("甲", "地区生产总值", Measure.YOY, "%", Direction.RISES),
    Handed("乙", "固定资产投资", Measure.YOY, "%", Direction.FALLS),
    Handed("引"),
)


def kinds(reply: str, sources: tuple[str, ...] = ()) -> list[FindingKind]:
    return [finding.kind for finding in guard().rule_answer(reply, HANDED, sources=sources).findings]


def test_words_and_labels_come_back_in_order() -> None:
    ruling = guard().rule_answer("地区生产总值增长{{甲}}。\n\n固定资产投资下降{{乙}}，报告的原话是{{引}}。", HANDED)
    assert ruling.clean
    assert [piece.label if isinstance(piece, Label) else piece.words for piece in ruling.pieces] == [
        "地区生产总值增长",
        "甲",
        "。",
        "\n",
        "固定资产投资下降",
        "乙",
        "，报告的原话是",
        "引",
        "。",
    ]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("地区生产总值增长5.2%。", FindingKind.NUMERAL),
        ("地区生产总值增长近五成，即{{甲}}。", FindingKind.NUMERAL),
        ("地区生产总值增长{{丙}}。", FindingKind.SLOT),
        ("地区生产总值增长{{地区生产总值|同比}}。", FindingKind.SLOT),
        ("固定资产投资增长{{甲}}。", FindingKind.SUBJECT),
        ("固定资产投资增长{{乙}}。", FindingKind.DIRECTION),
        ("地区生产总值增长十{{甲}}。", FindingKind.SLOT),
        ("报告指出：“岚江要在全省率先蹚出一条新路。”", FindingKind.QUOTE),
        ("The economy grew by {{甲}} this year.", FindingKind.LANGUAGE),
    ],
)
def test_what_cannot_stand_is_found_and_never_comes_back(reply: str, kind: FindingKind) -> None:
    ruling = guard().rule_answer(reply, HANDED)
    assert kind in [finding.kind for finding in ruling.findings]
    words = "".join(piece.words for piece in ruling.pieces if isinstance(piece, Text))
    assert not any(sign in words for sign in ("5.2", "五成", "economy"))


def test_a_quotation_that_a_source_holds_may_stand() -> None:
    reply = "报告指出：“岚江要在全省率先蹚出一条新路。”"
    assert kinds(reply, sources=("会议认为，岚江要在全省率先蹚出一条新路。",)) == []
