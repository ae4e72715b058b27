"""The library with what hangs on it: documents set right, removed and restored, and what then is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import DocumentKind
from desk import Became, Desk, DraftRequest, Fate, Incoming, InUse, LoadOptions, Progress
from drafting.model import State
from errors import InputError
from settings import read_settings
from tests.corpus.readers.test_pdf import pdf
from tests.drafting.workspace import H1, LAST_YEAR, SPEECH, TABLE

REPORT = """2026年云汐市政府工作报告

——2026年1月15日在云汐市第六届人民代表大会上

各位代表：

一、2026年工作安排

今年全市的预期目标是：地区生产总值增长5.5%左右，规模以上工业增加值增长7%。

（一）做强海洋牧场。建设深水网箱，推动海洋牧场提质。
"""
MATERIAL = "关于上半年工业运行情况的汇报\n\n上半年，规上工业增加值增长9.9%，新投产企业12家。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "workspace"), "HEGAO_REGION": "云汐市"}))
    yield opened
    opened.close()


def taken(desk: Desk, name: str, text: str, options: LoadOptions | None = None) -> int:
    report = desk.load([Incoming(name, text.encode())], options)
    assert not report.refused, report.refused
    return report.loaded[0].document.id


def found(desk: Desk, query: str, **within: str) -> set[str]:
    return {hit.passage.document for hit in desk.search(query, **within)}  # type: ignore[arg-type]


def test_each_file_is_told_as_soon_as_it_is_known_what_became_of_it(desk: Desk) -> None:
    told: list[Became | Progress] = []
    files = [
        Incoming("报告.txt", REPORT.encode()),
        Incoming("损坏.docx", b"PK\x03\x04 broken"),
        Incoming("又一份.txt", REPORT.encode()),
        Incoming("扫描件.pdf", pdf([])),
        Incoming("数据.csv", TABLE.encode()),
    ]
    desk.holdings.load(files, None, told.append, told.append)
    fates = [(one.name, one.fate) for one in told if isinstance(one, Became)]
    assert fates == [
        ("报告.txt", Fate.LOADED),
        ("损坏.docx", Fate.REFUSED),
        ("又一份.txt", Fate.SKIPPED),
        ("扫描件.pdf", Fate.REFUSED),
        ("数据.csv", Fate.LOADED),
    ]
    assert all(one.told.endswith("。") for one in told if isinstance(one, Became) and one.fate is not Fate.LOADED)
    at = told.index(Progress(1, 5, "损坏.docx"))
    assert isinstance(told[at - 1], Became), "the first was told of before the second was begun"


def test_a_table_with_a_text_too_long_to_keep_is_refused_and_the_rest_go_on(desk: Desk) -> None:
    long = TABLE.replace("非税收入", "非" * 201)
    report = desk.load([Incoming("长.csv", long.encode()), Incoming("数据.csv", TABLE.encode())])
    assert [one.document.name for one in report.loaded] == ["数据.csv"]
    assert "201 个字，最多能存 200 个字" in report.refused[0].reason
    assert {figure.source.document for figure in desk.figures()} == {"数据.csv"}


def test_what_was_taken_in_before_the_screen_left_is_found(desk: Desk) -> None:
    class Left(BaseException):
        pass

    def leaving(step: Progress) -> None:
        if step.done == 1:
            raise Left

    files = [Incoming("报告.txt", REPORT.encode()), Incoming("讲话.txt", SPEECH.encode())]
    with pytest.raises(Left):
        desk.holdings.load(files, None, leaving)
    assert [document.name for document in desk.documents()] == ["报告.txt"]
    assert found(desk, "海洋牧场 深水网箱") == {"报告.txt"}


def test_a_corrected_region_and_year_are_those_of_targets_and_passages(desk: Desk) -> None:
    report = taken(desk, "报告.txt", REPORT)
    assert {target.statement.region for target in desk.ledger.targets(year=2026)} == {"云汐市"}
    identity = replace(desk.document(report).identity, region="望屿市", period="2025", title="望屿市政府工作报告")
    edited = desk.holdings.edit(report, identity, actor="林予安")
    assert (edited.title, edited.region, edited.period) == ("望屿市政府工作报告", "望屿市", "2025")
    assert {(target.statement.region, target.statement.year) for target in desk.ledger.targets()} == {("望屿市", 2025)}
    assert desk.ledger.regions() == ["望屿市"]
    assert found(desk, "海洋牧场", region="望屿市") == {"报告.txt"}
    assert found(desk, "海洋牧场", region="云汐市") == set()
    assert {hit.passage.year for hit in desk.search("海洋牧场")} == {2025}


def test_a_correction_holds_after_the_desk_was_opened_again(tmp_path: Path) -> None:
    settings = read_settings({"HEGAO_HOME": str(tmp_path / "workspace")})
    desk = Desk(settings)
    report = taken(desk, "报告.txt", REPORT)
    desk.holdings.edit(report, replace(desk.document(report).identity, region="望屿市"), actor="林予安")
    desk.close()
    again = Desk(settings)
    assert found(again, "海洋牧场", region="望屿市") == {"报告.txt"}
    assert again.documents()[0].indexed_with == again.keeper.embedding_name
    again.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "  "}, "标题"),
        ({"period": "二〇二六上"}, "期间"),
        ({"kind": DocumentKind.TABLE}, "类别不能互改"),
    ],
)
def test_what_a_document_cannot_be_is_refused_in_a_sentence(desk: Desk, change: dict[str, object], said: str) -> None:
    report = taken(desk, "报告.txt", REPORT)
    before = desk.document(report)
    with pytest.raises(InputError, match=said):
        desk.holdings.edit(report, replace(before.identity, **change), actor="林予安")  # type: ignore[arg-type]
    assert desk.document(report) == before


def test_a_removed_report_leaves_search_ledger_and_answers_and_comes_back(desk: Desk) -> None:
    report = taken(desk, "报告.txt", REPORT)
    question = "云汐市2026年地区生产总值增长目标是多少？"
    assert desk.answers.ask(question).answer.found
    desk.holdings.remove([report], actor="林予安")
    assert found(desk, "海洋牧场") == set()
    assert desk.ledger.targets() == [] and desk.ledger.regions() == [] and desk.ledger.places_with_targets() == []
    assert not desk.answers.ask(question).answer.found
    assert desk.keeper.index().search_figures("地区生产总值", 5) == []
    assert [document.id for document in desk.holdings.removed()] == [report]
    desk.holdings.restore([report], actor="林予安")
    assert found(desk, "海洋牧场") == {"报告.txt"}
    assert desk.answers.ask(question).answer.found
    assert desk.keeper.index().search_figures("地区生产总值", 5) != []


def test_of_two_reports_that_set_a_target_one_removed_leaves_the_other_found(desk: Desk) -> None:
    first, _ = taken(desk, "报告.txt", REPORT), taken(desk, "另一份报告.txt", REPORT + "完。\n")
    desk.holdings.remove([first], actor="林予安")
    (hit,) = desk.keeper.index().search_figures("地区生产总值 目标", 1)
    assert hit.card.indicator == "地区生产总值"


def drafted(desk: Desk) -> tuple[int, int]:
    """A draft and the table whose figures it shows."""
    speech = taken(desk, LAST_YEAR, SPEECH.replace("岚江市", "云汐市"))
    table = taken(desk, "数据.csv", TABLE, LoadOptions(verified_by="李慧"))
    draft = desk.begin_draft(DraftRequest(H1, speech))
    desk.write_draft(draft)
    return draft, table


def filled_from(desk: Desk, draft: int, document: str) -> int:
    sections = desk.rendered(draft).sections
    slots = [slot for section in sections for paragraph in section.paragraphs for slot in paragraph.slots]
    used = [slot for slot in slots if slot.figure is not None and slot.figure.source.document == document]
    assert all(slot.state is State.FILLED for slot in used)
    return len(used)


def test_a_table_in_use_is_not_removed_unawares_and_its_slots_open_and_fill_again(desk: Desk) -> None:
    draft, table = drafted(desk)
    used, opened = filled_from(desk, draft, "数据.csv"), desk.rendered(draft).open
    assert used > 0
    with pytest.raises(InUse, match=r"主要指标稳步回升”\d+ 处.*待核"):
        desk.holdings.remove([table], actor="林予安")
    assert filled_from(desk, draft, "数据.csv") == used
    desk.holdings.remove([table], actor="林予安", despite_use=True)
    assert filled_from(desk, draft, "数据.csv") == 0 and desk.rendered(draft).open >= opened + used
    assert desk.figures() == [] and desk.conflicts() == []
    desk.holdings.restore([table], actor="林予安")
    assert filled_from(desk, draft, "数据.csv") == used and desk.rendered(draft).open == opened
    assert {figure.verified_by for figure in desk.figures()} == {"李慧"}


def test_a_removed_table_that_is_handed_in_again_is_back_with_its_figures(desk: Desk) -> None:
    table = taken(desk, "数据.csv", TABLE, LoadOptions(verified_by="李慧"))
    figures = desk.figures()
    desk.holdings.remove([table], actor="林予安")
    assert desk.figures() == []
    report = desk.load([Incoming("数据.csv", TABLE.encode())])
    assert "已恢复" in report.loaded[0].problems[0]
    assert desk.figures() == figures


def test_a_speech_that_a_draft_follows_is_not_removed_unawares(desk: Desk) -> None:
    draft, _ = drafted(desk)
    speech = desk.document(LAST_YEAR).id
    with pytest.raises(InUse, match="参照它起草"):
        desk.holdings.remove([speech], actor="林予安")
    before = desk.rendered(draft)
    desk.holdings.remove([speech], actor="林予安", despite_use=True)
    assert desk.rendered(draft) == before, "what was written stands"


@pytest.mark.parametrize("question", ["云汐市2026年上半年规模以上工业增加值增长多少？", "云汐市新投产企业情况怎么样？"])
def test_what_a_department_sends_answers_nothing_and_is_in_no_ledger(desk: Desk, question: str) -> None:
    taken(desk, "报告.txt", REPORT)
    said = LoadOptions(kind=DocumentKind.MATERIAL, region="云汐市", period="2026H1")
    taken(desk, "工信局素材.txt", MATERIAL, said)
    answer = desk.answers.ask(question).answer
    assert "9.9" not in answer.text and "12" not in answer.text
    assert "工信局素材.txt" not in {citation.document for citation in answer.citations}
    assert desk.ledger.statements(document=desk.document("工信局素材.txt").id) == []
    assert found(desk, "新投产企业") >= {"工信局素材.txt"}, "whoever looks for it finds it, as material"


def test_material_taken_for_a_report_is_read_once_it_is_called_one(desk: Desk) -> None:
    said = LoadOptions(kind=DocumentKind.MATERIAL, region="云汐市", period="2026H1")
    material = taken(desk, "工信局素材.txt", MATERIAL, said)
    identity = desk.document(material).identity
    desk.holdings.edit(material, replace(identity, kind=DocumentKind.REPORT), actor="林予安")
    assert "9.9%" in {one.text for one in desk.ledger.statements(document=material)}
    desk.holdings.edit(material, identity, actor="林予安")
    assert desk.ledger.statements(document=material) == []


def test_a_table_handed_in_again_after_its_removal_is_withheld_as_asked(desk: Desk) -> None:
    file = Incoming("数据.csv", TABLE.encode())
    (loaded,) = desk.load([file], LoadOptions(verified_by="李四")).loaded
    desk.holdings.remove([loaded.document.id], actor="李慧")
    desk.load([file], LoadOptions(embargo="2999-07-18"))
    assert {str(figure.embargo) for figure in desk.figures()} == {"2999-07-18"}


OFFICE = """
[[person]]
name = "李慧"
address = "li@example.test"
role = "核数"

[[person]]
name = "吴刚"
address = "wu@example.test"
role = "管理"
"""


def test_a_table_comes_back_with_its_day_or_not_at_all(tmp_path: Path) -> None:
    people = tmp_path / "people.toml"
    people.write_text(OFFICE, encoding="utf-8")
    desk = Desk(read_settings({"HEGAO_HOME": str(tmp_path / "workspace"), "HEGAO_PEOPLE": str(people)}))
    file = Incoming("数据.csv", TABLE.encode())
    (loaded,) = desk.load([file], LoadOptions(verified_by="李慧", actor="李慧", embargo="2999-07-18")).loaded
    desk.holdings.remove([loaded.document.id], actor="吴刚")
    report = desk.load([file], LoadOptions(actor="吴刚", embargo="2026-01-01"))
    assert "核数" in report.refused[0].reason and report.loaded == (), "an earlier day is for who checks numbers"
    assert [document.id for document in desk.holdings.removed()] == [loaded.document.id] and desk.figures() == []
    desk.load([file], LoadOptions(actor="吴刚", embargo="2999-08-01"))
    assert {str(figure.embargo) for figure in desk.figures()} == {"2999-08-01"}
    desk.close()


def test_a_day_that_is_none_is_refused_before_any_file_is_taken_in(desk: Desk) -> None:
    files = [Incoming("报告.txt", REPORT.encode()), Incoming("数据.csv", TABLE.encode())]
    with pytest.raises(InputError, match="七月"):
        desk.load(files, LoadOptions(embargo="七月"))
    assert desk.documents() == []
