from retrieval.lexical.merging import merged
from retrieval.words import Words


def test_names_stay_whole_and_the_words_in_them_are_told_too() -> None:
    words = Words(["岚江特色产业产值"]).cut("岚江特色产业产值增长５．２％")
    assert {"岚江特色产业产值", "特色", "产业", "产值", "增长", "5.2%"} <= set(words)
    assert "岚江特色产业产值" not in Words().cut("岚江特色产业产值增长")


def test_another_list_of_names_is_another_recipe() -> None:
    assert Words(["甲指标"]).recipe == Words(["甲指标", "甲指标"]).recipe != Words().recipe


def test_what_stands_well_in_both_rankings_comes_first() -> None:
    assert [key for key, _ in merged([["a", "b", "c"], ["d", "b", "a"]])] == ["a", "b", "d", "c"]
    assert merged([["a"], ["a"]]) == [("a", 1.0)]
    assert merged([[], []]) == []
