"""What cannot carry over: passages of a past speech that are tied to their year, and why a person must look at them.

Rules on wording only; they know no figures. A rule errs towards marking: a mark costs a glance.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.model import MarkKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters [start, end) of a text that are tied to their year."""

    start: int
    end: int
    kind: MarkKind
    note: str


_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_RULES: tuple[tuple[MarkKind, re.Pattern[str], str, bool], ...] = (
    (
        MarkKind.EVENT,
        re.compile(
            r"《[^》]+》|[一-龥“”]{2,}(?:大会|论坛|博览会|推介会|座谈会|现场会|文化节|艺术节|旅游节|购物节|运动会|大赛|自行车赛|马拉松)"
            r"|系列活动|开展“[^”]+”活动"
            r"|(?:召开|举办|承办|印发|出台|下发|视察|考察|调研|重要讲话|贺信|会议精神|全会精神|督察组|巡视)"
        ),
        "会议、活动或文件属于往年，请核实今年是否仍然适用。",
        False,
    ),
    (
        MarkKind.EVENT,
        re.compile(r"刚才|稍后|等一会|接下来.{0,8}讲话|作了?(?:发言|通报|汇报)|今天(?:这次|的)?会议"),
        "会议议程和发言单位是往年的，请按今年的安排改写。",
        False,
    ),
    (
        MarkKind.DATED,
        re.compile(
            r"收官|开局之年|起步之年|关键之年|决胜之年|转折之年|“?十[一二三四五六七八九]五”?(?:规划)?(?:圆满|开好局|末|开局|起势|收官|谋划|编制|画上)"
            r"|“[七八九]一”|周年|换届|疫情|复工复产|人代会|（?党的[一-龥]{2,3}大|“?七下八上|入汛以来|[年月]活动|提质年|攻坚年|突破年|落实年|财政政策|货币政策"
            r"|“[一-龥]{0,4}[两三四五六七八九十]大[^”]{0,6}(?:行动|工程|任务|战役|攻坚)”"
        ),
        "带有年份色彩的提法，请核实今年是否沿用。",
        False,
    ),
    (
        MarkKind.PROJECT,
        re.compile(
            r"竣工投产|建成投产|建成投用|建成使用|投入使用|开工建设|正式(?:运营|运行|通车|启用|开放)|合龙|通车|落成|揭牌|完工|封顶"
            r"|上线运行|获批|启用|试产|开园|落户|迁建|如期开学|封关|可研|[一二三四]期(?=年底|年内|建设|工程|项目)|等(?:重大|重点)?(?:项目|工程)建设"
        ),
        "项目进展是往年的，请核实今年的情况。",
        False,
    ),
    (
        MarkKind.CLAIM,
        re.compile(
            r"荣获|入选|获评|首个|首批|首家|率先|唯一|被评为|被授予|被[一-龥]{2,6}(?:评定|列为|列入|确定)|每周常态|继续领先|继续缩小|好于预期|跑赢|新高|历史最|前列|转正|扭亏"
        ),
        "往年的事实，请核实今年是否属实。",
        True,
    ),
)


def findings(text: str, *, review: bool) -> Iterator[Finding]:
    """The sentences of `text` that a person must look at. `review` says that the passage tells of what was (claims are
    only looked for there)."""
    for sentence in _SENTENCE.finditer(text):
        for kind, pattern, note, review_only in _RULES:
            if review_only and not review:
                continue
            if pattern.search(sentence[0]):
                yield Finding(*sentence.span(), kind, note)
                break


_SPANS = re.compile(r"(?<!上)半年|季度")


def span_findings(text: str) -> Iterator[Finding]:
    """The sentences of `text` that speak of half-years or quarters, for a speech that tells of other months."""
    for sentence in _SENTENCE.finditer(text):
        if _SPANS.search(sentence[0]):
            yield Finding(*sentence.span(), MarkKind.DATED, "往年讲话的期间与本稿不同，请核对这里的半年、季度等说法。")
