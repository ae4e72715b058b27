"""Drafts leave the desk as Word files and come back: no number loses its slot, nothing said is lost, and a person
decides on each change."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from desk import Desk
from drafting.model import RenderedDraft, State
from drafting.returned.model import Kept, SuggestionKind, Verdict
from errors import HegaoError, InputError
from export.returning.returned import read_returned
from tests.drafting.workspace import edit_section, loaded, place, slots, source_of, text, written
from tests.export.word_hand import Hand, run_of

BY = {"by": "林书记员", "reason": "采纳各方意见"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = loaded(tmp_path_factory.mktemp("exchange"))
    written(desk)
    yield desk
    desk.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)  # a complete draft is not taken up again: each test has its own


def sent(desk: Desk, draft: RenderedDraft, seed: int = 1) -> Hand:
    return Hand(desk.exchange.official(draft.id, actor="甲")[1], random.Random(seed))


def back(desk: Desk, draft: RenderedDraft, hand: Hand, sender: str = "市财政局") -> list[Kept]:
    number = desk.exchange.receive(f"{sender}.docx", hand.saved(), sender=sender, actor="甲")
    return [kept for kept in desk.exchange.suggestions(draft.id) if kept.copy == number]


def held(draft: RenderedDraft) -> Counter[str]:
    """The slots of a draft, whatever words they are written with."""
    return Counter(str(getattr(slot.slot, "ref", slot.slot)) for slot in slots(draft))


def test_a_copy_that_nobody_touched_suggests_nothing(desk: Desk, draft: RenderedDraft) -> None:
    assert back(desk, draft, sent(desk, draft)) == []


def test_no_slot_is_lost_over_many_random_edits(desk: Desk) -> None:
    edits = 0
    for seed in range(25):
        draft = written(desk)
        before = held(desk.rendered(draft.id))
        hand = sent(desk, draft, seed)
        for _ in range(8):
            hand.any_edit()
            edits += 1
        found = back(desk, draft, hand)
        taken(desk, draft, found)
        assert held(desk.rendered(draft.id)) == before, f"seed {seed}"
    assert edits == 200


def taken(desk: Desk, draft: RenderedDraft, found: list[Kept]) -> None:
    """All that is suggested, taken; comments are only looked at."""
    chosen = [kept.id for kept in found if kept.suggestion.kind is not SuggestionKind.NOTE]
    if chosen:
        desk.exchange.decide(draft.id, chosen, Verdict.TAKEN, **BY)


def test_what_is_taken_reads_as_it_was_edited(desk: Desk, draft: RenderedDraft) -> None:
    hand = sent(desk, draft, 5)
    hand.put_in_tracked()
    hand.strike()
    found = back(desk, draft, hand)
    taken(desk, draft, found)
    assert len(found) == 2
    for kept in found:
        assert kept.suggestion.now in text(desk.rendered(draft.id))


def test_a_tracked_change_is_told_by_its_author_and_another_by_the_sender(desk: Desk, draft: RenderedDraft) -> None:
    hand = sent(desk, draft, 3)
    hand.put_in_tracked()
    assert {kept.suggestion.by for kept in back(desk, draft, hand)} == {"王处长"}
    other = sent(desk, draft, 3)
    other.put_in()
    assert {kept.suggestion.by for kept in back(desk, draft, other, "市发改委")} == {"市发改委"}


def test_a_number_typed_over_is_an_override_that_wants_a_name_and_a_reason(desk: Desk, draft: RenderedDraft) -> None:
    hand = sent(desk, draft, 2)
    hand.type_over()
    (override,) = back(desk, draft, hand)
    assert override.suggestion.kind is SuggestionKind.OVERRIDE
    with pytest.raises(InputError, match="理由"):
        desk.exchange.decide(draft.id, [override.id], Verdict.TAKEN, by="林书记员")
    desk.exchange.decide(draft.id, [override.id], Verdict.TAKEN, **BY)
    ((was, now),) = hand.typed
    (slot,) = [slot for slot in slots(desk.rendered(draft.id)) if slot.text == now]
    assert slot.note is not None
    assert "林书记员" in slot.note and "市财政局" in slot.note
    assert f"数据表为“{was}”" in slot.note


def test_a_new_number_in_the_words_becomes_an_open_slot_that_keeps_what_was_typed(
    desk: Desk, draft: RenderedDraft
) -> None:
    hand = sent(desk, draft, 4)
    hand.paragraphs()[0].append(run_of("力争全年引进项目46个。"))
    taken(desk, draft, back(desk, draft, hand))
    opened = [
        slot for slot in slots(desk.rendered(draft.id)) if slot.state is State.OPEN and "46" in (slot.reason or "")
    ]
    assert len(opened) == 1
    assert "46" not in text(desk.rendered(draft.id))


def test_a_comment_comes_in_as_a_note(desk: Desk, draft: RenderedDraft) -> None:
    document = Document(BytesIO(desk.exchange.official(draft.id, actor="甲")[1]))
    paragraph = next(each for each in document.paragraphs if "抓项目" in each.text)
    document.add_comment(paragraph.runs, text="这里请再核一核", author="赵主任")
    written_ = BytesIO()
    document.save(written_)
    desk.exchange.receive("赵.docx", written_.getvalue(), sender="市发改委", actor="甲")
    note = desk.exchange.suggestions(draft.id)[-1]
    assert note.suggestion.kind is SuggestionKind.NOTE
    assert note.suggestion.by == "赵主任"
    assert note.suggestion.now == "这里请再核一核"
    assert "抓项目" in note.suggestion.was


def test_of_two_copies_that_change_one_place_the_second_is_decided_by_hand(desk: Desk, draft: RenderedDraft) -> None:
    copies = []
    for sender, words in (("市财政局", "抓好项目"), ("市发改委", "紧盯项目")):
        hand = sent(desk, draft)
        hand.rewrite("抓项目", words)
        copies.append(back(desk, draft, hand, sender))
    (first,), (second,) = copies
    desk.exchange.decide(draft.id, [first.id], Verdict.TAKEN, **BY)
    assert "抓好项目促投资" in text(desk.rendered(draft.id))
    with pytest.raises(InputError, match="已在稿中改动过"):
        desk.exchange.decide(draft.id, [second.id], Verdict.TAKEN, **BY)
    with pytest.raises(InputError, match="理由"):
        desk.exchange.decide(draft.id, [second.id], Verdict.DECLINED, by="林书记员")
    desk.exchange.decide(draft.id, [second.id], Verdict.DECLINED, by="林书记员", reason="已采纳另一种写法")
    assert [kept.verdict for kept in desk.exchange.suggestions(draft.id)] == [Verdict.TAKEN, Verdict.DECLINED]


def test_changes_of_several_copies_in_other_places_are_merged(desk: Desk, draft: RenderedDraft) -> None:
    found = []
    for sender, was, now in (
        ("甲局", "抓项目", "抓好项目"),
        ("乙局", "守住", "守牢"),
        ("丙局", "强化调度", "强化运行调度"),
    ):
        hand = sent(desk, draft)
        hand.rewrite(was, now)
        found += back(desk, draft, hand, sender)
    desk.exchange.decide(draft.id, [kept.id for kept in found], Verdict.TAKEN, **BY)
    assert "抓好项目" in text(desk.rendered(draft.id)) and "强化运行调度" in text(desk.rendered(draft.id))


def test_a_copy_of_another_file_is_refused_with_the_reason(desk: Desk, draft: RenderedDraft) -> None:
    plain = BytesIO()
    Document().save(plain)
    with pytest.raises(HegaoError, match="没有导出记录"):
        desk.exchange.receive("别的.docx", plain.getvalue(), sender="甲", actor="甲")
    with pytest.raises(HegaoError, match="Word"):
        desk.exchange.receive("坏的.docx", b"no zip", sender="甲", actor="甲")
    hand = sent(desk, draft)
    back(desk, draft, hand)
    with pytest.raises(HegaoError, match="已经收过"):
        back(desk, draft, hand)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_copy_saved_by_libreoffice_keeps_every_slot(desk: Desk, draft: RenderedDraft, tmp_path: Path) -> None:
    hand = sent(desk, draft, 9)
    hand.put_in()
    hand.type_over()
    sent_ = tmp_path / "稿.docx"
    sent_.write_bytes(hand.saved())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "back"), str(sent_)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "back" / "稿.docx").read_bytes()
    desk.exchange.receive("LO.docx", data, sender="市统计局", actor="甲")
    kinds = Counter(kept.suggestion.kind for kept in desk.exchange.suggestions(draft.id))
    assert kinds == {SuggestionKind.TEXT: 1, SuggestionKind.OVERRIDE: 1}


def test_the_review_copy_tracks_what_changed_since_the_last_export(desk: Desk, draft: RenderedDraft) -> None:
    desk.exchange.official(draft.id, actor="甲")
    number = place(draft, "项目建设")
    source = source_of(desk, draft.id, number)
    edit_section(desk, draft.id, number, source.replace("抓项目", "紧紧抓住项目"), actor="甲")
    _, data = desk.exchange.review(draft.id, actor="甲")
    tracked = [
        stretch.text for line in read_returned("稿.docx", data).lines for stretch in line.stretches if stretch.by
    ]
    assert tracked == ["紧紧", "住"] or tracked == ["紧紧抓住"]
