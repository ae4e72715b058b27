"""The footing a number is told on, where it is not that of a bureau's tables: such a number is left to a person.

A rate at the same scope or without real estate, a nominal one where tables tell real growth, against 2019, an average
a month, what was fallen short of: all sound like the plain figure and are not. Knows words only.
"""

import re

from figures.catalogue import Indicator, RateKind
from figures.grammar.tokens import Token
from figures.measure import Measure

# Carved out or brought to one scope. 固定资产投资（不含农户） is the published name itself.
_SCOPE = re.compile(r"剔除|(?<!加计)(?<!税前)扣除|不含(?!农户)|不包括|除[^，。；]{1,12}外[，的]|口径|还原后|同等条件")
_BASE = re.compile(
    r"(?:比|较|与|同|相比于?|相较于?|相当于|对比)(?:(?:19|20)?[0-9０-９*＊]{2,4}年|前年|疫情前|[一二三四五六七八九十两]年前|“?十[一-龥]五)"
)
_APIECE = re.compile(r"(?:[月日季周户亩店次校村天]均|每(?:个?月|天|日|户|亩|家|名|次|百元|平方米))[^，。；]*$")
_SECOND_MOVE = re.compile(r"(?:[多少](?:增|减|收|支|投放|完成|下降)|[增减][收支]|增量|减量)[^，。；]{0,4}$")
_SHORT_OF = re.compile(
    r"(?:没有|没能|未能?|尚未|难以|不及|仅差|还差|相差|差)(?:完成|实现|达到?|突破|超过)?[^，。；]{0,4}$"
)
_OF_BEFORE = re.compile(r"(?:由|从)(?:原来的?|最初的?|过去的?|此前的?|起初的?)?$")
_OF_ANOTHER = re.compile(r"的[一-龥]{0,6}(?:目标|预期|要求|平均水平|平均增速|基数|红线|底线|占比)")
# A mark that others stand against (增长5%以上的企业有86家) or that was passed (突破千亿元大关) is no figure.
_MARK = re.compile(r"的(?:规上|工业|重点)?[企县市区项行单乡街户产园]|大关|关口|台阶|门槛|以上的")
_SCALE_ALONE = re.compile(r"[十百千万亿]+")
_NOMINAL = re.compile(r"名义(?:同比|增长|增速|下降|上涨)|现价|现行价格")
_REAL = re.compile(r"实际(?:同比)?(?:增长|增速|下降|上涨|回落)|可比价|扣除价格因素|剔除价格因素|不变价")
_RATES = (Measure.YOY, Measure.TWO_YEAR_AVG, Measure.PP_DIFF, Measure.RATE_CHANGE)


def footing_of(said: str, number: str, after: str, token: Token, verb: str | None, told: bool) -> str | None:
    """The words that put `token` on a footing of its own, or None. `said` is what stands between the number before it
    and this one, `number` the number as written, `after` what follows, `verb` its verb; `told` says it is no aim."""
    if _SCALE_ALONE.fullmatch(number):  # 千亿元: a size, not a number
        return number
    for pattern in (_SCOPE, _BASE, _APIECE, _SECOND_MOVE, _SHORT_OF, _OF_BEFORE):
        if found := pattern.search(said):
            return found[0]
    if after.startswith("（") and (found := _SCOPE.search(after.partition("）")[0])):
        return found[0]
    if told and (found := _OF_ANOTHER.match(after)):
        return found[0]
    if found := _MARK.match(after):
        return found[0]
    if token.unit == "个" and after.startswith("月"):
        return "个月"
    if token.unit in ("倍", "番") and (verb is None or re.search(r"[到至的][ 　]*$", said)):
        return f"的{token.unit}"
    return None


def rate_footing(said: str, measure: Measure, indicator: Indicator | None) -> str | None:
    """名义 or 实际, where the rate that tables tell of `indicator` is the other one."""
    if measure not in _RATES or indicator is None:
        return None
    found = _NOMINAL.search(said) if indicator.rate is RateKind.REAL else _REAL.search(said)
    return found[0] if found else None


def carries(footing: str | None) -> bool:
    """Whether a footing holds for what the sentence goes on to say of the same subject."""
    return footing is not None and _SCOPE.search(footing) is not None
