import pytest
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from app_pages.common.writing import Picked
from app_pages.drafts.contents import section_place
from app_pages.drafts.text_html import slots_of
from drafting.model import State
from tests.app.conftest import PAGES, assert_calm, go_to, press


def texts(app: AppTest) -> str:
    """All plain words on the screen."""
    kinds = (app.title, app.markdown, app.text, app.caption, app.info, app.success, app.warning, app.subheader)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def named(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    """The one text field called `label`."""
    return next(field for field in app.text_input if field.label == label)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_desk(app: AppTest, page: str) -> None:
    go_to(app, page)
    assert app.title[0].value == ("核稿" if page == "首页" else page)
    if page != "起草":
        assert_calm(app)


def test_an_empty_desk_says_what_it_is_and_offers_the_sample(app: AppTest) -> None:
    assert [button.label for button in app.button] == ["载入示例（岚江市，虚构）", "从备份恢复"]
    assert "数字只取自核实过的数据表" in texts(app)


def test_without_a_past_speech_the_draft_page_leads_to_the_library(app: AppTest) -> None:
    go_to(app, "起草")
    assert "请先上传一篇" in texts(app)
    assert_calm(app)


def test_a_workspace_that_cannot_be_opened_is_told_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path_factory.mktemp("home") / "file"
    file.write_text("not a folder")
    monkeypatch.setenv("HEGAO_HOME", str(file))
    app.run()
    assert "不是文件夹" in app.error[0].value.replace("\\", "")
    assert list(app.exception) == []


def test_one_button_takes_the_sample_in_and_the_desk_then_says_what_it_holds(app: AppTest) -> None:
    press(app, "载入示例（岚江市，虚构）", timeout=120)
    assert_calm(app)
    counts = {metric.label: int(metric.value) for metric in app.metric}
    assert counts["讲话与文稿"] >= 4
    assert counts["数据表"] >= 4
    assert counts["已核实数据"] > 100
    assert "下一步" in texts(app)


def test_the_library_lists_the_speeches(sample: AppTest) -> None:
    go_to(sample, "讲话库")
    assert_calm(sample)
    assert any("讲话" in title for title in sample.dataframe[0].value["标题"])


def test_passages_are_looked_for_in_the_library_and_open_in_the_reader(sample: AppTest) -> None:
    go_to(sample, "讲话库")
    named(sample, "查找段落").set_value("岚江市2025年固定资产投资").run()
    assert_calm(sample)
    assert any("岚江市，2025年" in caption.value for caption in sample.caption)
    assert any("(reader?document=" in shown.value for shown in sample.markdown)
    before = len(sample.html)
    sample.toggle[0].set_value(True).run()
    assert_calm(sample)
    assert len(sample.html) == before + 1
    named(sample, "查找段落").set_value("岚江市1998年养老").run()
    assert any("岚江市，1998年的文件里没有找到" in told.value for told in sample.info)


def test_the_list_of_figures_is_filtered_by_indicator_and_period(sample: AppTest) -> None:
    go_to(sample, "数据")
    show(sample, "list")
    everything = len(sample.dataframe[0].value)
    named(sample, "指标含有").set_value("工业").run()
    shown = sample.dataframe[0].value
    assert 0 < len(shown) < everything
    assert all("工业" in name for name in shown["指标"])
    period = next(box for box in sample.selectbox if box.label == "期间")
    period.set_value(period.options[0]).run()
    assert_calm(sample)
    assert len(set(sample.dataframe[0].value["期间"])) == 1


def show(app: AppTest, view: str) -> None:
    """Turns the figures page to one of its views."""
    app.segmented_control[0].set_value(view).run()


def table(growth: str) -> bytes:
    """A small table of a bureau; `growth` is the one figure that varies."""
    return (
        f"2026年上半年主要经济指标,,,\n指标名称,单位,本期,同比增长（%）\n地区生产总值,亿元,1234.5,{growth}\n".encode()
    )


def take_in(app: AppTest, name: str, data: bytes, *, by: str = "") -> None:
    """Uploads a table and takes it in, verified by the one named or pending."""
    app.file_uploader[0].set_value([(name, data, "text/csv")]).run()
    named(app, "核实人").set_value(by).run()
    press(app, "收下并核实" if by else "收下（待核实）")
    assert_calm(app)


@pytest.mark.parametrize("verifier", ["", "张伟"], ids=["pending", "verified"])
def test_figures_that_disagree_stand_side_by_side_and_a_named_person_decides(app: AppTest, verifier: str) -> None:
    go_to(app, "数据")
    take_in(app, "统计局.csv", table("5.2"), by=verifier)
    take_in(app, "发改委.csv", table("5.4"), by=verifier)
    show(app, "conflicts")
    assert [metric.value for metric in app.metric] == ["5.2%", "5.4%"]
    named(app, "裁定人").set_value("").run()
    press(app, "以此为准")
    assert "姓名" in app.error[0].value
    named(app, "裁定人").set_value("李慧").run()
    press(app, "以此为准")
    assert "理由" in app.error[0].value
    reason = next(box for box in app.selectbox if box.label.startswith("理由"))
    reason.set_value("以统计部门的数为准").run()
    press(app, "以此为准")
    assert_calm(app)
    assert "没有互相矛盾" in texts(app)
    show(app, "list")
    growth = app.dataframe[0].value.query("口径 == '同比'")
    assert list(growth["数值"]) == ["5.2%"]


def test_a_table_without_period_is_asked_for_it_and_then_taken_in_under_a_name(app: AppTest) -> None:
    go_to(app, "数据")
    untitled = table("5.2").partition(b"\n")[2]
    app.file_uploader[0].set_value([("表.csv", untitled, "text/csv")]).run()
    assert app.error, "the table says no period: it must be asked for"
    named(app, "期间（表中没有写明时填写）").set_value("2026H1").run()
    assert_calm(app)
    assert "地区生产总值" in list(app.dataframe[0].value["指标"])
    press(app, "收下并核实")
    assert "请先填写核实人" in app.error[0].value
    named(app, "核实人").set_value("李慧").run()
    press(app, "收下并核实")
    assert_calm(app)
    assert any("已收下 1 份" in said.value for said in app.success)
    show(app, "list")
    assert all("已核实（李慧" in status for status in app.dataframe[0].value["状态"])


def test_a_table_taken_in_unverified_waits_and_is_verified_as_a_whole(app: AppTest) -> None:
    go_to(app, "数据")
    take_in(app, "表.csv", table("5.2"))
    show(app, "list")
    assert set(app.dataframe[0].value["状态"]) == {"待核实"}
    named(app, "核实人").set_value("李慧").run()
    press(app, "核实列出的全部")
    assert_calm(app)
    assert all("已核实（李慧" in status for status in app.dataframe[0].value["状态"])


def test_the_first_page_leads_to_what_waits(app: AppTest) -> None:
    go_to(app, "数据")
    take_in(app, "表.csv", table("5.2"))
    go_to(app, "首页")
    assert "还没有往年讲话" in texts(app)
    go_to(app, "讲话库")
    speech = "在全市经济工作会议上的讲话\n（2025年7月20日）\n同志们：\n一、形势\n（一）工业\n工业平稳运行。\n".encode()
    app.file_uploader[0].set_value([("讲话.txt", speech, "text/plain")]).run()
    press(app, "收入讲话库（1 份）")
    go_to(app, "首页")
    press(app, "核实数据")
    assert_calm(app)
    assert app.title[0].value == "数据"
    assert set(app.dataframe[0].value["状态"]) == {"待核实"}


def test_a_draft_is_written_filled_by_hand_and_found_again(sample: AppTest) -> None:
    go_to(sample, "起草")
    assert_calm(sample)
    press(sample, "起草", timeout=180)
    assert_calm(sample)
    number = sample.query_params["draft"][0]
    desk = session.desk()
    draft = desk.rendered(int(number))
    key, slot = next(
        (section.key, slot) for section in draft.sections for slot in slots_of(section) if slot.state is State.OPEN
    )
    sample.session_state["writing"].choose(section_place(key))
    sample.session_state["writing"].picked = Picked(key, slot.number)
    sample.run()
    press(sample, "填报")
    assert "填报缺少值、填报人、来源" in sample.error[0].value
    for label, value in (("值", "12个"), ("填报人", "李慧"), ("来源", "市工信局来函")):
        named(sample, label).set_value(value)
    press(sample, "填报")
    assert_calm(sample)
    assert desk.rendered(int(number)).open == draft.open - 1
    go_to(sample, "首页")
    go_to(sample, "起草")
    assert_calm(sample)
    assert any(f"第 {number} 稿" in option for option in sample.selectbox[0].options)


def test_an_alias_and_an_indicator_are_added_on_the_screen(sample: AppTest) -> None:
    go_to(sample, "数据")
    sample.session_state["figures-view"] = "catalogue"
    sample.run()
    assert_calm(sample)
    before = len(sample.dataframe[-1].value)
    named(sample, "别名").set_value("全市的大盘")
    next(box for box in sample.selectbox if box.label == "所指指标").set_value("地区生产总值")
    next(box for box in sample.text_input if box.key == "alias-by").set_value("张三")
    press(sample, "加别名")
    assert "全市的大盘" in str(sample.dataframe[-1].value["别名"].tolist())
    named(sample, "新指标名称").set_value("岚茶出口额")
    named(sample, "计量单位").set_value("万美元")
    next(box for box in sample.text_input if box.key == "indicator-by").set_value("张三")
    press(sample, "新增指标")
    assert_calm(sample)
    assert len(sample.dataframe[-1].value) == before + 1
