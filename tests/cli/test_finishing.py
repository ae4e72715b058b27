"""`export`, `entries`, `budget`, `reuse`, `freeze` and `unfreeze`: the last mile from the shell."""

from pathlib import Path
from zipfile import is_zipfile

import openpyxl
import pytest

from tests.cli.conftest import SAMPLE, Run

TABLE = SAMPLE / "岚江市2026年上半年主要经济指标.xlsx"


@pytest.fixture
def draft(run: Run, stocked: Path) -> int:
    return int(run("draft", "--period", "2026H1", "--json").json["draft"])


def test_figures_that_may_not_be_published_yet_stop_an_export(run: Run, draft: int, tmp_path: Path) -> None:
    made = tmp_path / "正式稿.docx"
    assert run("export", draft, "--out", made).code == 0 and is_zipfile(made)
    made.unlink()
    assert run("load", TABLE, "--embargo", "2999-07-18").code == 0
    held = run("export", draft, "--out", made, "--sheet", tmp_path / "核对表.xlsx", "--json")
    assert held.code == 1 and not made.exists() and not (tmp_path / "核对表.xlsx").exists()
    assert "2999年7月18日前不得公开" in held.err and TABLE.name in held.err and "--despite-embargo" in held.err
    assert held.json["files"] == [] and held.json["embargoed"][0]["figure"]["embargo"] == "2999-07-18"
    again = run("draft", "--period", "2026H1", "--out", made, "--review", tmp_path / "核对稿.docx")
    assert again.code == 1 and not made.exists(), "the files of a draft just written too"
    assert run("export", draft, "--out", made, "--despite-embargo").code == 0 and is_zipfile(made)
    assert run("export", draft).code == 2


def test_an_entry_waits_for_another_person(run: Run, draft: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGAO_TWO_PERSONS", "attest")
    open_slot = next(
        slot
        for section in run("draft", "--period", "2026H1", "--json").json["sections"]
        for slot in section["slots"]
        if slot["state"] == "open" and not slot["ref"]
    )
    newest = draft + 1  # a whole draft is begun anew
    entry = ("--value", "三十", "--by", "王五", "--source", "组委会")
    shown = run("attest", "--draft", newest, "--slot", open_slot["id"], *entry, "--json").json
    slot = next(slot for slot in shown["slots"] if slot["id"] == open_slot["id"])
    assert slot["state"] == "open" and "待复核" in slot["reason"]
    (waiting,) = run("entries", newest, "--state", "waiting", "--json").json
    assert (waiting["value"], waiting["by"], waiting["state"]) == ("三十", "王五", "waiting")
    assert run("entries", newest, "--strict").code == 1
    own = run("entries", newest, "--confirm-all", "--by", "王五")
    assert own.code == 2 and "另一人" in own.err
    assert run("entries", newest, "--confirm", waiting["id"]).code == 2, "by whom?"
    assert run("entries", newest, "--confirm", waiting["id"], "--by", "赵六", "--strict").code == 0
    assert run("entries", newest, "--withdraw", waiting["id"], "--by", "王五").code == 2, "why?"
    taken_back = run("entries", newest, "--withdraw", waiting["id"], "--by", "王五", "--reason", "记错", "--json")
    assert [one["state"] for one in taken_back.json] == ["withdrawn"]


def test_lengths_are_told_beside_a_budget(run: Run, draft: int) -> None:
    told = run("budget", draft, "--json").json
    whole = told["places"][0]
    assert told["amount"] is None and whole["level"] == "whole" and whole["characters"] > 2000
    tight = run("budget", draft, "--minutes", "5", "--speed", "240", "--strict", "--json")
    assert tight.code == 1 and tight.json["unit"] == "seconds" and tight.json["amount"] == 300
    key = next(place["key"] for place in tight.json["places"] if place["level"] == "section")
    own = run("budget", draft, "--section", f"{key}=40", "--json").json
    assert [place["budget"] for place in own["places"] if place["own"] and place["level"] == "section"] == [40]
    assert not any(place["own"] for place in run("budget", draft, "--section", f"{key}=", "--json").json["places"][1:])
    assert run("budget", draft, "--section", "甲=1").code == 2
    assert run("budget", draft, "--none", "--strict").code == 0


def test_what_was_said_last_year_is_told_sentence_by_sentence(run: Run, draft: int, tmp_path: Path) -> None:
    sheet = tmp_path / "沿用情况表.xlsx"
    told = run("reuse", draft, "--out", sheet, "--json").json
    assert told["document"].startswith("岚江市2025年") and told["shares"]["same"] > 0 < told["shares"]["renumbered"]
    assert abs(sum(told["shares"].values()) - 1) < 0.01
    book = openpyxl.load_workbook(sheet)
    assert book.sheetnames == ["各节占比", "逐句情况"]
    assert book["逐句情况"].max_row == len(told["sentences"]) + 1
    other = run("reuse", draft, "--against", "岚江市2024年上半年经济工作讲话.docx", "--json").json
    assert other["document"].startswith("岚江市2024年") and other["shares"]["same"] < told["shares"]["same"]
    assert run("reuse", draft, "--against", TABLE.name).code == 2


def test_a_frozen_draft_tells_what_changed_since(run: Run, draft: int, tmp_path: Path) -> None:
    told = run("freeze", draft, "--by", "李慧", "--cut-off", "2026-07-18")
    assert told.code == 1 and "待核" in told.err and "--despite-open" in told.err
    assert run("freeze", draft, "--by", "李慧", "--cut-off", "七月").code == 2
    done = run("freeze", draft, "--by", "李慧", "--cut-off", "2026-07-18", "--despite-open", "--json")
    assert done.code == 0 and done.json["frozen"]["cut_off"] == "2026-07-18" and done.json["changed"] == []
    book = openpyxl.load_workbook(TABLE)
    changed = next(cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, int | float))
    changed.value = float(changed.value) + 11
    kept = tmp_path / TABLE.name
    book.save(kept)
    run("load", kept, "--verified-by", "李慧")
    since = run("freeze", draft, "--json")
    assert (
        since.code == 1 and since.json["changed"] and since.json["changed"][0]["was"] != since.json["changed"][0]["now"]
    )
    assert "不能再改" in run("refill", draft).err
    assert run("unfreeze", draft, "--by", "李慧", "--reason", "统计局更正").code == 0
    assert run("refill", draft, "--json").json["changed"]
    assert run("unfreeze", draft, "--by", "李慧", "--reason", "再来").code == 2
