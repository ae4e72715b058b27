"""The title block: title, date line, byline and salutation, picked out of what stands before the speech itself.

Copies from web pages bring menus, counters and captions along; these belong to nothing and are passed over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Span
from corpus.outline.lines import Line

_REACH = 60
_ADDRESS = (
    r"(?:同志们|朋友们|女士们|先生们|[各名]位[\u4e00-\u9fff]{1,8}|尊敬的[\u4e00-\u9fff]{1,12}|大家(?:上午|下午)?好)"
)
_SALUTATION = re.compile(rf"{_ADDRESS}(?:[，、,\s]*{_ADDRESS})*\s*[：:！!]")
_DATE = re.compile(
    r"[\d\uff10-\uff19〇○零一二三四五六七八九]\s*年\s*[\d\uff10-\uff19一二三四五六七八九十\s]{1,4}月"
    r"\s*[\d\uff10-\uff19一二三四五六七八九十\s]{1,4}日"
)
_OCCASION = re.compile(r"^[—\-―－–]{1,4}|在.{2,60}(?:会|大会|会议|次会议)(?:上|的|$)|^[（(].*[）)]$")
_NOISE = re.compile(
    r"来源|^(?:发[表布])?(?:时间|日期)|字体|^[大中小】>＞|/\s]+$|^首页|您的位置|当前位置|分享|打印|访问量|阅读量|浏览"
    r"|点击|责任编辑|^作者|摄[）)]?$|本报|关联稿件|图文解读|电$|^\d{4}-\d{1,2}-\d{1,2}|^目\s*录$|^\d{4}年\d+月\d+日\s+\d+"
)
_OFFICE = re.compile(
    r"(?:省长|市长|县长|区长|州长|旗长|主席|总理|书记|主任|部长|局长|委员|统计局|调查[总]?队|人民政府|委员会)"
)
_GENRE = re.compile(
    r"(?:报\s*告|讲\s*话|公报|发言|致辞|汇报|提纲|分析|通报|情况|要点|方案|意见|建议|总结|摘要)(?:[（(\[［].*)?$"
)
_PERSON = re.compile(r"(?!政府|首页|信息|公开|要闻)[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2}")


@dataclass(frozen=True, slots=True)
class Head:
    """The title block, and which line the speech itself begins with (`body`); `opening` is the rest of the line that
    the salutation opens, where it does not stand alone."""

    title: Span | None
    date_line: Span | None
    byline: Span | None
    salutation: Span | None
    opening: Span | None
    body: int


def read_head(text: str, lines: Sequence[Line], first_heading: int) -> Head:
    """The title block of a text whose first part heading is line `first_heading` (the number of lines if none)."""
    at = _salutation(lines)
    salutation = opening = None
    if at is not None:
        span = lines[at].span
        found = _SALUTATION.match(lines[at].words)
        assert found is not None
        salutation = Span(span.start, span.start + found.end())
        if salutation.end < span.end:
            opening = Span(salutation.end, span.end)
        block, body = list(lines[:at]), at + 1
    else:
        body = _first_prose(lines, first_heading)
        block = list(lines[:body])
    title, taken = _title(block)
    rest = [line for index, line in enumerate(block) if index not in taken]
    if title is not None and len(taken) == 1:
        title, tail = _split_title(text, title)
    else:
        tail = None
    date_line = tail or _date_line(text, rest)
    return Head(title, date_line, _byline(rest, date_line), salutation, opening, body)


def _salutation(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[:_REACH]):
        found = _SALUTATION.match(line.words)
        if found and (found.end() == len(line.words) or line.words[found.end() - 1] in "：:"):
            return index
    return None


def _first_prose(lines: Sequence[Line], first_heading: int) -> int:
    """The first line that is running text: long, or ended by a full stop and no caption."""
    for index, line in enumerate(lines[: min(first_heading, _REACH)]):
        prose = len(line.words) > 60 or (line.words.endswith(("。", "！")) and len(line.words) > 15)
        if prose and not _DATE.search(line.words[:20]) and not _NOISE.search(line.words):
            return index
    return min(first_heading, len(lines)) if first_heading < len(lines) else min(1, len(lines))


def _title(block: Sequence[Line]) -> tuple[Span | None, set[int]]:
    """The title among the lines of the block, and the lines it takes."""
    for index, line in enumerate(block):
        if line.level == 0:
            return line.span, {index}
    usable = [index for index, line in enumerate(block) if _may_be_title(line.words)]
    named = [index for index in usable if _GENRE.search(_before_dash(block[index].words))]
    best = next((index for index in named if _tells_more(block[index].words)), named[0] if named else None)
    if best is None:
        best = next((index for index in usable if not _OFFICE.search(block[index].words)), None)
        if best is None:
            return None, set()
    span, taken = block[best].span, {best}
    before = best - 1
    if before in usable and _runs_on(block[before].words, block[best].words):
        span, taken = Span(block[before].span.start, span.end), {before, best}
    return span, taken


def _may_be_title(words: str) -> bool:
    core = _before_dash(words)
    if not 2 <= len(core) <= 70 or core.endswith(("。", "：", ":", "；", "，")) or _NOISE.search(core):
        return False
    return not (_OCCASION.search(core) and _DATE.search(core)) and not re.match(r"[—\-―－–（(]", core)


def _tells_more(words: str) -> bool:
    """Whether a title says more than 政府工作报告."""
    return len(re.sub(r"\s", "", words)) > 6


def _runs_on(first: str, second: str) -> bool:
    """Whether a title broken over two lines goes on from `first` to `second` (在全市…会议上的 / 讲话)."""
    if first.endswith(("的", "和", "与", "、", "暨")):
        return True
    return len(re.sub(r"\s", "", second)) <= 6 and first.endswith(("上", "会", "会议"))


def _before_dash(words: str) -> str:
    return re.split(r"——|－－|――|--", words, maxsplit=1)[0].strip() or words


def _split_title(text: str, title: Span) -> tuple[Span, Span | None]:
    """A title that carries its date line after a dash, taken apart."""
    words = title.of(text)
    dash = re.search(r"——|－－|――|--", words)
    if dash and dash.start() > 3 and _DATE.search(words, dash.end()):
        core = words[: dash.start()].rstrip()
        return Span(title.start, title.start + len(core)), Span(title.start + dash.start(), title.end)
    return title, None


def _date_line(text: str, block: Sequence[Line]) -> Span | None:
    dated = [index for index, line in enumerate(block) if _DATE.search(line.words)]
    told = [i for i in dated if _OCCASION.search(block[i].words) and not _NOISE.search(block[i].words[:6])]
    if not told:
        told = [index for index in dated if len(block[index].words) <= 14]
    if not told:
        return None
    first = told[0]
    span = block[first].span
    # A date line too long for the page goes on in the next: 在某省第十四届 / 人民代表大会第五次会议上.
    if first + 1 < len(block) and re.search(r"在[^会]*$", span.of(text)):
        following = block[first + 1]
        if re.search(r"会(议)?上?[）)]?$", following.words) and len(following.words) < 40:
            return Span(span.start, following.span.end)
    return span


def _byline(block: Sequence[Line], date_line: Span | None) -> Span | None:
    for line in block:
        inside = date_line is not None and date_line.start <= line.span.start < date_line.end
        if (
            inside
            or _DATE.search(line.words)
            or len(line.words) > 40
            or _NOISE.search(line.words)
            or line.words.endswith("。")
        ):
            continue
        if _OFFICE.search(line.words) and not _GENRE.search(line.words):
            return line.span
        if date_line is not None and line.span.start > date_line.end and _PERSON.fullmatch(line.words):
            return line.span
    return None
