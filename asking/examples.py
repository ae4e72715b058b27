"""Questions to begin with: worded for the documents at hand, only those that they answer."""

from collections.abc import Callable

from asking.evidence.sources import Sources
from corpus.regions import NATION

MOST = 6
_WORDINGS = (
    "{region}{year}年经济增长目标是多少？",
    "{region}{before}年经济增长目标完成了吗？",
    "{region}{before}年城镇新增就业完成得怎么样？",
    "{region}固定资产投资增速目标{before}年和{year}年比有什么变化？",
    "{region}{before}年社会消费品零售总额增长了多少？",
    "{region}{year}年工业怎么抓？",
    "{region}{year}年怎样减轻家庭养孩子的负担？",
    "哪些地区的报告提到低空经济？",
    "{region}{year}年民生实事有哪些安排？",
    "{region}{before}年粮食产量是多少？",
)


def examples(sources: Sources, answered: Callable[[str], bool]) -> tuple[str, ...]:
    """At most `MOST` questions that are `answered`, about the region with the latest documents."""
    dated = [(year, one.region) for one in sources.documents if (year := _year(one.period)) and one.region != NATION]
    latest = max(((year, region) for year, region in dated if region), default=None)
    if latest is None:
        return ()
    year, region = latest
    asked = (words.format(region=region, year=year, before=year - 1) for words in _WORDINGS)
    found: list[str] = []
    for question in asked:
        if len(found) < MOST and answered(question):
            found.append(question)
    return tuple(found)


def _year(period: str | None) -> int | None:
    return int(period[:4]) if period else None
