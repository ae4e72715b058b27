"""Frozen drafts that an earlier version of the program kept, and versions of frozen drafts, read as they did then."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk import Desk, Incoming, LoadOptions
from drafting.model import By, RenderedDraft, Role
from tests.drafting.workspace import TABLE, edit_section, loaded, open_desk, place, source_of, written

GROWN = "同比,2026H1,全市,5.3"
TABLE_NAME = "岚江市数据.csv"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path)
    yield opened
    opened.close()


def freeze(desk: Desk, draft: int) -> None:
    desk.finishing.freeze(draft, cut_off=date(2026, 7, 20), by="李慧", knowing=desk.finishing.concerns(draft))


def corrected(desk: Desk) -> None:
    assert GROWN in TABLE
    told = TABLE.replace(GROWN, "同比,2026H1,全市,5.6")
    desk.load([Incoming(TABLE_NAME, told.encode())], LoadOptions(verified_by="李四", embargo="2999-07-18"))


def growth(draft: RenderedDraft) -> str:
    """The slot that asks for the city's growth, in braces."""
    return next(str(slot.slot) for section in draft.sections for slot in section.slots if slot.text == "增长5.3%")


LATER_OF_FIGURES = {
    *("checked_by", "checked_at", "added_by", "added_at", "document_id"),
    *("superseded_by", "superseded_at", "superseded_for", "reason"),
}


def as_an_earlier_version_kept_it(home: Path, heading: tuple[str, str] = ("", "")) -> None:
    """Takes out of the kept rendering what versions before did not keep, and puts another `heading` for one."""

    def earlier(told: dict[str, Any]) -> dict[str, Any]:
        later = LATER_OF_FIGURES if "quantity" in told else {"titled", "arranged"}
        return {
            name: value.replace(*heading) if name == "heading" else value
            for name, value in told.items()
            if name not in later
        }

    with closing(sqlite3.connect(home / "hegao.db")) as database, database:
        for number, content in database.execute("SELECT id, content FROM draft_freezes").fetchall():
            told = json.dumps(json.loads(content, object_hook=earlier))
            assert "titled" in content and "titled" not in told
            database.execute("UPDATE draft_freezes SET content = ? WHERE id = ?", (told, number))


def test_an_old_row_tells_the_figures_in_its_titles_as_they_were(desk: Desk, tmp_path: Path) -> None:
    draft = written(desk)
    key = next(section.key for section in draft.sections if section.role is Role.SECTION)
    seen = draft.section(key).version
    desk.editing.outlines.rename(draft.id, key, f"全市经济{growth(draft)}", seen=seen, actor="李慧")
    freeze(desk, draft.id)
    before = desk.rendered(draft.id)
    assert [slot.text for slot in before.section(key).titled] == ["增长5.3%"]
    corrected(desk)
    desk.close()
    as_an_earlier_version_kept_it(tmp_path)
    again = open_desk(tmp_path)
    now = again.rendered(draft.id)
    (slot,) = now.section(key).titled
    (was,) = before.section(key).titled
    assert now.section(key).heading.endswith("全市经济增长5.3%") and slot.text == "增长5.3%"
    assert slot.figure is not None and was.figure is not None and slot.figure.id == was.figure.id
    assert key in again.finishing.withheld(now)[0].sections, "the day that was set since holds for it"
    assert again.rendered(draft.id) is now
    again.close()


def test_an_old_row_whose_title_is_worded_otherwise_today_keeps_its_words(desk: Desk, tmp_path: Path) -> None:
    draft = written(desk)
    key = next(section.key for section in draft.sections if section.role is Role.SECTION)
    seen = draft.section(key).version
    desk.editing.outlines.rename(draft.id, key, f"全市经济{growth(draft)}", seen=seen, actor="李慧")
    freeze(desk, draft.id)
    desk.close()
    as_an_earlier_version_kept_it(tmp_path, ("增长5.3%", "增长5.30%"))
    again = open_desk(tmp_path)
    (slot,) = again.rendered(draft.id).section(key).titled
    assert (slot.text, slot.by, slot.figure) == ("增长5.30%", By.NOTHING, None)
    again.close()


def test_versions_of_a_frozen_draft_are_compared_with_the_figures_of_its_freezing(desk: Desk) -> None:
    draft = written(desk)
    key = place(draft, "主要指标")
    source = source_of(desk, draft.id, key)
    edit_section(desk, draft.id, key, source.replace("全市地区生产总值", "地区生产总值"))
    slot = growth(draft)
    edit_section(desk, draft.id, key, source_of(desk, draft.id, key).replace(slot, ""))  # it stands only before
    freeze(desk, draft.id)
    first = desk.exchange.versions(draft.id)[-1].key
    last = desk.exchange.versions(draft.id)[0].key
    before = desk.exchange.compared(draft.id, first, last)
    assert "增长5.3%" in [passage.text for line in before for passage in line.passages if passage.gone]
    corrected(desk)
    assert desk.exchange.compared(draft.id, first, last) == before
    desk.finishing.unfreeze(draft.id, by="李慧", reason="统计局更正")
    after = desk.exchange.compared(draft.id, first, last)
    assert "增长5.6%" in [passage.text for line in after for passage in line.passages if passage.gone]


def test_a_table_removed_since_still_tells_what_it_told(desk: Desk) -> None:
    draft = written(desk)
    key = place(draft, "主要指标")
    slot = growth(draft)
    edit_section(desk, draft.id, key, source_of(desk, draft.id, key).replace(slot, ""))
    freeze(desk, draft.id)
    first, last = (desk.exchange.versions(draft.id)[at].key for at in (-1, 0))
    before = desk.exchange.compared(draft.id, first, last)
    desk.holdings.remove([desk.document(TABLE_NAME).id], actor="李慧", despite_use=True)
    assert desk.exchange.compared(draft.id, first, last) == before
