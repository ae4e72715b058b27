"""`draft` and `attest`: a speech out of a past one, with every number from a table or visibly open."""

from pathlib import Path
from zipfile import is_zipfile

import pytest

from tests.cli.conftest import Run
from tests.cli.files import speech, table, written


def test_every_slot_is_told_with_what_stands_behind_it(run: Run, stocked: Path) -> None:
    told = run("draft", "--period", "2026H1", "--json")
    assert told.code == 0
    draft = told.json
    assert "2026年上半年" in draft["title"]
    assert draft["filled"] > 50 and draft["open"] > 0
    roles = [section["role"] for section in draft["sections"]]
    assert (roles[0], roles[-1]) == ("preamble", "closing") and {"intro", "section"} <= set(roles)
    for section in draft["sections"]:
        for mark in section["marks"]:
            assert 0 <= mark["start"] < mark["end"] <= len(section["text"]) and mark["kind"] and mark["note"]
        for slot in section["slots"]:
            assert section["text"][slot["start"] : slot["end"]] == slot["text"]
            if slot["state"] == "open":
                assert "*" in slot["text"] and slot["reason"].endswith("。") and slot["figure"] is None
            elif slot["by"] == "figure":
                assert slot["figure"]["status"] == "verified" and slot["figure"]["source"]["cell"]
                assert slot["ref"]["indicator"] and slot["ref"]["period"]
            elif slot["by"] == "formula":
                assert slot["formula"] and slot["inputs"]


def test_the_copies_are_written_where_asked(run: Run, stocked: Path, tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("正式稿.docx", "核对稿.docx", "核对表.xlsx")]
    told = run("draft", "--period", "2026H1", "--out", made[0], "--review", made[1], "--sheet", made[2])
    assert told.code == 0
    assert all(is_zipfile(path) for path in made)


def test_with_strict_an_open_slot_needs_a_person_until_it_is_filled(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx", growth="-"), "--verified-by", "张三")
    past = speech(tmp_path)
    assert run("draft", "--period", "2026H1", "--like", past).code == 0
    strict = run("draft", "--period", "2026H1", "--like", past, "--strict", "--json")
    assert strict.code == 1
    slots = [slot for section in strict.json["sections"] for slot in section["slots"]]
    (unfilled,) = [slot for slot in slots if slot["state"] == "open"]
    who = ("--by", "李四", "--source", "统计局电话", "--reason", "快报未出")
    told = run("attest", "--draft", strict.json["draft"], "--slot", unfilled["id"], "--value", "5.3", *who, "--json")
    assert told.code == 0
    assert "地区生产总值同比增长5.3%" in told.json["text"]
    (filled,) = [slot for slot in told.json["slots"] if slot["id"] == unfilled["id"]]
    assert (filled["state"], filled["by"]) == ("filled", "entry")
    assert all(word in filled["note"] for word in ("李四", "统计局电话", "快报未出"))


def test_a_figure_on_which_tables_disagree_is_in_no_draft(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx", "5.2"), table(tmp_path, "乙.xlsx", "5.6"), "--verified-by", "张三")
    draft = run("draft", "--period", "2026H1", "--like", speech(tmp_path), "--json").json
    slots = [slot for section in draft["sections"] for slot in section["slots"]]
    (disputed,) = [slot for slot in slots if slot["ref"] and slot["ref"]["indicator"] == "地区生产总值"]
    assert (disputed["state"], disputed["text"]) == ("open", "增长*%")
    assert all(word in disputed["reason"] for word in ("5.2%（甲.xlsx", "5.6%（乙.xlsx"))


def test_pending_figures_are_in_no_draft(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx"))
    draft = run("draft", "--period", "2026H1", "--like", speech(tmp_path), "--json").json
    figures = [slot for section in draft["sections"] for slot in section["slots"] if slot["ref"]]
    assert {slot["state"] for slot in figures} == {"open"}


def test_the_speech_to_follow_is_a_file_a_name_or_an_id_under_whatever_name_it_came(run: Run, tmp_path: Path) -> None:
    past = speech(tmp_path)
    run("draft", "--period", "2026H1", "--like", past)
    other_name = speech(tmp_path, "另一个名字.md")
    for like in (other_name, past.name, 1):
        assert run("draft", "--period", "2026H1", "--like", like).code == 0


@pytest.mark.parametrize(
    ("name", "outline"),
    [
        ("提纲.txt", "一、上半年经济运行情况\n（一）总体平稳\n二、下半年工作\n（一）抓好投资\n"),
        ("提纲.txt", "上半年经济运行情况\n　　总体平稳\n下半年工作\n　　抓好投资\n"),
        ("提纲.md", "# 讲话提纲\n\n## 一、上半年经济运行情况\n\n### （一）总体平稳\n\n## 下半年工作\n\n### 抓好投资\n"),
    ],
)
def test_an_outline_is_followed(run: Run, tmp_path: Path, name: str, outline: str) -> None:
    asked = ("--like", speech(tmp_path), "--outline", written(tmp_path, name, outline))
    draft = run("draft", "--period", "2026H1", *asked, "--json").json
    headings = [(section["part"], section["heading"]) for section in draft["sections"] if section["role"] == "section"]
    assert headings == [("一、上半年经济运行情况", "（一）总体平稳"), ("二、下半年工作", "（一）抓好投资")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("draft",), "draft --help"),
        (("draft", "--period", "nonsense"), "期间“nonsense”不认识"),
        (("draft", "--period", "2026H1", "--like", "没有这篇.docx"), "没有这篇.docx"),
        (("draft", "--period", "2026H1", "--like", "999"), "999"),
        (("draft", "--period", "2026H1", "--like", "{table}"), "数据表"),
        (("draft", "--period", "2026H1", "--out", "{folder}/没有/稿.docx"), "不存在"),
        (("draft", "--period", "2026H1", "--outline", "{empty}"), "空文件"),
        (("draft", "--period", "2026H1", "--outline", "{deep}"), "3 级标题"),
        (("draft", "--period", "2026H1", "--writer", "model"), "HEGAO_MODEL"),
        (("attest", "--draft", "9", "--slot", "0.0", "--value", "1", "--by", "甲", "--source", "乙"), "编号为 9"),
        (("attest", "--draft", "1", "--slot", "x", "--value", "1", "--by", "甲", "--source", "乙"), "数据位编号“x”"),
        (
            ("attest", "--draft", "1", "--slot", "99.0", "--value", "1", "--by", "甲", "--source", "乙"),
            "编号为 99 的节",
        ),
        (("attest", "--draft", "1", "--slot", "0.99", "--value", "1", "--by", "甲", "--source", "乙"), "编号为 99"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    run: Run, tmp_path: Path, stocked: Path, arguments: tuple[str, ...], told: str
) -> None:
    run("draft", "--period", "2026H1", "--like", speech(tmp_path))
    paths = {
        "table": table(tmp_path, "表.xlsx"),
        "folder": tmp_path,
        "empty": written(tmp_path, "空.txt", b""),
        "deep": written(tmp_path, "深.md", "# 一\n## 二\n### 三\n# 四\n"),
    }
    refused = run(*(word.format(**paths) for word in arguments), "--json")
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err and len(refused.err.splitlines()) == 1


def test_without_a_past_speech_it_is_said_how_to_get_one(run: Run) -> None:
    told = run("draft", "--period", "2026H1")
    assert told.code == 2 and "--like" in told.err


def test_a_corrected_table_is_told_by_refill(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx", growth="5.3"), "--verified-by", "张三")
    draft = run("draft", "--period", "2026H1", "--like", speech(tmp_path), "--json").json["draft"]
    assert run("refill", draft, "--json").json["changed"] == []
    (tmp_path / "新").mkdir()
    run("load", table(tmp_path / "新", "甲.xlsx", growth="-1.2"), "--verified-by", "张三")
    told = run("refill", draft, "--by", "李四", "--json").json
    assert told.keys() >= {"draft", "changed", "filled", "open"}
    (change,) = told["changed"]
    assert (change["was"], change["now"]) == ("增长5.3%", "下降1.2%")
    assert change["ref"]["indicator"] and change["figure"]["source"]["cell"]
    assert "没有变化" in run("refill", draft).out
    assert run("refill", 404).code == 2


def test_a_draft_and_its_files_stand_on_record_under_the_name_that_is_given(
    run: Run, stocked: Path, office: None, tmp_path: Path
) -> None:
    made = (
        "--out",
        tmp_path / "正式稿.docx",
        "--review",
        tmp_path / "核对稿.docx",
        "--sheet",
        tmp_path / "核对表.xlsx",
    )
    nobody = run("draft", "--period", "2026H1", *made)
    assert nobody.code == 2 and "本机" in nobody.err and not list(tmp_path.glob("*稿.docx"))
    asked = ("draft", "--period", "2026H1", "--like", speech(tmp_path), *made)
    draft = run(*asked, "--by", "林予安", "--json").json["draft"]
    told = run("audit", "--about", f"draft:{draft}", "--by", "吴刚", "--json").json["entries"]
    assert {entry["actor"] for entry in told if not entry["refused"]} == {"林予安"}
    assert [entry["deed"] for entry in told].count("导出稿子") == 3
