"""Figures that may not be published yet (未到公开日) in a draft: which, until when, out of which table. Pure."""

from collections.abc import Mapping
from datetime import date

from drafting.finishing.model import Withheld
from drafting.model import RenderedDraft
from figures.figure import Figure


def withheld(draft: RenderedDraft, book: Mapping[int, Figure], day: date) -> tuple[Withheld, ...]:
    """The figures in `draft` that may not be published yet on `day`, in the order of first mention. `book` tells the
    figures by number as they stand now: a day may have been changed since a draft was frozen."""
    found: dict[int, tuple[Figure, list[str], list[int]]] = {}
    for section in draft.places:
        for slot in section.slots:
            for figure in (*slot.inputs, *((slot.figure,) if slot.figure else ())):
                stands = book.get(figure.id, figure)
                if stands.withheld(day):
                    _, texts, keys = found.setdefault(figure.id, (stands, [], []))
                    texts.append(slot.text)
                    keys.append(section.key)
    return tuple(Withheld(figure, tuple(texts), tuple(dict.fromkeys(keys))) for figure, texts, keys in found.values())
