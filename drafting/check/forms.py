"""Quantities that are written as none is, and verbs that the tables do not bear out. Knows rows and figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.check.model import Finding, FindingKind, Verdict
from drafting.check.verdicts.judge import Judged
from figures.catalogue import Catalogue, Nature
from figures.figure import FigureKind
from figures.measure import Measure
from figures.resolve import Resolver
from figures.slots import FigureSlot
from figures.units import PERCENT
from figures.wording import Form, rises

_RULES = (
    (
        re.compile(r"(?:下降|减少|降低|缩小|回落|下跌)了?(?:约|近)?\d+(?:\.\d+)?倍"),
        "减少、下降不能用“倍”，请改用百分数或分数。",
    ),
    (
        re.compile(r"(?:约|大约|近|将近|接近)(?=\d)[\d.]+[^\d，。；、]{0,6}(?:左右|上下)"),
        "“约、近”与“左右”语义重复，请去掉一个。",
    ),
    (
        re.compile(r"(?:超过|突破|不低于|不少于|逾)(?=\d)[\d.]+[^\d，。；、的]{0,5}以上"),
        "“超过”与“以上”语义重复，请去掉一个。",
    ),
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), "公文中的数不用千分撇，请去掉逗号。"),
    (re.compile(r"增长速度(?:增长|提高)了?\d+(?:\.\d+)?[%％]"), "增速的变化应写“个百分点”。"),
)
_MOVES = ("提高", "下降", "降低", "上升", "回落", "提升")


def forms(text: str, judged: Sequence[Judged], catalogue: Catalogue) -> Iterator[Finding]:
    """Quantities written as none is."""
    for pattern, note in _RULES:
        for found in pattern.finditer(text):
            yield Finding(found.start(), found.end(), FindingKind.FORM, note)
    for one in judged:
        if one.row.measure is not Measure.YOY or one.number.verdict in (Verdict.MATCH, Verdict.MISMATCH):
            continue
        known = catalogue.find(one.row.indicator) if one.row.indicator and one.row.known else None
        if known is None or known.nature is not Nature.RATIO or known.unit != PERCENT or one.row.unit != PERCENT:
            continue
        if Form.parse(one.row.form).verb in _MOVES:
            note = f"“{known.name}”本身是百分数，它的变化应写“个百分点”。"
            yield Finding(one.number.start, one.number.end, FindingKind.FORM, note)


def directions(judged: Sequence[Judged], resolver: Resolver) -> Iterator[Finding]:
    """Amounts told with a verb (下降到, 增加至) whose move, as the tables tell it, goes the other way."""
    for one in judged:
        claim = one.claim
        if one.number.verdict is not Verdict.MATCH or claim is None or claim.kind is FigureKind.TARGET:
            continue
        if claim.ref.measure not in (Measure.VALUE, Measure.COUNT):
            continue
        rise = rises(one.row.form)
        if rise is None:
            continue
        moved = resolver.resolve(FigureSlot(replace(claim.ref, measure=Measure.DIFFERENCE, comparator=None), ""))
        if moved.quantity is None or moved.quantity.value == 0 or (moved.quantity.value > 0) == rise:
            continue
        verb = Form.parse(one.row.form).verb
        note = f"“{verb}”与数据不符：比上年同期变化{moved.quantity.label}。"
        start, _ = one.row.phrase
        yield Finding(min(start, one.number.start), one.number.end, FindingKind.DIRECTION, note)
