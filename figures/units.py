"""Units: which words are units of a figure, and how two units of one kind convert.

Knows nothing of indicators or tables.
"""

import re
import unicodedata
from decimal import Decimal

PERCENT = "%"
POINTS = "个百分点"
PLACE = "位"

_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_COUNTING = frozenset(
    re.findall(
        r"\S+",
        """
        家 个 项 人 户 件 座 套 起 例 宗 处 所 台 辆 名 条 张 份 批 幢 栋 间 艘 架 组 支 队 笔 场 种 类 部 班 对 床 席
        根 村 镇 乡 街道 社区 企业 单位 项目 人次 户次 家次 件次 项次 次 张床位 学位 床位
        """,
    )
)
_MEASURED = frozenset(
    re.findall(
        r"\S+",
        """
        元 美元 欧元 港元 日元 吨 公斤 千克 克 斤 吨标准煤 吨标煤 吨公里 人公里 公里 千米 米 平方米 平方公里 立方米 亩
        公顷 头 只 羽 箱 标箱 TEU 千瓦 千瓦时 千伏 伏
        度 瓦 瓦时 安时 块 片 瓶 升 千升 重量箱 标准箱 匹 双 册 股 岁 周岁 年 月 天
        小时 分钟 微克 毫克 头份 株 盒 粒 车 光缆公里 芯公里
        列 担 兆瓦 吉瓦 毫米 厘米 ℃ 摄氏度 分贝 平方公尺 立方公尺 公尺 市尺 市斤 枚 门 篇 首 幅 尾 枝 趟 班次 架次
        场次 车次 款 英寸 立方 角 分 锭 GWh MWh GW MW kW PF EFLOPS Eflops EB PB TB
        """,
    )
)
_RATES = {"%", "‰", "个百分点", "百分点"}
_ORDINAL = {"位", "名次", "位次"}
_BASES = _COUNTING | _MEASURED
# Every word that is a unit by itself, for those who look for units in running text.
UNIT_WORDS = frozenset(_BASES | _RATES)
_SCALED = re.compile(r"(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百|十)?(.+)")


def read_unit(text: str) -> str | None:
    """The unit written `text` in its usual form (％ → %, 百分点 → 个百分点, 单位：亿元 → 亿元); None if it is none."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("()")
    name = re.sub(r"^(?:计量)?单位[::]?", "", name).replace("人民币", "")
    if name in _RATES:
        return POINTS if name == "百分点" else name
    if name in _ORDINAL:
        return PLACE
    if name in _BASES:
        return name
    found = _SCALED.fullmatch(name)
    if found and found[2] in _BASES:
        return name
    over = name.split("/")
    if len(over) == 2 and all(part and read_unit(part) for part in over):
        return name
    return None


def is_counting(unit: str) -> bool:
    """Whether a value in `unit` is a plain count (家, 个, 人): its measure is 数量 and not 总量."""
    return unit in _COUNTING


def scale_of(unit: str) -> tuple[Decimal, str]:
    """`unit` as a factor and a base: 万元 is (10000, 元). What has no scale, or is a rate, is (1, unit)."""
    found = _SCALED.fullmatch(unit)
    if found and found[1] and found[2] in _BASES and unit not in _BASES:
        return Decimal(_SCALES[found[1]]), found[2]
    return Decimal(1), unit


def same_dimension(one: str, other: str) -> bool:
    """Whether amounts in both units can be told of one thing: all money is alike, all weights, all plain counts. An
    empty unit answers to any."""
    return not one or not other or _dimension(one) == _dimension(other)


_DIMENSIONS = {
    unit: name
    for name, units in {
        "money": "元 美元 欧元 港元 日元",
        "weight": "吨 公斤 千克 克 斤",
        "area": "平方米 平方公里 亩 公顷",
        "length": "公里 千米 米",
        "energy": "千瓦时 度 瓦时",
        "rate": "% ‰",
        "points": "个百分点 百分点",
        "place": "位 名次 位次",
    }.items()
    for unit in units.split()
}


def _dimension(unit: str) -> str:
    base = scale_of(unit)[1]
    return _DIMENSIONS.get(base, "count" if base in _COUNTING or base in _SCALES else base)


def in_foreign_money(unit: str) -> bool:
    """Whether `unit` is an amount of a currency other than 元."""
    return scale_of(unit)[1] in {"美元", "欧元", "港元", "日元"}
