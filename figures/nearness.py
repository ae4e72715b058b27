"""Whether a noun phrase that is nearly a name still means it. Knows words only, no catalogue.

Two names mean one indicator when all that one has and the other lacks are words that tell nothing apart. Any other word
makes another, mostly narrower indicator (中小企业, 民营, 石化): then they are never the same, however alike they look.
"""

import re
from difflib import SequenceMatcher

from figures.grammar.alternatives import any_of

# Words that a phrase may have beside the name, or leave out of it, and still mean the same.
_IDLE_WORDS = """
    完成 实现 组织 制度 入库 各项 合计 总计 共 增速 增幅 涨幅 幅度 水平 情况 金融机构 首次 稳定 等 和 及 与 的 类
"""
_IDLE = re.compile(rf"(?:{any_of(_IDLE_WORDS)})*")
_IDLE_CHARACTERS = frozenset(_IDLE_WORDS) | {"例"}
# What an amount is an amount of: money, goods, heads. Names that tell of different ones are never the same.
_KINDS = tuple(
    re.compile(rf"(?:{any_of(words)})$")
    for words in (
        "总额 总值 金额 产值 额 值",
        "业务总量 总量",
        "量",
        "总数 数量 个数 家数 人数 件数 户数 人次 数",
        "面积",
    )
)


def nearly_same(phrase: str, name: str) -> bool:
    """Whether the differences between two names are idle words only."""
    if not _IDLE_CHARACTERS.issuperset(set(phrase) ^ set(name)):  # settles most at once
        return False
    phrase, name = (words.replace("比例", "比率") for words in (phrase, name))
    shared = 0
    for tag, start, end, begin, finish in SequenceMatcher(None, phrase, name, autojunk=False).get_opcodes():
        if tag == "equal":
            shared += end - start
        elif not _IDLE.fullmatch(phrase[start:end]) or not _IDLE.fullmatch(name[begin:finish]):
            return False
    return 2 * shared > len(name)


def same_kind(phrase: str, name: str) -> bool:
    """Whether neither ending tells of another kind of amount than the other (销售额 and 销售量 do)."""
    kinds = [next((index for index, kind in enumerate(_KINDS) if kind.search(words)), None) for words in (phrase, name)]
    return None in kinds or kinds[0] == kinds[1]
