"""One sentence on its way through recognition, number by number.

The unit and the verb give the measure, the clause gives the subject, and what the clause leaves unsaid is taken from
the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from figures.catalogue import Nature
from figures.finder import Finder
from figures.grammar.tokens import Shape, Token, with_bound
from figures.measure import Measure
from figures.quantity import Bound
from figures.recognition import cues
from figures.recognition.measuring.footing import carries, footing_of, rate_footing
from figures.recognition.measuring.measures import Judged, judge
from figures.recognition.measuring.thresholds import class_name, opens_class, sets_apart
from figures.recognition.model import Recognised, RowKind
from figures.recognition.moments import Moment, moment_of, placed_in
from figures.recognition.naming.attribution import Clause, Memory, subjects_of
from figures.recognition.naming.deeds import is_tended
from figures.recognition.naming.lists import chains, items_of
from figures.recognition.naming.subjects import Subject
from figures.recognition.naming.wholes import SHARES, whole_of
from figures.recognition.times import kind_of, period_of
from figures.units import is_counting


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words before a number say of it: what was judged of its clause, the verb, where verb and clause begin;
    `verb_start` is where the phrase begins that a writer takes over (the verb, or what it is compared with)."""

    judged: Judged
    verb: str | None
    verb_at: int
    clause_start: int
    verb_start: int


@dataclass(frozen=True, slots=True)
class _Member:
    """A number of a list: its place in it, what it belongs to, and the bound that only the last one says (`later`)."""

    token: Token
    index: int
    subject: Subject | None
    comparator: str | None
    later: Bound | None


class Sentence:
    """One sentence on its way through recognition."""

    def __init__(
        self,
        finder: Finder,
        text: str,
        start: int,
        end: int,
        tokens: list[Token],
        future: bool | None,
        memory: Memory,
        style: tuple[bool, int | None],
    ):
        """`future` tells whether its part of the text looks ahead (None: not known), `memory` what those before left;
        `style` whether the text writes its amounts in characters, and the year a bulletin tells of."""
        self._finder, self._text, self._start, self._end = finder, text, start, end
        self._tokens, self._future = tokens, future
        self._characters, self._year = style
        self._memory = memory
        self._counted: Token | None = None
        self._next: Token | None = None
        self._behind = False

    @property
    def topic(self) -> str | None:
        """The name last spoken of."""
        return self._memory.topic

    @property
    def until(self) -> int | None:
        """The year by which what is aimed at is to be."""
        return self._memory.until

    def rows(self) -> Iterator[Recognised]:
        """A row for each of its tokens, in order."""
        left = self._start
        following = list(chains(self._text, self._tokens))
        for index, chain in enumerate(following):
            self._next = following[index + 1][0] if index + 1 < len(following) else None
            rows = list(self._chain(chain, left))
            yield from rows
            self._counted = chain[0] if len(chain) == 1 and is_counting(chain[0].unit) else None
            if any(row.measure not in (None, Measure.THRESHOLD) for row in rows):
                left = chain[-1].end
                if self._behind and (named := _BEHIND.match(self._text, left, self._end)):
                    left = named.end() - 1  # 28项指标、…: what was counted is no part of the next name

    def _chain(self, chain: list[Token], left: int) -> Iterator[Recognised]:
        """The rows of one list of numbers, `left` being where the number before it ended."""
        first = chain[0]
        if first.shape is Shape.BARE and len(chain) == 1 and self._is_index(first):
            chain = [replace(first, shape=Shape.QUANTITY)]
            first = chain[0]
        alone = len(chain) == 1 and first.shape in (Shape.DATE, Shape.NAME, Shape.POLICY, Shape.BARE)
        if alone or self._aside(first):
            yield self._plain(first)
        elif (row := self._term(first) or self._class(first)) is not None:
            yield row
        else:
            yield from self._measured(chain, left)

    def _class(self, token: Token) -> Recognised | None:
        """A number that only says which things are meant (N万元以上项目, 增速超过8%的县)."""
        if opens_class(self._text, token):
            self._memory.subject = None
            return self._threshold(token, class_name(self._text, self._start, token))
        apart = sets_apart(self._text, self._counted, token) if self._counted else None
        return None if apart is None else self._threshold(token, apart.told)

    def _measured(self, chain: list[Token], left: int) -> Iterator[Recognised]:
        """The rows of numbers that measure something."""
        first = chain[0]
        said = self._said(first, left)
        judged = said.judged
        subjects = subjects_of(self._finder, judged, self._clause(chain, left, said.clause_start), self._memory)
        if self._next is not None and len(chain) == 1 and is_counting(first.unit):
            apart = sets_apart(self._text, first, self._next)
            subjects = [Subject(f"{apart.told}的{apart.things}")] if apart and apart.things else subjects
        comparators = items_of(judged.comparator or "", len(chain)) if judged.comparator else []
        clause = self._text[said.clause_start : said.verb_at]
        shared = chain[-1].bound if "分别" in clause and chain[-1].bound is not Bound.RANGE else None
        self._behind = any(subject.behind for subject in subjects)
        footing = None
        for index, token in enumerate(chain):
            subject = subjects[min(index, len(subjects) - 1)] if subjects else None
            comparator = comparators[min(index, len(comparators) - 1)] if comparators else None
            comparator = whole_of(self._finder, judged.measure, comparator, subject) or self._kept_whole(
                judged.measure, subject
            )
            later = shared if token.bound is None and index < len(chain) - 1 else None
            if later is not None:
                token = with_bound(token, later, token.end)
            row = self._row(_Member(token, index, subject, comparator, later), said)
            elided = subject is not None and subject is self._memory.subject
            footing = self._footing(row, token, said.verb, left, judged.measure, elided=elided)
            yield replace(row, footing=footing)
        self._remember(judged, subjects)
        self._memory.footing = footing

    def _said(self, first: Token, left: int) -> _Said:
        """What the words before a number say of it."""
        lead = self._text[left : first.start]
        verb, verb_at = self._verb(lead, left)
        against = cues.AGAINST_TAIL.search(lead) if "百分点" in first.unit and verb is None else None
        if against:
            verb, verb_at = against["way"], left + against.start()
        clause_start = self._clause_start(left, verb_at)
        clause = self._text[clause_start:verb_at]
        judged = judge(clause, self._text[self._start : verb_at], first, verb, self._memory.measure, lead)
        compared = cues.COMPARED.search(clause) if verb and judged.comparator else None
        return _Said(judged, verb, verb_at, clause_start, clause_start + compared.start() if compared else verb_at)

    def _enumerates(self, token: Token) -> bool:
        """A small count in characters (两个市场, 五项原则), which by the rule of writing is no statistics."""
        small = token.high is not None and token.high <= 10 and token.unit in ("个", "项", "种", "件", "类")
        return small and self._text[token.start] in "一二两三四五六七八九十" and not self._characters

    def _is_index(self, token: Token) -> bool:
        """A number without a unit that an index or a ratio comes to (收入倍差缩小至1.8, 制造业采购经理指数为50.2)."""
        after = self._text[token.end : token.end + 1]
        plain = token.low is not None and not token.masked and re.match("[A-Za-z0-9]", after) is None
        return plain and _INDEX.search(self._text, max(self._start, token.start - 24), token.start) is not None

    def _aside(self, token: Token) -> bool:
        """An ordinal that counts rounds and batches (第二批, 第三轮, 第二季度): a name, no place in a ranking."""
        if token.shape is not Shape.ORDINAL or token.unit:
            return False
        after = self._text[token.end : token.end + 1]
        return bool(re.match(r"[批轮届次季期个年大条代类]", after)) or not re.search(
            r"(?:排|居|列|位|名|全国|全省|全区|全球|世界|亚洲|[东中西]部|连续)[一-龥]{0,6}$",
            self._text[self._start : token.start].removesuffix("第"),
        )

    def _verb(self, lead: str, left: int) -> tuple[str | None, int]:
        """The verb that stands right before the number (behind it only bounds), and where its phrase begins."""
        bare = cues.BOUND_BEFORE.sub("", lead)
        if bare.endswith(("第", "前")):
            return None, left + len(bare) - 1
        found = cues.VERB.search(bare)
        if found and not re.search(r"(?:不|最|提)$", bare[: found.start()]):
            return found["verb"], left + found.start()
        bound = cues.BOUND_WORD.search(lead)
        return None, left + (bound.start() if bound else len(lead))

    def _clause_start(self, left: int, end: int) -> int:
        at = max((self._text.rfind(mark, left, end) for mark in cues.CLAUSE_END), default=-1)
        opened = self._text.rfind("（", left, at) if at > left and self._text[at] == "）" else -1
        if cues.ASIDE.match(self._text, opened) if opened > left else None:
            return self._clause_start(left, opened)
        return max(left, at + 1)

    def _clause(self, chain: list[Token], left: int, clause_start: int) -> Clause:
        first = chain[0]
        before, after = self._text[left:clause_start], self._text[first.end : self._end]
        said = self._text[left : first.start]
        counted = self._counted is not None
        return Clause(len(chain), first.unit, before, after, self._text[self._start : self._end], said, counted)

    def _row(self, member: _Member, said: _Said) -> Recognised:
        token, subject = member.token, member.subject
        measure = self._measure(said.judged.measure, subject, token, said.verb)
        kind, of_task = self._kind(token, measure, subject, said.judged.subject)
        verb = None if of_task else said.verb
        own = said.verb_start if member.index == 0 else token.start
        moment = self._moment(self._text[self._start : own], kind)
        return Recognised(
            start=token.start,
            end=token.end,
            text=self._text[token.start : token.end],
            masked=token.masked,
            kind=kind,
            indicator=subject.name if subject else None,
            known=bool(subject and subject.known),
            measure=measure,
            unit=token.unit,
            region=subject.region if subject else None,
            comparator=member.comparator,
            period=period_of(self._text[self._start : own], measure, kind, moment),
            moment=moment,
            bound=token.bound,
            direction=_direction(verb, subject),
            low=token.low,
            high=token.high,
            phrase=(own, token.end),
            form=self._form(member, own, verb),
        )

    def _kind(self, token: Token, measure: Measure, subject: Subject | None, spoken: str) -> tuple[RowKind, bool]:
        """What sort of number it is, and whether it counts what a task is about, which is no aim of its own."""
        ahead = True if self._memory.until is not None else self._future
        said, after = self._text[self._start : token.start], self._text[token.end : self._end]
        kind = kind_of(said, after, measure, token.bound is not None, ahead)
        if measure is not Measure.COUNT or kind not in (RowKind.TARGET, RowKind.FIGURE):
            return kind, False
        named = re.match(r"[一-龥“]", after) is not None
        tended = subject is not None and (subject.tended or (named and is_tended(spoken)))
        of_task = kind is RowKind.TARGET and tended
        return (RowKind.COUNT_POLICY if of_task or self._enumerates(token) else kind), of_task

    def _moment(self, said: str, kind: RowKind) -> Moment | None:
        """The time that is named for a number; an aim's year holds for what is aimed at next (到2030年，…；…)."""
        moment = moment_of(said)
        if kind is RowKind.TARGET:
            until = _UNTIL.search(said)
            self._memory.until = int(until["year"]) if until else None if moment else self._memory.until
            if moment is None and self._memory.until is not None:
                moment = Moment(year=self._memory.until)
        return moment if self._year is None else placed_in(moment, self._year)

    def _form(self, member: _Member, own: int, verb: str | None) -> str:
        """How a number is written, `#` in its stead, with what others of its list say for it in brackets."""
        token = member.token
        written = self._text[own : token.start] + "#" + self._text[token.number_end : token.end]
        carried = f"({verb})" if member.index and verb else ""
        return f"{carried}{written}({member.later})" if member.later is not None else f"{carried}{written}"

    def _footing(
        self, row: Recognised, token: Token, verb: str | None, left: int, judged: Measure, *, elided: bool
    ) -> str | None:
        """What puts a row on a footing of its own; an elided subject keeps that of the number before."""
        known = self._finder.catalogue.find(row.indicator) if row.indicator and row.known else None
        said = self._text[left : token.start]
        named = said
        for name in (known.name, *known.aliases) if known else ():
            named = named.replace(name, "")
        number, after = self._text[token.start : token.number_end], self._text[token.end : self._end]
        own = footing_of(named, number, after, token, verb, row.kind is not RowKind.TARGET)
        if (
            own is None
            and row.measure is Measure.YOY
            and judged is Measure.VALUE
            and re.search(r"[的到至][ 　]*$", said)
        ):
            own = said[-1]  # 目标的45%, 提高到45%: no growth is spoken of
        own = own or (rate_footing(said, row.measure, known) if row.measure else None)
        return own or (self._memory.footing if elided and carries(self._memory.footing) else None)

    def _kept_whole(self, measure: Measure, subject: Subject | None) -> str | None:
        """What the share before was a share of, for one of the same subject that does not say; None for the usual."""
        if measure not in SHARES or subject is None or subject is not self._memory.subject:
            return None
        kept = whole_of(self._finder, measure, self._memory.whole, subject)
        known = self._finder.catalogue.find(subject.name)
        return None if known is not None and kept == known.whole else kept

    def _measure(self, measure: Measure, subject: Subject | None, token: Token, verb: str | None) -> Measure:
        indicator = self._finder.catalogue.find(subject.name) if subject and subject.known else None
        ratio = indicator is not None and indicator.nature is Nature.RATIO
        if measure is Measure.RATE_CHANGE and ratio:
            return Measure.DIFFERENCE
        if subject is not None and token.unit == "%" and measure is Measure.VALUE and cues.CUTS.match(subject.name):
            return Measure.YOY
        if subject is None or indicator is None or token.unit != "%":
            return measure
        if measure is Measure.YOY and ratio and not subject.grows:  # 失业率、价格涨幅分别控制在…: it has no 涨幅 itself
            return Measure.VALUE if verb is None else measure
        if measure is Measure.VALUE and not ratio:
            return Measure.YOY
        return measure

    def _plain(self, token: Token) -> Recognised:
        if token.shape is Shape.ORDINAL and self._text[token.end : token.end + 1] == "季":
            token = replace(token, shape=Shape.DATE, end=token.end + 2)
        kinds = {Shape.DATE: RowKind.DATE, Shape.NAME: RowKind.NAME, Shape.POLICY: RowKind.COUNT_POLICY}
        kind = kinds.get(token.shape, RowKind.OTHER)
        written = "#" + self._text[token.number_end : token.end]
        return Recognised(
            start=token.start,
            end=token.end,
            text=self._text[token.start : token.end],
            masked=token.masked,
            kind=kind,
            low=token.low,
            high=token.high,
            unit=token.unit,
            phrase=(token.start, token.end),
            form=written,
        )

    def _term(self, token: Token) -> Recognised | None:
        """A number that stands inside an indicator's name (500万元以上项目投资)."""
        begin = max(self._start, token.start - 12)
        for mention in self._finder.mentions(self._text[begin : min(self._end, token.end + 20)]):
            if begin + mention.start <= token.start and token.number_end <= begin + mention.end:
                row = self._plain(token)
                return replace(
                    row,
                    kind=RowKind.COUNT_POLICY,
                    indicator=mention.indicator.name,
                    known=True,
                    measure=Measure.THRESHOLD,
                    bound=token.bound,
                )
        return None

    def _threshold(self, token: Token, name: str) -> Recognised:
        row = self._plain(token)
        return replace(row, kind=RowKind.COUNT_POLICY, indicator=name, measure=Measure.THRESHOLD, bound=token.bound)

    def _remember(self, judged: Judged, subjects: list[Subject]) -> None:
        if subjects:
            self._memory.subject = subjects[-1]
            self._memory.listed = tuple(subjects) if len(subjects) > 1 else ()
            amount = len(subjects) == 1 and judged.measure in (Measure.VALUE, Measure.COUNT)
            self._memory.told = (*self._memory.told, subjects[0]) if amount else ()
            self._memory.region = subjects[-1].region
            self._memory.topic, self._memory.aside = subjects[-1].name, False
        self._memory.measure = judged.measure
        if judged.comparator is not None or judged.measure not in SHARES:
            self._memory.whole = judged.comparator if judged.measure is Measure.SHARE else None


_UNTIL = re.compile(r"(?:到|至)(?P<year>20[2-9][0-9])年")
_INDEX = re.compile(
    r"(?:指数|倍差|系数|满意度|得分|评分|收入比|之比|比值|比例|强度)(?:平均)?(?:同比|比上年)?"
    r"(?:[由从为达至]|达到|(?:由|从)[0-9.０-９．]+[一-龥]{0,4}[到至为]|[一-龥]{2,4}[到至为])$"
)
_BEHIND = re.compile(r"[^，。；、：]*、")


def _direction(verb: str | None, subject: Subject | None) -> str | None:
    if verb is None:
        return "down" if subject and cues.CUTS.match(subject.name) else None
    return "down" if verb in cues.FALL else "up"
