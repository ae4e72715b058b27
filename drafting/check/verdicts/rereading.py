"""A number read anew with another unit in its place: what the sentence would have claimed but for a slip of the pen.

A wrong unit misleads recognition as it misleads a reader (增长5.2个百分点 is no growth), so that the sentence has to be
read again as it was meant.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from drafting.check.verdicts.comparing import Printed
from drafting.check.verdicts.placing import Telling, printed, sentence_at
from drafting.check.verdicts.readings import Readings
from figures.recognition import Recognised, Recogniser
from figures.recognition.views import View, views_of
from figures.slots import FigureSlot
from figures.units import PERCENT, POINTS

_SLIPS = {
    PERCENT: (POINTS,),
    POINTS: (PERCENT,),
    "百分点": (PERCENT,),
    "‰": (PERCENT,),
    "倍": (PERCENT,),
    "成": (PERCENT,),
}
_NUMBER = re.compile(r"[0-9０-９.．,，]+")
_LISTED = ("、", "和", "与", "及", "以及", "，")


class Rereading:
    """Reads the sentences of one document with units exchanged."""

    def __init__(self, telling: Telling, readings: Readings, recogniser: Recogniser):
        self._telling = telling
        self._recogniser = recogniser
        self._readings = readings
        self._views = views_of(telling.text)
        self._rows = {row.start: index for index, row in enumerate(telling.rows)}

    def of(self, row: Recognised) -> Iterator[tuple[FigureSlot, Printed, str]]:
        """What `row` would claim with another unit, the number as then printed, and that unit: the one that is taken
        for it, that of its neighbours in a list, or one in which the tables tell just this number."""
        number = _NUMBER.match(row.text)
        if number is None or (row.indicator is None and not row.unit):
            return
        behind = row.start + number.end()
        written = self._telling.text[behind : row.end]
        unit = next((unit for unit in (row.unit, "％", "百分点") if unit and written.startswith(unit)), "")
        for other in dict.fromkeys((*_SLIPS.get(row.unit, ()), *self._listed_units(row), *self._told_units(row))):
            if other != row.unit and unit:
                yield from self._read(row, behind, behind + len(unit), other)

    def _listed_units(self, row: Recognised) -> Iterator[str]:
        rows, index = self._telling.rows, self._rows[row.start]
        for one, other, beside in ((index - 1, index, index - 1), (index, index + 1, index + 1)):
            if one >= 0 and other < len(rows) and self._telling.text[rows[one].end : rows[other].start] in _LISTED:
                yield rows[beside].unit

    def _told_units(self, row: Recognised) -> Iterator[str]:
        if row.unit not in _SLIPS and row.low is not None:
            yield from (unit for unit in self._readings.units_of(row.low) if unit not in _SLIPS)

    def _read(self, row: Recognised, start: int, end: int, unit: str) -> Iterator[tuple[FigureSlot, Printed, str]]:
        text = self._telling.text
        left, right = sentence_at(text, row.start)
        sentence = text[left:start] + unit + text[end:right]
        ahead = next((view.ahead for view in self._views if view.start <= left < view.end), None)
        views = () if ahead is None else (View(0, len(sentence), ahead),)
        rows = tuple(self._recogniser.recognise(sentence, views=views))
        turn = 0 if row.start >= self._telling.ahead else len(sentence)
        telling = replace(self._telling, text=sentence, rows=rows, ahead=turn)
        found = next((one for one in rows if one.start == row.start - left), None)
        if found is None:
            return
        shown = printed(found, telling)
        if shown is not None:
            yield from ((reading.claim, shown, unit) for reading in self._readings.of(found, telling))
