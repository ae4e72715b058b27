"""Which time the stretches of a document speak of: the year reviewed, the year planned, the years of a plan.

Headings announce it, and the sentences that open a stretch (今年是…, “十五五”时期…, 五年来…). Knows words and the
outline only, no numbers.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from corpus.model import Paragraph, Part, Span, Speech

_DIGITS = "一二三四五六七八九"
_PLAN = (
    rf"[“\"]?(?:十(?P<plan>[{_DIGITS}])五|第十(?P<plan_long>[{_DIGITS}])个五年)[”\"]?"
    rf"|[“\"](?P<plan_early>[{_DIGITS}十])五[”\"]|第(?P<plan_early_long>[{_DIGITS}十])个五年"
)
YEAR_DIGITS = r"(?:19|20|１９|２０)\d\d"
_AT_ITS_START = r"(?!\s*(?:规划)?[^，。；]{0,6}(?:开局|起步|首年|元年|开门|第一年|开好局|收官|谋划|编制|蓄势))"
TIME_WORD = re.compile(
    rf"(?:{_PLAN}){_AT_ITS_START}"
    r"|(?P<ahead>(?:今后|未来)五年)|(?P<behind>五年来|过去(?:的)?五年|近五年|五年间|五年里)"
    rf"|(?P<year>{YEAR_DIGITS})\s*年|(?P<this>今年|新的一年|本年度?)|(?P<last>去年|上年|过去(?:的)?一年|一年来|刚刚过去的)"
)
_OPENING = re.compile(
    r"^[ 　]*(?:[一二三四五六七八九十]+是|(?:各位代表|同志们)[！!，,：:]?"
    r"|(?:总的看|综合考虑|回顾|展望|当前)[^，]{0,8}，|——|\d{4}年\d+月\d+日)*"
)
_REVIEWED = re.compile(
    r"回顾|总结|成就|成效|成绩|态势|运行情况|完成情况|执行情况|取得|过去|迈出|上半年[一-龥]{0,8}(?:经济|实现|运行)"
)
_PLANNED = re.compile(
    r"目标|任务|安排|部署|重点工作|主要工作|工作重点|主要考虑|总体要求|举措|思路|建议|抓好|做好|奋力|全力|推动|建设|加强|提升|下半年|预期"
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The time a stretch speaks of: what is to come (`ahead`), what was, or not known (None); `years` are the first and
    the last, one year twice."""

    ahead: bool | None
    years: tuple[int, int] | None

    @property
    def several(self) -> bool:
        """Whether it is several years together."""
        return self.years is not None and self.years[0] < self.years[1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `span` of a text, the `outlook` they speak with, and the headings above them."""

    span: Span
    outlook: Outlook
    path: tuple[str, ...]


UNKNOWN = Outlook(None, None)


def plan_years(number: int) -> tuple[int, int]:
    """The years of the five-year plan of this number: 15 is 十五五."""
    first = 1966 + 5 * (number - 3) if number > 2 else 1953 + 5 * (number - 1)
    return first, first + 4


def plan_number(found: re.Match[str]) -> int | None:
    """The number of the five-year plan that a match of `TIME_WORD` names, or None."""
    late = found["plan"] or found["plan_long"]
    early = found["plan_early"] or found["plan_early_long"]
    if late:
        return 10 + _DIGITS.index(late) + 1
    return None if not early else 10 if early == "十" else _DIGITS.index(early) + 1


def years_named(found: re.Match[str], year: int) -> tuple[int, int]:
    """The years that a match of `TIME_WORD` means in a document of `year`."""
    plan = plan_number(found)
    if plan:
        return plan_years(plan)
    if found["ahead"]:
        return year, year + 4
    if found["behind"]:
        return year - 5, year - 1
    if found["year"]:
        return int(found["year"]), int(found["year"])
    return (year, year) if found["this"] else (year - 1, year - 1)


def stretches(speech: Speech, year: int | None, reviewed: int | None, *, telling: bool = False) -> list[Stretch]:
    """Every paragraph of `speech`, cut where a sentence turns to another time, in order. `year` is the document's own,
    `reviewed` the one that it looks back on, which a `telling` document (a bulletin) does throughout unless it says
    otherwise."""
    return list(_Walk(speech, year, reviewed, telling).stretches())


class _Walk:
    """One document on its way through."""

    def __init__(self, speech: Speech, year: int | None, reviewed: int | None, telling: bool):
        self._speech, self._text, self._year, self._reviewed = speech, speech.text, year, reviewed
        self._usual = Outlook(False, (reviewed, reviewed)) if telling and reviewed is not None else UNKNOWN

    def stretches(self) -> Iterator[Stretch]:
        now = self._usual
        for paragraph in self._speech.preamble:
            now = yield from self._paragraph(paragraph, now, self._usual, fixed=False, path=())
        for part in self._speech.parts:
            now = yield from self._part(part, now)
        for paragraph in (*self._speech.closing, *self._speech.annex):
            yield from self._paragraph(paragraph, self._usual, self._usual, fixed=True, path=())

    def _part(self, part: Part, before: Outlook) -> Generator[Stretch, None, Outlook]:
        heading = part.heading.of(self._text)
        told = self._of_heading(heading)
        home = self._joined(told[0] if told else self._usual, before)
        fixed = len(told) == 1 and home.years is not None
        path = (heading,) if heading else ()
        now = home
        for paragraph in part.intro:
            now = yield from self._paragraph(paragraph, now, home, fixed=fixed, path=path)
        for section in part.sections:
            words = section.heading.of(self._text)
            own = self._of_heading(words)
            inside = own[0] if own and own[0].years is not None else now
            for paragraph in section.paragraphs:
                now = yield from self._paragraph(
                    paragraph, inside, inside if own else home, fixed=fixed, path=(*path, words)
                )
                inside = now
            if own and own[0].years is not None and fixed:
                now = home
        for paragraph in part.outro:
            now = yield from self._paragraph(paragraph, now, home, fixed=fixed, path=path)
        return now

    def _paragraph(
        self, paragraph: Paragraph, now: Outlook, home: Outlook, *, fixed: bool, path: tuple[str, ...]
    ) -> Generator[Stretch, None, Outlook]:
        """Its stretches; the outlook that holds after it: its last one, or, under a heading that tells one time alone,
        that of the heading."""
        start, current = paragraph.span.start, now
        for sentence in _sentences(self._text, paragraph.span):
            turned = self._turn(sentence.of(self._text), current)
            if turned is not None and turned != current:
                if sentence.start > start:
                    yield Stretch(Span(start, sentence.start), current, path)
                start, current = sentence.start, turned
        if paragraph.span.end > start:
            yield Stretch(Span(start, paragraph.span.end), current, path)
        return home if fixed else current

    def _turn(self, sentence: str, now: Outlook) -> Outlook | None:
        """The outlook that a sentence opens with a time of its own, or None."""
        if self._year is None:
            return None
        lead = _OPENING.match(sentence)
        found = TIME_WORD.match(sentence, lead.end() if lead else 0)
        if found is None:
            aim = re.match(r"[^，。]{0,24}预期目标", sentence)
            found = TIME_WORD.search(sentence, 0, aim.end()) if aim else None
        if found is None or re.match(r"(?:年?以来)?\d{1,2}月\d", sentence[found.end() :]):
            return None
        years = years_named(found, self._year)
        if years == now.years:
            return None
        if years[1] < self._year:
            return Outlook(False, years)
        if self._year <= years[0] <= self._year + 1:
            return Outlook(True, years)
        return None if years[0] > self._year + 1 else Outlook(now.ahead, years)

    def _of_heading(self, heading: str) -> list[Outlook]:
        """The outlooks that a heading announces, in its order; one without years where it says ahead or back alone."""
        found = []
        if self._year is not None:
            seen = dict.fromkeys(years_named(match, self._year) for match in TIME_WORD.finditer(heading))
            for years in seen:
                ahead = years[0] >= self._year if years[0] >= self._year or years[1] < self._year else None
                if ahead is None:
                    ahead = False if _REVIEWED.search(heading) else True if _PLANNED.search(heading) else None
                found.append(Outlook(ahead, years))
        if found:
            return found
        if _REVIEWED.search(heading) and not re.search(r"目标|任务|安排", heading):
            return [Outlook(False, None)]
        return [Outlook(True, None)] if _PLANNED.search(heading) else []

    def _joined(self, told: Outlook, before: Outlook) -> Outlook:
        """What a heading leaves unsaid, from the part before where both look the same way."""
        if told.years is not None or self._year is None or self._reviewed is None:
            return told
        if told.ahead is None:
            return before
        if before.ahead == told.ahead:
            return before
        year = self._year if told.ahead else self._reviewed
        return Outlook(told.ahead, (year, year))


def _sentences(text: str, span: Span) -> Iterator[Span]:
    for found in re.finditer(r"[^。！？\n]+[。！？\n]?", span.of(text)):
        yield Span(span.start + found.start(), span.start + found.end())
