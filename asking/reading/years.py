"""The years that a question asks about: written out, short (25年), or told from its own year (去年)."""

import re
from dataclasses import dataclass

_DIGITS = str.maketrans("〇零一二三四五六七八九０１２３４５６７８９", "001234567890123456789")
_CHINESE = re.compile(r"[二２2][〇零０0][〇零一二三四五六七八九０-９0-9]{2}(?=年)")
_BACK = {"大前年": 3, "前年": 2, "去年": 1, "上一年": 1, "上年": 1, "今年": 0, "本年度": 0, "本年": 0, "明年": -1}
_TIMES = re.compile(
    r"(?P<from>(?:19|20)\d\d)年?[—–\-~～至到](?P<until>(?:19|20)\d\d)年?"
    r"|(?P<year>(?:19|20)\d\d)(?:年(?!来|代)(?:末|底|初|全年|度)?|(?![\d.%％]|[亿万千百元个家户人公座处项件套辆台吨亩斤所张名米]))"
    r"|(?<![\d.])(?P<short>[12]\d)年(?!来|间|内|代|以来|期)(?:末|底|初|全年|度)?"
    r"|(?P<gone>过去(?:的)?五年|近五年|五年来|五年间|这五年)|(?P<coming>(?:今后|未来)五年)"
    rf"|(?P<back>{'|'.join(_BACK)})(?:末|底|初|全年)?"
    r"|(?P<two>(?:这|近|前后|最近)?两年(?!行动)|(?:这|近|最近)?[三四五几]年(?:来|间)?(?!行动|规划)|历年|各年|逐年|每年)"
    r"|“?(?P<plan>十[三四五六]五)”?(?:时期|期间|期末|末|规划)?"
)
_MONTHS = re.compile(
    r"(?P<half>[上下])半年|(?P<nine>前三季度)|第?(?P<quarter>[一二三四])季度|(?:1|一)[—–\-~～至到](?P<last>\d{1,2})月(?:份)?|前(?P<first>\d{1,2})个月"
)
_PLAN_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}


@dataclass(frozen=True, slots=True)
class Times:
    """The years named, in order, with the spans of the words that name them; `every` asks for all there are, `relative`
    tells that one was told from the question's own year; `plans` are the years in which a five-year plan named ends;
    `stretch` are the first and last of several years told as one stretch (“十四五”期间, 2021—2025年, 过去五年)."""

    years: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    every: bool
    relative: bool
    plans: tuple[int, ...]
    stretch: tuple[int, int] | None


def written_out(text: str) -> str:
    """`text` with years in Chinese numerals or wide digits in plain ones (二〇二五年), of the same length."""
    return _CHINESE.sub(lambda found: found[0].translate(_DIGITS), text)


def times_in(text: str, as_of: int) -> Times:
    """The years in `text` (written out), where 今年 means `as_of`."""
    years: list[int] = []
    plans: list[int] = []
    spans = []
    every = relative = False
    stretch: tuple[int, int] | None = None
    for found in _TIMES.finditer(text):
        spans.append(found.span())
        if found["from"]:
            stretch = int(found["from"]), int(found["until"])
            years += range(stretch[0], stretch[1] + 1)
        elif found["year"]:
            years.append(int(found["year"]))
        elif found["short"]:
            years.append(2000 + int(found["short"]))
        elif found["back"]:
            relative = True
            years.append(as_of - _BACK[found["back"]])
        elif found["plan"]:
            plans.append(_PLAN_ENDS[found["plan"]])
            stretch = plans[-1] - 4, plans[-1]
        elif found["gone"] or found["coming"]:
            every = True
            stretch = (as_of - 5, as_of - 1) if found["gone"] else (as_of, as_of + 4)
        else:
            every = True
    return Times(tuple(dict.fromkeys(years)), tuple(spans), every, relative, tuple(dict.fromkeys(plans)), stretch)


def months_in(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and last month that a part of a year named in `text` has, with the span of its words; None where no
    part is named."""
    found = _MONTHS.search(text)
    if found is None:
        return None
    if found["half"]:
        months = (1, 6) if found["half"] == "上" else (7, 12)
    elif found["nine"]:
        months = (1, 9)
    elif found["quarter"]:
        last = 3 * ("一二三四".index(found["quarter"]) + 1)
        months = (last - 2, last)
    else:
        months = (1, int(found["last"] or found["first"]))
    return (months, found.span()) if months[1] <= 12 else None
