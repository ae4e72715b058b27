"""What a past text itself contradicts is left to a person; what it tells plainly stays a figure's place."""

import pytest

from figures.slots import EntrySlot, FigureSlot
from tests.drafting.test_reuse import pieces


def asked(past: str) -> list[str]:
    """For each number of the sentence what it asks for, or * where only a person can give it."""
    slots = [piece for piece in pieces(past) if isinstance(piece, FigureSlot | EntrySlot)]
    return [
        f"{slot.ref.indicator}|{slot.ref.measure.label}|{slot.ref.period}" if isinstance(slot, FigureSlot) else "*"
        for slot in slots
    ]


INCOME = "一般公共预算收入"


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (  # members of a list that are read as one figure
            f"{INCOME}60亿元，同比增长5.1%和6.2%。",
            [f"{INCOME}|总量|2026H1", "*", "*"],
        ),
        (  # but each rate belongs to one of the amounts told before them
            "增值税10亿元、契税5亿元，同比分别增长*%、*%。",
            ["增值税|总量|2026H1", "契税|总量|2026H1", "增值税|同比|2026H1", "契税|同比|2026H1"],
        ),
        (  # the document told another value of it before
            f"{INCOME}60亿元。{INCOME}50亿元。",
            [f"{INCOME}|总量|2026H1", "*"],
        ),
        (  # the same value again, in another unit or rounded, is no other
            f"{INCOME}60.12亿元，增长3.1%。{INCOME}60.1亿元，增长3%。{INCOME}601200万元。",
            [f"{INCOME}|总量|2026H1", f"{INCOME}|同比|2026H1"] * 2 + [f"{INCOME}|总量|2026H1"],
        ),
        (  # of a part of the place
            "上半年，工业园区投产企业*家，实现工业增加值增长*%，营业收入*亿元。规上工业增加值增长*%。",
            ["*", "*", "*", "规模以上工业增加值|同比|2026H1"],
        ),
        (f"县（市、区）{INCOME}*亿元，增长*%。{INCOME}*亿元。", ["*", "*", f"{INCOME}|总量|2026H1"]),
        (  # an aside tells of last year, or of a quarter, and then is over
            "固定资产投资下降*%（同期为下降*%、一季度为增长*%），民间投资增长*%。",
            [
                "固定资产投资|同比|2026H1",
                "固定资产投资|同比|2025H1",
                "固定资产投资|同比|2026Q1",
                "民间投资|同比|2026H1",
            ],
        ),
        ("上半年，民间投资增长*%（同期为下降*%）。", ["民间投资|同比|2026H1", "民间投资|同比|2025H1"]),
    ],
)
def test_a_number_that_the_text_contradicts_is_a_persons_to_give(past: str, expected: list[str]) -> None:
    assert asked(past) == expected


@pytest.mark.parametrize(
    "past",
    [
        "地区生产总值、固定资产投资分别增长*%、*%。",
        "地区生产总值增长*%，比全国、全省分别高*、*个百分点。",
        "中心城区城建项目完成投资*亿元。",
        "地区生产总值增长5.1%。高新区地区生产总值增长6.2%。",
        "全年规上工业增加值增长7%左右。规上工业增加值增长6.5%。",
    ],
)
def test_what_is_told_plainly_is_in_no_doubt(past: str) -> None:
    assert "*" not in asked(past)


def test_words_that_would_grow_on_to_a_number_are_given_with_it_by_a_person() -> None:
    (slot,) = [piece for piece in pieces("经济效益综合指数达到849.8点。") if isinstance(piece, EntrySlot)]
    assert (slot.form, slot.hint) == ("#", "849.8点")
