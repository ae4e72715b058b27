"""What a draft says that an earlier speech said already."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk
from drafting.finishing.model import Grade, Judged, ReuseReport
from drafting.finishing.repeating import reuse_report
from drafting.model import RenderedDraft
from tests.drafting.workspace import LAST_YEAR, edit_section, loaded, place, written


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path)
    yield opened
    opened.close()


def report(desk: Desk, draft: RenderedDraft, document: str = LAST_YEAR) -> ReuseReport:
    stored = desk.document(document).id
    return reuse_report(draft, desk._bench.past(stored), stored)


def sentence(told: ReuseReport, words: str) -> Judged:
    return next(one for one in told.sentences if words in one.text)


def test_old_words_with_new_numbers_are_old_words(desk: Desk) -> None:
    told = report(desk, written(desk))
    growth = sentence(told, "地区生产总值")
    assert growth.grade is Grade.RENUMBERED and growth.earlier is not None
    assert "增长5.2%" in growth.earlier.text and "增长5.3%" in growth.text
    assert sentence(told, "下降1.5%").grade is Grade.RENUMBERED, "a verb that turned belongs to the slot"
    assert sentence(told, "让我们鼓足干劲").grade is Grade.SAME
    assert told.count(Grade.NEW) == told.count(Grade.REWORDED) == 0, "nothing in it was changed yet"
    assert told.share(Grade.SAME, Grade.RENUMBERED) == 1


def test_the_old_sentence_stands_where_the_report_says(desk: Desk) -> None:
    told = report(desk, written(desk))
    text = desk.speech(told.document).text
    assert all(one.earlier is not None and one.earlier.span.of(text) == one.earlier.text for one in told.sentences)


def test_reworded_and_new_sentences_are_told_apart(desk: Desk) -> None:
    draft = written(desk)
    section = place(draft, "稳住工业运行")
    edit_section(
        desk, draft.id, section, "强化调度。务必确保规上工业增加值{{目标:规模以上工业增加值|同比|2026}}。新开一片天地。"
    )
    told = report(desk, desk.rendered(draft.id)).of(draft.sections[section].key)
    assert [one.grade for one in told.sentences] == [Grade.SAME, Grade.REWORDED, Grade.NEW]
    reworded = told.sentences[1]
    assert reworded.earlier is not None and "技改项目" not in reworded.text and 0.5 <= reworded.likeness < 1
    assert 0 < told.share(Grade.SAME) < told.share(Grade.SAME, Grade.REWORDED) < 1


def test_another_speech_can_be_held_against_it(desk: Desk) -> None:
    told = report(desk, written(desk), "岚江市2024年上半年经济工作讲话.txt")
    assert sentence(told, "下面，我讲").grade is not Grade.SAME
    assert told.share(Grade.NEW) > 0.5
