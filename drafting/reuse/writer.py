"""The reuse writer: a section made after the matching section of a past speech, as such speeches are in fact written.

Every number and mask of the past text becomes a slot whose period is moved to the current one; what cannot carry over
is kept in place and marked. Holds no number of the past text: what is not resolved later stays open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Paragraph, Section, Span, Speech
from drafting.model import DraftParagraph, DraftSection, Mark, Origin, Role
from drafting.reuse.carryover import findings, span_findings
from drafting.reuse.doubts import doubtful, of_the_year_before
from errors import InputError
from figures.figure import WHOLE_CITY, FigureKind, FigureRef
from figures.gate import find_forbidden
from figures.measure import Measure
from figures.period import Period, span_name
from figures.recognition import Recognised, RowKind
from figures.slots import (
    CalendarSlot,
    CalendarUnit,
    EntryKind,
    EntrySlot,
    FigureSlot,
    Piece,
    Slot,
    TermSlot,
    Text,
    write_pieces,
)


@dataclass(frozen=True, slots=True)
class Past:
    """A past document read for reuse: its outline, what its numbers measure (`rows`, in order), its file name and the
    period it tells of (None where it does not say). `doubtful` are the starts of rows that the text itself
    contradicts."""

    document: str
    speech: Speech
    rows: tuple[Recognised, ...]
    period: Period | None
    doubtful: frozenset[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubtful", doubtful(self.speech.text, self.rows))


class ReuseWriter:
    """Writes sections for one period and region after past documents."""

    def __init__(self, period: Period, region: str):
        self._period = period
        self._region = region

    def line(self, past: Past, span: Span | None) -> tuple[Piece, ...]:
        """A heading or title of the past document, moved to the current period."""
        return tuple(placed.piece for placed in self._placed(past, span)) if span is not None else ()

    def stretches(self, past: Past, span: Span) -> Iterator[tuple[Piece, str]]:
        """The pieces for the text in `span`, each with the words that stand there."""
        for placed in self._placed(past, span):
            yield placed.piece, past.speech.text[placed.start : placed.end]

    def passage(
        self, past: Past, role: Role, part: tuple[Piece, ...], paragraphs: Sequence[Paragraph], *, review: bool
    ) -> DraftSection:
        """What is no section: preamble, the opening and the end of a part, the closing."""
        written = tuple(self._paragraph(past, paragraph, review=review) for paragraph in paragraphs)
        return DraftSection(role, part, "", (), False, written)

    def section(
        self, past: Past, part: tuple[Piece, ...], number: str, section: Section, *, review: bool
    ) -> DraftSection:
        """A section after `section` of the past document, under its own heading."""
        written = tuple(self._paragraph(past, paragraph, review=review) for paragraph in section.paragraphs)
        return DraftSection(Role.SECTION, part, number, self.line(past, section.heading), section.run_in, written)

    def _paragraph(self, past: Past, paragraph: Paragraph, *, review: bool) -> DraftParagraph:
        span = paragraph.span
        lead_end = _after_stop(past.speech.text, paragraph.lead.end) if paragraph.lead else span.start
        head = list(self._placed(past, Span(span.start, lead_end)))
        placed = [*head, *self._placed(past, Span(lead_end, span.end))]
        marks = tuple(_marks(past.speech.text, span, placed, review, spans=bool(self._renamed(past))))
        pieces = tuple(item.piece for item in placed)
        lead = len(write_pieces(item.piece for item in head))
        return DraftParagraph(pieces, lead, marks, Origin(past.document, span.start, span.end))

    def _placed(self, past: Past, span: Span) -> Iterator["_Placed"]:
        """The pieces for the past text in `span`, each with the stretch it stands for."""
        at = span.start
        text = past.speech.text
        inside = [row for row in past.rows if span.start <= row.start and row.end <= span.end]
        for index, row in enumerate(inside):
            swallowed = any(
                self._begin(past, other) <= row.start and row.end <= other.start
                for other in inside[index + 1 : index + 4]
            )
            if row.end <= at or swallowed:
                continue
            start = max(self._begin(past, row), at)
            yield from _words(text, at, start, self._renamed(past))
            yield _Placed(self._slot(past, row, start), start, row.end)
            at = row.end
        yield from _words(text, at, span.end, self._renamed(past))

    def _renamed(self, past: Past) -> str:
        """The past document's name of its own span (上半年) where this speech has another, else ""."""
        if past.period is None or span_name(past.period) == span_name(self._period):
            return ""
        return span_name(past.period)

    def _begin(self, past: Past, row: Recognised) -> int:
        """Where the slot for `row` begins: a figure's takes its verb along, what only a person can fill does not."""
        if not row.fillable or row.start in past.doubtful or self._ref(past, row) is None:
            return row.start
        start = row.phrase[0]
        words = {Measure.DIFFERENCE: _THAN, Measure.RATE_CHANGE: _SIZE}.get(row.measure) if row.measure else None
        taken = words.search(past.speech.text, max(0, start - 8), start) if words else None
        return taken.start() if taken else start

    def _slot(self, past: Past, row: Recognised, start: int) -> Slot:
        """The slot for `row`, which begins at `start`; where its own words cannot be a form (849.8点 would grow on to
        another number), a person is asked for the whole."""
        try:
            return self._slot_in_words(past, row, start)
        except InputError:
            return EntrySlot(EntryKind.OTHER, "#", None, "" if row.masked else row.text)

    def _slot_in_words(self, past: Past, row: Recognised, start: int) -> Slot:
        form = row.form
        if start > row.phrase[0]:  # the words in front stay text, or an earlier slot already took them
            form = past.speech.text[start : row.start] + "#" + row.form.partition("#")[2]
        elif start < row.phrase[0]:
            form = past.speech.text[start : row.phrase[0]] + form
        if row.kind is RowKind.DATE:
            return self._date(past, row)
        if row.measure is Measure.THRESHOLD and row.known and not row.masked:
            return TermSlot(row.text)
        hint = "" if row.masked else row.text
        if row.text.startswith("第") and not row.fillable:  # a person gives the number, not the word before it
            return EntrySlot(EntryKind.COUNT, f"第{form}", None, hint)
        if (
            row.unit
            and form.partition("#")[2] in ("", "(以上)", "(以内)", "(左右)")
            and row.measure is not Measure.RANK
        ):
            form = form.replace("#", f"#({row.unit})")
        alone = re.sub(r"\([^)]*\)", "", form)  # what only a person gives has no part in its list's verb and unit
        if row.start in past.doubtful:
            return EntrySlot(EntryKind.OTHER, alone, None, hint)
        if not row.fillable:
            return EntrySlot(_ENTRY_KINDS.get(row.kind, EntryKind.OTHER), alone, None, hint)
        ref = self._ref(past, row)
        if ref is None:
            return EntrySlot(EntryKind.OTHER, alone, None, hint)
        return FigureSlot(ref, form, FigureKind.TARGET if row.kind is RowKind.TARGET else FigureKind.ACTUAL)

    def _ref(self, past: Past, row: Recognised) -> FigureRef | None:
        assert row.indicator is not None and row.measure is not None  # fillable rows have both
        period = self._moved(past, row)
        if period is None:
            return None
        if of_the_year_before(past.speech.text, row):
            period = period.shift(-1)
        region = self._region if self._own_place(row.region) else row.region or self._region
        against = row.comparator
        if row.measure is Measure.DIFFERENCE and against is None:
            base = _BASE.search(past.speech.text, max(0, row.phrase[0] - 8), row.phrase[0])
            against = base["base"] if base else None
        return FigureRef(_plain(row.indicator), row.measure, period, region, _plain(against) if against else None)

    def _own_place(self, region: str | None) -> bool:
        """Whether a past number was told of the speech's own place; in a district 全区 is that district."""
        return region in (None, "", WHOLE_CITY) or (region == "全区" and self._region.endswith("区"))

    def _moved(self, past: Past, row: Recognised) -> Period | None:
        """The period this speech's number tells of, as far from its own as the past one's was; None where the past
        sentence names a time that does not move along."""
        moment = row.moment
        if row.kind is RowKind.TARGET:
            named = moment.year if moment is not None else None
            return Period(self._period.year + (named - past.period.year if named and past.period else 0))
        if moment is None or row.period == "two_year":
            return self._when(row)
        if past.period is None:
            return None if moment.year is not None else self._when(row)
        told = moment.period(past.period.year, past.period)
        if told is None or (moment.at_end and told.last not in (past.period.last, 12)):
            return None
        return self._along(told, past.period)

    def _along(self, told: Period, own: Period) -> Period | None:
        if not -1 <= told.year - own.year <= 1:
            return None
        year = self._period.year + told.year - own.year
        if replace(told, year=own.year) == own:
            return replace(self._period, year=year)
        if told.alone:
            # The month that ended the past speech's months is told anew; another one is a person's to name.
            return Period(year, self._period.last, self._period.last, alone=True) if told.last == own.last else None
        return replace(told, year=year)

    def _when(self, row: Recognised) -> Period:
        """The period of a number whose past year is not known, or whose sentence names no time."""
        year = self._period.year
        if row.period in ("full_year", "year_end"):
            return Period(year)
        if row.period == "last_year":
            return Period(year - 1)
        if row.period == "Q1":
            return Period(year, 1, 3)
        if row.period == "month":
            return Period(year, self._period.last, self._period.last, alone=True)
        return replace(self._period, year=year)

    def _date(self, past: Past, row: Recognised) -> Slot:
        calendar = _calendar(row, past.period)
        if calendar is not None:
            return calendar
        return EntrySlot(EntryKind.DATE, row.form, None, "" if row.masked else row.text)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece and the stretch [start, end) of the past text it stands for."""

    piece: Piece
    start: int
    end: int


_BRACES = str.maketrans("{}", "｛｝")


# What a difference is told against goes with its verb: 比上年同期增加 becomes 与上年同期持平.
_BASE = re.compile(
    r"[比较](?P<base>年初|[上去]年[末底]|上月|上季度|一季度)$"
)  # no table tells last year's months by these
_THAN = re.compile(r"[比较](?:上年|去年)?同期$")
# So does the size of a move that changed: where this year has no such move, it becomes 增速.
_SIZE = re.compile(r"[降跌增涨升]幅$")


def _words(text: str, start: int, end: int, span: str) -> Iterator[_Placed]:
    """The past's words as text; a numeral or mask that recognition left over becomes an open slot, never text. `span`
    is the name of the past's own months where they have to be told anew."""
    words = text[start:end].translate(_BRACES)
    # Behind a slot no line begins: what would be numbering there is a numeral.
    ahead = "" if start == 0 or text[start - 1].isspace() else "…"
    found = [(item.start - len(ahead), item.end - len(ahead)) for item in find_forbidden(ahead + words)]
    found += [match.span() for match in re.finditer(r"[*＊]+", words)]
    found += [match.span() for match in re.finditer(span, words)] if span else []
    at = 0
    for begin, finish in sorted(found):
        if begin < at:
            continue
        if begin > at:
            yield _Placed(Text(words[at:begin]), start + at, start + begin)
        hint = words[begin:finish].strip("*＊")
        slot = (
            CalendarSlot(CalendarUnit.SPAN, 0, "#")
            if span and hint == span
            else EntrySlot(EntryKind.OTHER, "#", None, hint)
        )
        yield _Placed(slot, start + begin, start + finish)
        at = finish
    if at < len(words):
        yield _Placed(Text(words[at:]), start + at, end)


def as_pieces(words: str, period: Period) -> tuple[Piece, ...]:
    """A heading a person typed, as pieces: the speech's own years become calendar slots.

    Raises `InputError` for any other number.
    """
    pieces: list[Piece] = []
    at = 0
    for numeral in find_forbidden(words):
        year = numeral.text if words[numeral.end : numeral.end + 1] == "年" and numeral.text.isdecimal() else ""
        quarter = "一二三四".find(numeral.text) if words[numeral.end : numeral.end + 2] == "季度" else -1
        if numeral.start > at:
            pieces.append(Text(words[at : numeral.start]))
        if year and abs(int(year) - period.year) <= 1:
            pieces.append(CalendarSlot(CalendarUnit.YEAR, int(year) - period.year, "#年"))
            at = numeral.end + 1
        elif quarter >= 0:
            pieces.append(CalendarSlot(CalendarUnit.QUARTER, quarter + 1, "#季度"))
            at = numeral.end + 2
        else:
            raise InputError(f"标题“{words}”里的数字“{numeral.text}”没有来源，请去掉，或写进正文的数据位。")
    return (*pieces, Text(words[at:])) if at < len(words) else tuple(pieces)


def _after_stop(text: str, at: int) -> int:
    """Where the sentence that ends at `at` is over, its stop and closing quote included."""
    while at < len(text) and text[at] in "。！？：；”":
        at += 1
    return at


def _marks(text: str, span: Span, placed: Sequence[_Placed], review: bool, *, spans: bool) -> Iterator[Mark]:
    words = span.of(text)
    for finding in (*findings(words, review=review), *(span_findings(words) if spans else ())):
        start, end = (_slotted(placed, span.start + at) for at in (finding.start, finding.end))
        yield Mark(start, end, finding.kind, finding.note)


def _slotted(placed: Iterable[_Placed], at: int) -> int:
    """Where character `at` of the past text stands in the slotted text of its paragraph."""
    written = 0
    for item in placed:
        if at <= item.start:
            return written
        if isinstance(item.piece, Text):
            if at < item.end:
                return written + at - item.start
            written += len(item.piece.words)
        else:
            written += len(str(item.piece))
    return written


def _plain(name: str) -> str:
    """A name without the characters that a slot in plain text keeps for itself."""
    return "".join(char for char in name if char not in "|{}")


def _calendar(row: Recognised, past: Period | None) -> CalendarSlot | None:
    """The calendar slot for a date of the past, or None where the speech's own period does not tell it."""
    if row.masked or row.low is None:
        return None
    if "季度" in row.form and 1 <= row.low <= 4:
        form = f"第{row.form}" if row.text.startswith("第") else row.form
        return CalendarSlot(CalendarUnit.QUARTER, int(row.low), form)
    if past is None:
        return None
    if row.form.startswith("#年") and abs(int(row.low) - past.year) <= 1 and row.high == row.low:
        return CalendarSlot(CalendarUnit.YEAR, int(row.low) - past.year, row.form)
    if not row.form.startswith("#月"):
        return None
    if row.low == past.first and row.high == past.last and past.first != past.last:
        return CalendarSlot(CalendarUnit.MONTHS, 0, row.form)
    if row.low == row.high == past.last and row.form in ("#月末", "#月底"):
        return CalendarSlot(CalendarUnit.LAST_MONTH, 0, row.form)
    return None


_ENTRY_KINDS = {RowKind.NAME: EntryKind.NAME, RowKind.COUNT_POLICY: EntryKind.COUNT, RowKind.DATE: EntryKind.DATE}
