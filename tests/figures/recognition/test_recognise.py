"""What every number of a sentence measures."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.finder import Finder
from figures.measure import Measure
from figures.numerals import find_numerals
from figures.quantity import Bound
from figures.recognition import Recognised, Recogniser, RowKind
from figures.recognition.times import absolute_period
from tests.figures.told import CATALOGUE

RECOGNISER = Recogniser(Finder(CATALOGUE))
SHARED = Path(__file__).parents[4] / "shared"


def rows(text: str) -> list[Recognised]:
    return RECOGNISER.recognise(text)


def told(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    """Indicator, measure, comparator and form of each number that a table may tell."""
    return [
        (row.indicator, row.measure.value if row.measure else None, row.comparator, row.form)
        for row in rows(text)
        if row.fillable
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "地区生产总值增长5.2%，比全国、全省分别高0.2、0.1个百分点。",
            [
                ("地区生产总值", "yoy", None, "增长#%"),
                ("地区生产总值", "pp_diff", "全国", "比全国、全省分别高#"),
                ("地区生产总值", "pp_diff", "全省", "(高)#个百分点"),
            ],
        ),
        (
            "其中一、二、三产增加值分别增长3.5%、7%、5.1%。",
            [
                ("第一产业增加值", "yoy", None, "增长#%"),
                ("第二产业增加值", "yoy", None, "(增长)#%"),
                ("第三产业增加值", "yoy", None, "(增长)#%"),
            ],
        ),
        (
            "城镇调查失业率、居民消费价格涨幅分别控制在5.2%和3%以内。",
            [
                ("城镇调查失业率", "value", None, "#%(以内)"),
                ("居民消费价格指数", "yoy", None, "#%以内"),
            ],
        ),
        (
            "城镇、农村居民人均可支配收入分别增长5.3%、7.3%。",
            [("城镇居民人均可支配收入", "yoy", None, "增长#%"), ("农村居民人均可支配收入", "yoy", None, "(增长)#%")],
        ),
        (
            "规上工业增加值、固定资产投资分别下降1.2%和2.3%。",
            [("规模以上工业增加值", "yoy", None, "下降#%"), ("固定资产投资", "yoy", None, "(下降)#%")],
        ),
        (
            "第一产业增加值100亿元，增长3.9%，拉动全市经济增长0.4个百分点。",
            [
                ("第一产业增加值", "value", None, "#亿元"),
                ("第一产业增加值", "yoy", None, "增长#%"),
                ("第一产业增加值", "pp_contribution", "地区生产总值", "增长#个百分点"),
            ],
        ),
        (
            "非税收入占一般公共预算收入的31.4%，比重同比下降1.0个百分点。",
            [("非税收入", "share", "一般公共预算收入", "#%"), ("非税收入", "share_change", None, "下降#个百分点")],
        ),
        (
            "城镇新增就业1.7万人，完成全年目标的56.7%。",
            [("城镇新增就业", "value", None, "#万人"), ("城镇新增就业", "completion", None, "#%")],
        ),
        (
            "地区生产总值增速比一季度回落0.3个百分点。",
            [("地区生产总值", "rate_change", "一季度", "比一季度回落#个百分点")],
        ),
        (
            "新开工、竣工重大项目分别达到185项、98项以上。",
            [("新开工重大项目", "count", None, "#项(以上)"), ("竣工重大项目", "count", None, "#项以上")],
        ),
    ],
)
def test_each_number_is_told_with_its_indicator_measure_and_wording(text: str, expected: list[object]) -> None:
    assert told(text) == expected


def test_a_county_is_told_with_its_region() -> None:
    (row,) = rows("云峤县规上工业增加值下降3.0%。")
    assert (row.indicator, row.region, row.direction, row.low) == (
        "规模以上工业增加值",
        "云峤县",
        "down",
        Decimal("3.0"),
    )


def test_what_lies_ahead_is_a_target_with_its_bound() -> None:
    aims = rows("力争全年规上工业增加值增长7%以上，城镇登记失业率控制在4%以内。")
    assert [(row.kind, row.bound, row.low, row.high) for row in aims] == [
        (RowKind.TARGET, Bound.AT_LEAST, Decimal(7), None),
        (RowKind.TARGET, Bound.AT_MOST, None, Decimal(4)),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2025年7月18日", ["date", "date", "date"]),
        ("*书记到会", ["name"]),
        ("每月调度1次，办好十项为民实事。", ["count_policy", "count_policy"]),
        ("居全省第3位", ["ordinal"]),
        ("第二批项目", ["other"]),
    ],
)
def test_what_is_no_figure_is_told_apart(text: str, kinds: list[str]) -> None:
    assert [row.kind.value for row in rows(text)] == kinds
    assert not [row for row in rows(text) if row.fillable and row.kind is not RowKind.ORDINAL]


@pytest.mark.parametrize("written", ["５．２％", "5.2%", "百分之五点二"])
def test_a_number_reads_the_same_in_every_script(written: str) -> None:
    (row,) = rows(f"地区生产总值增长{written}。")
    assert (row.low, row.measure, row.indicator) == (Decimal("5.2"), Measure.YOY, "地区生产总值")


@pytest.mark.parametrize("text", ["投资增长*%。", "投资*亿元，增长*%。", "比全国、全区分别高*、*个百分点。"])
def test_masks_are_read_like_the_numbers_they_stand_for(text: str) -> None:
    masked, plain = rows(text), rows(text.replace("*", "5"))
    assert all(row.masked and row.low is None for row in masked)
    assert [(row.measure, row.unit, row.comparator, row.form) for row in masked] == [
        (row.measure, row.unit, row.comparator, row.form) for row in plain
    ]


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "地区生产总值",
                "固定资产投资",
                "同比",
                "增长",
                "下降",
                "比全国",
                "分别",
                "、",
                "，",
                "。",
                "\n",
                "全年",
                "力争",
                "第",
            ),
            *(
                "5.2%",
                "*",
                "100亿元",
                "三成",
                "6月末",
                "2025年",
                "以上",
                "左右",
                "个百分点",
                "（",
                "）",
                "“",
                "十",
                "亿元",
                "—",
                "占",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@given(st.one_of(WORDS, st.text(max_size=40)))
def test_rows_stand_in_order_within_the_text_and_miss_no_numeral(text: str) -> None:
    found = rows(text)
    assert all(0 <= row.start < row.end <= len(text) and text[row.start : row.end] == row.text for row in found)
    assert all(row.phrase[0] <= row.start and row.phrase[1] == row.end for row in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for row in found for at in range(row.start, row.end)}
    assert all(numeral.start in covered for numeral in find_numerals(text))


def _labels() -> Iterator[dict[str, object]]:
    for line in (SHARED / "seed" / "slots_part1.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the real speech at ../shared is not there")
def test_the_masks_of_a_real_speech_are_read_as_a_person_labelled_them() -> None:
    text = (SHARED / "seed" / "speech_2021_masked.txt").read_bytes().decode()
    by_place = {row.start: row for row in rows(text)}
    right = wrong = 0
    for label in _labels():
        place = label["char"]
        assert isinstance(place, int)
        if not label["fillable"]:
            continue
        row = by_place.get(place)
        if row is not None and row.fillable and (row.measure and row.measure.value) == label["measure"]:
            right += 1
        else:
            wrong += 1
    assert right >= 0.9 * (right + wrong) and right > 50, (right, wrong)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("批发业、餐饮业销售（营业）额分别增长5%、6%。", ["批发业销售额", "餐饮业营业额"]),
        ("全年新（改）建农村公路120公里。", ["新建农村公路"]),
        ("高质量打造14个区级特色赛道集聚区。", ["打造区级特色赛道集聚区"]),
        ("加快推进滨江枢纽、北站等16个重大基础设施项目。", ["重大基础设施项目"]),
        ("确保6月底前竣工率达80%。", ["竣工率"]),
        ("力争重大项目开工20项、竣工30项。", ["重大项目开工", "重大项目竣工"]),
        ("实现80%以上的政务服务事项网上可办。", ["政务服务事项网上可办"]),
        ("引进专业技术人才1.2万人。", ["引进专业技术人才"]),
        ("着力培育一批龙头，同步压减70%。", [None]),
        ("地区生产总值增长5%，总量突破2000亿元。", ["地区生产总值", "地区生产总值"]),
        ("粮食生产再获丰收，总产达到120万吨。", ["粮食产量"]),
        ("进出口总额在对美贸易下降3成的情况下增长12%。", ["对美贸易", "货物进出口总额"]),
        ("居民人均可支配收入由2.5万元增加到3.5万元。", ["居民人均可支配收入", "居民人均可支配收入"]),
        ("中小项目投资持续下滑，项目投资下降8%。", ["中小项目投资"]),
        ("重大项目投资持续发力，300个项目开工。", ["项目开工"]),
    ],
)
def test_what_is_named_stands_without_the_words_around_it(text: str, indicators: list[str | None]) -> None:
    told = (RowKind.FIGURE, RowKind.TARGET, RowKind.COUNT_POLICY)
    assert [row.indicator for row in rows(text) if row.kind in told] == indicators


def test_an_amount_is_never_told_of_what_is_measured_otherwise() -> None:
    row = rows("固定资产投资380个。")[0]
    assert (row.indicator, row.known) == ("固定资产投资", False)


@pytest.mark.parametrize(
    ("text", "document", "periods"),
    [
        ("一季度地区生产总值增长5%，上半年增长6%。", "2026H1", ["2026Q1", "2026H1"]),
        ("一季度地区生产总值增长5%，上半年增长6%。", None, ["Q1", "H1"]),
        ("2024年二季度地区生产总值增长5%，三季度增长6%。", None, ["2024Q2", "2024Q3"]),
        ("1—5月地区生产总值增长5%。", "2026H1", ["2026M1-5"]),
        ("6月末各项贷款余额增长5%。", "2026H1", ["2026H1"]),
        ("6月份社会消费品零售总额增长5%。", "2026H1", ["2026-06"]),
        ("去年地区生产总值增长5%，今年上半年增长6%。", "2026H1", ["2025", "2026H1"]),
        ("地区生产总值增长5%，比去年同期提高1个百分点。", "2026H1", ["2026H1", "2026H1"]),
        ("前三季度地区生产总值增长5%。", "2026", ["2025M1-9"]),
        ("地区生产总值增长5%。", "2026", ["2025"]),
        ("“十四五”以来投资年均增长5%。", "2026H1", ["other"]),
    ],
)
def test_a_period_is_absolute_where_text_or_document_tells_the_year(
    text: str, document: str | None, periods: list[str]
) -> None:
    assert [absolute_period(row, document) for row in rows(text) if row.kind is RowKind.FIGURE] == periods


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("二、下半年工作重点\n加快6个行政村综合示范村建设。", RowKind.COUNT_POLICY),
        ("二、下半年工作重点\n抓好28个省级重点项目。", RowKind.COUNT_POLICY),
        ("二、下半年工作重点\n新建示范村6个。", RowKind.TARGET),
        ("二、下半年工作重点\n首批12栋已全部竣工。", RowKind.FIGURE),
    ],
)
def test_a_task_is_no_aim_and_what_is_done_lies_behind(text: str, kind: RowKind) -> None:
    assert [row.kind for row in rows(text) if row.kind is not RowKind.OTHER][-1] is kind


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("改造老旧小区70个，常住人口城镇化率达到58%。", "常住人口城镇化率"),
        ("提请市人大常委会审议地方性法规草案7项。", "提请市人大常委会审议地方性法规草案"),
        ("脱贫县农村居民人均可支配收入增长8%。", "脱贫县农村居民人均可支配收入"),
    ],
)
def test_a_kind_of_place_is_no_place(text: str, indicator: str) -> None:
    last = rows(text)[-1]
    assert (last.indicator, last.region) == (indicator, None)
