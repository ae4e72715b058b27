"""Texts made fit to be shown to a model: numbers masked, slots in their shortest form, nothing a person filled in.

What leaves here holds no number but those in the names of indicators and in the periods that slots ask for.
"""

import re
from collections.abc import Iterable

from figures.figure import FigureKind
from figures.gate import find_forbidden
from figures.period import Period
from figures.resolve import Resolver
from figures.slots import EntrySlot, FigureSlot, Piece, Slot, TermSlot, Text
from figures.wording import usual_form

MASK = "＊"
# Fixed wording lets numbering pass, which here has no business either; names such as 5G and PM2.5 stay.
_LEFT_OVER = re.compile(r"(?<![A-Za-z0-9０-９.．])[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?![A-Za-z0-9０-９])|[*＊]+")
_GROWN_ON = re.compile(r"[十百千万亿]*[元人户吨亩岁]?(?:以上|以下|以内)?")  # a unit that a number brings along
_BRACES = str.maketrans("{}", "｛｝")


def masked(text: str) -> str:
    """`text` with each number, in whatever script, as one mask; its braces can open no slot."""
    words, at = "", 0
    for found in find_forbidden(text):
        if found.start < at:
            continue
        words += text[at : found.start] + MASK
        at = found.end
    return _LEFT_OVER.sub(MASK, words + text[at:]).translate(_BRACES)


def named(indicator: str) -> str:
    """An indicator's name as a writer has to write it: a number in it (500万元以上) as the slot that names it."""
    words, at = "", 0
    for found in find_forbidden(indicator):
        if found.start >= at:
            grown = _GROWN_ON.match(indicator, found.end)
            end = grown.end() if grown else found.end
            words += indicator[at : found.start] + str(TermSlot(indicator[found.start : end]))
            at = end
    return words + indicator[at:]


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
