"""The gate: what `Text` refuses, whichever way it is written, and what it lets pass."""

import pytest

from bench.strictness import CORPUS, by_hand, over_corpus
from figures.folding import is_invisible
from figures.gate import ALL, Sieve, find_forbidden, first_forbidden

HIDDEN = ["三\u200b成", "5\u0336", "过\ufe0f半", "七\u20dd成", "二\u115f十家"]
FOLDED = ["柒拾叁亿元", "百分之伍", "🄃🄄家", "弍成", "萬億元达三萬元"]
LOOKALIKE = ["l0.O%", "Оl%", "第VII位", "二○二七年", "二OO八年", "IOO家", "增长—成"]
SPLIT = ["百 分 之 五", "三·成", "七_十_三_家", "（三）成", "二 ○ 二 七 年", "七<i>成</i>"]
WORDS = [
    "上千家",
    "数百",
    "过万",
    "翻倍",
    "五五开",
    "半个百分点",
    "双位数",
    "居全国首位",
    "二十多年",
    "九十年代",
    "上万户",
]
ALPHABET = ["⚄", "🂥", "⠑", "ご", "ห้า", "🔟"]


def found(words: str) -> list[str]:
    return [one.text for one in find_forbidden(words)]


@pytest.mark.parametrize("words", [*HIDDEN, *FOLDED, *LOOKALIKE, *SPLIT, *WORDS, *ALPHABET])
def test_a_number_is_refused_in_every_disguise(words: str) -> None:
    assert found(f"全市工业经济{words}，好于预期。")


@pytest.mark.parametrize(
    ("sieve", "words"),
    [
        *((Sieve.FOLDED, words) for words in (FOLDED[1], FOLDED[3])),
        *((Sieve.LOOKALIKE, words) for words in (LOOKALIKE[2], LOOKALIKE[5])),
        *((Sieve.SPLIT, words) for words in SPLIT[1:3]),
        *((Sieve.WORDS, words) for words in WORDS[3:6]),
        *((Sieve.ALPHABET, words) for words in ALPHABET[:3]),
    ],
)
def test_each_sieve_sees_what_no_other_does(sieve: Sieve, words: str) -> None:
    sentence = f"全市工业经济{words}，好于预期。"
    assert list(find_forbidden(sentence, {sieve, Sieve.READABLE}))
    assert not list(find_forbidden(sentence, ALL - {sieve}))


@pytest.mark.parametrize(
    "words",
    [
        *("万吨级码头", "百家争鸣", "千亿级产业集群", "亿万群众", "第一，要抓好落实", "安全第一，预防为主", "第一批"),
        *("水质达到Ⅲ类", "摆在首位", "半成品", "大陆地区", "陆家嘴", "伍家岗", "收拾", "翻身", "倍增计划", "两种制度"),
        *("第十五个五年规划", "二十国集团", "“一网通办”", "中国制造2025", "（十二）", "十一、", "单位：亿元"),
    ],
)
def test_what_counts_nothing_is_let_pass(words: str) -> None:
    assert found(words) == []


def test_the_place_of_what_is_found_is_its_place_in_the_text_as_written() -> None:
    text = "增长\u200b百 分 之\u200b 五，向好"
    assert {text[one.start : one.end] for one in find_forbidden(text)} == {"百 分 之\u200b 五"}


def test_what_shows_nothing_is_told_from_what_does() -> None:
    assert all(is_invisible(char) for char in "\u200b\u200d\ufe0f\u20e3\u0301\u00ad\u2060\u3164\u202e")
    assert not any(is_invisible(char) for char in "一a ，\n\t　5")


def test_the_first_of_several_is_named() -> None:
    assert first_forbidden("增长三成，过半") == "三成"
    assert first_forbidden("稳中向好") is None


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")


@needs_corpus
def test_of_the_sentences_labelled_by_hand_the_gate_stops_none_without_a_quantity_and_misses_none() -> None:
    count = by_hand()
    assert count.free + 100 < 300 < count.free + count.told
    assert (count.stopped, count.missed) == ([], [])


@needs_corpus
def test_few_real_sentences_without_a_quantity_are_stopped() -> None:
    counts = over_corpus(every=12).values()
    free, stopped = sum(count.free for count in counts), sum(len(count.stopped) for count in counts)
    assert free > 3000 and stopped <= 0.008 * free
