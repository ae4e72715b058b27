"""Reads the statements of one document: what recognition says of its numbers, in the time and place of its outline.

Knows recognition, the outline and words; keeps nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Span, Speech
from errors import InputError
from figures.figure import FigureKind
from figures.finder import Finder
from figures.ledger.reading.clauses import Clauses
from figures.ledger.reading.facts import DocumentFacts
from figures.ledger.reading.outlook import Outlook, Stretch, stretches
from figures.ledger.reading.relations import relations_in
from figures.ledger.reading.terms import deadline_in, is_beyond, is_estimated, responsible_in
from figures.ledger.reading.times import Told, told_of
from figures.ledger.statement import Horizon, Place, Statement, Tier
from figures.measure import Measure
from figures.quantity import Bound
from figures.recognition import Recognised, Recogniser, RowKind
from figures.recognition.views import View, views_of

READER = "11"
"""The version of this reading: a document read by another one is read again."""

_KINDS = {
    RowKind.FIGURE: FigureKind.ACTUAL,
    RowKind.ORDINAL: FigureKind.ACTUAL,
    RowKind.TARGET: FigureKind.TARGET,
}
_NO_NUMBERS = (RowKind.DATE, RowKind.NAME)
# What is meant where a year is planned and nothing narrower is named: 全年投资增长5%, 经济增长预期目标为5%.
_WHOLE = {"投资": "固定资产投资", "经济增长": "地区生产总值"}
_AIMED = re.compile(r"目标|力争|确保|争取")
_SESSION = re.compile(r"全会|全体会议|会议|大会|代表大会")
_SCALE_ALONE = re.compile(r"[十百千万亿]+(?:元|吨|亩|家|级|户|人|辆|台|千瓦|成|斤|[一-龥])")
_STRUCTURE = re.compile(r"方面|领域|维度|[一-龥]{0,5}指标|大局|底线|市场|资源|大类|任务举措")
_MERE_RATE = re.compile(r"的(?:经济)?(?:增长|增速|速度)")
_CIRCLE = re.compile(r"[”\"’）]?[一-龥]{0,8}圈")
_HEADLINE = re.compile(r"(?:预期|发展|奋斗|主要)(?:的)?(?:预期)?目标")


@dataclass(frozen=True, slots=True)
class _Where:
    """What the place of a number in its document gives it."""

    stretch: Stretch
    sentence: Span
    headline: bool


class StatementReader:
    """Reads documents with the names that one finder knows. Holds no state between documents."""

    def __init__(self, finder: Finder):
        self._finder = finder
        self._recogniser = Recogniser(finder)

    def read(self, facts: DocumentFacts, speech: Speech) -> list[Statement]:
        """Every statement of the document, in order; their ids are 0."""
        return list(_Reading(self._finder, self._recogniser, facts, speech).statements())

    def aim_in(self, facts: DocumentFacts, speech: Speech, span: Span) -> Statement:
        """What the words at `span` say if they set a target, whether or not `read` takes them for one: with the one
        number in them, or as a wording without one. Its indicator is "" where none is told. Raises `InputError` where
        they hold several numbers or stand outside of the text."""
        return _Reading(self._finder, self._recogniser, facts, speech).aim_in(span)


class _Reading:
    """One document being read."""

    def __init__(self, finder: Finder, recogniser: Recogniser, facts: DocumentFacts, speech: Speech):
        self._finder, self._facts, self._text = finder, facts, speech.text
        self._stretches = stretches(
            speech, facts.year, facts.own.year if facts.own else facts.year, telling=facts.telling
        )
        self._clauses = Clauses(speech.text)
        self._rows = recogniser.recognise(speech.text, views=_views(self._stretches, speech.text))
        self._headline = False  # whether the sentence before told the main targets

    def statements(self) -> Iterator[Statement]:
        at = 0
        for stretch in self._stretches:
            while at < len(self._rows) and self._rows[at].start < stretch.span.start:
                at += 1
            first = at
            while at < len(self._rows) and self._rows[at].start < stretch.span.end:
                at += 1
            yield from self._of_stretch(stretch, self._rows[first:at])

    def _of_stretch(self, stretch: Stretch, rows: Sequence[Recognised]) -> Iterator[Statement]:
        headline = self._goes_on_as_headline(stretch.span.start)
        for sentence in self._clauses.sentences(stretch.span):
            words = sentence.of(self._text)
            # What the year is to bring may be told in several sentences; they end with the paragraph.
            headline = stretch.outlook.ahead is not False and (headline or _HEADLINE.search(words) is not None)
            self._headline = headline
            where = _Where(stretch, sentence, headline)
            inside = [row for row in rows if sentence.start <= row.start < sentence.end]
            told = [self._statement(row, where) for row in inside if _tells(row) and not self._idle(row)]
            found = self._with_tiers([statement for statement in told if statement is not None])
            if stretch.outlook.ahead or any(one.kind is FigureKind.TARGET for one in found):
                found += self._relations(where, found)
            yield from sorted(found, key=lambda one: one.span)

    def aim_in(self, span: Span) -> Statement:
        stretch = next((one for one in self._stretches if one.span.start <= span.start < one.span.end), None)
        if stretch is None:
            raise InputError("这段话不在正文里（是标题、落款或附注），请从正文复制。")
        sentence = next(one for one in self._clauses.sentences(stretch.span) if span.start < one.end)
        where = _Where(stretch, sentence, False)
        rows = [row for row in self._rows if span.start <= row.start and row.end <= span.end and _counts(row)]
        inside = [row for row in rows if row.measure not in (None, Measure.THRESHOLD)] or rows
        if len(inside) > 1:
            numbers = "、".join(row.text for row in inside)
            raise InputError(f"这段话里有 {len(inside)} 个数（{numbers}），请只复制要补录的那一个和它的指标。")
        if inside:
            return self._quantity(inside[0], FigureKind.TARGET, where)
        said = self._text[where.sentence.start : span.start]
        told = told_of(None, said, "", FigureKind.TARGET, stretch.outlook, self._facts)
        clause = self._clauses.clause(span, sentence)
        bare = self._blank("", Measure.VALUE, FigureKind.TARGET, told, span, clause, where)
        return replace(bare, known=False, relation=bare.text)

    def _goes_on_as_headline(self, start: int) -> bool:
        """Whether what begins at `start` goes on from a line that broke off while it told the main targets."""
        before = self._text[max(0, start - 14) : start].rstrip()
        if not before or before[-1] in "。！？":
            return False
        return self._headline or _HEADLINE.search(before) is not None

    def _statement(self, row: Recognised, where: _Where) -> Statement | None:
        task = row.kind is RowKind.COUNT_POLICY
        if task and not where.stretch.outlook.ahead:
            return None
        said = self._text[where.sentence.start : row.start]
        kind = FigureKind.TARGET if task else self._kind(row, said, where.stretch.outlook)
        return replace(self._quantity(row, kind, where), task=task)

    def _quantity(self, row: Recognised, kind: FigureKind, where: _Where) -> Statement:
        """What a row says, told as `kind`."""
        said = self._text[where.sentence.start : row.start]
        span = Span(row.start, row.end)
        clause = self._clauses.clause(span, where.sentence)
        told = told_of(row, said, self._text[row.end : clause.end], kind, where.stretch.outlook, self._facts)
        indicator, measure = row.indicator or "", row.measure or Measure.VALUE
        whole = _WHOLE.get(indicator) if kind is FigureKind.TARGET and row.unit == "%" and not row.known else None
        if whole is not None:
            indicator, measure = whole, Measure.YOY
        statement = self._blank(indicator, measure, kind, told, span, clause, where)
        bound = row.bound
        return replace(
            statement,
            region=self._facts.place(row.region),
            known=row.known or whole is not None,
            comparator=row.comparator,
            low=None if bound is Bound.AT_MOST else row.low,
            high=None if bound is Bound.AT_LEAST else row.high,
            unit=row.unit,
            bound=bound,
            direction=row.direction,
            estimated=is_estimated(said),
        )

    def _kind(self, row: Recognised, said: str, outlook: Outlook) -> FigureKind:
        """Actual or target: where a year that is over is reviewed, 全年 alone announces nothing."""
        over = outlook.ahead is False and (
            self._facts.telling or (outlook.years is not None and outlook.years[1] < (self._facts.year or 0))
        )
        if row.kind is RowKind.TARGET and over and not _AIMED.search(said):
            return FigureKind.ACTUAL
        return _KINDS[row.kind]

    def _idle(self, row: Recognised) -> bool:
        """Whether a row is no quantity of anything: a session, 五个方面, 百亿级, a 15分钟 circle."""
        after = self._text[row.end : row.end + 12]
        return (
            _SESSION.match(after) is not None
            or (row.measure is Measure.COUNT and _STRUCTURE.match(after) is not None)
            or (not row.known and _SCALE_ALONE.fullmatch(row.text) is not None)
            or (not row.known and _MERE_RATE.match(after) is not None)
            or (row.unit in ("分钟", "小时") and _CIRCLE.match(after) is not None)
            or (row.unit == "年" and self._text[max(0, row.start - 2) : row.start] == "延长")
        )

    def _with_tiers(self, found: Sequence[Statement]) -> list[Statement]:
        """The statements, with what is striven for beyond the target right before it told apart."""
        told: list[Statement] = []
        for one in found:
            before = told[-1] if told else None
            if (
                before is not None
                and one.kind is before.kind is FigureKind.TARGET
                and (one.indicator, one.measure) == (before.indicator, before.measure)
                and is_beyond(self._text[before.span.end : one.span.start])
            ):
                one = replace(one, tier=Tier.STRETCH)
            told.append(one)
        return told

    def _relations(self, where: _Where, found: Sequence[Statement]) -> Iterator[Statement]:
        """The wordings without a number, such as 与经济增长同步, that the sentence sets as targets."""
        for relation in relations_in(self._finder, self._text, where.sentence):
            if any(one.span.start < relation.span.end and relation.span.start < one.span.end for one in found):
                continue
            clause = self._clauses.clause(relation.span, where.sentence)
            said = self._text[where.sentence.start : relation.span.start]
            told = told_of(None, said, "", FigureKind.TARGET, where.stretch.outlook, self._facts)
            statement = self._blank(
                relation.indicator, relation.measure, FigureKind.TARGET, told, relation.span, clause, where
            )
            yield replace(statement, relation=relation.words)

    def _blank(
        self, indicator: str, measure: Measure, kind: FigureKind, told: Told, span: Span, clause: Span, where: _Where
    ) -> Statement:
        """A statement of the document with nothing yet of its quantity."""
        target = kind is FigureKind.TARGET
        said = self._text[where.sentence.start : span.start]
        headline = where.headline and told.horizon in (None, Horizon.ANNUAL) and target
        return Statement(
            id=0,
            document_id=self._facts.id,
            document=self._facts.name,
            report_year=self._facts.year,
            region=self._facts.region,
            indicator=indicator,
            known=True,
            measure=measure,
            comparator=None,
            kind=kind,
            period=told.period,
            years=told.years,
            low=None,
            high=None,
            unit="",
            bound=None,
            direction=None,
            relation=None,
            span=span,
            clause=clause,
            sentence=where.sentence,
            text=span.of(self._text),
            quote=clause.of(self._text),
            path=where.stretch.path,
            place=Place.HEADLINE if headline else Place.BODY,
            horizon=told.horizon if target else None,
            deadline=_deadline(said + self._text[span.start : clause.end], told) if target else None,
            responsible=responsible_in(self._text, where.sentence, span) if target else None,
        )


def _tells(row: Recognised) -> bool:
    """Whether a row is a quantity of something named."""
    if row.indicator is None or row.measure in (None, Measure.THRESHOLD):
        return False
    return _counts(row) and (row.kind in _KINDS or row.kind is RowKind.COUNT_POLICY)


def _counts(row: Recognised) -> bool:
    """Whether a row is a number that is told, and no date or name."""
    return not row.masked and not (row.low is None and row.high is None) and row.kind not in _NO_NUMBERS


def _views(found: Sequence[Stretch], text: str) -> list[View]:
    """What looks ahead and what looks back, for recognition; its own reading where the outline does not say."""
    views: list[View] = []
    for stretch in found:
        ahead = stretch.outlook.ahead
        if ahead is None:
            continue
        if views and views[-1].ahead is ahead and not text[views[-1].end : stretch.span.start].strip("\r\n 　"):
            views[-1] = View(views[-1].start, stretch.span.end, ahead)
        else:
            views.append(View(stretch.span.start, stretch.span.end, ahead))
    return views or views_of(text)


def _deadline(words: str, told: Told) -> date | None:
    """The last day of what is told, or an earlier one that the words name (6月底前)."""
    last = told.period.year if told.period else told.years[1] if told.years else None
    if last is None:
        return None
    return deadline_in(words, last) or _last_day(last, told.period.last if told.period else 12)


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
