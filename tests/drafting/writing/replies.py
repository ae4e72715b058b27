"""What the endpoint says in these tests: prose made of what it was asked, with slots and without numbers."""

import re

from tests.drafting.writing.prompts import user
from tests.prompts.endpoint import Asked

_AT_HAND = re.compile(r"^(\{\{.*?\}\})　(.*?)，印作", re.MULTILINE)
_MEASURE = re.compile(r"(同比|总量|数量|位次|百分点差|占比|增减|目标).*$")


def speech_like(asked: Asked) -> str:
    """A place of two paragraphs that uses the first slots it was offered, each behind its own indicator."""
    told = user(asked)
    heading = found[1] if (found := re.search(r"^标题：(.*)$", told, re.MULTILINE)) else ""
    slots = [(slot, _MEASURE.sub("", name)) for slot, name in _AT_HAND.findall(told) if "同比" in slot][:2]
    clauses = "，".join(f"{name}{slot}" for slot, name in slots if "{" not in name)
    lead = "各项工作有序推进" if heading == "（无）" else f"围绕{heading}持续用力"
    return (
        f"**{lead}。**全市上下稳扎稳打，{clauses or '发展态势稳中向好'}。\n要保持定力，久久为功，把各项部署落到实处。"
    )
