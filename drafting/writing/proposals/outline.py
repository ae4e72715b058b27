"""The outline by a model: from talking points and the two past speeches nearest in purpose, headings to be edited."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.library import StoredDocument
from corpus.model import Speech
from drafting.reuse.compose import Heading
from errors import ModelFault
from figures.gate import find_forbidden
from figures.period import Period
from prompts.masking import MASK, masked
from prompts.prompt import Messages, PromptName, fenced, load

if TYPE_CHECKING:
    from prompts.models.asking import Model

NEAREST = 2
_TRIES = 2
_PERIOD = "{{日历|期间|0|#}}"
_MARKED = re.compile(r"^[\s#>*\-]*(?P<mark>部分|节)\s*[：:]\s*(?P<title>.+)$")
_NUMBERED = re.compile(
    r"^[\s#>*]*(?:(?P<part>第?[一二三四五六七八九十]+(?:部分)?、?)|(?P<section>[（(][一二三四五六七八九十]+[）)]))\s*(?P<title>.+)$"
)
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")


def nearest_in_purpose(speeches: Sequence[StoredDocument], period: Period, region: str) -> list[StoredDocument]:
    """The past speeches to learn from, best first: of the same months, the same place, the latest."""

    def likeness(document: StoredDocument) -> tuple[bool, bool, str]:
        told = Period.parse(document.period) if document.period else None
        same_months = told is not None and (told.first, told.last) == (period.first, period.last)
        return same_months, document.region == region, document.period or ""

    earlier = [document for document in speeches if not document.period or document.period < str(period)]
    return sorted(earlier, key=likeness, reverse=True)[:NEAREST]


def propose(model: "Model", region: str, points: str, speeches: Sequence[Speech]) -> tuple[Heading, ...]:
    """An outline for `points`. Raises `Fault` where no reply comes, `ModelFault` where none is an outline."""
    asked = _asked(region, points, speeches)
    for _ in range(_TRIES):
        headings = tuple(read_outline(model.ask(asked).text))
        if headings and headings[0].level == 1 and any(heading.level == 2 for heading in headings):
            return headings
    raise ModelFault("模型没有写出像样的提纲，请改一改要点再试，或沿用往年的提纲。")


def _asked(region: str, points: str, speeches: Sequence[Speech]) -> Messages:
    outlines = "\n".join(fenced(masked("\n".join(_lines(speech))), "往年提纲") for speech in speeches)
    return load(PromptName.OUTLINE).fill(
        period=_PERIOD, region=region, points=masked(points).strip() or "（无）", outlines=outlines or "（无）"
    )


def _lines(speech: Speech) -> Iterator[str]:
    for part in speech.parts:
        yield f"部分：{part.heading.of(speech.text)}"
        for section in part.sections:
            yield f"节：{section.heading.of(speech.text)}"


def read_outline(reply: str) -> Iterator[Heading]:
    """The headings of a reply, without numbering, markup and numbers; lines that are no headings are passed over."""
    for line in reply.splitlines():
        found = _MARKED.match(line) or _NUMBERED.match(line)
        if found is None:
            continue
        told = found.groupdict()
        level = 1 if told.get("mark") == "部分" or told.get("part") else 2
        title = _without_numbers(_NUMBER.sub("", found["title"].strip(" 　*#。；")))
        if title:
            yield Heading(level, title)


def _without_numbers(title: str) -> str:
    """A heading's numbers are left to a person: they are taken out, not masked, as a heading stands on the page."""
    for found in reversed(list(find_forbidden(title))):
        title = title[: found.start] + title[found.end :]
    return title.replace(MASK, "").translate(str.maketrans("", "", "{}*"))
