"""Composing the answer to a question for quantities: one or several, aimed at or come about."""

from asking.answer import Answer, Given, Piece, Sourced
from asking.composing.refusal import no_documents, not_told
from asking.evidence.derived import derived_rate
from asking.evidence.quantities import Quantities, Wanted
from asking.evidence.sources import Sources
from asking.evidence.wordings import wording_of
from asking.reading.model import Question, Role
from asking.telling import Teller, tier_words, whose
from figures.ledger import Statement
from figures.measure import Measure
from figures.period import Period

_ROLES = {Role.TARGET: "预期目标", Role.ACTUAL: ""}


def answer_quantity(question: Question, region: str, period: Period, role: Role, sources: Sources) -> Answer:
    """The quantities asked for, each with its place; what is not told is said not to be."""
    teller = Teller()
    wanted = [Wanted(asked, region, period, role, question.together) for asked in question.asked]
    missing = [one for one in wanted if not tell(one, sources, teller)]
    if len(missing) == len(wanted):
        if not sources.years(region):
            return no_documents(region, [period.year], sources)
        return not_told(wanted[0], sources)
    for one in missing:
        kind = "目标" if role is Role.TARGET else "实际数"
        teller.say("文件里没有写", *whose(one), Given.echo(one.asked.words), f"的{kind}。")
    return teller.answer()


def assumed_role(period: Period, region: str, sources: Sources) -> Role:
    """What is meant where the question does not tell: what came about, unless nothing at hand can tell of it yet."""
    years = sources.years(region)
    return Role.TARGET if years and period.year >= years[-1] and not _reviewed(period, region, sources) else Role.ACTUAL


def _reviewed(period: Period, region: str, sources: Sources) -> bool:
    """Whether any document or verified table tells what came about in just this period."""
    told = any(one.kind.value == "actual" and one.period == period for one in sources.quantities.statements(region))
    return told or sources.quantities.is_measured(period, region)


def tell(wanted: Wanted, sources: Sources, teller: Teller) -> bool:
    """Tells one quantity where documents or tables have it."""
    found = sources.quantities.find(wanted)
    if found:
        _tell_found(wanted, found, sources, teller)
        return True
    if wanted.years is not None:
        return False
    return _tell_wording(wanted, sources, teller) or _tell_derived(wanted, sources, teller)


def _tell_found(wanted: Wanted, found: Quantities, sources: Sources, teller: Teller) -> None:
    name = _name_of(wanted, found)
    teller.say(*whose(wanted), Given.name(name), _ROLES[wanted.role], "：")
    for at, figure in enumerate(found.figures):
        teller.say("、" if at else "")
        teller.figure(figure)
    teller.say("（已核实数据）；文件写的是" if found.figures and found.statements else "")
    for at, one in enumerate(found.statements):
        teller.say("、" if at else "", tier_words(one, found.statements))
        teller.say(*_apart(one, found.statements[0]))
        teller.place(one, sources.book(one.document_id))
    teller.say("。")


def _name_of(wanted: Wanted, found: Quantities) -> str:
    """What the source calls it; where it says less than its name (总产量), what it is."""
    if not found.statements:
        return found.figures[0].ref.indicator
    told = found.statements[0]
    return told.indicator if told.known or not wanted.asked.names else wanted.asked.label


def _apart(one: Statement, first: Statement) -> list[Piece | str]:
    """The name of a statement that is told beside one of another name, or with a share what it is."""
    pieces: list[Piece | str] = []
    if one.indicator != first.indicator:
        pieces.append(Given.name(one.indicator))
    if one.measure is Measure.SHARE:
        pieces.append("占比")
    return pieces


def _tell_wording(wanted: Wanted, sources: Sources, teller: Teller) -> bool:
    """An aim or an outcome told without a number."""
    aim = wanted.role is Role.TARGET
    if not wanted.asked.names or (not aim and wanted.asked.measures and Measure.YOY not in wanted.asked.measures):
        return False
    year = wanted.period.year
    books = sources.books([wanted.region], [year if aim else year + 1])
    statements = sources.quantities.statements(wanted.region)
    found = wording_of(wanted.asked.names, aim, year, books, statements, sources.finder)
    if found is None or wanted.period != Period(year):
        return False
    citation = found.book.cite(found.clause, found.span)
    teller.cite(citation)
    teller.say(*whose(wanted), Given.name(wanted.asked.label), "的目标是" if aim else "：")
    teller.say(Sourced.placed(found.span.of(found.book.text), citation), "，没有给出具体数字。")
    return True


def _tell_derived(wanted: Wanted, sources: Sources, teller: Teller) -> bool:
    """A rate that follows from the next year's and how much that was above or below."""
    if wanted.role is not Role.ACTUAL or Measure.YOY not in (wanted.asked.measures or {Measure.YOY}):
        return False
    found = derived_rate(wanted, sources)
    if found is None:
        return False
    teller.cite(found.citation)
    teller.say(
        *whose(wanted),
        Given.name(wanted.asked.label),
        "：文件没有直接写，由“快慢多少”推算为",
        found.worked,
        "（",
    )
    teller.say(found.formula, "）。")
    return True
