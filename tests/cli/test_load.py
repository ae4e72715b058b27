"""`load`: what is taken in, what is refused and why, and with which exit code."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.files import bad_files, speech, table, written


def test_each_file_is_told_with_what_it_says_of_itself(run: Run, tmp_path: Path) -> None:
    told = run("load", speech(tmp_path), table(tmp_path, "指标.xlsx"), "--region", "岚江市", "--json")
    assert told.code == 0
    first, second = told.json["loaded"]
    assert (first["kind"], first["region"], first["period"], first["figures"]) == ("speech", "岚江市", "2025H1", 0)
    assert (second["kind"], second["region"], second["period"], second["figures"]) == ("table", "岚江市", "2026H1", 4)
    assert first["path"] == str(tmp_path / "去年讲话.md")
    assert {"id", "path", "kind", "title", "region", "date", "period", "figures"} <= first.keys()


def test_what_a_person_says_goes_before_what_the_file_says(run: Run, tmp_path: Path) -> None:
    told = run(
        *("load", speech(tmp_path), "--region", "江西省", "--date", "2024-07-18", "--period", "2024H1"),
        *("--kind", "material", "--json"),
    )
    (item,) = told.json["loaded"]
    assert (item["region"], item["date"], item["period"], item["kind"]) == ("江西", "2024-07-18", "2024H1", "material")


def test_the_period_of_a_table_can_be_said(run: Run, tmp_path: Path) -> None:
    untitled = table(tmp_path, "期间不明.xlsx", titled=False)
    refused = run("load", untitled)
    assert refused.code == 2 and "哪个期间" in refused.err
    assert run("load", untitled, "--period", "2026H1").code == 0


def test_a_name_in_another_encoding_is_refused_and_told(run: Run, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode("讲话.md".encode("gbk"))
    named.write_bytes(speech(tmp_path).read_bytes())
    told = run("load", named, "--json")
    assert told.code == 2
    (refused,) = told.json["refused"]
    assert refused["path"] == str(named) and "不能保存的字符" in refused["reason"]


def test_the_same_content_twice_is_skipped(run: Run, tmp_path: Path) -> None:
    run("load", speech(tmp_path))
    told = run("load", speech(tmp_path, "另一个名字.md"), "--json")
    assert told.code == 0
    assert [item["path"] for item in told.json["skipped"]] == [str(tmp_path / "另一个名字.md")]


def test_a_file_may_leave_the_house_only_where_that_is_said_even_later(run: Run, tmp_path: Path) -> None:
    kept = run("load", speech(tmp_path), "--json").json["loaded"]
    assert [item["may_leave"] for item in kept] == [False]
    run("load", speech(tmp_path), "--may-leave")
    freed = run("load", table(tmp_path, "指标.xlsx"), "--may-leave", "--json").json["loaded"]
    assert [item["may_leave"] for item in freed] == [True]


def test_of_a_folder_the_bad_ones_are_refused_and_the_rest_loaded(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "混杂"
    bad = bad_files(folder)
    speech(folder / "内层")
    table(folder, "指标.xlsx")
    written(folder, "~$指标.xlsx", b"lock")
    written(folder, ".隐藏.txt", "不看")
    told = run("load", folder, "--json")
    assert told.code == 1
    assert {item["path"] for item in told.json["refused"]} == {str(path) for path in bad}
    assert all(item["reason"].endswith("。") for item in told.json["refused"])
    assert len(told.json["loaded"]) == 2


def test_nothing_read_is_two_and_one_line_says_why(run: Run, tmp_path: Path) -> None:
    for path in bad_files(tmp_path):
        told = run("load", path, "--json")
        assert told.code == 2
        assert told.err.splitlines() == [told.json["refused"][0]["reason"]]


def test_several_of_which_none_could_be_read_are_told_in_one_line(run: Run, tmp_path: Path) -> None:
    told = run("load", *bad_files(tmp_path))
    assert told.code == 2
    assert told.err.splitlines()[-1].startswith("6 个文件都没有读入，首先是：“空.txt”是空文件")


def test_an_old_word_file_is_refused_with_a_way_out_where_there_is_no_libreoffice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = run("load", written(tmp_path, "旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    assert told.code == 2
    assert "另存为 .docx" in told.err


def test_a_cell_that_is_no_number_needs_a_person(run: Run, tmp_path: Path) -> None:
    told = run("load", table(tmp_path, "指标.xlsx", "五点二"), "--json")
    assert told.code == 1
    (item,) = told.json["loaded"]
    assert item["figures"] == 3
    assert "D3" in item["problems"][0]


def test_tables_that_disagree_are_both_kept_and_the_conflict_is_shown(run: Run, tmp_path: Path) -> None:
    one, other = table(tmp_path, "甲.xlsx", "5.2"), table(tmp_path, "乙.xlsx", "5.6")
    told = run("load", one, other, "--verified-by", "张三", "--json")
    assert told.code == 1
    (conflict,) = told.json["conflicts"]
    assert (conflict["indicator"], conflict["measure"], conflict["period"]) == ("地区生产总值", "yoy", "2026H1")
    assert conflict["values"] == ["5.2%", "5.6%"]
    assert [source.split(" ")[0] for source in conflict["sources"]] == ["甲.xlsx", "乙.xlsx"]
    assert len(run("figures", "--indicator", "GDP", "--status", "verified", "--json").json) == 4


def test_figures_are_pending_unless_somebody_answers_for_them(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx"))
    run("load", table(tmp_path, "乙.xlsx", "4.8"), "--verified-by", "张三")
    rows = run("figures", "--json").json
    assert {(row["source"]["document"], row["status"], row["verified_by"]) for row in rows} == {
        ("甲.xlsx", "pending", None),
        ("乙.xlsx", "verified", "张三"),
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--sample"),
        (("没有的文件.txt",), "找不到文件"),
        (("文件夹",), "没有文件"),
        (("a.md", "--period", "nonsense"), "期间“nonsense”不认识"),
        (("a.md", "--date", "nonsense"), "日期“nonsense”不认识"),
        (("a.md", "--verified-by", " "), "核实人"),
        (("a.md", "--kind", "poem"), "load --help"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "文件夹").mkdir()
    speech(tmp_path, "a.md")
    refused = run("load", *arguments, "--json")
    assert refused.code == 2
    assert refused.out == ""
    assert told in refused.err and len(refused.err.splitlines()) == 1


def test_a_table_without_a_place_is_asked_for_it_where_the_library_knows_two_cities(run: Run, tmp_path: Path) -> None:
    for city in ("岚江市", "溪山市"):
        front = f"在2025年上半年经济会上的讲话\n（2025年7月1日）\n{city}市长 林予安\n\n"
        text = f"{front}同志们：\n\n一、上半年\n\n经济平稳。\n"
        (tmp_path / f"{city}讲话.txt").write_text(text, encoding="utf-8")
    (tmp_path / "甲表.csv").write_text(
        "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,全市,5.5,%\n", encoding="utf-8"
    )
    assert run("load", tmp_path / "岚江市讲话.txt", tmp_path / "溪山市讲话.txt").code == 0
    refused = run("load", tmp_path / "甲表.csv", "--json")
    assert refused.code == 2
    assert "指明地区" in refused.json["refused"][0]["reason"]
    assert run("load", tmp_path / "甲表.csv", "--region", "溪山市").code == 0
    (tmp_path / "乙表.csv").write_text(
        "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026Q1,岚江市,5.1,%\n", encoding="utf-8"
    )
    taken = run("load", tmp_path / "乙表.csv", "--json")
    assert taken.code == 0, "each of its rows says of what place it is"
    assert taken.json["loaded"][0]["region"] == "岚江市"


def test_a_table_may_not_be_published_before_the_day_that_is_said_even_later(run: Run, tmp_path: Path) -> None:
    kept = table(tmp_path, "指标.xlsx")
    run("load", kept, "--embargo", "2026-07-18")
    assert {figure["embargo"] for figure in run("figures", "--json").json} == {"2026-07-18"}
    assert "2026-07-18 前不得公开" in run("figures").out
    assert run("load", kept, "--embargo", "2026-07-20").code == 0
    assert {figure["embargo"] for figure in run("figures", "--json").json} == {"2026-07-20"}
    assert run("load", kept, "--embargo", "七月").code == 2
