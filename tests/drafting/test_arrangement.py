"""A draft's sections keep their keys wherever they stand; the numbers follow the order."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import text as sql

from desk import Desk
from drafting.arrangement import (
    ArrangedPart,
    arranged,
    arrangement_of,
    chinese,
    from_json,
    in_parts,
    number_beside,
    to_json,
    without_number,
)
from drafting.model import DraftParagraph, DraftSection, Role
from figures.slots import Text, parse_pieces
from store.engine import open_store
from tests.drafting.workspace import H1, edit_section, loaded, place, text, written


def section(key: int, part: str, number: str = "（一）", role: Role = Role.SECTION) -> DraftSection:
    heading = (Text("标题"),) if number else ()
    line = parse_pieces(part, period=H1)
    return DraftSection(role, line, number, heading, False, (DraftParagraph((Text("正文。"),)),), key=key)


FIRST = [
    section(0, "", "", Role.PREAMBLE),
    section(1, "一、形势", "", Role.INTRO),
    section(2, "一、形势", "（一）"),
    section(3, "一、形势", "（二）"),
    section(4, "二、{{日历|年|0|#年}}任务", "（一）"),
    section(5, "", "", Role.CLOSING),
]


def test_the_key_of_a_part_is_that_of_its_first_section() -> None:
    assert [each.part_key for each in in_parts(FIRST)] == [None, 1, 1, 1, 4, None]


def test_an_arrangement_put_back_on_its_sections_changes_nothing() -> None:
    sections = in_parts(FIRST)
    arrangement = arrangement_of(sections)
    assert from_json(to_json(arrangement), H1, "岚江市") == arrangement
    assert arranged(arrangement, {each.key: each for each in sections}) == sections


def test_numbers_follow_the_order_and_a_section_left_out_is_gone() -> None:
    sections = in_parts(FIRST)
    head, first, second, tail = arrangement_of(sections)
    moved = (head, ArrangedPart(second.key, second.title, (4, 2)), ArrangedPart(first.key, first.title, (3,)), tail)
    found = arranged(moved, {each.key: each for each in sections})
    assert [each.key for each in found] == [0, 4, 2, 3, 5]
    assert [each.number for each in found] == ["", "（一）", "（二）", "（一）", ""]
    assert [str(each.part[0].words) if isinstance(each.part[0], Text) else "" for each in found[1:4]] == [
        "一、",
        "一、",
        "二、形势",
    ]


@pytest.mark.parametrize(
    ("written", "others"), [("二是", "一是"), ("02", "01"), ("（二）", "（一）"), ("(二)", "(一)")]
)
def test_a_number_keeps_the_form_it_is_written_in(written: str, others: str) -> None:
    sections = in_parts([section(0, "一、形势", others), section(1, "一、形势", written)])
    turned = (ArrangedPart(0, (Text("形势"),), (1, 0)),)
    assert [each.number for each in arranged(turned, {each.key: each for each in sections})] == [others, written]


def test_an_added_section_is_numbered_as_those_beside_it() -> None:
    assert number_beside([]) == "（一）"
    assert number_beside([section(0, "一、形势", "二是")]) == "二是"
    assert number_beside([section(0, "一、形势", "", Role.INTRO)]) == "（一）"


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (19, "十九")])
def test_numbers_of_an_outline_are_chinese(number: int, said: str) -> None:
    assert chinese(number) == said
    assert without_number((Text(f"{said}、形势"),)) == (Text("形势"),)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = loaded(tmp_path_factory.mktemp("arrangement"))
    yield desk
    desk.close()


def test_an_export_made_before_there_were_arrangements_keeps_reading(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = written(desk)
    desk.exchange.official(draft.id, actor="吴卓")
    store = open_store(f"sqlite:///{tmp_path_factory.getbasetemp() / 'arrangement0' / 'hegao.db'}")
    with store.upkeep() as session:
        key, content = session.execute(sql("SELECT id, content FROM draft_exports ORDER BY id DESC")).one()
        told = json.loads(content)
        del told["arrangement"]
        session.execute(
            sql("UPDATE draft_exports SET content = :told WHERE id = :key"), {"told": json.dumps(told), "key": key}
        )
    store.close()
    number = place(draft, "项目建设")
    edit_section(desk, draft.id, number, "改过的正文。", actor="周文")
    (line, *_) = desk.exchange.compared(draft.id, f"export:{key}", desk.exchange.versions(draft.id)[0].key)
    assert line.place == "项目建设压茬推进"
    desk.exchange.restore(draft.id, f"export:{key}", by="周文")
    assert text(desk.rendered(draft.id)) == text(draft)
