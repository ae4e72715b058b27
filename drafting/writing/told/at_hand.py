"""The figures at hand for one place of a speech: slots with meaning, unit and direction, never values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafting.model import DraftSection
from drafting.writing.told.teller import Teller
from figures.figure import FigureKind, FigureRef
from figures.guard import Direction
from figures.guard.offer import direction_of
from figures.measure import Measure
from figures.period import Period
from figures.quantity import Quantity
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.wording import SIGNED, Unwritable, usual_form, write
from prompts.masking import MASK, masked, named

MOST = 28


_AGAINST = {
    Measure.SHARE: "（占{}）",
    Measure.SHARE_CHANGE: "（占{}）",
    Measure.PP_CONTRIBUTION: "（对{}）",
    Measure.CONTRIBUTION_RATE: "（对{}）",
}


@dataclass(frozen=True, slots=True)
class AtHand:
    """A slot that can be filled, and the line that tells a writer of it. `withheld` names the tables behind it that may
    not leave the house: the line then tells no direction."""

    slot: FigureSlot
    line: str
    withheld: tuple[str, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether its direction is kept from the writer."""
        return bool(self.withheld)


class Gatherer:
    """Gathers slots for a speech of one period and region. `outside` tells that the writer is outside the house, and
    `free` names the tables that may leave it."""

    def __init__(self, period: Period, region: str, resolver: Resolver, *, outside: bool, free: frozenset[str]):
        self._period = period
        self._resolver = resolver
        self._teller = Teller(period, region, resolver)
        self._outside = outside
        self._free = free

    def gather(self, section: DraftSection, others: Iterable[FigureRef]) -> tuple[AtHand, ...]:
        """What the past section asks for, then the `others`; only what the tables tell, each once."""
        asked = [
            FigureSlot(piece.ref, "", piece.kind)
            for paragraph in section.paragraphs
            for piece in paragraph.pieces
            if isinstance(piece, FigureSlot)
        ]
        asked += [FigureSlot(ref, "") for ref in others]
        gathered = (self._told(slot) for slot in dict.fromkeys(asked))
        return tuple(item for item in gathered if item is not None)[:MOST]

    def _told(self, slot: FigureSlot) -> AtHand | None:
        resolution = self._resolver.resolve(slot)
        if resolution.quantity is None:
            return None
        behind = [figure for figure in (resolution.figure, *resolution.inputs) if figure is not None]
        tables = dict.fromkeys(figure.source.document for figure in behind if self._outside)
        withheld = tuple(table for table in tables if table not in self._free)
        printed = self._printed(slot, resolution.quantity, secret=bool(withheld))
        way = "" if withheld else self._way(slot)
        told = "，".join(filter(None, (self._meaning(slot), f"印作“{printed}”", f"方向：{way}" if way else "")))
        return AtHand(slot, f"{self._teller.short(slot)}　{told}", withheld)

    def _printed(self, slot: FigureSlot, quantity: Quantity, *, secret: bool) -> str:
        """What the slot will print, its number masked; of a secret figure with both verbs it might have."""
        form = usual_form(slot.ref.measure, quantity.unit)
        if secret and slot.ref.measure in SIGNED:
            return form.replace("#", f"（或相反）{MASK}")
        try:
            return masked(write(form, quantity, slot.ref.measure).text)
        except Unwritable:
            return form.replace("#", MASK)

    def _meaning(self, slot: FigureSlot) -> str:
        ref = slot.ref
        against = _AGAINST.get(ref.measure, "（与{}比）").format(ref.comparator) if ref.comparator else ""
        kind = "目标" if slot.kind is FigureKind.TARGET else ""
        return f"{self._when(ref.period)}{named(ref.indicator)}{ref.measure.label}{kind}{against}"

    def _when(self, period: Period) -> str:
        if period == self._period:
            return ""
        years = {0: "今年", -1: "上年", 1: "下年"}.get(period.year - self._period.year, "往年")
        if replace(period, year=self._period.year) == self._period:
            return f"{years}同期"
        if period == Period(period.year):
            return f"{years}全年"
        return f"{years}其他期间"

    def _way(self, slot: FigureSlot) -> str:
        """The direction in the words that suit the measure."""
        way = direction_of(slot, self._resolver)
        if slot.ref.measure is Measure.COMPLETION:
            quantity = self._resolver.resolve(slot).quantity
            done = quantity is not None and quantity.low is not None and quantity.low >= 100
            return "已完成全年目标" if done else ""
        if way is None:
            return ""
        against = slot.ref.comparator or ""
        if slot.ref.measure is Measure.PP_DIFF:
            over = {Direction.RISES: "高于", Direction.FALLS: "低于", Direction.LEVEL: "持平于"}
            return f"{over[way]}{against}"
        if slot.ref.measure is Measure.RATE_CHANGE:
            pace = {Direction.RISES: "增速加快", Direction.FALLS: "增速回落", Direction.LEVEL: "增速持平"}
            return f"{pace[way]}"
        return way.value
