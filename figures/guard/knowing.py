"""Which slot a reply may use: what was offered, what the tables tell anyway, and what only a person can fill.

Nothing a model wrote inside the braces reaches the page but through a slot of ours: a part that nobody knows makes the
whole slot an open one.
"""

import re

from errors import InputError
from figures.catalogue import Catalogue
from figures.figure import FigureRef
from figures.guard.offer import Offer
from figures.resolve import Resolver
from figures.slots import CalendarSlot, CalendarUnit, EntryKind, EntrySlot, FigureSlot, Slot, TermSlot, parse_slot

_YEARS = range(-1, 2)


class Unknown(ValueError):
    """A slot that nobody offered; tells why in Chinese, without repeating its parts."""


class Knowing:
    """Reads the slots of replies against one catalogue and one resolver."""

    def __init__(self, catalogue: Catalogue, resolver: Resolver):
        self._catalogue = catalogue
        self._resolver = resolver

    def slot(self, inside: str, offer: Offer, before: str, after: str, *, strict: bool = True) -> Slot:
        """The slot written between the braces. `before` and `after` are the words around it. Raises `Unknown`; where
        it is not `strict`, only for what cannot be read."""
        try:
            slot = parse_slot(inside, period=offer.period, region=offer.region)
        except InputError:
            raise Unknown("数据位写得不对") from None
        return self._known(slot, offer, before, after) if strict else slot

    def _known(self, slot: Slot, offer: Offer, before: str, after: str) -> Slot:
        match slot:
            case FigureSlot():
                return self._figure(slot, offer)
            case CalendarSlot():
                return _calendar(slot)
            case EntrySlot():
                return _open(slot)
            case TermSlot():
                if self._resolver.knows_term(slot.words, before, after):
                    return slot
                raise Unknown("名称数据位前后的文字不是目录中的指标")

    def _figure(self, slot: FigureSlot, offer: Offer) -> FigureSlot:
        if any(self._same(slot, other.slot) for other in offer.slots):
            return slot
        if self._resolver.resolve(slot).quantity is not None:
            return slot
        ref = slot.ref
        known = self._catalogue.find(ref.indicator) is not None
        refs = [other.slot.ref for other in offer.slots]
        placed = ref.region in {offer.region, *(other.region for other in refs)}
        timed = ref.period in {offer.period, *(other.period for other in refs)}
        against = ref.comparator is None or ref.comparator in {other.comparator for other in refs}
        if known and placed and timed and against:
            return slot  # an indicator of ours that no table tells yet: it stays open and says why
        raise Unknown("手头没有这个数据位要的数据")

    def _same(self, one: FigureSlot, other: FigureSlot) -> bool:
        return one.kind is other.kind and self._plain(one.ref) == self._plain(other.ref)

    def _plain(self, ref: FigureRef) -> FigureRef:
        name = self._catalogue.canonical(ref.indicator)
        return FigureRef(name, ref.measure, ref.period, ref.region, ref.comparator)


def _calendar(slot: CalendarSlot) -> CalendarSlot:
    if slot.unit is CalendarUnit.YEAR and slot.offset not in _YEARS:
        raise Unknown("日历数据位只能写今年、上年和下年")
    return slot


def _open(slot: EntrySlot) -> EntrySlot:
    """Left for a person: without the number of an entry given for something else, and without a hint of the model's."""
    return EntrySlot(slot.kind if slot.kind is not EntryKind.CHECK else EntryKind.OTHER, slot.form)


def form_of(inside: str) -> str:
    """The wording around the number in a slot that nobody knows, as far as it may be kept; else `#` alone."""
    form = next((part for part in inside.split("|")[3:] if part.count("#") == 1), "#")
    form = re.sub(r"\([^)]*\)", "", form)
    try:
        return EntrySlot(EntryKind.OTHER, form).form
    except InputError:
        return "#"
