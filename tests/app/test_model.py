"""The screen with a model behind it: set or not, what it writes, what it could not, and what a person does then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import assert_calm, choose_section, go_to, open_tab, press
from tests.drafting.workspace import loaded
from tests.drafting.writing.replies import speech_like
from tests.prompts.endpoint import MODEL, Endpoint, Refuse, Say

ROOT = Path(__file__).parents[2]


@pytest.fixture
def endpoint(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    with Endpoint(Say(speech_like, piece=40)) as served:
        for name, value in {"OPENAI_BASE_URL": served.url, "OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": MODEL}.items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def small(home: Path) -> AppTest:
    """The app on the workspace of a small city."""
    loaded(home).close()
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def shown(app: AppTest) -> str:
    """Every word that is not in a widget."""
    return "\n".join(str(item.value) for item in (*app.markdown, *app.caption, *app.info, *app.warning, *app.error))


def test_without_a_model_the_screen_says_so_and_how_to_set_one(small: AppTest) -> None:
    page = go_to(small, "连接设置")
    assert_calm(page)
    assert "HEGAO" in shown(page) and "没有模型，起草、核对、导出都照常" in shown(page)
    page = go_to(small, "起草")
    assert_calm(page)
    assert "沿用往年讲话" in shown(page)
    assert [radio for radio in page.radio if radio.label == "由谁起草"] == []


def test_the_connection_is_tested_in_one_click(endpoint: Endpoint, small: AppTest) -> None:
    page = press(go_to(small, "连接设置"), "测试连接")
    assert any("连接正常" in item.value for item in page.success)
    endpoint.standing = Refuse(401)
    page = press(page, "测试连接")
    assert any("OPENAI" in item.value for item in page.error)


def test_a_draft_is_written_by_the_model_and_told_as_such(endpoint: Endpoint, small: AppTest) -> None:
    page = asked_for(small)
    assert_calm(page)
    page = open_tab(choose_section(page, "主要指标"), "模型")
    assert_calm(page)
    assert "文字由模型写成，没有出处" in shown(page)
    assert "个词元" in shown(page)


def test_what_the_model_could_not_write_is_told_and_may_be_reused(endpoint: Endpoint, small: AppTest) -> None:
    endpoint.queue([Say(speech_like)] * 2)
    endpoint.standing = Refuse(401)
    page = asked_for(small)
    assert any("OPENAI" in item.value for item in page.warning)
    assert any(button.label == "继续起草" for button in page.button)
    page = press(page, "没写完的各节沿用往年")
    assert_calm(page)
    assert not any(button.label == "继续起草" for button in page.button)


def test_an_outline_is_proposed_and_can_be_given_up(endpoint: Endpoint, small: AppTest) -> None:
    endpoint.standing = Say("部分：上半年工作\n节：主要指标稳中有进\n部分：下半年任务\n节：稳住工业运行")
    page = by_model(go_to(small, "起草"))
    page = press(page, "按要点拟提纲")
    assert any("先写几条要点" in item.value for item in page.error)
    page.text_area[0].set_value("工业要稳住").run()
    page = press(page, "按要点拟提纲")
    assert_calm(page)
    assert any("模型拟的提纲（4 个标题" in item.label for item in page.expander)
    page = press(page, "不用拟的提纲")
    assert not any("模型拟的提纲" in item.label for item in page.expander)


def by_model(page: AppTest) -> AppTest:
    return next(radio for radio in page.radio if radio.label == "由谁起草").set_value("model").run()


def asked_for(app: AppTest) -> AppTest:
    """The page after a draft by the model was asked for."""
    return press(by_model(go_to(app, "起草")), "起草", timeout=120)
