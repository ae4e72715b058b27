"""What is a numeral and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.numerals import find_numerals

# One line a disguise. Each has to be found wherever it stands in ordinary words.
DISGUISES = [
    *("5.2", "5", "52", "1,234.5", "７４７", "５．２", "5·2", "7 4 7", "-3", "3—5", "5%", "５％", "6‰", "1e5", "5/8"),
    *(
        "百分之五点二",
        "百分之五",
        "百分之十几",
        "千分之三",
        "三分之一",
        "四分之三",
        "五%",
        "九十％",
        "五点二",
        "零点五",
    ),
    *(
        "三成",
        "七八成",
        "几成",
        "八成以上",
        "一成",
        "过半",
        "超半数",
        "一半",
        "大半",
        "翻一番",
        "翻番",
        "翻两番",
        "一倍",
    ),
    *("三倍", "零点八倍", "成倍", "两位数", "双位数", "个位数", "零增长", "五个百分点", "零点三个百分点"),
    *("第三位", "第一名", "倒数第一名", "第二批", "第四季度", "前三名", "前十强"),
    *("二〇二五年", "六月底", "十二月份", "连续五年", "二季度"),
    *("三家", "十二个", "三十五项", "几十家", "数十亿元", "十余人", "十多亿元", "五十多个", "一百多家", "二十条"),
    *("一亿二千万元", "一万五千人", "一百二十", "两万", "一千", "三百", "一个亿", "百亿元", "突破千亿", "五连增"),
    *("壹万元", "叁佰", "伍拾万", "贰成"),
    *("①", "Ⅳ", "½", "²", "₂", "㉑", "㊂", "⒌", "𝟓", "٥", "٥٫٢", "५", "Ⅻ", "⅓", "❸", "㈠"),
    *(
        "5\u200b.2",
        "5\u200b2",
        "5\ufeff%",
        "1\u00ad2",
        "三\u200b成",
        "过\u200d半",
        "第\u2060三位",
        "百分\u200b之五",
        "翻\u200e一番",
    ),
    *("⼆十家", "⼗五个", "百分之⼋"),
]
FIXED = [
    *(
        "十四五",
        "一带一路",
        "一是要抓紧",
        "二是要落实",
        "第一产业",
        "第三产业",
        "（一）",
        "三农",
        "三保",
        "两高",
        "四大班子",
    ),
    *(
        "第一时间",
        "第一书记",
        "第三方",
        "统一",
        "一批",
        "一系列",
        "进一步",
        "一手抓",
        "一窗受理",
        "双随机一公开",
        "唯一",
    ),
    *("党的二十大", "二十届三中全会", "三次产业", "两年平均", "四个意识", "八项规定", "十分", "千方百计", "万众一心"),
    *(
        "成功",
        "成立",
        "完成",
        "百货",
        "万一",
        "二级",
        "第三代",
        "“十四五”规划",
        "“五位一体”",
        "“三个定位”",
        "5G基站",
        "PM2.5",
    ),
    *(
        "三百六十行",
        "半导体",
        "一体化",
        "百花齐放",
        "半年",
        "上半年",
        "一季",
        "几乎",
        "数据",
        "零售",
        "零距离",
        "两岸",
        "两会",
    ),
]
ORDINARY = st.text(st.sampled_from("全市经济运行稳中有进，我们要抓好落实；“”（）、。\n　 aZ%元"), max_size=12)


@given(disguise=st.sampled_from(DISGUISES), before=ORDINARY, after=ORDINARY)
def test_a_numeral_is_found_in_every_disguise_wherever_it_stands(disguise: str, before: str, after: str) -> None:
    # A Latin letter before or a Chinese word grown around it makes another word of it, as in A5 or 三成本.
    text = f"{before.rstrip('aZ（“')}同比{disguise}，{after}"
    assert list(find_numerals(text)), text


@pytest.mark.parametrize(
    "frame", ["{}", "增长{}", "“增长{}”", "（增长{}）", "\n{}", "全市达到{}。", "{}；", "　　{}", "GDP{}", "增长（{}）"]
)
def test_no_frame_of_words_or_marks_hides_a_numeral(frame: str) -> None:
    hidden = [disguise for disguise in DISGUISES if not list(find_numerals(frame.format(disguise)))]
    assert hidden == []


@pytest.mark.parametrize("frame", ["{}", "坚持{}，", "关于{}的要求"])
def test_fixed_wording_only_looks_like_a_number(frame: str) -> None:
    refused = {phrase: found for phrase in FIXED if (found := list(find_numerals(frame.format(phrase))))}
    assert refused == {}


@pytest.mark.parametrize(
    "line", ["1.加强调度", "2、抓好项目", "（3）稳住外贸", "　　1. 做强工业", "一、总体要求", "（十）民生"]
)
def test_the_numbers_of_an_outline_are_no_numerals_at_the_head_of_a_line(line: str) -> None:
    assert not list(find_numerals(line)) and not list(find_numerals(f"第一段。\n{line}"))


def test_a_number_in_brackets_amid_words_is_no_numbering() -> None:
    assert [numeral.text for numeral in find_numerals("同比增长（5）")] == ["5"]
    assert [numeral.text for numeral in find_numerals("新增企业12.，")] == ["12"]


@given(st.text(max_size=60))
def test_what_is_found_is_what_stands_there_and_comes_in_order(text: str) -> None:
    found = list(find_numerals(text))
    assert all(text[numeral.start : numeral.end] == numeral.text and numeral.text for numeral in found)
    assert all(one.start <= other.start for one, other in pairwise(found))


@given(st.text(st.sampled_from("0123456789０１２３４５６７８９①Ⅳ½٥५𝟓"), min_size=1, max_size=6), ORDINARY)
def test_no_digit_of_any_script_passes(digits: str, words: str) -> None:
    text = f"增长{digits}个{words}"
    covered = {at for numeral in find_numerals(text) for at in range(numeral.start, numeral.end)}
    assert set(range(2, 2 + len(digits))) <= covered
