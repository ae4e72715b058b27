"""Pieces written for a prompt: slots in their shortest form, what only a person fills masked, and no number."""

from collections.abc import Iterable

from figures.figure import FigureKind
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import EntrySlot, FigureSlot, Piece, Slot, Text
from figures.wording import usual_form
from prompts.masking import MASK, masked


class Teller:
    """Writes pieces for a prompt about one period and region."""

    def __init__(self, period: Period, region: str, resolver: Resolver):
        self._period = period
        self._region = region
        self._resolver = resolver

    def words(self, pieces: Iterable[Piece]) -> str:
        """Pieces in plain text: slots of figures and of the calendar in braces, what only a person fills masked."""
        return "".join(masked(piece.words) if isinstance(piece, Text) else self._slot(piece) for piece in pieces)

    def _slot(self, slot: Slot) -> str:
        if isinstance(slot, EntrySlot):
            return masked(slot.form.replace("#", MASK))
        return self.short(slot) if isinstance(slot, FigureSlot) else str(slot)

    def short(self, slot: FigureSlot) -> str:
        """A figure's slot without what goes without saying: the speech's own period and region, the usual form."""
        ref = slot.ref
        name = f"目标:{ref.indicator}" if slot.kind is FigureKind.TARGET else ref.indicator
        parts = [
            name,
            ref.measure.label,
            "" if ref.period == self._period else str(ref.period),
            "" if ref.region == self._region else ref.region,
            ref.comparator or "",
            "" if slot.form == self._usual(slot) else slot.form,
        ]
        while not parts[-1]:
            parts.pop()
        return "{{" + "|".join(parts) + "}}"

    def _usual(self, slot: FigureSlot) -> str:
        quantity = self._resolver.resolve(slot).quantity
        return usual_form(slot.ref.measure, quantity.unit) if quantity else ""
