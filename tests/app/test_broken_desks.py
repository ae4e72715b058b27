"""Every page on desks of which a part fails: it is told where it matters, in a sentence, and the rest works."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from corpus.model import DocumentKind
from desk import Desk, DraftRequest
from settings import read_settings
from tests.app.conftest import PAGES, ROOT, go_to, press
from tests.app.test_pages import named, texts
from tests.disks import filled, read_only, small_disk

NAMES = ("DATABASE_URL", "CHROMA_URL", "HEGAO_REGION", "HEGAO_MODEL", "HEGAO_EMBEDDING", "OPENAI_BASE_URL")


@pytest.fixture(scope="module")
def drafted(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a speech written from it."""
    home = tmp_path_factory.mktemp("drafted") / "workspace"
    shutil.copytree(sample_home, home)
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    past = next(one for one in desk.documents(DocumentKind.SPEECH) if one.period == "2025H1")
    desk.write_draft(desk.begin_draft(DraftRequest(desk.suggested_period(), past.id)))
    desk.close()
    return home


@dataclass
class Place:
    """Where a desk is to stand, and what is to be undone after."""

    home: Path
    monkeypatch: pytest.MonkeyPatch
    after: ExitStack = field(default_factory=ExitStack)


def closed_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def whole(place: Place) -> None:
    """Nothing fails."""


def empty(place: Place) -> None:
    shutil.rmtree(place.home)


def index_missing(place: Place) -> None:
    shutil.rmtree(place.home / "index")


def index_damaged(place: Place) -> None:
    (place.home / "index" / "chroma.sqlite3").write_bytes(b"not a database" * 1000)


def store_read_only(place: Place) -> None:
    place.after.enter_context(read_only(place.home))


def disk_full(place: Place) -> None:
    disk = place.home.with_name("disk")
    place.after.enter_context(small_disk(disk, 200))
    place.home = Path(shutil.copytree(place.home, disk / "workspace"))
    place.after.enter_context(filled(disk))


def chroma_down(place: Place) -> None:
    place.monkeypatch.setenv("CHROMA_URL", f"http://127.0.0.1:{closed_port()}")


def model_unreachable(place: Place) -> None:
    place.monkeypatch.setenv("HEGAO_MODEL", "some-model")
    place.monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{closed_port()}/v1")


def embedding_gone(place: Place) -> None:
    place.monkeypatch.setenv("HEGAO_EMBEDDING", f"local:{place.home / 'no-such-model'}")


def secrets_broken(place: Place) -> None:
    file = place.home.with_name("secrets.toml")
    file.write_text('HEGAO_MODEL = "unfinished\n', encoding="utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    place.after.callback(config.set_option, "secrets.files", before)


Breaking = Callable[[Place], None]
DESKS: dict[Breaking, dict[str, str]] = {
    whole: {},
    empty: {},
    index_missing: {"系统状态": "检索库"},
    index_damaged: {"系统状态": "检索库"},
    store_read_only: dict.fromkeys(PAGES, "只读：没有写入工作区的权限"),
    disk_full: dict.fromkeys(PAGES, "只读：工作区所在磁盘已满"),
    chroma_down: {"系统状态": "没有 Chroma 服务应答"},
    model_unreachable: {},
    embedding_gone: {"系统状态": "没有可用的模型"},
    secrets_broken: {"系统状态": "密钥文件", "连接设置": "密钥文件"},
}
"""What each desk says on which pages without being asked; all the others say nothing of it."""


@pytest.fixture(scope="module")
def desk(request: pytest.FixtureRequest, drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    """The app on a desk that one of `DESKS` made."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        place = Place(tmp_path_factory.mktemp("desk") / "workspace", monkeypatch)
        shutil.copytree(drafted, place.home)
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        with place.after:
            request.param(place)
            monkeypatch.setenv("HEGAO_HOME", str(place.home))
            st.cache_resource.clear()
            yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
            st.cache_resource.clear()


def said(app: AppTest) -> str:
    """Every sentence on the screen, without the marks that keep Markdown off."""
    loud = "\n".join(element.value for element in (*app.error, *app.warning))
    return f"{texts(app)}\n{loud}".replace("\\", "")


def on(app: AppTest, page: str) -> AppTest:
    """The app at that page, nothing left over from the one before."""
    app.query_params.clear()
    return go_to(app, page)


every_desk = pytest.mark.parametrize("desk", DESKS, indirect=True, ids=lambda breaking: breaking.__name__)


@pytest.mark.parametrize("page", PAGES)
@every_desk
def test_every_page_starts_and_says_what_fails_where_it_matters(
    desk: AppTest, page: str, request: pytest.FixtureRequest
) -> None:
    expected = DESKS[request.node.callspec.params["desk"]]
    on(desk, page)
    assert list(desk.exception) == []
    assert [error.value for error in desk.error if page not in expected] == []
    assert desk.title[0].value == ("核稿" if page == "首页" else page)
    assert expected.get(page, "") in said(desk)


WITHOUT_INDEX = (index_missing, index_damaged, chroma_down, embedding_gone, store_read_only, disk_full)
without_index = pytest.mark.parametrize("desk", WITHOUT_INDEX, indirect=True, ids=lambda breaking: breaking.__name__)


@without_index
def test_without_an_index_a_search_says_so(desk: AppTest) -> None:
    on(desk, "讲话库")
    named(desk, "查找段落").set_value("固定资产投资").run()
    assert list(desk.exception) == []
    assert any(word in said(desk) for word in ("reindex", "没有 Chroma 服务应答", "没有可用的模型", "检索库要能写入"))


@without_index
def test_without_an_index_a_draft_is_read(desk: AppTest) -> None:
    on(desk, "起草")
    desk.query_params["draft"] = "1"
    desk.run()
    assert list(desk.exception) == [] and list(desk.error) == []
    assert any('class="n figure' in element.value for element in desk.html)


@pytest.mark.parametrize("desk", [index_missing, chroma_down], indirect=True)
def test_without_an_index_a_figure_is_asked_for_and_a_topic_is_told_to_need_it(desk: AppTest) -> None:
    on(desk, "问答")
    desk.chat_input[0].set_value("岚江市2026年上半年地区生产总值增长了多少？").run()
    assert list(desk.exception) == [] and list(desk.error) == []
    assert any("%" in element.value for element in desk.markdown)
    desk.query_params.clear()
    on(desk, "问答")
    desk.chat_input[0].set_value("岚江市2026年工业怎么抓？").run()
    assert list(desk.exception) == [] and len(desk.error) == 1


@pytest.mark.parametrize("desk", [store_read_only, disk_full], indirect=True)
def test_an_answer_that_cannot_be_kept_is_shown_all_the_same(desk: AppTest) -> None:
    on(desk, "问答")
    desk.chat_input[0].set_value("岚江市2026年上半年地区生产总值增长了多少？").run()
    assert "这次问答没有存下来" in said(desk)


@pytest.mark.parametrize("desk", [store_read_only], indirect=True)
def test_nothing_is_exported_that_cannot_be_recorded(desk: AppTest) -> None:
    on(desk, "起草")
    desk.query_params["draft"] = "1"
    desk.run()
    assert "只读时不能导出" in said(desk)
    assert not any(button.label in ("正式稿", "核对稿", "核对表") for button in desk.button)


@pytest.mark.parametrize("desk", [disk_full], indirect=True)
def test_a_desk_that_only_reads_refuses_what_would_change_it(desk: AppTest) -> None:
    on(desk, "数据")
    desk.file_uploader[0].set_value(
        [("表.csv", "2026年上半年,,\n指标名称,单位,本期\n工业,亿元,3\n".encode(), "text/csv")]
    )
    desk.run()
    press(desk, "收下（待核实）")
    assert list(desk.exception) == []
    assert any("磁盘已满" in error.value or "No space" in error.value for error in desk.error)


@pytest.mark.parametrize("desk", [index_missing], indirect=True)
def test_the_index_is_rebuilt_by_a_button(desk: AppTest) -> None:
    on(desk, "系统状态")
    press(desk, "重建检索库")
    assert "检索库已重建" in "\n".join(element.value for element in desk.success)
    on(desk, "讲话库")
    named(desk, "查找段落").set_value("固定资产投资").run()
    assert list(desk.error) == []


@pytest.mark.parametrize("desk", [model_unreachable], indirect=True)
def test_a_model_that_does_not_answer_is_told_by_trying(desk: AppTest) -> None:
    on(desk, "连接设置")
    press(desk, "测试连接")
    assert len(desk.error) == 1 and list(desk.exception) == []


def test_without_a_server_files_are_taken_in_and_searched_later(
    home: Path, monkeypatch: pytest.MonkeyPatch, app: AppTest
) -> None:
    monkeypatch.setenv("CHROMA_URL", f"http://127.0.0.1:{closed_port()}")
    press(app, "载入示例（岚江市，虚构）", timeout=120)
    assert "文件已收下，但还不能查找" in said(app)
    monkeypatch.delenv("CHROMA_URL")
    on(app, "讲话库")
    named(app, "查找段落").set_value("固定资产投资").run()
    assert list(app.error) == []
    assert any("(reader?document=" in shown.value for shown in app.markdown)


def test_broken_secrets_that_speak_of_login_let_nobody_in(tmp_path: Path, app: AppTest) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text("[auth]\nredirect_uri = \n", encoding="utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    try:
        app.run()
    finally:
        config.set_option("secrets.files", before)
    assert "改正之前不能打开" in app.error[0].value
    assert not app.button
