"""讲话库: many files in, what became of each, documents found, set right, removed and restored."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.common import session
from app_pages.common.uploads import UploadTold, became_html
from app_pages.documents.rows import Filter, Order, listed
from desk import Became, Desk, DraftRequest, Fate
from settings import read_settings
from tests.app.conftest import assert_calm, go_to, press
from tests.app.test_pages import named, texts
from tests.corpus.readers.test_pdf import pdf
from tests.drafting.workspace import H1

SPEECH = "在全市经济工作会议上的讲话\n（202{}年7月20日）\n同志们：\n一、形势\n（一）工业\n工业平稳运行。\n"
REPORT = "岚江市2026年政府工作报告.docx"


def chosen(app: AppTest, name: str) -> AppTest:
    """The library with the document of that file name chosen."""
    box = next(box for box in app.selectbox if box.label == "查看或更改")
    option = next(option for option in box.options if name in option)
    return box.set_value(option).run()


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    """The field of the chosen document called `label`; those for new files stand above it."""
    return [field for field in app.text_input if field.label == label][-1]


def titles(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["标题"])


def test_of_many_files_each_is_told_and_what_was_refused_stays_until_it_is_read(app: AppTest) -> None:
    go_to(app, "讲话库")
    files = [(f"讲话{year}.txt", SPEECH.format(year).encode(), "text/plain") for year in range(2, 6)]
    files += [
        ("损坏.docx", b"PK\x03\x04 broken", "application/octet-stream"),
        ("扫描件.pdf", pdf([]), "application/pdf"),
        ("又一份.txt", SPEECH.format(2).encode(), "text/plain"),
    ]
    app.file_uploader[0].set_value(files).run()
    press(app, "收入讲话库（7 份）")
    assert_calm(app)
    assert len(titles(app)) == 4
    told = app.warning[0].value.replace("\\", "")
    assert told == "已收下 4 份，已在库中 1 份，没有收下 2 份。"
    listed_html = next(element.value for element in app.html if "became" in str(element.value))
    assert "损坏.docx" in listed_html and "扫描件.pdf" in listed_html and "又一份.txt" in listed_html
    go_to(app, "首页")
    go_to(app, "讲话库")
    assert app.warning[0].value.replace("\\", "") == told, "it stays until somebody has read it"
    press(app, "知道了")
    assert not app.warning


def test_what_was_left_undone_is_told_with_the_names_of_the_files() -> None:
    told = UploadTold(("甲.txt", "乙.txt", "丙.txt"), [Became("甲.txt", Fate.LOADED)], over=True)
    assert told.left == ["乙.txt", "丙.txt"]
    assert "还有 2 份没有处理" in told.summary and "乙.txt、丙.txt" in told.summary


def test_a_file_name_is_not_to_be_trusted() -> None:
    html = became_html([Became("<img src=x>.txt", Fate.REFUSED, "坏了<b>。")])
    assert "<img" not in html and "<b>" not in html


def test_documents_are_found_and_put_in_order(sample: AppTest, sample_home: Path) -> None:
    go_to(sample, "讲话库")
    everything = titles(sample)
    named(sample, "标题或文件名含有").set_value("工作报告").run()
    assert 0 < len(titles(sample)) < len(everything)
    assert all("工作报告" in title for title in titles(sample))
    named(sample, "标题或文件名含有").set_value("没有这样的").run()
    assert any("没有符合条件的" in told.value for told in sample.info)
    desk = Desk(read_settings({"HEGAO_HOME": str(sample_home)}))
    documents = desk.documents()
    desk.close()
    assert [one.title for one in listed(documents, Filter(), Order.TITLE)] == sorted(one.title for one in documents)
    assert {one.year for one in listed(documents, Filter(year=2025), Order.PERIOD)} == {2025}
    assert {one.name for one in listed(documents, Filter(words="报告 2026"), Order.KIND)} == {REPORT}


def test_a_title_and_a_region_are_set_right(sample: AppTest) -> None:
    go_to(sample, "讲话库")
    chosen(sample, REPORT)
    assert_calm(sample)
    field(sample, "标题").set_value("云汐市政府工作报告")
    field(sample, "地区").set_value("云汐市")
    press(sample, "保存更改")
    assert_calm(sample)
    assert "云汐市政府工作报告" in titles(sample)
    go_to(sample, "台账")
    assert_calm(sample)
    region = next(box for box in sample.selectbox if "云汐市" in box.options)
    region.set_value("云汐市").run()
    assert_calm(sample)


def test_a_period_that_cannot_be_is_told_and_what_was_typed_stays(sample: AppTest) -> None:
    go_to(sample, "讲话库")
    chosen(sample, REPORT)
    field(sample, "期间").set_value("去年")
    press(sample, "保存更改")
    assert "期间" in sample.error[0].value
    assert field(sample, "期间").value == "去年"


def passing(app: AppTest) -> str:
    """What is said at the edge of the window."""
    return "".join(str(one.value) for one in app.html if 'class="passing"' in str(one.value))


def test_a_document_is_removed_and_restored(sample: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    go_to(sample, "讲话库")
    chosen(sample, REPORT)
    before = len(titles(sample))
    press(sample, "移除")
    assert_calm(sample)
    assert len(titles(sample)) == before - 1
    assert "已移除 1 份文件" in passing(sample)
    assert "已移除 1 份文件" in passing(sample.run()), "a run that comes before it could be read takes nothing away"
    long_after = time.monotonic() + session.NOTICE_SECONDS
    with monkeypatch.context() as patched:
        patched.setattr(time, "monotonic", lambda: long_after)
        assert not passing(sample.run())
    sample.segmented_control[0].set_value("已移除").run()
    assert_calm(sample)
    box = next(box for box in sample.selectbox if box.label == "选择要恢复的文件")
    box.set_value(box.options[0]).run()
    press(sample, "恢复（1 份）")
    assert_calm(sample)
    assert len(titles(sample)) == before


@pytest.mark.parametrize("word", ["仍要移除", "不移除了"])
def test_a_table_in_use_is_removed_only_on_a_second_word(sample: AppTest, home: Path, word: str) -> None:
    desk = session.desk()
    past = next(one for one in desk.documents() if one.name == "岚江市2025年上半年经济工作讲话.docx")
    desk.write_draft(desk.begin_draft(DraftRequest(H1, past.id)))
    go_to(sample, "讲话库")
    chosen(sample, "岚江市2026年上半年主要经济指标.xlsx")
    before = len(titles(sample))
    press(sample, "移除")
    assert "正在使用" in sample.warning[0].value and "待核" in sample.warning[0].value
    assert len(titles(sample)) == before
    press(sample, word)
    assert_calm(sample)
    assert len(titles(sample)) == (before - 1 if word == "仍要移除" else before)
    assert not any("正在使用" in told.value for told in sample.warning)


def test_the_library_says_of_material_that_it_is_unverified(app: AppTest) -> None:
    go_to(app, "讲话库")
    material = "关于上半年工业运行情况的汇报\n\n上半年，规上工业增加值增长7.0%。\n".encode()
    app.file_uploader[0].set_value([("素材.txt", material, "text/plain")]).run()
    press(app, "收入讲话库（1 份）")
    assert list(app.dataframe[0].value["类别"]) == ["素材（未核实）"]
    assert "讲话库还是空的" not in texts(app)
