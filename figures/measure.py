"""Measures (口径): in which way a figure tells about its indicator."""

from enum import StrEnum

from errors import InputError


class Measure(StrEnum):
    """The id of a measure; `label` is what the screen and the tables of a bureau call it."""

    VALUE = "value"
    COUNT = "count"
    YOY = "yoy"
    TWO_YEAR_AVG = "two_year_avg"
    QOQ = "qoq"
    RATE_CHANGE = "rate_change"
    DIFFERENCE = "difference"
    SHARE = "share"
    SHARE_CHANGE = "share_change"
    PP_DIFF = "pp_diff"
    PP_CONTRIBUTION = "pp_contribution"
    CONTRIBUTION_RATE = "contribution_rate"
    RANK = "rank"
    COMPLETION = "completion"
    THRESHOLD = "threshold"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABELS[self]


_LABELS = {
    Measure.VALUE: "总量",
    Measure.COUNT: "数量",
    Measure.YOY: "同比",
    Measure.TWO_YEAR_AVG: "两年平均",
    Measure.QOQ: "环比",
    Measure.RATE_CHANGE: "增速变化",
    Measure.DIFFERENCE: "增减",
    Measure.SHARE: "占比",
    Measure.SHARE_CHANGE: "占比变化",
    Measure.PP_DIFF: "百分点差",
    Measure.PP_CONTRIBUTION: "拉动",
    Measure.CONTRIBUTION_RATE: "贡献率",
    Measure.RANK: "位次",
    Measure.COMPLETION: "完成进度",
    Measure.THRESHOLD: "门槛",
}
SIGNED = frozenset(
    {
        Measure.YOY,
        Measure.TWO_YEAR_AVG,
        Measure.QOQ,
        Measure.RATE_CHANGE,
        Measure.DIFFERENCE,
        Measure.SHARE_CHANGE,
        Measure.PP_DIFF,
        Measure.PP_CONTRIBUTION,
    }
)
"""Measures that tell a movement or a distance, so that their figures carry the sign that the verb tells."""
_BY_NAME = {str(measure): measure for measure in Measure} | {label: measure for measure, label in _LABELS.items()}


def parse_measure(name: str) -> Measure:
    """The measure called `name`, an id or a Chinese name. Raises `InputError` for any other word."""
    try:
        return _BY_NAME[name.strip()]
    except KeyError:
        known = "、".join(_LABELS.values())
        raise InputError(f"口径“{name}”不认识，请写 {known} 之一。") from None
