"""An office's desk, with a real login: who may not verify does not, through the page and around it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.serving import ROOT, served
from desk import Desk, Incoming, LoadOptions
from errors import NotAllowed
from figures.figure import Status
from services.trail import Asked
from settings import Settings, read_settings
from store.deeds import Deed
from tests.app.browsing import CHROMIUM, NO_BROWSER, assert_calm, browser, window
from tests.app.forging import Forger
from tests.app.provider import CLIENT, SECRET, Provider, providing

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)

OFFICE = """
[[person]]
name = "周明"
address = "zhou@office.test"
role = "只读"

[[person]]
name = "李慧"
address = "subject-2"
role = "核数"

[[person]]
name = "吴刚"
address = "wu@office.test"
role = ["管理", "核数"]
"""
ACCOUNTS = {
    "周明": {"sub": "subject-1", "email": "Zhou@office.test", "email_verified": True},
    "李慧": {"sub": "subject-2"},
    "吴刚": {"sub": "subject-3", "email": "wu@office.test"},
    "路人": {"sub": "subject-9", "email": "someone@elsewhere.test"},
    "冒名": {"sub": "subject-8", "email": "wu@office.test", "email_verified": False},
    "旧登录": {"sub": "subject-2", "iat": 1_700_000_000},
}
TABLE = "指标,口径,期间,地区,数值,单位\n地区生产总值,同比,2026H1,岚江市,5.2,%\n"


@dataclass(frozen=True)
class Office:
    """An office's desk that is served, and who its accounts are."""

    address: str
    settings: Settings
    people: Path

    def desk(self) -> Desk:
        """Its workspace, opened beside the app."""
        return Desk(self.settings)

    def login(self, chromium: Browser, account: str, page: str = "/") -> Page:
        """A window of a person who has logged in, at `page`."""
        at = window(chromium, self.address)
        at.get_by_role("button", name="登录", exact=True).click()
        at.get_by_role("link", name=account, exact=True).click()
        at.wait_for_url(f"{self.address}/**")
        expect(at.get_by_role("heading", name="核稿").first).to_be_visible()
        if page != "/":
            at.goto(f"{self.address}{page}")
        return at

    def tried(self) -> list[tuple[str, str]]:
        """What was tried and refused: who, and what."""
        desk = self.desk()
        found, _ = desk.trail.page(Asked(deed=Deed.REFUSED), by="吴刚")
        desk.close()
        return [(told.actor, told.detail) for told in found]

    def pending(self) -> int:
        """How many figures wait to be verified."""
        desk = self.desk()
        count = len(desk.figures(status=Status.PENDING))
        desk.close()
        return count


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Served with a provider of its own, its one table pending."""
    folder = tmp_path_factory.mktemp("office")
    people = folder / "people.toml"
    people.write_text(OFFICE, encoding="utf-8")
    environ = {"HEGAO_HOME": str(folder / "workspace"), "HEGAO_PEOPLE": str(people)}
    settings = read_settings(environ)
    desk = Desk(settings)
    desk.load([Incoming("岚江市数据.csv", TABLE.encode())], LoadOptions(actor="李慧"))
    desk.close()
    with providing(Provider(ACCOUNTS)) as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(
            f'[auth]\nredirect_uri = "http://localhost:{{port}}/oauth2callback"\ncookie_secret = "{"0123456789" * 4}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        told = environ | {"STREAMLIT_SECRETS_FILES": str(secrets)}
        with served(settings.home, told, log=folder / "server.log") as app:
            provider.redirect_uri = f"{app.address}/oauth2callback"
            yield Office(app.address, settings, people)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as made:
        yield made


def test_a_stranger_sees_nothing_but_where_to_log_in(office: Office, chromium: Browser) -> None:
    at = window(chromium, f"{office.address}/figures")
    expect(at.get_by_role("button", name="登录", exact=True)).to_be_visible()
    expect(at.get_by_test_id("stTopNavLink")).to_have_count(0)
    expect(at.get_by_text("数据", exact=False)).to_have_count(0)
    for account in ("路人", "冒名"):
        at.get_by_role("button", name="登录", exact=True).click()
        at.get_by_role("link", name=account, exact=True).click()
        expect(at.get_by_text("不在人员名单里")).to_contain_text("吴刚")
        expect(at.get_by_test_id("stTopNavLink")).to_have_count(0)
        at.get_by_role("button", name="换一个账号").click()
    at.get_by_role("button", name="登录", exact=True).click()
    at.get_by_role("link", name="旧登录", exact=True).click()
    expect(at.get_by_text("登录已满 12 小时")).to_be_visible()
    expect(at.get_by_test_id("stTopNavLink")).to_have_count(0)
    at.context.close()


def test_who_logs_in_comes_to_the_address_that_was_asked_for(office: Office, chromium: Browser) -> None:
    for asked in ("/figures?view=catalogue", "/audit"):
        at = window(chromium, f"{office.address}{asked}")
        at.get_by_role("button", name="登录", exact=True).click()
        at.get_by_role("link", name="吴刚", exact=True).click()
        at.wait_for_url(f"{office.address}{asked}")
        expect(at.get_by_text("目录共" if "catalogue" in asked else "谁在什么时候做了什么")).to_be_visible()
        at.goto(office.address)
        expect(at.get_by_role("heading", name="工作区")).to_be_visible()
        assert_calm(at)
        assert at.url.rstrip("/") == office.address, "it leads there once"
        at.context.close()


def test_a_reader_may_not_verify_through_the_page_nor_around_it(office: Office, chromium: Browser) -> None:
    at = office.login(chromium, "周明")
    forger = Forger(at)
    forger.listen()
    at.goto(f"{office.address}/figures?view=list&person=李慧&actor=李慧&by=李慧")
    button = at.get_by_role("button", name="核实列出的全部")
    expect(button).to_be_disabled()
    expect(at.get_by_text("需要“核数”角色").first).to_contain_text("李慧")
    expect(at.get_by_label("核实人")).to_have_value("周明")
    expect(at.get_by_label("核实人")).to_be_disabled()
    before = len(office.tried())

    # The button pressed all the same, with a name typed that is not one's own; the filter tells that it was heard.
    forger.press("核实列出的全部", 核实人="李慧", 指标含有="没有这样的")
    expect(at.get_by_text("列出 0 条")).to_be_visible()
    expect(at.get_by_label("核实人")).to_have_value("周明")
    assert office.pending() == 1

    # The services, called directly.
    desk = office.desk()
    for by in ("周明", "本机", "示例", "路人"):
        with pytest.raises(NotAllowed, match="李慧"):
            desk.verify(document="岚江市数据.csv", by=by)
    with pytest.raises(NotAllowed, match="李慧"):
        table = Incoming("另一张表.csv", TABLE.replace("5.2", "9.9").encode())
        desk.load([table], LoadOptions(verified_by="周明", actor="李慧"))
    desk.close()

    # The shell.
    command = [sys.executable, "cli.py", "verify", "--file", "岚江市数据.csv", "--by"]
    environ = os.environ | {"HEGAO_HOME": str(office.settings.home), "HEGAO_PEOPLE": str(office.people)}
    for by in ("周明", "路人"):
        done = subprocess.run([*command, by], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert "李慧" in done.stderr

    assert office.pending() == 1
    assert ("周明", "想核实数据，没有这个权限") in office.tried()
    assert len(office.tried()) == before + 7
    at.context.close()


def test_pages_for_who_keeps_the_desk_are_not_there_for_others(office: Office, chromium: Browser) -> None:
    at = office.login(chromium, "李慧", "/audit")
    expect(at.get_by_text("查看操作记录需要“管理”角色")).to_contain_text("吴刚")
    expect(at.get_by_test_id("stDataFrame")).to_have_count(0)
    expect(at.get_by_test_id("stTopNavLink").filter(has_text="操作记录")).to_have_count(0)
    at.context.close()
    at = office.login(chromium, "吴刚", "/audit")
    expect(at.get_by_role("heading", name="操作记录")).to_be_visible()
    assert_calm(at)
    at.context.close()


def test_who_may_verify_does_in_the_name_of_the_login_and_can_leave(office: Office, chromium: Browser) -> None:
    at = office.login(chromium, "李慧", "/figures?view=list")
    at.get_by_role("button", name="核实列出的全部").click()
    expect(at.get_by_text("没有待核实的数据")).to_be_visible()
    assert_calm(at)
    assert office.pending() == 0
    desk = office.desk()
    assert [figure.verified_by for figure in desk.figures()] == ["李慧"]
    desk.close()

    # A role that is taken away holds from the next click on, and a broken file lets nobody in.
    whole = office.people.read_text(encoding="utf-8")
    try:
        office.people.write_text(whole.replace('"subject-2"', '"subject-7"'), encoding="utf-8")
        at.reload()
        expect(at.get_by_text("不在人员名单里")).to_be_visible()
        office.people.write_text(f"{whole}[[person]\n", encoding="utf-8")
        at.reload()
        expect(at.get_by_test_id("stAlertContentError")).to_contain_text("第 16 行")
        expect(at.get_by_test_id("stTopNavLink")).to_have_count(0)
    finally:
        office.people.write_text(whole, encoding="utf-8")
    at.goto(f"{office.address}/account")
    expect(at.get_by_text("角色：核数")).to_be_visible()
    at.get_by_role("button", name="退出登录").click()
    expect(at.get_by_role("button", name="登录", exact=True)).to_be_visible()
    at.goto(f"{office.address}/figures")
    expect(at.get_by_role("button", name="登录", exact=True)).to_be_visible()
    at.context.close()
