"""Errors planted into texts that are right: ten kinds, one at a time, each at a number whose figure is in the tables.

Knows texts and the numbers in them; knows nothing of how they are checked.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Site:
    """A right number: its digits at [start, end) of a text, its unit behind them, and its kind of `measure` (rate,
    amount, rank, …: such as may be mistaken for each other). `before` is what the same line said the year before ("":
    nobody knows), `against` what it would say against another base of comparison."""

    start: int
    end: int
    unit: str
    measure: str
    before: str = ""
    against: Mapping[str, str] = field(default_factory=dict, compare=False)

    def digits(self, text: str) -> str:
        """The digits as printed."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Source:
    """A right text and its sites, in order."""

    name: str
    text: str
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one error of a `kind`: where the wrong numbers now stand, and `what` was written for what."""

    kind: str
    source: Source
    text: str
    wrong: tuple[tuple[int, int], ...]
    what: str = field(compare=False, default="")


_FLIPS = {
    "增长": "下降", "下降": "增长", "上涨": "下降", "提高": "回落", "回落": "提高", "增加": "减少", "减少": "增加",
    "高": "低", "低": "高", "上升": "下降", "降低": "提高", "拉动": "下拉", "扩大": "收窄", "收窄": "扩大",
    "加快": "放缓",
    "增": "降", "降": "增", "高于": "低于", "低于": "高于", "快于": "慢于",
}  # fmt: skip
_VERB = re.compile(rf"({'|'.join(sorted(_FLIPS, key=len, reverse=True))})$")
_OTHER_UNITS = {"元": "美元", "斤": "吨", "吨": "公斤", "人": "户", "公顷": "亩", "辆": "吨", "千瓦时": "吨"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLACES = ("全国", "全省")
_TIMES = ("一季度", "上年同期")
_LISTED = ("、", "和", "%、", "%和", "％、", "％和")


def _rounds_to(value: Decimal, shown: Decimal) -> bool:
    """Whether `value` at the decimals of `shown` is `shown`: then nothing was made wrong."""
    return abs(value - shown) * 2 <= Decimal(1).scaleb(int(shown.as_tuple().exponent))


def _replaced(source: Source, site: Site, digits: str, kind: str) -> Planted | None:
    old = site.digits(source.text)
    if not digits or _rounds_to(Decimal(old), Decimal(digits)):
        return None
    text = source.text[: site.start] + digits + source.text[site.end :]
    return Planted(kind, source, text, ((site.start, site.start + len(digits)),), f"{old}→{digits}")


def _changed(source: Source, site: Site, random_: random.Random) -> Planted | None:
    old = site.digits(source.text)
    at = random_.choice([index for index, char in enumerate(old) if char.isdigit()])
    first = at == 0 and len(old) > 1 and old[1] != "."
    new = random_.choice([digit for digit in "0123456789" if digit != old[at] and not (first and digit == "0")])
    return _replaced(source, site, old[:at] + new + old[at + 1 :], "digit changed")


def _swapped(source: Source, site: Site, random_: random.Random) -> Planted | None:
    old = site.digits(source.text)
    places = [index for index, char in enumerate(old) if char.isdigit()]
    pairs = [(one, two) for one, two in pairwise(places) if old[one] != old[two]]
    pairs = [(one, two) for one, two in pairs if not (one == 0 and old[two] == "0" and len(old) > 1 and two == 1)]
    if not pairs:
        return None
    one, two = random_.choice(pairs)
    swapped = list(old)
    swapped[one], swapped[two] = old[two], old[one]
    return _replaced(source, site, "".join(swapped), "digits swapped")


def _flipped(source: Source, site: Site, random_: random.Random) -> Planted | None:
    found = _VERB.search(source.text[: site.start])
    if found is None or Decimal(site.digits(source.text)) == 0 or site.measure == "amount":
        return None
    verb = _FLIPS[found[1]]
    text = source.text[: found.start()] + verb + source.text[site.start :]
    start = found.start() + len(verb)
    return Planted("sign flipped", source, text, ((start, start + site.end - site.start),), f"{found[1]}→{verb}")


def _with_unit(source: Source, site: Site, unit: str, kind: str) -> Planted:
    behind = site.end + len(site.unit)
    text = source.text[: site.end] + unit + source.text[behind:]
    return Planted(kind, source, text, ((site.start, site.end),), f"{site.unit}→{unit}")


def _other_unit(source: Source, site: Site, random_: random.Random) -> Planted | None:
    base = next((base for base in sorted(_OTHER_UNITS, key=len, reverse=True) if site.unit.endswith(base)), None)
    if base is None:
        return None
    return _with_unit(source, site, site.unit.removesuffix(base) + _OTHER_UNITS[base], "unit changed")


def _points(source: Source, site: Site, random_: random.Random) -> Planted | None:
    if site.unit in ("%", "％") and site.measure == "rate":
        return _with_unit(source, site, "个百分点", "% and points")
    return _with_unit(source, site, "%", "% and points") if site.unit == "个百分点" else None


def _last_years(source: Source, site: Site, random_: random.Random) -> Planted | None:
    return _replaced(source, site, site.before, "last year's value")


def _anothers(source: Source, site: Site, random_: random.Random) -> Planted | None:
    others = [other for other in source.sites if (other.unit, other.measure) == (site.unit, site.measure)]
    return _replaced(source, site, random_.choice(others).digits(source.text), "another's value") if others else None


def _comparator(source: Source, site: Site, random_: random.Random) -> Planted | None:
    if site.unit != "个百分点" and site.measure != "rank":
        return None
    start = max(source.text.rfind(mark, 0, site.start) for mark in "，。；、（") + 1
    for pair in (_PLACES, _TIMES):
        for one, other in (pair, pair[::-1]):
            at = source.text.rfind(one, start, site.start)
            if (
                at >= 0
                and "分别" not in source.text[at : site.start]
                and site.against.get(other) != site.digits(source.text)
            ):
                text = source.text[:at] + other + source.text[at + len(one) :]
                shift = len(other) - len(one)
                return Planted(
                    "wrong comparator", source, text, ((site.start + shift, site.end + shift),), f"{one}→{other}"
                )
    return None


def _scale(source: Source, site: Site, random_: random.Random) -> Planted | None:
    for scale, other in (("万亿", "亿"), ("亿", "万"), ("万", "亿")):
        if site.unit.startswith(scale):
            return _with_unit(source, site, other + site.unit.removeprefix(scale), "万 for 亿")
    return None


def _order(source: Source, site: Site, random_: random.Random) -> Planted | None:
    index = source.sites.index(site)
    if index + 1 >= len(source.sites):
        return None
    after = source.sites[index + 1]
    between = source.text[site.end : after.start]
    one, two = site.digits(source.text), after.digits(source.text)
    said = source.text[max(0, site.start - 12) : site.start]
    if between not in _LISTED and between.removeprefix(site.unit) not in _LISTED:
        return None
    if Decimal(one) == Decimal(two) or "分别" not in said or site.measure != after.measure:
        return None
    text = source.text[: site.start] + two + between + one + source.text[after.end :]
    second = site.start + len(two) + len(between)
    wrong = ((site.start, site.start + len(two)), (second, second + len(one)))
    return Planted("list order swapped", source, text, wrong, f"{one}、{two}→{two}、{one}")


KINDS: dict[str, Callable[[Source, Site, random.Random], Planted | None]] = {
    "digit changed": _changed,
    "digits swapped": _swapped,
    "sign flipped": _flipped,
    "unit changed": _other_unit,
    "% and points": _points,
    "last year's value": _last_years,
    "another's value": _anothers,
    "wrong comparator": _comparator,
    "万 for 亿": _scale,
    "list order swapped": _order,
}


def plant(sources: Sequence[Source], kind: str, count: int, random_: random.Random) -> list[Planted]:
    """`count` errors of one kind, each by itself in a fresh copy of its text; fewer where there are no more sites."""
    sites = [(source, site) for source in sources for site in source.sites]
    random_.shuffle(sites)
    planted: list[Planted] = []
    for source, site in sites:
        if len(planted) == count:
            break
        made = KINDS[kind](source, site, random_)
        if made is not None:
            planted.append(made)
    return planted


def number_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The one plain number within [start, end), or None where there is none or more than one."""
    found = list(_NUMBER.finditer(text, start, end))
    return found[0].span() if len(found) == 1 else None
