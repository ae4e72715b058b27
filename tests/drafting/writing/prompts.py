"""Looking at prompts: what in them is a number."""

import re

from figures.slots import FigureSlot, TermSlot, parse_slot
from tests.drafting.workspace import H1
from tests.prompts.endpoint import Asked

_NAME = re.compile(r"5G|PM\s?(?:2\.5|10)")
_SLOT = re.compile(r"\{\{(.*?)\}\}")


def user(asked: Asked) -> str:
    """What a request asks this time."""
    return str(asked["messages"][-1]["content"])


def digits_outside_slots(text: str) -> list[str]:
    """The digits, of any script, that stand in no slot and no name such as 5G or PM2.5, with the words around them."""
    found: list[str] = re.findall(r".{0,6}\d.{0,6}", _NAME.sub("", _SLOT.sub("", text)))
    return found


def values_inside_slots(text: str) -> list[str]:
    """The slots of `text` that hold a digit other than in a name, a period or a calendar's offset."""
    wrong = []
    for inside in _SLOT.findall(text):
        slot = parse_slot(inside, period=H1, region="岚江市")
        left = str(slot)
        if isinstance(slot, FigureSlot):
            for name in (str(slot.ref.period), slot.ref.indicator, slot.ref.region, slot.ref.comparator or ""):
                left = left.replace(name, "")
        if not isinstance(slot, TermSlot) and re.search(r"\d", re.sub(r"^\{\{日历\|[^|]*\|-?\d", "", left)):
            wrong.append(inside)
    return wrong


def assert_no_value(text: str) -> None:
    """`text` holds no number that could be a value."""
    found = digits_outside_slots(text)
    assert found == [], found
    assert values_inside_slots(text) == []
