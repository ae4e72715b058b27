"""Wrong fills: sentences that are easily misread, over tables that hold the near figure, and what must come out.

The promise is that a number on the page is the right verified figure or a visible `*`, never a wrong value. Each case
goes the whole way from a past sentence of 2025 to the page of 2026.
"""

import random
from collections.abc import Iterable
from decimal import Decimal

import pytest

from corpus.model import Span
from corpus.outline import parse_speech
from drafting.rendering.render import Renderer
from drafting.reuse.writer import Past, ReuseWriter
from figures.figure import Figure, FigureKind
from figures.finder import Finder
from figures.period import Period
from figures.recognition import Recogniser
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.snapshot import Snapshot
from tests.figures.told import CATALOGUE, figure
from tests.sample_book import CITY, sample

THEN, NOW = Period.parse("2025H1"), Period.parse("2026H1")


def _figures(told: str) -> list[Figure]:
    """地区生产总值|同比|2026H1=5.1% 目标:…=…, one a blank; the region is the city unless told."""
    figures = []
    for entry in told.split():
        place, _, amount = entry.partition("=")
        number = amount.rstrip("%亿万元家户人位次吨头个百分点")
        kind = FigureKind.TARGET if place.startswith("目标:") else FigureKind.ACTUAL
        figures.append(figure(place.removeprefix("目标:"), number, amount.removeprefix(number), kind=kind))
    return figures


def _page(sentence: str, figures: Iterable[Figure]) -> str:
    """What the sentence of 2025 reads like in 2026 with `figures` verified."""
    figures = tuple(figures)
    told = Snapshot(figures, CATALOGUE, CITY).indicators()
    catalogue = CATALOGUE.extended(told)
    recogniser = Recogniser(Finder(catalogue, told=told, own=catalogue.names - CATALOGUE.names))
    speech = parse_speech(sentence)
    past = Past("往年.docx", speech, tuple(recogniser.recognise(speech.text)), THEN)
    pieces = ReuseWriter(NOW, CITY).line(past, Span(0, len(speech.text)))
    return Renderer(Resolver(Snapshot(figures, catalogue, CITY), catalogue), catalogue, NOW, {}).line(pieces)


NARROWER = [
    ("规上工业中小企业增加值增长5.1%。", "规模以上工业增加值|同比|2026H1=9.9%", "规上工业中小企业增加值增长*%。"),
    ("石化产业增加值增长5.1%。", "文化产业增加值|同比|2026H1=9.9%", "石化产业增加值增长*%。"),
    ("新能源汽车销量增长21%。", "新能源汽车产量|同比|2026H1=9.9%", "新能源汽车销量增长*%。"),
    ("商品房销售量下降3%。", "商品房销售额|同比|2026H1=9.9%", "商品房销售量下降*%。"),
    ("市本级一般公共预算收入增长5%。", "一般公共预算收入|同比|2026H1=9.9%", "市本级一般公共预算收入增长*%。"),
    (
        "企业存款余额增长5%。",
        "金融机构本外币各项存款余额|同比|2026H1=9.9%",
        "企业存款余额增长*%。",
    ),
    ("农村的固定资产投资增长5%。", "固定资产投资|同比|2026H1=9.9%", "农村的固定资产投资增长*%。"),
    ("民营企业出口增长5%。", "货物出口总额|同比|2026H1=9.9% 民营企业进出口额|同比|2026H1=8.8%", "民营企业出口增长*%。"),
    ("带动社会消费品零售总额3.2亿元。", "社会消费品零售总额|总量|2026H1=99亿元", "带动社会消费品零售总额*亿元。"),
    ("5000万元以上项目投资增长5%。", "500万元以上项目投资|同比|2026H1=9.9%", "*万元以上项目投资增长*%。"),
    ("亏损企业亏损额下降5%。", "规上工业企业亏损面|同比|2026H1=9.9%", "亏损企业亏损额下降*%。"),
]

FOOTINGS = [
    ("剔除房地产，固定资产投资增长8.1%。", "固定资产投资|同比|2026H1=9.9%", "剔除房地产，固定资产投资增长*%。"),
    ("固定资产投资（不含房地产）增长8.1%。", "固定资产投资|同比|2026H1=9.9%", "固定资产投资（不含房地产）增长*%。"),
    ("税收收入同口径增长3.2%。", "税收收入|同比|2026H1=9.9%", "税收收入同口径增长*%。"),
    (
        "地区生产总值名义增长4%，实际增长5%。",
        "地区生产总值|同比|2026H1=9.9%",
        "地区生产总值名义增长*%，实际增长9.9%。",
    ),
    (
        "城镇居民人均可支配收入实际增长4%。",
        "城镇居民人均可支配收入|同比|2026H1=9.9%",
        "城镇居民人均可支配收入实际增长*%。",
    ),
    ("与2019年同期相比，固定资产投资增长8%。", "固定资产投资|同比|2026H1=9.9%", "与*年同期相比，固定资产投资增长*%。"),
    ("一般公共预算收入增收3.2亿元。", "一般公共预算收入|总量|2026H1=99亿元", "一般公共预算收入增收*亿元。"),
    ("固定资产投资月均完成60亿元。", "固定资产投资|总量|2026H1=99亿元", "固定资产投资月均完成*亿元。"),
    (
        "固定资产投资没有实现5%的预期增长。",
        "固定资产投资|同比|2026H1=9.9%",
        "固定资产投资没有实现*%的预期增长。",
    ),
    (
        "规上工业增加值增长5%以上的企业有86家。",
        "规模以上工业增加值|同比|2026H1=9.9%",
        "规上工业增加值增长*%以上的企业有*家。",
    ),
    ("地区生产总值突破千亿元大关。", "地区生产总值|总量|2026H1=1250亿元", "地区生产总值突破*元大关。"),
    ("规上工业企业数连续5个月增加。", "规模以上工业企业数|数量|2026H1=99家", "规上工业企业数连续*个月增加。"),
]

TIMES = [
    (
        "“十四五”以来，累计完成固定资产投资2300亿元。",
        "固定资产投资|总量|2026H1=99亿元",
        "“十四五”以来，累计完成固定资产投资*亿元。",
    ),
    (
        "三年来，固定资产投资累计完成2300亿元。",
        "固定资产投资|总量|2026H1=99亿元",
        "三年来，固定资产投资累计完成*亿元。",
    ),
    ("前五个月，固定资产投资增长5%。", "固定资产投资|同比|2026H1=9.9%", "前*个月，固定资产投资增长*%。"),
    ("1—5月，固定资产投资增长5%。", "固定资产投资|同比|2026H1=9.9%", "*月，固定资产投资增长*%。"),
    ("国庆假期接待游客35万人次。", "接待游客人次|总量|2026H1=99万人次", "国庆假期接待游客*万人次。"),
    (
        "去年全年，固定资产投资增长5%，今年上半年增长6%。",
        "固定资产投资|同比|2026H1=3.3% 固定资产投资|同比|2025=4.4% 目标:固定资产投资|同比|2026=9.9%",
        "去年全年，固定资产投资增长4.4%，今年上半年增长3.3%。",
    ),
    (
        "三季度固定资产投资须增长7%以上。",
        "目标:固定资产投资|同比|2026=9.9%",
        "三季度固定资产投资须增长*%以上。",
    ),
    (
        "规上工业增加值增长目标为7%，实际完成5.2%。",
        "目标:规模以上工业增加值|同比|2026=7.7% 规模以上工业增加值|同比|2026H1=3.3%",
        "规上工业增加值增长目标为7.7%，实际完成3.3%。",
    ),
]

MEASURES = [
    (
        "税收占一般公共预算收入的比重由60%下降至58%。",
        "税收收入|同比|2026H1=9.9% 税收收入|占比|2026H1=57.7%",
        "税收占一般公共预算收入的比重由*%下降至57.7%。",
    ),
    (
        "城镇登记失业率由3.1%降至2.7%。",
        "城镇登记失业率|同比|2026H1=9.9% 城镇登记失业率|总量|2026H1=2.6%",
        "城镇登记失业率由*%降至2.6%。",
    ),
    ("固定资产投资完成目标的45.1%。", "固定资产投资|同比|2026H1=9.9%", "固定资产投资完成目标的*%。"),
    (
        "城镇居民人均可支配收入2.3万元。",
        "城镇居民人均可支配收入|总量|2026H1=23456元",
        "城镇居民人均可支配收入2.3456万元。",
    ),
    ("住户存款增加52亿元。", "住户存款余额|总量|2026H1=99亿元", "住户存款增加*亿元。"),
    (
        "贷款余额比年初增加60亿元。",
        "金融机构本外币各项贷款余额|总量|2026H1=990亿元 金融机构本外币各项贷款余额|总量|2025H1=900亿元",
        "贷款余额比年初增加*亿元。",
    ),
    (
        "地区生产总值总量居全省第5位、增速居全省第3位。",
        "地区生产总值|位次|2026H1||全省=9位",
        "地区生产总值总量居全省第*位、增速居全省第*位。",
    ),
    (
        "地区生产总值1250亿元，居全省第5位，增长5.6%，居全省第3位。",
        "地区生产总值|位次|2026H1||全省=9位 地区生产总值|位次|2026H1||全省（总量）=4位",
        "地区生产总值*亿元，居全省第4位，增长*%，居全省第9位。",
    ),
    (
        "工业增加值占地区生产总值的比重为32%，比去年提高1个百分点。",
        "工业增加值|占比变化|2026H1=9.9个百分点",
        "工业增加值占地区生产总值的比重为*%，比去年提高*个百分点。",
    ),
]

SUBJECTS = [
    ("装备制造业增长8%。", "装备制造业产值|同比|2026H1=9.9%", "装备制造业增长*%。"),
    (
        "规上工业增加值增长5.2%。其中，装备制造业增长8.3%。",
        "装备制造业产值|同比|2026H1=9.9% 高技术制造业投资|同比|2026H1=8.8%",
        "规上工业增加值增长*%。其中，装备制造业增长*%。",
    ),
    (
        "固定资产投资增长3.2%，其中第二产业增长6.2%。",
        "第二产业增加值|同比|2026H1=9.9% 第二产业投资|同比|2026H1=4.4%",
        "固定资产投资增长*%，其中第二产业增长4.4%。",
    ),
    (
        "全社会用电量增长4.5%，其中第二产业增长3.1%。",
        "第二产业增加值|同比|2026H1=9.9%",
        "全社会用电量增长*%，其中第二产业增长*%。",
    ),
    (
        "地区生产总值、固定资产投资、社会消费品零售总额分别增长5%、6%。",
        "地区生产总值|同比|2026H1=9.9% 固定资产投资|同比|2026H1=8.8% 社会消费品零售总额|同比|2026H1=7.7%",
        "地区生产总值、固定资产投资、社会消费品零售总额分别增长*%、*%。",
    ),
    (
        "一般公共预算收入、税收收入分别完成86亿元、60亿元，增长3%、4%。",
        "一般公共预算收入|同比|2026H1=1.1% 税收收入|同比|2026H1=2.2%",
        "一般公共预算收入、税收收入分别完成*亿元、*亿元，增长1.1%、2.2%。",
    ),
    ("三次产业分别增长3%、4%、5%。", "三次产业结构|同比|2026H1=9.9%", "三次产业分别增长*%、*%、*%。"),
]

PLACES = [
    (
        "全省固定资产投资增长5%，我市增长6%。",
        "固定资产投资|同比|2026H1=9.9%",
        "全省固定资产投资增长*%，我市增长9.9%。",
    ),
    (
        "全国、全省固定资产投资分别增长3%、5%。",
        "固定资产投资|同比|2026H1=9.9% 固定资产投资|同比|2026H1|全省=4.4%",
        "全国、全省固定资产投资分别增长*%、4.4%。",
    ),
    ("固定资产投资增长6%（全省增长5%）。", "固定资产投资|同比|2026H1=9.9%", "固定资产投资增长9.9%（全省增长*%）。"),
    (
        "云峤县规上工业增加值最高，达12%，丹坪县最低，仅为1%。",
        "规模以上工业增加值|同比|2026H1|云峤县=9.9%",
        "云峤县规上工业增加值最高，达9.9%，丹坪县最低，仅为*%。",
    ),
    ("高新区固定资产投资增长12%。", "固定资产投资|同比|2026H1=9.9%", "高新区固定资产投资增长*%。"),
    (
        "云峤县固定资产投资增长12%，工业投资增长5%。",
        "工业投资|同比|2026H1=9.9%",
        "云峤县固定资产投资增长*%，工业投资增长*%。",
    ),
    ("青禾市地区生产总值增长5%。", "地区生产总值|同比|2026H1=9.9%", "青禾市地区生产总值增长*%。"),
]


@pytest.mark.parametrize(("sentence", "told", "page"), [*NARROWER, *FOOTINGS, *TIMES, *MEASURES, *SUBJECTS, *PLACES])
def test_a_tempting_figure_fills_nothing_but_its_own_place(sentence: str, told: str, page: str) -> None:
    assert _page(sentence, _figures(told)) == page


def _filled(figures: tuple[Figure, ...]) -> dict[int, tuple[frozenset[int], Decimal, str]]:
    """Where the sample's speech of 2025, told anew for 2026, has a figure slot filled: from what, and with how much."""
    told = Snapshot(figures, CATALOGUE, CITY).indicators()
    catalogue = CATALOGUE.extended(told)
    snapshot = Snapshot(figures, catalogue, CITY)
    recogniser = Recogniser(Finder(catalogue, told=told, own=catalogue.names - CATALOGUE.names))
    speech = next(past for past in sample().speeches if past.period == THEN).speech
    past = Past("往年.docx", speech, tuple(recogniser.recognise(speech.text)), THEN)
    resolver = Resolver(snapshot, catalogue)
    found = {}
    for number, piece in enumerate(ReuseWriter(NOW, CITY).line(past, Span(0, len(speech.text)))):
        if not isinstance(piece, FigureSlot):
            continue
        resolution = resolver.resolve(piece)
        if resolution.quantity is not None:
            inputs = (resolution.figure,) if resolution.figure is not None else resolution.inputs
            found[number] = (frozenset(i.id for i in inputs), resolution.quantity.value, str(piece))
    return found


def test_a_slot_whose_figures_are_gone_fills_from_no_other() -> None:
    figures = tuple(one for one in sample().snapshot.figures if one.ref.period.year >= THEN.year)
    whole = _filled(figures)
    by_slot = {slot: (ids, value) for ids, value, slot in whole.values()}
    indicators = sorted({one.ref.indicator for one in figures})
    assert len(whole) > 150
    for seed in range(6):  # each time other half of the indicators is gone: what is left is there to tempt
        gone = set(random.Random(seed).sample(indicators, len(indicators) // 2))
        for ids, value, slot in _filled(tuple(one for one in figures if one.ref.indicator not in gone)).values():
            assert slot in by_slot, f"{slot} is asked for only where figures are gone"
            assert ids == by_slot[slot][0] or value == by_slot[slot][1], slot
