"""A workspace made by the first version opens in this one, and nothing in it is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.model import DocumentKind
from desk import Desk, DraftRequest
from drafting.model import By, RenderedSection
from figures.figure import Status
from settings import read_settings
from store.audit import trail
from store.deeds import Deed
from store.engine import open_store
from tests.drafting.workspace import edit_section, source_of

LEFT = Path(__file__).parent / "old" / "first_version.sql"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The workspace as it was left: without its index, which is derived."""
    home = tmp_path / "workspace"
    home.mkdir()
    with closing(sqlite3.connect(home / "hegao.db")) as database:
        database.executescript(LEFT.read_text(encoding="utf-8"))
    return home


def opened(home: Path) -> Desk:
    return Desk(read_settings({"HEGAO_HOME": str(home)}))


def words(section: RenderedSection) -> str:
    return "".join(paragraph.text for paragraph in section.paragraphs)


def test_its_documents_figures_and_draft_read_as_they_did(home: Path) -> None:
    desk = opened(home)
    assert [one.period for one in desk.documents(DocumentKind.SPEECH)] == ["2025H1", "2024H1"]
    assert [one.name for one in desk.documents(DocumentKind.TABLE)].count("岚江市数据.csv") == 2
    assert len(desk.figures(status=Status.VERIFIED)) == 12
    assert len(desk.figures(status=Status.SUPERSEDED)) == 12
    assert [figure.quantity.label for figure in desk.figures(status=Status.PENDING)] == ["12.3万吨"]
    (summary,) = desk.drafts()
    draft = desk.rendered(summary.id)
    assert (draft.filled, draft.open) == (15, 8)
    assert words(draft.sections[1]).startswith("当前是“十四五”收官之年")
    assert "全市地区生产总值增长5.4%" in words(draft.sections[2])
    attested = [slot for part in draft.sections[2].paragraphs for slot in part.slots if slot.by is By.ENTRY]
    assert [slot.text for slot in attested] == ["增长9.8%"]
    desk.close()


def test_its_index_is_rebuilt_and_work_goes_on(home: Path) -> None:
    desk = opened(home)
    assert desk.reindex() >= 2
    assert desk.search("项目建设", 3)
    (summary,) = desk.drafts()
    source = source_of(desk, summary.id, 1)
    edit_section(desk, summary.id, 1, source.replace("当前", "今年"))
    assert words(desk.rendered(summary.id).sections[1]).startswith("今年是")
    past = desk.documents(DocumentKind.SPEECH)[0]
    again = desk.write_draft(desk.begin_draft(DraftRequest(desk.suggested_period(), past.id)))
    assert again.filled > 5
    desk.close()


def test_its_records_are_all_told_by_todays_names(home: Path) -> None:
    opened(home).close()
    store = open_store(f"sqlite:///{home / 'hegao.db'}")
    with store.reading() as session:
        entries = trail(session)
    store.close()
    assert len(entries) == 13
    assert [entry.action for entry in entries if Deed.of(entry.action) is None] == []
