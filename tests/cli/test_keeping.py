"""health, backup and restore from the shell."""

from pathlib import Path

from desk import Desk
from settings import read_settings
from tests.cli.conftest import Run


def test_health_tells_what_is_set_and_how_it_stands(stocked: Path, run: Run) -> None:
    told = {each["what"]: each for each in run("health", "--json").json}
    assert told["数据库"]["state"] == "works" and "SQLite" in told["数据库"]["told"]
    assert told["检索库"]["state"] == "works"
    assert told["起草模型"]["state"] == "unset"
    assert "4 份" in told["资料"]["told"]


def test_a_workspace_is_backed_up_and_restored_with_its_index(stocked: Path, run: Run, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "b.zip").code == 0
    assert run("backup", tmp_path / "b.zip").code == 2  # never over an earlier one
    refused = run("restore", tmp_path / "b.zip")
    assert refused.code == 2 and "--replace" in refused.err
    assert run("restore", tmp_path / "b.zip", "--replace").code == 0
    assert run("search", "工业").out
    assert len(run("figures", "--json").json) > 100


def test_an_open_workspace_is_not_replaced_under_its_user(stocked: Path, run: Run, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "b.zip").code == 0
    desk = Desk(read_settings({"HEGAO_HOME": str(stocked)}))
    desk.search("工业")
    refused = run("restore", tmp_path / "b.zip", "--replace")
    desk.close()
    assert refused.code == 2 and "占用" in refused.err
