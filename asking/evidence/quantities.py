"""What the ledger and the tables tell of one indicator, in one region and year: the quantities that answer, best first.

A neighbouring indicator is never taken for the one asked for, nor a target for what came about, nor the figure of
several years for that of one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asking.evidence.likeness import Likeness
from asking.evidence.shelf import Shelf
from asking.reading.model import Asked, Role
from figures.book import FigureBook
from figures.catalogue import Catalogue, Nature
from figures.figure import Figure, FigureKind, Status
from figures.ledger import Ledger, Place, Statement, Tier
from figures.measure import Measure
from figures.period import Period

_KINDS = {Role.TARGET: FigureKind.TARGET, Role.ACTUAL: FigureKind.ACTUAL}
_MONEY = "元"
_LEVELS = (Measure.VALUE, Measure.COUNT)
_TELLING = {Role.TARGET: (Measure.YOY, *_LEVELS, Measure.SHARE), Role.ACTUAL: (*_LEVELS, Measure.YOY, Measure.SHARE)}
_ROUNDED = re.compile(r"(?:突破|超过?|近|约|跨过|跨越|迈上|跃上|站上|接近|达到近)$")
_AGAINST = (Measure.RANK, Measure.SHARE, Measure.SHARE_CHANGE)  # measures that may be told against something


@dataclass(frozen=True, slots=True)
class Wanted:
    """One quantity that is asked for: of what, whose, of when, and whether it was aimed at or came about. `years` are
    the first and the last where it is to be told of several years as one; `period` is then the last of them."""

    asked: Asked
    region: str
    period: Period
    role: Role
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quantities:
    """What answers: statements of documents and verified figures, the best of each first."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statements or self.figures)


class QuantityFinder:
    """Finds quantities in the ledger and the book of one workspace."""

    def __init__(self, ledger: Ledger, book: FigureBook, catalogue: Catalogue, likeness: Likeness, shelf: Shelf):
        self._ledger, self._book, self._catalogue, self._likeness = ledger, book, catalogue, likeness
        self._shelf = shelf
        self._told: dict[str, list[Statement]] = {}

    def statements(self, region: str) -> list[Statement]:
        """Everything the documents tell of `region`, read once for each question."""
        if region not in self._told:
            self._told[region] = self._ledger.statements(region=region)
        return self._told[region]

    def gather(self, period: Period, role: Role) -> None:
        """Reads what all regions tell of one period and kind at once: to compare them, and for nothing else."""
        for one in self._ledger.statements(year=period.year, kind=_KINDS[role]):
            self._told.setdefault(one.region, []).append(one)

    def find(self, wanted: Wanted) -> Quantities:
        """What answers: the quantity meant, then what is told in the same breath of the same thing."""
        statements = self._statements(wanted)
        return Quantities(_in_one_breath(statements, self._measures(wanted)), self._figures(wanted))

    def is_measured(self, period: Period, region: str) -> bool:
        """Whether verified tables tell what came about in just this period."""
        return bool(self._book.figures(period=period, region=region, status=Status.VERIFIED, kind=FigureKind.ACTUAL))

    def about(self, asked: Asked, region: str) -> list[Statement]:
        """Every statement of the region that is of what was asked for, whatever its time and kind."""
        told = self.statements(region)
        if not asked.names:
            return [one for one in told if self._likeness.same(asked.words, one)]
        for names in ([asked.names[0]], asked.names[1:]):
            found = [one for one in told if self._is_of(one, names)]
            if found:
                return found
        return []

    def beside(self, wanted: Wanted) -> list[Statement]:
        """Statements of the same kind whose names share most words with what was asked for."""
        words = wanted.asked.label
        kind = _KINDS[wanted.role]
        told = [one for one in self.statements(wanted.region) if one.kind is kind and one.comparator is None]
        ranked = sorted(((self._likeness.shared(words, one), one) for one in told), key=lambda pair: -pair[0])
        return [one for share, one in ranked if share > 0]

    def _statements(self, wanted: Wanted) -> list[Statement]:
        names = wanted.asked.names
        groups: Sequence[Sequence[str]] = [group for group in (names[:1], names[1:]) if group] or [()]
        for group in groups:
            found = [one for one in self.statements(wanted.region) if self._answers(one, wanted, group)]
            if found:
                return sorted(found, key=lambda one: self._rank(one, wanted))
        found = [one for one in self.statements(wanted.region) if self._answers(one, wanted, names, clipped=True)]
        if not found and self._is_task(wanted):
            found = [one for one in self.statements(wanted.region) if self._answers(one, wanted, ())]
            found = [one for one in found if not one.known and self._likeness.whole(wanted.asked.words, one)]
        return sorted(found, key=lambda one: self._rank(one, wanted))

    def _answers(self, one: Statement, wanted: Wanted, names: Sequence[str], *, clipped: bool = False) -> bool:
        if one.kind is not _KINDS[wanted.role] or not _in_time(one, wanted):
            return False
        if one.comparator is not None and one.measure not in _AGAINST:
            return False
        if wanted.asked.measures and one.relation is None and one.measure not in self._wide(wanted):
            return False
        if not wanted.asked.measures and one.measure not in _TELLING[wanted.role]:
            return False
        if not self._fits(one, wanted):
            return False
        if clipped:
            return not one.known and self._is_clipped(one, names)
        return self._is_of(one, names) if names else self._likeness.same(wanted.asked.words, one)

    def _is_task(self, wanted: Wanted) -> bool:
        """Whether it counts what is built, which goes by many names (新建高标准农田, 新建和改造提升高标准农田)."""
        known = self._catalogue.find(wanted.asked.label) if wanted.asked.names else None
        return known is not None and known.name.startswith(("新", "改造", "建")) and _MONEY not in known.unit

    def _fits(self, one: Statement, wanted: Wanted) -> bool:
        """Whether its unit is one of what is wanted: money is not told in pieces, nor a share in money."""
        if Measure.SHARE in wanted.asked.measures and one.measure in _LEVELS and one.relation is None:
            return one.unit == "%"
        known = self._catalogue.find(wanted.asked.label) if wanted.asked.names else None
        if known is None or not known.unit or one.measure not in _LEVELS or one.relation is not None:
            return True
        return (_MONEY in known.unit) == (_MONEY in one.unit) or one.unit == "%"

    def _is_clipped(self, one: Statement, names: Iterable[str]) -> bool:
        """Whether a name leaves out what the sentence before it in its paragraph has spoken of (总产量, of 粮食)."""
        for name in names:
            known = self._catalogue.find(name)
            for whole in (name, *(known.aliases if known else ())):
                left = whole.removesuffix(one.indicator)
                if len(one.indicator) > 1 and left != whole and len(left) > 1 and left in self._before(one):
                    return True
        return False

    def _before(self, one: Statement) -> str:
        """The text of its paragraph before a statement."""
        text = self._shelf.text(one.document_id)
        return text[text.rfind("\n", 0, one.span.start) + 1 : one.span.start]

    def _is_of(self, one: Statement, names: Iterable[str]) -> bool:
        return (self._catalogue.canonical(one.indicator) if one.known else self._likeness.plain(one.indicator)) in names

    def _wide(self, wanted: Wanted) -> frozenset[Measure]:
        """The measures that answer: those asked for; of a ratio its value also where its rate seems to be asked for."""
        known = self._catalogue.find(wanted.asked.label)
        ratio = (
            known is not None and known.nature is Nature.RATIO and known.name.endswith(("率", "比例", "比重", "强度"))
        )
        return wanted.asked.measures | frozenset(_LEVELS) if ratio else wanted.asked.measures

    def _measures(self, wanted: Wanted) -> frozenset[Measure]:
        return self._wide(wanted) if wanted.asked.measures else frozenset(_TELLING[wanted.role])

    def _rank(self, one: Statement, wanted: Wanted) -> tuple[object, ...]:
        year = wanted.period.year
        told_in = year if wanted.role is Role.TARGET else year + 1
        return (
            one.period != wanted.period,  # several years together come last
            one.estimated,
            wanted.role is Role.ACTUAL and _ROUNDED.search(one.quote[: one.span.start - one.clause.start]) is not None,
            abs((one.report_year or 0) - told_in),
            one.tier is Tier.STRETCH,
            one.place is not Place.HEADLINE if wanted.role is Role.TARGET else False,
            one.task,
            0 if wanted.asked.names else -self._likeness.closeness(wanted.asked.words, one),
            one.relation is not None,
            -(one.report_year or 0),
            one.document_id,
            one.span,
        )

    def _figures(self, wanted: Wanted) -> tuple[Figure, ...]:
        """Verified figures of the tables at hand, none of which tells of several years as one."""
        if wanted.years is not None:
            return ()
        found = [
            figure
            for name in wanted.asked.names[:1]
            for figure in self._book.figures(
                period=wanted.period,
                indicator=name,
                region=wanted.region,
                status=Status.VERIFIED,
                kind=_KINDS[wanted.role],
            )
            if figure.ref.comparator is None and figure.ref.measure in self._measures(wanted)
        ]
        return tuple(
            sorted(
                found,
                key=lambda figure: (
                    _TELLING[wanted.role].index(figure.ref.measure)
                    if figure.ref.measure in _TELLING[wanted.role]
                    else len(_TELLING)
                ),
            )
        )


def _in_time(one: Statement, wanted: Wanted) -> bool:
    if wanted.years is not None:
        return one.years == wanted.years
    if one.period is not None:
        return one.period == wanted.period
    plan = one.years is not None and one.years[1] == wanted.period.year and one.years[1] > (one.report_year or 0)
    return plan and wanted.role is Role.TARGET


def _in_one_breath(found: Sequence[Statement], measures: frozenset[Measure]) -> tuple[Statement, ...]:
    """The first, and those of the same sentence that tell another measure or a further tier of it."""
    if not found:
        return ()
    first = found[0]
    chosen = [first]
    for one in found[1:]:
        beside = one.document_id == first.document_id and one.sentence == first.sentence
        new = all(
            (one.measure, one.tier, one.indicator) != (other.measure, other.tier, other.indicator) for other in chosen
        )
        if beside and new and one.measure in measures:
            chosen.append(one)
    elsewhere = [one for one in found if one.measure not in {other.measure for other in chosen}]
    return (*chosen, *_firsts(elsewhere)) if len(measures) <= 3 else tuple(chosen)


def _firsts(found: Iterable[Statement]) -> list[Statement]:
    """The first of each measure."""
    by_measure: dict[Measure, Statement] = {}
    for one in found:
        by_measure.setdefault(one.measure, one)
    return list(by_measure.values())
