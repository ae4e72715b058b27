"""What became of a target: held against what was reached, with the arithmetic in words. Knows values only.

A threshold is taken plainly: 左右 asks for the number itself. Which side of it is good the bound says, else the
indicator. Before its time is over a rate is compared as it stands, an amount with its share of the calendar.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from figures.catalogue import Indicator, Nature
from figures.catalogue.model import Better
from figures.ledger.statement import Statement
from figures.ledger.target import Actual, Outcome, TargetStatus
from figures.measure import Measure
from figures.quantity import Bound, Quantity, plain
from figures.units import scale_of

_POSITIVE = re.compile(r"正增长")
_ANEW = re.compile(r"^新|新增|新开工|新建|新签|竣工|开工|签约|引进|建成|完成|改造|投放|事故|死亡")
_LEVEL = re.compile(r"(?:达到?|突破|稳定在|保持在|超过|增至|[高升]至|[高加升]到)[^，；]{0,4}$")
_CEILING = re.compile(r"价格")  # prices are to be kept down to what is set: 居民消费价格涨幅2%左右
_NEARLY = Decimal("0.5")  # percentage points within which growth counts as 基本同步
_IN_STEP = re.compile(r"同步|不低于")
_ECONOMY = re.compile(r"经济|生产总值|GDP")
_WIDER = re.compile(r"(?:高于|快于|不低于|好于|超过)(?P<wider>全[国省区])(?P<rest>.*)")
_THE_SAME = re.compile(r"(?:的?(?:平均|水平|增速|增幅|增长|速度))*")  # of the wider region the same, and nothing else
_GDP = "地区生产总值"
_AMOUNTS = (Measure.VALUE, Measure.COUNT)
_WEIGHTS = {"吨": Decimal(2000), "公斤": Decimal(2), "斤": Decimal(1)}


def outcome_of(
    target: Statement,
    indicator: Indicator | None,
    actuals: Sequence[Actual],
    *,
    before: Sequence[Actual] = (),
    against: Sequence[Actual] = (),
) -> Outcome:
    """Where `target` stands by `actuals`, the best source first: told of the same thing in its time. `before` tells of
    the same in the year before; for a wording without a number, `against` tells of what it is set against."""
    if target.quantity is None:
        return _related(target, indicator, actuals, against)
    period = target.period
    if period is None:
        return _of_several_years(target, indicator, actuals)
    whole = next((one for one in actuals if one.period == period), None)
    if whole is not None:
        return _decided(target, indicator, whole)
    within = [one for one in actuals if one.period.year == period.year and one.period.first == period.first]
    if within:
        latest = max(within, key=lambda one: one.period.last)
        best = next(one for one in within if one.period.last == latest.period.last)
        base = next((one for one in before if one.period.year == period.year - 1 and one.period.last == 12), None)
        return _under_way(target, indicator, best, base)
    return Outcome(TargetStatus.OPEN, None, f"还没有{period.label}的实际数")


def _decided(target: Statement, indicator: Indicator | None, actual: Actual) -> Outcome:
    reached = in_unit(actual.quantity, target.unit)
    if reached is None:
        return _incomparable(target, actual)
    met, words = _held(target, indicator, reached)
    return Outcome(TargetStatus.MET if met else TargetStatus.MISSED, actual, words, *_shares(target, reached, 100.0))


def _related(
    target: Statement, indicator: Indicator | None, actuals: Sequence[Actual], against: Sequence[Actual]
) -> Outcome:
    """What is set against another number (与经济增长同步, 高于全国平均): held against it in the same period, the whole
    year first."""
    if target.period is None:
        return Outcome(TargetStatus.OPEN, None, f"目标没有数字（{target.text}），期满后评价")
    whole = target.period
    pairs = [(one, other) for one in actuals for other in against if one.period == other.period]
    pairs.sort(key=lambda pair: (pair[0].period == whole, pair[0].period.last), reverse=True)
    if _POSITIVE.search(target.text):
        own = next((one for one in actuals if one.period == whole), None)
        if own is None:
            return Outcome(TargetStatus.OPEN, None, f"还没有{whole.label}的实际数")
        reached = own.quantity.value
        status = TargetStatus.MET if reached > 0 else TargetStatus.MISSED
        return Outcome(status, own, f"{target.text}：实际{plain(reached)}% {'>' if reached > 0 else '≤'} 0")
    set_against = mark_of(target)
    if not pairs or set_against is None:
        return Outcome(TargetStatus.OPEN, None, f"目标没有数字（{target.text}），还没有可对照的实际数")
    own, other = pairs[0]
    reached, mark = own.quantity.value, in_unit(other.quantity, own.quantity.unit)
    if mark is None:
        return _incomparable(target, other)
    nearly = "基本同步" in target.text and reached < mark
    in_step = _IN_STEP.search(target.text) is not None
    if "好于" in target.text and indicator is not None and indicator.better is Better.DOWN:
        held = reached < mark
    else:
        held = reached >= mark - (_NEARLY if nearly else 0) if in_step else reached > mark
    place = "" if set_against.region == target.region else set_against.region
    words = _compared(reached, mark, own.quantity.unit, f"{place}{set_against.indicator}", strict=not in_step)
    words += f"（相差{plain(_NEARLY)}个百分点以内算基本同步）" if nearly else ""
    if own.period == whole:
        return Outcome(TargetStatus.MET if held else TargetStatus.MISSED, own, f"{target.text}：{words}")
    status = TargetStatus.ON_TRACK if held else TargetStatus.BEHIND
    return Outcome(status, own, f"{target.text}，{own.period.label}：{words}")


def mark_of(target: Statement) -> Statement | None:
    """What a wording without a number sets a target against, told as one of that: the growth of the economy in the same
    place, or the same thing in the nation or the province as a whole. None where it is set against nothing else."""
    words = target.relation or ""
    wider = _WIDER.match(words)
    if wider and _THE_SAME.fullmatch(wider["rest"]):
        return replace(target, region=wider["wider"])
    if not _ECONOMY.search(words):
        return None
    return replace(target, indicator=_GDP, measure=Measure.YOY, region=wider["wider"] if wider else target.region)


def _under_way(target: Statement, indicator: Indicator | None, actual: Actual, base: Actual | None) -> Outcome:
    """A year that is not over: amounts that add up are held against the calendar, levels by how far they came since the
    year before, rates and ratios as they stand."""
    reached, period = in_unit(actual.quantity, target.unit), actual.period
    goal = target.quantity.value if target.quantity else None
    if reached is None or goal is None or target.period is None:
        return _incomparable(target, actual)
    months = target.period.last - target.period.first + 1
    gone = period.last - target.period.first + 1
    due = Decimal(gone * 100) / months
    calendar = f"序时进度{gone}÷{months}={due:.1f}%"
    held, comparison = _held(target, indicator, reached)
    if target.measure not in _AMOUNTS or target.unit == "%" or not goal:
        status = TargetStatus.ON_TRACK if held else TargetStatus.BEHIND
        return Outcome(status, actual, f"{period.label}：{comparison}", None, float(due))
    if _adds_up(target, indicator):
        share = reached / goal * 100
        came = f"完成{plain(reached)}{target.unit}，{plain(reached)}÷{plain(goal)}={share:.1f}%"
    else:
        start = in_unit(base.quantity, target.unit) if base is not None else None
        if held or start is None or start == goal:
            status = TargetStatus.ON_TRACK if held else TargetStatus.OPEN
            unknown = "" if held else "；没有上年末的数，不能按序时比较"
            return Outcome(status, actual, f"{period.label}：{comparison}{unknown}", None, float(due))
        share = (reached - start) / (goal - start) * 100
        came = (
            f"由上年末{plain(start)}{target.unit}到{plain(reached)}{target.unit}，"
            f"（{plain(reached)}−{plain(start)}）÷（{plain(goal)}−{plain(start)}）={share:.1f}%"
        )
    good = share <= due if target.bound is Bound.AT_MOST and _adds_up(target, indicator) else share >= due
    words = f"{period.label}{came}，{calendar}，{share:.1f}%{'≤' if share <= due else '≥'}{due:.1f}%"
    return Outcome(TargetStatus.ON_TRACK if good else TargetStatus.BEHIND, actual, words, float(share), float(due))


def _of_several_years(target: Statement, indicator: Indicator | None, actuals: Sequence[Actual]) -> Outcome:
    """A goal for the end of several years: met once it is reached; until then there is no year to hold it against."""
    if target.years is None:
        return Outcome(TargetStatus.OPEN, None, "目标没有说明期限")
    first, last = target.years
    inside = [one for one in actuals if first <= one.period.year <= last]
    if not inside or target.measure not in _AMOUNTS or _adds_up(target, indicator):
        return Outcome(TargetStatus.OPEN, None, f"{first}—{last}年的目标，期满后评价")
    latest = max(inside, key=lambda one: one.period)
    reached = in_unit(latest.quantity, target.unit)
    if reached is None:
        return _incomparable(target, latest)
    held, words = _held(target, indicator, reached)
    if held and latest.period.year == last:
        return Outcome(TargetStatus.MET, latest, words)
    return Outcome(TargetStatus.OPEN, latest, f"{latest.period.label}：{words}；{last}年期满")


def _held(target: Statement, indicator: Indicator | None, reached: Decimal) -> tuple[bool, str]:
    """Whether `reached` holds the target's threshold, and the comparison in words."""
    quantity = target.quantity
    assert quantity is not None
    unit = target.unit
    low, high = quantity.low, quantity.high
    fewer = indicator is not None and (
        indicator.better is Better.DOWN
        or (indicator.better is Better.NEUTRAL and _CEILING.search(indicator.name) is not None)
    )
    if quantity.bound is Bound.AT_MOST or (quantity.bound is not Bound.AT_LEAST and fewer):
        assert high is not None
        held, sign, mark = reached <= high, "≤" if reached <= high else ">", high
    else:
        assert low is not None
        held, sign, mark = reached >= low, "≥" if reached >= low else "<", low
    return held, f"实际{plain(reached)}{unit} {sign} 目标{plain(mark)}{unit}{_apart(reached, mark, unit)}"


def _apart(reached: Decimal, mark: Decimal, unit: str) -> str:
    """How far the one is above or below the other; empty where they are alike."""
    gap = abs(reached - mark)
    points = "个百分点" if unit == "%" else unit
    return f"，{'高' if reached > mark else '低'}{plain(gap)}{points}" if gap else ""


def _compared(reached: Decimal, mark: Decimal, unit: str, name: str, *, strict: bool) -> str:
    """The comparison with another figure in words."""
    sign = "<" if reached < mark else ">" if strict and reached > mark else "=" if strict else "≥"
    return f"实际{plain(reached)}{unit} {sign} {name}{plain(mark)}{unit}{_apart(reached, mark, unit)}"


def _adds_up(target: Statement, indicator: Indicator | None) -> bool:
    """Whether an amount grows over its year, so that half of it is due by the middle: a flow, or a count of
    what is new; not a level that is to be reached."""
    if target.measure not in _AMOUNTS or target.unit == "%":
        return False
    if indicator is not None and indicator.nature is not Nature.COUNT:
        return indicator.nature is Nature.FLOW
    before = target.quote[: max(0, target.span.start - target.clause.start)]
    return _ANEW.search(target.indicator) is not None or (indicator is None and not _LEVEL.search(before))


def _shares(target: Statement, reached: Decimal, calendar: float) -> tuple[float | None, float | None]:
    goal = target.quantity.value if target.quantity else None
    if not goal or target.measure not in _AMOUNTS or target.unit == "%":
        return None, calendar
    return float(reached / goal * 100), calendar


def _incomparable(target: Statement, actual: Actual) -> Outcome:
    return Outcome(
        TargetStatus.OPEN, actual, f"目标以“{target.unit}”计，实际数以“{actual.quantity.unit}”计，不能直接比较"
    )


def in_unit(quantity: Quantity, unit: str) -> Decimal | None:
    """The value of `quantity` in `unit`, or None where the two are not of one kind."""
    if quantity.unit == unit:
        return quantity.value
    (scale, base), (wanted, wanted_base) = scale_of(quantity.unit), scale_of(unit)
    if base in _WEIGHTS and wanted_base in _WEIGHTS:
        return quantity.value * scale * _WEIGHTS[base] / (wanted * _WEIGHTS[wanted_base])
    return quantity.value * scale / wanted if base == wanted_base else None
