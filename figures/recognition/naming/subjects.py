"""Subjects: the noun phrase of a clause, what it names, and the place it is told of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from figures.finder import Finder
from figures.grammar.alternatives import any_of
from figures.recognition import cues
from figures.recognition.naming.lists import shared_tails


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about: the catalogue's name if it is `known`, else the phrase as it stands. `grows` tells that
    the phrase itself speaks of growth (增速); `phrase` are the very words that stood for a known name; `tended` that it
    is spoken of as a thing in hand (推进…项任务), whose number is no aim; `behind` that it stands behind its number."""

    name: str
    known: bool = False
    region: str | None = None
    grows: bool = False
    phrase: str | None = None
    tended: bool = False
    behind: bool = False


def place_of(words: str, *, within: bool = False) -> str | None:
    """The place that `words` name and nothing else ("" is the own one), or None. With `within`, more may follow it."""
    phrase = cues.LEAD_BUT_PLACE.sub("", cues.TRAIL_BUT_PLACE.sub("", words.strip()))
    wider = cues.WIDER.match(phrase)
    if wider and (within or wider.end() == len(phrase)):
        return _region(wider)
    place = cues.PLACE_ALONE.match(phrase)
    if place and not cues.COMMON_PLACE.search(place[0]) and (within or place.end() == len(phrase)):
        return place[0]
    return None


def _region(wider: re.Match[str]) -> str:
    if wider["own"]:
        return ""
    return {"我国": "全国", "我省": "全省", "我区": "全区", "全自治区": "全区"}.get(wider["wide"], wider["wide"])


def subject_of(
    finder: Finder, words: str, sentence: str, *, strict: bool = False, shared: Sequence[str] = ()
) -> Subject | None:
    """The subject in `words` (a clause up to the verb), or None where they name none. `sentence` completes an elided
    name; `shared` are the items of its list. `strict` accepts known names only."""
    phrase = noun_phrase(words)
    if len(phrase) < 2:
        return None
    phrase = re.sub(r"[*＊]+(?=[万亿])", "N", re.sub(r"[*＊]+[—–－-](?=[*＊]+[万亿])", "N—", phrase))
    phrase, region = _without_place(finder, phrase)
    shared = [*shared[:-1], _without_place(finder, noun_phrase(shared[-1]))[0]] if shared else ()
    candidates, plain = _spellings(phrase, shared)
    for candidate in candidates:
        known = finder.preferred(finder.resolve(candidate), candidate, sentence)
        if known is not None:
            return Subject(known.name, True, region, "增速" in words, candidate)
    known = finder.complete(phrase, sentence)
    if known is not None:
        return Subject(known.name, True, region, "增速" in words)
    ending = _ending_mention(finder, phrase)
    if ending is not None:
        return Subject(ending, True, region, "增速" in words)
    if strict:
        return None
    named = plain.strip("、")
    if named in VERBS_AS_NAMES and (topic := _topic(sentence, words)):
        named = f"{topic}{named}额"
    if not named:
        return None
    return Subject(re.sub(r"[*＊0-9０-９]+(?=[万亿岁])", "N", named), False, region, "增速" in words)


VERBS_AS_NAMES = frozenset(
    ["投放", "发放", "到位", "销售", "交易", "成交", "签约", "融资", "授信", "兑付", "拨付", "募集"]
)


# What a sentence sets out to do, and so speaks of: 加大危房改造力度, 大力发展坚果.
_SETS_OUT = re.compile(
    rf"(?:^|[，；])[ 　]*(?:{any_of('要 继续 持续 积极 大力 着力 全面 深入 扎实 有序 统筹 稳步 切实 加力')})*"
    rf"(?:{any_of('加大 加强 加快 推进 推动 抓好 做好 发展 实施 开展 强化 狠抓 完善 深化 落实 推广 启动')})"
    r"(?P<topic>[一-龥“”]{2,14}?)(?:力度|工作|建设工作|进度|步伐|攻坚|，|；|$)"
)


def topic_of(sentence: str, said: str) -> str | None:
    """What `sentence` set out to speak of before it came to `said`, or None."""
    before = sentence[: sentence.find(said) + len(said)] if said else sentence
    found = _SETS_OUT.search(before)
    return re.sub("[“”]", "", found["topic"]) if found else None


def _topic(sentence: str, words: str) -> str | None:
    """The quoted name (“岚企贷”) last spoken of before `words`."""
    found = re.findall(r"[“\"]([^”\"]{2,10})[”\"]", sentence.partition(words)[0] if words else sentence)
    return found[-1] if found else None


def noun_phrase(words: str) -> str:
    """What is named at the end of `words`: without the adverbs, verbs and times around it."""
    phrase = re.split(r"[，：:（(]", cues.ASIDE.sub("", words))[-1]
    phrase = _SINCE.sub("", phrase)
    previous = None
    while previous != phrase:
        previous = phrase
        phrase = cues.LEAD.sub("", cues.TRAIL.sub("", phrase))
    phrase = re.sub(r"^(?:稳居|位居|跃居|居|跻身|进入)(?:全国|全省|全区)[^、]*、?", "", phrase)
    if phrase.count("“") != phrase.count("”"):  # a quotation that began before the list, or ends after it
        phrase = phrase.replace("“", "").replace("”", "")
    phrase = re.sub(r"^[^，]{2,}在(?=对)", "", phrase)  # 进出口在对美贸易下降…的情况下: the circumstance is told of
    if phrase.endswith("中"):  # 服务业十大类核算指标中: the count of the group is no part of its name
        phrase = re.sub(r"[*＊0-9０-９一二三四五六七八九十]+大?(?:类|项|个)", "", phrase).removesuffix("中")
    phrase = _TOLD_BEFORE.sub("", phrase)
    if len(phrase) > 4 and phrase.endswith("新增"):  # 各项贷款新增: what was added of it
        phrase = f"新增{phrase.removesuffix('新增')}"
    return re.sub(r"^[一-龥]{2,10}?(?:实现|完成|达到|累计)(?=[一-龥]{2})", _join, phrase)


# What was told before a name and belongs to it no more: 运维实现集中管理、经费.
_TOLD_BEFORE = re.compile(
    r"^[^、]*[一-龥](?:实现|获批|入选|成立|启动|出台|通过|[0-9*＊]+[一-龥]{1,3})[^、]*、(?=[^、]{2,}$)"
)


_SINCE = re.compile(r"(?:自|从)[^，、]{0,12}?以来(?:平均|每[月年季])*")


def _join(found: re.Match[str]) -> str:
    """规上贸易加工企业实现产值 names 规上贸易加工企业产值: the light verb between owner and object goes."""
    return re.sub(r"(?:实现|完成|达到|累计)$", "", found[0])


def _without_place(finder: Finder, phrase: str) -> tuple[str, str | None]:
    wider = cues.WIDER.match(phrase)
    if wider and finder.catalogue.find(phrase) is None:
        return phrase[wider.end() :], _region(wider) or None
    found = cues.PLACE.match(phrase)
    if (
        not found
        or cues.NOT_PLACE.search(found[1])
        or cues.COMMON_PLACE.search(found[1])
        or finder.catalogue.find(phrase) is not None
    ):
        return phrase, None
    return phrase[found.end() :].lstrip("的"), found[1]


def _spellings(phrase: str, shared: Sequence[str]) -> tuple[list[str], str]:
    """Names that `phrase` may stand for as an item of the list `shared`, whose last item ends in words meant for all
    (城镇、农村居民人均可支配收入); and the name it has if none of them is known."""
    last = noun_phrase(shared[-1]) if shared else phrase
    if not phrase:  # 全国、全省固定资产投资: the item is a place, its name the last one's
        return [last], last
    if phrase == last and not (shared and re.match(r"[对与向自从]", shared[0])):
        return [phrase], phrase
    if told := _TOLD_OF.search(last):  # 对甲、乙地区进出口总额
        head = re.match(r"[对与向自从]", shared[0]) if not re.match(r"[对与向自从]", phrase) else None
        plain = (head[0] if head else "") + phrase + ("" if _MEASURED.search(phrase) else told[0])
        return [*(phrase + tail for tail in shared_tails(last)), plain, phrase], plain
    if len(phrase) > 4:
        return [*(phrase + tail for tail in shared_tails(last)), phrase], phrase
    joint = last.find(phrase[-1], 1)  # 木材加工业、食品制造业产值: what is meant for all follows the shared ending
    plain = phrase + last[joint + 1 if 0 < joint < len(last) - 1 else len(phrase) :]
    return [*(phrase + tail for tail in shared_tails(last)), plain, phrase], plain


_MEASURED = re.compile(r"[值额量率数]$|收入$|投资$")
_TOLD_OF = re.compile(
    r"(?:(?:进出口|进口|出口|贸易)(?:总额|总值|额)?|吞吐量|运输量|周转量|运量|总?产值|产量|增加值|营业收入|利润总额|零售额|销售额|营业额"
    r"|用电量|[播种]种面积|覆盖率|投资额?|旅客数|人数)$"
)


def _ending_mention(finder: Finder, phrase: str) -> str | None:
    """A known name at the very end of the phrase, when what stands before it is a mere adverbial."""
    mentions = list(finder.mentions(phrase))
    if not mentions or mentions[-1].end != len(phrase):
        return None
    last = mentions[-1]
    before = phrase[: last.start]
    if re.search(r"[*＊0-9０-９]", before):
        return None
    neutral = re.fullmatch(
        r"(?:.*(?:[下后年月]|(?:确定|提出|制定|明确|安排|下达|设定)的)|全市|我市|抓好|做好|稳住|扩大|.{0,12}(?:推动|促进|确保|力争|保持))?",
        before,
    )
    return last.indicator.name if neutral else None
