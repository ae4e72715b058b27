"""What departments send in for a speech: claims beside what is verified, words into sections, and never a number."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import DocumentKind, Span
from desk import Became, Desk, Fate, Incoming, LoadOptions
from drafting.materials.model import Claim, Excerpt, Material
from drafting.model import By, MarkKind, RenderedSection, State
from errors import HegaoError, InputError, NotAllowed, NotFound, Overtaken, StoreFault
from figures.slots import EntryKind, EntrySlot, FigureSlot
from tests.corpus.readers.test_pdf import pdf
from tests.drafting.workspace import SPEECH, TABLE, edit_section, loaded, open_desk, place, source_of, written

INDUSTRY = """关于上半年工业运行情况的汇报

市工信局

今年以来，全市工业运行总体平稳。上半年，规模以上工业增加值增长6.8%，固定资产投资下降1.5%。新投产企业12家，工业用电量增长8.8%。

下一步，强化运行调度，10月底前完成第三批技改项目验收。
"""
TRADE = """关于上半年开放型经济的汇报

对外开放持续扩大，实际使用外资增长9.1%。
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("materials") / "workspace"
    desk = loaded(home)
    written(desk)
    desk.close()
    return home


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(home, tmp_path / "workspace")
    opened = open_desk(tmp_path / "workspace")
    yield opened
    opened.close()


@pytest.fixture
def draft(desk: Desk) -> int:
    return desk.drafts()[0].id


def sent(desk: Desk, draft: int, text: str = INDUSTRY, name: str = "工信局.txt", by: str = "市工信局") -> Material:
    report = desk.holdings.load_material([Incoming(name, text.encode())], draft, by)
    assert not report.refused, report.refused
    return desk.materials.of_draft(draft)[-1]


def key_of(desk: Desk, draft: int, heading: str) -> int:
    rendered = desk.rendered(draft)
    return rendered.sections[place(rendered, heading)].key


def claim(desk: Desk, material: Material, words: str) -> Claim:
    return next(one for one in desk.materials.claims(material) if one.number.text == words)


def sentence(desk: Desk, material: Material, words: str) -> Excerpt:
    return next(one for one in desk.materials.excerpts(material) if words in one.text)


def all_text(section: RenderedSection) -> str:
    return "\n".join(paragraph.text for paragraph in section.paragraphs)


def test_a_claim_stands_beside_the_verified_number(desk: Desk, draft: int) -> None:
    material = sent(desk, draft)
    apart = claim(desk, material, "6.8%")
    assert (apart.agreement, apart.number.expected) == ("不一致", "7.0%")
    assert "岚江市数据.csv" in apart.verified
    assert claim(desk, material, "1.5%").agreement == "一致"
    unknown = claim(desk, material, "8.8%")
    assert (unknown.agreement, unknown.verified) == ("无从核对", "")


def test_a_claim_is_judged_anew_when_the_table_is_corrected(desk: Desk, draft: int) -> None:
    material = sent(desk, draft)
    assert claim(desk, material, "6.8%").agreement == "不一致"
    corrected = TABLE.replace("规模以上工业增加值,同比,2026H1,全市,7.0", "规模以上工业增加值,同比,2026H1,全市,6.8")
    desk.load([Incoming("岚江市数据.csv", corrected.encode())], LoadOptions(verified_by="李四"))
    assert claim(desk, material, "6.8%").agreement == "一致"


def test_a_sentence_is_copied_as_slots_that_ask_the_tables(desk: Desk, draft: int) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    before = len(desk.rendered(draft).section(key).paragraphs)
    section = desk.materials.copy(material, key, sentence(desk, material, "6.8%").span, actor="林予安")
    assert len(section.paragraphs) == before + 1
    added = section.paragraphs[-1]
    assert "规模以上工业增加值增长7.0%" in added.text and "6.8" not in added.text
    asking = [slot for slot in added.slots if isinstance(slot.slot, FigureSlot)]
    assert {slot.by for slot in asking} == {By.FIGURE}
    (mark,) = [mark for mark in added.marks if mark.kind is MarkKind.MATERIAL]
    assert (mark.start, mark.end) == (0, len(added.text))
    assert "市工信局" in mark.note and "未核实" in mark.note


def test_what_no_table_tells_is_an_open_place_with_the_departments_number_as_a_hint(desk: Desk, draft: int) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    section = desk.materials.copy(material, key, sentence(desk, material, "12家").span, actor="林予安")
    added = section.paragraphs[-1]
    assert "新投产企业*家" in added.text and "12" not in added.text and "8.8" not in added.text
    slots = {slot.reason or "": slot for slot in added.slots}
    (reason,) = [reason for reason in slots if "12家" in reason]
    assert "市工信局报" in reason and "未核实" in reason
    slot = slots[reason]
    assert slot.state is State.OPEN
    assert isinstance(slot.slot, EntrySlot) and slot.slot.kind is EntryKind.REPORTED
    attested = desk.editing.texts.attest(
        draft, key, slot.number, value="15", by="李慧", source="市工信局函复", reason="去电核实"
    )
    assert "新投产企业15家" in all_text(attested)


def test_what_waits_for_verification_still_asks_its_table(desk: Desk, draft: int) -> None:
    pending = "指标,口径,期间,地区,数值,单位\n工业用电量,同比,2026H1,岚江市,8.1,%\n"
    desk.load([Incoming("用电.csv", pending.encode())])
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    copied = desk.materials.copy(material, key, sentence(desk, material, "8.8%").span, actor="林予安")
    (slot,) = [one for one in copied.paragraphs[-1].slots if "待核实" in (one.reason or "")]
    assert isinstance(slot.slot, FigureSlot)
    desk.verify(document="用电.csv", by="李慧")
    assert "工业用电量增长8.1%" in desk.rendered(draft).section(key).paragraphs[-1].text


def test_the_nearest_section_is_proposed_with_why(desk: Desk, draft: int) -> None:
    material = sent(desk, draft)
    proposals = desk.materials.proposals(material)
    assert "稳住工业运行" in proposals[0].heading
    assert "规模以上工业增加值" in proposals[0].excerpt.shared
    trade = sent(desk, draft, TRADE, "商务局.txt", "市商务局")
    assert next(one.heading for one in desk.materials.proposals(trade)).endswith("扩大对外开放")
    desk.materials.place(material.id, proposals[0].key, actor="林予安")
    placed = desk.materials.get(material.id)
    assert proposals[0].key not in {one.key for one in desk.materials.proposals(placed)}


def test_a_material_is_put_to_sections_and_taken_off(desk: Desk, draft: int) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    desk.materials.place(material.id, key, actor="林予安")
    desk.materials.place(material.id, key, actor="林予安")
    assert [one.id for one in desk.materials.of_section(draft, key)] == [material.id]
    nearest = desk.materials.excerpts(material, key)[0]
    assert "规模以上工业增加值" in nearest.text and nearest.shared
    desk.materials.unplace(material.id, key, actor="林予安")
    assert desk.materials.of_section(draft, key) == []
    desk.materials.place(material.id, key, actor="林予安")
    desk.materials.detach(material.id, actor="林予安")
    assert desk.materials.of_draft(draft) == []
    assert "工信局.txt" in {document.name for document in desk.documents(DocumentKind.MATERIAL)}
    with pytest.raises(NotFound):
        desk.materials.get(material.id)


def test_a_section_that_is_not_there_takes_no_material(desk: Desk, draft: int) -> None:
    with pytest.raises(NotFound):
        desk.materials.place(sent(desk, draft).id, 999, actor="林予安")


def marks_of(desk: Desk, draft: int, key: int) -> list[str]:
    """The words that are marked as a department's in a section."""
    section = desk.rendered(draft).section(key)
    return [
        paragraph.text[mark.start : mark.end]
        for paragraph in section.paragraphs
        for mark in paragraph.marks
        if mark.kind is MarkKind.MATERIAL
    ]


def test_a_sentence_put_into_a_section_that_is_open_is_marked_until_its_words_are_others(
    desk: Desk, draft: int
) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    opened = source_of(desk, draft, key)
    put = desk.materials.source(material, sentence(desk, material, "6.8%").span)
    edit_section(desk, draft, key, f"{opened}要看到，{put}")
    (words,) = marks_of(desk, draft, key)
    assert "规模以上工业增加值增长7.0%" in words and "要看到" not in words
    edit_section(desk, draft, key, source_of(desk, draft, key).replace("要看到", "我们看到"))
    assert marks_of(desk, draft, key) == [words], "once, though the paragraph was changed"
    assert "6.8%" not in words
    edit_section(desk, draft, key, source_of(desk, draft, key).replace("，固定资产投资", "，经核实，固定资产投资"))
    assert marks_of(desk, draft, key) == []


def test_of_many_files_tables_and_damaged_ones_are_refused_and_the_rest_attached(desk: Desk, draft: int) -> None:
    told: list[Became] = []
    files = [
        Incoming("工信局.txt", INDUSTRY.encode()),
        Incoming("坏.docx", b"PK\x03\x04 nothing"),
        Incoming("扫描.pdf", pdf([])),
        Incoming("用电.csv", TABLE.encode()),
        Incoming("再报.txt", INDUSTRY.encode()),
        Incoming("去年讲话.txt", SPEECH.encode()),
    ]
    report = desk.holdings.load_material(files, draft, "市工信局", each=told.append)
    assert {one.name: one.fate for one in told} == {
        "工信局.txt": Fate.LOADED,
        "坏.docx": Fate.REFUSED,
        "扫描.pdf": Fate.REFUSED,
        "用电.csv": Fate.REFUSED,
        "再报.txt": Fate.SKIPPED,
        "去年讲话.txt": Fate.REFUSED,
    }
    assert [material.name for material in desk.materials.of_draft(draft)] == ["工信局.txt"]
    reasons = {refusal.name: refusal.reason for refusal in report.refused}
    assert reasons.keys() == {"坏.docx", "扫描.pdf", "用电.csv", "去年讲话.txt"}
    assert "已作为讲话收在讲话库" in reasons["去年讲话.txt"] and "“数据”页" in reasons["用电.csv"]
    assert desk.figures(document="用电.csv") == []


def test_files_of_one_name_are_told_apart_by_their_place(desk: Desk, draft: int) -> None:
    sent(desk, draft)
    told: list[Became] = []
    files = [Incoming("汇报.txt", SPEECH.encode()), Incoming("汇报.txt", INDUSTRY.encode())]
    report = desk.holdings.load_material(files, draft, "市工信局", each=told.append)
    assert [one.fate for one in told] == [Fate.REFUSED, Fate.SKIPPED]
    assert [one.name for one in report.skipped] == ["汇报.txt"] and len(report.refused) == 1
    assert "已作为讲话收在讲话库" in report.refused[0].reason


@pytest.mark.parametrize("fault", [StoreFault, NotAllowed, Overtaken])
def test_whatever_befalls_one_file_the_others_are_taken_in(
    desk: Desk, draft: int, fault: type[HegaoError], monkeypatch: pytest.MonkeyPatch
) -> None:
    attach = desk.materials.attach

    def attach_or_fail(draft: int, document: int, department: str, *, actor: str) -> Material:
        if desk.document(document).name == "坏.txt":
            raise fault("这一份没有列上。")
        return attach(draft, document, department, actor=actor)

    monkeypatch.setattr(desk.materials, "attach", attach_or_fail)
    files = [Incoming("坏.txt", INDUSTRY.encode()), Incoming("好.txt", (INDUSTRY + "完。").encode())]
    report = desk.holdings.load_material(files, draft, "市工信局")
    assert [material.name for material in desk.materials.of_draft(draft)] == ["好.txt"]
    assert [(one.name, one.reason) for one in report.refused] == [
        ("坏.txt", "已收入讲话库，但没有列为这份稿子的素材：这一份没有列上。")
    ]


def test_what_an_upload_brings_is_put_to_its_section_and_nothing_else(desk: Desk, draft: int) -> None:
    sent(desk, draft, TRADE, "商务局.txt", "市商务局")  # somebody else's, meanwhile
    here = key_of(desk, draft, "稳住工业运行")
    told: list[Became] = []
    file = Incoming("工信局.txt", INDUSTRY.encode())
    desk.holdings.load_material([file], draft, "市工信局", each=told.append, section=here)
    assert {one.name: one.sections for one in desk.materials.of_draft(draft)} == {
        "工信局.txt": (here,),
        "商务局.txt": (),
    }
    desk.holdings.load_material([file], draft, "市工信局", each=told.append, section=999)
    assert [one.fate for one in told] == [Fate.LOADED, Fate.SKIPPED]
    assert "那一节已经没有了" in told[1].told


@pytest.mark.parametrize(("number", "department"), [(0, " "), (99, "市工信局")])
def test_without_a_department_or_a_draft_nothing_is_taken_in(
    desk: Desk, draft: int, number: int, department: str
) -> None:
    with pytest.raises(InputError):
        desk.holdings.load_material([Incoming("工信局.txt", INDUSTRY.encode())], number or draft, department)
    assert desk.documents(DocumentKind.MATERIAL) == []


def test_one_document_is_sent_in_for_two_drafts_each_with_sections_of_its_own(desk: Desk, draft: int) -> None:
    other = written(desk).id
    first, second = sent(desk, draft), sent(desk, other)
    assert first.document == second.document and first.id != second.id
    desk.materials.place(first.id, key_of(desk, draft, "稳住工业运行"), actor="林予安")
    assert desk.materials.get(second.id).sections == ()
    assert desk.materials.others(draft) == frozenset()
    desk.materials.detach(first.id, actor="林予安")
    assert desk.materials.others(draft) == {second.document}


def test_a_removed_material_is_out_of_the_draft_until_it_is_back(desk: Desk, draft: int) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    desk.materials.place(material.id, key, actor="林予安")
    with pytest.raises(InputError, match="的素材"):
        desk.holdings.remove([material.document], actor="林予安")
    desk.holdings.remove([material.document], actor="林予安", despite_use=True)
    assert desk.materials.of_draft(draft) == []
    desk.holdings.restore([material.document], actor="林予安")
    assert desk.materials.of_section(draft, key) == [desk.materials.get(material.id)]


def test_no_figure_no_target_and_no_verdict_comes_of_a_material(desk: Desk, draft: int) -> None:
    before = (desk.figures(), desk.ledger.statements(), desk.rendered(draft))
    material = sent(desk, draft)
    desk.materials.place(material.id, key_of(desk, draft, "稳住工业运行"), actor="林予安")
    assert (desk.figures(), desk.ledger.statements(), desk.rendered(draft)) == before


def test_a_span_outside_the_material_is_refused(desk: Desk, draft: int) -> None:
    material, key = sent(desk, draft), key_of(desk, draft, "稳住工业运行")
    with pytest.raises(InputError, match="不在这份素材里"):
        desk.materials.copy(material, key, Span(0, 10_000), actor="林予安")
