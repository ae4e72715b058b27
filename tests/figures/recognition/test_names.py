"""What a number is told of, in the wordings in which the name stands apart from it, behind it or in another clause."""

import pytest

from figures.finder import Finder
from figures.measure import Measure
from figures.recognition import Recognised, Recogniser, RowKind
from figures.recognition.times import absolute_period
from tests.figures.told import CATALOGUE

RECOGNISER = Recogniser(Finder(CATALOGUE))


def told(text: str) -> list[Recognised]:
    """The rows of `text` that name something."""
    return [row for row in RECOGNISER.recognise(text) if row.indicator is not None]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("上半年有3个项目未能按期开工、5个项目未能按期竣工。", ["未能按期开工项目", "未能按期竣工项目"]),
        ("30个项目中，有12个项目无进展。", ["项目", "无进展项目"]),
        ("30家重点企业中，产值下降的有8家。", ["重点企业", "产值下降的重点企业"]),
        ("建设4万亩高标准农田，78万农牧户受益。", ["建设高标准农田", "农牧户受益"]),
        ("12个园区规上工业总产值占全市的68%。", ["园区", "园区规上工业总产值"]),
        ("强化服务业8项指标调度，推进云屏片区未完成6项改革试点任务。", ["服务业指标调度", "云屏片区改革试点任务"]),
        ("年底前新建200个以上5G基站。", ["新建5G基站"]),
        ("建成绿色工厂51个、绿色园区3个。", ["建成绿色工厂", "绿色园区"]),
        ("开工12个5亿元以上重大项目。", ["开工N亿元以上重大项目"]),
        ("完成1200户规模以上工业企业数字化改造。", ["规模以上工业企业数字化改造"]),
        (
            "全年市级层面重大项目开工30项、竣工20项，其中县级层面开工8项、竣工5项。",
            ["市级层面重大项目开工", "市级层面重大项目竣工", "县级层面重大项目开工", "县级层面重大项目竣工"],
        ),
        (
            "今年省里下达农房整治共90栋，第一批40栋已全部竣工，第二批50栋目前仅开工12栋。",
            ["农房整治", "第一批农房整治", "第二批农房整治", "第二批农房整治开工"],
        ),
        ("加大农村危房改造力度，确保6月底前竣工率达80%。", ["农村危房改造竣工率"]),
        ("大力发展高山核桃，上半年已新增种植2万亩。", ["高山核桃新增种植面积"]),
        ("全年生产水泥120万吨以上。", ["水泥产量"]),
        ("年内完成村级综治中心80%的视联网建设。", ["村级综治中心视联网建设"]),
        ("对东盟、共建国家进出口总额分别增长10%、12%。", ["对东盟进出口总额", "对共建国家进出口总额"]),
        ("一般公共预算收入增长2%、支出首次超过70亿元。", ["一般公共预算收入", "一般公共预算支出"]),
        ("地区生产总值从2020年的368亿元增长到2025年的493亿元。", ["地区生产总值", "地区生产总值"]),
        ("实际使用外资175万美元、约合1243万元。", ["实际使用外资", "实际使用外资"]),
        ("一般公共预算收入同口径增长4%。", ["一般公共预算收入"]),
        ("商贸服务机具新增5台、累计达到9台。", ["新增商贸服务机具", "商贸服务机具"]),
        ("城镇调查失业率均值5.2%。", ["城镇调查失业率"]),
        ("“岚品”销售额连续两年突破3亿元。", ["岚品销售额"]),
    ],
)
def test_a_number_is_told_of_what_a_reader_takes_it_to_be_of(text: str, indicators: list[str]) -> None:
    assert [row.indicator for row in told(text) if row.measure is not Measure.THRESHOLD] == indicators


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("9个项目投资额不足500万元。", [("投资额不足N万元的项目", "count"), ("投资额不足N万元", "threshold")]),
        ("有12个县增速超过8%。", [("增速超过N%的县", "count"), ("增速超过N%", "threshold")]),
        ("8个产业规模超千亿元。", [("规模超N亿元的产业", "count"), ("规模超N亿元", "threshold")]),
        ("产值超10亿元县（区）达26个。", [("产值超N亿元县", "threshold"), ("产值超N亿元县", "count")]),
        ("3家企业产值50亿元。", [("企业", "count"), ("企业产值", "value")]),
    ],
)
def test_a_mark_that_sets_things_apart_is_no_figure(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row.indicator, row.measure and row.measure.value) for row in told(text)] == rows


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high"),
    [
        ("人均可支配收入居全国第9位。", "全国（总量）", 9, 9),
        ("人均可支配收入增长5%，稳居全省前8位。", "全省", None, 8),
        ("去年我市在全省营商环境评估中排第6名。", "全省", 6, 6),
    ],
)
def test_a_place_is_told_among_whom(text: str, comparator: str, low: int | None, high: int | None) -> None:
    row = told(text)[-1]
    assert (row.kind, row.low, row.high) == (RowKind.ORDINAL, low, high)
    assert row.comparator in (comparator, comparator.removesuffix("（总量）"))


REPORT = """各位代表：
过去一年，地区生产总值增长5.2%，城镇新增就业2万人以上。
今年经济社会发展主要预期目标是：地区生产总值增长5%左右；
城镇调查失业率5.5%左右；
粮食产量超过20亿斤。
建成高标准农田3万亩。
"""


def test_a_report_without_headings_turns_ahead_where_its_aims_are_told() -> None:
    kinds = [row.kind for row in told(REPORT)]
    assert kinds == [RowKind.FIGURE] * 2 + [RowKind.TARGET] * 4


def test_a_part_of_the_year_ahead_keeps_its_part() -> None:
    (row,) = told("力争下半年工业投资增长8%以上。")
    assert absolute_period(row, "2026H1") == "2026H2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接待游客2万人次、实现旅游消费3亿元，增长8%和9%。", ["接待游客人次", "旅游消费", "接待游客人次", "旅游消费"]),
        ("城乡居民收入倍差从1.96缩小至1.81。", ["城乡居民收入倍差", "城乡居民收入倍差"]),
        ("人均预期寿命从78.2岁提升至79.5岁。", ["人均预期寿命", "人均预期寿命"]),
        ("城乡居民收入比缩小至2.1∶1。", ["城乡居民收入比"]),
        ("出台20条举措，减税降费改革惠及3万名职工、减免金额2亿元。", ["举措", "惠及职工", "减免金额"]),
    ],
)
def test_numbers_told_after_or_without_their_names_find_them(text: str, expected: list[str]) -> None:
    assert [row.indicator for row in told(text)] == expected


def test_a_bulletin_tells_of_its_own_year() -> None:
    text = (
        "岚江市2024年国民经济和社会发展统计公报\n全年地区生产总值320亿元，增长5.2%。年末常住人口60万人，减少1万人。\n"
    )
    rows = told(text)
    assert {row.kind for row in rows} == {RowKind.FIGURE}
    assert {absolute_period(row, "2024") for row in rows} == {"2024"}


def test_small_counts_in_characters_belong_to_names_but_not_where_all_is_written_so() -> None:
    (row,) = told("用好国内国际两个市场。")
    assert row.kind is RowKind.COUNT_POLICY
    old = "去年建成六个水库，修路八十公里，产粮十二万吨，增产三万吨，办学五所。"
    assert told(old)[0].kind is RowKind.FIGURE


def test_what_is_aimed_at_by_a_year_keeps_it_through_the_sentence() -> None:
    rows = told("力争到2030年，研发经费投入强度达到3%以上；常住人口城镇化率达到70%左右。")
    assert [absolute_period(row, "2026") for row in rows] == ["2030", "2030"]


def test_what_is_cut_by_a_share_fell() -> None:
    (row,) = told("压减一般性支出15%。")
    assert (row.measure, row.direction) == (Measure.YOY, "down")
