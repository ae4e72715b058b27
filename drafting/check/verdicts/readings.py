"""The ways a number may be read where the plain one leads to no figure: another name, place, kind or footing.

A sure reading decides either way; of an unsure one only agreement counts. And against which other base the same number
might have been told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.check.verdicts.placing import Telling, claim_of, sentence_at
from figures.figure import FigureKind, Status
from figures.finder import Finder
from figures.measure import Measure
from figures.recognition import Recognised, RowKind
from figures.slots import FigureSlot
from figures.snapshot import Snapshot

# What may hang on a known name in a clause without making it another indicator.
_HANGS_ON = re.compile(
    r"(?:连跨|连续|迈上|跨越|跨上|跃上|跃升|提升|提高|站上|突破|稳步|稳定|微|均值|平均值|首次|历史性|从|由|带动|增速|增幅|同比|为|是|负|[-−－﹣]|\d|[一二三四五六七八九十年]|上半年|去年|上年)+"
)
_MERE_VERB = re.compile(
    r"(?:稳步|连续|首次)?(?:提高|增加|提升|增长|上升|扩大|减少|下降|达|增|升|降|跃升|攀升)(?:到|至|为)"
)
_WIDE = ("全国", "全省", "全区")
_WIDE_WORD = re.compile(r"(?:全国|我国|全省|我省|全区|我区)(?:平均)?(?:[、和](?:全国|全省|全区))?的?")
_TAILS = ("总额", "总值", "总量", "额", "值", "量", "数")
_MOVES = (Measure.RATE_CHANGE, Measure.SHARE_CHANGE, Measure.PP_DIFF, Measure.DIFFERENCE, Measure.PP_CONTRIBUTION)
_AGAINST = ("全国", "全省", "一季度", "上年同期", "上年全年", "上月")


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim that a number may make; `sure` says that a figure that differs stands against it."""

    claim: FigureSlot
    sure: bool = True


class Readings:
    """Reads the rows of one document by the names of one snapshot."""

    def __init__(self, telling: Telling, snapshot: Snapshot, finder: Finder):
        self._telling = telling
        self._snapshot = snapshot
        self._finder = finder
        self._short = _short_names(snapshot, finder)
        self._units = _units_by_value(snapshot, telling.region)

    def of(self, row: Recognised, telling: Telling | None = None) -> Iterator[Reading]:
        """Every reading of `row`, the plain one first; of a row of another `telling`, where one is given."""
        telling = telling or self._telling
        named = self._named(row, telling)
        plain = claim_of(named, telling)
        if plain is not None:
            yield Reading(plain)
            yield from (Reading(claim) for claim in self.renamed(plain))
        for other in _variants(named):
            claim = claim_of(other, telling)
            if claim is not None and claim != plain:
                yield Reading(claim, sure=False)
                yield from (Reading(one, sure=False) for one in self.renamed(claim))
        if plain is not None:
            own = telling.own
            other_kind = FigureKind.ACTUAL if plain.kind is FigureKind.TARGET else FigureKind.TARGET
            if own is not None and other_kind is FigureKind.ACTUAL:
                yield Reading(replace(plain, ref=replace(plain.ref, period=own), kind=other_kind), sure=False)

    def units_of(self, value: Decimal) -> Iterator[str]:
        """The units in which the tables tell `value`, whatever of, for the document's own place."""
        yield from self._units.get(abs(value).normalize(), ())

    def _named(self, row: Recognised, telling: Telling) -> Recognised:
        """`row` by the known name that its phrase begins or ends with, or, for a mere verb, by the one named before it;
        and of the own place, where a wider one only qualifies something else (全国重点实验室)."""
        if row.region in _WIDE and not self._is_told_of(row, telling.text):
            row = replace(row, region=None)
        if row.known or row.indicator is None or row.measure is None:
            return row
        name = self._name_in(row.indicator) or self._name_before(row, telling.text)
        return row if name is None else replace(row, indicator=name, known=True)

    def _name_in(self, phrase: str) -> str | None:
        phrase = re.sub(rf"^{re.escape(self._telling.region)}(?:地区|全[省市区])?", "", phrase)
        mentions = list(self._finder.mentions(phrase))
        if len(mentions) != 1 or (mentions[0].start and mentions[0].end < len(phrase)):
            return None
        rest = phrase[: mentions[0].start] + phrase[mentions[0].end :]
        return mentions[0].indicator.name if not rest or _HANGS_ON.fullmatch(rest) else None

    def _name_before(self, row: Recognised, text: str) -> str | None:
        if row.indicator is None or not _MERE_VERB.fullmatch(row.indicator):
            return None
        start, _ = sentence_at(text, row.start)
        mentions = list(self._finder.mentions(text[start : row.start]))
        return mentions[-1].indicator.name if mentions else None

    def _is_told_of(self, row: Recognised, text: str) -> bool:
        """Whether the sentence names the wider place right before an indicator."""
        start, _ = sentence_at(text, row.start)
        said = text[start : row.start]
        return any(
            mention.start == 0
            for found in _WIDE_WORD.finditer(said)
            for mention in self._finder.mentions(said[found.end() : found.end() + 24])
        )

    def renamed(self, claim: FigureSlot) -> Iterator[FigureSlot]:
        """The claim by the shorter name that a table calls the indicator (进出口 for 货物进出口总额)."""
        name = self._finder.catalogue.canonical(claim.ref.indicator)
        for short in self._short.get(name, ()):
            yield replace(claim, ref=replace(claim.ref, indicator=short))


def other_bases(claim: FigureSlot) -> Iterator[tuple[FigureSlot, str]]:
    """The claim against every other base that it might have been taken from, with the base in words."""
    ref = claim.ref
    if ref.measure not in _MOVES and ref.measure is not Measure.RANK:
        return
    measures = (ref.measure, *_MOVES[:3]) if ref.measure in _MOVES[:3] else (ref.measure,)
    for against in _AGAINST:
        if against != ref.comparator:
            for measure in dict.fromkeys(measures):
                yield replace(claim, ref=replace(ref, measure=measure, comparator=against)), against


def _variants(row: Recognised) -> Iterator[Recognised]:
    """The row on the plain footing, of the document's own place and time."""
    if row.indicator is None or row.measure is None:
        return
    kinds = (RowKind.FIGURE, RowKind.TARGET, RowKind.ORDINAL)
    if row.kind not in kinds:
        return
    placed = replace(row, region=None)
    yield placed
    timed = replace(row, footing=None, period="H1" if row.period == "other" else row.period)
    yield timed
    yield replace(timed, region=None, moment=None)


def _short_names(snapshot: Snapshot, finder: Finder) -> dict[str, list[str]]:
    """Names of tables that are a known one without its last word."""
    short: dict[str, list[str]] = {}
    for name in snapshot.indicators():
        for tail in _TAILS:
            known = finder.catalogue.find(f"{name}{tail}")
            if known is not None and known.name != name:
                short.setdefault(known.name, []).append(name)
                break
    return short


def _units_by_value(snapshot: Snapshot, region: str) -> dict[Decimal, dict[str, None]]:
    units: dict[Decimal, dict[str, None]] = {}
    for figure in snapshot.figures:
        if figure.status is Status.VERIFIED and snapshot.same_region(figure.ref.region, region):
            units.setdefault(abs(figure.quantity.value).normalize(), {})[figure.quantity.unit] = None
    return units
