"""An answer to a question, phrased by a model: words around values and quotations that are handed to it by label.

The model sees each label with what it stands for, never the value, and writes `{{甲}}` where it belongs. What comes
back is ruled like a section: no number of its own, no label nobody handed out, no value beside another subject.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.figure import FigureRef
from figures.guard.findings import Finding
from figures.guard.knowing import Unknown
from figures.guard.offer import Direction
from figures.guard.ruling import RuledParagraph
from figures.measure import Measure
from figures.period import Period
from figures.slots import EntryKind, EntrySlot, FigureSlot, Slot, Text

# Values of an answer are told by the answer itself; no table is asked for this.
_ANY = Period(2000)


@dataclass(frozen=True, slots=True)
class Handed:
    """A piece of an answer handed to a model. Of a value: the `indicator` and `measure` it tells of, its `unit` and the
    way it goes; of anything else (a quotation, a name, a year) the label is all."""

    label: str
    indicator: str = ""
    measure: Measure | None = None
    unit: str = ""
    direction: Direction | None = None

    def slot(self) -> Slot:
        """The slot that stands for it while the reply is read."""
        if self.indicator and self.measure is not None:
            return FigureSlot(FigureRef(self.indicator, self.measure, _ANY, comparator=self.label), f"#{self.unit}")
        return EntrySlot(EntryKind.OTHER, f"#{self.unit}", None, self.label)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a piece that was handed out belongs."""

    label: str


@dataclass(frozen=True, slots=True)
class AnswerRuling:
    """A phrased answer, ruled: its words and labels in order, a line break between paragraphs, and what was found.
    Where something was found that could not stand, nothing stands: an answer with findings is not to be shown."""

    pieces: tuple[Text | Label, ...]
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether it may be shown."""
        return not self.findings


class Labels:
    """The slots that the labels of one answer stand for."""

    def __init__(self, handed: Sequence[Handed]):
        self._slots: Mapping[str, Slot] = {one.label: one.slot() for one in handed}
        self._labels: Mapping[Slot, str] = {slot: label for label, slot in self._slots.items()}
        self._ways: Mapping[Slot, Direction | None] = {self._slots[one.label]: one.direction for one in handed}

    def slot(self, inside: str, before: str, after: str) -> Slot:
        """The slot of the label between the braces. Raises `Unknown`."""
        found = self._slots.get(inside.strip())
        if found is None:
            raise Unknown("标签不在所给的材料里")
        return found

    def way(self, slot: FigureSlot) -> Direction | None:
        """The direction of the value that `slot` stands for."""
        return self._ways.get(slot)

    def pieces(self, paragraphs: Sequence[RuledParagraph]) -> tuple[Text | Label, ...]:
        """What was read, labels for slots; open slots are left out."""
        pieces: list[Text | Label] = []
        for number, paragraph in enumerate(paragraphs):
            if number:
                pieces.append(Text("\n"))
            for piece in paragraph.pieces:
                if isinstance(piece, Text):
                    pieces.append(piece)
                elif piece in self._labels:
                    pieces.append(Label(self._labels[piece]))
        return tuple(pieces)
