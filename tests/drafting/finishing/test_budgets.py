"""How long a draft is beside what it may take."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import Desk
from drafting.finishing.budgets import left, share_out
from drafting.finishing.lengths import length_of
from drafting.finishing.model import Budget, Level, Measured, Unit
from drafting.model import RenderedDraft
from errors import InputError
from tests.drafting.workspace import LAST_YEAR, edit_section, loaded, place, written


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def draft(desk: Desk) -> RenderedDraft:
    return written(desk)


def sections(rows: list[Measured]) -> list[Measured]:
    return [row for row in rows if row.level is Level.SECTION]


def test_the_whole_is_what_stands_on_the_page(desk: Desk, draft: RenderedDraft) -> None:
    whole, *rows = desk.finishing.lengths(draft)
    lines = [draft.title, draft.byline, draft.salutation, *dict.fromkeys(section.part for section in draft.sections)]
    for section in draft.sections:
        lines += [section.heading, *(paragraph.text for paragraph in section.paragraphs)]
    assert whole.length.characters == length_of("\n".join(lines)).characters
    assert [row.key for row in sections(rows)] == [section.key for section in draft.sections]
    assert all(row.budget is None and row.over == 0 for row in (whole, *rows)), "no budget yet"


def test_a_budget_is_shared_out_as_the_past_speech_was(desk: Desk, draft: RenderedDraft) -> None:
    desk.finishing.set_budget(draft.id, Budget(600), actor="李慧")
    whole, *rows = desk.finishing.lengths(draft)
    assert whole.budget == 600 and whole.over == whole.length.characters - 600
    shares = {row.title: row.budget or 0 for row in sections(rows)}
    assert shares["（一）主要指标稳步回升"] > shares["（一）稳住工业运行"] > shares["结尾"] > 0
    parts = sum(row.budget or 0 for row in rows if row.level is Level.PART)
    outside = sum(row.budget or 0 for row in sections(rows) if row.title in ("开头", "结尾"))
    front = length_of("\n".join((draft.title, draft.byline, draft.salutation))).characters
    assert parts + outside + front == 600


def test_a_section_with_a_share_of_its_own_leaves_the_rest_to_the_others(desk: Desk, draft: RenderedDraft) -> None:
    key = draft.sections[place(draft, "对外开放")].key
    desk.finishing.set_budget(draft.id, Budget(600, own=((key, 200),)), actor="李慧")
    rows = sections(desk.finishing.lengths(draft))
    assert {row.key: row.budget for row in rows}[key] == 200 and [row.key for row in rows if row.own] == [key]
    with pytest.raises(InputError, match="超过全文"):
        desk.finishing.set_budget(draft.id, Budget(600, own=((key, 590),)), actor="李慧")
    assert desk.finishing.budget(draft.id).own == ((key, 200),), "what was refused changed nothing"


def test_minutes_are_counted_at_the_pace_that_is_set(desk: Desk, draft: RenderedDraft) -> None:
    desk.finishing.set_budget(draft.id, Budget(180, Unit.SECONDS, speed=200), actor="李慧")
    slow = desk.finishing.lengths(draft)[0]
    desk.finishing.set_budget(draft.id, Budget(180, Unit.SECONDS, speed=240), actor="李慧")
    fast = desk.finishing.lengths(draft)[0]
    assert slow.takes == round(slow.length.syllables * 60 / 200) > fast.takes
    assert (
        slow.length.syllables > length_of("".join(p.text for s in draft.sections for p in s.paragraphs)).characters / 2
    )


def test_a_section_that_has_no_past_takes_a_usual_share(desk: Desk, draft: RenderedDraft) -> None:
    at = place(draft, "对外开放")
    key = draft.sections[at].key
    edit_section(desk, draft.id, key, "另写一段全新的话，与往年无关。")
    desk.finishing.set_budget(draft.id, Budget(600), actor="李慧")
    assert {row.key: row.budget or 0 for row in sections(desk.finishing.lengths(desk.rendered(draft.id)))}[key] > 0
    desk._library.get(LAST_YEAR)
    longer = replace(draft, sections=draft.sections[:at])
    assert sum(row.budget or 0 for row in sections(desk.finishing.lengths(longer))) <= 600


@pytest.mark.parametrize("budget", [(0,), (-5,), (10**9,)])
def test_what_no_speech_can_have_is_refused(budget: tuple[int]) -> None:
    with pytest.raises(InputError):
        Budget(*budget)
    with pytest.raises(InputError, match="语速"):
        Budget(speed=20)


@given(st.integers(0, 100_000), st.lists(st.integers(0, 5_000), min_size=1, max_size=40))
def test_shares_make_the_whole_and_keep_the_proportions(amount: int, weights: list[int]) -> None:
    shares = share_out(amount, weights)
    assert sum(shares) == amount and len(shares) == len(weights) and min(shares) >= 0
    total = sum(weights)
    assert not total or all(
        abs(share - amount * weight / total) < 1 for share, weight in zip(shares, weights, strict=True)
    )


def test_a_title_that_grows_beyond_the_budget_is_told_and_hides_nothing(desk: Desk, draft: RenderedDraft) -> None:
    at = place(draft, "对外开放")
    tight = 1000 - left(draft, Budget(1000)) + 200
    desk.finishing.set_budget(draft.id, Budget(tight, own=((draft.sections[at].key, 200),)), actor="李慧")
    part = next(section.part_key for section in draft.sections if section.part_key is not None)
    longer = "关于进一步稳住经济运行的几点意见" * 3
    desk.editing.outlines.rename_part(draft.id, part, longer, seen=desk.rendered(draft.id).arranged, actor="李慧")
    rows = desk.finishing.lengths(desk.rendered(draft.id))
    assert rows[0].over > 0 and {row.budget for row in sections(rows)} == {0, 200}
