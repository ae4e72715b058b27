"""One clerk's way with the library in a real browser: twelve files in, a title mended, one out and back, and what a
department says beside what is verified."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from bench.serving import served
from desk import Desk, DraftRequest
from settings import read_settings
from tests.app.browsing import CHROMIUM, NO_BROWSER, SECOND, assert_calm, browser, window
from tests.corpus.readers.test_pdf import pdf
from tests.corpus.readers.word import line, word
from tests.drafting.workspace import H1

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=NO_BROWSER)

SPEECH = "在全市经济工作会议上的讲话\n（20{}年7月20日）\n同志们：\n一、形势\n（一）工业\n工业平稳运行。\n"
REPORT = ("云汐市2026年政府工作报告", "各位代表：", "一、安排", "今年地区生产总值增长5%左右。")
MATERIAL = "关于上半年工业运行情况的汇报\n\n上半年，规模以上工业增加值增长19.8%。新投产企业12家。\n"


@pytest.fixture
def page(sample_home: Path, tmp_path: Path) -> Iterator[Page]:
    """The first page of an app on the sample with a draft."""
    home = tmp_path / "workspace"
    shutil.copytree(sample_home, home)
    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    past = desk.document("岚江市2025年上半年经济工作讲话.docx")
    desk.write_draft(desk.begin_draft(DraftRequest(H1, past.id)))
    desk.close()
    with served(home, log=tmp_path / "server.log") as app, browser() as chromium:
        yield window(chromium, app.address)


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_twelve_files_in_one_mended_one_out_and_back_and_a_claim_beside_the_figure(page: Page, tmp_path: Path) -> None:
    files = [payload(f"讲话{year}.txt", SPEECH.format(year).encode()) for year in range(10, 18)]
    files += [
        payload("报告.docx", word(*map(line, REPORT))),
        payload("损坏.docx", b"PK\x03\x04 broken"),
        payload("扫描件.pdf", pdf([])),
        payload("又一份.txt", SPEECH.format(10).encode()),
    ]
    page.get_by_role("link", name="讲话库").click()
    page.get_by_text("收入文件").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    page.get_by_role("button", name="收入讲话库（12 份）").click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=30 * SECOND)
    told = page.get_by_text("已收下 9 份，已在库中 1 份，没有收下 2 份。")
    expect(told).to_be_visible(timeout=120 * SECOND)
    expect(page.locator(".became")).to_contain_text("损坏.docx")
    expect(page.locator(".became")).to_contain_text("扫描件.pdf")
    page.get_by_role("button", name="知道了").click()
    expect(told).to_have_count(0)

    page.get_by_role("combobox", name="查看或更改").fill("讲话10.txt")
    page.keyboard.press("Enter")
    title = page.get_by_role("textbox", name="标题", exact=True)
    title.fill("云汐市经济工作讲话")
    page.get_by_role("button", name="保存更改").click()
    expect(page.get_by_text("已保存更改")).to_be_visible(timeout=60 * SECOND)
    assert_calm(page)
    page.get_by_role("button", name="移除").click()
    page.get_by_text("已移除（1）").click()  # a run that follows at once takes nothing away that was not read yet
    told = page.get_by_text("已移除 1 份文件")
    expect(told).to_be_visible()
    assert_calm(page)
    page.wait_for_timeout(4 * SECOND)
    expect(told).to_be_visible()
    page.get_by_role("combobox", name="选择要恢复的文件").click()
    page.get_by_role("option", name=re.compile("云汐市经济工作讲话")).click()
    page.get_by_role("button", name="恢复（1 份）").click()
    expect(page.get_by_text("已移除（1）")).to_have_count(0, timeout=60 * SECOND)
    assert_calm(page)

    page.goto(f"{page.url.split('/library')[0]}/draft?draft=1")
    page.locator("li button[data-do]").filter(has_text="工业稳增长").first.click()
    expect(page.get_by_role("button", name="编辑本节")).to_be_visible()
    assert_calm(page)
    page.get_by_role("tab", name="素材").click()
    department = page.get_by_role("combobox", name="报送部门")
    department.fill("市工信局")
    department.press("Enter")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([payload("工信局.txt", MATERIAL.encode())])
    page.get_by_role("button", name="收下素材").click()
    beside = page.locator(".materials")
    expect(beside).to_contain_text("部门报 19.8%（未核实）", timeout=60 * SECOND)
    expect(beside).to_contain_text("不一致")
    expect(beside).to_contain_text("核实数")
    before = page.locator(".speech p").count()
    beside.locator("li", has_text="19.8%").get_by_role("button", name="抄入").click()
    expect(page.locator(".speech p")).to_have_count(before + 1, timeout=60 * SECOND)
    expect(page.locator(".speech")).to_contain_text("上半年，规模以上工业增加值增长")
    expect(page.locator(".speech")).not_to_contain_text("19.8%")
    page.screenshot(path=tmp_path / "material.png")
