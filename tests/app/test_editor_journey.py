"""A section written in a real browser, by one person and by two at once: nothing that was typed is lost."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.serving import served
from desk import Desk, DraftRequest
from settings import read_settings
from tests.app import browsing
from tests.app.browsing import CHROMIUM, NO_BROWSER, SECOND, assert_calm

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)

INDICATORS = "主要指标稳中有进"


@pytest.fixture(scope="module")
def workspace(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with one draft written."""
    workspace = tmp_path_factory.mktemp("editor") / "workspace"
    shutil.copytree(sample_home, workspace)
    desk = Desk(read_settings({"HEGAO_HOME": str(workspace)}))
    model = desk.document("岚江市2025年上半年经济工作讲话.docx").id
    desk.write_draft(desk.begin_draft(DraftRequest(desk.suggested_period(), model)))
    desk.close()
    return workspace


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    """The app on that workspace."""
    with served(workspace, log=workspace.parent / "server.log") as app:
        yield app.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.browser() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    window = opened(browser, address)
    yield window
    window.context.close()


def opened(browser: Browser, address: str, person: str = "") -> Page:
    """A window of its own at the draft; `person` sits at it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    window = context.new_page()
    window.set_default_timeout(60 * SECOND)
    window.goto(f"{address}/draft?draft=1")
    expect(window.locator(".speech .title")).to_be_visible()
    if person:
        named(window, person)
    return window


def named(page: Page, person: str) -> None:
    """Gives the person's name, as who fills an open place does."""
    page.locator(".numbers button").first.click()
    page.get_by_label("填报人").fill(person)
    page.get_by_label("填报人").press("Enter")
    expect(page.get_by_text("填报缺少")).to_be_visible()


def choose(page: Page, title: str) -> None:
    entry = page.locator(".contents button", has_text=title)
    entry.click()
    expect(entry).to_have_class("chosen")


def write(page: Page, title: str) -> Locator:
    """The field of the section so called, open, the caret at its end."""
    choose(page, title)
    page.get_by_role("button", name="编辑本节").click()
    paper = page.locator(".editor .paper")
    expect(paper).to_be_focused()
    return paper


def kept(page: Page) -> None:
    """Waits until what was typed is kept unsaved."""
    expect(page.locator(".editor .told")).to_contain_text("已存草稿")


def save(page: Page) -> None:
    page.keyboard.press("Control+S")
    expect(page.locator(".editor")).to_have_count(0)
    expect(page.get_by_role("button", name="编辑本节")).to_be_visible()


def test_a_figure_is_looked_for_and_put_in_and_a_number_typed_by_hand_is_refused(page: Page) -> None:
    paper = write(page, "项目投资支撑有力")
    page.keyboard.type("工业投资/")
    page.keyboard.type("工业投资 同比")
    first = page.locator(".finder li.at")
    expect(first).to_contain_text("工业投资 · 同比 · 2026年上半年")
    expect(first).to_contain_text("已核实")
    page.keyboard.press("Enter")
    slots = paper.locator(".chip")
    put_in = slots.count()
    page.keyboard.press("Backspace")
    expect(slots).to_have_count(put_in - 1)
    page.keyboard.press("Control+Z")
    expect(slots).to_have_count(put_in)
    page.keyboard.type("，好于预期8.8%。")
    expect(page.locator(".editor .problem")).to_contain_text("8.8")
    expect(paper).to_contain_text("工业投资增长9.3%，好于预期8.8%。")
    page.keyboard.press("Control+S")
    expect(page.locator(".editor .problem")).to_contain_text("8.8")
    for _ in "8.8%。":
        page.keyboard.press("Backspace")
    page.keyboard.type("。")
    expect(page.locator(".editor .problem")).to_be_hidden()
    save(page)
    expect(page.locator(".speech")).to_contain_text("工业投资增长9.3%，好于预期。")
    page.locator(".speech .n", has_text="增长9.3%").last.click()
    expect(page.locator(".one-number")).to_contain_text("投资!D11")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.locator(".speech")).not_to_contain_text("好于预期")
    page.get_by_role("button", name="重做", exact=True).click()
    expect(page.locator(".speech")).to_contain_text("好于预期")
    assert_calm(page)


def test_a_section_is_chosen_changed_and_saved_with_the_keyboard_alone(page: Page) -> None:
    contents = page.locator(".contents button")
    for _ in range(40):
        page.keyboard.press("Tab")
        if contents.first.evaluate("first => first === document.activeElement"):
            break
    expect(contents.first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(contents.nth(4)).to_have_class("chosen")
    expect(contents.nth(4)).to_be_focused()
    edit = page.get_by_role("button", name="编辑本节")
    expect(edit).to_be_visible()
    page.keyboard.press("Tab")
    expect(edit).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".editor .paper")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    close = page.get_by_role("button", name="关闭", exact=True)
    expect(close).to_be_focused()
    assert close.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.type("用键盘写的，工业投资/")
    page.keyboard.type("工业投资 同比")
    expect(page.locator(".finder li.at")).to_contain_text("工业投资 · 同比")
    page.keyboard.press("Enter")
    save(page)
    expect(edit).to_be_focused()
    expect(page.locator(".speech")).to_contain_text("用键盘写的，工业投资增长9.3%")
    assert_calm(page)


def test_what_was_typed_outlives_a_reload_and_can_be_gone_on_with_or_given_up(page: Page) -> None:
    write(page, "三次产业齐头并进")
    page.keyboard.type("形势一天好过一天")
    kept(page)
    page.keyboard.type("，未完")
    page.reload()
    choose(page, "三次产业齐头并进")
    expect(page.get_by_text("有未保存的修改（")).to_be_visible()
    expect(page.locator(".speech")).not_to_contain_text("好过一天")
    page.get_by_role("button", name="接着改").click()
    expect(page.locator(".editor .paper")).to_contain_text("形势一天好过一天，未完")
    kept(page)
    page.get_by_role("button", name="放弃修改").click()
    expect(page.locator(".editor .paper")).to_contain_text("形势一天好过一天，未完")
    page.get_by_role("button", name="确定放弃？").click()
    expect(page.get_by_role("button", name="编辑本节")).to_be_visible()
    expect(page.get_by_text("有未保存的修改（")).to_have_count(0)
    assert_calm(page)


def test_a_past_sentence_is_taken_over_with_this_years_numbers(page: Page) -> None:
    choose(page, "消费和开放活力释放")
    page.get_by_role("tab", name="往年").click()
    sentence = page.locator(".numbers li", has_text="网络零售额增长14.2%")
    sentence.get_by_role("button", name="取用").click()
    paper = page.locator(".editor .paper")
    expect(paper.locator(".chip[data-slot*='网络零售额|同比|2026H1']")).to_have_count(2)
    expect(paper).not_to_contain_text("14.2")
    save(page)
    expect(page.locator(".speech")).not_to_contain_text("14.2")
    assert_calm(page)


def test_the_outline_is_worked_on(page: Page) -> None:
    contents = page.locator(".contents")
    choose(page, "工业稳产增产难度加大")
    page.get_by_role("button", name="新增").click()
    page.get_by_label("标题", exact=True).fill("物流成本仍然偏高")
    page.get_by_role("button", name="在后面加一节").click()
    expect(contents.locator("button.chosen")).to_contain_text("（二）物流成本仍然偏高")
    expect(contents).to_contain_text("（三）有效投资接续不足")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="调整").click()
    page.get_by_label("标题", exact=True).fill("物流费用仍然偏高")
    page.get_by_label("由谁负责").fill("王敏")
    page.get_by_role("button", name="确定").click()
    entry = contents.locator("button", has_text="物流费用仍然偏高")
    expect(entry).to_contain_text("王敏")
    page.locator("label", has_text="已完成").click()
    expect(entry).to_contain_text("✓")
    page.get_by_role("button", name="上移").click()
    expect(entry).to_contain_text("（一）")
    page.get_by_role("button", name="删去这一节").click()
    expect(entry).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="undo").click()
    expect(entry).to_contain_text("（一）")
    assert_calm(page)


def test_of_two_who_save_the_later_sees_what_changed_and_nothing_is_lost(browser: Browser, address: str) -> None:
    one, other = opened(browser, address, "李慧"), opened(browser, address, "王敏")
    write(one, INDICATORS)
    write(other, INDICATORS)
    one.keyboard.type("李慧写在末尾。")
    kept(one)
    expect(other.get_by_text("李慧 正在编辑本节")).to_be_visible()
    other.keyboard.press("Control+Home")
    other.keyboard.type("王敏写在开头，")
    kept(other)
    save(one)
    other.keyboard.press("Control+S")
    expect(other.get_by_text("李慧 在")).to_be_visible()
    expect(other.locator(".side mark", has_text="李慧写在末尾。")).to_be_visible()
    expect(other.locator(".side mark", has_text="王敏写在开头，")).to_be_visible()
    other.get_by_role("button", name="合并后接着改").click()
    paper = other.locator(".editor .paper")
    expect(paper).to_contain_text("王敏写在开头，初步核算")
    expect(paper).to_contain_text("李慧写在末尾。")
    save(other)
    one.reload()
    choose(one, INDICATORS)
    expect(one.locator(".speech")).to_contain_text("王敏写在开头，初步核算")
    expect(one.locator(".speech")).to_contain_text("李慧写在末尾。")
    for window in (one, other):
        assert_calm(window)
        window.context.close()


def test_a_draft_frozen_elsewhere_leaves_what_was_typed_to_be_copied(page: Page, workspace: Path) -> None:
    write(page, "项目投资支撑有力")
    page.keyboard.type("后劲充足")
    kept(page)
    beside = Desk(read_settings({"HEGAO_HOME": str(workspace)}))
    try:
        beside.finishing.freeze(1, cut_off=date(2026, 7, 20), by="李慧", knowing=beside.finishing.concerns(1))
        page.keyboard.type("，势头良好")
        left = page.locator(".st-key-draft-text [data-testid=stCode]")
        expect(page.get_by_text("这份稿子已由李慧于")).to_be_visible()
        expect(left).to_contain_text("后劲充足，势头良好")
        expect(page.locator(".editor")).to_have_count(0)
        page.get_by_role("button", name="关闭").click()
        page.reload()
        choose(page, "项目投资支撑有力")
        expect(left).to_contain_text("后劲充足，势头良好")
        expect(page.get_by_role("button", name="编辑本节")).to_have_count(0)
        beside.finishing.unfreeze(1, by="李慧", reason="还要改")
    finally:
        beside.close()
    page.reload()
    choose(page, "项目投资支撑有力")
    page.get_by_role("button", name="接着改").click()
    expect(page.locator(".editor .paper")).to_contain_text("后劲充足，势头良好")
