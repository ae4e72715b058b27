"""Paragraphs by the words in them: what is counted, what is learnt from what is found, what a search is narrowed to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Span
from retrieval.lexical.fulltext import LexicalIndex
from retrieval.narrowing import Narrow
from retrieval.passages import Passage, Unit
from retrieval.words import Words
from tests.retrieval.speeches import passages

PARAGRAPH = next(one for one in passages(1) if one.unit is Unit.PARAGRAPH)


def said(document_id: int, *texts: str, region: str = "岚江市", year: int = 2025) -> list[Passage]:
    """A document of one paragraph for each of `texts`, under no heading."""
    return [
        replace(
            PARAGRAPH,
            document_id=document_id,
            region=region,
            year=year,
            span=Span(at, at + 1),
            part="",
            section="",
            text=text,
        )
        for at, text in enumerate(texts)
    ]


@pytest.fixture
def lexical(tmp_path: Path) -> Iterator[LexicalIndex]:
    index = LexicalIndex(tmp_path, Words())
    yield index
    index.close()


def test_the_passage_that_says_a_rare_word_comes_first(lexical: LexicalIndex) -> None:
    lexical.put(1, "a", said(1, "推动工业增长", "推动农业增长", "推动工业和消费券增长"))
    assert lexical.search("消费券推动工业", 3, Narrow())[0] == said(1, "", "", "")[2].key


def test_a_passage_without_any_word_asked_for_is_found_by_what_the_best_ones_say(lexical: LexicalIndex) -> None:
    lexical.put(1, "a", said(1, *(f"减轻养育负担，发放育儿补贴，第{at}项" for at in range(3)), region="云港市"))
    lexical.put(2, "b", said(2, "育儿补贴按月到账", "公路养护到位", *(f"道路工程{at}段完工" for at in range(260))))
    assert lexical.search("养育负担", 1, Narrow("岚江市")) == [said(2, "")[0].key]


def test_long_and_short_forms_of_one_name_are_one(lexical: LexicalIndex) -> None:
    lexical.put(1, "a", said(1, "规上工业增加值稳步回升", "居民收入稳步回升"))
    assert lexical.search("规模以上工业增加值", 1, Narrow()) == [said(1, "")[0].key]


def test_a_search_is_narrowed_to_place_and_years(lexical: LexicalIndex) -> None:
    lexical.put(1, "a", said(1, "稳定粮食生产", year=2024))
    lexical.put(2, "b", said(2, "稳定粮食生产", year=2025))
    lexical.put(3, "c", said(3, "稳定粮食生产", region="云港市"))
    assert [key[:2] for key in lexical.search("粮食", 9, Narrow("岚江市", (2024, 2025)))] == ["d1", "d2"]
    assert [key[:2] for key in lexical.search("粮食", 9, Narrow(years=(2025,)))] == ["d2", "d3"]
    assert lexical.keys(Narrow("云港市")) == [said(3, "")[0].key]
    assert lexical.search("粮食", 9, Narrow("某市")) == []


def test_a_document_put_again_is_counted_once_and_a_removed_one_not_at_all(lexical: LexicalIndex) -> None:
    for stamp in ("a", "b"):
        lexical.put(1, stamp, said(1, "稳定粮食生产", "办好购物节"))
    assert (len(lexical), lexical.stamps()) == (2, {1: "b"})
    lexical.remove(1)
    lexical.remove(404)
    assert (len(lexical), lexical.stamps()) == (0, {})
    assert lexical.search("粮食", 3, Narrow()) == []


def test_what_stands_around_a_paragraph_is_told_in_order(lexical: LexicalIndex) -> None:
    told = said(1, "一", "二", "三", "四", "五")
    lexical.put(1, "a", told)
    assert lexical.around(1, 2, 1) == [told[1].key, told[3].key]
    assert lexical.around(1, 0, 2) == [told[1].key, told[2].key]
    assert lexical.around(1, 2, 0) == []
