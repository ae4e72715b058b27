"""Saying that the documents do not tell: what was asked for, what was searched, and the nearest thing found."""

from collections.abc import Sequence

from asking.answer import Answer, Citation, Given, Piece, Sourced, Verdict
from asking.evidence.quantities import Wanted
from asking.evidence.shelf import Book
from asking.evidence.sources import Sources
from asking.reading.model import Role
from asking.telling import Teller, books_named, cite, whose
from figures.figure import FigureKind
from figures.ledger import Statement
from figures.slots import Text

_NEAREST = 2


def refuse(
    teller: Teller, books: Sequence[Book], nearest: Sequence[Citation] = (), verdict: Verdict | None = None
) -> Answer:
    """Ends an answer that found nothing: what was searched, and the nearest places."""
    if books:
        teller.say("已查 ", *books_named(books), "。")
    if nearest:
        teller.say("最接近的是：")
        for at, citation in enumerate(nearest):
            teller.cite(citation)
            teller.say("；" if at else "", Given.name(citation.document), Sourced.quoted(citation.quote, citation))
        teller.say("。")
    return teller.answer(found=False, verdict=verdict)


def no_documents(region: str | None, years: Sequence[int], sources: Sources) -> Answer:
    """Nothing of that region, or nothing of that year, is in the library."""
    teller = Teller()
    have = sources.years(region) if region else []
    if region and have:
        teller.say(
            "库里", Given.name(region), "的文件只有", *_years(have), "的，没有", *_years(years), "的，因此无从回答。"
        )
    elif region:
        teller.say("库里没有", Given.name(region), "的文件，请先载入。")
    else:
        teller.say("库里没有可查的文件，请先载入讲话或报告。")
    return refuse(teller, ())


def not_told(wanted: Wanted, sources: Sources) -> Answer:
    """No document tells the quantity that is wanted."""
    teller = Teller()
    role = "目标" if wanted.role is Role.TARGET else "实际数"
    teller.say("文件里没有写", *whose(wanted), Given.echo(wanted.asked.words), f"的{role}。")
    nearest = nearest_to(wanted, sources)
    citations = [cite(one, sources.book(one.document_id)) for one in nearest]
    return refuse(teller, sources.books([wanted.region], _told_in(wanted)) or sources.books([wanted.region]), citations)


def nearest_to(wanted: Wanted, sources: Sources) -> list[Statement]:
    """What comes nearest: the same indicator otherwise told (another kind, year or measure), else one beside it."""
    same = sources.quantities.about(wanted.asked, wanted.region)
    year = wanted.period.year
    kind = FigureKind.TARGET if wanted.role is Role.TARGET else FigureKind.ACTUAL

    def distance(one: Statement) -> tuple[object, ...]:
        return (one.year != year, one.kind is not kind, abs((one.year or 0) - year), one.document_id, one.span)

    if same:
        return sorted(same, key=distance)[:_NEAREST]
    beside = [one for one in sources.quantities.beside(wanted) if one.year == year]
    return beside[:1]


def _told_in(wanted: Wanted) -> list[int]:
    """The years of the documents in which it would stand."""
    year = wanted.period.year
    return [year] if wanted.role is Role.TARGET else [year, year + 1]


def _years(years: Sequence[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for year in years[-6:]:
        pieces += [Text("、")] if pieces else []
        pieces.append(Given.year(year))
    return pieces
