"""Whether a document agrees with itself: one indicator, one value; lists of equal length; parts within their whole.

Looks at what was printed, whether a table tells it or not. Only figures that were read surely are held together.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafting.check.model import Finding, FindingKind, Verdict
from drafting.check.verdicts.comparing import Printed, factor_between
from drafting.check.verdicts.judge import Judged
from drafting.check.verdicts.placing import Telling, sentence_at
from figures.catalogue import Catalogue
from figures.figure import FigureKind, FigureRef
from figures.measure import Measure
from figures.resolve import describe
from figures.units import PERCENT

# Parts that make up their whole, each told by itself.
WHOLES = {
    "地区生产总值": ("第一产业增加值", "第二产业增加值", "第三产业增加值"),
    "货物进出口总额": ("货物出口总额", "货物进口总额"),
}
_EACH = re.compile(
    r"分别(?:同比|环比)?(?:为|是|达到?|完成|实现|增长|下降|上涨|提高|回落|增加|减少|占|高|低|比[^，。；0-9]{1,8}|约|超过?){0,3}$"
)
_CLAUSE_START = re.compile(r"[，。；：！？\n]")
_SPLIT = re.compile(r"、|以及|[和与及]")
_BETWEEN = ("、", "和", "与", "及", "以及", "、和")
_RATIO = re.compile(r"(?:比例|比重|结构|之比|比)[^，。；\d]{0,14}(\d+(?:\.\d+)?(?:[：:∶]\d+(?:\.\d+)?){2,})")
_FROM_TO = re.compile(r"(?:从|由)[^，。；]*$")
_AMONG = re.compile(r"其中")
_OF_THESE = (Measure.VALUE, Measure.COUNT)
_ONE = Decimal("0.15")
_ALIKE = Decimal("0.4")
"""Two values of one thing told in two places lie within this share of each other; others are of two things."""


def inconsistencies(judged: Sequence[Judged], telling: Telling, catalogue: Catalogue) -> Iterator[Finding]:
    """Everything in which the document does not agree with itself."""
    yield from _twice(judged, telling.text)
    yield from _lists(judged, telling.text)
    yield from _ratios(telling.text)
    yield from _among(judged, telling.text)
    yield from _wholes(judged, catalogue)
    yield from _shares(judged, catalogue)


# one indicator with two values


def _twice(judged: Sequence[Judged], text: str) -> Iterator[Finding]:
    first: dict[tuple[FigureRef, FigureKind], Judged] = {}
    for one in judged:
        if not _is_sure(one) or _FROM_TO.search(text[max(0, one.row.start - 24) : one.row.start]):
            continue
        assert one.claim is not None and one.printed is not None  # what is sure has both
        key = (one.claim.ref, one.claim.kind)
        before = first.setdefault(key, one)
        assert before.printed is not None
        if before is not one and not _agree(before.printed, one.printed):
            what = describe(one.claim.ref, one.claim.kind)
            note = f"{what}前文写作“{before.number.text}”，这里写作“{one.number.text}”。"
            yield Finding(one.number.start, one.number.end, FindingKind.TWICE, note)


def _is_sure(one: Judged) -> bool:
    """Whether a number was surely read: a known name, no bound, and told by no table (which would have decided)."""
    return (
        one.claim is not None
        and one.printed is not None
        and one.printed.bound is None
        and one.row.known
        and one.row.footing is None
        and one.number.verdict is Verdict.UNVERIFIED
        and one.number.expected is None
        and one.row.measure in (Measure.YOY, Measure.VALUE, Measure.TWO_YEAR_AVG)
    )


def _agree(one: Printed, other: Printed) -> bool:
    factor = factor_between(other.unit, one.unit)
    if factor is None:
        return True  # told in two ways: no two values of one thing
    apart = abs(one.value - other.value * factor)
    if apart > _ALIKE * abs(one.value):
        return True  # so far apart that one of them must be told of something else
    return 2 * apart <= max(_step(one.value), _step(other.value) * factor)


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


# lists


def _lists(judged: Sequence[Judged], text: str) -> Iterator[Finding]:
    for values in _chains(judged, text):
        start = values[0].row.start
        found = _EACH.search(text, max(0, start - 24), start)
        if found is None:
            continue
        fewest, most = _names(text, found.start())
        if most < 2 or fewest <= len(values) <= most:
            continue
        left, right = sentence_at(text, start)
        told = [one for one in judged if left <= one.row.start < right]
        if len(values) == 1 and len(told) > 1 and told[-1].row.start > start:
            continue  # the other values are told further on, each in a clause of its own
        note = (
            f"“分别”前列了{most}项，后面只有{len(values)}个数"
            if len(values) < most
            else (f"“分别”前列了{most}项，后面却有{len(values)}个数")
        )
        yield Finding(found.start(), values[-1].row.end, FindingKind.LIST, f"{note}，请补齐或改写。")


def _chains(judged: Sequence[Judged], text: str) -> Iterator[list[Judged]]:
    held: list[Judged] = []
    for one in judged:
        if one.number.verdict is Verdict.EXEMPT:
            continue
        if held and text[held[-1].row.end : one.row.start] in _BETWEEN:
            held.append(one)
            continue
        if held:
            yield held
        held = [one]
    if held:
        yield held


def _names(text: str, end: int) -> tuple[int, int]:
    """The fewest and the most names that stand before character `end` in its clause: 和 may belong to a name."""
    left = max(
        (found.end() for found in _CLAUSE_START.finditer(text, max(0, end - 160), end)), default=max(0, end - 160)
    )
    names = text[left:end]
    if "城乡" in names or "“" in names or re.search(r"[一二三]、[一二三]|产业|均|各", names):
        return 0, 0
    least = names.count("、") + 1
    most = len([name for name in _SPLIT.split(names) if name])
    return least, max(least, most)


# sums and shares


def _ratios(text: str) -> Iterator[Finding]:
    for found in _RATIO.finditer(text):
        parts = [Decimal(part) for part in re.split("[：:∶]", found[1])]
        total = sum(parts, Decimal(0))
        if 50 < total < 150 and abs(total - 100) > _ONE * (len(parts) - 1):
            yield Finding(
                found.start(1), found.end(1), FindingKind.SUM, f"构成比各项相加为{total}，不等于100，请核对。"
            )


def _among(judged: Sequence[Judged], text: str) -> Iterator[Finding]:
    """A part told right behind 其中 that is more than its whole."""
    for whole, part in pairwise(judged):
        if not (_is_amount(whole) and _is_amount(part)) or whole.row.unit != part.row.unit:
            continue
        assert whole.printed is not None and part.printed is not None  # amounts are printed
        between = text[whole.row.end : part.row.start]
        if not _AMONG.search(between) or any(mark in between for mark in "。；\n"):
            continue
        if part.printed.value > whole.printed.value:
            note = f"“其中”的{part.number.text}多于总数{whole.number.text}，请核对。"
            yield Finding(part.row.start, part.row.end, FindingKind.SUM, note)


def _is_amount(one: Judged) -> bool:
    return (
        one.printed is not None
        and one.row.measure in _OF_THESE
        and one.printed.bound is None
        and one.row.unit != ""
        and "/" not in one.row.unit
    )


def _wholes(judged: Sequence[Judged], catalogue: Catalogue) -> Iterator[Finding]:
    """A whole that is not the sum of all its parts, where the document tells all of them."""
    told = _amounts(judged, catalogue)
    for (name, where), whole in told.items():
        known = [found for part in WHOLES.get(name, ()) if (found := told.get((part, where))) is not None]
        if not known or len(known) < len(WHOLES[name]):
            continue
        factors = [
            factor_between(part.printed.unit, whole.printed.unit) for part in known if part.printed and whole.printed
        ]
        if None in factors or whole.printed is None:
            continue
        total = sum((p.printed.value * f for p, f in zip(known, factors, strict=True) if p.printed and f), Decimal(0))
        slack = _step(whole.printed.value) + sum((_step(p.printed.value) for p in known if p.printed), Decimal(0))
        if abs(total - whole.printed.value) > slack:
            parts_told = "、".join(p.number.text for p in known)
            note = f"文中各部分（{parts_told}）相加为{total:f}{whole.printed.unit}，与{name}{whole.number.text}不等。"
            yield Finding(whole.number.start, whole.number.end, FindingKind.SUM, note)


def _shares(judged: Sequence[Judged], catalogue: Catalogue) -> Iterator[Finding]:
    """A share that is not part over whole, where the document tells all three and no table decided."""
    told = _amounts(judged, catalogue)
    for one in judged:
        claim = one.claim
        if claim is None or one.printed is None or claim.ref.measure is not Measure.SHARE:
            continue
        if one.number.verdict is not Verdict.UNVERIFIED or one.printed.unit != PERCENT:
            continue
        known = catalogue.find(claim.ref.indicator)
        whole_name = claim.ref.comparator or (known.whole if known else None)
        where = (str(claim.ref.period), claim.ref.region)
        part = told.get((catalogue.canonical(claim.ref.indicator), where))
        whole = told.get((catalogue.canonical(whole_name), where)) if whole_name else None
        if (
            part is None
            or whole is None
            or part is whole
            or part.printed is None
            or whole.printed is None
            or not whole.printed.value
        ):
            continue
        factor = factor_between(part.printed.unit, whole.printed.unit)
        if factor is None:
            continue
        share = part.printed.value * factor / whole.printed.value * 100
        if abs(share - one.printed.value) > _step(one.printed.value) + Decimal("0.1"):
            note = f"按文中{part.number.text}÷{whole.number.text}计算，占比应为{share:.1f}%左右。"
            yield Finding(one.number.start, one.number.end, FindingKind.SUM, note)


def _amounts(judged: Sequence[Judged], catalogue: Catalogue) -> dict[tuple[str, tuple[str, str]], Judged]:
    """The amounts that were surely read, by indicator, period and place; the first where there are several."""
    told: dict[tuple[str, tuple[str, str]], Judged] = {}
    for one in judged:
        ref = one.claim.ref if one.claim is not None and one.claim.kind is FigureKind.ACTUAL else None
        if ref is None or not _is_amount(one) or one.row.footing is not None or not one.row.known:
            continue
        if one.number.verdict is Verdict.UNVERIFIED and one.number.expected is not None:
            continue
        told.setdefault((catalogue.canonical(ref.indicator), (str(ref.period), ref.region)), one)
    return told
