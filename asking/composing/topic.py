"""Composing where documents speak of a topic, which regions' documents do, and who is to answer for a task."""

import re
from collections.abc import Sequence
from dataclasses import replace

from asking.answer import Answer, Citation, Given, Sourced
from asking.composing.refusal import no_documents, refuse
from asking.evidence.shelf import Book
from asking.evidence.sources import Sources
from asking.evidence.topics import Spot, Topic, best
from asking.reading.model import Question
from asking.telling import Teller
from corpus.regions import NATION
from retrieval.index import Hit

_MOST = 5
_DEPTH = 24
_OTHER_WAY = 0.35  # what a place loses that reviews where plans are asked for, or plans where a review is
_SHOWN = 90  # characters of a place that the answer itself shows
_CLAUSE = re.compile(r"[^，；。]+[，；。]?")
_ANSWERING = re.compile(r"牵头|负责|责任单位|责任部门|由[^，。]{2,20}(?:会同|组织|落实|承担)")


def answer_topic(question: Question, regions: Sequence[str], sources: Sources) -> Answer:
    """The places that speak of the topic, the best first."""
    books = _books(question, regions, sources)
    if not books:
        return no_documents(regions[0] if regions else None, question.reports or question.years, sources)
    topic, spots = _spots(question, books, regions, sources)
    chosen = best(_preferred(spots, question), _MOST)
    if not chosen:
        return _not_spoken_of(topic, spots, books)
    teller = Teller()
    teller.say("讲到", _echo(topic), "的主要有", Given.count(len(chosen)), "处：")
    _tell(chosen, teller)
    return teller.answer()


def answer_survey(question: Question, sources: Sources) -> Answer:
    """Which regions' documents speak of the topic, with the best place of each."""
    books = [book for book in _books(question, (), sources) if book.document.region not in (None, NATION)]
    if not books:
        return no_documents(None, question.reports or question.years, sources)
    topic, spots = _spots(question, books, (), sources)
    needed = {spot.book.document.id for spot in best(spots, len(books) * _MOST)}
    chosen: dict[str, Spot] = {}
    for spot in sorted((one for one in spots if one.book.document.id in needed), key=lambda one: -one.score):
        chosen.setdefault(spot.book.document.region or "", spot)
    if not chosen:
        return _not_spoken_of(topic, spots, books)
    teller = Teller()
    teller.say("讲到", _echo(topic), "的有", Given.count(len(chosen)), "个地区：")
    for at, (region, spot) in enumerate(sorted(chosen.items(), key=lambda entry: -entry[1].score)):
        year = spot.book.year
        teller.say("、" if at else "", Given.name(region))
        if year is not None and not (question.reports or question.years):
            teller.say("（", Given.year(year), "）")
        teller.cite(spot.citation)
    teller.say("。")
    return teller.answer()


def answer_responsible(question: Question, regions: Sequence[str], sources: Sources) -> Answer:
    """Who is to answer for a task: the sentence that speaks of it and names a body."""
    books = _books(question, regions, sources)
    if not books:
        return no_documents(regions[0] if regions else None, question.reports or question.years, sources)
    topic, spots = _spots(question, books, regions, sources)
    near = best(spots, 60)
    named = [spot for spot in near if _ANSWERING.search(spot.book.sentences[spot.at].span.of(spot.book.text))]
    teller = Teller()
    if named:
        teller.say("关于", _echo(topic), "，文件写明的责任单位见：")
        _tell(named[:_MOST], teller)
        return teller.answer()
    teller.say("文件里没有写明谁负责", _echo(topic), "。")
    return refuse(teller, books, [spot.citation for spot in near[:1]])


def _books(question: Question, regions: Sequence[str], sources: Sources) -> list[Book]:
    """The documents to look into: the reports named; else those of the years asked about, and, for what was done, those
    of the year after, which look back."""
    if question.reports:
        return sources.books(regions, question.reports)
    if not question.years or question.all_years:
        return sources.books(regions)
    own = list(question.years)
    after = [year + 1 for year in own]
    if question.ahead is False:
        return sources.books(regions, [*own, *after])
    return sources.books(regions, own) or ([] if question.ahead else sources.books(regions, after))


def _spots(
    question: Question, books: Sequence[Book], regions: Sequence[str], sources: Sources
) -> tuple[Topic, list[Spot]]:
    topic = Topic(question.topic, sources.cutter, books)
    hits = _hits(topic.words, books, regions, sources)
    return topic, [spot for book in books for spot in topic.spots(book, hits)]


def _hits(words: str, books: Sequence[Book], regions: Sequence[str], sources: Sources) -> list[Hit]:
    years = {book.year for book in books}
    year = next(iter(years)) if len(years) == 1 else None
    if not words.strip():
        return []
    return sources.index().search(words, _DEPTH, region=regions[0] if len(regions) == 1 else None, year=year)


def _preferred(spots: Sequence[Spot], question: Question) -> list[Spot]:
    """The spots, those that look the way the question does (plans, or what was done) before others as good."""
    if question.ahead is None:
        return list(spots)
    return [
        replace(spot, score=spot.score - _OTHER_WAY) if _looks_elsewhere(spot, question) else spot for spot in spots
    ]


def _looks_elsewhere(spot: Spot, question: Question) -> bool:
    ahead = spot.book.ahead(spot.book.sentences[spot.at].span.start)
    return ahead is not None and ahead is not question.ahead


def _echo(topic: Topic) -> Given:
    return Given.echo(topic.words.replace(" ", "、"))


def _not_spoken_of(topic: Topic, spots: Sequence[Spot], books: Sequence[Book]) -> Answer:
    teller = Teller()
    teller.say("文件里没有讲到", _echo(topic), "。")
    near = sorted(spots, key=lambda spot: -spot.score)[:1]
    return refuse(teller, books, [spot.citation for spot in near])


def _tell(spots: Sequence[Spot], teller: Teller) -> None:
    named = ""
    for at, spot in enumerate(spots):
        citation = spot.citation
        teller.cite(citation)
        teller.say("；" if at else "")
        if citation.document != named:
            named = citation.document
            teller.say(Given.name(named))
        teller.say(Sourced.quoted(_excerpt(spot, citation), citation))
    teller.say("。")


def _excerpt(spot: Spot, citation: Citation) -> str:
    """The clauses of a citation about the topic's weightiest word, short enough to read in passing."""
    quote = citation.quote
    if len(quote) <= _SHOWN:
        return quote.rstrip("。；")
    at = max(0, spot.around.start - citation.span.start) if spot.around else 0
    pieces = [match.span() for match in _CLAUSE.finditer(quote)]
    start = next((begin for begin, end in pieces if begin <= at < end), 0)
    end = start
    for _, stop in pieces:
        if stop > start and stop - start <= _SHOWN:
            end = stop
    words = quote[start : end if end > start else start + _SHOWN]
    return words.rstrip("，；。")
