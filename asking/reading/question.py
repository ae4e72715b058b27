"""The reader of questions: words in, a `Question` out. Knows the catalogue's names and the regions at hand, nothing of
what any document says: so nothing that a document says can change how a question is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asking.reading import wording
from asking.reading.model import Asked, Question, Role, Sort
from asking.reading.names import meant_by, named_in
from asking.reading.places import Places
from asking.reading.reports import reports_in
from asking.reading.years import Times, months_in, times_in, written_out
from figures.finder import Finder
from figures.measure import Measure

_GAP = "|"
_SHORTEST = 2  # characters of a topic: one alone is what is left of a way of asking
_IDLE_BEFORE = frozenset("全社会 社会 当地 地方 全 该 本 整个 省级 其 上 内 新 今年 居民 人均 年".split())  # noqa: SIM905
_IDLE_BEHIND = frozenset(
    "额 总额 总量 总数 数 数量 人数 率 值 水平 指数 的 年均浓度 收成 总产 岗位 规模 人口 人员 "  # noqa: SIM905
    "比重 占比 比例 强度".split()
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A question with places and times taken out: `text` of the same length, gaps in their stead."""

    text: str
    times: Times
    regions: tuple[str, ...]
    own: bool
    reports: tuple[int, ...]
    months: tuple[int, int]

    @property
    def together(self) -> tuple[int, int] | None:
        """The stretch of years that is asked about as one."""
        return self.times.stretch if wording.TOGETHER.search(self.text) else None


class QuestionReader:
    """Reads questions with the names of one finder and the regions of the documents at hand."""

    def __init__(self, finder: Finder, regions: Iterable[str] = (), own: str | None = None):
        """`own` is the region that 全市, 我省 and the like mean, where one is known."""
        self._finder = finder
        self._places = Places(regions)
        self._own = own

    def read(self, text: str, as_of: int) -> Question:
        """What `text` asks, 今年 meaning `as_of`."""
        cut = self._cut(text, as_of)
        asked = self._asked(cut.text)
        sort = self._sort(cut, asked)
        topic = _topic(cut.text)
        if len(topic) < _SHORTEST and sort in (Sort.TOPIC, Sort.SURVEY):
            topic = _rest(cut.text)
        if sort in (Sort.TOPIC, Sort.SURVEY, Sort.RESPONSIBLE):
            kept = (
                _follows(text) and not wording.TOPICAL.search(cut.text)
                if sort is Sort.TOPIC
                else sort is Sort.SURVEY and _wants_number(cut.text)
            )
            asked = asked if kept else ()
        elif not asked and topic:
            words = topic.replace(" ", "")
            asked = (Asked(words, meant_by(self._finder, words), _measures(cut.text)),)
        return Question(
            text=text,
            sort=sort,
            regions=cut.regions,
            years=cut.times.years or cut.times.plans,
            reports=cut.reports,
            all_years=cut.times.every,
            together=cut.together if sort is Sort.QUANTITY else None,
            months=cut.months,
            role=self._role(cut, sort),
            asked=asked,
            topic=topic,
            ahead=_tense(cut.text),
            follows=_follows(text),
            top=_top(cut.text),
        )

    def _cut(self, text: str, as_of: int) -> _Cut:
        said = written_out(text)
        places = self._places.find(said)
        bare = _blanked(said, [(place.start, place.end) for place in places])
        reports, spans = reports_in(bare, as_of)
        times = times_in(_blanked(bare, spans), reports[0] if reports else as_of)
        named = tuple(dict.fromkeys(place.region or self._own for place in places if place.region or self._own))
        part = months_in(bare)
        taken = [*spans, *times.spans, *([part[1]] if part else [])]
        return _Cut(
            _blanked(bare, taken),
            times,
            tuple(region for region in named if region),
            any(place.region is None for place in places),
            reports,
            part[0] if part else (1, 12),
        )

    def _sort(self, cut: _Cut, asked: Sequence[Asked]) -> Sort:
        text = cut.text
        if wording.RESPONSIBLE.search(text):
            return Sort.RESPONSIBLE
        if wording.WIDE.search(text) and not cut.regions:
            return Sort.SURVEY
        known = any(one.names for one in asked)
        numeric = _wants_number(text)
        if (
            wording.VERDICT.search(text)
            and not wording.still_target(text)
            and (known or not wording.TOPICAL.search(text))
        ):
            return Sort.VERDICT
        if cut.together is not None and (known or numeric):
            return Sort.QUANTITY
        several = len(cut.times.years) > 1 or len(cut.regions) > 1 or cut.times.every
        if several and known and (numeric or (wording.COMPARED.search(text) and not wording.TOPICAL.search(text))):
            return Sort.COMPARISON
        # A thing alone (岚江2025年粮食产量) asks how much it was.
        bare = known and not wording.TOPICAL.search(text) and _topic(text) in {one.words for one in asked}
        numeric = numeric or bare
        if not numeric or (wording.TOPICAL.search(text) and not known and not wording.UNITS_ASKED.search(text)):
            return Sort.TOPIC
        changing = known and not cut.times.years and wording.CHANGING.search(text) is not None
        return Sort.COMPARISON if several or changing else Sort.QUANTITY

    def _role(self, cut: _Cut, sort: Sort) -> Role | None:
        if sort is Sort.VERDICT:
            return None
        if wording.TARGET.search(cut.text) and not (sort is Sort.COMPARISON and "实际" in cut.text):
            return Role.TARGET
        return Role.ACTUAL if wording.ACTUAL.search(cut.text) else None

    def _asked(self, text: str) -> tuple[Asked, ...]:
        """The things whose quantity is asked for, as far as the catalogue's and people's names tell."""
        found: dict[str, Asked] = {}
        measures = _measures(text)
        for named in named_in(self._finder, text):
            start, end = named.start, named.end
            if named.every:
                found |= {name: Asked(name, (name,), measures) for name in named.names}
                continue
            before, behind = _adjoining(text, start, end)
            words = f"{before}{text[start:end]}{behind}"
            names = named.names if not before and not behind else meant_by(self._finder, words)
            found.setdefault(words, Asked(words, names, measures))
        known = [one for one in found.values() if one.names]
        return tuple(known or found.values())


def _topic(text: str) -> str:
    """What the question is about: its words without the ways of asking, in order."""
    return " ".join(part for phrase in wording.BREAK.split(text) for part in wording.parts_of(phrase))


def _rest(text: str) -> str:
    """All words of a question but the interrogatives, where nothing else is left."""
    if _follows(text.strip(_GAP)):
        return ""
    return " ".join(part for phrase in wording.BREAK.split(text) for part in wording.said_in(phrase))


def _follows(text: str) -> bool:
    return wording.FOLLOWS.match(text.strip()) is not None


def _wants_number(text: str) -> bool:
    return wording.NUMBER.search(text) is not None


def _tense(text: str) -> bool | None:
    behind, ahead = wording.BEHIND.search(text), wording.AHEAD.search(text)
    if bool(behind) == bool(ahead):
        return None
    return ahead is not None


def _top(text: str) -> bool | None:
    found = wording.FIRST.search(text)
    return None if found is None else found["way"] in "高大多快"


def _measures(text: str) -> frozenset[Measure]:
    """The ways of telling that would answer; empty for any."""
    told: frozenset[Measure] = frozenset()
    for pattern, measures in wording.MEASURES:
        if pattern.search(text):
            told |= measures
    return told


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _GAP * (end - start) + text[end:]
    return text


def _adjoining(text: str, start: int, end: int) -> tuple[str, str]:
    """The words right before and behind a name that belong to it and make it another (机电产品出口, 粮食安全)."""
    text = wording.WIDE.sub(lambda found: _GAP * len(found[0]), text)
    before, behind = wording.BREAK.split(text[:start])[-1], wording.BREAK.split(text[end:])[0]
    before, behind = wording.bare(wording.WAYS.split(before)[-1]), wording.bare(wording.WAYS.split(behind)[0])
    return "" if before in _IDLE_BEFORE else before, "" if behind in _IDLE_BEHIND else behind
