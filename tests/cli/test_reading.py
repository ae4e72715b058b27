"""`outline` and `slots`: spans of a text, without a workspace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run
from tests.cli.files import bad_files, speech, table, written

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SENTENCES = (
    "上半年，地区生产总值同比增长5.1%，两年平均增长*%，比全国、全省分别高*、*个百分点；城镇新增就业1.2万人以上。"
)


def test_the_outline_tells_headings_and_spans(run: Run, tmp_path: Path) -> None:
    told = run("outline", speech(tmp_path), "--json").json
    text = run("outline", speech(tmp_path), "--text").out
    assert told["title"] == "在2025年上半年全市经济运行分析会上的讲话"
    assert told["salutation"] == "同志们："
    assert [(part["number"], part["heading"]) for part in told["parts"]] == [
        ("一", "上半年经济运行情况"),
        ("二", "下半年工作"),
    ]
    (section,) = told["parts"][0]["sections"]
    assert (section["number"], section["heading"]) == ("（一）", "总体平稳")
    (paragraph,) = section["paragraphs"]
    assert text[paragraph["start"] : paragraph["end"]].startswith("上半年，地区生产总值")
    (closing,) = told["closing"]
    assert text[closing["start"] : closing["end"]] == "同志们，让我们共同努力！"


def test_spans_of_a_word_file_count_in_the_text_that_is_printed(run: Run) -> None:
    path = SAMPLE / "岚江市2025年上半年经济工作讲话.docx"
    told, text = run("outline", path, "--json").json, run("outline", path, "--text").out
    sections = [section for part in told["parts"] for section in part["sections"]]
    leads = [paragraph for section in sections for paragraph in section["paragraphs"] if paragraph["lead"]]
    assert len(sections) > 10 and leads
    for section in sections:
        assert text[section["start"] :].startswith(section["number"] + section["heading"])
    for paragraph in leads:
        assert text[paragraph["start"] : paragraph["end"]].startswith(paragraph["lead"])


def test_the_text_keeps_the_newlines_of_the_file(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "素材.txt", "第一行\r\n第二行\n")
    command = [sys.executable, "cli.py", "outline", str(path), "--text"]
    printed = subprocess.run(command, cwd=SAMPLE.parents[1], capture_output=True, check=True).stdout
    assert printed.decode() == "第一行\r\n第二行\n"


def test_text_and_json_do_not_go_together(run: Run, tmp_path: Path) -> None:
    told = run("outline", speech(tmp_path), "--text", "--json")
    assert (told.code, told.out) == (2, "")


def test_every_number_and_every_mask_is_a_row_with_its_span(run: Run, tmp_path: Path) -> None:
    rows = run("slots", written(tmp_path, "岚江市_2025.txt", SENTENCES), "--json").json
    assert [SENTENCES[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert [row["masked"] for row in rows] == [False, True, True, True, False]
    first, averaged, nation, province, jobs = rows
    assert (first["indicator"], first["measure"], first["low"], first["high"], first["unit"]) == (
        *("地区生产总值", "yoy", "5.1", "5.1", "%"),
    )
    assert (averaged["indicator"], averaged["measure"], averaged["low"]) == ("地区生产总值", "two_year_avg", None)
    assert [row["comparator"] for row in (nation, province)] == ["全国", "全省"]
    assert {row["unit"] for row in (nation, province)} == {"个百分点"}
    assert (jobs["bound"], jobs["low"], jobs["high"]) == ("以上", "1.2", None)
    assert {row["region"] for row in rows} == {"岚江市"}
    keys = "start end text masked kind indicator measure unit region comparator period bound direction low high"
    assert all(set(keys.split()) <= row.keys() for row in rows)


def test_neither_makes_a_workspace(run: Run, tmp_path: Path, home: Path) -> None:
    run("slots", speech(tmp_path))
    run("outline", speech(tmp_path))
    assert not home.exists()


def test_neither_loads_the_store_the_index_or_the_screen(tmp_path: Path) -> None:
    script = (
        "import sys, cli\n"
        f"assert cli.main(['slots', {str(speech(tmp_path))!r}]) == 0\n"
        f"assert cli.main(['outline', {str(speech(tmp_path))!r}]) == 0\n"
        "assert not {'sqlalchemy', 'chromadb', 'numpy', 'streamlit', 'openpyxl'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=SAMPLE.parents[1], check=True, capture_output=True)


def test_many_files_get_a_file_of_rows_each(run: Run, tmp_path: Path) -> None:
    files = [speech(tmp_path, "甲.md"), written(tmp_path, "乙.txt", SENTENCES)]
    told = run("slots", *files, "--out-dir", tmp_path / "rows" / "inner", "--json")
    assert told.code == 0
    for path, row in zip(files, told.json["written"], strict=True):
        rows = json.loads((tmp_path / "rows" / "inner" / f"{path.stem}.json").read_text(encoding="utf-8"))
        assert row == {
            "path": str(path),
            "to": str(tmp_path / "rows" / "inner" / f"{path.stem}.json"),
            "rows": len(rows),
        }
        assert rows == run("slots", path, "--json").json


def test_a_bad_file_among_many_does_not_hold_up_the_others(run: Run, tmp_path: Path) -> None:
    bad = bad_files(tmp_path)[0]
    mixed = run("slots", bad, speech(tmp_path), "--out-dir", tmp_path, "--json")
    assert mixed.code == 1
    assert (len(mixed.json["written"]), len(mixed.json["refused"])) == (1, 1)
    assert run("slots", bad, "--out-dir", tmp_path).code == 2


def test_files_whose_rows_would_overwrite_each_other_are_refused(run: Run, tmp_path: Path) -> None:
    told = run("slots", speech(tmp_path, "讲话.md"), speech(tmp_path, "讲话.txt"), "--out-dir", tmp_path / "rows")
    assert told.code == 2
    assert not (tmp_path / "rows").exists()


def test_what_cannot_be_read_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    unreadable = [path for path in bad_files(tmp_path) if "期间" not in path.name and "无数" not in path.name]
    for path in (*unreadable, table(tmp_path, "指标.xlsx"), tmp_path / "没有.txt", tmp_path):
        for command in ("outline", "slots"):
            told = run(command, path, "--json")
            assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert run("slots", speech(tmp_path), speech(tmp_path, "乙.md")).code == 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real speech of ../shared is not at hand")
def test_the_masks_of_a_real_speech_are_nearly_all_understood(tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    with rows.open("wb") as out:
        command = [sys.executable, "cli.py", "slots", str(SHARED / "seed" / "speech_2021_masked.txt"), "--json"]
        subprocess.run(command, cwd=SAMPLE.parents[1], check=True, stdout=out)
    score = [sys.executable, str(SHARED / "gold" / "score.py"), "slots", str(SHARED / "seed" / "slots_part1.jsonl")]
    printed = subprocess.run([*score, str(rows)], capture_output=True, text=True, check=True).stdout
    scored = dict(line.split(maxsplit=1) for line in printed.splitlines() if not line.startswith("miss"))
    right, _, total = scored["all"].split(" ")[0].partition("/")
    assert int(right) >= 60, printed
    assert (total, scored["left_open"]) == ("65", "6/6 = 1.000"), printed


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports of ../shared are not at hand")
def test_real_texts_are_read_with_exact_spans(run: Run, tmp_path: Path) -> None:
    texts = sorted((SHARED / "corpus").rglob("*.txt"))[::16]
    assert run("slots", *texts, "--out-dir", tmp_path).code == 0
    for path in texts:
        text = path.read_bytes().decode("utf-8-sig")
        rows = json.loads((tmp_path / f"{path.stem}.json").read_text(encoding="utf-8"))
        assert [text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
