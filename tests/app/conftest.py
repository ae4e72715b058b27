"""A screen under test: the real app on a workspace of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from app_pages.drafts.contents import section_place

ROOT = Path(__file__).parents[2]
PAGES = {
    "连接设置": "settings",
    "操作记录": "audit",
    "首页": "home",
    "系统状态": "health",
    "核稿": "check",
    "讲话库": "library",
    "原文": "reader",
    "问答": "ask",
    "台账": "ledger",
    "数据": "figures",
    "征求意见": "returned",
    "版本": "versions",
    "定稿": "finishing",
    "起草": "draft",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace not made yet. The desk is shared by the whole process, so none is left from or to another test."""
    workspace = tmp_path / "workspace"
    monkeypatch.setenv("HEGAO_HOME", str(workspace))
    for name in ("DATABASE_URL", "CHROMA_URL", "HEGAO_REGION", "HEGAO_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    st.cache_resource.clear()
    yield workspace
    st.cache_resource.clear()


@pytest.fixture
def app(home: Path) -> AppTest:
    """The app on an empty workspace, at its first page."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


@pytest.fixture
def sample(home: Path, sample_home: Path) -> AppTest:
    """The app on a workspace with the bundled sample."""
    shutil.copytree(sample_home, home)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def go_to(app: AppTest, page: str) -> AppTest:
    """The app at the page called `page`."""
    return app.switch_page(f"app_pages/{PAGES[page]}.py").run()


def choose_section(app: AppTest, heading: str) -> AppTest:
    """The page of the draft with the section so headed chosen in its contents."""
    draft = session.desk().rendered(int(app.query_params["draft"][0]))
    key = next(section.key for section in draft.sections if heading in section.heading)
    app.session_state["writing"].choose(section_place(key))
    return app.run()


def open_tab(app: AppTest, name: str) -> AppTest:
    """The page of a draft with a tab beside its text open."""
    for whole in (True, False):
        app.session_state[session.panel_key(whole=whole)] = name
    return app.run()


def press(app: AppTest, label: str, *, timeout: float = 60) -> AppTest:
    """Presses the button that reads `label`."""
    next(button for button in app.button if button.label == label).click()
    return app.run(timeout=timeout)


def assert_calm(app: AppTest) -> None:
    """No error and no traceback is on the screen."""
    assert [error.value for error in app.error] == []
    assert list(app.exception) == []
