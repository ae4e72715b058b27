"""Forms filled with quantities: verbs follow signs, bounds keep their sense, units convert exactly."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figures.measure import Measure
from figures.quantity import Bound, Quantity
from figures.wording import SIGNED, UnitMismatch, Unwritable, turned, usual_form, write

RISE = [
    "增长",
    "上涨",
    "提高",
    "增加",
    "净增",
    "上升",
    "攀升",
    "提升",
    "回升",
    "加快",
    "扩大",
    "高于",
    "高出",
    "高",
    "快于",
    "快",
    "多于",
    "多",
]
RISE += ["领先", "拉动", "涨", "增", "涨幅", "增幅"]
FALL = [
    "下降",
    "下滑",
    "下跌",
    "回落",
    "降低",
    "减少",
    "缩减",
    "压减",
    "净减",
    "放缓",
    "收窄",
    "低于",
    "低",
    "慢于",
    "慢",
    "少于",
    "少",
    "落后",
]
FALL += ["下拉", "跌", "降", "减", "跌幅", "降幅"]
BOUNDS = ["", "以上", "以内", "左右"]
amounts = st.decimals(min_value=-9999, max_value=9999, places=2, allow_nan=False, allow_infinity=False)
signed = st.sampled_from(sorted(SIGNED))
forms = st.builds(
    "{}{}{}#{}{}".format,
    st.sampled_from(["", "同比", "环比", "比全国", "比全国、全省分别", "比上年同期", "较一季度", "名义"]),
    st.sampled_from(RISE + FALL),
    st.sampled_from(["", "了", "约", "超过", "不低于", "不超过", "近", "了近"]),
    st.just("%"),
    st.sampled_from(BOUNDS),
)


def exact(value: str, unit: str = "%") -> Quantity:
    return Quantity.exact(Decimal(value), unit)


def said(text: str) -> str:
    """The verb nearest before the number, or 持平."""
    if "持平" in text:
        return "持平"
    before = re.split(r"\d", text, maxsplit=1)[0]
    verbs = sorted(RISE + FALL, key=len, reverse=True)
    stem = re.sub(r"(?:了|约为?|超过|不低于|不超过|近|达到?)+$", "", before)
    return next((verb for verb in verbs if stem.endswith(verb)), "")


def of_a_size(form: str, measure: Measure) -> bool:
    """Whether the form tells of a move's size (收窄), which takes the move itself to be told."""
    return measure is Measure.RATE_CHANGE and ("收窄" in form or "扩大" in form)


@given(form=forms, value=amounts, measure=signed)
def test_the_verb_never_contradicts_the_sign(form: str, value: Decimal, measure: Measure) -> None:
    try:
        written = write(form, Quantity.exact(value, "%"), measure)
    except Unwritable:
        assert value == 0 or of_a_size(form, measure)  # only a pull of nothing, or the size of no move, has no words
        return
    verb = said(written.text)
    assert verb == written.verb
    assert (verb == "持平") == (value == 0)
    assert value <= 0 or verb in RISE, written
    assert value >= 0 or verb in FALL, written


@given(form=forms, value=amounts, measure=signed)
def test_the_magnitude_printed_is_that_of_the_quantity(form: str, value: Decimal, measure: Measure) -> None:
    assume(value != 0 and not of_a_size(form, measure))
    written = write(form, Quantity.exact(value, "%"), measure)
    numbers = re.findall(r"-?\d+(?:\.\d+)?", written.text)
    assert [Decimal(number) for number in numbers] == [abs(value)]


@given(value=amounts, decimals=st.integers(0, 2), measure=signed)
def test_rounding_is_half_up_and_never_leaves_a_verb_beside_zero(
    value: Decimal, decimals: int, measure: Measure
) -> None:
    assume(measure is not Measure.PP_CONTRIBUTION)
    written = write("增长#%", Quantity.exact(value, "%"), measure, decimals=decimals)
    shown = re.search(r"[\d.]+", written.text)
    if shown is None:
        assert written.verb == "持平" and abs(value) < Decimal("0.5").scaleb(-decimals)
    else:
        assert abs(Decimal(shown[0]) - abs(value)) <= Decimal("0.5").scaleb(-decimals) and Decimal(shown[0]) != 0


@given(values=st.lists(amounts, min_size=2, max_size=4), first=st.sampled_from(RISE[:9] + FALL[:5]))
def test_a_list_says_its_verb_once_while_signs_agree_and_each_its_own_when_not(
    values: list[Decimal], first: str
) -> None:
    spoken, texts = "", []
    for at, value in enumerate(values):
        form = f"{first}#%" if at == 0 else f"({first})#%"
        written = write(
            form, Quantity.exact(value, "%"), Measure.YOY, spoken=spoken, before="分别" if at == 0 else "、"
        )
        texts.append((value, written.text, spoken))
        spoken = written.verb
    for value, text, earlier in texts:
        if value == 0:
            assert "持平" in text
        elif said(text):
            assert said(text) in (RISE if value > 0 else FALL)
        else:  # carried: what was said last is what is meant
            assert earlier in (RISE if value > 0 else FALL)
    signs = {value > 0 for value in values}
    if len(signs) == 1 and 0 not in values:
        assert [bool(said(text)) for _, text, _ in texts] == [True] + [False] * (len(values) - 1)


@pytest.mark.parametrize(
    ("form", "low", "high", "bound", "text"),
    [
        ("增长#%以上", "5", None, Bound.AT_LEAST, "增长5%以上"),
        ("增长#%", "5", None, Bound.AT_LEAST, "增长5%以上"),
        ("增长#%左右", "5", None, Bound.AT_LEAST, "增长5%以上"),
        ("增长超过#%", "5", None, Bound.AT_LEAST, "增长超过5%"),
        ("增长#%左右", "5", "5", Bound.ABOUT, "增长5%左右"),
        ("增长约#%", "5", "5", Bound.ABOUT, "增长约5%"),
        ("增长#%以上", "5", "5", None, "增长5%"),
        ("增长#%", "6", "6.5", Bound.RANGE, "增长6%—6.5%"),
        ("下降#%以上", None, "-2.5", Bound.AT_MOST, "下降2.5%以上"),
        ("下降#%以内", "-2.5", None, Bound.AT_LEAST, "下降2.5%以内"),
        ("增长#%以上", None, "-2.5", Bound.AT_MOST, "下降2.5%以上"),
        ("下降#%", "-3", "-2", Bound.RANGE, "下降2%—3%"),
        ("下降#%以上", "3", None, Bound.AT_LEAST, "增长3%以上"),
        ("增长#%左右", "0", "0", Bound.ABOUT, "与上年同期基本持平"),
        ("增长#%(以上)", "5", None, Bound.AT_LEAST, "增长5%"),
        ("增长#%(以上)", "5", "5", Bound.ABOUT, "增长5%左右"),
    ],
)
def test_bounds_keep_their_sense(form: str, low: str | None, high: str | None, bound: Bound | None, text: str) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    assert write(form, Quantity(*ends, "%", bound), Measure.YOY).text == text


@pytest.mark.parametrize(
    ("form", "low", "high", "bound", "text"),
    [
        ("控制在#%以内", None, "4", Bound.AT_MOST, "控制在4%以内"),
        ("控制在#%以内", "4", "4", Bound.ABOUT, "控制在4%左右"),
        ("达到#%以上", "97", None, Bound.AT_LEAST, "达到97%以上"),
        ("突破#%", "97", None, Bound.AT_LEAST, "突破97%"),
        ("突破#%", "97", "97", None, "97%"),
        ("不到#%", "97", "97", None, "97%"),
        ("#%以内", None, "-2", Bound.AT_MOST, "-2%以下"),
    ],
)
def test_an_amount_keeps_its_bounds_too(
    form: str, low: str | None, high: str | None, bound: Bound | None, text: str
) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    assert write(form, Quantity(*ends, "%", bound), Measure.VALUE).text == text


def test_a_range_that_both_falls_and_rises_has_no_verb() -> None:
    with pytest.raises(Unwritable, match="有升有降"):
        write("增长#%", Quantity(Decimal(-1), Decimal(2), "%", Bound.RANGE), Measure.YOY)


@pytest.mark.parametrize(
    ("form", "measure", "before", "text"),
    [
        ("增长#%", Measure.YOY, "产量", "与上年同期持平"),
        ("增长#%", Measure.YOY, "产量同比", "持平"),
        ("同比增长#%", Measure.YOY, "产量", "同比持平"),
        ("增长#%", Measure.TWO_YEAR_AVG, "两年平均", "持平"),
        ("比全国高#%", Measure.PP_DIFF, "", "与全国持平"),
        ("高于全国平均#%", Measure.PP_DIFF, "", "与全国平均持平"),
        ("比上年同期增加#%", Measure.DIFFERENCE, "", "与上年同期持平"),
        ("比全国、全省分别高#", Measure.PP_DIFF, "", "比全国、全省分别持平"),
    ],
)
def test_no_change_is_told_in_words(form: str, measure: Measure, before: str, text: str) -> None:
    assert write(form, exact("0"), measure, before=before).text == text


RATE_CHANGE = Measure.RATE_CHANGE


def changed(form: str, change: str, rate: str | None, before: str = "") -> str:
    told = None if rate is None else Decimal(rate)
    return write(form, exact(change, "个百分点"), RATE_CHANGE, before=before, rate=told).text


@pytest.mark.parametrize(
    ("form", "change", "rate", "before", "text"),
    [
        ("收窄#个百分点", "0.5", "-2", "降幅比一季度", "收窄0.5个百分点"),
        ("比一季度扩大#个百分点", "0.5", "-2", "降幅", "比一季度收窄0.5个百分点"),
        ("收窄#个百分点", "-0.5", "-2", "跌幅", "扩大0.5个百分点"),
        ("降幅比一季度收窄#个百分点", "0.5", "-2", "", "降幅比一季度收窄0.5个百分点"),
        ("降幅比一季度收窄#个百分点", "0", "-2", "", "降幅与一季度持平"),
        ("降幅比一季度收窄#个百分点", "3", "1", "", "增速比一季度提高3个百分点"),  # from a fall to a rise
        ("降幅比一季度收窄#个百分点", "-3", "-2", "", "增速比一季度回落3个百分点"),  # from a rise to a fall
        ("降幅比一季度扩大#个百分点", "0", "0", "", "增速与一季度持平"),
        ("降幅比一季度收窄#个百分点", "0.5", None, "", "增速比一季度提高0.5个百分点"),
        ("增幅比一季度扩大#个百分点", "0.5", "-0.2", "", "增速比一季度提高0.5个百分点"),
        ("增幅比一季度扩大#个百分点", "-0.5", "3", "", "增幅比一季度收窄0.5个百分点"),
        ("增幅比一季度扩大#个百分点", "-0.5", None, "", "增幅比一季度收窄0.5个百分点"),
        ("比上年全年收窄#个百分点", "1", "-2", "降幅比一季度收窄2个百分点，", "比上年全年收窄1个百分点"),
        ("比上年全年收窄#个百分点", "1", "-2", "", "比上年全年收窄1个百分点"),
        ("增速比一季度提高#个百分点", "-1", "-2", "", "增速比一季度回落1个百分点"),
    ],
)
def test_the_size_of_a_move_is_told_only_of_a_move_that_was_and_is(
    form: str, change: str, rate: str | None, before: str, text: str
) -> None:
    assert changed(form, change, rate, before) == text


@pytest.mark.parametrize(
    ("change", "rate", "before"),
    [("0.5", "1", "降幅比一季度"), ("-3", "-2", "降幅"), ("0.5", None, "降幅"), ("0.5", "-1", "增幅比一季度")],
)
def test_the_size_of_a_move_in_the_words_before_is_refused_where_there_is_none(
    change: str, rate: str | None, before: str
) -> None:
    with pytest.raises(Unwritable):
        changed("收窄#个百分点", change, rate, before)


@pytest.mark.parametrize(
    ("value", "after", "text"),
    [
        ("1.5", "的正增长", "1.5%"),
        ("-1.5", "的负增长", "1.5%"),
        ("-1.5", "的降幅", "1.5%"),
        ("-1.5", "的增速", "-1.5%"),
    ],
)
def test_a_verb_behind_the_number_tells_its_direction(value: str, after: str, text: str) -> None:
    assert write("#%", exact(value), Measure.YOY, after=after).text == text


@pytest.mark.parametrize(("value", "after"), [("-1.5", "的正增长"), ("1.5", "的负增长"), ("0", "的增长")])
def test_a_verb_behind_the_number_is_never_contradicted(value: str, after: str) -> None:
    with pytest.raises(Unwritable):
        write("#%", exact(value), Measure.YOY, after=after)


def test_a_rate_that_reaches_so_high_compares_nothing() -> None:
    assert write("高达#%", exact("12.1"), Measure.YOY, before="投资增速").text == "高达12.1%"
    assert write("低至#%", exact("3.2"), Measure.VALUE).text == "低至3.2%"
    with pytest.raises(Unwritable):
        write("高达#%", exact("-12.1"), Measure.YOY, before="投资增速")


@pytest.mark.parametrize(
    ("before", "value", "text"),
    [
        ("正向拉动全市投资", "1.5", "1.5个百分点"),
        ("负向拉动全市投资", "-1.5", "1.5个百分点"),
        ("正向拉动全市投资", "-1.5", None),
        ("负向拉动全市投资", "1.5", None),
    ],
)
def test_what_pulls_by_the_words_before_is_never_contradicted(before: str, value: str, text: str | None) -> None:
    if text is None:
        with pytest.raises(Unwritable):
            write("#个百分点", exact(value, "个百分点"), Measure.PP_CONTRIBUTION, before=before)
    else:
        assert write("#个百分点", exact(value, "个百分点"), Measure.PP_CONTRIBUTION, before=before).text == text


def test_prices_rise_by_their_own_verb() -> None:
    assert write("下降#%", exact("0.4"), Measure.YOY, of_prices=True).text == "上涨0.4%"
    assert not turned("增长#%", "上涨") and turned("下降#%", "上涨") and turned("增长#%", "持平")


@pytest.mark.parametrize("form", ["萎缩#%", "反弹#%", "新增#%"])
def test_a_verb_of_unknown_direction_is_refused(form: str) -> None:
    with pytest.raises(Unwritable):
        write(form, exact("5"), Measure.YOY)


def test_a_verb_in_the_words_before_is_held_against_the_sign() -> None:
    assert write("#%", exact("-5"), Measure.YOY, before="同比下降").text == "5%"
    assert write("#%", exact("-5"), Measure.YOY, before="增速为").text == "-5%"
    assert write("增速为#%", exact("-5"), Measure.YOY).text == "增速为-5%"
    with pytest.raises(Unwritable, match="方向相反"):
        write("#%", exact("-5"), Measure.YOY, before="同比增长")
    with pytest.raises(Unwritable, match="零"):
        write("#%", exact("0"), Measure.YOY, before="同比增长了")


@given(st.sampled_from(sorted(Measure)), amounts)
def test_a_slot_without_a_form_is_written_in_the_usual_one(measure: Measure, value: Decimal) -> None:
    unit = "位" if measure is Measure.RANK else "%"
    written = write("", Quantity.exact(value, unit), measure)
    assert written == write(usual_form(measure, unit), Quantity.exact(value, unit), measure)
    assert unit in written.text or value == 0


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_units_of_one_kind_convert_exactly(value: Decimal) -> None:
    ten_thousands = write("#万元", Quantity.exact(value, "亿元"), Measure.VALUE).text.removesuffix("万元")
    assert Decimal(ten_thousands) == value * 10_000
    back = write("#亿元", Quantity.exact(Decimal(ten_thousands), "万元"), Measure.VALUE).text.removesuffix("亿元")
    assert Decimal(back) == value and "E" not in ten_thousands + back


@pytest.mark.parametrize(
    ("form", "value", "unit", "text"),
    [
        ("#万人", "120000", "人", "12万人"),
        ("#家", "45", "户", "45家"),
        ("#％", "5.2", "%", "5.2％"),
        ("#亿元", "671.10", "亿元", "671.10亿元"),
        ("#(万人)", "120000", "人", "12"),
        ("#元", "0.5", "亿元", "0.5亿元"),
        ("#万元", "12.3456", "亿元", "123456万元"),
        ("#万元", "12.3", "亿元", "12.3亿元"),
        ("#吨", "1.25", "万吨", "1.25万吨"),
    ],
)
def test_units_as_they_are_read(form: str, value: str, unit: str, text: str) -> None:
    assert write(form, exact(value, unit), Measure.VALUE).text == text


@pytest.mark.parametrize(("form", "unit"), [("#亿元", "%"), ("#万人", "万元"), ("#美元", "元"), ("#%", "个百分点")])
def test_units_of_two_kinds_do_not_meet(form: str, unit: str) -> None:
    with pytest.raises(UnitMismatch, match="单位"):
        write(form, exact("5", unit), Measure.VALUE)


def test_a_list_that_says_its_unit_once_does_not_make_a_figure_finer_than_it_is() -> None:
    with pytest.raises(Unwritable, match="显得比原数精确"):
        write("#(万元)", exact("12.3", "亿元"), Measure.VALUE)


def test_growth_in_multiples_is_told_in_per_cent() -> None:
    assert write("增长#倍", exact("35"), Measure.YOY).text == "增长35%"
    assert write("增长#成", exact("-35"), Measure.YOY).text == "下降35%"
