import pytest

from app_pages.drafts.contents import PART, SECTION, contents, numbered, open_slots, outline_rows, read_outline
from desk import OutlineHeading
from drafting.model import Role
from errors import InputError
from tests.app.rendered import draft, filled, open_slot, paragraph, section

OUTLINE = (OutlineHeading(1, "形势"), OutlineHeading(2, "工业"), OutlineHeading(2, "农业"), OutlineHeading(1, "任务"))
ROWS = [
    {"order": 1.0, "level": PART, "title": "形势"},
    {"order": 2.0, "level": SECTION, "title": "工业"},
    {"order": 3.0, "level": SECTION, "title": "农业"},
    {"order": 4.0, "level": PART, "title": "任务"},
]


def test_the_contents_are_the_whole_then_each_part_with_its_sections() -> None:
    made = draft(
        section(paragraph("开头"), part="", heading="", role=Role.PREAMBLE),
        section(paragraph("*", open_slot(0, 0)), heading="（一）工业"),
        section(paragraph("**", open_slot(0, 0), open_slot(1, 1)), heading="（二）农业"),
    )
    entries = contents(made).values()
    assert [(entry.title, entry.level, entry.sections, entry.open, entry.part) for entry in entries] == [
        ("全文", 0, (0, 1, 2), 3, None),
        ("开头", 1, (0,), 0, None),
        ("一、形势", 1, (1, 2), 3, 1),
        ("（一）工业", 2, (1,), 1, None),
        ("（二）农业", 2, (2,), 2, None),
    ]


def test_what_is_open_in_a_title_counts_where_the_title_is() -> None:
    part, titled = "一、增长*", (open_slot(-1, 4), open_slot(-2, 5))
    made = draft(
        section(paragraph("*", open_slot(0, 0)), part=part, heading="（一）工业*", titled=titled, parted=1),
        section(paragraph("平"), part=part, heading="（二）农业", titled=titled[:1], parted=1),
    )
    opens = {entry.title: entry.open for entry in contents(made).values() if entry.level}
    assert opens == {"一、增长*": 3, "（一）工业*": 2, "（二）农业": 0}


def test_keys_of_the_contents_stay_while_slots_are_filled() -> None:
    before = draft(section(paragraph("*", open_slot(0, 0))))
    after = draft(section(paragraph("5.2%", filled(0, 0, "5.2%"))))
    assert list(contents(before)) == list(contents(after))
    assert open_slots(before.sections[0]) == 1
    assert open_slots(after.sections[0]) == 0


def test_an_outline_goes_to_rows_and_back() -> None:
    rows = [{"order": row.order, "level": row.level, "title": row.title} for row in outline_rows(OUTLINE)]
    assert rows == ROWS
    assert read_outline(rows) == OUTLINE


def test_a_row_moves_with_its_number() -> None:
    rows = [*ROWS[:2], {**ROWS[2], "order": 1.5}, ROWS[3]]
    assert [heading.title for heading in read_outline(rows)] == ["形势", "农业", "工业", "任务"]


def test_a_new_row_without_number_comes_last_and_one_without_title_is_left_out() -> None:
    rows = [*ROWS, {"order": float("nan"), "level": SECTION, "title": "投资"}, {"order": None, "title": None}]
    assert [heading.title for heading in read_outline(rows)] == ["形势", "工业", "农业", "任务", "投资"]


def test_an_outline_without_headings_or_with_a_section_first_is_refused() -> None:
    with pytest.raises(InputError, match="提纲是空的"):
        read_outline([{"order": 1.0, "level": PART, "title": "  "}])
    with pytest.raises(InputError, match="“工业”前面没有部分标题"):
        read_outline(ROWS[1:])


def test_headings_are_numbered_as_in_the_speech() -> None:
    assert numbered(OUTLINE) == ["一、形势", "　（一）工业", "　（二）农业", "二、任务"]
    many = numbered([OutlineHeading(1, "甲")] * 21)
    assert [line.split("、")[0] for line in many[9:12] + many[19:]] == ["十", "十一", "十二", "二十", "二十一"]
