"""The second key: with its slot masked, a sentence must lead recognition to the indicator and measure the slot names.

A subject that no catalogue knows speaks against a slot only where the two have no word in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.catalogue import Catalogue
from figures.figure import FigureRef
from figures.gate import first_forbidden
from figures.measure import Measure
from figures.recognition import Recognised, Recogniser
from figures.slots import EntrySlot, FigureSlot, Piece, TermSlot, Text
from figures.units import PERCENT, POINTS
from figures.wording import usual_form

_MASK = "*"
# The unit that a form left to the figure will bring; of a value any will do, its kind is all that is read.
_UNITS = dict.fromkeys((Measure.PP_DIFF, Measure.RATE_CHANGE, Measure.SHARE_CHANGE, Measure.PP_CONTRIBUTION), POINTS)
_UNITS |= {Measure.VALUE: "亿元", Measure.COUNT: "个", Measure.DIFFERENCE: "个"}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Piece `index` of a paragraph stands beside a subject not its own; `why` says which (in Chinese)."""

    index: int
    why: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A slot: which piece it is, and where its mask stands in the masked text."""

    ref: FigureRef
    index: int
    mask: int


def mismatches(pieces: Sequence[Piece], recogniser: Recogniser, catalogue: Catalogue) -> Iterator[Mismatch]:
    """The slots of a paragraph that stand beside a subject not their own."""
    text, asked = _masked(pieces)
    rows = recogniser.recognise(text, views=()) if asked else []
    for slot in asked:
        row = next((row for row in rows if row.start <= slot.mask < row.end), None)
        if row is None or row.indicator is None:
            continue
        if not row.known:
            if _is_another(row.indicator, slot.ref.indicator, catalogue):
                yield Mismatch(slot.index, f"句子说的像是“{_plain(row.indicator)}”，数据位取的是“{slot.ref.indicator}”")
        elif catalogue.canonical(row.indicator) != catalogue.canonical(slot.ref.indicator):
            yield Mismatch(slot.index, f"句子说的是“{row.indicator}”，数据位取的是“{slot.ref.indicator}”")
        elif not _same_measure(row, slot.ref):
            assert row.measure is not None  # a row with an indicator has a measure
            yield Mismatch(slot.index, f"句子说的是{row.measure.label}，数据位取的是{slot.ref.measure.label}")


def _is_another(phrase: str, name: str, catalogue: Catalogue) -> bool:
    """Whether a phrase that no catalogue knows has not two characters in common with any name of `name`."""
    known = catalogue.find(name)
    names = (known.name, *known.aliases) if known else (name,)
    pairs = {phrase[at : at + 2] for at in range(len(phrase) - 1)}
    near = any(one[at : at + 2] in pairs for one in names for at in range(len(one) - 1))
    return bool(pairs) and not near


def _plain(phrase: str) -> str:
    """A phrase of the sentence as it may be told: without a number in it."""
    return phrase if first_forbidden(phrase) is None else "别的指标"


def _same_measure(row: Recognised, ref: FigureRef) -> bool:
    alike = {Measure.VALUE, Measure.COUNT}
    return row.measure is ref.measure or (row.measure in alike and ref.measure in alike)


def _masked(pieces: Sequence[Piece]) -> tuple[str, list[_Asked]]:
    text = ""
    asked: list[_Asked] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text):
            text += piece.words
            continue
        form = _form(piece)
        if isinstance(piece, FigureSlot):
            asked.append(_Asked(piece.ref, index, len(text) + form.index(_MASK)))
        text += form
    return text, asked


def _form(piece: Piece) -> str:
    """What a slot looks like with its number masked, without what only a list's members tell each other."""
    if isinstance(piece, TermSlot):
        return piece.words
    if isinstance(piece, FigureSlot):
        form = piece.form or usual_form(piece.ref.measure, _UNITS.get(piece.ref.measure, PERCENT))
    else:
        form = piece.form if isinstance(piece, EntrySlot) else "#"
    inside = 0
    bare = ""
    for char in form:
        inside += (char == "(") - (char == ")")
        bare += char if not inside and char != ")" else ""
    return bare.replace("#", _MASK) if "#" in bare else bare + _MASK
