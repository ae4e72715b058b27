"""How long a text is, on the page and aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.finishing.lengths import Length, length_of, spoken


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("上半年，全市经济稳中有进。", 13),
        ("增长5.2%", 3),
        ("总量1234.5亿元", 5),
        ("“十四五”时期——", 9),
        ("GDP 增长\n两段", 5),
        ("", 0),
    ],
)
def test_characters_are_counted_as_word_counts_them(text: str, characters: int) -> None:
    assert length_of(text).characters == characters


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("12", "十二"),
        ("100", "一百"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("2000", "二千"),
        ("1,234.5", "一千二百三十四点五"),
        ("10010", "一万零一十"),
        ("120000", "十二万"),
        ("100000001", "一亿零一"),
        ("305000000", "三亿零五百万"),
        ("0.05", "零点零五"),
    ],
)
def test_a_number_is_read_as_a_speaker_reads_it(number: str, said: str) -> None:
    assert spoken(number) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1234.5亿元", "一千二百三十四点五亿元"),
        ("增长5.2%，", "增长百分之五点二"),
        ("2026年1—6月", "二零二六年一至六月"),
        ("2021—2025年", "二零二一至二零二五年"),
        ("6%—6.5%", "百分之六至百分之六点五"),
        ("GDP达到2026亿元", "gdp达到二千零二十六亿元"),
    ],
)
def test_syllables_are_those_of_the_words_as_said(text: str, said: str) -> None:
    assert length_of(text).syllables == len(said)


def test_a_place_that_is_open_takes_as_long_as_a_short_number() -> None:
    assert length_of("增长*%").syllables == length_of("增长五点二").syllables + 3


def test_time_follows_the_pace() -> None:
    assert length_of("字" * 220).seconds(220) == 60
    assert Length(0, 0).seconds(220) == 0


@given(st.integers(0, 10**12 - 1))
def test_every_number_can_be_said_and_ends_as_it_is_written(number: int) -> None:
    said = spoken(str(number))
    assert said and "零零" not in said and not said.startswith("一十")
    assert number % 10 == 0 or said[-1] == "零一二三四五六七八九"[number % 10]


@given(st.text(), st.text())
def test_two_lines_are_as_long_as_both_together(one: str, other: str) -> None:
    assert length_of(f"{one}\n{other}").characters == length_of(one).characters + length_of(other).characters
