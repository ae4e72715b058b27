"""A long title broken into lines of a trapezoid or lozenge, between words as far as can be told without a dictionary.

Knows the width of characters and the shapes GB/T 9704 allows; knows nothing of Word.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Never torn apart: Latin letters and digits with what counts them, and short names in quotation or book-title marks.
_UNIT = re.compile(r"[0-9A-Za-z０-９.%％—\-*]+(?:年|月|日|季度)?|《[^《》]{1,12}》|“[^“”]{1,8}”|.", re.DOTALL)
_NOT_FIRST = tuple("的和与及暨或等之、，。；：？！）》”’〉】")
_NOT_LAST = tuple("在关于的和与及暨第全（《“‘〈【")
# A title is rightly broken after these words, and never within those.
_ENDINGS = (
    "会议上",
    "会上",
    "大会",
    "会议",
    "半年",
    "季度",
    "年度",
    "工作",
    "形势",
    "全市",
    "关于",
    "，",
    "、",
    "　",
    " ",
)
_WORDS = re.findall(
    r"\S+",
    "上半年 下半年 半年 季度 全国 全省 全市 市委 政府 人民 国民 经济 社会 形势 运行 发展 高质量 产业 项目 投资 企业 "
    "农村 乡村 振兴 建设 安全 生产 重点 任务 目标 工作 分析会 座谈会 推进会 调度会 会议 大会 会上 部署 动员 推进 调度 "
    "总结 报告 讲话",
)
_MOST_LINES = 5


def break_title(title: str, limit: float) -> tuple[str, ...]:
    """The lines of `title`, none wider than `limit` characters; a title with its own line breaks keeps them."""
    lines: list[str] = []
    for line in title.strip().splitlines():
        lines.extend(_broken(line.strip(), limit))
    return tuple(lines)


def width(text: str) -> float:
    """How many characters' room `text` takes: a Latin letter or digit takes half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _broken(line: str, limit: float) -> tuple[str, ...]:
    if width(line) <= limit:
        return (line,)
    fewest = int(-(-width(line) // limit))
    if fewest <= _MOST_LINES:
        for count in (fewest, fewest + 1):
            fitting = [lines for lines in _layouts(line, (0, *_breaks(line)), count, limit) if _shapely(lines)]
            if fitting:
                return min(fitting, key=lambda lines: _cost(lines, line))
    step = int(limit)  # a word wider than the line, or no title at all: there is no good place
    return tuple(line[at : at + step] for at in range(0, len(line), step))


def _layouts(line: str, starts: tuple[int, ...], count: int, limit: float) -> Iterator[tuple[str, ...]]:
    """Every way to set `line` from `starts[0]` on in `count` lines, none too wide and none a mere scrap."""
    rest = line[starts[0] :].strip()
    if count == 1:
        if limit / 3 <= width(rest) <= limit:
            yield (rest,)
        return
    for at in range(1, len(starts)):
        first = line[starts[0] : starts[at]].strip()
        if width(first) > limit:
            return
        if width(first) >= limit / 3:
            for others in _layouts(line, starts[at:], count - 1, limit):
                yield (first, *others)


def _breaks(line: str) -> Iterator[int]:
    """Where `line` may be broken at all."""
    for found in _UNIT.finditer(line):
        at = found.end()
        if at < len(line) and not line.startswith(_NOT_FIRST, at) and not line[:at].endswith(_NOT_LAST):
            yield at


def _shapely(lines: tuple[str, ...]) -> bool:
    """A trapezoid or a lozenge: the width never falls and then rises again."""
    widths = [width(line) for line in lines]
    growing = [wider >= narrower for narrower, wider in pairwise(widths)]
    return growing == sorted(growing, reverse=True) or not any(growing)


def _cost(lines: tuple[str, ...], whole: str) -> float:
    """The lower the better: even lines, but not equal ones; breaks after a natural ending; no word torn."""
    widths = [width(line) for line in lines]
    mean = sum(widths) / len(widths)
    cost = sum((each - mean) ** 2 for each in widths) / len(widths)
    cost += sum(3.0 for one, other in pairwise(widths) if one == other)
    at = 0
    for line in lines[:-1]:
        at = whole.index(line, at) + len(line)
        cost -= 6.0 if line.endswith(_ENDINGS) else 0.0
        cost += 40.0 if _tears(whole, at) else 0.0
    return cost


def _tears(whole: str, at: int) -> bool:
    return any(whole.startswith(word, at - inside) for word in _WORDS for inside in range(1, len(word)) if at >= inside)
