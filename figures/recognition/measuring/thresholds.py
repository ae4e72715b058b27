"""Thresholds: numbers that say which things are meant and measure nothing (500万元以上项目, 12个县增速超过8%).

Knows words and tokens only.
"""

import re
from dataclasses import dataclass

from figures.grammar.alternatives import any_of
from figures.grammar.tokens import Token
from figures.quantity import Bound
from figures.units import in_foreign_money, scale_of

_NOUNS = any_of("""
    项目 企业 投资 工程 商品房 产业 产业链 产业集群 订单 店铺 园区 集群 大企业 龙头企业 县 镇 区 市 乡镇 村
    行政村 自然村 城市 县域 旗县 街道 强县 强镇 市场主体 平台 商圈 领域 行业 楼宇 品牌 单品 市州 地市 省份 大县 大镇
""")
_CLASS = re.compile(
    rf"(?:的|工业|产业|重大|重点|施工|在建|在库|新开工|规模|中型|大型|级|农业)*(?:{_NOUNS})(?![一-龥]?长)"
)
_NAME_AFTER = re.compile(rf"[一-龥]{{0,8}}?(?:{_NOUNS})+")
_NAME_BEFORE = re.compile(r"(?P<attribute>[一-龥]{2,8}?)(?:均|都)?(?P<over>超过?|突破|达到?|高于|不足|低于|过)$")
# 12个县增速超过…: what is told of the things just counted, up to the number.
_TOLD_OF_EACH = re.compile(
    r"(?P<noun>[一-龥“”]{0,14}?)"
    r"(?P<attribute>经济总量|(?:地区)?生产总值|投资额?|完成投资|产值|营业收入|营收|增速|增幅|收入|利润|税收|规模|面积|覆盖率|总量)?"
    r"(?P<each>均|都)?(?P<over>不足|低于|小于|少于|不到|超过?|高于|突破|达到?|增长|下降|增长超过?)"
)
_SHORT = frozenset(["不足", "低于", "小于", "少于", "不到"])


def opens_class(text: str, token: Token) -> bool:
    """Whether `token` is the size of a class of things whose name follows it."""
    if text.startswith("级", token.end) and text[token.start] not in "*＊":
        return True  # 30万吨级航道
    if token.unit in ("岁", "周岁"):
        return token.bound is not None and _AGED.match(text, token.end) is not None
    if text.endswith(("每", "每百", "每千"), 0, token.start) or text.endswith("每", 0, token.start):
        return token.unit in ("人", "万人", "户", "万户") and _PER_HEAD.match(text, token.end) is not None
    if token.unit in ("户", "人", "张", "名") and text[token.end - 2 : token.end] in ("以上", "以下", "以内"):
        return _RATED.match(text, token.end) is not None
    money = scale_of(token.unit)[1] == "元" or in_foreign_money(token.unit) or token.unit in _SIZES
    bounded = token.bound in (Bound.AT_LEAST, Bound.RANGE) or re.search(r"[—–－\-]", token.unit) is not None
    return money and bounded and _CLASS.match(text, token.end) is not None


_AGED = re.compile(r"(?:的)?(?!提高|提升|增加|延长)[一-龥]{2}")
_RATED = re.compile(r"[一-龥]{2,16}?(?:率|占比|比重|面积|数量|比例)")  # 30户以上村寨垃圾收运覆盖率
_PER_HEAD = re.compile(r"口?[一-龥0-9]{2}")
_SIZES = frozenset(["亿", "万", "千亿", "百亿", "万亿", "十亿", "千万"])


def class_name(text: str, start: int, token: Token) -> str:
    """The name of that class, N for the number (N万元以上项目); its sentence begins at `start`."""
    after = _NAME_AFTER.match(text, token.end)
    before = _NAME_BEFORE.search(text, max(start, token.start - 12), token.start)
    said = re.sub(r"^.*[，、的有达]", "", before["attribute"]) + before["over"] if before else ""
    number = text[token.start : token.number_end]
    sized = number if re.fullmatch("[百千万亿]+", number) else "N"  # 百亿元以上产业链 is a name as it stands
    return said + sized + text[token.number_end : token.end] + (after[0] if after else "")


@dataclass(frozen=True, slots=True)
class Apart:
    """Which of the things counted are meant: the `things` (县), and what is told of each, N for the number."""

    things: str
    told: str


def sets_apart(text: str, counted: Token, token: Token) -> Apart | None:
    """What sets the things `counted` apart from others, where `token` is told of each of them (投资额不足N万元)."""
    found = _TOLD_OF_EACH.fullmatch(text, counted.end, token.start)
    if not found or token.unit == counted.unit:
        return None
    number = text[token.start : token.number_end]
    sized = re.fullmatch(r"[百千万亿]+", number) is not None
    moved = token.unit == "%" and found["over"] in ("增长", "下降") and token.bound is not None
    rated = token.unit == "%" and found["attribute"] in ("增速", "增幅") and found["over"] not in ("达", "达到")
    if found["over"] in _SHORT or sized or moved or rated or found["each"]:
        said = "N" if text[token.number_end : token.end] else number  # 不足百亿 has no unit that N could stand before
        told = f"{found['attribute'] or ''}{found['over']}{said}{text[token.number_end : token.end]}"
        return Apart(re.sub("[“”]", "", found["noun"]), told)
    return None
