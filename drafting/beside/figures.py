"""Figures to be put into a text: found by a few words, or at hand and not used yet. Each as the slot that places it.

Every figure of the tables that is not superseded can be found; one that is not verified shows as open, as it would in
the text. Of the indicators found first, what a formula tells is offered too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafting.model import Draft, RenderedSlot, State
from drafting.rendering.names import Names
from drafting.rendering.render import Renderer
from figures.catalogue import Catalogue
from figures.figure import Figure, FigureKind, FigureRef, Status
from figures.measure import Measure
from figures.period import Period
from figures.slots import CalendarSlot, CalendarUnit, EntryKind, EntrySlot, FigureSlot, Slot
from figures.snapshot import Snapshot

MOST = 24
_DERIVED = 3
"""Of so many indicators what formulas tell is offered."""
_BY_FORMULA = (
    (Measure.PP_DIFF, "全国"),
    (Measure.PP_DIFF, "全省"),
    (Measure.DIFFERENCE, None),
    (Measure.RATE_CHANGE, "一季度"),
    (Measure.SHARE, None),
    (Measure.COMPLETION, None),
)
_USUAL = [Measure.YOY, Measure.VALUE, Measure.COUNT]
_TARGET = "目标"
_APART = re.compile(r"[\s,，、;；·|]+")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was typed, taken apart: measures and years named in it, whether a target is meant, and the other words."""

    words: tuple[str, ...]
    measures: frozenset[Measure] = frozenset()
    target: bool = False


@dataclass(frozen=True)
class Shelf:
    """The figures of one snapshot, by indicator, with the names that each goes by."""

    snapshot: Snapshot
    catalogue: Catalogue
    _by_name: dict[str, list[Figure]] = field(init=False, repr=False)
    _names: dict[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_name: dict[str, list[Figure]] = {}
        for figure in self.snapshot.figures:
            if figure.status is not Status.SUPERSEDED:
                by_name.setdefault(self.catalogue.canonical(figure.ref.indicator), []).append(figure)
        names: dict[str, tuple[str, ...]] = {}
        for name in by_name:
            known = self.catalogue.find(name)
            names[name] = (name, *(known.aliases if known else ()))
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_names", names)

    def found(self, asked: str, draft: Draft, renderer: Renderer) -> list[RenderedSlot]:
        """At most `MOST` figures that all the words of `asked` speak of, those of the draft's own time and place
        first."""
        return self._found(_read(asked), draft, renderer) or self._found(_Wish(words=_split(asked)), draft, renderer)

    def _found(self, wish: _Wish, draft: Draft, renderer: Renderer) -> list[RenderedSlot]:
        scored: list[tuple[tuple[int, ...], FigureSlot]] = []
        nearest: list[tuple[int, int, str]] = []
        for name, names in self._names.items():
            rests, near = _named(wish.words, names)
            if near is None:
                continue
            seldom = -len(self._by_name[name])  # what is told of every county each month is what speeches turn on
            if not rests:
                nearest.append((near, seldom, name))
            for figure in self._by_name[name]:
                if _fits(figure, rests, wish):
                    rank = (near, *self._distance(figure, draft, wish), seldom, figure.id)
                    scored.append((rank, _slot(figure, draft.region, self.snapshot)))
        slots = [slot for _, slot in sorted(scored, key=lambda each: each[0])]
        own = [slot for slot in slots if slot.ref.period == draft.period]
        others = [slot for slot in slots if slot.ref.period != draft.period]
        derived = () if wish.target else self._derived([name for *_, name in sorted(nearest)], wish, draft, renderer)
        shown = (_shown(slot, renderer) for slot in dict.fromkeys([*own, *derived, *others]))
        return [one for _, one in zip(range(MOST), shown, strict=False)]

    def _distance(self, figure: Figure, draft: Draft, wish: _Wish) -> tuple[int, ...]:
        ref, own = figure.ref, draft.period
        return (
            (figure.kind is FigureKind.TARGET) != wish.target,
            ref.period != own and not wish.target,
            not self.snapshot.same_region(ref.region, draft.region),
            _USUAL.index(ref.measure) if ref.measure in _USUAL else len(_USUAL),
            abs(ref.period.year - own.year),
            _months_apart(ref.period, own),
            ref.comparator is not None,
        )

    def _derived(self, names: Sequence[str], wish: _Wish, draft: Draft, renderer: Renderer) -> Iterator[FigureSlot]:
        """What formulas tell at the draft's time and place of the first of the indicators."""
        for name in names[:_DERIVED]:
            for measure, against in _BY_FORMULA:
                if wish.measures and measure not in wish.measures:
                    continue
                slot = FigureSlot(FigureRef(name, measure, draft.period, draft.region, against), "")
                if _shown(slot, renderer).state is State.FILLED:
                    yield slot

    def unused(self, draft: Draft, used: Iterable[Slot], renderer: Renderer) -> list[RenderedSlot]:
        """The verified figures of the draft's time and place whose indicator stands nowhere in it, in the order of
        the tables: of each its growth, else what is told first."""
        standing = {self.catalogue.canonical(slot.ref.indicator) for slot in used if isinstance(slot, FigureSlot)}
        shown: list[RenderedSlot] = []
        for name, figures in self._by_name.items():
            if name in standing:
                continue
            here = [figure for figure in figures if self._at_hand(figure, draft)]
            if here:
                best = next((figure for figure in here if figure.ref.measure is Measure.YOY), here[0])
                shown.append(_shown(_slot(best, draft.region, self.snapshot), renderer))
        return [slot for slot in shown if slot.state is State.FILLED]

    def _at_hand(self, figure: Figure, draft: Draft) -> bool:
        ref = figure.ref
        return (
            figure.kind is FigureKind.ACTUAL
            and figure.status is Status.VERIFIED
            and ref.period == draft.period
            and ref.comparator is None
            and self.snapshot.same_region(ref.region, draft.region)
        )


_TIMES: tuple[tuple[tuple[str, ...], Slot], ...] = (
    (("今年", "年", "本年"), CalendarSlot(CalendarUnit.YEAR, 0, "#年")),
    (("去年", "上年", "年"), CalendarSlot(CalendarUnit.YEAR, -1, "#年")),
    (("期间", "上半年", "半年", "季度"), CalendarSlot(CalendarUnit.SPAN, 0, "#")),
    (("月末", "月底", "月"), CalendarSlot(CalendarUnit.LAST_MONTH, 0, "#月末")),
)
_BY_HAND: tuple[Slot, ...] = (
    EntrySlot(EntryKind.COUNT, "#"),
    EntrySlot(EntryKind.NAME, "#"),
    EntrySlot(EntryKind.DATE, "#"),
)


def besides_figures(asked: str, renderer: Renderer) -> list[RenderedSlot]:
    """What else can be put in: the speech's own times where `asked` names one, and open places for what no table
    holds and a person fills."""
    words = _split(asked)
    times = [slot for names, slot in _TIMES if any(word in names for word in words)]
    return [renderer.slots((slot,))[0] for slot in (*times, *_BY_HAND)]


class Shelves:
    """The shelf of today's snapshot, made again only when the book changed."""

    def __init__(self, names: Callable[[], Names]):
        self._names = names
        self._kept: Shelf | None = None

    def today(self) -> Shelf:
        """The shelf of the figures as they stand."""
        names, kept = self._names(), self._kept
        if kept is None or kept.snapshot is not names.snapshot:
            self._kept = kept = Shelf(names.snapshot, names.catalogue)
        return kept


_MEASURES = {measure.label: measure for measure in Measure} | {
    "增速": Measure.YOY,
    "增长": Measure.YOY,
    "增幅": Measure.YOY,
    "总额": Measure.VALUE,
    "总量": Measure.VALUE,
    "比全国": Measure.PP_DIFF,
    "比全省": Measure.PP_DIFF,
    "比重": Measure.SHARE,
    "排名": Measure.RANK,
}
_SAID = re.compile("|".join(sorted([*_MEASURES, _TARGET], key=len, reverse=True)))


def _read(asked: str) -> _Wish:
    said = _SAID.findall(asked)
    measures = {_MEASURES[word] for word in said if word in _MEASURES}
    if Measure.VALUE in measures:
        measures.add(Measure.COUNT)
    return _Wish(_split(_SAID.sub(" ", asked)), frozenset(measures), _TARGET in said)


def _split(asked: str) -> tuple[str, ...]:
    return tuple(word for word in _APART.split(asked) if word)


def _named(words: Sequence[str], names: Sequence[str]) -> tuple[tuple[str, ...], int | None]:
    """The words that none of an indicator's `names` holds, and how near the others are to one: 0 is the name itself.
    None where no word is its."""
    best: int | None = None
    rests = []
    for word in words:
        near = min((_near(word, name) for name in names), default=_FAR)
        if near >= _FAR:
            rests.append(word)
        else:
            best = max(best or 0, near)
    if not words:
        best = 1
    return tuple(rests), best


_FAR = 9


def _near(word: str, name: str) -> int:
    if word == name:
        return 0
    if word in name:
        return 1
    characters = iter(name)
    return 2 if len(word) > 1 and all(character in characters for character in word) else _FAR


def _fits(figure: Figure, rests: Iterable[str], wish: _Wish) -> bool:
    """Whether the words that are not the indicator's are said of its time, place or base."""
    ref = figure.ref
    if wish.measures and ref.measure not in wish.measures:
        return False
    if wish.target and figure.kind is not FigureKind.TARGET:
        return False
    told = (ref.period.label, ref.region, ref.comparator or "", figure.quantity.label)
    return all(any(word in part for part in told) for word in rests)


def _months_apart(one: Period, other: Period) -> int:
    return abs(one.last - other.last) + abs(one.first - other.first) + (one.alone != other.alone)


def _slot(figure: Figure, region: str, snapshot: Snapshot) -> FigureSlot:
    ref = figure.ref
    where = region if snapshot.same_region(ref.region, region) else ref.region
    return FigureSlot(FigureRef(ref.indicator, ref.measure, ref.period, where, ref.comparator), "", figure.kind)


def _shown(slot: FigureSlot, renderer: Renderer) -> RenderedSlot:
    return renderer.slots((slot,))[0]
