"""The house's style is measured on what stands on the page, and told without a digit."""

import re

import pytest

from drafting.writing.told.style import Prose, compare, in_words, measure, parallels, sentences_of

TERSE = "稳住存量、扩大增量，经济稳中有进。加快项目建设，推动投资增长。"
LONG = "全市上下按照市委部署，围绕年初确定的各项目标任务，持续深入推进重点领域改革，不断增强经济发展的内生动力和活力。"


def test_lengths_are_medians_of_what_stands_there() -> None:
    style = measure([Prose(((TERSE, 0), (LONG, 0))), Prose(((TERSE, 6),))])
    assert style.places == 2
    assert style.paragraph == len(TERSE)
    assert style.sentence == len("稳住存量、扩大增量，经济稳中有进。")
    assert style.led == pytest.approx(1 / 3)
    assert style.lead == 6


def test_phrases_of_four_characters_count_where_they_stand_side_by_side() -> None:
    assert list(parallels("稳住存量、扩大增量，经济稳中有进。")) == [["稳住存量", "扩大增量"]]
    assert list(parallels("稳住存量，经济稳中有进。")) == []


def test_verbs_are_those_that_open_clauses_more_than_once() -> None:
    style = measure([Prose((("加快项目建设，推动投资增长。要加快改革，推动开放，项目加快。", 0),))])
    assert set(style.verbs) == {"加快", "推动"}


def test_openings_and_closings_are_shown_with_numbers_masked() -> None:
    style = measure([Prose((("工业增长5.2%，形势很好。", 0), ("要再接再厉，完成全年任务。", 0)))])
    assert style.openings == ("工业增长＊%，形势很好。",)
    assert style.closings == ("要再接再厉，完成全年任务。",)


def test_it_is_told_in_words_without_digits() -> None:
    told = in_words(measure([Prose(((TERSE * 9, 6), (LONG * 3, 6)))]))
    assert not re.search(r"\d", told)
    assert "段首句" in told and "开头常用动词" in told


def test_of_nothing_nothing_is_told() -> None:
    assert "没有可供参考" in in_words(measure([]))


def test_a_draft_is_compared_fact_by_fact() -> None:
    house = measure([Prose(((TERSE * 4, 6),)) for _ in range(3)])
    alike, apart = compare(house, house)
    assert apart == [] and len(alike) > 6
    _, apart = compare(house, measure([Prose(((LONG, 0),))]))
    assert {"每句字数", "有段首句的段落占比", "每千字四字短语数"} <= {difference.fact for difference in apart}


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert sentences_of("他说：“干！”大家都干。") == ["他说：“干！”", "大家都干。"]
