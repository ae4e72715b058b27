"""What a reply says beside its slots: quotations, names, English, directions in words, words that grow on a number."""

import pytest

from figures.guard import FindingKind, settle
from figures.slots import write_pieces
from tests.figures.guard.desk import guard, offer, shown


def kinds(reply: str, *sources: str) -> list[FindingKind]:
    return [finding.kind for finding in guard().rule(reply, offer(sources=sources)).findings]


QUOTED = "市委要求，把滨江新城建成宜居宜业的样板，一张蓝图绘到底。"


def test_a_quotation_needs_a_source_that_has_its_words() -> None:
    said = "市委强调：“把滨江新城建成宜居宜业的样板”。"
    assert kinds(said) == [FindingKind.QUOTE]
    assert kinds(said, QUOTED) == []
    assert kinds(said.replace("样板", "标杆"), QUOTED) == [FindingKind.QUOTE]


def test_short_words_in_quotation_marks_quote_nobody() -> None:
    assert kinds("推进“放管服”改革，做优“一网通办”，擦亮“岚事好办”品牌。") == []


def test_an_unheld_quotation_becomes_open_and_its_words_stay_beside_it() -> None:
    kept = settle(guard().rule("市委强调：“把滨江新城建成样板”。", offer()))[0]
    assert shown(kept.pieces) == "市委强调：“◆”。"
    assert "把滨江新城建成样板" in write_pieces(kept.pieces)


@pytest.mark.parametrize("name", ["“1+7+3”行动", "N73工程", "“7394”战略", "G739高速"])
def test_a_name_with_a_number_in_it_needs_a_source(name: str) -> None:
    assert kinds(f"深入实施{name}，成效明显。") == [FindingKind.QUOTE]
    assert kinds(f"深入实施{name}，成效明显。", f"去年启动了{name}。") == []


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("The city grew steadily in the first half of the year.", FindingKind.LANGUAGE),
        ("全市经济增长about five percent，好于预期。", FindingKind.LANGUAGE),
        ("更多情况请看市统计局网站https://a.invalid/b。", FindingKind.MARKUP),
        ("| 指标 | 走势 |\n|---|---|\n| 工业 | 向好 |", FindingKind.MARKUP),
        ("工业点数⚄⚃，好于预期。", FindingKind.LANGUAGE),
    ],
)
def test_what_is_no_chinese_prose_is_found(reply: str, kind: FindingKind) -> None:
    assert kind in kinds(reply)


def test_short_forms_that_a_chinese_text_writes_in_latin_letters_may_stand() -> None:
    assert kinds("推动AI赋能制造业，用好RCEP规则，发展LED、LNG产业。") == []


def test_a_table_keeps_its_words_as_parts_of_sentences() -> None:
    kept = settle(guard().rule("| 工业 | 向好 |", offer()))
    assert [shown(paragraph.pieces) for paragraph in kept] == ["工业，向好"]


@pytest.mark.parametrize(
    "claim",
    [
        "地区生产总值同比下降。",
        "地区生产总值由正转负。",
        "上半年，规上工业增加值出现负增长。",
        "社会消费品零售总额持续下滑。",
    ],
)
def test_a_direction_told_in_words_must_be_that_of_the_figures(claim: str) -> None:
    assert kinds(claim) == [FindingKind.DIRECTION]
    remarks = settle(guard().rule(claim, offer()))[0].remarks
    assert [remark.kind for remark in remarks] == [FindingKind.DIRECTION]


@pytest.mark.parametrize(
    "words",
    [
        "地区生产总值稳步增长。",
        "要防止地区生产总值下滑。",
        "力争地区生产总值由负转正。",
        "一些行业利润下降，困难不少。",
        "地区生产总值没有下降。",
    ],
)
def test_a_fact_a_wish_and_what_no_figure_tells_are_left_alone(words: str) -> None:
    assert kinds(words) == []


@pytest.mark.parametrize(
    "reply",
    [
        "地区生产总值增长十{{地区生产总值|同比||||#%}}。",
        "地区生产总值增长负{{地区生产总值|同比||||#%}}。",
        "地区生产总值增长{{地区生产总值|同比||||#}}个百分点。",
        "地区生产总值达到{{地区生产总值|总量||||#}}万元。",
        "地区生产总值增长{{地区生产总值|同比||||#}}倍。",
    ],
)
def test_words_that_make_another_number_of_a_slot_s_own_are_found_and_open_it(reply: str) -> None:
    ruling = guard().rule(reply, offer())
    assert FindingKind.SLOT in [finding.kind for finding in ruling.findings]
    assert "◇" not in shown(settle(ruling)[0].pieces)


def test_a_unit_behind_a_slot_may_be_the_figure_s_own() -> None:
    assert kinds("地区生产总值增长{{地区生产总值|同比||||#}}%。") == []
    assert kinds("地区生产总值达到{{地区生产总值|总量||||#}}亿元。") == []


def test_a_heading_that_a_reply_repeats_is_not_part_of_the_section() -> None:
    known = offer(heading="主要指标稳中有进")
    kept = settle(guard().rule("### （一）主要指标稳中有进\n\n经济运行平稳。", known))
    assert [shown(paragraph.pieces) for paragraph in kept] == ["经济运行平稳。"]
