"""What the heads of a wide table add to the names of its rows: 产量, 增加值."""

import re
from collections.abc import Sequence

from figures.measure import Measure
from figures.tables.layout.columns import Column

_LEAD = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:[产销]量|产值|增加值|投资|收入|支出|[销零营交]\w?额|余额|面积|电量|利润|[存出]栏|总额"
    r"|(?:企业|单位|项目|人|户|个)数)"
)


def leads_of(told: Sequence[Column]) -> dict[int, str]:
    """For each column what the heads add to the names of rows there (产量, 增加值): its own, or that of the amounts to
    its left; where one alone is named, it holds for all."""
    named = {column.col: column.lead for column in told if _adds(column)}
    if len(set(named.values())) <= 1:
        only = next(iter(named.values()), "")
        return {column.col: only for column in told}
    leads: dict[int, str] = {}
    last = ""
    for column in told:
        if column.meaning.measure is None:
            last = named.get(column.col, "")
        leads[column.col] = named.get(column.col, last)
    return leads


def _adds(column: Column) -> bool:
    return column.meaning.measure in (None, Measure.YOY) and _LEAD.fullmatch(column.lead) is not None
