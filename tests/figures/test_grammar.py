"""Quantities in every form that official prose writes them in, read and written back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.grammar.chinese import chinese_number, chinese_words
from figures.grammar.tokens import Shape, scan
from figures.grammar.written import parse
from figures.numerals import find_numerals
from figures.quantity import Bound, Quantity

UNITS = (
    "%",
    "‰",
    "个百分点",
    "亿元",
    "万元",
    "元",
    "万亿元",
    "万吨",
    "亿斤",
    "家",
    "个",
    "万人次",
    "公里",
    "倍",
    "亿千瓦时",
)
magnitudes = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False).map(
    lambda value: value.normalize() + 0
)
plain = magnitudes.map(lambda value: Decimal(format(value, "f")))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(plain), draw(plain)))
    unit, bound = draw(st.sampled_from(UNITS)), draw(st.sampled_from([None, *Bound]))
    if bound is Bound.RANGE and low < high:
        return Quantity(low, high, unit, bound)
    if bound is Bound.AT_LEAST:
        return Quantity(low, None, unit, bound)
    if bound is Bound.AT_MOST:
        return Quantity(None, low, unit, bound)
    return Quantity(low, low, unit, bound if bound is Bound.ABOUT else None)


@given(quantities())
def test_what_is_written_in_the_houses_form_reads_back(quantity: Quantity) -> None:
    assert parse(quantity.label) == quantity


FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
BEFORE = {Bound.AT_LEAST: ("超过", "不低于", "突破"), Bound.AT_MOST: ("不超过", "低于"), Bound.ABOUT: ("约", "近")}
AFTER = {Bound.AT_LEAST: ("以上", "及以上"), Bound.AT_MOST: ("以内", "以下"), Bound.ABOUT: ("左右", "上下")}
DASHES = ("—", "–", "-", "－", "～", "~", "至", "到")


def grouped(value: Decimal) -> str:
    return format(value, ",f")


def spaced(value: Decimal) -> str:
    whole, point, fraction = format(value, "f").partition(".")
    return " ".join(whole) + point + fraction


def full_width(value: Decimal) -> str:
    return format(value, "f").translate(FULL_WIDTH)


@given(quantities(), st.data())
def test_any_way_of_writing_it_reads_the_same(quantity: Quantity, data: st.DataObject) -> None:
    write = data.draw(st.sampled_from([lambda value: format(value, "f"), grouped, spaced, full_width]))
    unit = data.draw(st.sampled_from([quantity.unit, quantity.unit.translate(FULL_WIDTH)]))
    if quantity.bound is Bound.RANGE:
        assert quantity.low is not None and quantity.high is not None
        first = data.draw(st.sampled_from(["", unit]))
        text = f"{write(quantity.low)}{first}{data.draw(st.sampled_from(DASHES))}{write(quantity.high)}{unit}"
    elif quantity.bound is None:
        text = write(quantity.value) + unit
    else:
        before, after = data.draw(
            st.one_of(
                st.tuples(st.sampled_from(BEFORE[quantity.bound]), st.just("")),
                st.tuples(st.just(""), st.sampled_from(AFTER[quantity.bound])),
            )
        )
        text = before + write(quantity.value) + unit + after
    assert parse(text) == quantity


IN_WORDS = {"%": "百分之{}", "个百分点": "{}个百分点", "亿元": "{}亿元", "家": "{}家", "倍": "{}倍", "成": "{}成"}


@given(st.integers(2, 9999), st.sampled_from(sorted(IN_WORDS)))
def test_a_number_in_characters_reads_as_it_is_written(value: int, unit: str) -> None:
    read = parse(IN_WORDS[unit].format(chinese_words(Decimal(value))))
    scale = 10**8 if unit == "亿元" else 1  # the characters of a scale belong to the number
    assert read == Quantity.exact(Decimal(value * scale), unit.removeprefix("亿"))


@given(st.integers(1, 99), st.sampled_from(["第{}位", "第{}名"]), st.booleans())
def test_a_place_reads_in_either_script(place: int, form: str, in_characters: bool) -> None:
    written = chinese_words(Decimal(place)) if in_characters else str(place)
    (token,) = scan(f"居全省{form.format(written)}。")
    assert (token.shape, token.low, token.unit) == (Shape.ORDINAL, Decimal(place), form[-1])


@given(st.decimals(min_value="0.01", max_value=99, places=2), st.sampled_from(":：∶"))
def test_a_ratio_to_one_reads_back(value: Decimal, sign: str) -> None:
    (token,) = scan(f"城乡居民收入比缩小至{value:f}{sign}1。")
    assert (token.low, token.unit) == (value, "∶1")


@given(st.decimals(min_value=0, max_value=10**15, places=3))
def test_chinese_numerals_are_read_as_they_are_spoken(value: Decimal) -> None:
    assert chinese_number(chinese_words(value)) == value


def q(low: str | None, high: str | None, unit: str, bound: Bound | None = None) -> Quantity:
    return Quantity(Decimal(low) if low else None, Decimal(high) if high else None, unit, bound)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("百分之五点二", q("5.2", "5.2", "%")),
        ("三成左右", q("3", "3", "成", Bound.ABOUT)),
        ("过半", q("50", None, "%", Bound.AT_LEAST)),
        ("一半", q("50", "50", "%")),
        ("两位数", q("10", None, "%", Bound.AT_LEAST)),
        ("零增长", q("0", "0", "%")),
        ("四分之三", q("75", "75", "%")),
        ("三分之二", None),
        ("翻一番", q("1", "1", "番")),
        ("翻两番", q("2", "2", "番")),
        ("三四个", q("3", "4", "个", Bound.RANGE)),
        ("一百二三十家", q("120", "130", "家", Bound.RANGE)),
        ("几十家", None),
        ("三十多家", q("30", None, "家", Bound.AT_LEAST)),
        ("1万余人", q("1", None, "万人", Bound.AT_LEAST)),
        ("一亿二千万元", q("120000000", "120000000", "元")),
        ("廿三个", q("23", "23", "个")),
        ("两成半", q("2.5", "2.5", "成")),
        ("三成五", q("3.5", "3.5", "成")),
        ("百分之五至六", q("5", "6", "%", Bound.RANGE)),
        ("十几个", None),
        ("一亿一千多万人", q("110000000", None, "人", Bound.AT_LEAST)),
        ("1/4", q("25", "25", "%")),
        ("近千亿元", q("1", "1", "千亿元", Bound.ABOUT)),
        ("至少3家", q("3", None, "家", Bound.AT_LEAST)),
        ("5万—6万吨", q("5", "6", "万吨", Bound.RANGE)),
        ("29微克/立方米", q("29", "29", "微克/立方米")),
        ("5%和6%", None),
        ("增长5%", None),
        ("", None),
    ],
)
def test_the_forms_that_have_a_value_of_their_own(text: str, quantity: Quantity | None) -> None:
    assert parse(text) == quantity


@given(
    st.text(
        alphabet="0５.．,%％‰万亿千百十一二两几数多半成倍番分之点第—-至到约超以上内左右年月日个家元位 *＊增长",
        max_size=40,
    )
)
def test_no_text_breaks_the_scan(text: str) -> None:
    parse(text)
    ends = 0
    for token in scan(text):
        assert ends <= token.start < token.number_end <= token.end <= len(text)
        ends = token.end


@pytest.mark.parametrize(
    "text",
    [
        *(
            "上百家企业",
            "上千名职工",
            "数百种产品",
            "逾百亿",
            "过千家",
            "过万人次",
            "破百亿",
            "成百上千",
            "成千上万",
            "廿余家",
        ),
        *("增长五.二个点", "百分之百", "三分之二强", "一千零一夜间" + "二十三家", "二" * 40 + "家"),
    ],
)
def test_no_numeral_passes_for_words(text: str) -> None:
    assert list(find_numerals(text))


@pytest.mark.parametrize(
    "text", ["千方百计", "万众一心", "一带一路", "千家万户", "百姓", "一系列", "统一", "基数分析", "参数百分制"]
)
def test_words_do_not_pass_for_numerals(text: str) -> None:
    assert not list(find_numerals(text))
