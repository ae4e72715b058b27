"""Tables in the variety that bureaus and departments send them in: each cell reads as what it tells, or is reported."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.tables import TableReading, read_tables
from figures.tables.sheets.amounts import Amount, read_amount
from tests.figures.tables.sheets import book, told, xlsx

Rows = Sequence[Sequence[Any]]


def read(rows: Rows, catalogue: Catalogue, merge: Sequence[str] = (), sheet: str = "Sheet1") -> TableReading:
    (reading,) = read_tables("表.xlsx", xlsx(rows, title=sheet, merge=merge), catalogue=catalogue)
    return reading


TABLES: dict[str, tuple[Rows, Sequence[str], dict[str, str]]] = {
    "a head of three rows with places over spans": (
        [
            ["岚江市主要指标（2026年上半年）"],
            ["指标", "单位", "岚江市", None, None, None, "全国"],
            [None, None, "本月", None, "1—本月", None, "1—本月"],
            [None, None, "绝对值", "同比±%", "绝对值", "同比±%", "同比±%"],
            ["进出口总额", "万元", 123, 1.1, 678, 9.9, 7.7],
        ],
        ["A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:F3"],
        {
            "C5": "货物进出口总额|总量|2026-06|岚江市 = 123万元",
            "F5": "货物进出口总额|同比|2026H1|岚江市 = 9.9%",
            "G5": "货物进出口总额|同比|2026H1|全国 = 7.7%",
        },
    ),
    "counties across, each over its own columns": (
        [
            ["2026年上半年各县（区）经济指标"],
            ["指标", "单位", "青石区", None, "云溪县", None],
            [None, None, "总量", "增速%", "总量", "增速%"],
            ["地区生产总值", "亿元", 300.5, 6.2, 200.1, 5.0],
            ["#第一产业", "亿元", 30, 3.2, 60, 3.1],
        ],
        ["A2:A3", "B2:B3", "C2:D2", "E2:F2"],
        {
            "C4": "地区生产总值|总量|2026H1|青石区 = 300.5亿元",
            "F5": "第一产业增加值|同比|2026H1|云溪县 = 3.1%",
        },
    ),
    "cities down are ranked within the province": (
        [
            ["2026年上半年各市经济指标"],
            ["市别", "GDP", None, None],
            [None, "总量（亿元）", "增速（%）", "位次"],
            ["全省", 9000, 4.9, None],
            ["岚江市", 1200, 5.2, "并列第6"],
            ["临川市", 2200, 5.9, "1/14"],
        ],
        ["A2:A3", "B2:D2"],
        {
            "B4": "地区生产总值|总量|2026H1|全省 = 9000亿元",
            "D5": "地区生产总值|位次|2026H1|岚江市|全省 = 6位",
            "D6": "地区生产总值|位次|2026H1|临川市|全省 = 1位",
        },
    ),
    "places under a head of 单位": (
        [
            ["2026年上半年各县区GDP"],
            ["序号", "单位", "总量（万元）", "增速（%）"],
            [1, "青石区", 300, 6.2],
            ["", "合计", 500, 5.6],
        ],
        (),
        {"C3": "地区生产总值|总量|2026H1|青石区 = 300万元", "D4": "地区生产总值|同比|2026H1|全市 = 5.6%"},
    ),
    "months down, this month beside the year so far, without a head for the months": (
        [
            ["岚江市规模以上工业增加值增速（2026年）"],
            [None, "当月（%）", "累计（%）"],
            ["1—2月", None, 6.1],
            ["3月", 6.5, 6.2],
        ],
        (),
        {
            "C3": "规模以上工业增加值|同比|2026M1-2|岚江市 = 6.1%",
            "B4": "规模以上工业增加值|同比|2026-03|岚江市 = 6.5%",
            "C4": "规模以上工业增加值|同比|2026Q1|岚江市 = 6.2%",
        },
    ),
    "months down under 月份, a part named with 其中": (
        [
            ["岚江市2026年用电量"],
            ["月份", "全社会用电量（万千瓦时）", "同比（%）", "其中：工业用电量（万千瓦时）", "同比（%）"],
            ["1—5月", 530, 3.4, 390, 4.4],
        ],
        (),
        {
            "B3": "全社会用电量|总量|2026M1-5|岚江市 = 530万千瓦时",
            "E3": "工业用电量|同比|2026M1-5|岚江市 = 4.4%",
        },
    ),
    "months across under a title that says growth": (
        [
            ["2026年岚江市主要指标增速（%）"],
            ["指标", "1—2月", "1—3月", "1—6月"],
            ["固定资产投资", 3.1, "2.2%", "—"],
            ["进出口总额", "…", None, "-0.5"],
        ],
        (),
        {
            "B3": "固定资产投资|同比|2026M1-2|岚江市 = 3.1%",
            "C3": "固定资产投资|同比|2026Q1|岚江市 = 2.2%",
            "D4": "货物进出口总额|同比|2026H1|岚江市 = -0.5%",
        },
    ),
    "a single month beside the span that ends in it": (
        [
            ["2026年1—6月居民消费价格涨跌幅"],
            ["类别", "6月环比（%）", "6月同比（%）", "1—6月同比（%）"],
            ["居民消费价格", -0.1, 0.3, 0.2],
        ],
        (),
        {
            "B3": "居民消费价格指数|环比|2026-06|全市 = -0.1%",
            "C3": "居民消费价格指数|同比|2026-06|全市 = 0.3%",
            "D3": "居民消费价格指数|同比|2026H1|全市 = 0.2%",
        },
    ),
    "indices of 100 tell a rise": (
        [
            ["2026年6月岚江市居民消费价格指数"],
            ["类别", "上年同月=100", "上月=100", "上年同期=100"],
            ["居民消费价格指数", 100.3, 99.9, 100.2],
            ["食品烟酒", 101.1, 100.1, 100],
        ],
        (),
        {
            "B3": "居民消费价格指数|同比|2026-06|岚江市 = 0.3%",
            "C3": "居民消费价格指数|环比|2026-06|岚江市 = -0.1%",
            "D3": "居民消费价格指数|同比|2026H1|岚江市 = 0.2%",
            "D4": "食品烟酒价格|同比|2026H1|岚江市 = 0%",
        },
    ),
    "parts under what the title is about, divided in several ways, the unit below the table": (
        [
            ["2026年1—6月固定资产投资完成情况"],
            ["指标名称", "代码", "本年累计", "上年同期", "增速（%）"],
            ["甲", "乙", 1, 2, 3],
            ["按产业分"],
            ["  第一产业", "04", 100, 98, 2.0],
            ["    工业", "06", 890, 790, 12.7],
            ["计量单位：万元"],
            ["填表人：李四    报出日期：2026年7月10日"],
        ],
        (),
        {
            "C5": "第一产业投资|总量|2026H1|全市 = 100万元",
            "D5": "第一产业投资|总量|2025H1|全市 = 98万元",
            "E6": "工业投资|同比|2026H1|全市 = 12.7%",
        },
    ),
    "names that the title completes": (
        [
            ["2026年1—6月规上工业企业效益"],
            ["指标", "单位", "1—6月", "同比增长%"],
            ["营业收入", "亿元", 800.1, -3.2],
            ["亏损面", "%", 22.2, "-1.1个百分点"],
        ],
        (),
        {
            "C3": "规模以上工业企业营业收入|总量|2026H1|全市 = 800.1亿元",
            "D4": "规上工业企业亏损面|增减|2026H1|全市 = -1.1个百分点",
        },
    ),
    "a part of the units above a size is not the whole's part": (
        [
            ["2026年1—5月社会消费品零售总额"],
            ["指标", "单位", "累计", "增长(%)"],
            ["社会消费品零售总额", "亿元", 300, 4.4],
            ["其中:限额以上消费品零售额", "亿元", 100, 5.4],
            ["　　　　餐饮收入", "亿元", 10, 5.0],
            ["城镇", "亿元", 200, 4.1],
        ],
        (),
        {
            "C5": "限额以上单位消费品零售额·餐饮收入|总量|2026M1-5|全市 = 10亿元",
            "D6": "城镇消费品零售额|同比|2026M1-5|全市 = 4.1%",
        },
    ),
    "units in brackets hold for the parts below, in tables side by side": (
        [
            ["2026年1—6月主要经济指标"],
            ["指标", "本期", "同比±%", "指标", "本期", "同比±%"],
            ["地区生产总值（亿元）", 1200.5, 5.2, "进出口总额（亿元）", 67.8, 9.9],
            ["第一产业", 200, 3.0, "#出口", 40.1, 11.1],
        ],
        (),
        {
            "B4": "第一产业增加值|总量|2026H1|全市 = 200亿元",
            "E4": "货物出口总额|总量|2026H1|全市 = 40.1亿元",
            "F4": "货物出口总额|同比|2026H1|全市 = 11.1%",
        },
    ),
    "其中 in a column of its own": (
        [
            [None, "岚江市2026年上半年主要经济指标"],
            [None, "指标", None, "单位", "总量", "增速（%）"],
            [None, "地区生产总值", None, "亿元", 1200.5, 5.2],
            [None, "其中：", "第一产业", "亿元", 200, 3.0],
            [None, None, "第二产业", "亿元", 500, 6.0],
        ],
        (),
        {"E4": "第一产业增加值|总量|2026H1|岚江市 = 200亿元", "F5": "第二产业增加值|同比|2026H1|岚江市 = 6%"},
    ),
    "changes in units against several dates": (
        [
            ["2026年6月岚江市存贷款"],
            ["单位：亿元"],
            ["项目", "本月余额", "比上月增减", "比年初增减", "比上年同期增减", "同比增长（%）"],
            ["各项存款", 2000.1, 20.1, 100.1, 150, 7.7],
            ["境内存款", 1999.1, 20.2, 100.2, 151, 7.8],
        ],
        (),
        {
            "B4": "金融机构本外币各项存款余额|总量|2026H1|岚江市 = 2000.1亿元",
            "C4": "金融机构本外币各项存款余额|增减|2026H1|岚江市|上月 = 20.1亿元",
            "D4": "金融机构本外币各项存款余额|增减|2026H1|岚江市|年初 = 100.1亿元",
            "E4": "金融机构本外币各项存款余额|增减|2026H1|岚江市 = 150亿元",
            "B5": "境内存款余额|总量|2026H1|岚江市 = 1999.1亿元",
        },
    ),
    "counts that grew by so many": (
        [
            ["2026年6月末单位数"],
            ["指标", "单位", "6月末", "比上年末净增", "同比增加"],
            ["规上工业企业数", "家", 500, 20, 30],
        ],
        (),
        {
            "D3": "规模以上工业企业数|增减|2026H1|全市|年初 = 20家",
            "E3": "规模以上工业企业数|增减|2026H1|全市 = 30家",
        },
    ),
    "targets of growth and of amounts, completion and its distance from the calendar": (
        [
            ["2026年上半年重点指标进度"],
            ["指标", "单位", "全年目标", "1—6月完成", "增速（%）", "完成全年目标（%）", "与序时进度差（百分点）"],
            ["地区生产总值", "亿元", "5.5%左右", 1200.5, 5.2, None, None],
            ["招商引资到位资金", "亿元", 200, 110.5, 10.1, 55.3, 5.3],
            ["粮食产量", "万吨", 5, 84, 1.1, None, None],
        ],
        (),
        {
            "C3": "目标:地区生产总值|同比|2026|全市 = 5.5%左右",
            "C4": "目标:招商引资到位资金|总量|2026|全市 = 200亿元",
            "G4": "招商引资到位资金|百分点差|2026H1|全市|时间进度 = 5.3个百分点",
        },
    ),
    "shares and their changes are of one whole": (
        [
            ["2026年上半年岚江市三次产业"],
            ["指标", "增加值（亿元）", "占GDP比重（%）", "比重同比变化（百分点）"],
            ["第二产业", 500.5, 41.7, 0.3],
            ["　#工业", 400.5, 33.4, 0.2],
        ],
        (),
        {
            "C4": "工业增加值|占比|2026H1|岚江市|地区生产总值 = 33.4%",
            "D4": "工业增加值|占比变化|2026H1|岚江市|地区生产总值 = 0.2个百分点",
        },
    ),
    "sectors of industry, shares of all of it": (
        [
            ["2026年1—6月规模以上工业增加值分行业增速"],
            ["行业", "增速（%）", "占比（%）", "拉动（百分点）"],
            ["总计", 7.1, 100, 7.1],
            ["制造业", 8.0, 80.2, 6.2],
            ["  农副食品加工业", 5.5, 20, 1.1],
        ],
        (),
        {
            "B3": "规模以上工业增加值|同比|2026H1|全市 = 7.1%",
            "C4": "制造业增加值|占比|2026H1|全市 = 80.2%",
            "C5": "制造业增加值·农副食品加工业|占比|2026H1|全市|规模以上工业增加值 = 20%",
        },
    ),
    "a comparison with the nation and the province is about the city": (
        [
            ["2026年上半年主要指标与全国、全省对比表"],
            ["指标", "全国", "全省", "全市", "比全国高低", "在全省位次"],
            ["地区生产总值增速（%）", 5.0, 5.4, 5.2, 0.2, "第 6"],
        ],
        (),
        {
            "B3": "地区生产总值|同比|2026H1|全国 = 5%",
            "D3": "地区生产总值|同比|2026H1|全市 = 5.2%",
            "E3": "地区生产总值|百分点差|2026H1|全市|全国 = 0.2个百分点",
            "F3": "地区生产总值|位次|2026H1|全市|全省 = 6位",
        },
    ),
    "projects of counties keep the names of their columns": (
        [
            ["2026年上半年重大项目推进情况"],
            ["县区", "已开工（个）", "开工率（%）", "年度计划投资（亿元）", "投资完成率（%）"],
            ["青石区", 50, 83.3, 120, 58.3],
        ],
        (),
        {
            "B3": "已开工|数量|2026H1|青石区 = 50个",
            "C3": "开工率|总量|2026H1|青石区 = 83.3%",
            "D3": "目标:年度计划投资|总量|2026|青石区 = 120亿元",
            "E3": "投资|完成进度|2026H1|青石区 = 58.3%",
        },
    ),
    "two amounts across, each with its growth": (
        [
            ["岚江市2026年上半年规上服务业"],
            ["行业", "营业收入（亿元）", "增速（%）", "利润总额（亿元）", "增速（%）"],
            ["租赁和商务服务业", 20, 9.9, 2, 4.4],
        ],
        (),
        {
            "C3": "租赁和商务服务业营业收入|同比|2026H1|岚江市 = 9.9%",
            "D3": "租赁和商务服务业利润总额|总量|2026H1|岚江市 = 2亿元",
            "E3": "租赁和商务服务业利润总额|同比|2026H1|岚江市 = 4.4%",
        },
    ),
    "counts beside amounts, of a market that is no place": (
        [
            ["2026年上半年商贸市场"],
            ["指标", "企业数（家）", "比上年同期增加（家）", "营业收入（亿元）"],
            ["规模以上工业", 500, 20, 800],
        ],
        (),
        {
            "B3": "规模以上工业企业数|数量|2026H1|全市 = 500家",
            "C3": "规模以上工业企业数|增减|2026H1|全市 = 20家",
            "D3": "规模以上工业企业营业收入|总量|2026H1|全市 = 800亿元",
        },
    ),
    "units in a head of their own, and at the end of a title": (
        [
            ["2026年1—6月投资和财政（万元）"],
            ["县区", "投资总额", None, "其中：工业投资", None, "一般公共预算收入"],
            [None, "亿元", "±%", "亿元", "±%", "累计"],
            ["青石区", 100, 5.5, 30, 12.2, 2000],
        ],
        ["A2:A3", "B2:C2", "D2:E2"],
        {
            "B4": "投资总额|总量|2026H1|青石区 = 100亿元",
            "D4": "工业投资|总量|2026H1|青石区 = 30亿元",
            "E4": "工业投资|同比|2026H1|青石区 = 12.2%",
            "F4": "一般公共预算收入|总量|2026H1|青石区 = 2000万元",
        },
    ),
    "quarters across, without a head for the names": (
        [["2026年"], [None, "1季度", "2季度", "上半年"], ["GDP增速（%）", 5.3, 5.1, 5.2]],
        (),
        {
            "B3": "地区生产总值|同比|2026Q1|全市 = 5.3%",
            "C3": "地区生产总值|同比|2026Q2|全市 = 5.1%",
            "D3": "地区生产总值|同比|2026H1|全市 = 5.2%",
        },
    ),
    "what the head adds is said once": (
        [["2026年6月用电"], ["行业", "累计用电量（万千瓦时）"], ["城乡居民生活用电", 9000], ["工业", 100]],
        (),
        {
            "B3": "城乡居民生活用电量|总量|2026H1|全市 = 9000万千瓦时",
            "B4": "工业用电量|总量|2026H1|全市 = 100万千瓦时",
        },
    ),
    "words and signs for numbers": (
        [
            ["2026年上半年主要指标情况"],
            ["指标", "上半年", "同比情况"],
            ["地区生产总值", "1,200.5亿元", "增长5.2%"],
            ["固定资产投资", None, "下降2.3%"],
            ["社会消费品零售总额", "400.4亿元", "↑4.4%"],
            ["进出口总额", "67.8亿元", "持平"],
            ["锂离子电池产量", "500万只", "－4.5％"],
        ],
        (),
        {
            "B3": "地区生产总值|总量|2026H1|全市 = 1200.5亿元",
            "C4": "固定资产投资|同比|2026H1|全市 = -2.3%",
            "C5": "社会消费品零售总额|同比|2026H1|全市 = 4.4%",
            "C6": "货物进出口总额|同比|2026H1|全市 = 0%",
            "C7": "锂离子电池产量|同比|2026H1|全市 = -4.5%",
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_it_is_meant(catalogue: Catalogue, name: str) -> None:
    rows, merge, expected = TABLES[name]
    lines = told(read(rows, catalogue, merge))
    assert {address: lines.get(address) for address in expected} == expected


@pytest.mark.parametrize("name", TABLES)
def test_no_number_below_a_head_is_passed_over_in_silence(catalogue: Catalogue, name: str) -> None:
    rows, merge, expected = TABLES[name]
    reading = read(rows, catalogue, merge)
    first = min(int("".join(filter(str.isdigit, address))) for address in expected) - 1
    seen = {cell.address for cell in reading.readings}
    heads = {"序号", "代码"}
    of_names = {cell.col for row in range(first) for cell in reading.grid.row(row) if cell.text in heads}
    unseen = [
        cell.address
        for cell in reading.grid.cells
        if cell.row >= first and isinstance(read_amount(cell), Amount) and cell.col not in of_names
    ]
    assert set(unseen) - seen == set()


DOUBTFUL: dict[str, tuple[Rows, dict[str, str]]] = {
    "a month that may be alone or the year so far": (
        [["2026年岚江市投资"], ["指标", "5月", "6月"], ["固定资产投资（亿元）", 10, 12], ["贷款余额（亿元）", 1, 2]],
        {"B3": "当月还是 1—5 月累计", "C3": "当月还是 1—6 月累计"},
    ),
    "a ratio takes no unit of money from the title": (
        [["2026年上半年收入（单位：元、%）"], ["指标", "绝对额"], ["居民人均可支配收入", 15000], ["城乡居民收入比", 2]],
        {"B4": "没有写明单位"},
    ),
    "a target that may be growth or an amount": (
        [
            ["2026年上半年进度"],
            ["指标", "单位", "全年目标", "1—6月", "增速（%）"],
            ["招商引资到位资金", "亿元", 10, 110.5, 10.1],
        ],
        {"C3": "看不出是总量还是增速"},
    ),
    "completion stored as a fraction": (
        [["2026年上半年任务"], ["任务", "单位", "全年目标", "完成", "完成率"], ["新增公共停车位", "个", 50, 30, 0.6]],
        {"E3": "像是以小数存的百分数"},
    ),
    "an index that is none": (
        [["2026年6月价格"], ["类别", "上年同月=100"], ["居民消费价格指数", 0.3], ["食品烟酒", 101.1]],
        {"B3": "不像以 100 为基数的指数"},
    ),
    "points of nobody knows what": (
        [["2026年上半年指标"], ["指标", "单位", "数值", "变动（百分点）"], ["城镇调查失业率", "%", 5.1, -0.1]],
        {"D3": "看不出是哪一种变化"},
    ),
    "signs that tell neither a rise nor a fall": (
        [["2026年上半年效益"], ["指标", "同比增长%"], ["应收账款", "(3.2)"], ["用电量", "▲3.1"], ["发电量", 3]],
        {"B3": "看不出正负", "B4": "看不出正负"},
    ),
    "a percentage where the row is in money": (
        [["2026年上半年各县区增速"], ["指标", "单位", "全市"], ["财政收入", "亿元", 60.3], ["GDP", "%", 5.2]],
        {"C3": "所在列的单位是%，与本行的亿元不符"},
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_may_mean_two_things_is_reported_and_not_read(catalogue: Catalogue, name: str) -> None:
    rows, expected = DOUBTFUL[name]
    reading = read(rows, catalogue)
    problems = {cell.address: cell.problem for cell in reading.readings if cell.problem}
    assert problems.keys() == expected.keys()
    assert all(says in problems[address] for address, says in expected.items()), problems


def test_a_sheet_named_after_an_indicator_tells_what_its_regions_are_told_of(catalogue: Catalogue) -> None:
    rows = [["2026年1—6月"], ["县区", "完成额（亿元）", "增长（%）", "排名"], ["青石区", 50.5, 1.5, 1]]
    assert told(read(rows, catalogue, sheet="固定资产投资")) == {
        "B3": "固定资产投资|总量|2026H1|青石区 = 50.5亿元",
        "C3": "固定资产投资|同比|2026H1|青石区 = 1.5%",
        "D3": "固定资产投资|位次|2026H1|青石区|全市 = 1位",
    }


def test_a_sheet_of_all_counties_is_about_the_city(catalogue: Catalogue) -> None:
    rows = [["2026年上半年指标"], ["县区", "GDP（亿元）"], ["全市", 1200], ["青石区", 300]]
    assert read(rows, catalogue, sheet="分县区").region == "全市"


def test_a_unit_that_the_table_lacks_may_be_told(catalogue: Catalogue) -> None:
    data = "年份,GDP总量,第一产业\n2024,1080.4,200.1\n2025,1150.5,210.2\n".encode()
    with pytest.raises(RefusedFile, match="在导入时指明单位"):
        read_tables("历年.csv", data, catalogue=catalogue)
    (reading,) = read_tables("历年.csv", data, units=("亿元",), catalogue=catalogue)
    assert told(reading)["C3"] == "第一产业增加值|总量|2025|全市 = 210.2亿元"
    assert not reading.problems


def test_a_unit_that_is_told_stands_behind_those_of_the_table(catalogue: Catalogue) -> None:
    rows = [["2026年上半年"], ["指标", "单位", "本期"], ["GDP", "万元", 12], ["社会消费品零售总额", None, 4]]
    (reading,) = read_tables("表.xlsx", xlsx(rows), units=("亿元",), catalogue=catalogue)
    assert [cell.quantity.unit for cell in reading.told if cell.quantity] == ["万元", "亿元"]


def test_hidden_rows_columns_and_sheets_are_named(catalogue: Catalogue) -> None:
    rows = [
        ["2026年上半年指标"],
        ["指标", "单位", "本期", "增速%"],
        ["GDP", "亿元", 12, 5],
        ["发电量", "万千瓦时", 4, 3],
    ]
    made = openpyxl.load_workbook(BytesIO(book({"甲": rows, "乙": rows})))
    made["甲"].row_dimensions[4].hidden = True
    made["甲"].column_dimensions["D"].hidden = True
    made["乙"].sheet_state = "hidden"
    out = BytesIO()
    made.save(out)
    (reading,) = read_tables("表.xlsx", out.getvalue(), catalogue=catalogue)
    assert reading.notes == (
        "工作表“甲”的第 4 行、D 列是隐藏的，已一并读入。",
        "工作表“乙”是隐藏的，没有读入；需要时请取消隐藏后再导入。",
    )
    assert len(reading.told) == 4
