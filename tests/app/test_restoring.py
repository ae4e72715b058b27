"""A backup is put in place by a button, and nothing that stood is overwritten."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk import Desk
from settings import read_settings
from tests.app.conftest import assert_calm, go_to, press
from tests.app.test_pages import table, take_in, texts


@pytest.fixture(scope="session")
def backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of a workspace with one speech."""
    from tests.drafting.workspace import loaded

    home = tmp_path_factory.mktemp("other") / "workspace"
    desk = loaded(home)
    written = io.BytesIO()
    desk.keeping.back_up(written, actor="吴刚")
    desk.close()
    return written.getvalue()


def upload(app: AppTest, data: bytes) -> None:
    app.file_uploader[0].set_value(("核稿备份.zip", data, "application/zip")).run()


def documents(home: Path) -> list[str]:
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    try:
        return sorted(document.name for document in desk.documents())
    finally:
        desk.close()


def aside(home: Path) -> list[Path]:
    return [path for path in home.iterdir() if path.name.startswith("before-")]


def test_an_empty_desk_takes_a_backup_in(app: AppTest, home: Path, backup: bytes) -> None:
    upload(app, backup)
    press(app, "从备份恢复", timeout=120)
    assert_calm(app)
    assert any("已从“核稿备份" in said.value.replace("\\", "") for said in app.success)
    assert "下一步" in texts(app)
    assert "岚江市数据.csv" in documents(home)


def test_a_workspace_in_use_is_moved_aside_whole_and_only_when_agreed(app: AppTest, home: Path, backup: bytes) -> None:
    go_to(app, "数据")
    take_in(app, "统计局.csv", table("5.2"), by="李慧")
    go_to(app, "系统状态")
    upload(app, backup)
    button = next(one for one in app.button if one.label == "从备份恢复")
    assert button.disabled
    app.checkbox[0].check().run()
    press(app, "从备份恢复", timeout=120)
    assert_calm(app)
    assert "统计局.csv" not in documents(home) and "岚江市数据.csv" in documents(home)
    (before,) = aside(home)
    shutil.copytree(before, home.with_name("found"))
    assert documents(home.with_name("found")) == ["统计局.csv"]


def test_a_damaged_backup_is_refused_and_the_workspace_stands(app: AppTest, home: Path, backup: bytes) -> None:
    go_to(app, "数据")
    take_in(app, "统计局.csv", table("5.2"), by="李慧")
    go_to(app, "系统状态")
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(backup)) as whole, zipfile.ZipFile(damaged, "w") as cut:
        for name in whole.namelist()[:-1]:
            cut.writestr(name, whole.read(name))
    upload(app, damaged.getvalue())
    app.checkbox[0].check().run()
    press(app, "从备份恢复")
    assert len(app.error) == 1 and "与它的清单不符" in app.error[0].value
    assert aside(home) == []
    go_to(app, "首页")
    assert_calm(app)
    assert documents(home) == ["统计局.csv"]
