"""原文: a document opened at a span."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.app.conftest import assert_calm, go_to

REPORT = "岚江市2026年政府工作报告.docx"


def marked(app: AppTest) -> str:
    return "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", "".join(str(element.value) for element in app.html)))


def opened(app: AppTest, **address: str) -> AppTest:
    for name, value in address.items():
        app.query_params[name] = value
    return go_to(app, "原文")


def text_of(home: Path, name: str) -> str:
    from desk import Desk
    from settings import read_settings

    desk = Desk(read_settings({"HEGAO_HOME": str(home)}))
    try:
        return desk.speech(desk.document(name).id).text
    finally:
        desk.close()


def test_a_link_opens_the_document_at_its_span(sample_home: Path, sample: AppTest) -> None:
    text = text_of(sample_home, REPORT)
    at = text.index("地区生产总值")
    opened(sample, document=REPORT, start=str(at), end=str(at + 6))
    assert_calm(sample)
    assert marked(sample) == "地区生产总值"


def test_a_span_outside_the_text_is_told_in_a_sentence(sample: AppTest) -> None:
    opened(sample, document=REPORT, start="5", end="99999999")
    assert "不在这篇文稿里" in sample.error[0].value


def test_a_document_that_is_not_there_is_told_in_a_sentence(sample: AppTest) -> None:
    opened(sample, document="9999")
    assert "资料库里没有" in sample.error[0].value


def test_the_numbers_of_the_chosen_place_are_listed(sample: AppTest) -> None:
    opened(sample, document=REPORT)
    assert_calm(sample)
    outline = sample.radio[0]
    outline.set_value(outline.options.index(outline.options[1])).run()
    assert_calm(sample)
    assert any(expander.label.startswith("这里读出的数字") for expander in sample.expander)
