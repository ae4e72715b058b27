"""What documents say of themselves."""

from datetime import date

import pytest

from corpus.identity import identify
from corpus.model import DocumentKind, Identity
from corpus.outline import parse_speech
from tests.corpus.texts import SHARED, SPEECH, needs_shared


def told(name: str, text: str) -> Identity:
    return identify(name, text, parse_speech(text))


def test_a_mid_year_speech_tells_its_city_day_and_half_year() -> None:
    assert told("材料.docx", SPEECH) == Identity(
        "在全市上半年经济运行分析会上的讲话", DocumentKind.SPEECH, "岚江市", date(2025, 7, 18), "2025H1"
    )


def test_a_government_report_is_of_the_year_it_is_delivered_in() -> None:
    text = (
        "政 府 工 作 报 告\n——2025年1月10日在岚江市第五届人民代表大会第四次会议上\n市长 李明\n各位代表：\n请予审议。\n"
    )
    assert told("x.txt", text) == Identity("政府工作报告", DocumentKind.REPORT, "岚江市", date(2025, 1, 10), "2025")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("上半年全市经济运行情况分析", DocumentKind.REPORT),
        ("关于上半年工业运行情况的汇报", DocumentKind.MATERIAL),
        ("在上半年经济运行分析会上的讲话", DocumentKind.SPEECH),
    ],
)
def test_what_a_bureau_gives_out_is_told_from_what_a_department_sends_in(title: str, kind: DocumentKind) -> None:
    assert told("x.txt", f"{title}\n\n今年以来，全市经济运行平稳。\n").kind is kind


def test_the_file_name_tells_what_the_text_does_not() -> None:
    found = told("prov_江西_2025.txt", "各位代表：\n请予审议。\n")
    assert (found.title, found.region, found.period) == ("prov_江西_2025", "江西", "2025")


def test_what_nothing_tells_stays_unknown() -> None:
    found = told("材料.txt", "加快项目建设，抓好安全生产。")
    assert found == Identity("材料", DocumentKind.MATERIAL, None, None, None)


def test_a_text_that_keeps_naming_one_city_is_about_it() -> None:
    text = "同志们：\n" + "岚江市工业较快增长，岚江口岸通关顺畅，数字岚江加快建设。" * 3
    assert told("x.txt", text).region == "岚江市"


@pytest.mark.parametrize(
    ("name", "title", "period"),
    [
        ("a.txt", "岚江市2025年一季度经济运行情况", "2025Q1"),
        ("a.txt", "岚江市2025年1—5月经济运行情况", "2025M1-5"),
        ("a.txt", "岚江市2025年前三季度经济运行情况", "2025M1-9"),
        ("岚江_2025_h1.txt", "岚江市经济运行情况", "2025H1"),
        ("a.txt", "岚江市2025年国民经济和社会发展统计公报", "2025"),
    ],
)
def test_the_period_is_read_from_title_or_file_name(name: str, title: str, period: str) -> None:
    assert told(name, f"{title}\n全市经济运行总体平稳，各项指标好于预期，成绩来之不易。\n").period == period


def test_a_summer_speech_without_a_word_on_its_period_is_of_the_half_year() -> None:
    text = "在全市经济工作会上的讲话\n（2025年8月2日）\n同志们：\n今天开会。\n"
    assert told("x.txt", text).period == "2025H1"


@needs_shared
def test_all_reports_of_the_provinces_are_told_as_their_names_say() -> None:
    paths = sorted((SHARED / "corpus").glob("prov_20*/*.txt"))
    assert len(paths) == 62
    for path in paths:
        _, region, year = path.stem.split("_")
        # Under a name that tells nothing, so that the text has to.
        found = told("report.txt", path.read_text(encoding="utf-8"))
        assert (found.kind, found.region, found.period) == (DocumentKind.REPORT, region, year), path.name
        assert found.date and found.date.year == int(year), path.name
        assert found.title.endswith("政府工作报告"), path.name


@needs_shared
def test_the_real_speech_is_of_its_city_and_half_year() -> None:
    found = told("speech_2021_masked.txt", (SHARED / "seed" / "speech_2021_masked.txt").read_text(encoding="utf-8"))
    assert (found.kind, found.region, found.period) == (DocumentKind.SPEECH, "崇左市", "2021H1")
