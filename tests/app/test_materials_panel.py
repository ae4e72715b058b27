"""素材 on the draft page, and the marks of the reader: claims beside what is verified, words into the section."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from app_pages.documents.marks import beside, legend_html, marks_of, places_of_words
from app_pages.drafts.contents import WHOLE_PLACE, section_place
from app_pages.drafts.materials_html import excerpts_html
from app_pages.drafts.tabs import MATERIALS
from corpus.model import Span
from desk import Desk, DraftRequest, Incoming
from drafting.materials.model import Material
from settings import read_settings
from store.people import Person, Role
from tests.app.conftest import ROOT, assert_calm, go_to, open_tab, press
from tests.drafting.workspace import H1

MATERIAL = """关于上半年工业运行情况的汇报

上半年，规模以上工业增加值增长19.8%。新投产企业12家<script>。
"""
PAST = "岚江市2025年上半年经济工作讲话.docx"


@pytest.fixture(scope="module")
def drafted(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a draft and a material that was put to one of its sections."""
    home = tmp_path_factory.mktemp("with-material") / "workspace"
    shutil.copytree(sample_home, home)
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    draft = desk.begin_draft(DraftRequest(H1, desk.document(PAST).id))
    desk.write_draft(draft)
    desk.holdings.load_material([Incoming("工信局.txt", MATERIAL.encode())], draft, "市工信局")
    (material,) = desk.materials.of_draft(draft)
    desk.materials.place(material.id, desk.materials.proposals(material)[0].key, actor="林予安")
    desk.close()
    return home


@pytest.fixture
def app(home: Path, drafted: Path) -> AppTest:
    shutil.copytree(drafted, home)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def the_material(home: Path) -> tuple[Desk, Material]:
    desk = session.desk()
    return desk, desk.materials.of_draft(desk.drafts()[0].id)[0]


def test_the_numbers_and_targets_of_a_report_are_marked_with_their_verdict(app: AppTest) -> None:
    app.query_params["document"] = "岚江市2025年政府工作报告.docx"
    go_to(app, "原文")
    assert_calm(app)
    legend = next(str(one.value) for one in app.html if 'class="legend"' in str(one.value))
    assert "目标·" in legend and "已说明的数" in legend
    assert any(button.label == "下一处" for button in app.button)
    press(app, "下一处")
    assert_calm(app)
    assert app.query_params["start"]
    text = "".join(str(one.value) for one in app.html)
    assert '<mark class="shown"' in text and 'class="t target' in text
    first = app.query_params["start"]
    press(app, "下一处")
    assert app.query_params["start"] != first
    press(app, "上一处")
    assert app.query_params["start"] == first


def test_words_are_looked_for_in_a_document(app: AppTest) -> None:
    app.query_params["document"] = "岚江市2025年政府工作报告.docx"
    go_to(app, "原文")
    field = next(field for field in app.text_input if field.label == "在文中查找")
    field.set_value("没有这样的话").run()
    assert any("文中没有" in caption.value for caption in app.caption)
    field.set_value("地区生产总值").run()
    press(app, "下一处")
    assert_calm(app)
    assert any("地区生产总值</mark>" in str(one.value) for one in app.html)


def test_a_material_is_read_with_its_claims_and_said_to_be_unverified(app: AppTest, home: Path) -> None:
    _, material = the_material(home)
    app.query_params["document"] = str(material.document)
    go_to(app, "原文")
    assert_calm(app)
    assert "市工信局报送的素材，未核实" in app.warning[0].value.replace("\\", "")
    text = "".join(str(one.value) for one in app.html)
    assert 'class="t mismatch"' in text and "部门报19.8%" in text
    assert "<script>。" not in text


def test_claims_stand_beside_the_verified_numbers_and_nothing_said_is_taken_for_html(home: Path, app: AppTest) -> None:
    desk, material = the_material(home)
    html = excerpts_html(desk.materials.excerpts(material, material.sections[0]), copyable=True)
    assert "不一致" in html and "部门报 19.8%（未核实）" in html and "核实数" in html and "xlsx" in html
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert f'data-do="copy:{material.id}:' in html
    assert "data-do" not in excerpts_html(desk.materials.excerpts(material), copyable=False)


def test_who_may_only_read_is_shown_what_was_sent_and_nothing_to_do_with_it(
    home: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, material = the_material(home)
    draft = desk.drafts()[0].id
    elsewhere = next(one.key for one in desk.rendered(draft).sections if one.key not in material.sections)
    app.query_params["draft"] = str(draft)
    go_to(app, "起草")
    shown: dict[bool, set[str]] = {}
    for reads in (False, True):
        if reads:
            monkeypatch.setattr(session, "logged_in", lambda: Person("周明", (), (Role.READER,)))
        shown[reads] = set()
        for place in (WHOLE_PLACE, section_place(material.sections[0]), section_place(elsewhere)):
            app.session_state["writing"].choose(place)
            open_tab(app, MATERIALS)
            assert_calm(app)
            shown[reads] |= {button.label for button in app.button}
            assert any("市工信局" in one for one in [*(one.label for one in app.expander), *texts(app)])
        assert bool(app.file_uploader) is not reads
    assert {"移出本节", "从这份稿子撤下", "归入本节", "收下素材"} <= shown[False]
    assert not shown[True]


def texts(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.markdown]


def test_the_way_from_hit_to_hit_goes_round() -> None:
    hits = [Span(3, 5), Span(8, 9), Span(12, 14)]
    assert beside(hits, None, 1) == hits[0] and beside(hits, None, -1) == hits[-1]
    assert beside(hits, hits[0], 1) == hits[1] and beside(hits, hits[2], 1) == hits[0]
    assert beside(hits, Span(9, 10), -1) == hits[1] and beside(hits, hits[0], -1) == hits[2]
    assert beside([], None, 1) is None


def test_words_are_found_wherever_they_stand() -> None:
    assert places_of_words("工业强市，工业兴市", "工业") == [Span(0, 2), Span(5, 7)]
    assert places_of_words("工业", "") == []


def test_a_text_without_numbers_has_no_legend() -> None:
    assert "span" not in legend_html(marks_of([], []))
