"""Tables as bureaus publish them, in styles that differ in head, indent, unit and notes."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import RefusedFile
from figures.catalogue import Catalogue
from figures.figure import FigureRef
from figures.measure import Measure
from figures.period import Period
from figures.tables import read_tables
from tests.figures.tables.sheets import Rows, book, told, xlsx

BULLETIN: Rows = [
    ["2026年1—6月全市主要经济指标"],
    ["指标名称", "单位", "1—6月累计", None, "全省位次", "全国增速（%）", "全省增速（%）"],
    [None, None, "绝对额", "同比增长（%）"],
    ["一、国民经济核算"],
    ["地区生产总值", "亿元", 1234.56, 5.2, 3, 5.0, "5.1"],
    ["　其中：第一产业", "亿元", "123.4", -1.5, "—", None, "…"],
    ["　　　　第二产业", "亿元", 500, "—", None, None, None],
    ["规上工业增加值", "亿元", "—", "6.5%", "第2位", 5.8, None],
    ["固定资产投资（不含农户）", "亿元", None, -3.1, 12, None, None],
    ["　其中：民间投资", "亿元", None, "下降7.4%", None, None, None],
    ["　　　　工业", "亿元", None, 8.0, None, None, None],
    ["　　　　城镇", "亿元", None, 2.0, None, None, None],
    ["城镇登记失业率", "%", 3.1, None, None, None, None],
    ["新增上规入统工业企业", "家", "1,235", 12, None, None, None],
    ["注：地区生产总值为初步核算数。"],
    ["2.“—”表示未公布。"],
]
MERGES = ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3")


def test_a_bulletin_with_a_merged_head_is_read_cell_by_cell(catalogue: Catalogue) -> None:
    (reading,) = read_tables("岚江市2026年上半年.xlsx", xlsx(BULLETIN, merge=MERGES), catalogue=catalogue)
    assert (reading.period_label, reading.region) == ("2026年上半年", "岚江市")
    assert told(reading) == {
        "C5": "地区生产总值|总量|2026H1|岚江市 = 1234.56亿元",
        "D5": "地区生产总值|同比|2026H1|岚江市 = 5.2%",
        "E5": "地区生产总值|位次|2026H1|岚江市|全省 = 3位",
        "F5": "地区生产总值|同比|2026H1|全国 = 5%",
        "G5": "地区生产总值|同比|2026H1|全省 = 5.1%",
        "C6": "第一产业增加值|总量|2026H1|岚江市 = 123.4亿元",
        "D6": "第一产业增加值|同比|2026H1|岚江市 = -1.5%",
        "C7": "第二产业增加值|总量|2026H1|岚江市 = 500亿元",
        "D8": "规模以上工业增加值|同比|2026H1|岚江市 = 6.5%",
        "E8": "规模以上工业增加值|位次|2026H1|岚江市|全省 = 2位",
        "F8": "规模以上工业增加值|同比|2026H1|全国 = 5.8%",
        "D9": "固定资产投资|同比|2026H1|岚江市 = -3.1%",
        "E9": "固定资产投资|位次|2026H1|岚江市|全省 = 12位",
        "D10": "民间投资|同比|2026H1|岚江市 = -7.4%",
        "D11": "工业投资|同比|2026H1|岚江市 = 8%",
        "D12": "固定资产投资·城镇|同比|2026H1|岚江市 = 2%",
        "C13": "城镇登记失业率|总量|2026H1|岚江市 = 3.1%",
        "C14": "新增上规入统工业企业|数量|2026H1|岚江市 = 1235家",
        "D14": "新增上规入统工业企业|同比|2026H1|岚江市 = 12%",
    }
    assert reading.problems == ()
    assert reading.notes == ("注：地区生产总值为初步核算数。", "2.“—”表示未公布。")


def test_a_cell_that_is_no_number_is_reported_with_its_address_and_the_rest_is_read(catalogue: Catalogue) -> None:
    rows = [["2026年上半年主要指标"], ["指标", "单位", "本期", "同比增长(%)"], ["地区生产总值", "亿元", "待核", 5.2]]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert list(told(reading)) == ["D3"]
    assert reading.problems == ("工作表“Sheet1”单元格 C3 “待核”不是数字，请核对原表。",)


def test_cells_below_each_other_that_share_a_reason_share_a_sentence(catalogue: Catalogue) -> None:
    rows = [["2026年上半年"], ["指标", "单位", "本期", "得分"], *[["GDP", "亿元", 1, 2]] * 3]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert reading.problems == ("工作表“Sheet1”单元格 D3:D5 所在的“得分”一栏看不出是什么口径，未读入，请核对原表。",)
    assert len([cell for cell in reading.readings if cell.problem]) == 3


def test_a_csv_of_a_department_with_units_behind_names_is_read(catalogue: Catalogue) -> None:
    text = (
        "岚江市2026年1-5月财政金融情况,,,\n,,,\n指 标,累计,比上年同期增减额,增长%\n"
        '一般公共预算收入（万元）,"1,234,567",-2345,-0.2\n  #税收收入（万元）,800000,1200,0.2\n'
        "各项存款余额（亿元）,2291.6,..,3.4\n"
    )
    (reading,) = read_tables("财政.csv", text.encode("gb18030"), catalogue=catalogue)
    assert told(reading) == {
        "B4": "一般公共预算收入|总量|2026M1-5|岚江市 = 1234567万元",
        "C4": "一般公共预算收入|增减|2026M1-5|岚江市 = -2345万元",
        "D4": "一般公共预算收入|同比|2026M1-5|岚江市 = -0.2%",
        "B5": "税收收入|总量|2026M1-5|岚江市 = 800000万元",
        "C5": "税收收入|增减|2026M1-5|岚江市 = 1200万元",
        "D5": "税收收入|同比|2026M1-5|岚江市 = 0.2%",
        "B6": "金融机构本外币各项存款余额|总量|2026M1-5|岚江市 = 2291.6亿元",
        "D6": "金融机构本外币各项存款余额|同比|2026M1-5|岚江市 = 3.4%",
    }


def test_month_and_total_stand_side_by_side_and_growth_follows_its_amount(catalogue: Catalogue) -> None:
    rows = [
        ["2026年6月份国内贸易"],
        ["单位：万元"],
        ["指标名称", "6月", "同比±%", "1-6月", "同比±%", "上年同期"],
        ["社会消费品零售总额", 100, 1.1, 600, "2.2", 587],
        ["1.限上单位消费品零售额", 50, 3.3, 300, 4.4, None],
    ]
    (reading,) = read_tables("b.xlsx", xlsx(rows), region="岚江市", catalogue=catalogue)
    assert told(reading) == {
        "B4": "社会消费品零售总额|总量|2026-06|岚江市 = 100万元",
        "C4": "社会消费品零售总额|同比|2026-06|岚江市 = 1.1%",
        "D4": "社会消费品零售总额|总量|2026H1|岚江市 = 600万元",
        "E4": "社会消费品零售总额|同比|2026H1|岚江市 = 2.2%",
        "F4": "社会消费品零售总额|总量|2025H1|岚江市 = 587万元",
        "B5": "限额以上单位消费品零售额|总量|2026-06|岚江市 = 50万元",
        "C5": "限额以上单位消费品零售额|同比|2026-06|岚江市 = 3.3%",
        "D5": "限额以上单位消费品零售额|总量|2026H1|岚江市 = 300万元",
        "E5": "限额以上单位消费品零售额|同比|2026H1|岚江市 = 4.4%",
    }


def test_two_years_side_by_side_share_the_growth_of_the_later_one(catalogue: Catalogue) -> None:
    rows = [["1—6月"], ["指标", "单位", "2026年", "2025年", "增长（%）"], ["GDP", "亿元", 11, 10, 5.5]]
    (reading,) = read_tables("b.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "C3": "地区生产总值|总量|2026H1|全市 = 11亿元",
        "D3": "地区生产总值|总量|2025H1|全市 = 10亿元",
        "E3": "地区生产总值|同比|2026H1|全市 = 5.5%",
    }


def test_counties_down_and_indicators_across_are_read(catalogue: Catalogue) -> None:
    text = (
        "\ufeff2026年上半年各县（市、区）主要经济指标;;;;\n"
        "县（市、区）;地区生产总值;;;固定资产投资增速(%)\n"
        ";总量（亿元）;增速（%）;位次;\n"
        "全市;1000;5;;3.3\n云峤县;100.5;6.1;2;-4\n溪桥区;…;5.8%;3;0\n"
    )
    (reading,) = read_tables("岚江市县区.csv", text.encode(), catalogue=catalogue)
    assert told(reading) == {
        "B4": "地区生产总值|总量|2026H1|岚江市 = 1000亿元",
        "C4": "地区生产总值|同比|2026H1|岚江市 = 5%",
        "E4": "固定资产投资|同比|2026H1|岚江市 = 3.3%",
        "B5": "地区生产总值|总量|2026H1|云峤县 = 100.5亿元",
        "C5": "地区生产总值|同比|2026H1|云峤县 = 6.1%",
        "D5": "地区生产总值|位次|2026H1|云峤县|全市 = 2位",
        "E5": "固定资产投资|同比|2026H1|云峤县 = -4%",
        "C6": "地区生产总值|同比|2026H1|溪桥区 = 5.8%",
        "D6": "地区生产总值|位次|2026H1|溪桥区|全市 = 3位",
        "E6": "固定资产投资|同比|2026H1|溪桥区 = 0%",
    }


def test_targets_completion_and_rates_beside_the_amounts_are_told_apart(catalogue: Catalogue) -> None:
    rows = [
        ["岚江市2026年上半年目标任务完成情况"],
        ["序号", "指标", "单位", "全年目标", "实际完成", "完成全年目标（%）", "比一季度提高（百分点）", "责任单位"],
        [1, "城镇新增就业", "万人", "1.5万人以上", 0.9, 60, None, "人社局"],
        [2, "规模以上工业增加值", "%", "6%—6.5%", 5.8, None, -0.3, "工信局"],
        [3, "城镇登记失业率", "%", "4.5%以内", 3.0, None, 0.1, "人社局"],
        [4, "固定资产投资", "亿元", 5, 300, None, None, "发改委"],
    ]
    (reading,) = read_tables("c.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "D3": "目标:城镇新增就业|总量|2026|岚江市 = 1.5万人以上",
        "E3": "城镇新增就业|总量|2026H1|岚江市 = 0.9万人",
        "F3": "城镇新增就业|完成进度|2026H1|岚江市 = 60%",
        "D4": "目标:规模以上工业增加值|同比|2026|岚江市 = 6—6.5%",
        "E4": "规模以上工业增加值|同比|2026H1|岚江市 = 5.8%",
        "G4": "规模以上工业增加值|增速变化|2026H1|岚江市|一季度 = -0.3个百分点",
        "D5": "目标:城镇登记失业率|总量|2026|岚江市 = 4.5%以内",
        "E5": "城镇登记失业率|总量|2026H1|岚江市 = 3%",
        "G5": "城镇登记失业率|增减|2026H1|岚江市|一季度 = 0.1个百分点",
        "E6": "固定资产投资|总量|2026H1|岚江市 = 300亿元",
    }
    assert "D6" in reading.problems[0] and "总量还是增速" in reading.problems[0]


def test_shares_and_contributions_name_their_whole_only_where_it_is_not_the_natural_one(catalogue: Catalogue) -> None:
    rows = [
        ["2026年一季度全市国民经济核算"],
        ["指标", "单位", "总量", "占GDP比重（%）", "拉动GDP增长（百分点）", "贡献率（%）", "比重±百分点"],
        ["第三产业增加值", "亿元", 500, 50.1, 2.6, 51, 0.4],
        ["金融业增加值", "亿元", 50, 5.1, 0.2, None, None],
    ]
    (reading,) = read_tables("d.xlsx", xlsx(rows), catalogue=catalogue)
    lines = told(reading)
    assert lines["D3"] == "第三产业增加值|占比|2026Q1|全市 = 50.1%"
    assert lines["E3"] == "第三产业增加值|拉动|2026Q1|全市 = 2.6个百分点"
    assert lines["F3"] == "第三产业增加值|贡献率|2026Q1|全市 = 51%"
    assert lines["G3"] == "第三产业增加值|占比变化|2026Q1|全市 = 0.4个百分点"
    assert lines["E4"].startswith("金融业增加值|拉动|2026Q1|全市")


def test_an_incomplete_name_is_never_taken_for_an_indicator_of_another_whole(catalogue: Catalogue) -> None:
    rows = [
        ["2026年上半年用电量"],
        ["指标", "单位", "本期", "增长%"],
        ["全社会用电量", "亿千瓦时", 100, 4],
        ["其中：第一产业", "亿千瓦时", 3, 2],
        ["第二产业", "亿千瓦时", 60, 5],
        ["工业", "亿千瓦时", 55, 5.1],
    ]
    (reading,) = read_tables("e.xlsx", xlsx(rows), catalogue=catalogue)
    names = [cell.ref.indicator for cell in reading.told if cell.ref]
    assert names[::2] == ["全社会用电量", "全社会用电量·第一产业", "全社会用电量·第二产业", "工业用电量"]


def test_trade_in_dollars_is_another_indicator_than_trade_in_yuan(catalogue: Catalogue) -> None:
    rows = [["2026年上半年"], ["单位：万美元"], ["指标", "1-6月", "增长（%）"], ["货物出口总额", 6939.2, -39.5]]
    (reading,) = read_tables("e.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "B4": "货物出口总额（按美元计）|总量|2026H1|全市 = 6939.2万美元",
        "C4": "货物出口总额（按美元计）|同比|2026H1|全市 = -39.5%",
    }


def test_the_growth_of_a_ratio_is_in_points_or_in_doubt(catalogue: Catalogue) -> None:
    rows = [["2026年上半年"], ["指标", "单位", "本期", "同比增减"], ["城镇登记失业率", "%", 3.1, -0.2]]
    (reading,) = read_tables("e.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading)["D3"] == "城镇登记失业率|增减|2026H1|全市 = -0.2个百分点"
    rows = [["2026年上半年"], ["指标", "单位", "本期", "同比增长（%）"], ["城镇登记失业率", "%", 3.1, -0.2]]
    (reading,) = read_tables("e.xlsx", xlsx(rows), catalogue=catalogue)
    assert list(told(reading)) == ["C3"] and "D3" in reading.problems[0]


def test_a_table_without_a_period_is_refused_and_read_once_told(catalogue: Catalogue) -> None:
    data = xlsx([["主要经济指标"], ["指标", "单位", "本期"], ["GDP", "亿元", 1]])
    with pytest.raises(RefusedFile, match="指明期间"):
        read_tables("表.xlsx", data, catalogue=catalogue)
    (reading,) = read_tables("表.xlsx", data, period=Period.parse("2026H1"), region="岚江市", catalogue=catalogue)
    assert told(reading) == {"C3": "地区生产总值|总量|2026H1|岚江市 = 1亿元"}


def test_a_month_that_may_be_alone_or_cumulative_is_refused(catalogue: Catalogue) -> None:
    data = xlsx([["2026年6月主要经济指标"], ["指标", "单位", "本期"], ["GDP", "亿元", 1]])
    with pytest.raises(RefusedFile, match="当月还是 1—6 月累计"):
        read_tables("表.xlsx", data, catalogue=catalogue)


def test_fractions_in_a_column_of_percentages_are_doubted_unless_the_cell_is_a_percent(catalogue: Catalogue) -> None:
    rows = [["2026年上半年"], ["指标", "单位", "本期", "占比"], ["第一产业增加值", "亿元", 1, 0.0822]]
    (reading,) = read_tables("f.xlsx", xlsx(rows), catalogue=catalogue)
    assert "D3" in reading.problems[0]
    (reading,) = read_tables("f.xlsx", xlsx(rows, formats={"D3": "0.00%"}), catalogue=catalogue)
    assert told(reading)["D3"] == "第一产业增加值|占比|2026H1|全市 = 8.22%"


def test_several_sheets_are_read_and_one_of_words_is_passed_over(catalogue: Catalogue) -> None:
    rows: Rows = [["指标", "单位", "本期"], ["GDP", "亿元", 1]]
    data = book({"1-6月": rows, "1-3月": rows, "说明": [["数据为初步核算数。"]]})
    readings = read_tables("2026年岚江市.xlsx", data, catalogue=catalogue)
    assert [reading.period_label for reading in readings] == ["2026年上半年", "2026年一季度"]


def test_a_sheet_with_numbers_and_no_head_is_reported(catalogue: Catalogue) -> None:
    good: Rows = [["2026年上半年"], ["指标", "单位", "本期"], ["GDP", "亿元", 1]]
    readings = read_tables("a.xlsx", book({"甲": good, "乙": [["杂项", 3, 4]]}), catalogue=catalogue)
    assert "工作表“乙”找不到表头" in readings[1].problems[0]


def test_hidden_rows_are_noted(catalogue: Catalogue) -> None:
    from io import BytesIO

    import openpyxl

    made = openpyxl.load_workbook(BytesIO(xlsx(BULLETIN)))
    made.worksheets[0].row_dimensions[7].hidden = True
    out = BytesIO()
    made.save(out)
    (reading,) = read_tables("2026年上半年.xlsx", out.getvalue(), catalogue=catalogue)
    assert "隐藏" in reading.notes[-1]


def test_growth_in_a_row_of_its_own_belongs_to_the_row_above(catalogue: Catalogue) -> None:
    rows = [
        ["2026年1-6月"],
        ["指标", "单位", "实际数"],
        ["地区生产总值", "亿元", 100],
        ["  增长", "%", 5.2],
        ["  全省位次", "位", 3],
        ["居民消费价格指数", "上年同期=100", 100.3],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "C3": "地区生产总值|总量|2026H1|全市 = 100亿元",
        "C4": "地区生产总值|同比|2026H1|全市 = 5.2%",
        "C6": "居民消费价格指数|总量|2026H1|全市 = 100.3%",
    }
    assert "C5" in reading.problems[0] and "没有写明指标" in reading.problems[0]


def test_a_running_total_is_no_month_and_names_take_nothing_from_the_head(catalogue: Catalogue) -> None:
    rows = [
        ["2026年6月财政收支快报"],
        ["单位：亿元"],
        ["项 目", "本月止累计", "去年同期", "增减额", "增减%"],
        ["1.增值税", 3, 2, 1, 50],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading) == {
        "B4": "增值税|总量|2026H1|全市 = 3亿元",
        "C4": "增值税|总量|2025H1|全市 = 2亿元",
        "D4": "增值税|增减|2026H1|全市 = 1亿元",
        "E4": "增值税|同比|2026H1|全市 = 50%",
    }
    assert {cell.vintage for cell in reading.told} == {"快报"}


def test_real_and_nominal_growth_are_not_mixed(catalogue: Catalogue) -> None:
    rows = [
        ["2026年上半年居民收入"],
        ["指标", "单位", "绝对额", "名义增速（%）", "实际增速（%）"],
        ["居民人均可支配收入", "元", 15000, 5.5, 5.1],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(rows), catalogue=catalogue)
    assert told(reading)["D3"].endswith("= 5.5%") and "E3" not in told(reading)
    assert "实际增速" in reading.problems[0]


def test_an_indicator_in_the_title_and_regions_down_or_across(catalogue: Catalogue) -> None:
    down = [["各县区2026年1-6月固定资产投资"], ["地区", "1-6月（万元）", "增长（%）"], ["云峤县", 300, -1]]
    (reading,) = read_tables("a.xlsx", xlsx(down), catalogue=catalogue)
    assert told(reading)["C3"] == "固定资产投资|同比|2026H1|云峤县 = -1%"
    across = [["2026年上半年"], ["指标", "岚城区", "云峤县"], ["地区生产总值（亿元）", 1, 2], ["增速（%）", 3, 4]]
    (reading,) = read_tables("a.xlsx", xlsx(across), catalogue=catalogue)
    assert told(reading)["C3"] == "地区生产总值|总量|2026H1|云峤县 = 2亿元"
    assert told(reading)["C4"] == "地区生产总值|同比|2026H1|云峤县 = 4%"


def test_tables_side_by_side_and_with_a_column_of_classes_are_read(catalogue: Catalogue) -> None:
    beside = [
        ["2026年1-6月"],
        ["指标", "单位", "总量", "增长%", "指标", "单位", "总量", "增长%"],
        ["GDP", "亿元", 1, 2, "财政收入", "亿元", 3, 4],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(beside), catalogue=catalogue)
    assert told(reading)["H3"] == "财政收入|同比|2026H1|全市 = 4%"
    classes = [
        ["2026年1-6月"],
        ["类别", "指标", "计量单位", "本期", "同比增长(%)"],
        ["固定资产投资", "工业", "亿元", 80, 3.1],
        [None, "房地产开发投资", "亿元", 8, -3.1],
    ]
    (reading,) = read_tables("a.xlsx", xlsx(classes, merge=["A3:A4"]), catalogue=catalogue)
    assert told(reading)["E3"] == "工业投资|同比|2026H1|全市 = 3.1%"
    assert told(reading)["E4"] == "房地产开发投资|同比|2026H1|全市 = -3.1%"


KNOWN = [
    "地区生产总值",
    "规模以上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "一般公共预算收入",
    "财政收入",
    "税收收入",
]
NUMBERS = st.decimals(-99999, 99999, places=2)


def _written(value: Decimal, how: int) -> object:
    return [float(value), f"{value:,}", f" {value} ", value, str(value)][how]


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(KNOWN), NUMBERS, NUMBERS, st.integers(0, 4), st.booleans()),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row[0],
    ),
    month=st.integers(2, 12),
    dash=st.sampled_from("—-–～~至"),
    merged=st.booleans(),
)
def test_what_was_written_is_what_is_read(
    catalogue: Catalogue,
    rows: list[tuple[str, Decimal, Decimal, int, bool]],
    month: int,
    dash: str,
    merged: bool,
) -> None:
    sheet: list[list[object]] = [[f"2026年1{dash}{month}月全市主要经济指标"]]
    sheet += [["指标名称", "单位", "累计" if merged else "绝对额", None if merged else "同比增长（%）"]]
    sheet += [[None, None, "绝对额", "同比增长（%）"]] if merged else []
    for name, amount, rate, how, blank in rows:
        sheet.append([name, "亿元", _written(amount, how), "—" if blank else _written(rate, how)])
    sheet.append(["注：本表为快报数。"])
    merges = ("A1:D1", "C2:D2", "A2:A3", "B2:B3") if merged else ("A1:D1",)
    (reading,) = read_tables("表.xlsx", xlsx(sheet, merge=merges), catalogue=catalogue)
    wanted = {}
    for name, amount, rate, _, blank in rows:
        period = Period(2026, 1, month)
        wanted[FigureRef(name, Measure.VALUE, period)] = amount
        if not blank:
            wanted[FigureRef(name, Measure.YOY, period)] = rate
    assert {cell.ref: cell.quantity.value for cell in reading.told if cell.quantity} == wanted
    assert reading.problems == ()


WORDS = [
    *(
        "指标名称",
        "单位",
        "本期",
        "同比增长（%）",
        "全省位次",
        "全国增速（%）",
        "占比",
        "增减",
        "6月",
        "1—6月",
        "年份",
        "县（市、区）",
    ),
    *(
        "地区生产总值",
        "其中：工业",
        "#住户存款",
        "一、综合",
        "注：无",
        "全市",
        "亿元",
        "%",
        "家",
        "单位：亿元、%",
        "2026年上半年",
    ),
    *(
        "5.2",
        "-3",
        "1,234",
        "5.2%",
        "下降3%",
        "5%左右",
        "第3位",
        "—",
        "甲",
        "?",
        "2026",
        "=1",
        "全年目标",
        "口径",
        "数值",
    ),
    "",
]


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=9))
def test_no_arrangement_of_heads_and_cells_breaks_the_reader(catalogue: Catalogue, rows: list[list[str]]) -> None:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    try:
        readings = read_tables("2026年上半年.csv", text.encode(), catalogue=catalogue)
    except RefusedFile:
        return
    cells = [cell for reading in readings for cell in reading.readings]
    assert len({(cell.sheet, cell.address) for cell in cells}) == len(cells)
