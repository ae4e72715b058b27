"""The second key: a slot beside another subject than its own is marked, one beside its own is not."""

import pytest

from drafting.model import DraftParagraph, Mark, MarkKind
from drafting.rendering.second_key import with_second_key
from drafting.reuse.compose import Composer
from figures.slots import parse_pieces
from tests.drafting.workspace import H1
from tests.sample_book import CITY, sample


def marks(source: str) -> list[Mark]:
    paragraph = DraftParagraph(parse_pieces(source, period=H1, region=CITY))
    known = sample()
    return list(with_second_key(paragraph, known.recogniser, known.catalogue).marks)


@pytest.mark.parametrize("at", range(4))
def test_no_sentence_of_a_past_speech_is_marked(at: int) -> None:
    known = sample()
    composer = Composer(known.speeches[at], H1, CITY, lambda title, part: None)
    for step in composer.steps(None):
        for paragraph in step.write().paragraphs:
            checked = with_second_key(paragraph, known.recogniser, known.catalogue)
            assert [mark.note for mark in checked.marks if mark.kind is MarkKind.MISMATCH] == []


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("全市规上工业增加值{{社会消费品零售总额|同比}}。", "社会消费品零售总额"),
        ("货物进出口总额{{货物出口总额|同比||||增长#%}}，保持增长。", "货物出口总额"),
        ("固定资产投资{{固定资产投资|两年平均||||增长#%}}。", "两年平均"),
        ("民间投资{{民间投资|同比}}，占固定资产投资的{{工业投资|占比||||#%}}。", "工业投资"),
    ],
)
def test_a_slot_under_a_wrong_subject_is_marked_with_both_names(source: str, named: str) -> None:
    found = marks(source)
    assert [mark.kind for mark in found] == [MarkKind.MISMATCH]
    assert named in found[0].note


def test_a_subject_nobody_knows_speaks_against_a_slot_it_has_no_word_in_common_with() -> None:
    assert [mark.kind for mark in marks("云雾茶大会签约额{{地区生产总值|总量||||#亿元}}。")] == [MarkKind.MISMATCH]
    assert marks("岚江工业全口径增加值{{规模以上工业增加值|总量||||#亿元}}。") == []


def test_a_mark_goes_when_the_sentence_is_mended() -> None:
    wrong = DraftParagraph(parse_pieces("规上工业增加值{{固定资产投资|同比}}。", period=H1, region=CITY))
    known = sample()
    marked = with_second_key(wrong, known.recogniser, known.catalogue)
    mended = DraftParagraph(
        parse_pieces("固定资产投资{{固定资产投资|同比}}。", period=H1, region=CITY), 0, marked.marks
    )
    assert marked.marks
    assert with_second_key(mended, known.recogniser, known.catalogue).marks == ()
