"""台账: the targets on the screen, filtered, charted, confirmed and corrected."""

import re

from streamlit.testing.v1 import AppTest

from desk import Desk
from settings import read_settings
from tests.app.conftest import assert_calm, go_to, press


def view(app: AppTest, name: str) -> AppTest:
    app.segmented_control[0].set_value(name).run()
    return app


def choose(app: AppTest, label: str, option: object) -> AppTest:
    next(box for box in app.selectbox if box.label == label).set_value(option).run()
    return app


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.text_input if one.label == label)


def standing(app: AppTest) -> dict[str, int]:
    """How many targets stand where, as the line above the list says."""
    line = next(str(element.value) for element in app.html if "目标 " in str(element.value))
    return {label: int(count) for label, count in re.findall(r"([一-龥]+) (\d+)", line)}


def opened(app: AppTest, words: str) -> int:
    """Opens the first target of 2026 whose indicator holds `words`, and says its id."""
    desk = Desk(read_settings())
    found = [one for one in desk.ledger.targets(region="岚江市", year=2026) if words in one.statement.indicator]
    key = found[0].statement.id
    desk.close()
    app.query_params["target"] = str(key)
    go_to(app, "台账")
    return key


def test_the_targets_of_a_year_are_listed_with_what_became_of_them(sample: AppTest) -> None:
    go_to(sample, "台账")
    assert_calm(sample)
    choose(sample, "要完成的年份", 2025)
    table = sample.dataframe[0].value
    assert set(table["年份"]) == {"2025年"}
    assert "地区生产总值" in set(table["指标"])
    counts = standing(sample)
    assert counts["目标"] == len(table) == sum(count for label, count in counts.items() if label != "目标")
    assert counts["已完成"] + counts["未完成"] > 0


def test_the_list_is_filtered_by_indicator_and_outcome(sample: AppTest) -> None:
    go_to(sample, "台账")
    everything = standing(sample)["目标"]
    field(sample, "指标含有").set_value("工业").run()
    assert all("工业" in name for name in sample.dataframe[0].value["指标"])
    box = next(box for box in sample.selectbox if box.label == "完成情况")
    box.set_value(box.options[-1]).run()
    assert_calm(sample)
    assert standing(sample)["目标"] < everything


def test_progress_and_series_are_drawn(sample: AppTest) -> None:
    go_to(sample, "台账")
    view(sample, "进度")
    assert_calm(sample)
    assert len(sample.get("vega_lite_chart")) >= 1
    view(sample, "历年走势")
    assert_calm(sample)
    assert len(sample.get("vega_lite_chart")) == 1
    assert set(sample.dataframe[0].value["类型"]) <= {"实际", "目标"}


def test_a_target_is_confirmed_under_a_name_only(sample: AppTest) -> None:
    key = opened(sample, "地区生产总值")
    press(sample, "确认")
    assert "请先填写姓名" in sample.error[0].value
    field(sample, "姓名").set_value("李慧").run()
    press(sample, "确认")
    assert_calm(sample)
    assert any("李慧" in caption.value and "确认" in caption.value for caption in sample.caption)
    assert sample.query_params["target"] in (str(key), [str(key)])


def test_a_target_is_corrected_and_a_wrong_number_refused(sample: AppTest) -> None:
    opened(sample, "地区生产总值")
    field(sample, "姓名").set_value("王强").run()
    field(sample, "下限").set_value("六点五")
    press(sample, "保存更正")
    assert "不是数字" in sample.error[0].value
    field(sample, "下限").set_value("5")
    field(sample, "上限").set_value("5")
    press(sample, "保存更正")
    assert_calm(sample)
    assert field(sample, "下限").value == "5"


def test_what_is_no_target_is_taken_out_and_put_back(sample: AppTest) -> None:
    opened(sample, "地区生产总值")
    field(sample, "姓名").set_value("王强").run()
    press(sample, "不是目标，剔除")
    assert_calm(sample)
    view(sample, "已剔除")
    press(sample, "放回台账")
    assert_calm(sample)
    assert any("没有人剔除过目标" in info.value for info in sample.info)


def test_a_target_that_is_gone_is_told_in_a_sentence(sample: AppTest) -> None:
    sample.query_params["target"] = "999999"
    go_to(sample, "台账")
    assert "台账里没有这条目标" in sample.warning[0].value


def test_a_target_that_the_reading_missed_is_added_by_name_and_marked_as_such(sample: AppTest) -> None:
    go_to(sample, "台账")
    view(sample, "人工补录")
    assert_calm(sample)
    choose(sample, "出自", next(one for one in _documents() if one.startswith("岚江市2024年上半年")))
    field(sample, "原文").set_value("地区生产总值").run()
    assert "多复制几个字" in sample.error[0].value
    field(sample, "原文").set_value("办好十件民生实事").run()
    assert_calm(sample)
    field(sample, "指标").set_value("民生实事")
    press(sample, "补录")
    assert "请先填写姓名" in sample.error[0].value
    field(sample, "姓名").set_value("周敏")
    press(sample, "补录")
    assert_calm(sample)
    assert field(sample, "原文").value == ""
    view(sample, "目标清单")
    field(sample, "指标含有").set_value("民生实事").run()
    choose(sample, "要完成的年份", 2024)
    table = sample.dataframe[0].value
    assert set(table["核对"]) == {"未确认（人工补录：周敏）"}
    assert "十" in table["目标"].iloc[0]


def _documents() -> list[str]:
    desk = Desk(read_settings())
    names = [document.name for document in desk.documents()]
    desk.close()
    return names
