"""The figures page: tables corrected on their way in, two persons, one figure's own view, and what was refused."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from tests.app.conftest import assert_calm, go_to, press
from tests.app.test_pages import named, show, table, take_in, texts
from tests.figures.tables.sheets import xlsx

ODD = [["2026年1—6月招商引资情况"], ["项目", "单位", "到位资金（亿元）", "序时差距"], ["合计", "亿元", 120.5, 1.5]]


def upload(app: AppTest, *files: tuple[str, bytes]) -> None:
    app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files]).run()


def choose(app: AppTest, label: str, value: object) -> None:
    """Picks a value in the select box so called."""
    next(box for box in app.selectbox if box.label.startswith(label)).set_value(value).run()


def test_a_row_is_corrected_in_the_preview_and_remembered(app: AppTest) -> None:
    go_to(app, "数据")
    upload(app, ("招商.xlsx", xlsx(ODD)))
    assert any("没有写明指标" in told.value for told in app.warning)
    choose(app, "指标（可选可填）", "招商引资到位资金")
    press(app, "更正这一行")
    assert "姓名" in app.error[0].value
    named(app, "更正人").set_value("张三").run()
    press(app, "更正这一行")
    assert_calm(app)
    assert any("按上次的对应关系读取：1 处" in told.value for told in app.success)
    assert "招商引资到位资金" in list(app.dataframe[0].value["指标"])
    show(app, "mappings")
    assert "合计" in texts(app) and "张三" in texts(app)
    press(app, "去掉")
    assert "还没有记住的对应关系" in texts(app)


def test_of_several_files_each_is_previewed_and_a_refusal_stays(app: AppTest) -> None:
    go_to(app, "数据")
    upload(app, ("好.csv", table("5.2")), ("坏.csv", b"nothing here"))
    listed = app.dataframe[0].value
    assert list(listed["文件"]) == ["好.csv", "坏.csv"] and list(listed["读出（条）"]) == [2, 0]
    assert "没有数字" in listed["不能收下的原因"][1]
    press(app, "收下（待核实）")
    assert_calm(app)
    assert any("已收下 1 份" in told.value for told in app.success)


def test_each_of_several_files_is_given_the_period_it_lacks(app: AppTest) -> None:
    go_to(app, "数据")
    head = ["指标名称", "单位", "本期"]
    tables = [
        ("甲.xlsx", xlsx([head, ["地区生产总值", "亿元", 711.49]])),
        ("乙.xlsx", xlsx([head, ["进出口总额", "亿元", 52.3]])),
    ]
    upload(app, *tables)
    assert all("期间" in why for why in app.dataframe[0].value["不能收下的原因"])
    for at, period in enumerate(("2026H1", "2026Q1")):
        own = [field for field in app.text_input if field.key and field.key.startswith("own-period")]
        own[at].set_value(period).run()
    assert_calm(app)
    assert list(app.dataframe[0].value["读出（条）"]) == [1, 1]
    own[1].set_value("去年").run()
    assert "期间" in app.dataframe[0].value["不能收下的原因"][1] and app.dataframe[0].value["读出（条）"][0] == 1
    own[1].set_value("2026Q1").run()
    press(app, "收下（待核实）")
    assert_calm(app)
    periods = {figure.ref.indicator: str(figure.ref.period) for figure in session.desk().figures()}
    assert periods == {"地区生产总值": "2026H1", "货物进出口总额": "2026Q1"}


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGAO_TWO_PERSONS", "verify")


def test_a_second_person_confirms_on_the_page(two: None, app: AppTest) -> None:
    go_to(app, "数据")
    take_in(app, "表.csv", table("5.2"))
    show(app, "list")
    named(app, "核实人").set_value("张三").run()
    press(app, "核实列出的全部")
    assert all("待复核（张三" in status for status in app.dataframe[0].value["状态"])
    press(app, "核实列出的全部")
    assert "另一个人" in app.error[0].value
    named(app, "核实人").set_value("李四").run()
    press(app, "核实列出的全部")
    assert_calm(app)
    assert all("已核实（张三" in status and "李四" in status for status in app.dataframe[0].value["状态"])


def test_a_figure_has_a_view_of_its_own_by_its_address(app: AppTest) -> None:
    go_to(app, "数据")
    take_in(app, "表.csv", table("5.2"), by="李慧")
    app.query_params["figure"] = "2"
    app.run()
    assert_calm(app)
    assert app.metric[0].value == "5.2%"
    assert any('class="here">5.2<' in shown.value for shown in app.html)
    assert list(app.dataframe[0].value["事项"]) == ["导入", "核实"]
    app.query_params["figure"] = "99"
    app.run()
    assert any("没有编号为 99" in told.value for told in app.warning)


def test_a_table_may_be_withheld_after_it_came_in(app: AppTest, home: Path) -> None:
    go_to(app, "数据")
    take_in(app, "表.csv", table("5.2"), by="李慧")
    show(app, "list")
    app.date_input[0].set_value("2026-07-18").run()
    named(app, "经办人").set_value("李慧").run()
    press(app, "保存")
    assert_calm(app)
    assert set(app.dataframe[0].value["不得公开至"]) == {"2026-07-18"}


def test_one_sentence_that_two_conflicts_are_about_leads_to_the_draft_from_both() -> None:
    def both() -> None:
        from app_pages.tables.figure import show_uses
        from desk import UsedAt

        use = UsedAt(1, "讲话", 2, "工业", "工业增长，投资增长。", False)
        show_uses([use], 3)
        show_uses([use], 4)

    shown = AppTest.from_function(both).run()
    assert not shown.exception and len(shown.button) == 2
