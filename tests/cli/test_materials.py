"""`materials`: what departments sent in for a draft, beside what is verified, put to sections, copied and taken off."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.files import written
from tests.drafting.workspace import LAST_YEAR, SPEECH, TABLE

INDUSTRY = """关于上半年工业运行情况的汇报

市工信局

上半年，规模以上工业增加值增长6.8%，固定资产投资下降1.5%。新投产企业12家。
"""


@pytest.fixture
def draft(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A draft for which 市工信局 sent in one report."""
    monkeypatch.setenv("HEGAO_REGION", "岚江市")
    files = (written(tmp_path, LAST_YEAR, SPEECH), written(tmp_path, "岚江市数据.csv", TABLE))
    assert run("load", *files, "--verified-by", "李四").code == 0
    told = run("draft", "--period", "2026H1", "--json").json
    sent = run("load", written(tmp_path, "工信局.txt", INDUSTRY), "--draft", told["draft"], "--from", "市工信局")
    assert sent.code == 0, sent.err
    return dict(told)


def key_of(draft: dict[str, Any], heading: str) -> int:
    return next(int(section["key"]) for section in draft["sections"] if heading in section["heading"])


def test_each_claim_stands_beside_the_verified_number(run: Run, draft: dict[str, Any]) -> None:
    told = run("materials", draft["draft"], "--json")
    assert told.code == 1, "one claim disagrees"
    (material,) = told.json
    assert (material["department"], material["document"], material["verified"]) == ("市工信局", "工信局.txt", False)
    assert {claim["text"]: claim["agreement"] for claim in material["claims"]} == {
        "6.8%": "不一致",
        "1.5%": "一致",
        "12家": "无从核对",
    }
    assert material["sections"] == [] and material["proposals"] == []
    listed = run("materials", draft["draft"])
    assert "未归入章节" in listed.out and "未核实" in listed.out
    assert "不一致 部门报“6.8%”，核实数 7.0%（岚江市数据.csv" in listed.out


def test_the_sections_it_may_belong_to_are_proposed_with_why(run: Run, draft: dict[str, Any]) -> None:
    (material,) = run("materials", draft["draft"], "--near", "--json").json
    near = material["proposals"][0]
    assert near["section"] in {section["key"] for section in draft["sections"]} and near["shared"]
    assert near["text"] in INDUSTRY and near["end"] - near["start"] == len(near["text"])
    assert f"可归入 {near['section']} {near['heading']}：同样说到" in run("materials", draft["draft"], "--near").out


def test_it_is_put_to_a_section_and_taken_off_it_again(run: Run, draft: dict[str, Any]) -> None:
    number, key = draft["draft"], key_of(draft, "稳住工业运行")
    other = key_of(draft, "扩大对外开放")
    (material,) = run("materials", number, "--json").json
    placed = run("materials", number, "--place", material["id"], "--section", key, "--by", "王五", "--json").json
    assert [one["sections"] for one in placed] == [[key]]
    assert run("materials", number, "--section", other, "--json").json == []
    nothing = run("materials", number, "--section", other)
    assert (nothing.code, nothing.out) == (0, "") and "这一节" in nothing.err
    assert run("materials", number, "--unplace", material["id"], "--section", key, "--by", "王五").code in (0, 1)
    assert [one["sections"] for one in run("materials", number, "--json").json] == [[]]
    deeds = [entry["deed"] for entry in run("audit", "--person", "王五", "--json").json["entries"]]
    assert deeds == ["素材移出章节", "素材归入章节"]


def test_a_stretch_of_it_is_copied_as_text_with_slots_and_marked(
    run: Run, draft: dict[str, Any], tmp_path: Path
) -> None:
    number, key = draft["draft"], key_of(draft, "稳住工业运行")
    (material,) = run("materials", number, "--json").json
    text = run("outline", tmp_path / "工信局.txt", "--text").out
    start = text.index("上半年，规模")
    end = text.index("。", start) + 1
    where = ("--section", key, "--start", start, "--end", end)
    assert run("materials", number, "--copy", material["id"], *where, "--by", "王五").code in (0, 1)
    told = run("refill", number, "--json")
    assert told.code == 0
    assert run("export", number, "--review", tmp_path / "核对稿.docx").code == 0
    (entry,) = run("audit", "--person", "王五", "--json").json["entries"]
    assert entry["deed"] == "素材抄入稿子" and "工信局.txt" in entry["detail"]
    checked = run("check", tmp_path / "核对稿.docx", "--period", "2026H1", "--json").json
    assert "6.8%" not in {one["text"] for one in checked["numbers"]}, "the verified 7.0% stands in its place"


def test_it_is_taken_off_the_draft_and_stays_in_the_library(run: Run, draft: dict[str, Any]) -> None:
    (material,) = run("materials", draft["draft"], "--json").json
    gone = run("materials", draft["draft"], "--detach", material["id"], "--by", "王五")
    assert (gone.code, gone.out) == (0, "") and "还没有部门" in gone.err
    assert "工信局.txt" in {one["name"] for one in run("documents", "--json").json}


def test_another_drafts_material_is_not_touched(run: Run, draft: dict[str, Any]) -> None:
    (material,) = run("materials", draft["draft"], "--json").json
    other = run("draft", "--period", "2026H1", "--json").json["draft"]
    refused = run("materials", other, "--detach", material["id"])
    assert refused.code == 2 and f"不是稿子 {other} 的" in refused.err
    assert len(run("materials", draft["draft"], "--json").json) == 1


def test_only_who_writes_puts_it_anywhere(run: Run, draft: dict[str, Any], office: None) -> None:
    (material,) = run("materials", draft["draft"], "--json").json
    deed = ("--place", material["id"], "--section", key_of(draft, "稳住工业运行"))
    nobody = run("materials", draft["draft"], *deed)
    assert nobody.code == 2 and "本机" in nobody.err
    assert run("materials", draft["draft"], *deed, "--by", "林予安").code in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("99",), "稿子"),
        (("{draft}", "--section", "99"), "99"),
        (("{draft}", "--place", "1"), "--section"),
        (("{draft}", "--unplace", "1"), "--section"),
        (("{draft}", "--copy", "1", "--start", "0", "--end", "9"), "--section"),
        (("{draft}", "--copy", "1", "--section", "{key}"), "--start"),
        (("{draft}", "--copy", "1", "--section", "{key}", "--start", "0", "--end", "99999"), "不在这份素材里"),
        (("{draft}", "--copy", "1", "--section", "{key}", "--start", "9", "--end", "3"), "不在这份素材里"),
        (("{draft}", "--place", "1", "--detach", "1"), "一次只用一个"),
        (("{draft}", "--place", "9", "--section", "{key}"), "这份素材"),
        (("{draft}", "--place", "1", "--section", "99"), "99"),
        (("{draft}", "--start", "0"), "--copy"),
        (("{draft}", "--detach", "1", "--section", "{key}"), "--section"),
        (("{draft}", "--detach", "1", "--by", " "), "--by"),
        (("x",), "materials --help"),
        ((), "materials --help"),
    ],
)
def test_a_wrong_call_changes_nothing_and_is_told_in_one_line(
    run: Run, draft: dict[str, Any], arguments: tuple[str, ...], told: str
) -> None:
    before = run("materials", draft["draft"], "--json").json
    names = {"draft": draft["draft"], "key": key_of(draft, "稳住工业运行")}
    refused = run("materials", *(each.format(**names) for each in arguments), "--json")
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err and len(refused.err.splitlines()) == 1
    assert run("materials", draft["draft"], "--json").json == before
