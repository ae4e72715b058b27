"""问答: a conversation on the screen, with places that open the document, kept over a reload."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import ROOT, assert_calm, go_to
from tests.asking.reports import REPORTS, desk_with
from tests.asking.test_phrasing import evidence
from tests.prompts.endpoint import MODEL, Endpoint, Say


@pytest.fixture
def reports(home: Path) -> AppTest:
    """The app on a workspace with the reports of two cities, at 问答."""
    desk_with(home, REPORTS).close()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    go_to(app, "问答")
    return app


def said(app: AppTest) -> list[str]:
    """What stands in the conversation, in order, as plain words."""
    return [message.markdown[-1].value.replace("\\", "") for message in app.chat_message]


def places(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_an_empty_library_leads_to_the_library(app: AppTest) -> None:
    go_to(app, "问答")
    assert "讲话库" in app.info[0].value
    assert_calm(app)


def test_an_example_is_asked_at_a_press_and_answered_with_its_place(reports: AppTest) -> None:
    assert_calm(reports)
    example = next(button for button in reports.button if "经济增长目标是多少" in button.label)
    example.click().run()
    assert_calm(reports)
    question, answer = said(reports)
    assert "经济增长目标" in question and "增长" in answer
    assert "reader?document=" in places(reports) and "地区生产总值增长" in places(reports)


def test_a_conversation_goes_on_and_a_reload_keeps_it(reports: AppTest) -> None:
    reports.chat_input[0].set_value("岚江市2026年GDP目标是多少？").run()
    reports.chat_input[0].set_value("那去年完成了吗？").run()
    assert_calm(reports)
    assert len(said(reports)) == 4 and "部分完成" in said(reports)[3]
    talk = reports.query_params["talk"]
    again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    again.query_params["talk"] = talk[0] if isinstance(talk, list) else talk
    again.run()
    go_to(again, "问答")
    assert said(again) == said(reports)


def test_what_is_not_told_is_said_plainly(reports: AppTest) -> None:
    reports.chat_input[0].set_value("岚江市2025年社零增速是多少？").run()
    assert_calm(reports)
    assert "没有写" in said(reports)[1] and "最接近的是" in said(reports)[1]


def test_words_of_a_question_are_shown_letter_by_letter(reports: AppTest) -> None:
    reports.chat_input[0].set_value("岚江市2026年[点我](http://example.org)怎么抓？").run()
    assert_calm(reports)
    assert "\\[点我\\]" in reports.chat_message[0].markdown[0].value


def test_an_answer_may_be_put_into_a_models_words_and_keeps_its_numbers(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "岚江市2025年固投目标完成了吗？"
    with Endpoint(Say(lambda asked: f"先说结论：{evidence(asked)}")) as endpoint:
        for name, value in {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": MODEL}.items():
            monkeypatch.setenv(name, value)
        desk_with(home, REPORTS).close()
        page = go_to(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run(), "问答")
        page.chat_input[0].set_value(question).run()
        composed = said(page)[-1]
        page.toggle[0].set_value(True).run()
        page.chat_input[0].set_value(question).run()
        assert_calm(page)
        assert said(page)[-1] == f"先说结论：{composed}"
        endpoint.standing = Say("完成了，增长了百分之九。")
        page.chat_input[0].set_value(question).run()
        assert said(page)[-1] == composed
        assert any("原来的说法" in item.value for item in page.warning)
