"""The page of the last mile: lengths, what was said before, entries, freezing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk import Desk
from drafting.model import State
from settings import read_settings
from tests.app.conftest import assert_calm, go_to, press


@pytest.fixture
def number(sample: AppTest, home: Path) -> int:
    """A whole draft of the sample, written from the page."""
    go_to(sample, "起草")
    press(sample, "起草")
    return 1


def view(app: AppTest, name: str) -> AppTest:
    next(control for control in app.segmented_control if control.key == "finish-view").set_value(name)
    return app.run()


def told(app: AppTest) -> str:
    shown = (*app.markdown, *app.caption, *app.success, *app.info)
    return "\n".join(each.value for each in shown)


def open_desk(home: Path) -> Desk:
    return Desk(read_settings({"HEGAO_HOME": str(home)}))


def test_without_a_draft_the_page_says_where_to_begin(sample: AppTest) -> None:
    go_to(sample, "定稿")
    assert_calm(sample)
    assert "还没有写完的讲话稿" in told(sample)


def test_a_budget_is_set_and_told_section_by_section(sample: AppTest, number: int) -> None:
    go_to(sample, "定稿")
    assert_calm(sample)
    assert [metric.label for metric in sample.metric] == ["全文字数", "朗读时间"]
    sample.radio(f"limit-{number}").set_value("按朗读时间").run()
    next(field for field in sample.number_input if field.label == "分钟").set_value(10)
    press(sample, "设定")
    assert_calm(sample)
    assert sample.metric[1].delta.startswith("超"), "the sample is longer than ten minutes"


def test_what_last_year_said_is_told(sample: AppTest, number: int) -> None:
    view(go_to(sample, "定稿"), "reuse")
    assert_calm(sample)
    shown = sample.dataframe[0].value
    assert shown["章节"][0] == "全文" and shown["逐字相同"][0] + shown["只换了数"][0] > 50


def test_a_draft_is_frozen_and_let_go_again(sample: AppTest, number: int) -> None:
    view(go_to(sample, "定稿"), "freezing")
    assert_calm(sample)
    assert "处数字待核" in told(sample)
    button = next(button for button in sample.button if button.label == "定稿")
    assert button.disabled, "what stands open is to be known first"
    next(box for box in sample.checkbox if "知悉" in box.label).check().run()
    next(field for field in sample.text_input if field.label == "定稿人").input("李慧")
    press(sample, "定稿")
    assert_calm(sample)
    assert "已定稿：李慧" in told(sample) and "定稿后数据没有变化" in told(sample)
    go_to(sample, "起草")
    assert_calm(sample)
    assert "已定稿（李慧" in told(sample).replace("\\", "")
    go_to(sample, "首页")
    assert "已定稿" in told(sample).replace("\\", "")
    view(go_to(sample, "定稿"), "freezing")
    press(sample, "解除定稿")
    assert [error.value for error in sample.error] == ["解除定稿请写明理由。"]
    next(field for field in sample.text_input if field.label == "理由").input("市统计局更正")
    press(sample, "解除定稿")
    assert_calm(sample)
    assert any(button.label == "定稿" for button in sample.button)


def test_an_entry_is_confirmed_by_another_person(
    sample: AppTest, number: int, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEGAO_TWO_PERSONS", "attest")
    sample.run()  # the desk is opened anew with what is set now
    go_to(sample, "起草")
    import app_pages.common.session as session

    desk = session._open(read_settings())
    draft = desk.rendered(number)
    section = next(one for one in draft.sections if any(slot.state is State.OPEN for slot in one.paragraphs[0].slots))
    slot = next(slot for slot in section.paragraphs[0].slots if slot.state is State.OPEN)
    desk.editing.texts.attest(number, section.key, slot.number, value="三十", by="王五", source="组委会")
    go_to(sample, "首页")
    assert "1 条填报待复核" in told(sample) + "\n".join(text.value for text in sample.text)
    view(go_to(sample, "定稿"), "entries")
    assert_calm(sample)
    next(field for field in sample.text_input if field.label == "复核人").input("王五")
    press(sample, "复核全部待复核（1）")
    assert "另一人" in sample.error[0].value
    next(field for field in sample.text_input if field.label == "复核人").input("赵六")
    press(sample, "复核全部待复核（1）")
    assert_calm(sample)
    assert desk.finishing.entries(number)[0].entry.checked_by == "赵六"
