"""Beyond single numbers: what a document says against itself, against the calendar, against the house's wording."""

from pathlib import Path

import pytest

from drafting.check.checker import Checker
from drafting.check.house import FILE, HouseList, Phrase
from drafting.check.leftovers import sentences_of
from drafting.check.model import CheckReport, Finding, FindingKind
from errors import InputError, NotAllowed
from store.engine import open_store
from store.people import People
from tests.drafting.check.conftest import HEAD, Check
from tests.store.test_people import office


def told(report: CheckReport) -> list[tuple[FindingKind, str]]:
    return [(finding.kind, report.text[finding.start : finding.end]) for finding in report.findings]


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        ("全社会用电量增长6.2%。全社会用电量增长6.7%，再创佳绩。", FindingKind.TWICE, "6.7%"),
        ("铜材产量、锂电产量分别增长6.2%、7.1%、8.3%。", FindingKind.LIST, "分别增长6.2%、7.1%、8.3%"),
        ("铜材产量、锂电产量、布匹产量分别增长6.2%、7.1%。", FindingKind.LIST, "分别增长6.2%、7.1%"),
        ("三次产业结构比为8.6:42.1:50.3。", FindingKind.SUM, "8.6:42.1:50.3"),
        ("新增规上企业36家，其中制造业企业42家。", FindingKind.SUM, "42家"),
        ("规上工业企业亏损额下降2倍。", FindingKind.FORM, "下降2倍"),
        ("全市地区生产总值约712亿元左右。", FindingKind.FORM, "约712亿元左右"),
        ("今年是2025年，任务很重。", FindingKind.LEFTOVER, "2025"),
        ("2025年上半年，全市经济稳住了。", FindingKind.LEFTOVER, "2025"),
        ("今年是“十四五”收官之年。", FindingKind.LEFTOVER, "“十四五”收官之年"),
        ("热烈庆祝中国共产党成立104周年。", FindingKind.LEFTOVER, "104"),
        ("市环保局要抓好治水。", FindingKind.WORDING, "环保局"),
    ],
)
def test_it_finds(check: Check, sentence: str, kind: FindingKind, words: str) -> None:
    assert told(check(sentence)) == [(kind, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "全社会用电量增长6.2%。全社会用电量同比增长6.2%，再创佳绩。",
        "铜材产量、锂电产量分别增长6.2%、7.1%。",
        "科学研究和技术服务业、教育分别增长6.2%、7.1%。",
        "三次产业结构比为8.6:42.1:49.3。",
        "新增规上企业36家，其中制造业企业22家。",
        "今年是“十五五”开局之年，去年是“十四五”收官之年。",
        "比2025年上半年提高0.2个百分点。",
        "热烈庆祝中国共产党成立105周年。",
        "市生态环境局要抓好治水。",
    ],
)
def test_it_lets_right_wording_pass(check: Check, sentence: str) -> None:
    assert told(check(sentence)) == []


def test_a_whole_that_is_not_the_sum_of_its_parts_is_told(check: Check) -> None:
    report = check(
        "全市地区生产总值712.38亿元，其中第一产业增加值61.20亿元、第二产业增加值300.18亿元、第三产业增加值361.00亿元。"
    )
    assert FindingKind.SUM in [finding.kind for finding in report.findings]


def test_a_target_whose_year_is_over_is_told(check: Check) -> None:
    report = check("二、下半年重点工作", "力争到2025年底建成岚江新港。")
    assert told(report) == [(FindingKind.LEFTOVER, "2025")]


def test_a_dated_sentence_that_stands_in_an_earlier_speech_is_told_with_its_name(checker: Checker) -> None:
    sentence = "岚铜新材高端铜箔项目一期建成投产，云峤锂能二期开工建设。"
    library = checker._library
    earlier = HEAD.replace("2026", "2025") + sentence + "\n全市上下抓落实、促发展，干劲很足。\n"
    library.add("岚江市2025年上半年讲话.txt", earlier.encode(), actor="测试")
    report = checker.check_text("讲话.txt", HEAD + sentence + "\n全市上下抓落实、促发展，干劲很足。\n")
    assert told(report) == [(FindingKind.LEFTOVER, sentence)]
    assert "2025年上半年" in report.findings[0].note


def test_only_sentences_long_enough_to_be_known_again_are_compared() -> None:
    assert list(sentences_of("同志们！\n岚铜新材高端铜箔项目一期建成投产。")) == ["岚铜新材高端铜箔项目一期建成投产。"]


def listed(folder: Path, people: People | None = None) -> HouseList:
    return HouseList(folder, open_store(f"sqlite:///{folder / 'hegao.db'}", people))


def findings(house: HouseList, text: str, year: int | None = 2026) -> list[Finding]:
    return list(house.findings(text, year))


def test_a_workspace_edits_the_house_list_and_it_is_in_force_at_once(tmp_path: Path) -> None:
    house = listed(tmp_path)
    assert house.phrases()
    assert [found.instead for found in findings(house, "市环保局")] == ["生态环境局"]
    house.put([Phrase("抓手", "着力点", why="少用"), Phrase("旧称", since=2030)], "周文")
    assert [found.instead for found in findings(house, "以此为抓手，市环保局、旧称")] == ["着力点"]
    assert (tmp_path / FILE).read_bytes().startswith("\ufeff用语".encode())
    assert listed(tmp_path).phrases() == house.phrases()


def test_who_may_not_change_the_house_list_changes_nothing(tmp_path: Path) -> None:
    house = listed(tmp_path, office(tmp_path))
    before = house.phrases()
    with pytest.raises(NotAllowed):
        house.put([Phrase("抓手")], "周明")
    assert not (tmp_path / FILE).exists() and house.phrases() == before
    house.put([Phrase("抓手")], "李慧")
    assert [phrase.words for phrase in house.phrases()] == ["抓手"]


def test_a_list_that_cannot_be_read_says_which_line_is_wrong(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("用语,改为,起\n环保局,生态环境局,去年\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行"):
        listed(tmp_path).phrases()
    with pytest.raises(InputError, match="两次"):
        listed(tmp_path).put([Phrase("甲"), Phrase("甲")], "周文")


def test_a_list_saved_by_a_spreadsheet_in_gb18030_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("用语,改为\n抓手,着力点\n".encode("gb18030"))
    assert listed(tmp_path).phrases() == (Phrase("抓手", "着力点"),)
