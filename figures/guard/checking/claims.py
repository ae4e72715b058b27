"""What a sentence says of a direction without a number (持续回升, 由负转正, 快于全国), held against the figures.

Decides only where the figures do: a claim about what no figure tells is left alone, and so is a wish or a task.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from figures.figure import FigureRef
from figures.finder import Finder
from figures.guard.offer import Direction, Offer, direction_of
from figures.measure import Measure
from figures.resolve import Resolver
from figures.slots import FigureSlot

_UP, _DOWN = Direction.RISES, Direction.FALLS
# What each wording says, and which measures would have to go against it: (measure, its direction) each.
_SAYINGS = tuple(
    (re.compile(pattern), against)
    for pattern, against in (
        (r"由负转正|[扭转]负为正|由降转[增升]|转正|止跌回升", ((Measure.YOY, _DOWN),)),
        (r"由正转负|由[增升]转降", ((Measure.YOY, _UP),)),
        (r"[降跌]幅(?:[^，。；]{0,6})收窄", ((Measure.YOY, _UP), (Measure.RATE_CHANGE, _DOWN))),
        (r"[降跌]幅(?:[^，。；]{0,6})扩大", ((Measure.YOY, _UP), (Measure.RATE_CHANGE, _UP))),
        (
            r"[增涨]幅(?:[^，。；]{0,6})收窄|(?:增速|增幅|涨幅)(?:[^，。；]{0,6})(?:回落|放缓|减缓|趋缓)",
            ((Measure.RATE_CHANGE, _UP),),
        ),
        (
            r"[增涨]幅(?:[^，。；]{0,6})扩大|(?:增速|增幅|涨幅)(?:[^，。；]{0,6})(?:加快|提高|提升|回升)|提速|回升|加快",
            ((Measure.RATE_CHANGE, _DOWN),),
        ),
        (r"(?<!不)(?:高于|快于|好于|优于|领先|跑赢)(?:于)?(?:全[国省区]|全自治区)", ((Measure.PP_DIFF, _DOWN),)),
        (r"(?:低于|慢于|落后于?|不及|逊于)(?:全[国省区]|全自治区)", ((Measure.PP_DIFF, _UP),)),
        (r"负增长|下降|下滑|下跌|减少|萎缩|走低|回落|放缓", ((Measure.YOY, _UP),)),
        (r"(?<!负)增长|增势|上升|上涨|攀升|走高|增加|壮大", ((Measure.YOY, _DOWN),)),
    )
)
_EITHER = re.compile("回落|放缓")  # of a growth rate it is no fall: only a fall in the rate and a rise of it decide
_WISH = re.compile(
    r"要|力争|确保|推动|推进|促进|努力|着力|抓|争取|防止|遏制|避免|防范|扭转|应对|压力|如果|若|预计|有望|目标|计划|下半年|明年|力度|任务|措施|政策|支持|引导|鼓励"
)
_CLAUSE = re.compile(r"[^，。；！？：,;]+")
_NEGATED = re.compile(r"(?:不|未|没有|并非|难以|停止|不再)[^，。；]{0,3}$")
_PLACE = re.compile(r"全国|全省|全区|全自治区")


@dataclass(frozen=True, slots=True)
class Claim:
    """Characters [start, end) of a line that tell a direction the figures do not bear out, and what these tell."""

    start: int
    end: int
    why: str


def unborne(line: str, finder: Finder, resolver: Resolver, offer: Offer) -> Iterator[Claim]:
    """The claims of `line` (slots as one sign each) that the figures at hand go against."""
    subject: str | None = None
    for clause in _CLAUSE.finditer(line):
        if clause.start() and line[clause.start() - 1] in "。；！？;":
            subject = None
        words = clause[0]
        mentions = list(finder.mentions(words))
        if mentions:
            subject = mentions[-1].indicator.name if len({one.indicator.name for one in mentions}) == 1 else None
        at = mentions[-1].end if mentions else 0
        if subject is None or "\ufffc" in words or _WISH.search(words):
            continue
        for pattern, against in _SAYINGS:
            said = pattern.search(words, at)
            if said is None:
                continue
            told = (
                None
                if _NEGATED.search(words, 0, said.start())
                else _against(subject, said[0], against, resolver, offer)
            )
            if told is not None:
                why = f"文中说“{subject}”{said[0]}，手头的数据是{told}"
                yield Claim(clause.start() + said.start(), clause.start() + said.end(), why)
            break


def _against(
    subject: str, said: str, against: tuple[tuple[Measure, Direction], ...], resolver: Resolver, offer: Offer
) -> str | None:
    """What the figures tell instead, in words; None where they bear it out or nobody can say."""
    if _EITHER.fullmatch(said) and not _goes(subject, Measure.RATE_CHANGE, _UP, said, resolver, offer):
        return None
    for measure, way in against:
        if _goes(subject, measure, way, said, resolver, offer):
            return f"{measure.label}{way.value}"
    return None


def _goes(subject: str, measure: Measure, way: Direction, said: str, resolver: Resolver, offer: Offer) -> bool:
    """Whether every figure of the subject in this measure goes `way`, and there is one."""
    wanted = _PLACE.search(said)
    comparators: set[str | None] = {None}
    if measure is Measure.PP_DIFF:
        comparators = {wanted[0] if wanted else "全国"}
    elif measure is Measure.RATE_CHANGE:
        comparators = {"上年同期", "一季度", "上年"} if offer.period.last != 3 else {"上年同期", "上年"}
    ways = {
        direction_of(FigureSlot(FigureRef(subject, measure, offer.period, offer.region, one), ""), resolver)
        for one in comparators
    } - {None}
    return ways == {way}
