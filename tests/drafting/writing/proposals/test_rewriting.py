"""A paragraph said otherwise keeps its slots, all and no other, and what persons filled in is not shown to a model."""

import shutil
from pathlib import Path

import pytest

from desk import Desk, DraftRequest
from drafting.writing.proposals.rewriting import Wish
from errors import InputError, ModelFault, NotFound
from settings import read_settings
from tests.drafting.workspace import H1, LAST_YEAR, edit_section, place, source_of
from tests.drafting.writing.prompts import assert_no_value, user
from tests.prompts.endpoint import Endpoint, Say

SLOT = "{{地区生产总值|同比}}"
SOURCE = (
    f"**经济稳中有进。**全市上下真抓实干，全市地区生产总值{SLOT}，完成{{{{填报|计数||#项|12}}}}工程。\n要再接再厉。"
)
SHOWN = "{{填报|计数||#项}}"


@pytest.fixture
def draft(desk: Desk) -> tuple[int, int]:
    """A draft by the reuse writer, and the number of a section with two paragraphs of our own."""
    number = desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id))
    section = place(desk.write_draft(number), "主要指标")
    edit_section(desk, number, section, SOURCE)
    return number, section


def test_a_paragraph_is_said_otherwise_with_its_slots_as_they_were(
    desk: Desk, endpoint: Endpoint, draft: tuple[int, int]
) -> None:
    endpoint.standing = Say(f"**稳中有进。**全市真抓实干，全市地区生产总值{SLOT}，完成{SHOWN}工程。")
    words = desk.writing.proposals.rewrite(*draft, 0, Wish.TERSER, actor="李慧")
    assert words.startswith("**稳中有进。**全市真抓实干") and "|12}}" in words
    asked = user(endpoint.requests[0])
    assert SHOWN in asked and "12" not in asked
    assert_no_value(asked)
    lines = source_of(desk, *draft).split("\n")
    assert lines[0].startswith("**经济稳中有进。**"), "nothing is changed until a person takes it"
    edit_section(desk, *draft, "\n".join([words, *lines[1:]]))
    assert "全市地区生产总值增长5.3%，完成*项工程" in desk.rendered(draft[0]).sections[draft[1]].paragraphs[0].text


@pytest.mark.parametrize(
    "reply",
    [
        "**稳中有进。**全市地区生产总值增长5.3%，完成项工程。",
        f"**稳中有进。**全市地区生产总值{SLOT}。",
        f"**稳中有进。**全市地区生产总值{SLOT}，{SLOT}，完成{SHOWN}工程。",
        f"**稳中有进。**全市地区生产总值{SLOT}，完成{SHOWN}工程9项。",
    ],
)
def test_one_that_drops_or_adds_a_number_is_not_taken(
    desk: Desk, endpoint: Endpoint, draft: tuple[int, int], reply: str
) -> None:
    endpoint.standing = Say(reply)
    with pytest.raises(ModelFault, match="原文保留"):
        desk.writing.proposals.rewrite(*draft, 0, Wish.STRONGER, actor="李慧")
    assert len(endpoint.requests) == 3


def test_the_way_into_a_paragraph_is_smoothed_and_the_rest_stays(
    desk: Desk, endpoint: Endpoint, draft: tuple[int, int]
) -> None:
    lines = source_of(desk, *draft).split("\n")
    edit_section(desk, *draft, f"{lines[0]}\n要再接再厉。守住底线，稳住预期。")
    endpoint.standing = Say("在此基础上，要再接再厉。")
    words = desk.writing.proposals.rewrite(*draft, 1, Wish.JOINED, actor="李慧")
    assert words == "在此基础上，要再接再厉。守住底线，稳住预期。"
    assert "前一段" in user(endpoint.requests[0]) and "守住底线" in user(endpoint.requests[0])


def test_the_first_paragraph_has_nothing_to_be_joined_to(desk: Desk, draft: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="第一段"):
        desk.writing.proposals.rewrite(*draft, 0, Wish.JOINED, actor="李慧")


def test_a_paragraph_that_is_not_there_is_told(desk: Desk, draft: tuple[int, int]) -> None:
    with pytest.raises(NotFound, match="第 9 段"):
        desk.writing.proposals.rewrite(*draft, 8, Wish.TERSER, actor="李慧")


def test_words_of_a_document_that_may_not_leave_are_not_sent_outside(small_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    shutil.copytree(small_home, home)
    outside = {"OPENAI_API_KEY": "sk-x", "HEGAO_MODEL": "blossom", "OPENAI_BASE_URL": "https://api.example.cn/v1"}
    desk = Desk(read_settings(outside | {"HEGAO_HOME": str(home), "HEGAO_REGION": "岚江市"}))
    number = desk.begin_draft(DraftRequest(H1, desk.document(LAST_YEAR).id))
    section = place(desk.write_draft(number), "主要指标")
    with pytest.raises(InputError, match="没有标明可外发"):
        desk.writing.proposals.rewrite(number, section, 0, Wish.TERSER, actor="李慧")
    desk.close()
