"""Numbers of a past text whose reading the text itself contradicts: they are left to a person, never filled.

Recognition reads a sentence for itself. A document tells more: one figure has one value in it, the members of a list
are not all of one indicator, and what is told of a 园区 is not told of the city. Knows rows and words only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from figures.measure import Measure
from figures.recognition import Recognised, RowKind
from figures.units import scale_of

_BESIDE = re.compile(r"[、和与及]|以及")
_STOP = re.compile(r"[。！？\n]")
# A part of the place or of its units, that no region names: what it tells is not told of the whole.
_SCOPE = re.compile(r"园区|开发区|中心城区|城区|示范区|试验区|保税区|各?县（市、区）|县级|区级|乡镇级?|村级")
_OPENS = re.compile(
    r"^(?:[^，。；：]{0,8}?(?:半年|季度|全年|\d月|年)[，]?)?(?:全市)?[一-龥]{0,4}?(?:园区|开发区|示范区|试验区)"
)

_CLAUSE = re.compile(r"[，。；：、（(\n]")
_YEAR_BEFORE = re.compile(r"(?:上年|去年)?同期(?:增速)?(?:仅?为|是|增长|下降|达到?)")

_Place = tuple[str | None, ...]


def doubtful(text: str, rows: Sequence[Recognised]) -> frozenset[int]:
    """The starts of those `rows` of `text` that no table may fill."""
    asked = [row for row in rows if row.fillable]
    found = (*_twins(text, asked), *_told_otherwise(text, asked), *_of_a_part(text, asked))
    return frozenset(row.start for row in found)


def of_the_year_before(text: str, row: Recognised) -> bool:
    """Whether `row` tells what stood at the same time a year before, beside this year's: 增长5%（上年同期为下降2%）."""
    said = _CLAUSE.split(text[max(0, row.start - 16) : row.start])[-1]
    return _YEAR_BEFORE.match(said) is not None and row.measure in (Measure.VALUE, Measure.COUNT, Measure.YOY)


def _place(text: str, row: Recognised) -> _Place:
    measure = row.measure.value if row.measure else None
    when = f"{row.period}{row.moment}{of_the_year_before(text, row)}"
    return (row.indicator, measure, row.region, row.comparator, when, row.kind.value)


def _twins(text: str, rows: Sequence[Recognised]) -> Iterator[Recognised]:
    """Neighbours in a list (增长5%、6%和7%) that are read as one and the same figure."""
    for one, other in pairwise(rows):
        between = text[one.end : max(one.end, other.phrase[0])]
        if _place(text, one) == _place(text, other) and _BESIDE.fullmatch(between):
            yield from (one, other)


def _told_otherwise(text: str, rows: Iterable[Recognised]) -> Iterator[Recognised]:
    """Rows read as a figure that the document told before with another value."""
    first: dict[_Place, Recognised] = {}
    for row in rows:
        if row.masked or row.kind is RowKind.TARGET or row.bound is not None:
            continue
        told = first.setdefault(_place(text, row), row)
        if not _agree(told, row):
            yield row


def _agree(one: Recognised, other: Recognised) -> bool:
    """Whether both tell one value, the coarser of them rounded."""
    (first, fine), (second, coarse) = sorted((_value(one), _value(other)), key=lambda told: told[1])
    return abs(first - second) <= max(fine, coarse) / 2


def _value(row: Recognised) -> tuple[Decimal, Decimal]:
    """The signed value in the base of its unit, and a unit of its last decimal."""
    end = row.low if row.low is not None else row.high
    value = end if end is not None else Decimal(0)
    scale = scale_of(row.unit)[0]
    last = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    return value * scale * (-1 if row.direction == "down" else 1), last * scale


def _of_a_part(text: str, rows: Iterable[Recognised]) -> Iterator[Recognised]:
    """Rows told of a part of the place or of its units, and those that take their subject from such a row."""
    last: tuple[int, str | None] | None = None  # the sentence and the indicator of the last one
    for row in rows:
        start = max((stop.end() for stop in _STOP.finditer(text, 0, row.phrase[0])), default=0)
        said = text[start : row.phrase[0]]
        clause = re.split(r"[，；：]", said)[-1]
        named = [scope for scope in _SCOPE.findall(clause) if scope not in (row.indicator or "")]
        of_part = bool(named or _OPENS.match(said)) and row.region is None
        if of_part or last == (start, row.indicator):
            last = start, row.indicator
            yield row
        else:
            last = None
