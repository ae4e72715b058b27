"""`documents`: the library listed, set right, removed from and restored to, every option of it."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.files import speech, table, written

NAME = "去年讲话.md"
UNTOLD = "关于经济运行情况的汇报\n\n一、总体情况\n\n总体平稳，稳中有进。\n"


@pytest.fixture
def document(run: Run, tmp_path: Path) -> dict[str, Any]:
    """A stored speech, as it is listed."""
    assert run("load", speech(tmp_path, NAME)).code == 0
    (told,) = run("documents", "--json").json
    return dict(told)


def told_of(run: Run, number: int) -> Any:
    return next(one for one in run("documents", "--json").json if one["id"] == number)


def test_the_library_is_listed_with_what_each_document_is(run: Run, document: dict[str, Any]) -> None:
    assert document == {
        **{"id": 1, "name": NAME, "kind": "speech", "title": "在2025年上半年全市经济运行分析会上的讲话"},
        **{"region": None, "date": None, "period": "2025H1", "may_leave": False, "removed": False},
    }
    listed = run("documents")
    assert (listed.code, listed.out) == (0, f"1 讲话 在2025年上半年全市经济运行分析会上的讲话 2025H1 [{NAME}]\n")


def test_an_empty_library_says_so(run: Run) -> None:
    assert run("documents", "--json").json == []
    for asked in ((), ("--removed",)):
        told = run("documents", *asked)
        assert (told.code, told.out) == (0, "") and told.err.strip().endswith("。")


@pytest.mark.parametrize(
    ("option", "said", "field", "kept"),
    [
        ("--title", "市长讲话", "title", "市长讲话"),
        ("--region", "云汐市", "region", "云汐市"),
        ("--date", "2025-07-18", "date", "2025-07-18"),
        ("--period", "2025M1-12", "period", "2025"),
        ("--kind", "report", "kind", "report"),
    ],
)
def test_each_thing_known_of_a_document_is_set_right_alone(
    run: Run, document: dict[str, Any], option: str, said: str, field: str, kept: str
) -> None:
    told = run("documents", "--edit", document["id"], option, said, "--by", "李慧", "--json")
    assert (told.code, told.json) == (0, [{**document, field: kept}])
    assert told_of(run, document["id"]) == {**document, field: kept}
    (entry,) = run("audit", "--deed", "更正文件信息", "--json").json["entries"]
    assert entry["actor"] == "李慧"


def test_what_nobody_knows_is_written_as_a_dash(run: Run, document: dict[str, Any]) -> None:
    number = document["id"]
    run("documents", "--edit", number, "--region", "云汐市", "--date", "2025-07-18")
    told = run("documents", "--edit", NAME, "--region", "-", "--date", "-", "--period", "-", "--json").json
    assert [(one["region"], one["date"], one["period"]) for one in told] == [(None, None, None)]


def test_documents_are_removed_listed_apart_and_restored(run: Run, document: dict[str, Any], tmp_path: Path) -> None:
    run("load", written(tmp_path, "汇报.txt", UNTOLD), "--kind", "report")
    removed = run("documents", "--remove", document["id"], "汇报.txt", "--by", "李慧", "--json")
    assert removed.code == 0 and [one["removed"] for one in removed.json] == [True, True]
    assert run("documents", "--json").json == []
    apart = run("documents", "--removed", "--json").json
    assert {one["name"] for one in apart} == {NAME, "汇报.txt"}
    assert "（已移除）" in run("documents", "--removed").out
    restored = run("documents", "--restore", document["id"], "汇报.txt", "--by", "李慧", "--json")
    assert restored.code == 0 and [one["removed"] for one in restored.json] == [False, False]
    assert told_of(run, document["id"]) == document and run("documents", "--removed", "--json").json == []
    deeds = [entry["deed"] for entry in run("audit", "--person", "李慧", "--json").json["entries"]]
    assert sorted(deeds) == ["恢复文件", "恢复文件", "移除文件", "移除文件"]


def test_what_a_draft_uses_is_removed_only_by_one_who_knows(run: Run, stocked: Path) -> None:
    assert run("draft", "--period", "2026H1").code in (0, 1)
    figures = "岚江市2026年上半年主要经济指标.xlsx"
    refused = run("documents", "--remove", figures)
    assert refused.code == 2 and "正在使用" in refused.err and "--despite-use" in refused.err
    assert len(refused.err.splitlines()) == 1 and "再确认一次" not in refused.err
    assert figures in {one["name"] for one in run("documents", "--json").json}
    assert run("documents", "--remove", figures, "--despite-use").code == 0
    assert figures not in {one["name"] for one in run("documents", "--json").json}


def test_only_who_keeps_the_desk_removes(run: Run, stocked: Path, office: None) -> None:
    name = "岚江市2024年上半年经济工作讲话.docx"
    for deed in (("--remove", name), ("--edit", name, "--title", "讲话")):
        nobody = run("documents", *deed)
        assert nobody.code == 2 and "本机" in nobody.err
    writer = run("documents", "--remove", name, "--by", "林予安")
    assert writer.code == 2 and "管理" in writer.err
    assert run("documents", "--edit", name, "--title", "讲话", "--by", "林予安").code == 0
    assert run("documents", "--remove", name, "--by", "吴刚").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--edit", "1"), "请写明要改什么"),
        (("--edit", "1", "--date", "七月"), "日期“七月”不认识"),
        (("--edit", "1", "--period", "2025H3"), "期间“2025H3”不认识"),
        (("--edit", "1", "--title", " "), "标题"),
        (("--edit", "1", "--kind", "table"), "documents --help"),
        (("--edit", "99", "--title", "讲话"), "99"),
        (("--remove", "没有.docx"), "没有.docx"),
        (("--restore", "99"), "99"),
        (("--edit", "1", "--title", "讲话", "--remove", "1"), "一次只用一个"),
        (("--remove", "1", "--restore", "1"), "一次只用一个"),
        (("--remove", "1", "--by", " "), "--by"),
        (("--title", "讲话"), "--edit"),
        (("--despite-use",), "--remove"),
        (("--removed", "--remove", "1"), "--removed"),
        (("--remove",), "documents --help"),
    ],
)
def test_a_wrong_call_changes_nothing_and_is_told_in_one_line(
    run: Run, document: dict[str, Any], arguments: tuple[str, ...], told: str
) -> None:
    refused = run("documents", *arguments, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err and len(refused.err.splitlines()) == 1
    assert run("documents", "--json").json == [document]


def test_a_table_is_set_right_too_but_stays_a_table(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx"))
    (stored,) = run("documents", "--json").json
    assert stored["kind"] == "table" and "数据表" in run("documents").out
    assert run("documents", "--edit", stored["id"], "--title", "上半年指标", "--json").json[0]["title"] == "上半年指标"
    refused = run("documents", "--edit", stored["id"], "--kind", "report")
    assert refused.code == 2 and "不能互改" in refused.err
