"""The trail grows, and neither a hand nor a program makes it shrink."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from store.audit import AuditRow, record, trail
from store.columns import utc_now
from store.deeds import Deed
from store.engine import UnrecordedChange, open_store


def test_the_latest_entry_comes_first_with_its_moment_in_utc(database: str) -> None:
    store = open_store(database)
    with store.session() as session:
        record(session, actor="张三", deed=Deed.FIGURES_VERIFIED, subject="数据 1", detail="5.2%")
        record(session, actor="李四", deed=Deed.DRAFT_EXPORTED, subject="稿件 1")
    with store.reading() as session:
        newest, oldest = trail(session)
        assert (newest.actor, oldest.detail) == ("李四", "5.2%")
        assert newest.at.tzinfo == UTC and utc_now() - newest.at < timedelta(minutes=1)
        assert [entry.subject for entry in trail(session, deed=Deed.FIGURES_VERIFIED)] == ["数据 1"]
        assert len(trail(session, limit=1)) == 1
    store.close()


@pytest.mark.parametrize("deed", ["UPDATE audit_trail SET actor = '某'", "DELETE FROM audit_trail"])
def test_an_entry_cannot_be_changed_or_deleted_even_past_the_program(database: str, deed: str) -> None:
    store = open_store(database)
    with store.session() as session:
        record(session, actor="张三", deed=Deed.FIGURES_VERIFIED, subject="数据 1")
    store.close()
    engine = create_engine(database)
    with pytest.raises(IntegrityError, match="only grows"), engine.begin() as connection:
        connection.execute(text(deed))
    engine.dispose()


def test_what_earlier_versions_wrote_is_found_under_todays_deeds(database: str) -> None:
    store = open_store(database)
    with store.upkeep() as session:
        session.add(AuditRow(at=utc_now(), actor="张三", action="移除文件", subject="文件 3"))
        record(session, actor="李四", deed=Deed.DOCUMENT_REMOVED, subject="文件 4")
    with store.reading() as session:
        found = trail(session, deed=Deed.DOCUMENT_REMOVED)
    assert [(entry.subject, Deed.of(entry.action)) for entry in found] == [
        ("文件 4", Deed.DOCUMENT_REMOVED),
        ("文件 3", Deed.DOCUMENT_REMOVED),
    ]
    assert Deed.of("something of a later version") is None
    store.close()


def test_no_two_deeds_are_called_alike() -> None:
    assert len({deed.label for deed in Deed}) == len(list(Deed))


INSERTED = (
    "INSERT INTO documents (sha256, name, kind, title, added_at, text, layout) "
    "VALUES ('1', '', '', '', '2026-07-01', '', '')"
)


@pytest.mark.parametrize("change", [INSERTED, "UPDATE documents SET title = '又'", "DELETE FROM documents"])
def test_a_change_without_a_deed_is_a_fault_and_is_undone(database: str, change: str) -> None:
    store = open_store(database)
    with store.upkeep() as session:
        session.execute(text(INSERTED.replace("'1'", "'0'")))
    with pytest.raises(UnrecordedChange, match="documents"), store.session() as session:
        session.execute(text(change))
    with store.reading() as session:
        assert session.execute(text("SELECT sha256, title FROM documents")).all() == [("0", "")]
    store.close()


def test_what_changes_nothing_needs_no_deed_and_a_deed_covers_what_comes_before_and_after_it(database: str) -> None:
    store = open_store(database)
    with store.session() as session:
        session.execute(text("DELETE FROM documents"))
        assert session.scalar(text("SELECT count(*) FROM documents")) == 0
    with store.session() as session:
        session.execute(text(INSERTED))
        record(session, actor="张三", deed=Deed.DOCUMENT_ADDED, subject="文件 1")
        session.execute(text("UPDATE documents SET title = '题'"))
    with store.reading() as session:
        assert session.scalar(text("SELECT title FROM documents")) == "题"
    store.close()
