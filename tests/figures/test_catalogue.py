"""Finding an indicator by the names it goes by."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import InputError
from figures.catalogue import Catalogue, Indicator, load_catalogue
from figures.measure import Measure

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GDP", "地区生产总值"),
        ("ＧＤＰ", "地区生产总值"),
        ("地区生产总值（GDP）", "地区生产总值"),
        ("一、地区生产总值（亿元）", "地区生产总值"),
        ("1. 地区生产总值", "地区生产总值"),
        ("　　全市地区生产总值", "地区生产总值"),
        ("其中：民间投资", "民间投资"),
        ("其 中: 民间投资", "民间投资"),
        ("#规上工业增加值", "规模以上工业增加值"),
        ("规模以上工业增加值同比增长（%）", "规模以上工业增加值"),
        ("规上工业增加值增速", "规模以上工业增加值"),
        ("固定资产投资（不含农户）", "固定资产投资"),
        ("限额以上单位消费品零售额", "限额以上单位消费品零售额"),
        ("限上单位消费品零售额", "限额以上单位消费品零售额"),
        ("1、5G基站", "5G基站"),
        ("500万元以上项目投资", "500万元以上项目投资"),
        ("居民消费价格(CPI)", "居民消费价格指数"),
    ],
)
def test_an_indicator_is_found_in_any_of_its_spellings(written: str, name: str) -> None:
    found = CATALOGUE.find(written)
    assert found is not None and found.name == name
    assert CATALOGUE.canonical(written) == name


def test_an_unknown_name_stands_for_itself_cleaned() -> None:
    assert CATALOGUE.find("其中：铜产业链产值（亿元）") is None
    assert CATALOGUE.canonical("其中：铜产业链产值（亿元）") == "铜产业链产值"
    assert CATALOGUE.canonical("人口自然增长率(‰)") == "人口自然增长率"
    assert CATALOGUE.canonical("规上企业家数") == CATALOGUE.canonical("规模以上企业家数")


def test_words_in_brackets_that_change_the_meaning_are_kept() -> None:
    assert CATALOGUE.canonical("零售额（限上）") == "零售额（限额以上）"
    assert CATALOGUE.find("固定资产投资（含农户）") is None


def test_every_name_and_alias_of_the_catalogue_leads_to_its_own_indicator() -> None:
    for indicator in CATALOGUE.indicators:
        assert all(CATALOGUE.find(name) is indicator for name in (indicator.name, *indicator.aliases))


@given(st.text(max_size=30))
def test_the_canonical_name_is_its_own_canonical_name(name: str) -> None:
    assert CATALOGUE.canonical(CATALOGUE.canonical(name)) == CATALOGUE.canonical(name)


def test_decimals_follow_the_measure() -> None:
    assert CATALOGUE.decimals("GDP", Measure.VALUE) == 2
    assert CATALOGUE.decimals("GDP", Measure.YOY) == 1
    assert CATALOGUE.decimals("GDP", Measure.RANK) == 0
    assert CATALOGUE.decimals("铜产业链产值", Measure.VALUE) is None


def test_an_extended_catalogue_knows_the_names_of_the_workspace_too() -> None:
    extended = CATALOGUE.extended(["铜产业链产值（亿元）", "GDP"])
    found = extended.find("其中：铜产业链产值")
    assert found is not None and found.name == "铜产业链产值" and found.unit == ""
    assert CATALOGUE.find("铜产业链产值") is None
    assert CATALOGUE.extended(["GDP"]) is CATALOGUE


def test_two_indicators_cannot_share_a_name() -> None:
    with pytest.raises(InputError, match="同时属于“甲”和“乙”"):
        Catalogue([Indicator("甲", ("规上丙",)), Indicator("乙", ("规模以上丙",))])
    with pytest.raises(InputError, match="上级“丁”"):
        Catalogue([Indicator("甲", whole="丁")])


ENTRY = '[[indicator]]\nname = "甲"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有"),
        ("[[indicator", "TOML"),
        ("[[indicator]]\nunit = '亿元'", "没有 name"),
        (ENTRY + "colour = 1", "colour"),
        (ENTRY + "nature = 'river'", "甲"),
        (ENTRY + "decimals = -1", "decimals"),
        (ENTRY + "aliases = '乙'", "aliases"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load_catalogue(path)


def test_a_missing_catalogue_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="读不到"):
        load_catalogue(tmp_path / "none.toml")
