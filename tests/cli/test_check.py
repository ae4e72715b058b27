"""`check` reads a finished document and says of every number whether the tables bear it out."""

from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run

SPEECH = SAMPLE / "岚江市2025年上半年经济工作讲话.docx"


@pytest.mark.usefixtures("stocked")
def test_it_finds_nothing_wrong_with_a_right_speech(run: Run) -> None:
    ran = run("check", SPEECH, "--json")
    assert ran.code == 0
    summary = ran.json["summary"]
    assert set(summary) == {"match", "mismatch", "unverified", "exempt"}
    assert summary["mismatch"] == 0
    assert summary["match"] > 50
    matched = next(number for number in ran.json["numbers"] if number["verdict"] == "match")
    assert {"start", "end", "text", "indicator", "measure", "verdict", "expected", "source"} <= matched.keys()
    assert matched["source"]["cell"]


@pytest.mark.usefixtures("stocked")
def test_it_tells_a_wrong_number_what_it_should_be_and_where_that_stands(run: Run, tmp_path: Path) -> None:
    text = run("outline", SPEECH, "--text").out
    told = next(number for number in run("check", SPEECH, "--json").json["numbers"] if number["measure"] == "yoy")
    right = text[told["start"] : told["end"]]
    wrong = tmp_path / "改动.txt"
    wrong.write_text(text[: told["start"]] + "9" + right + text[told["end"] :], encoding="utf-8", newline="")
    ran = run("check", wrong, "--json")
    assert ran.code == 1
    found = [number for number in ran.json["numbers"] if number["verdict"] == "mismatch"]
    assert [(number["start"], number["expected"]) for number in found] == [(told["start"], told["expected"])]
    assert "应为" in run("check", wrong).out


@pytest.mark.usefixtures("stocked")
def test_it_works_while_the_app_holds_the_index(run: Run) -> None:
    from desk import Desk
    from settings import read_settings

    app = Desk(read_settings())
    try:
        assert app.search("工业")
        assert run("check", SPEECH).code == 0
    finally:
        app.close()


def test_a_table_is_no_document_to_check(run: Run) -> None:
    ran = run("check", SAMPLE / "岚江市2025年上半年主要经济指标.xlsx")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.usefixtures("stocked")
def test_it_writes_what_it_found_into_a_commented_copy(run: Run, tmp_path: Path) -> None:
    import docx

    out = tmp_path / "批注.docx"
    assert run("check", SPEECH, "--out", out).code == 0
    assert "相符" in "".join(comment.text for comment in docx.Document(str(out)).comments)
    assert run("check", SPEECH, "--out", tmp_path / "没有" / "批注.docx").code == 2
