"""Opening a store, its transactions, and what it says when it cannot."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from errors import StoreFault, Unstorable
from figures.book.rows import change_count
from store.audit import record, trail
from store.deeds import Deed
from store.engine import open_store
from tests.store.tables import ROOT


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'desk' / 'hegao.db'}"


def test_a_new_workspace_is_made_with_its_folder_and_opens_again(database: str) -> None:
    for _ in range(2):
        store = open_store(database)
        with store.session() as session:
            record(session, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        store.close()
    store = open_store(database)
    with store.reading() as session:
        assert [entry.actor for entry in trail(session, subject="甲")] == ["张三", "张三"]
    store.close()


def test_a_session_keeps_all_or_nothing(database: str) -> None:
    store = open_store(database)
    with pytest.raises(RuntimeError, match="halfway"), store.session() as session:
        record(session, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        session.flush()
        raise RuntimeError("halfway")
    with store.reading() as session:
        assert trail(session) == []
    store.close()


def test_what_only_reads_cannot_write_and_does_not_wait_for_a_writer(database: str) -> None:
    store = open_store(database)
    with pytest.raises(StoreFault, match="只读"), store.reading() as session:
        record(session, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        session.flush()
    with store.session() as writing:
        record(writing, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        writing.flush()
        with store.reading() as session:
            assert trail(session) == []
    with store.session() as session:
        assert len(trail(session)) == 1
    store.close()


def test_writers_in_many_threads_wait_for_each_other(database: str) -> None:
    store = open_store(database)

    def write() -> None:
        for _ in range(10):
            with store.session() as session:
                trail(session)
                record(session, actor="线程", deed=Deed.DRAFT_BEGUN, subject="甲")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert len(trail(session)) == 40
    store.close()


def test_two_processes_may_create_one_workspace_at_the_same_moment(database: str) -> None:
    code = f"from store.engine import open_store; open_store({database!r}).close()"
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]


def test_the_database_is_durable_and_checks_foreign_keys(tmp_path: Path) -> None:
    store = open_store(url_of(tmp_path))
    with store.session() as session:
        pragma = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "hegao.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreFault, match="不是核稿的数据库"):
        open_store(url_of(tmp_path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file where the folder should be")
    with pytest.raises(StoreFault, match="文件夹"):
        open_store(url_of(tmp_path))


def test_a_read_only_file_system_is_told() -> None:
    with pytest.raises(StoreFault):
        open_store("sqlite:////proc/hegao/hegao.db")


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "postgresql+nodriver://localhost/x"])
def test_an_address_that_makes_no_sense_is_told(url: str) -> None:
    with pytest.raises(StoreFault, match=r"DATABASE_URL|驱动"):
        open_store(url)


def test_another_process_that_keeps_writing_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.engine.BUSY_SECONDS", 1)
    store, other = open_store(database), open_store(database)
    with other.session() as writing:
        trail(writing)
        with pytest.raises(StoreFault, match="另一进程"), store.session() as session:
            trail(session)
    with store.session() as session:
        assert trail(session) == [], "and it goes on once the other is done"
    store.close()
    other.close()


def test_one_reading_sees_one_moment(database: str) -> None:
    store = open_store(database)
    with store.reading() as session:
        assert trail(session) == []
        with store.session() as writing:
            record(writing, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        assert trail(session) == []
    store.close()


@pytest.mark.parametrize(
    ("actor", "told"), [("长" * 101, "101 个字，最多能存 100 个字"), ("张\0三", "“张三”里有不能保存")]
)
def test_a_text_that_does_not_fit_its_place_is_told(database: str, actor: str, told: str) -> None:
    store = open_store(database)
    with pytest.raises(Unstorable, match=told), store.session() as session:
        record(session, actor=actor, deed=Deed.DRAFT_BEGUN, subject="甲")
    with store.session() as session:
        record(session, actor="长" * 100, deed=Deed.DRAFT_BEGUN, subject="甲")
    with store.reading() as session:
        assert [entry.actor for entry in trail(session)] == ["长" * 100]
    store.close()


def test_two_processes_that_read_first_and_write_then_lose_nothing(database: str) -> None:
    open_store(database).close()
    processes = [subprocess.Popen([sys.executable, "-c", COUNTING, database], cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    store = open_store(database)
    with store.reading() as session:
        assert change_count(session) == 60
    store.close()


# The row that counts is not there when both begin.
COUNTING = """
import sys
from figures.book.rows import count_change
from store.engine import open_store
store = open_store(sys.argv[1])
for _ in range(30):
    with store.upkeep() as session:
        count_change(session)
store.close()
"""
