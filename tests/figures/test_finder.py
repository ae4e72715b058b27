"""The one finder of indicators: names in running text, and what a noun phrase means."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.finder import Finder
from tests.figures.told import CATALOGUE

FINDER = Finder(CATALOGUE)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("GDP", "地区生产总值"),
        ("全市地区生产总值", "地区生产总值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("社零总额", "社会消费品零售总额"),
        ("限上单位消费品零售额", "限额以上单位消费品零售额"),
        ("城镇新增就业人数", "城镇新增就业"),
    ],
)
def test_a_phrase_means_the_indicator_it_names(phrase: str, name: str) -> None:
    found = FINDER.resolve(phrase)
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("一般公共预算收入", "一般公共预算支出"),
        ("货物出口总额", "货物进口总额"),
        ("第二产业增加值", "第三产业增加值"),
        ("民间投资", "固定资产投资"),
        ("规模以上工业增加值", "规模以上工业总产值"),
        ("金融机构本外币各项存款余额", "金融机构本外币各项贷款余额"),
        ("税收收入", "非税收入"),
    ],
)
def test_near_names_are_never_taken_for_each_other(one: str, other: str) -> None:
    first, second = FINDER.resolve(one), FINDER.resolve(other)
    assert first is not None and second is not None and first.name != second.name


@pytest.mark.parametrize("phrase", ["", "增", "我们", "各级各部门", "丹坪县工业增加值之外的事", "民营企业的信心"])
def test_what_names_nothing_means_nothing(phrase: str) -> None:
    assert FINDER.resolve(phrase) is None


def test_mentions_are_the_longest_names_in_order() -> None:
    text = "规上工业增加值和第一产业增加值，以及GDP"
    found = list(FINDER.mentions(text))
    assert [text[mention.start : mention.end] for mention in found] == ["规上工业增加值", "第一产业增加值", "GDP"]


@given(
    st.lists(st.sampled_from([*(i.name for i in CATALOGUE.indicators), "和", "，全市", "增长"]), max_size=6).map(
        "".join
    )
)
def test_mentions_do_not_overlap_and_stand_where_they_say(text: str) -> None:
    found = list(FINDER.mentions(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)


def test_every_name_of_the_catalogue_is_resolved_to_its_own_indicator() -> None:
    for indicator in CATALOGUE.indicators:
        for name in (indicator.name, *indicator.aliases):
            assert FINDER.resolve(name) is indicator, name


@given(st.text(max_size=20))
def test_no_phrase_is_too_odd(phrase: str) -> None:
    first = FINDER.resolve(phrase)
    assert first is FINDER.resolve(phrase)
    assert first is None or first in CATALOGUE.indicators
