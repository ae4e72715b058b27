"""Questions answered from what is stored: read, leant on the one before, looked up, composed. No model is asked.

A document is only ever quoted: nothing it says reaches the reader of questions, the filters or an answer's wording.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock

from asking.answer import Answer
from asking.composing.comparison import answer_comparison, answer_ranking
from asking.composing.quantity import answer_quantity, assumed_role
from asking.composing.refusal import no_documents, refuse
from asking.composing.topic import answer_responsible, answer_survey, answer_topic
from asking.composing.verdict import answer_verdict
from asking.conversations import Conversations, Turn, turn_of
from asking.evidence.likeness import Likeness
from asking.evidence.quantities import QuantityFinder
from asking.evidence.shelf import Shelf
from asking.evidence.sources import Sources
from asking.examples import examples
from asking.reading import Question, QuestionReader, Role, Sort
from asking.reading.following import leaning
from asking.telling import Teller
from clock import today
from corpus.library import Library, StoredDocument
from errors import EmbeddingFault, IndexFault, InputError, WorkspaceBusy
from figures.book import FigureBook
from figures.catalogue import Catalogue
from figures.finder import Finder
from figures.ledger import Ledger
from figures.period import Period
from retrieval.index import Index
from retrieval.words import Words
from store.engine import Store

LONGEST_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """A question as it was understood, and its answer."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Tools:
    """What is made from one catalogue."""

    catalogue: Catalogue
    finder: Finder
    cutter: Words
    likeness: Likeness


Phrasing = Callable[[Question, Answer], Answer]
"""What puts a composed answer into other words. It is given pieces and gives pieces back: it cannot add a number or a
place that is not in a source."""


def as_composed(_: Question, answer: Answer) -> Answer:
    """The answer as it was composed."""
    return answer


class Answers:
    """Answers questions about one workspace. Safe to share between threads."""

    def __init__(
        self,
        store: Store,
        library: Library,
        ledger: Ledger,
        book: FigureBook,
        catalogue: Callable[[], Catalogue],
        index: Callable[[], Index],
        default_region: str = "",
    ):
        self._ledger, self._book, self._catalogue, self._index = ledger, book, catalogue, index
        self._default = default_region
        self._shelf = Shelf(library)
        self._tools: _Tools | None = None
        self._examples: tuple[Catalogue, tuple[StoredDocument, ...], tuple[str, ...]] | None = None
        self._making = RLock()
        self.conversations = Conversations(store)

    def ask(self, text: str, *, as_of: int | None = None, before: Question | None = None) -> Reply:
        """Answers `text`; `as_of` is the year that 今年 means (None: the latest that documents are of), `before` the
        question it may lean on. Raises `InputError` for an empty or endless question."""
        sources = self._sources()
        year = as_of or _latest(sources)
        question = self._read(text, year, before, sources)
        regions = question.regions or self._own(sources)
        return Reply(question, _answered(question, regions, year, sources))

    def converse(
        self, conversation: int, text: str, *, by: str, as_of: int | None = None, phrasing: Phrasing = as_composed
    ) -> Turn:
        """Answers `text` as the next question, by `by`, of a kept conversation, put into the words of `phrasing`.
        Raises `InputError`, `NotFound`."""
        year, answer = self._next(conversation, text, as_of, phrasing)
        return self.conversations.add(conversation, text.strip(), year, answer, by=by)

    def unkept(self, conversation: int | None, text: str, *, phrasing: Phrasing = as_composed) -> Turn:
        """The same without keeping it, where the store takes nothing; None: no conversation goes before. Raises
        `InputError`, `NotFound`."""
        year, answer = self._next(conversation, text, None, phrasing)
        return turn_of(text.strip(), year, answer)

    def _next(self, conversation: int | None, text: str, as_of: int | None, phrasing: Phrasing) -> tuple[int, Answer]:
        sources = self._sources()
        before: Question | None = None
        for turn in self.conversations.turns(conversation) if conversation is not None else ():
            before = self._read(turn.question, turn.as_of, before, sources)
        year = as_of or _latest(sources)
        reply = self.ask(text, as_of=year, before=before)
        return year, phrasing(reply.question, reply.answer)

    def examples(self) -> tuple[str, ...]:
        """A few questions to begin with, which the documents at hand answer."""
        sources = self._sources()
        with self._making:
            kept = self._examples
            if kept is None or kept[0] is not sources.catalogue or kept[1] != sources.documents:
                kept = (sources.catalogue, sources.documents, examples(sources, self._is_answered))
                self._examples = kept
            return kept[2]

    def _is_answered(self, text: str) -> bool:
        try:
            return self.ask(text).answer.found
        except (IndexFault, EmbeddingFault, WorkspaceBusy):
            return False  # it needs the index, which whoever asks such a question is told

    def _read(self, text: str, year: int, before: Question | None, sources: Sources) -> Question:
        if not text.strip():
            raise InputError("请写出要问的问题。")
        if len(text) > LONGEST_QUESTION:
            raise InputError(f"问题太长，请控制在 {LONGEST_QUESTION} 字以内。")
        own = self._own(sources)
        regions = [one.region for one in sources.documents if one.region]
        return leaning(QuestionReader(sources.finder, regions, own[0] if own else None).read(text, year), before)

    def _own(self, sources: Sources) -> tuple[str, ...]:
        """The region that is meant where none is named: the desk's own, else the only one that documents are of."""
        if self._default:
            return (self._default,)
        regions = sources.regions()
        return (regions[0],) if len(regions) == 1 else ()

    def _sources(self) -> Sources:
        tools = self._made()
        return Sources(
            tuple(self._shelf.documents()),
            self._shelf,
            QuantityFinder(self._ledger, self._book, tools.catalogue, tools.likeness, self._shelf),
            tools.catalogue,
            tools.finder,
            tools.cutter,
            self._index,
        )

    def _made(self) -> _Tools:
        catalogue = self._catalogue()
        with self._making:  # whoever comes meanwhile waits for these rather than making others
            tools = self._tools
            if tools is None or tools.catalogue is not catalogue:
                finder = Finder(catalogue)
                cutter = Words(name for one in catalogue.indicators for name in (one.name, *one.aliases))
                tools = self._tools = _Tools(catalogue, finder, cutter, Likeness(finder, Words()))
            return tools


def _latest(sources: Sources) -> int:
    """The latest year that documents are of, this year where there are none."""
    years = [year for document in sources.documents if (year := document.year) is not None]
    return max(years, default=today().year)


def _answered(question: Question, regions: Sequence[str], year: int, sources: Sources) -> Answer:
    if not sources.documents:
        return no_documents(None, (), sources)
    if question.sort is Sort.SURVEY and question.asked:
        role = question.role or Role.ACTUAL
        return answer_ranking(question, _periods(question, None, role, year, sources)[0], role, sources)
    if question.sort is Sort.SURVEY:
        return answer_survey(question, sources)
    if question.sort is Sort.TOPIC:
        return answer_topic(question, regions, sources)
    if question.sort is Sort.RESPONSIBLE:
        return answer_responsible(question, regions, sources)
    if not regions:
        return _whose()
    if not question.asked:
        return _of_what()
    region = regions[0]
    if question.sort is Sort.VERDICT:
        period = _periods(question, region, Role.ACTUAL, year, sources)[0]
        return answer_verdict(question.asked[0], region, period, sources)
    if question.sort is Sort.COMPARISON:
        role = question.role or Role.ACTUAL
        return answer_comparison(question, regions, _periods(question, region, role, year, sources), role, sources)
    if question.together is not None:
        last = question.together[1]
        role = Role.TARGET if last >= year else Role.ACTUAL
        return answer_quantity(question, region, Period(last), role, sources)
    period = _periods(question, region, question.role or Role.ACTUAL, year, sources)[0]
    return answer_quantity(question, region, period, question.role or assumed_role(period, region, sources), sources)


def _periods(question: Question, region: str | None, role: Role, year: int, sources: Sources) -> list[Period]:
    """The periods asked about: those named; by the report named, its own year for an aim and the one before for what
    came about; else every year that documents tell of, or the last."""
    first, last = question.months
    years = list(question.years)
    if not years and question.reports:
        years = [report if role is Role.TARGET else report - 1 for report in question.reports]
    if not years:
        told = sources.years(region) if region else [year]
        told = [one if role is Role.TARGET else one - 1 for one in told or [year]]
        wide = question.all_years or question.sort is Sort.COMPARISON
        years = told[-6:] if wide else told[-1:]
    return [Period(one, first, last) for one in years]


def _whose() -> Answer:
    teller = Teller()
    teller.say("没有看出问的是哪个地区，请在问题里写明，例如“某省今年的经济增长目标是多少”。")
    return refuse(teller, ())


def _of_what() -> Answer:
    teller = Teller()
    teller.say("没有看出问的是什么指标或事项，请写得具体一些。")
    return refuse(teller, ())
