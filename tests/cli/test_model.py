"""`draft --writer model`: sections out of replies, numbers out of the tables, and what is said of failures."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest

from tests.cli.conftest import Run
from tests.cli.files import speech, table
from tests.prompts.endpoint import MODEL, Endpoint, Refuse, Say

LINE = "经济运行稳中有进，地区生产总值{{地区生产总值|同比}}。"
MODEL_DRAFT = ("draft", "--period", "2026H1", "--writer", "model")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    with Endpoint(Say(LINE)) as served:
        for name, value in {"OPENAI_BASE_URL": served.url, "OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": MODEL}.items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def small(run: Run, tmp_path: Path) -> Path:
    """The past speech of a workspace that holds it and a table."""
    past = speech(tmp_path)
    run("load", past, table(tmp_path, "甲.xlsx"), "--verified-by", "张三", "--region", "岚江市")
    return past


def test_a_model_drafts_and_the_numbers_are_the_tables(
    run: Run, small: Path, endpoint: Endpoint, tmp_path: Path
) -> None:
    points = tmp_path / "要点.txt"
    points.write_text("抓好投资要突出用地保障\n", encoding="utf-8")
    told = run(*MODEL_DRAFT, "--points", points, "--parallel", "2", "--out", tmp_path / "稿.docx", "--json")
    assert told.code == 0
    texts = [section["text"] for section in told.json["sections"]]
    assert "经济运行稳中有进，地区生产总值增长5.2%。" in texts
    assert is_zipfile(tmp_path / "稿.docx")
    assert [record["section"] for record in told.json["writing"]] == list(range(len(texts)))
    assert all(record["tokens_out"] and record["state"] == "written" for record in told.json["writing"])
    assert any("用地保障" in str(asked["messages"]) for asked in endpoint.requests)


def test_a_model_that_cannot_be_used_is_told_in_one_line(run: Run, small: Path, endpoint: Endpoint) -> None:
    endpoint.standing = Refuse(401)
    told = run(*MODEL_DRAFT, "--json")
    assert (told.code, told.out) == (2, "")
    assert "OPENAI_API_KEY" in told.err.splitlines()[-1]


def test_the_reuse_writer_takes_over_where_that_is_wished(run: Run, small: Path, endpoint: Endpoint) -> None:
    endpoint.standing = Refuse(401)
    told = run(*MODEL_DRAFT, "--or-reuse", "--json")
    assert told.code == 0 and told.json["complete"]
    assert "OPENAI_API_KEY" in told.err
    assert "地区生产总值同比增长5.2%" in told.json["sections"][0]["text"]


def test_a_draft_that_was_cut_goes_on_by_the_same_command(run: Run, small: Path, endpoint: Endpoint) -> None:
    endpoint.queue([Say(LINE)])
    endpoint.standing = Refuse(401)
    cut = run(*MODEL_DRAFT, "--parallel", "1", "--json")
    assert cut.code == 1 and not cut.json["complete"]
    assert "接着写" in cut.err
    endpoint.standing = Say(LINE)
    whole = run(*MODEL_DRAFT, "--json")
    assert whole.code == 0 and whole.json["complete"] and whole.json["draft"] == cut.json["draft"]


def test_what_was_held_back_from_a_model_outside_is_said(
    run: Run, small: Path, endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompts.models.choice.is_local", lambda _: False)
    told = run(*MODEL_DRAFT)
    assert told.code == 0
    assert "未标明可外发而没有送去的：去年讲话.md" in told.out
    run("load", small, tmp_path / "甲.xlsx", "--may-leave")
    assert "没有送去" not in run(*MODEL_DRAFT).out


@pytest.mark.parametrize("number", ["0", "9", "多"])
def test_more_at_once_than_there_may_be_is_refused(run: Run, number: str) -> None:
    assert run(*MODEL_DRAFT, "--parallel", number).code == 2
