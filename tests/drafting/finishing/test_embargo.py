"""Figures that may not be published yet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, Incoming, LoadOptions
from drafting.finishing.embargo import withheld
from drafting.model import Role
from errors import Unconfirmed
from tests.drafting.workspace import TABLE, loaded, written

FAR = "2999-07-18"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = loaded(tmp_path)
    yield opened
    opened.close()


def put_under(desk: Desk, day: str) -> None:
    desk.load([Incoming("岚江市数据.csv", TABLE.encode())], LoadOptions(verified_by="李四", embargo=day))


def test_every_way_out_asks_first(desk: Desk) -> None:
    draft = written(desk).id
    assert desk.finishing.withheld(desk.rendered(draft)) == ()
    put_under(desk, FAR)
    for make in (desk.exchange.official, desk.exchange.review, desk.exchange.sheet):
        with pytest.raises(Unconfirmed, match="2999年7月18日前不得公开（岚江市数据"):
            make(draft, actor="李慧")
    assert desk.exchange.exports.heads(draft) == []
    for make in (desk.exchange.official, desk.exchange.review, desk.exchange.sheet):
        assert make(draft, actor="李慧", despite_embargo=True)[1]


def test_what_a_formula_is_made_of_counts_too(desk: Desk) -> None:
    put_under(desk, FAR)
    told = desk.finishing.withheld(desk.rendered(written(desk).id))
    share = [one for one in told if one.figure.ref.indicator == "非税收入"]
    assert share and "31.4%" in share[0].texts[0], "15.7 of 50"


def test_on_the_day_itself_it_may_be_told(desk: Desk) -> None:
    put_under(desk, "2026-07-18")
    rendered = desk.rendered(written(desk).id)
    assert withheld(rendered, {}, date(2026, 7, 17)) and not withheld(rendered, {}, date(2026, 7, 18))


def test_a_frozen_draft_goes_by_the_day_as_it_is_now(desk: Desk) -> None:
    draft = written(desk).id
    desk.finishing.freeze(draft, cut_off=date(2026, 7, 20), by="李慧", knowing=desk.finishing.concerns(draft))
    put_under(desk, FAR)
    assert desk.finishing.withheld(desk.rendered(draft))
    put_under(desk, "2026-01-01")
    assert desk.finishing.withheld(desk.rendered(draft)) == ()
    assert desk.exchange.official(draft, actor="李慧")[1]


def test_a_figure_in_the_title_of_a_section_counts_too_and_is_told_as_a_use(desk: Desk) -> None:
    put_under(desk, FAR)
    draft = written(desk)
    told = desk.finishing.withheld(draft)
    section = next(each for each in draft.sections if each.role is Role.SECTION and each.key not in told[0].sections)
    number = told[0].figure.id
    shown = next(slot for each in draft.sections for slot in each.slots if slot.figure and slot.figure.id == number)
    desk.editing.outlines.rename(draft.id, section.key, f"推动经济{shown.slot}", seen=section.version, actor="李慧")
    now = desk.rendered(draft.id)
    assert shown.text in now.section(section.key).heading
    assert section.key in desk.finishing.withheld(now)[0].sections
    uses = desk.dossier.uses([told[0].figure])[number]
    assert now.section(section.key).heading in [use.sentence for use in uses if use.section == section.key]
    held = desk.holdings.uses(told[0].figure.document_id or 0)
    assert section.key in [use.section for use in held.sections]
