"""The shell as a process: what goes to which stream, exit codes, and a workspace that cannot be used."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from retrieval.vectors.lock import IndexLock
from tests.cli.conftest import SAMPLE, Ran, Run
from tests.cli.files import speech, table

ROOT = SAMPLE.parents[1]
COMMANDS = (
    *("load", "outline", "slots", "figures", "verify", "search", "catalogue", "draft", "refill", "attest"),
    "reindex",
)


def shell(*arguments: object) -> Ran:
    """A command in a process of its own."""
    command = [sys.executable, "cli.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_json_is_alone_on_standard_output_and_progress_goes_to_the_other(tmp_path: Path) -> None:
    told = shell("load", speech(tmp_path), table(tmp_path, "甲.xlsx"), "--json")
    assert told.code == 0
    assert json.loads(told.out).keys() == {"loaded", "skipped", "refused", "conflicts"}
    steps = [line.partition("] ")[2] for line in told.err.splitlines()]
    assert steps[:2] == ["去年讲话.md", "甲.xlsx"] and steps[-1] == "完成"
    assert all(line.startswith("[") for line in told.err.splitlines())


def test_a_refusal_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    for arguments in (("load", tmp_path / "没有.txt"), ("figures", "--period", "x"), ("poem",), ()):
        told = shell(*arguments)
        assert (told.code, told.out) == (2, "")
        assert len(told.err.splitlines()) == 1 and "Traceback" not in told.err


def test_help_names_every_command_that_is_there() -> None:
    told = shell("--help")
    assert told.code == 0
    for name in (
        "load",
        "outline",
        "slots",
        "figures",
        "verify",
        "search",
        "catalogue",
        "draft",
        "refill",
        "attest",
        "reindex",
    ):
        assert re.search(rf" {name}\s", told.out)


def test_the_contract_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    contract = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in (
        "load",
        "outline",
        "slots",
        "figures",
        "verify",
        "search",
        "catalogue",
        "draft",
        "refill",
        "attest",
        "reindex",
    ):
        with pytest.raises(SystemExit):
            cli.main([name, "--help"])
        assert f"`{name}" in contract
        options = {word.strip("[],") for word in capsys.readouterr().out.split() if word.strip("[],").startswith("--")}
        for option in options - {"--help"}:
            assert option in contract, f"{name} {option}"


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    told = subprocess.run(
        f'"{sys.executable}" cli.py outline "{speech(tmp_path)}" --text | true; exit "${{PIPESTATUS[0]}}"',
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_while_another_process_holds_the_index_commands_without_it_still_work(
    run: Run, tmp_path: Path, stocked: Path
) -> None:
    past, pending = speech(tmp_path), table(tmp_path, "甲.xlsx")
    with IndexLock(stocked / "index"):
        for needs_it in (("search", "投资"), ("load", pending), ("draft", "--period", "2026H1"), ("reindex",)):
            told = run(*needs_it, "--json")
            assert (told.code, told.out) == (2, "")
            assert all(word in told.err.splitlines()[-1] for word in ("占用", "chroma run", "CHROMA_URL"))
        assert run("figures", "--json").json
        assert run("slots", past, "--json").json
        assert run("outline", past, "--json").json
        assert run("verify", "--file", "岚江市2026年上半年主要经济指标.xlsx", "--by", "李四").code == 0
    assert run("search", "投资", "--json").json


@pytest.mark.parametrize("home", ["文件.txt", "文件.txt/里面"])
def test_a_workspace_that_cannot_be_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "文件.txt").write_text("一个文件", encoding="utf-8")
    monkeypatch.setenv("HEGAO_HOME", str(tmp_path / home))
    for arguments in (("figures",), ("search", "投资"), ("load", speech(tmp_path))):
        told = run(*arguments, "--json")
        assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
        assert "文件.txt" in told.err


def test_a_damaged_workspace_is_told_in_one_line(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "hegao.db").write_bytes(b"no database at all, though long enough to be taken for one" * 20)
    told = run("figures", "--json")
    assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert "备份" in told.err


@pytest.mark.parametrize(
    ("name", "value"), [("CHROMA_URL", "localhost"), ("CHROMA_URL", "http://127.0.0.1:9"), ("DATABASE_URL", "nowhere")]
)
def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    told = run("search", "投资", "--json")
    assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert name in told.err


def test_a_fault_of_the_program_is_told_apart_and_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_name: str, _data: bytes) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("corpus.readers.read_document", broken)
    told = run("outline", speech(tmp_path), "--json")
    assert (told.code, told.out, len(told.err.splitlines())) == (3, "", 1)
    assert "ZeroDivisionError" in told.err and "test_shell.py" in told.err
