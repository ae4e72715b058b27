"""Verbs of rising and falling, and which one says the opposite of another."""

from figures.measure import Measure

_PAIRS = tuple(
    (up, down)
    for up, downs in {
        "增长": "下降 下滑",
        "上涨": "下降 下跌",
        "提高": "回落 下降 降低",
        "增加": "减少 缩减 压减",
        "增幅": "降幅",
        "涨幅": "跌幅",
        "净增": "净减",
        "上升": "下降",
        "攀升": "下降",
        "提升": "下降",
        "回升": "回落",
        "加快": "放缓 回落",
        "扩大": "收窄",
        "高于": "低于",
        "高出": "低",
        "高": "低",
        "快于": "慢于",
        "快": "慢",
        "多于": "少于",
        "多": "少",
        "领先": "落后",
        "拉动": "下拉",
        "涨": "跌",
        "增": "降 减",
    }.items()
    for down in downs.split()
)
UP = {up for up, _ in _PAIRS}
DOWN = {down for _, down in _PAIRS}
# Where a verb has several opposites, the measure decides which is idiomatic.
_IDIOM = {
    (Measure.YOY, "下降"): "增长",
    (Measure.TWO_YEAR_AVG, "下降"): "增长",
    (Measure.QOQ, "下降"): "增长",
    (Measure.SHARE_CHANGE, "下降"): "提高",
    (Measure.SHARE_CHANGE, "提高"): "下降",
    (Measure.DIFFERENCE, "下降"): "上升",
    (Measure.RATE_CHANGE, "下降"): "提高",
    (Measure.RATE_CHANGE, "加快"): "放缓",
    (Measure.RATE_CHANGE, "回落"): "提高",
    (Measure.RATE_CHANGE, "提高"): "回落",
}
VERBS = sorted(UP | DOWN, key=len, reverse=True)
LEVEL = "持平"


def fitting_verb(verb: str, falls: bool, measure: Measure) -> str:
    """`verb` or its opposite, as fits a fall or a rise of `measure`."""
    if not verb or ((verb in DOWN) == falls and (verb in UP) != falls):
        return verb
    if (measure, verb) in _IDIOM:
        return _IDIOM[measure, verb]
    if falls:
        return next((down for up, down in _PAIRS if up == verb), verb)
    return next((up for up, down in _PAIRS if down == verb), verb)
