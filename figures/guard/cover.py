"""The cover: what of a reply that is still growing may be shown before the guard has ruled.

Words are shown as they come, a slot once it is whole, a veil where a number, a name with a number in it or a foreign
word stands. What may yet grow into a number or a slot is held back until the characters behind it have come.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from figures.gate import find_forbidden
from figures.guard.checking.foreign import foreign
from figures.guard.reply.cleaning import SLOT, cleaned
from figures.numerals import CN, name_spans

# Characters that may begin, or go on with, a number, a slot, markup or a foreign word; and how many have to follow
# before none can.
_MAYBE = re.compile(
    rf"[{CN}0-9０-９第倒翻过近超逾上破半双成数几多对大减倍连前居列排登位名零负百壹贰叁肆伍陆柒捌玖拾佰仟.．点&<\[*`_~$\\A-Za-z]"
)
_AHEAD = 14
_BLANKS = " \t\u3000·-/"
_HEAD = re.compile(r"[\s\-#>+•●·*_=|.、（(]*")
# What is left of a slot that is none. Taken out, it would join the words on both sides (三{{成), so it is veiled.
_STRAY = re.compile(r"[{}|]+")
# An emphasis that is not over; the one that opens a line may be seen, as its words are a lead.
_MARK = re.compile(r"(?<=[^*])\*+(?!\*)|`|~~|__|\$")
_LONGEST_MARKED = 80
_OPENED = re.compile(r"[“「『\"]")
_LONGEST_NAME = 24
_YEARS = ("-1", "0", "1")
_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class Veil:
    """Stands where something must not be seen before the guard has ruled."""


@dataclass(frozen=True, slots=True)
class SlotText:
    """A whole slot of a reply, by what stands between its braces; nothing in it is a number of the reply's own."""

    inside: str


Part = str | SlotText | Veil


@dataclass(frozen=True, slots=True)
class Covered:
    """What may be shown, in order; line breaks are part of the words."""

    parts: tuple[Part, ...]


def cover(reply: str, *, done: bool = False) -> Covered:
    """What of `reply` may be shown; `done` tells that nothing more will come. What was shown stays as the reply grows,
    and a line or sentence that is over is not looked at again."""
    head, _, last = reply.rpartition("\n")
    parts: list[Part] = []
    if "\n" in reply:
        for line in head.split("\n"):
            parts += [*_whole(line, True), "\n"]
    over = _over(last)
    if over:
        parts += _whole(last[:over], True)
    parts += _parts(last[over:], at_head=not over, done=done)
    return Covered(tuple(_joined(parts)))


def _over(line: str) -> int:
    """Where the sentences of a growing line that are over end, with no markup or quotation open across that place."""
    at = len(line)
    while (at := max(line.rfind(mark, 0, at) for mark in "。；！？")) > 0:
        words = line[: at + 1]
        even = all(words.count(mark) % 2 == 0 for mark in ("**", "`", "__", "~~", "$"))
        paired = all(words.count(one) == words.count(other) for one, other in ("“”", "[]", "<>", "{}", "（）"))
        if even and paired and len(line) > at + 1:
            return at + 1
    return 0


@functools.lru_cache(maxsize=_AT_ONCE)
def _whole(line: str, at_head: bool) -> tuple[Part, ...]:
    return tuple(_parts(line, at_head=at_head, done=True))


def _parts(line: str, *, at_head: bool, done: bool) -> Iterator[Part]:
    ahead = "" if at_head else "…"
    text = cleaned(ahead + line).text.removeprefix(ahead)
    end = len(text) if done else 0 if at_head and _HEAD.fullmatch(text) else _held_from(text)
    shape = SLOT.sub(lambda match: "\ufffc" * len(match[0]), text)
    spans: list[tuple[int, int, SlotText | Veil]] = []
    spans += [(match.start(), match.end(), _slot(match[1])) for match in SLOT.finditer(text)]
    spans += [(found.start, found.end, Veil()) for found in find_forbidden(shape)]
    spans += [(start, stop, Veil()) for start, stop in name_spans(shape)]
    spans += [(match.start(), match.end(), Veil()) for match in _STRAY.finditer(shape)]
    spans += [(found.start, found.end, Veil()) for found in foreign(shape.replace("\ufffc", "，"), ())]
    at = 0
    for start, stop, part in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < at or start >= end:
            continue
        yield text[at:start]
        yield part
        at = stop
    if at < end:
        yield text[at:end]


def _held_from(text: str) -> int:
    """Where what may yet become a number, a slot, a name or markup begins."""
    end = len(text)
    opened = max(text.rfind("{"), text.rfind("｛"))
    if opened >= 0 and "}}" not in text[opened:]:
        end = opened - (opened > 0 and text[opened - 1] in "{｛")
    quoted = max((match.start() for match in _OPENED.finditer(text, 0, end)), default=-1)
    if quoted >= 0 and end - quoted < _LONGEST_NAME and not re.search(r"[”」』]", text[quoted:end]):
        end = quoted
    marked = _MARK.search(text, max(0, end - _LONGEST_MARKED), end)
    if marked:
        end = marked.start()
    found = _MAYBE.search(text, max(0, end - _AHEAD), end)
    if found is None:
        return end
    at = found.start()
    while at > 0 and (_MAYBE.match(text, at - 1) or text[at - 1] in _BLANKS):
        at -= 1
    return at


def _slot(inside: str) -> SlotText | Veil:
    """A slot as far as it may be filled unruled: none of its parts brings a number along."""
    parts = inside.split("|")
    name = parts[0].strip()
    if name == "填报":
        form = parts[3] if len(parts) > 3 and not any(find_forbidden(parts[3].replace("#", "*"))) else "#"
        return SlotText("|".join(("填报", parts[1] if len(parts) > 1 else "", "", form)))
    if name == "日历":
        return SlotText(inside) if len(parts) > 2 and (parts[1] != "年" or parts[2].strip() in _YEARS) else Veil()
    told = (part.replace("#", "*") for at, part in enumerate(parts) if at != 2)
    return Veil() if name == "名称" or any(any(find_forbidden(part)) for part in told) else SlotText(inside)


def _joined(parts: list[Part]) -> Iterator[Part]:
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            yield words
        words = ""
        yield part
    if words:
        yield words
