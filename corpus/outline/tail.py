"""Where things end: the last section against the outro of its part, the last part against the closing, the closing
against the annex. Judged by openers and by the shape of the neighbours."""

import re
from collections.abc import Sequence

from corpus.outline.lines import Line

_ADDRESS = re.compile(r"(?:同志们|朋友们|各位(?:代表|委员|同志|领导|嘉宾|同事))[！，：:!,]?")
_CALL = re.compile(r"让我们")
_SUMMING_UP = re.compile(
    r"总的来看|总体来看|总的看|总体看|总之|综上|综合来看|展望|回顾|同志们|各位代表|上述|以上(?:成绩|问题)|这些成绩|成绩(?:的取得|来之不易)"
    r"|[我]?们?(?:也|更)?(?:清醒|深刻|深切)|在(?:看到|肯定)|看到成绩|同时，?(?:我们|也|必须|要)?.{0,4}(?:清醒|看到|认识)|与此同时"
    r"|过去(?:一年|五年)|(?:一|五|几)年来|过去的|我们(?:也|还)?(?:清醒|深刻|必须看到)|需要(?:指出|说明|强调)|做好(?:下半年|今年|全年)"
)
_ANNEX = re.compile(
    r"附(?:件|录|注|表)?\s*[0-9一二三四五六七八九十]*\s*(?:[：:]|$)|(?:名词|名称|用语|缩略语|有关名词|相关名词|部分名词)[^。]{0,8}(?:解释|说明|注释)"
    r"|注释?\s*[：:]|注\s*释$|[［\[【〔]1[］\]】〕]|《?政府工作报告》?(?:名词|用语|相关|有关|注释)|说明：$|责任编辑|【|》》|收藏$|分享到|扫一扫|打印|相关(?:文档|新闻|链接|阅读)|[（(]?来源|编辑：|上一篇|下一篇|版权所有|字库"
)


def outro_start(groups: Sequence[Sequence[Line]], run_in: Sequence[bool]) -> int:
    """How many lines of a part's last section are the section's own; what follows is the part's outro.

    `groups` are the lines of each section, heading first. Where every other section is one paragraph, so is the last;
    else the outro begins at a paragraph that sums up, or that an empty line sets apart.
    """
    last = groups[-1]
    own = 1 if run_in[-1] else 2
    others = [len(group) - (0 if runs else 1) for group, runs in zip(groups[:-1], run_in[:-1], strict=True)]
    if len(others) >= 2 and max(others) == 1:
        return min(own, len(last))
    gaps_inside = any(line.gap for group in groups for line in group[2:-1])
    for index in range(own, len(last)):
        line = last[index]
        if _SUMMING_UP.match(line.words) or (line.gap and not gaps_inside and len(others) >= 1 and max(others) > 1):
            return index
    return len(last)


def closing_start(lines: Sequence[Line], floor: int) -> int:
    """The first line of the closing among the lines of the last part (their number if there is none); `floor` is the
    first line it may take.

    It is the run of paragraphs at the end that address the audience, or the last one if it calls on it (让我们).
    """
    addressed = [index for index in range(floor, len(lines)) if _ADDRESS.match(lines[index].words)]
    if not addressed or len(lines) - addressed[-1] > 5:
        final = len(lines) - 1
        return final if final >= floor and _CALL.search(lines[final].words) else len(lines)
    start = addressed[-1]
    for index in reversed(addressed[:-1]):
        # An address may stand on a line of its own, before the paragraph it opens.
        reach = 2 if len(lines[index].words) <= 8 else 1
        if start - index > reach:
            break
        start = index
    return start


def annex_start(lines: Sequence[Line]) -> int:
    """The first line of the notes after the speech (the number of lines if there are none). They come late or not at
    all: 注 in the first half is a note to a table."""
    total = sum(len(line.words) for line in lines)
    passed = 0
    for index, line in enumerate(lines):
        if passed * 2 > total and _ANNEX.match(line.words) and len(line.words) < 400:
            return index
        passed += len(line.words)
    return len(lines)
