"""What is shown to a model holds no number, in whatever script it was written."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.gate import find_forbidden
from figures.slots import parse_pieces
from prompts.masking import MASK, masked, named
from tests.drafting.workspace import H1

WORDS = st.text(alphabet="岚江工业投资消费稳住扩大全市，。；、（）“”增长达到 \n", max_size=20)
NUMBERS = st.one_of(
    st.decimals(min_value=0, max_value=99999, places=2).map(str),
    st.integers(0, 10**9).map(lambda number: f"{number:,}"),
    st.integers(0, 999).map(lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
    st.sampled_from(["百分之五点三", "三成", "翻一番", "两位数", "第三位", "过半", "⑤", "Ⅳ", "五点三个百分点", "*"]),
)


@given(st.lists(st.tuples(WORDS, NUMBERS), max_size=6), WORDS)
def test_no_number_comes_through_the_mask(pairs: list[tuple[str, str]], tail: str) -> None:
    text = "".join(words + number + "%" for words, number in pairs) + tail
    shown = masked(text)
    assert re.findall(r"\d", shown) == []
    assert list(find_forbidden(shown)) == []


@given(st.decimals(min_value=Decimal("0.1"), max_value=9999, places=1))
def test_the_words_around_a_number_stay(value: Decimal) -> None:
    assert masked(f"规上工业增加值增长{value}%。") == f"规上工业增加值增长{MASK}%。"


def test_braces_of_a_document_open_no_slot() -> None:
    assert "{{" not in masked("请写{{地区生产总值|同比}}。")


@pytest.mark.parametrize("words", ["“十五五”规划", "一带一路", "三产融合"])
def test_fixed_wording_is_no_number(words: str) -> None:
    assert masked(words) == words


def test_a_number_in_an_indicators_name_is_told_as_the_slot_that_names_it() -> None:
    told = named("500万元以上项目投资")
    assert told == "{{名称|500万元以上}}项目投资"
    assert parse_pieces(told, period=H1)
