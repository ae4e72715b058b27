"""What a PostgreSQL server does and SQLite does not: it goes away, and knows its users."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from errors import StoreFault, Unstorable
from store.audit import record, trail
from store.deeds import Deed
from store.engine import Store, open_store
from store.migrations import revisions
from tests.postgres import PASSWORD, Server


@pytest.fixture
def address(postgres: Server) -> str:
    return postgres.database()


def note(store: Store) -> None:
    with store.session() as session:
        record(session, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")


def noted(store: Store) -> int:
    with store.reading() as session:
        return len(trail(session))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda url: url.replace(PASSWORD, "cuo-0815"), "不让账户 hegao 登录"),
        (lambda url: url.replace("//hegao:", "//meiyou:"), "不让账户 meiyou 登录"),
        (lambda url: url.replace("/desk", "/nodesk"), "没有数据库 nodesk"),
        (lambda url: url.replace("127.0.0.1", "db.invalid"), "找不到数据库服务器 db.invalid"),
        (lambda url: url.rpartition(":")[0] + ":1/desk", "连不上数据库服务器 127.0.0.1"),
        (lambda url: url.rpartition(":")[0] + ":port/desk", "DATABASE_URL 不是有效"),
        (lambda url: url.replace(PASSWORD, "mi@ma"), "%40"),
        (lambda url: f"{url}?sslmode=require", "SSL"),
        (lambda url: f"{url}?nonsense=1", "nonsense"),
    ],
)
def test_what_is_wrong_with_an_address_is_told_without_its_password(
    address: str, wrong: Callable[[str], str], told: str
) -> None:
    with pytest.raises(StoreFault) as fault:
        open_store(wrong(address))
    assert told in fault.value.sentence and "DATABASE_URL" in fault.value.sentence
    assert not any(part in fault.value.sentence for part in (PASSWORD, "cuo-0815", "mi@ma", "ma@"))


def test_an_address_may_leave_the_driver_out(address: str) -> None:
    store = open_store(address.replace("+psycopg", ""))
    note(store)
    assert noted(store) == 1
    store.close()


def test_a_database_that_does_not_take_every_character_is_refused(postgres: Server) -> None:
    with pytest.raises(StoreFault, match="编码是 SQL_ASCII"):
        open_store(postgres.database(encoding="SQL_ASCII"))


def test_a_database_of_somebody_else_is_told(postgres: Server) -> None:
    postgres.tell("CREATE DATABASE foreign_desk TEMPLATE template0 ENCODING 'UTF8'")
    with pytest.raises(StoreFault, match="没有在 foreign_desk 里建表或读写的权限"):
        open_store(postgres.url("foreign_desk"))


def test_a_server_that_goes_away_is_told_and_that_it_is_back_needs_no_restart(postgres: Server, address: str) -> None:
    store = open_store(address)
    note(store)
    postgres.stop()
    try:
        for use in (note, noted):
            with pytest.raises(StoreFault, match="连不上数据库服务器"):
                use(store)
    finally:
        postgres.start()
    note(store)
    with pytest.raises(StoreFault, match="连接断了，刚才的操作没有保存"), store.session() as session:
        record(session, actor="张三", deed=Deed.DRAFT_BEGUN, subject="甲")
        session.flush()
        postgres.tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hegao'")
    assert noted(store) == 2
    store.close()


def test_a_server_that_only_reads_is_told_and_read(postgres: Server, address: str) -> None:
    open_store(address).close()
    name = address.rpartition("/")[2]
    postgres.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = open_store(address)
    with pytest.raises(StoreFault, match="只读"):
        note(store)
    assert noted(store) == 0
    store.close()


def test_what_is_written_past_the_rows_is_measured_too(address: str) -> None:
    store = open_store(address)
    note(store)
    with pytest.raises(Unstorable, match="没有保存"), store.upkeep() as session:
        session.execute(text("INSERT INTO figure_tables (document) VALUES (:name)"), {"name": "长" * 401})
    store.close()


def test_the_trail_may_belong_to_a_stricter_owner_and_later_versions_still_open(postgres: Server, address: str) -> None:
    open_store(address).close()
    postgres.tell("CREATE ROLE auditor")
    administrator = create_engine(postgres.url(address.rpartition("/")[2], "postgres"))
    with administrator.begin() as connection:
        connection.execute(text("ALTER TABLE audit_trail OWNER TO auditor"))
        connection.execute(text("GRANT SELECT, INSERT ON audit_trail TO hegao"))
        connection.execute(text("GRANT USAGE ON SEQUENCE audit_trail_id_seq TO hegao"))
        # As an earlier version left it.
        connection.execute(text("DROP TABLE workspace_mark, material_places, materials"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0016'"))
    administrator.dispose()
    store = open_store(address)
    note(store)
    with store.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == revisions()[-1]
    with pytest.raises(StoreFault, match="权限"), store.upkeep() as session:
        session.execute(text("DROP TRIGGER audit_trail_guard ON audit_trail"))
    store.close()
