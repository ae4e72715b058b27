"""Words that would grow on a slot's number and make another of it: 十{{#%}}, {{#}}万亿元, 负{{#%}}, {{#%}}点五."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.numerals import CN
from figures.resolve import Resolver
from figures.slots import EntryKind, EntrySlot, FigureSlot, Piece, Text
from figures.units import UNIT_WORDS
from figures.wording import Form, alike_units

_DIGITS = f"{CN}0-9０-９"
_BEFORE = re.compile(rf"(?:[{_DIGITS}点.．·负几]|(?<![-–—−－])[-–−－]|百分之|分之)[ 　]*$")
_AFTER = re.compile(
    rf"[ 　]*(?:[点.．·][{_DIGITS}]|[{_DIGITS}]|[%％‰]|个?百分点|[成倍番](?!为|立|果|效|功|员|都|长|本|绩))"
)
_UNITS = "|".join(sorted(map(re.escape, UNIT_WORDS), key=len, reverse=True))
_UNIT = re.compile(rf"[ 　]*(?P<unit>[十百千万亿]*(?:{_UNITS})|[十百千万亿]+|%|％|成|倍)")
_PLAIN_WORDS = re.compile(r"(?:统一|唯一|之一|专一|同一|划一|万一|如一|归一|合一|第一)$")


@dataclass(frozen=True, slots=True)
class Grown:
    """Piece `index` of a paragraph has words beside it that make another number of its own; `why` says which side."""

    index: int
    why: str


def grown(pieces: Sequence[Piece], resolver: Resolver) -> Iterator[Grown]:
    """The slots whose number the words beside them would change."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text) or _is_made_up(piece):
            continue
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        form = getattr(piece, "form", "#")
        if isinstance(piece, FigureSlot) and (_is_made_up(before) or _is_made_up(after)):
            yield Grown(index, "数据位旁边紧挨着没有来源的数字")
        elif isinstance(before, Text) and form.startswith("#") and _grows_ahead(before.words):
            yield Grown(index, "数据位前面的字会改变数字")
        elif isinstance(after, Text) and _grows_behind(piece, after.words, resolver):
            yield Grown(index, "数据位后面的字会改变数字或单位")


def _is_made_up(piece: Piece | None) -> bool:
    return isinstance(piece, EntrySlot) and piece.kind is EntryKind.CHECK


def _grows_ahead(words: str) -> bool:
    return _BEFORE.search(words) is not None and _PLAIN_WORDS.search(words.rstrip()) is None


def _grows_behind(piece: Piece, words: str, resolver: Resolver) -> bool:
    if not isinstance(piece, FigureSlot):
        return _AFTER.match(words) is not None and not isinstance(piece, Text)
    if piece.form and not Form.parse(piece.form).measured_in:
        told = _UNIT.match(words)
        if told is None:
            return _AFTER.match(words) is not None
        quantity = resolver.resolve(piece).quantity
        return quantity is not None and not alike_units(told["unit"].replace("％", "%"), quantity.unit)
    return _AFTER.match(words) is not None
