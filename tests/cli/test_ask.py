"""`ask`: one question, and a file of them in one process."""

import json
from pathlib import Path

from tests.asking.reports import REPORTS
from tests.cli.conftest import Run


def loaded(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert run("load", folder).code == 0


def test_an_answer_comes_with_its_places(run: Run, tmp_path: Path) -> None:
    loaded(run, tmp_path)
    told = run("ask", "岚江市2025年固投目标完成了吗？", "--json").json
    assert (told["found"], told["verdict"]) == (True, "missed")
    assert set(told) == {"found", "answer", "verdict", "citations", "figures"}
    for citation in told["citations"]:
        assert REPORTS[citation["document"]][citation["start"] : citation["end"]] == citation["quote"]
    lines = run("ask", "岚江市2025年固投目标完成了吗？").out.splitlines()
    assert lines[0] == told["answer"] and told["citations"][0]["quote"] in lines[1]


def test_a_batch_answers_a_line_each_and_conversations_lean_on_themselves(run: Run, tmp_path: Path) -> None:
    loaded(run, tmp_path)
    questions = [
        {"id": "a", "question": "去年岚江的社零目标是多少？", "as_of": "2026"},
        {"id": "b", "question": "岚江2026年GDP目标是多少？", "conversation": "x"},
        {"id": "c", "question": "那去年呢？", "conversation": "x"},
        {"id": "d", "question": "岚江2027年GDP目标是多少？"},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in questions), encoding="utf-8")
    ran = run("ask", "--batch", path, "--json")
    answers = {line["id"]: line["answer"] for line in map(json.loads, ran.out.splitlines())}
    assert ran.code == 0 and list(answers) == ["a", "b", "c", "d"]
    assert "增长6%左右" in answers["a"]["answer"] and "社会消费品零售总额" in answers["a"]["answer"]
    assert "增长6%左右" in answers["c"]["answer"] and not answers["d"]["found"]


def test_a_wrong_call_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    assert run("ask").code == 2
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": 1}\n', encoding="utf-8")
    ran = run("ask", "--batch", bad)
    assert ran.code == 2 and "第 1 行" in ran.err and not ran.out
    bad.write_text('{"id": 1, "question": "岚江今年GDP目标", "as_of": "今年"}\n', encoding="utf-8")
    assert "as_of" in run("ask", "--batch", bad).err


def test_an_empty_workspace_says_what_to_load(run: Run) -> None:
    told = run("ask", "岚江2026年GDP目标是多少？", "--json").json
    assert not told["found"] and "载入" in told["answer"]
