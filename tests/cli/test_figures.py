"""`figures`, `verify` and `search` on a stocked workspace."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.files import table


def test_a_figure_leads_to_its_cell_and_to_who_verified_it(run: Run, stocked: Path) -> None:
    rows = run("figures", "--period", "2026M1-6", "--indicator", "GDP", "--region", "岚江市", "--json").json
    (growth,) = [row for row in rows if row["measure"] == "yoy"]
    assert (growth["indicator"], growth["period"], growth["kind"], growth["unit"]) == (
        *("地区生产总值", "2026H1", "actual", "%"),
    )
    assert growth["low"] == growth["high"]
    source = growth["source"]
    assert (source["document"], source["sheet"], source["span"]) == (
        *("岚江市2026年上半年主要经济指标.xlsx", "综合", None),
    )
    assert source["cell"]
    assert (growth["status"], growth["verified_by"]) == ("verified", "张三")
    assert growth["verified_at"]
    assert {"id", "comparator", "high", "bound", "vintage", "region"} <= growth.keys()


def test_filters_that_nothing_meets_leave_an_empty_list(run: Run, stocked: Path) -> None:
    told = run("figures", "--period", "1999", "--json")
    assert (told.code, told.json) == (0, [])
    told = run("figures", "--period", "1999")
    assert (told.code, told.out) == (0, "") and told.err


def test_pending_figures_of_a_table_are_confirmed_by_its_name(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, "甲.xlsx")
    run("load", path)
    told = run("verify", "--file", path, "--by", "李四", "--json")
    assert told.code == 0
    assert {(row["status"], row["verified_by"]) for row in told.json} == {("verified", "李四")}
    assert run("figures", "--status", "pending", "--json").json == []


def test_two_verified_figures_that_disagree_need_a_person_and_an_id_decides(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx", "5.2"), table(tmp_path, "乙.xlsx", "5.6"))
    assert run("verify", "--file", "甲.xlsx", "--by", "李四").code == 1
    assert run("verify", "--file", "乙.xlsx", "--by", "李四").code == 1
    (chosen,) = [row for row in run("figures", "--json").json if row["low"] == "5.6"]
    assert run("verify", "--id", chosen["id"], "--by", "李四").code == 0
    assert [row["low"] for row in run("figures", "--status", "superseded", "--json").json] == ["5.2"]
    assert "5.2" not in [row["low"] for row in run("figures", "--json").json]


def test_a_figure_that_is_verified_already_tells_by_whom_but_first_who_may(
    run: Run, stocked: Path, office: None
) -> None:
    (figure,) = run("figures", "--period", "2026H1", "--indicator", "GDP", "--region", "岚江市", "--json").json[:1]
    for call in (("--id", figure["id"]), ("--file", figure["source"]["document"])):
        refused = run("verify", *call, "--by", "林予安")
        assert (refused.code, refused.out) == (2, "") and "核数" in refused.err
    told = run("verify", "--id", figure["id"], "--by", "张三")
    assert told.code == 0 and "已由张三于" in told.out and "没有重复核实" in told.out and "已核实" not in told.out
    assert run("verify", "--file", figure["source"]["document"], "--by", "张三").out == "这张表里没有待核实的数据。\n"
    tried = run("audit", "--deed", "越权被拒", "--by", "吴刚", "--json").json["entries"]
    assert {row["actor"] for row in tried} == {"林予安"} and len(tried) == 2


def test_deciding_for_a_verified_figure_says_that_the_other_gave_way(run: Run, tmp_path: Path) -> None:
    run("load", table(tmp_path, "甲.xlsx", "5.2"), table(tmp_path, "乙.xlsx", "5.6"), "--verified-by", "李四")
    (chosen,) = [row for row in run("figures", "--json").json if row["low"] == "5.6"]
    told = run("verify", "--id", chosen["id"], "--by", "王五")
    assert "已由李四于" in told.out and "与之不一致的数据已被取代。" in told.out
    assert [row["low"] for row in run("figures", "--status", "superseded", "--json").json] == ["5.2"]


def test_where_the_office_asks_for_two_persons_the_second_must_be_another(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEGAO_TWO_PERSONS", "verify")
    path = table(tmp_path, "甲.xlsx")
    run("load", path, "--verified-by", "张三")
    waiting = run("figures", "--status", "checked", "--json").json
    assert waiting and {(row["status"], row["checked_by"]) for row in waiting} == {("pending", "张三")}
    again = run("verify", "--file", path, "--by", " 张 三")
    assert again.code == 2 and "另一个人" in again.err
    told = run("verify", "--file", path, "--by", "李四", "--json")
    assert told.code == 0
    assert {(row["checked_by"], row["verified_by"]) for row in told.json} == {("张三", "李四")}
    monkeypatch.setenv("HEGAO_TWO_PERSONS", "verfy")
    assert "HEGAO_TWO_PERSONS" in run("figures").err


def test_passages_are_found_with_their_spans(run: Run, stocked: Path) -> None:
    told = run("search", "固定资产投资和项目建设", "-k", 3, "--kind", "speech", "--year", 2025, "--json")
    assert told.code == 0
    assert 0 < len(told.json) <= 3
    for hit in told.json:
        assert hit["document"] == "岚江市2025年上半年经济工作讲话.docx"
        assert hit["end"] - hit["start"] == len(hit["text"])
        assert hit["path"] and 0 <= hit["score"] <= 1


def test_passages_of_another_region_are_left_out(run: Run, stocked: Path) -> None:
    told = run("search", "投资", "--region", "江西", "--json")
    assert (told.json, told.code) == ([], 0)
    assert told.err.splitlines() == ["查找范围：江西。", "在江西的文件里没有找到相近的段落。"]


def test_place_and_year_are_read_from_what_is_searched_and_told(run: Run, stocked: Path) -> None:
    told = run("search", "岚江市2025年固定资产投资", "-k", 3, "--around", 1, "--json")
    assert "岚江市，2025年" in told.err
    assert {(hit["region"], hit["year"]) for hit in told.json} == {("岚江市", 2025)}
    hit = next(hit for hit in told.json if "before" in hit and hit["before"] and hit["after"])
    assert hit["before"][0]["end"] <= hit["start"] < hit["end"] <= hit["after"][0]["start"]
    assert run("search", "稳投资", "--part", "closing").code == 0


def test_the_index_is_rebuilt_from_the_store(run: Run, stocked: Path) -> None:
    before = run("search", "产业", "--json").json
    assert run("reindex", "--json").json == {"documents": 4}
    assert run("search", "产业", "--json").json == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("figures", "--period", "2026H3"), "期间“2026H3”不认识"),
        (("verify", "--by", "张三"), "指明"),
        (("verify", "--file", "没有.xlsx", "--by", "张三"), "没有.xlsx"),
        (("verify", "--id", "999999", "--by", "张三"), "999999"),
        (("verify", "--id", "1", "--by", " "), "核实人"),
        (("verify", "--id", "x", "--by", "张三"), "verify --help"),
        (("search", " "), "查找"),
        (("search", "投资", "-k", "0"), "正整数"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(run: Run, stocked: Path, arguments: tuple[str, ...], told: str) -> None:
    refused = run(*arguments, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err and len(refused.err.splitlines()) == 1
