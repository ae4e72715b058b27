"""Composing what came of a target: aim and outcome side by side, the arithmetic, and the verdict."""

import re
from collections.abc import Sequence

from asking.answer import Answer, Citation, Given, Sourced, Verdict
from asking.composing.refusal import no_documents, not_told, refuse
from asking.evidence.quantities import Quantities, Wanted
from asking.evidence.sources import Sources
from asking.reading.model import Asked, Role
from asking.reading.names import named_in
from asking.telling import Teller, cite, tier_words, whose
from corpus.model import Span
from figures.figure import Figure
from figures.ledger import Actual, Outcome, Statement, TargetStatus, Tier
from figures.ledger.matching import mark_of, outcome_of
from figures.measure import Measure
from figures.period import Period

_FELL_SHORT = re.compile(
    r"[也均都]?(?:未达|没有达到|未能达到|没达到|低于|不及|未完成|没有完成)(?:到)?(?:了)?(?:年初)?(?:的)?(?:预期|目标|计划)(?:目标)?"
)
_LEVELS = (Measure.VALUE, Measure.COUNT)


def answer_verdict(asked: Asked, region: str, period: Period, sources: Sources) -> Answer:
    """What came of the target for `asked`."""
    if not sources.years(region):
        return no_documents(region, [period.year], sources)
    aim = Wanted(asked, region, period, Role.TARGET)
    told = sources.quantities.find(aim).statements
    targets = [one for one in told if one.quantity is not None] or [one for one in told if one.relation is not None]
    if not targets:
        return not_told(aim, sources)
    first = targets[0]
    targets = [one for one in targets if one.measure is first.measure]
    outcome = Wanted(Asked(asked.words, asked.names, _same_measures(first.measure)), region, period, Role.ACTUAL)
    reached = sources.quantities.find(outcome)
    if not reached:
        return _open(targets, outcome, sources)
    return _held(targets, reached, aim, sources)


def _same_measures(measure: Measure) -> frozenset[Measure]:
    return frozenset(_LEVELS) if measure in _LEVELS else frozenset({measure})


def _open(targets: Sequence[Statement], outcome: Wanted, sources: Sources) -> Answer:
    """The aim is told and what came about is not: not yet, or not at all."""
    teller = Teller()
    _tell_targets(targets, outcome, sources, teller)
    years = sources.years(outcome.region)
    if outcome.period.year >= years[-1]:
        teller.say("库里还没有写", *whose(outcome), "实际数的文件，是否完成尚不能判断。")
        return teller.answer(verdict=Verdict.OPEN)
    teller.say(
        "文件里没有写",
        *whose(outcome),
        Given.echo(outcome.asked.words),
        "的实际数，不能判断是否完成。",
    )
    books = sources.books([outcome.region], [outcome.period.year, outcome.period.year + 1])
    return refuse(teller, books, verdict=Verdict.OPEN)


def _held(targets: Sequence[Statement], reached: Quantities, aim: Wanted, sources: Sources) -> Answer:
    teller = Teller()
    actual = _actual(reached)
    indicator = sources.catalogue.find(targets[0].indicator)
    against = _set_against(targets[0], aim, sources)
    beside = [against] if against is not None else []
    outcomes = [(one, outcome_of(one, indicator, [actual], against=beside)) for one in targets]
    verdict = _verdict(outcomes)
    _tell_targets(targets, aim, sources, teller)
    teller.say("实际")
    if actual.figure is not None:
        teller.figure(actual.figure)
    elif actual.statement is not None:
        teller.place(actual.statement, sources.book(actual.statement.document_id))
    teller.say(f"，{verdict.label}")
    for at, (one, outcome) in enumerate(outcomes):
        tier = "力争目标" if one.tier is Tier.STRETCH and len(outcomes) > 1 else ""
        said = "达到" if outcome.status is TargetStatus.MET else "未达到"
        teller.say("（" if not at else "；", f"{said}{tier}：" if tier else "")
        places = _sources_of(one, [actual, *beside], sources)
        for place in places:
            if isinstance(place, Citation):
                teller.cite(place)
            else:
                teller.lean(place)
        teller.say(Sourced.worked(outcome.reckoning, places))
    teller.say("）。")
    _tell_own_word(aim, sources, teller)
    return teller.answer(verdict=verdict)


def _tell_own_word(aim: Wanted, sources: Sources, teller: Teller) -> None:
    """What a later report itself says of not reaching what was expected of the indicator."""
    names = set(aim.asked.names)
    for book in sources.books([aim.region], [aim.period.year + 1]):
        for at, sentence in enumerate(book.sentences):
            words = sentence.span.of(book.text)
            short = _FELL_SHORT.search(words)
            if short is None:
                continue
            before = words[: short.start()]
            named = [one for one in named_in(sources.finder, before[before.rfind("；") + 1 :]) if names & {*one.names}]
            if named:
                start = sentence.span.start + named[-1].start
                citation = book.cite_sentence(at, Span(start, sentence.span.start + short.end()))
                teller.cite(citation)
                teller.say("报告自己也说“", Sourced.placed(short[0], citation), "”。")
                return


def _actual(reached: Quantities) -> Actual:
    """What was reached: a verified figure first, then what a document states."""
    if reached.figures:
        figure: Figure = reached.figures[0]
        return Actual(figure.quantity, figure.ref.period, figure=figure)
    one = reached.statements[0]
    assert one.quantity is not None and one.period is not None  # an actual always tells a number and its time
    return Actual(one.quantity, one.period, statement=one)


def _set_against(target: Statement, aim: Wanted, sources: Sources) -> Actual | None:
    """What came about in the same time of what a wording without a number sets the target against."""
    mark = mark_of(target)
    if mark is None:
        return None
    name = sources.catalogue.canonical(mark.indicator)
    region = aim.region if mark.region == target.region else mark.region
    reached = sources.quantities.find(
        Wanted(Asked(name, (name,), frozenset({mark.measure})), region, aim.period, Role.ACTUAL)
    )
    return _actual(reached) if reached else None


def _sources_of(target: Statement, actuals: Sequence[Actual], sources: Sources) -> tuple[Citation | Figure, ...]:
    """Where a target and what it is held against stand."""
    found: list[Citation | Figure] = [cite(target, sources.book(target.document_id))]
    for actual in actuals:
        if actual.figure is not None:
            found.append(actual.figure)
        elif actual.statement is not None:
            found.append(cite(actual.statement, sources.book(actual.statement.document_id)))
    return tuple(found)


def _verdict(outcomes: Sequence[tuple[Statement, Outcome]]) -> Verdict:
    """Met where all tiers are, in part where the floor is and what was striven for is not."""
    met = [outcome.status is TargetStatus.MET for _, outcome in outcomes]
    if all(outcome.status is TargetStatus.OPEN for _, outcome in outcomes):
        return Verdict.OPEN
    return Verdict.MET if all(met) else Verdict.PARTLY if any(met) else Verdict.MISSED


def _tell_targets(targets: Sequence[Statement], wanted: Wanted, sources: Sources, teller: Teller) -> None:
    teller.say(*whose(wanted), Given.name(targets[0].indicator), "目标是")
    for at, one in enumerate(targets):
        teller.say("、" if at else "", tier_words(one, targets))
        teller.place(one, sources.book(one.document_id))
    teller.say("；" if wanted.role is Role.TARGET else "。")
