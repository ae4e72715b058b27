"""The shell in a workspace of its own, called in this process."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cli
from desk import Desk, Incoming, LoadOptions
from settings import read_settings

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
# Enough of the sample for a draft, and quickly read.
FEW = [
    SAMPLE / f"岚江市{name}"
    for name in (
        "2024年上半年经济工作讲话.docx",
        "2025年上半年经济工作讲话.docx",
        "2025年上半年主要经济指标.xlsx",
        "2026年上半年主要经济指标.xlsx",
    )
]


@dataclass(frozen=True)
class Ran:
    """What one command left: its exit code, what it printed and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace that commands of this test work in; not made yet."""
    monkeypatch.setenv("HEGAO_HOME", str(tmp_path / "home"))
    for name in ("DATABASE_URL", "CHROMA_URL", "HEGAO_REGION", "HEGAO_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command, its arguments given one by one."""

    def run_(*arguments: object) -> Ran:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as left:  # how argparse refuses a call
            assert isinstance(left.code, int)
            code = left.code
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run_


OFFICE = """
[[person]]
name = "张三"
address = "zhang@example.test"
role = "核数"

[[person]]
name = "林予安"
address = "lin@example.test"
role = "写稿"

[[person]]
name = "吴刚"
address = "wu@example.test"
role = "管理"
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office of three: 张三 checks numbers, 林予安 writes, 吴刚 keeps the desk."""
    people = tmp_path / "people.toml"
    people.write_text(OFFICE, encoding="utf-8")
    monkeypatch.setenv("HEGAO_PEOPLE", str(people))


@pytest.fixture(scope="session")
def few_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with `FEW`, verified by 张三; made once, and only ever copied."""
    made = tmp_path_factory.mktemp("few") / "home"
    desk = Desk(read_settings({"HEGAO_HOME": str(made)}))
    told = desk.load([Incoming(path.name, path.read_bytes()) for path in FEW], LoadOptions(verified_by="张三"))
    desk.close()
    assert not told.refused
    return made


@pytest.fixture
def stocked(home: Path, few_home: Path) -> Iterator[Path]:
    """The test's own copy of that workspace."""
    shutil.copytree(few_home, home)
    yield home
