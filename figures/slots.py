"""Text and Slot: the two things a draft is made of, and their plain-text form `{{…}}`.

`Text` cannot be built with a numeral in it (`figures.gate` decides what is one), so no number reaches a page except
through a slot. Four kinds of slot share the page:

* `FigureSlot`   `{{指标|口径|期间|地区|比较|形式}}`, with a leading `目标:` on the indicator for a target;
* `CalendarSlot` `{{日历|单位|年差|形式}}`, told from the speech's own period;
* `EntrySlot`    `{{填报|类别|编号|形式|原文}}`, a name, date or count that only a person can give (编号 empty: open);
* `TermSlot`     `{{名称|用语}}`, a number inside the name of an indicator.

A *form* is the wording a number brings along with `#` in the number's place: `增长#%`, `第#位`, `#万人以上`. A verb in
round brackets, `(增长)#%`, is carried by the slot before it in its list and printed only when its own sign differs; a
bound in round brackets, `#项(以上)`, is said by a later member and printed only when the figure's own differs; a unit
in round brackets, `#(万人)`, is printed by a later member.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from errors import InputError
from figures.figure import WHOLE_CITY, FigureKind, FigureRef
from figures.gate import first_forbidden
from figures.measure import parse_measure
from figures.numerals import CN
from figures.period import Period


@dataclass(frozen=True, slots=True)
class Text:
    """Words without numerals. Raises `InputError` naming the first numeral found."""

    words: str

    def __post_init__(self) -> None:
        if "{" in self.words or "}" in self.words:
            raise InputError("文字中不能含有花括号，数据位请写成 {{指标|口径}} 的样子。")
        found = first_forbidden(self.words)
        if found is not None:
            raise InputError(f"文字中不能直接写数字“{found}”，请改用数据位。")


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """A place for one figure (or a formula over figures). `form` as in the module's docstring."""

    ref: FigureRef
    form: str
    kind: FigureKind = FigureKind.ACTUAL

    def __post_init__(self) -> None:
        _check_form(self.form, self.ref.comparator or "")
        if self.form.count("#") > 1:
            raise InputError(f"数据位的形式“{self.form}”里只能有一个 #。")
        str(self)  # what cannot be written down cannot be built

    def __str__(self) -> str:
        ref = self.ref
        name = f"目标:{ref.indicator}" if self.kind is FigureKind.TARGET else ref.indicator
        return _braced(name, ref.measure.label, str(ref.period), ref.region, ref.comparator or "", self.form)


class CalendarUnit(StrEnum):
    """What a calendar slot tells, always out of the speech's own period."""

    YEAR = "年"
    MONTHS = "起止月"
    LAST_MONTH = "止月"
    QUARTER = "季度"
    SPAN = "期间"


_CALENDAR_FORMS = {
    CalendarUnit.YEAR: "#年",
    CalendarUnit.MONTHS: "#月",
    CalendarUnit.LAST_MONTH: "#月",
    CalendarUnit.QUARTER: "#季度",
    CalendarUnit.SPAN: "#",
}
_CALENDAR_OFFSETS = {
    CalendarUnit.YEAR: range(-20, 21),
    CalendarUnit.MONTHS: range(1),
    CalendarUnit.LAST_MONTH: range(1),
    CalendarUnit.QUARTER: range(1, 5),
    CalendarUnit.SPAN: range(1),
}


@dataclass(frozen=True, slots=True)
class CalendarSlot:
    """A year, month, quarter, or the name of the speech's own span (上半年).

    `offset` counts years from the speech's year (for 季度 it is the quarter's number). The form names the unit right
    behind the number (`#年`), so that no other number can be told by it.
    """

    unit: CalendarUnit
    offset: int
    form: str

    def __post_init__(self) -> None:
        _check_form(self.form)
        _check_place(self.form)
        form = self.form.removeprefix("第")
        if not form.startswith(_CALENDAR_FORMS[self.unit]) or (self.unit is CalendarUnit.SPAN and form != "#"):
            raise InputError(f"日历数据位的形式“{self.form}”应以“{_CALENDAR_FORMS[self.unit]}”开头。")
        if self.offset not in _CALENDAR_OFFSETS[self.unit]:
            raise InputError(f"日历数据位里的“{self.offset}”超出了{self.unit}可用的范围。")
        str(self)

    def __str__(self) -> str:
        return _braced("日历", self.unit.value, str(self.offset), self.form)


class EntryKind(StrEnum):
    """What a person has to give."""

    NAME = "名称"
    DATE = "日期"
    COUNT = "计数"
    OTHER = "其他"
    REPORTED = "部门"  # what a department reports and no table tells; the hint tells who and what
    CHECK = "待核"  # what a model wrote and the guard did not let stand; the hint tells why


@dataclass(frozen=True, slots=True)
class EntrySlot:
    """A place only a person can fill; `entry` is the number of the attested entry that does, or None while open;
    `hint` is what stood there in the past text, or in the department's."""

    kind: EntryKind
    form: str
    entry: int | None = None
    hint: str = ""

    def __post_init__(self) -> None:
        _check_form(self.form)
        _check_place(self.form)
        if self.kind is EntryKind.CHECK:
            Text(self.hint)  # it is shown as it stands
        str(self)

    def __str__(self) -> str:
        return _braced("填报", self.kind.value, "" if self.entry is None else str(self.entry), self.form, self.hint)


@dataclass(frozen=True, slots=True)
class TermSlot:
    """A number that belongs to an indicator's name (500万元以上 in 500万元以上项目投资): shown only where the words
    around it complete a name that the catalogue or a table knows."""

    words: str

    def __post_init__(self) -> None:
        if not self.words:
            raise InputError("名称数据位缺少用语。")
        str(self)

    def __str__(self) -> str:
        return _braced("名称", self.words)


Slot = FigureSlot | CalendarSlot | EntrySlot | TermSlot
Piece = Text | Slot

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


# A comparator may name months (比1—5月提高): they tell against what, and stand in the form as they stand in the ref.
_MONTHS = re.compile(r"(?:今年|前)?[0-9０-９*一二三四五六七八九十—\-–]+(?:个)?(?:月份?|季度)")
_GROWN_ON = re.compile(rf"[{CN}点.．,，·0-9]#|#[零〇一二三四五六七八九两点.．,，·0-9]")


def _check_form(form: str, comparator: str = "") -> None:
    """A form has no number of its own: only `#` stands for one."""
    if _MONTHS.fullmatch(comparator):
        form = form.replace(comparator, "")
    plain = form.replace("#", "*").replace("*(", "*")
    grown = _GROWN_ON.search(form)
    words = first_forbidden(plain) or (grown[0] if grown else None)
    if words is not None:
        raise InputError(f"数据位的形式“{form}”里不能直接写数字“{words}”。")


def _check_place(form: str) -> None:
    """A slot that shows nothing would join the words around it."""
    if form.count("#") != 1:
        raise InputError(f"数据位的形式“{form}”里应有且只有一个 #。")


def _braced(*parts: str) -> str:
    if any(mark in part for part in parts for mark in ("|", "{", "}")):
        raise InputError("数据位的各部分不能含有 | 或花括号。")
    return "{{" + "|".join(parts).rstrip("|") + "}}"


def parse_slot(inside: str, *, period: Period, region: str = WHOLE_CITY) -> Slot:
    """The slot written `{{inside}}`; parts left out take `period`, `region` and the measure's usual form.

    Raises `InputError` for an unknown kind, measure or period.
    """
    parts = [part.strip() for part in inside.split("|")]
    if len(parts) > 3:  # a form and what follows it keep their blanks
        parts[3:] = inside.split("|")[3:]
    if parts[0] == "日历" and len(parts) == 4:
        return CalendarSlot(_member(CalendarUnit, parts[1]), _integer(parts[2]), parts[3])
    if parts[0] == "名称" and len(parts) == 2:
        return TermSlot(parts[1])
    if parts[0] == "填报" and len(parts) in (4, 5):
        entry = _integer(parts[2]) if parts[2] else None
        return EntrySlot(_member(EntryKind, parts[1]), parts[3], entry, *parts[4:])
    name, measure, when, where, comparator, form = (parts + [""] * 6)[:6]
    where, comparator = where.strip(), comparator.strip()
    if not name or not measure or len(parts) > 6:
        raise InputError(f"数据位“{{{{{inside}}}}}”不完整，应写成 {{{{指标|口径|期间|地区|比较|形式}}}}。")
    kind = FigureKind.TARGET if name.startswith("目标:") else FigureKind.ACTUAL
    ref = FigureRef(
        name.removeprefix("目标:"),
        parse_measure(measure),
        Period.parse(when) if when else period,
        where or region,
        comparator or None,
    )
    return FigureSlot(ref, form, kind)


def parse_pieces(text: str, *, period: Period, region: str = WHOLE_CITY) -> tuple[Piece, ...]:
    """`text` with slots in braces, as the pieces it stands for. Raises `InputError` for a numeral outside a slot."""
    return tuple(_pieces(text, period, region))


def _pieces(text: str, period: Period, region: str) -> Iterator[Piece]:
    at = 0
    for match in _SLOT.finditer(text):
        if match.start() > at:
            yield _words(text, at, match.start())
        yield parse_slot(match[1], period=period, region=region)
        at = match.end()
    if at < len(text):
        yield _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> Text:
    """The words between two slots. Behind a slot no line begins: what would be numbering there (5、) is a numeral."""
    words = text[start:end]
    if start and not text[start - 1].isspace():
        found = first_forbidden("…" + words)
        if found is not None:
            raise InputError(f"文字中不能直接写数字“{found}”，请改用数据位。")
    return Text(words)


def write_pieces(pieces: Iterable[Piece]) -> str:
    """The inverse of `parse_pieces`."""
    return "".join(piece.words if isinstance(piece, Text) else str(piece) for piece in pieces)


_E = TypeVar("_E", bound=StrEnum)


def _member(kind: type[_E], name: str) -> _E:
    try:
        return kind(name)
    except ValueError:
        raise InputError(f"数据位里的“{name}”不认识。") from None


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError(f"数据位里的“{text}”应是整数。") from None
