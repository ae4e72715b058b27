"""The guard: what a model wrote is read as text and slots, and what it may not say is found in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.guard import FindingKind, cover, settle
from figures.slots import TermSlot, parse_pieces, write_pieces
from tests.figures.guard.desk import H1, guard, offer, shown
from tests.figures.test_numerals import DISGUISES
from tests.sample_book import CITY

GOOD = "上半年，全市地区生产总值{{地区生产总值|同比}}，固定资产投资{{固定资产投资|同比}}。经济运行稳中有进。"


def kinds(reply: str, **known: tuple[str, ...]) -> list[FindingKind]:
    return [finding.kind for finding in guard().rule(reply, offer(**known)).findings]


def test_a_reply_of_words_and_slots_at_hand_stands_as_it_is() -> None:
    ruling = guard().rule(GOOD, offer())
    assert ruling.clean
    assert [len(paragraph.sentences) for paragraph in ruling.paragraphs] == [2]
    assert shown(settle(ruling)[0].pieces) == "上半年，全市地区生产总值◇，固定资产投资◇。经济运行稳中有进。"


def test_a_number_in_the_name_of_an_indicator_at_hand_is_none_of_the_models() -> None:
    asked = "500万元以上项目投资|同比"
    ruling = guard().rule("500万元以上项目投资{{" + asked + "}}。", offer(asked))
    assert ruling.clean
    terms = [piece for piece in settle(ruling)[0].pieces if isinstance(piece, TermSlot)]
    assert [term.words for term in terms] == ["500万元"]
    for reply in ("1500万元以上项目投资", "二500万元以上项目投资", "500万元以上的项目"):
        assert guard().rule(reply + "{{" + asked + "}}。", offer(asked)).findings


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_number_is_found_where_it_stands_and_is_nowhere_in_what_is_kept(disguise: str) -> None:
    reply = f"全市经济同比{disguise}，好于预期。"
    ruling = guard().rule(reply, offer())
    assert FindingKind.NUMERAL in [finding.kind for finding in ruling.findings]
    assert "◆" in shown(settle(ruling)[0].pieces)
    for finding in ruling.findings:
        assert disguise not in finding.sentence + finding.mend


@pytest.mark.parametrize(
    "inside",
    [
        "某某产值|同比",
        "地区生产总值",
        "地区生产总值|涨跌",
        "地区生产总值|同比|2031H1",
        "地区生产总值|同比||天外市",
        "地区生产总值|同比||||增长五成#%",
        "名称|五十万元以上",
        "日历|年|12|#年",
    ],
)
def test_a_slot_nobody_offered_becomes_an_open_one_that_repeats_none_of_its_parts(inside: str) -> None:
    ruling = guard().rule(f"全市经济增长{{{{{inside}}}}}。", offer())
    assert [finding.kind for finding in ruling.findings] == [FindingKind.SLOT]
    kept = write_pieces(settle(ruling)[0].pieces)
    assert "待核" in kept
    assert not any(
        part in kept
        for part in inside.split("|")
        if part not in ("", "同比", "地区生产总值", "名称", "日历", "年", "#年")
    )


def test_an_entry_of_a_person_cannot_be_called_up_and_a_hint_cannot_be_planted() -> None:
    ruling = guard().rule("新增企业{{填报|其他|7|#家|约五百家}}。", offer())
    assert write_pieces(settle(ruling)[0].pieces) == "新增企业{{填报|其他||#家}}。"


def test_a_slot_beside_another_subject_is_found_and_opened() -> None:
    ruling = guard().rule("全市规上工业增加值{{社会消费品零售总额|同比}}。", offer())
    assert [finding.kind for finding in ruling.findings] == [FindingKind.SUBJECT]
    kept = settle(ruling)[0]
    assert shown(kept.pieces) == "全市规上工业增加值◆。"
    assert [remark.kind for remark in kept.remarks] == [FindingKind.SUBJECT]


def test_a_verb_before_a_slot_must_go_the_way_of_the_figure() -> None:
    assert kinds("固定资产投资下降{{固定资产投资|同比||||#%}}。") == [FindingKind.DIRECTION]
    assert kinds("固定资产投资增长{{固定资产投资|同比||||#%}}。") == []
    assert kinds("固定资产投资{{固定资产投资|同比||||下降#%}}。") == []  # the slot's own verb follows the figure


def test_half_a_slot_is_told_and_left_open() -> None:
    ruling = guard().rule("地区生产总值{{地区生产总值|同比||||增长#%，好于预期。", offer())
    assert FindingKind.SLOT in [finding.kind for finding in ruling.findings]
    assert shown(settle(ruling)[0].pieces).startswith("地区生产总值◆")


def test_markdown_and_html_are_taken_off_and_the_words_stay() -> None:
    reply = (
        "### 经济运行\n\n**稳中有进。**全市*经济*<b>向好</b>，详见[公报](http://a.b)。\n- 抓好项目\n> 稳住外贸&nbsp;"
    )
    kept = settle(guard().rule(reply, offer()))
    assert [shown(paragraph.pieces) for paragraph in kept] == [
        "经济运行",
        "稳中有进。全市经济向好，详见公报。",
        "抓好项目",
        "稳住外贸",
    ]
    assert [paragraph.lead for paragraph in kept] == [0, 5, 0, 0]


@given(st.text(st.sampled_from("全市增长5２三成过半第｛{}|%。\n*#<>&;[]() 地同比"), max_size=60))
def test_whatever_a_model_writes_is_kept_without_a_number_and_can_be_read_back(reply: str) -> None:
    for paragraph in settle(guard().rule(reply, offer())):
        again = parse_pieces(write_pieces(paragraph.pieces), period=H1, region=CITY)
        assert write_pieces(again) == write_pieces(paragraph.pieces)


def test_what_is_shown_while_a_reply_grows_holds_no_number_and_no_half_slot() -> None:
    reply = "全市地区生产总值{{地区生产总值|同比}}，其中工业增长5.2%，比上年快三成，过半数企业盈利。"
    for end in range(len(reply) + 1):
        words = "".join(part for part in cover(reply[:end], done=end == len(reply)).parts if isinstance(part, str))
        assert not any(hidden in words for hidden in ("5", "2", "三", "过半", "{", "|", "地区生产总值|"))
