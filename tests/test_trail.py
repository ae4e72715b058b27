"""The audit trail as who keeps the desk reads it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from clock import today
from errors import NotAllowed
from services.trail import PAGE, Asked, Kind, Trail
from store.audit import AuditRow, record, trail
from store.deeds import Deed
from store.engine import Store, open_store
from store.people import People

OFFICE = """
[[person]]
name = "李慧"
address = "li@example.test"
role = ["写稿", "核数"]

[[person]]
name = "吴刚"
address = "wu@example.test"
role = "管理"
"""


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """A store of an office, with what was done there."""
    people = tmp_path / "people.toml"
    people.write_text(OFFICE, encoding="utf-8")
    opened = open_store(database, People(people))
    with opened.session() as session:
        record(session, actor="李慧", deed=Deed.FIGURES_VERIFIED, subject="figure:12")
        record(session, actor="李慧", deed=Deed.DRAFT_BEGUN, subject="draft:3", detail="2026H1 岚江市")
        record(session, actor="吴刚", deed=Deed.DOCUMENT_ADDED, subject="文件 7", detail="=HYPERLINK(1)")
    yield opened
    opened.close()


def test_it_is_told_in_words_with_what_can_be_opened(store: Store) -> None:
    found, total = Trail(store).page(Asked(), by="吴刚")
    assert total == 3
    assert [(told.actor, told.deed, told.subject, told.kind, told.number) for told in found] == [
        ("吴刚", "载入文件", "文件 7", Kind.DOCUMENT, 7),
        ("李慧", "新建稿子", "稿子 3", Kind.DRAFT, 3),
        ("李慧", "核实数据", "数据 12", Kind.FIGURE, 12),
    ]


@pytest.mark.parametrize(
    ("asked", "subjects"),
    [
        (Asked(actor="李慧"), ["稿子 3", "数据 12"]),
        (Asked(deed=Deed.DOCUMENT_ADDED), ["文件 7"]),
        (Asked(part="岚江"), ["稿子 3"]),
        (Asked(part="draft:3"), ["稿子 3"]),
        (Asked(part="hyperLINK"), ["文件 7"]),
        (Asked(part="%"), []),
        (Asked(actor="李慧", deed=Deed.DOCUMENT_ADDED), []),
        (Asked(first=today(), last=today()), ["文件 7", "稿子 3", "数据 12"]),
        (Asked(last=date(2020, 1, 1)), []),
    ],
)
def test_it_is_narrowed_by_person_deed_day_and_words(store: Store, asked: Asked, subjects: list[str]) -> None:
    found, total = Trail(store).page(asked, by="吴刚")
    assert [told.subject for told in found] == subjects
    assert total == len(subjects)


def test_a_day_is_the_day_of_the_countrys_clock(store: Store) -> None:
    with store.upkeep() as session:
        for at, number in (
            (datetime(2026, 7, 18, 15, 59, tzinfo=UTC), 1),
            (datetime(2026, 7, 18, 16, 0, tzinfo=UTC), 2),
        ):
            session.add(AuditRow(at=at, actor="李慧", action="draft.begun", subject=f"draft:{number}"))
    day = Asked(first=date(2026, 7, 18), last=date(2026, 7, 18))
    assert [told.subject for told in Trail(store).page(day, by="吴刚")[0]] == ["稿子 1"]
    assert b"2026-07-18 23:59:00" in Trail(store).csv(day, by="吴刚")


def test_pages_hold_every_entry_once(store: Store) -> None:
    with store.session() as session:
        for number in range(2 * PAGE):
            record(session, actor="李慧", deed=Deed.DRAFT_BEGUN, subject=f"draft:{number}")
    told = Trail(store)
    pages = [told.page(Asked(actor="李慧"), number, by="吴刚")[0] for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 2]
    assert len({entry.at for page in pages for entry in page}) > PAGE
    assert {entry.number for page in pages for entry in page} == {*range(2 * PAGE), 12}


def test_what_earlier_versions_wrote_reads_in_todays_words(store: Store) -> None:
    with store.upkeep() as session:
        for action, subject, detail in (
            ("移除文件", "文件 7", "旧稿.docx"),
            ("figures.added", "document:一.xlsx", "12 figures"),
            ("draft.refilled", "draft:3", "2 slots changed"),
            ("figures.superseded", "figure:4", "in favour of figure:5"),
            ("draft.exported", "draft:3", "official"),
            ("something.later", "thing:1", ""),
        ):
            session.add(AuditRow(at=datetime.now(UTC), actor="张三", action=action, subject=subject, detail=detail))
    found, _ = Trail(store).page(Asked(actor="张三"), by="吴刚")
    assert [(told.deed, told.subject, told.detail) for told in reversed(found)] == [
        ("移除文件", "文件 7", "旧稿.docx"),
        ("导入数据", "文件 一.xlsx", "12 条数据"),
        ("按最新数据更新", "稿子 3", "2 处数据有变化"),
        ("裁定取代数据", "数据 4", "改用数据 5"),
        ("导出稿子", "稿子 3", "正式稿"),
        ("something.later", "thing:1", ""),
    ]


def test_who_does_not_keep_the_desk_reads_nothing_and_that_is_on_record(store: Store) -> None:
    told = Trail(store)
    for read in (
        lambda by: told.page(Asked(), by=by),
        lambda by: told.actors(by=by),
        lambda by: told.csv(Asked(), by=by),
        lambda by: told.xlsx(Asked(), by=by),
    ):
        with pytest.raises(NotAllowed, match="吴刚"):
            read("李慧")
    found, _ = told.page(Asked(deed=Deed.REFUSED), by="吴刚")
    assert [(one.actor, one.refused) for one in found] == [("李慧", True)] * 4
    assert {one.detail for one in found} == {"想查看操作记录，没有这个权限", "想导出操作记录，没有这个权限"}


def test_a_file_of_it_holds_all_that_is_asked_for_and_no_formula_and_is_on_record(store: Store) -> None:
    told = Trail(store)
    rows = list(csv.reader(io.StringIO(told.csv(Asked(), by="吴刚").decode("utf-8-sig"))))
    assert rows[0] == ["时间", "姓名", "做了什么", "对象", "说明"]
    assert [row[3] for row in rows[1:]] == ["文件 7", "稿子 3", "数据 12"]
    assert rows[1][4] == "'=HYPERLINK(1)"
    sheet = load_workbook(io.BytesIO(told.xlsx(Asked(), by="吴刚"))).active
    assert sheet is not None
    assert [sheet.cell(row, 4).value for row in (2, 3, 4, 5)] == ["操作记录", "文件 7", "稿子 3", "数据 12"]
    assert (sheet.cell(3, 5).value, sheet.cell(3, 5).data_type) == ("=HYPERLINK(1)", "s")
    with store.reading() as session:
        assert [entry.detail for entry in trail(session, deed=Deed.AUDIT_EXPORTED)] == ["4 条", "3 条"]


def test_an_entry_is_changed_neither_as_an_object_nor_by_a_statement(store: Store) -> None:
    def as_object(entry: AuditRow) -> None:
        entry.actor = "别人"

    for change in ("object", "delete", "UPDATE audit_trail SET actor = '别人'", "DELETE FROM audit_trail"):
        with pytest.raises(IntegrityError, match="only grows"), store.upkeep() as session:
            if change == "object":
                as_object(session.query(AuditRow).first())  # type: ignore[arg-type]
            elif change == "delete":
                session.delete(session.query(AuditRow).first())
            else:
                session.execute(text(change))
            session.flush()
    assert len(Trail(store).page(Asked(), by="吴刚")[0]) == 3
