"""Bare names of sectors and goods (装备制造业, 第二产业), which say what is measured only in their sentence.

装备制造业增长5% after 规上工业增加值 speaks of value added, after 固定资产投资 of investment. Knows the finder only.
"""

from figures.finder import Finder

# What may be measured of a sector, as the names of indicators end; those in one group mean the same.
_VALUE_ADDED = ("增加值", "生产总值")
_OUTPUT = ("总产值", "产值")
_TAILS = (
    _VALUE_ADDED,
    _OUTPUT,
    ("投资",),
    ("用电量",),
    ("税收", "税收收入"),
    ("利润总额", "利润"),
    ("营业收入",),
    ("零售额", "零售总额"),
    ("销售额",),
    ("营业额",),
    ("进出口总额", "进出口总值", "进出口额", "进出口"),
    ("出口总额", "出口额", "出口"),
    ("进口总额", "进口额", "进口"),
    ("贷款余额", "贷款"),
    ("存款余额", "存款"),
    ("产量",),
    ("播种面积", "面积"),
    ("实际使用外资", "外资"),
    ("就业",),
    ("价格指数", "价格"),
)


def tail_of(name: str) -> tuple[str, ...] | None:
    """The endings that mean what `name` measures, or None where it ends in none of them."""
    return next((tails for tails in _TAILS if name.endswith(tails)), None)


def unsaid(phrase: str) -> str:
    """A name no table has, for a bare sector of which the sentence does not say what is measured."""
    return f"{phrase}（未说明）"


def measured_as(finder: Finder, phrase: str, name: str, before: str | None) -> str:
    """What `phrase`, an alias of the indicator `name`, means after `before` was spoken of: `name` itself, or the name
    that measures the sector as `before` does, be it known or not."""
    if phrase.endswith("贸易"):  # a trade is told by what goes in and out, whatever was spoken of before
        return name
    own, told = tail_of(name), tail_of(before) if before else None
    known = finder.catalogue.find(name)
    if own is None or told is own or known is None:
        return name
    if not any(phrase + tail in (known.name, *known.aliases) for tail in own):  # more than a bare name already
        return name
    if told is None:  # said of nothing before: output or value added, where both are told of the sector
        both = own is _OUTPUT and finder.catalogue.find(phrase + _VALUE_ADDED[0]) is not None
        return unsaid(phrase) if both else name
    if told is _OUTPUT and own is _VALUE_ADDED:
        return name  # of a branch of production value added is all that is told beside output
    for tail in told:
        other = finder.catalogue.find(phrase + tail)
        if other is not None:
            return other.name
    return phrase + told[-1]
