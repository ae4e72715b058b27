"""核稿 on the screen: an uploaded document with its verdicts in colour, and the list of wording that can be edited."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app_pages.documents.checked_text import items_of, list_html, text_html
from drafting.check.model import CheckedNumber, CheckReport, Finding, FindingKind, Verdict
from tests.app.conftest import go_to

SPEECH = Path(__file__).parents[2] / "corpus" / "sample" / "岚江市2025年上半年经济工作讲话.docx"


def report() -> CheckReport:
    text = "全市<地区>生产总值增长5.8%，\n市环保局抓好治水，投资增长7.9%。"
    spots = {words: text.index(words) for words in ("5.8%", "7.9%", "环保局")}
    numbers = (
        CheckedNumber(spots["5.8%"], spots["5.8%"] + 4, "5.8%", Verdict.MISMATCH, note="应为5.4%。"),
        CheckedNumber(spots["7.9%"], spots["7.9%"] + 4, "7.9%", Verdict.UNVERIFIED, note="表中没有。"),
    )
    finding = Finding(spots["环保局"], spots["环保局"] + 3, FindingKind.WORDING, "建议改为“生态环境局”。")
    return CheckReport("讲话.txt", text, "岚江市", None, numbers, (finding,))


def test_each_number_has_the_colour_of_its_verdict_and_says_why() -> None:
    html = text_html(report(), items_of(report(), with_open=False))
    assert '<span class="c mismatch" title="不符\n应为5.4%。">5.8%</span><sup id="found-1">1</sup>' in html
    assert '<span class="c unverified" title="无从核对\n表中没有。">7.9%</span>' in html
    assert '<span class="c finding"' in html
    assert "&lt;地区&gt;" in html


def test_the_list_tells_what_stands_against_the_document_and_on_request_what_no_table_tells() -> None:
    assert [item.kind for item in items_of(report(), with_open=False)] == ["不符", "用语"]
    assert [item.kind for item in items_of(report(), with_open=True)] == ["不符", "用语", "无从核对"]
    html = list_html(report(), items_of(report(), with_open=False))
    assert "应为5.4%" in html and 'href="#found-1">5.8%</a>' in html, "it leads to its place in the text"


def test_an_uploaded_document_is_checked_and_can_be_had_with_comments(sample: AppTest) -> None:
    page = go_to(sample, "核稿")
    page.file_uploader[0].upload(SPEECH.name, SPEECH.read_bytes()).run()
    assert not page.exception
    told = "".join(element.value for element in page.get("html"))
    assert re.search(r"不符</span> <b>0</b>", told)
    found = re.search(r"相符</span> <b>(\d+)</b>", told)
    assert found and int(found[1]) > 150
    assert page.success


def test_a_file_that_is_no_document_is_refused_in_a_sentence(sample: AppTest) -> None:
    page = go_to(sample, "核稿")
    page.file_uploader[0].upload("坏.docx", b"PK\x03\x04").run()
    assert not page.exception
    assert "Word" in page.error[0].value


def test_the_house_list_is_shown_for_editing(sample: AppTest) -> None:
    page = go_to(sample, "核稿")
    page.segmented_control[0].set_value("house").run()
    assert not page.exception
    assert [button.label for button in page.button] == ["保存用语表"]
