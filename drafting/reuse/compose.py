"""Composing a whole speech: which places it has, and which past passage each of them is written after.

A plan is made of the outline asked for and the past speech to follow; where a heading has no match there, an earlier
speech's section may stand in (`find_past`). Knows nothing of the store or of Chroma.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.model import Paragraph, Part, Section
from drafting.arrangement import chinese, without_number
from drafting.model import DraftParagraph, DraftSection, Mark, MarkKind, Role, in_words
from drafting.reuse.carryover import findings
from drafting.reuse.writer import Past, ReuseWriter, as_pieces
from errors import InputError
from figures.period import Period
from figures.slots import Piece, Text, write_pieces


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of an outline: `level` 1 for a part, 2 for a section; `title` without its number."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Step:
    """One place of the speech to be: how to write it, what to call it while it is being written, and whether it tells
    of what was (`review`)."""

    name: str
    write: Callable[[], DraftSection]
    review: bool


# Finds a section of an earlier speech for a heading in a part: (section title, part title) → past and section.
FindPast = Callable[[str, str], tuple[Past, Section] | None]


def outline_of(past: Past) -> tuple[Heading, ...]:
    """The headings of a past speech with its slots, as a start for a new outline."""
    headings: list[Heading] = []
    for part in past.speech.parts:
        headings.append(Heading(1, part.heading.of(past.speech.text)))
        headings += [Heading(2, section.heading.of(past.speech.text)) for section in part.sections]
    return tuple(headings)


class Composer:
    """Plans and writes a speech for one period and region after `past`."""

    def __init__(self, past: Past, period: Period, region: str, find_past: FindPast):
        self._past = past
        self._period = period
        self._writer = ReuseWriter(period, region)
        self._find_past = find_past

    def title(self) -> tuple[Piece, ...]:
        """The title, moved to the current year."""
        return self._writer.line(self._past, self._past.speech.title)

    def byline(self) -> tuple[Piece, ...]:
        """What stands under the title: the date, its day open, and the name, a line each."""
        speech = self._past.speech
        lines = [self._writer.line(self._past, span) for span in (speech.date_line, speech.byline) if span]
        return tuple(piece for index, line in enumerate(lines) for piece in ((Text("\n"), *line) if index else line))

    def salutation(self) -> str:
        """The salutation as it was."""
        span = self._past.speech.salutation
        return span.of(self._past.speech.text) if span else ""

    def steps(self, outline: Sequence[Heading] | None) -> list[Step]:
        """The places of the speech in order. Raises `InputError` for an outline that cannot be followed."""
        speech = self._past.speech
        steps: list[Step] = []
        if speech.preamble:
            steps.append(self._passage("开头", Role.PREAMBLE, (), speech.preamble, review=True))
        steps += self._own_parts() if outline is None else self._asked_parts(outline)
        if speech.closing:
            steps.append(self._passage("结尾", Role.CLOSING, (), speech.closing, review=False))
        if not steps:
            raise InputError("参照的讲话没有可以沿用的段落，请换一篇有正文的讲话。")
        return steps

    def added(self, section: DraftSection, *, review: bool) -> Step:
        """A place that a person added to the outline."""
        if section.role is not Role.SECTION:
            return Step(section.role.label, lambda: replace(section, paragraphs=()), review)
        part, title = in_words(without_number(section.part)), in_words(section.heading)
        return self._stood_in(section.part, section.number, section.heading, title, part, review=review)

    def _own_parts(self) -> list[Step]:
        steps: list[Step] = []
        for index, part in enumerate(self._past.speech.parts):
            heading = self._writer.line(self._past, part.heading)
            line = self._part_line(index, heading)
            review = self._looks_back(index)
            sections = [self._section(line, section.number, section, review=review) for section in part.sections]
            first, *others = self._framed(line, part, sections, review=review)
            title = part.heading.of(self._past.speech.text)
            steps += [Step(first.name, _heeding(first.write, title, review=review), review), *others]
        return steps

    def _asked_parts(self, outline: Sequence[Heading]) -> list[Step]:
        parts = _grouped(outline)
        steps: list[Step] = []
        text = self._past.speech.text
        pool = list(self._past.speech.parts)
        for index, (title, sections) in enumerate(parts):
            past_part = _likest(title, pool, lambda part: part.heading.of(text), index)
            line = self._part_line(index, as_pieces(title, self._period))
            review = self._looks_back(pool.index(past_part)) if past_part else False
            written = [
                self._asked_section(line, f"（{chinese(at + 1)}）", name, title, past_part, review=review)
                for at, name in enumerate(sections)
            ]
            steps += self._framed(line, past_part, written, review=review) if past_part else written
        return steps

    def _framed(self, line: tuple[Piece, ...], part: Part, sections: list[Step], *, review: bool) -> list[Step]:
        """A part's sections between its opening and its end."""
        steps: list[Step] = []
        if part.intro or not sections:
            steps.append(self._passage("开篇", Role.INTRO, line, part.intro, review=review))
        steps += sections
        if part.outro:
            steps.append(self._passage("收束", Role.OUTRO, line, part.outro, review=review))
        return steps

    def _asked_section(
        self, line: tuple[Piece, ...], number: str, title: str, part_title: str, part: Part | None, *, review: bool
    ) -> Step:
        text = self._past.speech.text
        heading = as_pieces(title, self._period)
        own = [section for section in part.sections if section.heading.of(text) == title] if part else []
        if own:
            return self._section(line, number, own[0], review=review, heading=heading)

        return self._stood_in(line, number, heading, title, part_title, review=review)

    def _stood_in(
        self,
        line: tuple[Piece, ...],
        number: str,
        heading: tuple[Piece, ...],
        title: str,
        part_title: str,
        *,
        review: bool,
    ) -> Step:
        """A section that an earlier speech's stands in for, where one is near enough."""

        def write() -> DraftSection:
            found = self._find_past(title, part_title)
            if found is None:
                return _empty(line, number, heading)
            past, section = found
            written = self._writer.section(past, line, number, section, review=review)
            return _renamed(written, heading)

        return Step(f"{number}{title}", write, review)

    def _section(
        self,
        line: tuple[Piece, ...],
        number: str,
        section: Section,
        *,
        review: bool,
        heading: tuple[Piece, ...] | None = None,
    ) -> Step:
        title = section.heading.of(self._past.speech.text)

        def write() -> DraftSection:
            written = self._writer.section(self._past, line, number, section, review=review)
            return written if heading is None else _renamed(written, heading)

        # A heading that a person asked for has been looked at; one that merely came along has not.
        heeded = write if heading is not None else _heeding(write, title, review=review)
        return Step(f"{number}{title}", heeded, review)

    def _passage(
        self, name: str, role: Role, line: tuple[Piece, ...], paragraphs: Sequence[Paragraph], *, review: bool
    ) -> Step:
        return Step(name, lambda: self._writer.passage(self._past, role, line, paragraphs, review=review), review)

    def _part_line(self, index: int, heading: tuple[Piece, ...]) -> tuple[Piece, ...]:
        number = Text(f"{chinese(index + 1)}、")
        return (
            (Text(number.words + heading[0].words), *heading[1:])
            if heading and isinstance(heading[0], Text)
            else (
                number,
                *heading,
            )
        )

    def _looks_back(self, index: int) -> bool:
        """Whether a part tells of what was: all but the last of a speech with several parts."""
        return index < len(self._past.speech.parts) - 1


def _heeding(write: Callable[[], DraftSection], title: str, *, review: bool) -> Callable[[], DraftSection]:
    """`write`, its section marked at its opening where the heading itself is tied to its year."""

    def marked() -> DraftSection:
        section = write()
        found = next(findings(title, review=review), None)
        if found is None or not section.paragraphs:
            return section
        first, *others = section.paragraphs
        words = write_pieces(first.pieces)
        end = first.lead or words.find("。") + 1 or len(words)
        mark = Mark(0, end, found.kind, f"标题“{title}”：{found.note}")
        return replace(section, paragraphs=(replace(first, marks=(mark, *first.marks)), *others))

    return marked


def _empty(line: tuple[Piece, ...], number: str, heading: tuple[Piece, ...]) -> DraftSection:
    words = "（往年讲话中没有与本节相近的段落，请在此起草。）"
    mark = Mark(0, len(words), MarkKind.CLAIM, "本节没有可沿用的往年段落，需由人起草。")
    return DraftSection(Role.SECTION, line, number, heading, False, (DraftParagraph((Text(words),), 0, (mark,)),))


def _renamed(section: DraftSection, heading: tuple[Piece, ...]) -> DraftSection:
    return replace(section, heading=heading)


def _grouped(outline: Sequence[Heading]) -> list[tuple[str, list[str]]]:
    parts: list[tuple[str, list[str]]] = []
    for heading in outline:
        title = re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", heading.title.strip())
        if not title:
            raise InputError("提纲里有空标题，请填写或删去这一行。")
        if heading.level == 1:
            parts.append((title, []))
        elif not parts:
            raise InputError("提纲的第一行应是部分标题（一级），请调整。")
        else:
            parts[-1][1].append(title)
    if not parts:
        raise InputError("提纲是空的，请至少写一个部分标题。")
    return parts


def _likest(title: str, parts: list[Part], name: Callable[[Part], str], index: int) -> Part | None:
    if not parts:
        return None
    best = max(parts, key=lambda part: _shared(title, name(part)))
    if _shared(title, name(best)) > 0:
        return best
    return parts[min(index, len(parts) - 1)]


def _shared(one: str, other: str) -> int:
    return len({one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)})
