"""Lead sentences (段首句): the short first sentence that titles a paragraph, and those that lost their own paragraph.

By rule, not by knowledge of any text: a lead is short, tells no number, does not lean on what went before, and is
followed by what it announces.
"""

import re

from corpus.model import Layout, Paragraph, Span
from corpus.outline.lines import Line, sentences

LONGEST_LEAD = 30
_LONGEST_SUSPECT = 16
_BEFORE_SUSPECT = 200
_AFTER_SUSPECT = 100
_MOST_SUSPECTS = 2
_NUMBERS = re.compile(
    r"[\d*＊％%\uff10-\uff19]|百分之|[一二三四五六七八九十百千万亿两]+(?:项|个|条|件|大|类|家|成|倍|次|年|月|名|位)"
)
_LEANING = re.compile(
    r"(?:今年|去年|目前|当前|近期|近年|近几年|最近|此外|同时|另外|其中|因此|所以|但|然而|而且|并且|我们|我市|我省|我县|我区|大家|各位"
    r"|同志们|各级|各地|各县|这|那|它|其|要|对|在|为|从|由于|根据|按照|通过|一方面|另一方面|首先|其次|再次|最后"
    r"|截至|上半年|下半年|前[一二三]|一季度|[一二三四]季度|过去|一年来|五年来|特别是|尤其|——|－－|总的|总之|综上|展望|如|比如|例如)"
)
_STATING = re.compile(
    r"(?<![一二三四五六七八九十])是|必须|应当"
    r"|(?<![重主需纲摘首])要(?![素地点求道塞闻案件义])|连着|贵在"
)
_IMPERATIVE = re.compile(
    r"(?:(?:进一步|持续|不断|大力|全力|全面|着力|加快|积极|切实|深入|扎实|稳步|有序|坚决|坚定不移|更好|统筹|加大力度|加力|狠抓|认真|努力|牢牢)*"
    r"(?:帮助|推进|推动|加强|提升|提高|完善|优化|深化|实施|发展|建设|打造|做好|做强|做大|做优|抓好|抓实|抓紧|确保|保障|支持|培育|壮大"
    r"|防范|化解|扩大|促进|强化|落实|健全|构建|改善|增强|激发|守牢|筑牢|稳定|巩固|拓展|引导|鼓励|推广|服务|改革|开展|建立|加大|加快|狠抓"
    r"|以.{2,12}(?:推动|支撑|引领|促进|带动)))"
)


def with_lead(text: str, line: Line, layout: Layout, *, titled: bool) -> Paragraph:
    """The paragraph of `line`. Bold words at its start are its lead; where its place calls for one (`titled`), so is a
    first sentence that reads like one."""
    lead = _bold_lead(text, line)
    parts = sentences(text, line.span)
    if lead is None and titled and len(parts) > 1 and _reads_like_lead(text, parts[0]):
        lead = _without_stop(text, parts[0])
    suspected = _suspected(text, line.span, parts, layout) if lead is not None else ()
    return Paragraph(line.span, lead, suspected)


def _bold_lead(text: str, line: Line) -> Span | None:
    if not line.span.start < line.bold < line.span.end:
        return None
    bold = Span(line.span.start, line.bold)
    rest = text[line.bold : line.span.end].lstrip("*_ \u3000")
    ends = bold.of(text).rstrip().endswith(("。", "！", "？", "：", ":")) or rest.startswith(("。", "！", "：", ":"))
    if not ends or len(rest.lstrip("。！：:*")) < 2 or len(bold.of(text)) > 2 * LONGEST_LEAD:
        return None
    return _without_stop(text, bold)


def _without_stop(text: str, span: Span) -> Span:
    words = span.of(text).rstrip(" \u3000。！？!?：:*")
    return Span(span.start, span.start + len(words))


def _reads_like_lead(text: str, sentence: Span) -> bool:
    words = sentence.of(text).rstrip("。！")
    if not 4 <= len(words) <= LONGEST_LEAD or words[-1] in "？?：:！":
        return False
    if words.count("，") > 1 or _NUMBERS.search(words):
        return False
    return not _LEANING.match(words) and not _STATING.search(words)


def _suspected(text: str, span: Span, parts: list[Span], layout: Layout) -> tuple[Span, ...]:
    """Sentences inside a titled paragraph that would title one themselves: bold, or short and bidding, one clause,
    after a good stretch of text on the lead's own matter and before another.

    Where a paragraph has several such sentences, short sentences are simply its style, and none is offered.
    """
    bold = {mark.start for mark in layout.bold}
    inside = parts[1:-1]
    marked = [sentence for sentence in inside if sentence.start in bold]
    plain = [sentence for sentence in inside if _could_title(text, span, sentence)]
    chosen = marked or (plain if len(plain) <= _MOST_SUSPECTS else [])
    return tuple(_without_stop(text, sentence) for sentence in chosen)


def _could_title(text: str, paragraph: Span, sentence: Span) -> bool:
    words = sentence.of(text).rstrip("。")
    if sentence.start - paragraph.start < _BEFORE_SUSPECT or paragraph.end - sentence.end < _AFTER_SUSPECT:
        return False
    if not 4 <= len(words) <= _LONGEST_SUSPECT or "，" in words or _NUMBERS.search(words):
        return False
    return _IMPERATIVE.match(words) is not None
