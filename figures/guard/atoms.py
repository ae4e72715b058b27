"""What of a line is no plain words, and the piece that takes its place: slots, numbers, names, quotations, English.

Each comes with its finding, if it has one. Findings tell where by the words around, never by the number itself.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from errors import InputError
from figures.folding import strange
from figures.gate import find_forbidden
from figures.guard.checking.checks import Check
from figures.guard.checking.foreign import foreign
from figures.guard.checking.quotes import Unheld, unheld
from figures.guard.findings import Finding, FindingKind
from figures.guard.knowing import Unknown, form_of
from figures.guard.offer import Offer
from figures.guard.reply.lines import PLACE, Line
from figures.slots import EntryKind, EntrySlot, Piece, Slot, TermSlot, Text

VEIL = "▇"
_BRACES = re.compile(rf"[{{}}]+(?:[^{{}}，。；！？\n{PLACE}]*\|[^{{}}，。；！？\n{PLACE}]*)?")
_MASK = re.compile(r"[*＊]+|▇+")
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_AROUND = 8
_UNIT = re.compile("[百千万亿]{1,2}元?|元")  # of a number in a name: it is no word beside the slot
_UNSHOWN = re.compile(f"[{PLACE}{{}}|｛｝]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters [start, end) of a line's shape that are no plain words, and the piece in their place, if any."""

    start: int
    end: int
    piece: Piece | None
    finding: Finding | None = None


ReadSlot = Callable[[str, str, str], Slot]
"""Reads what stands between the braces, with the words before and after it. Raises `Unknown`."""


def atoms_of(line: Line, offer: Offer, read: ReadSlot, checks: Collection[Check]) -> list[Atom]:
    """The atoms of a line in order; of two that overlap, the one that begins first and reaches further."""
    known = (*offer.sources, offer.heading, *(slot.slot.ref.indicator for slot in offer.slots))
    names = dict.fromkeys(slot.slot.ref.indicator for slot in offer.slots)
    found = [*_terms(line, names), *_slots(line, read), *_braces(line)]
    if Check.NUMERALS in checks:
        found += _numbers(line)
    if Check.FOREIGN in checks:
        found += [*_foreign(line, known), *_bars(line)]
    found += _unheld(line, known, checks)
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
        elif atom.end > kept[-1].end:  # two that reach into each other are one
            kept[-1] = Atom(kept[-1].start, atom.end, _open("这里的内容没有来源"), kept[-1].finding or atom.finding)
    return kept


def _terms(line: Line, names: Iterable[str]) -> Iterator[Atom]:
    """The numbers inside the names of indicators that were offered (500万元以上项目投资): each stands in a slot that
    shows only within such a name, and none of them is the model's."""
    numbers = [(found.start, found.end) for found in find_forbidden(line.shape)]
    for name in names if numbers else ():
        for named in re.finditer(re.escape(name), line.shape):
            for start, end in numbers:
                if named.start() <= start and end <= named.end():
                    unit = _UNIT.match(line.shape, end, named.end())
                    whole = unit.end() if unit else end
                    yield Atom(start, whole, TermSlot(line.shape[start:whole]))


def _slots(line: Line, read: ReadSlot) -> Iterator[Atom]:
    for number, at in enumerate(match.start() for match in re.finditer(PLACE, line.shape)):
        inside = line.inside(number)
        try:
            slot = read(inside, line.shape[:at], line.shape[at + 1 :])
        except Unknown as unknown:
            mend = "请只用所给的数据位，原样照抄。"
            finding = _finding(line, at, at + 1, FindingKind.SLOT, f"里的{unknown}。", mend)
            yield Atom(at, at + 1, EntrySlot(EntryKind.CHECK, form_of(inside), None, str(unknown)), finding)
        else:
            yield Atom(at, at + 1, slot)


def _braces(line: Line) -> Iterator[Atom]:
    for found in _BRACES.finditer(line.shape):
        why, mend = "里有一个数据位没有写完整。", "数据位要以两个左花括号开头、两个右花括号结尾。"
        finding = _finding(line, found.start(), found.end(), FindingKind.SLOT, why, mend)
        yield Atom(found.start(), found.end(), _open("数据位没有写完整"), finding)


def _numbers(line: Line) -> Iterator[Atom]:
    spans = [(found.start, found.end) for found in find_forbidden(line.shape)]
    spans += [match.span() for match in _MASK.finditer(line.shape)]
    for start, end in _run_together(line.shape, sorted(spans)):
        if _is_no_number(line.shape[start:end]):
            continue
        why = f"里直接写了数字（以{VEIL}代替）。"
        mend = "请改用所给的数据位；没有合适的数据位，就不写这个数。"
        finding = _finding(line, start, end, FindingKind.NUMERAL, why, mend)
        yield Atom(start, end, _open("这里的数字没有来源"), finding)


def _is_no_number(words: str) -> bool:
    """Whether the gate refused `words` only because no official text has such signs."""
    return len(strange(words)) == len(words) and all(unicodedata.numeric(char, None) is None for char in words)


_BETWEEN = re.compile(r"[.．·,，、 　—–\-~～至到百千万亿零点成多余几]{1,3}")


def _run_together(shape: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Numbers that touch, or have nothing but a point or a dash between them, as one."""
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and (start <= runs[-1][1] or _BETWEEN.fullmatch(shape, runs[-1][1], start)):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _foreign(line: Line, known: Collection[str]) -> Iterator[Atom]:
    for found in foreign(line.shape, known):
        finding = _finding(line, found.start, found.end, found.kind, f"：{found.why}。", found.mend)
        yield Atom(found.start, found.end, _open(found.why), finding)


def _bars(line: Line) -> Iterator[Atom]:
    """The bars of a table: its cells stay, as parts of a sentence."""
    bars = [match.span() for match in _BAR.finditer(line.shape)]
    for start, end in bars:
        inner = start > 0 and end < len(line.shape)
        finding = None
        if (start, end) == bars[0]:
            finding = _finding(line, 0, len(line.shape), FindingKind.MARKUP, "是表格。", "请把表格改写成成文的段落。")
        yield Atom(start, end, Text("，") if inner else None, finding)


def _unheld(line: Line, known: tuple[str, ...], checks: Collection[Check]) -> Iterator[Atom]:
    for found in unheld(line.shape, known):
        if (Check.NAMES if found.named else Check.QUOTES) in checks:
            why = "里带数字的名称在资料里找不到。" if found.named else "这句引文在资料里找不到出处。"
            mend = "请只用资料里原有的名称。" if found.named else "请照资料原文引用，或不加引号、不说是谁说的。"
            finding = _finding(line, found.start, found.end, FindingKind.QUOTE, why, mend)
            yield Atom(found.start, found.end, _unheld_piece(line, found), finding)


def _unheld_piece(line: Line, found: Unheld) -> EntrySlot:
    words = _UNSHOWN.sub("…", line.shape[found.start : found.end])
    if found.named:
        return _open("这个带数字的名称在资料里找不到")
    try:
        return EntrySlot(EntryKind.CHECK, "#", None, f"引文在资料里找不到出处，模型写的是：{words}")
    except InputError:  # it has a number in it, which is not told
        return _open("引文在资料里找不到出处")


def _open(why: str) -> EntrySlot:
    return EntrySlot(EntryKind.CHECK, "#", None, why)


def _finding(line: Line, start: int, end: int, kind: FindingKind, why: str, mend: str) -> Finding:
    shown = "".join(f"“{context(line.shape, start, end)}”")
    return Finding(kind, *line.words_at(start, end), f"{shown}{why}", mend)


def context(shape: str, start: int, end: int) -> str:
    """The words around a fault, without any number."""
    words = f"{shape[max(0, start - _AROUND) : start]}{VEIL}{shape[end : end + _AROUND]}"
    for found in reversed(list(find_forbidden(words))):
        words = words[: found.start] + VEIL + words[found.end :]
    return _UNSHOWN.sub("…", words)
