"""Composing quantities side by side: over years, over regions, and how far they are apart."""

from collections.abc import Sequence
from decimal import Decimal

from asking.answer import Answer, Given, Sourced
from asking.composing.quantity import tell
from asking.composing.refusal import no_documents, not_told
from asking.evidence.quantities import Wanted
from asking.evidence.sources import Sources
from asking.reading.model import Question, Role
from asking.telling import Teller, cite, whose
from figures.ledger import Statement
from figures.ledger.matching import in_unit
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity, plain

_RATES = (Measure.YOY, Measure.SHARE, Measure.TWO_YEAR_AVG, Measure.QOQ)


def answer_comparison(
    question: Question, regions: Sequence[str], periods: Sequence[Period], role: Role, sources: Sources
) -> Answer:
    """Each quantity with its place, then the difference where there are two of one kind."""
    teller = Teller()
    missing: list[Wanted] = []
    found = False
    for asked in question.asked:
        told: list[tuple[Wanted, Statement]] = []
        for region in regions:
            for period in sorted(periods):
                wanted = Wanted(asked, region, period, role)
                if not tell(wanted, sources, teller):
                    missing.append(wanted)
                    continue
                found = True
                statements = sources.quantities.find(wanted).statements
                told += [(wanted, statements[0])] if statements else []
        _tell_difference(told, role, sources, teller)
    if not found:
        if not any(sources.years(region) for region in regions):
            return no_documents(regions[0], [period.year for period in periods], sources)
        return not_told(missing[0], sources)
    for wanted in missing if not question.all_years else ():
        kind = "目标" if role is Role.TARGET else "实际数"
        teller.say("文件里没有写", *whose(wanted), Given.name(wanted.asked.label), f"的{kind}。")
    return teller.answer()


def answer_ranking(question: Question, period: Period, role: Role, sources: Sources) -> Answer:
    """One quantity over all regions that documents are of, the highest first (or the lowest, where that is asked)."""
    teller = Teller()
    asked = question.asked[0]
    told: list[tuple[Decimal, str, Statement]] = []
    sources.quantities.gather(period, role)
    for region in sources.regions():
        statements = sources.quantities.find(Wanted(asked, region, period, role)).statements
        value = _value(statements[0], statements[0].unit) if statements else None
        if value is not None:
            told.append((value, region, statements[0]))
    if not told:
        return (
            not_told(Wanted(asked, sources.regions()[0], period, role), sources)
            if sources.regions()
            else no_documents(None, [period.year], sources)
        )
    unit, measure = told[0][2].unit, told[0][2].measure
    alike = [entry for entry in told if (entry[2].unit, entry[2].measure) == (unit, measure)]
    alike.sort(key=lambda entry: entry[0], reverse=question.top is not False)
    teller.say(Given.year(period.year), Given.name(alike[0][2].indicator), "目标" if role is Role.TARGET else "", "，")
    teller.say("由低到高" if question.top is False else "由高到低", "：")
    for at, (_, region, one) in enumerate(alike):
        teller.say("、" if at else "", Given.name(region))
        teller.place(one, sources.book(one.document_id))
    teller.say("。")
    return teller.answer()


def _tell_difference(told: Sequence[tuple[Wanted, Statement]], role: Role, sources: Sources, teller: Teller) -> None:
    """How far the last of two is above or below the first; of more, which is the highest."""
    values = [(wanted, one, _value(one, told[0][1].unit)) for wanted, one in told if one.measure is told[0][1].measure]
    known = [(wanted, one, value) for wanted, one, value in values if value is not None]
    if len(known) < 2:
        return
    if len(known) > 2:
        highest = max(value for _, _, value in known)
        top = [wanted for wanted, _, value in known if value == highest]
        if len(top) == 1:
            teller.say("其中最高的是", *whose(top[0]), "。")
        return
    (first, one, before), (last, other, after) = known
    assert before is not None and after is not None
    citations = tuple(cite(each, sources.book(each.document_id)) for each in (one, other))
    if after == before:
        teller.say("两者持平。" if one.bound is other.bound else "")
        return
    unit = "个百分点" if one.measure in _RATES or one.unit == "%" else one.unit
    apart = f"{plain(abs(after - before))}{unit}"
    low, high = sorted((before, after))
    work = f"{plain(high)}−{plain(low)}={plain(high - low)}"
    way = (
        ("调高" if after > before else "调低")
        if role is Role.TARGET and first.region == last.region
        else ("高" if after > before else "低")
    )
    before_it = whose(first)
    teller.say(*whose(last), "比", *(before_it[1:] if first.region == last.region else before_it), way)
    teller.say(Sourced.worked(apart, citations), "（", Sourced.worked(work, citations), "）。")


def _value(one: Statement, unit: str) -> Decimal | None:
    """The number that stands for a statement, signed, in `unit`."""
    quantity = one.quantity
    return in_unit(Quantity.exact(quantity.value, quantity.unit), unit) if quantity is not None else None
