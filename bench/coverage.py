"""Which numbers of a text a row should stand for, found by a plain scan that shares no code with `figures/`.

It takes every run of Arabic or full-width digits, every Chinese numeral with a unit behind it, and words that stand for
a number. What no row covers is put into a class of things that only look like a number; what fits none is a gap.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_HAN = "〇零○一二三四五六七八九十百千万亿两"
_ONES = "二三四五六七八九两"
_MEASURED = """
    个百分点 百分点 万 亿 元 美元 吨 公斤 斤 克 亩 公顷 平方公里 平方米 立方米 公里 米 里 千瓦 度 人次 人 户 家 辆 台 艘
    架 座 栋 幢 套 所 处 宗 起 株 头 只 床 张 块 枚 款 部 门 位 名 层 个 项 件 条 类 批 场 次 种 轮 倍 番 成 岁 年 月 日
    天 小时 分钟 县 市 省 区 镇 乡 村 担 匹 锭 册 份 篇 期 届 级 支 队 班 列 箱 间 对 双 组 口 片 卷 根 道 号 路 站 面
"""
_UNITS = "|".join(sorted(_MEASURED.split(), key=len, reverse=True))
_DIGITS = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．·][0-9０-９]+)?")
_CHINESE = re.compile(
    rf"百分之[{_HAN}几点]+|[{_HAN}几数]+分之[{_HAN}几点]+|[{_HAN}几数上]*[{_HAN}]+(?:点[{_HAN}]+)?[多余来]?(?:{_UNITS})"
    rf"|[几数][十百千万亿]+|过半|一半|大半|半数|[两三双]位数|翻[一两几三四]?番|第[{_HAN}]+(?:位|名)|零增长|成倍"
)

_LINE = "[ \\t\u3000\u2002\u2003]*"
# Classes of what only looks like a quantity: how it reads with what stands before (¦ marks where it begins) and after.
_CLASSES = {
    "codes (5G, G60, PM2.5)": re.compile(r"[A-Za-z_＿-]¦[0-9]|¦[0-9.]+-?[A-Za-z]"),
    "numbering and notes": re.compile(
        rf"(?:^|\n){_LINE}[（(［\[]?¦[0-9０-９]{{1,2}}[)）\]］.．、]|[（(［\[⑴-⒇]¦[0-9０-９]{{1,2}}[)）\]］]"
    ),
    "so many aspects (八个方面)": re.compile(rf"¦[{_HAN}]+个?方面"),
    "names in quotes": re.compile(
        r"[“‘「《][^”’」》\n]{0,16}¦[^“‘「《\n]{0,18}[”’」》]|¦[0-9]+[+＋×xX]|[+＋×xX]¦[0-9]"
    ),
    "the hotline": re.compile(r"¦12345"),
    "one of a kind (一个, 一批)": re.compile(rf"¦(?:上)?一(?:{_UNITS})(?<![百千万亿倍成])"),
    "plans, sessions, phases, ranks": re.compile(
        rf"第¦[{_HAN}]+[个次条批支套部类款种卷三两]|¦[{_HAN}]+[届期级号路站道]|¦[{_HAN}]+(?:年(?:计划|规划|行动|方案|纲要|实施))"
    ),
    "stretches of years": re.compile(rf"¦(?:几|数)?[{_HAN}]+[多余来几]?(?:个)?年"),
    "sizes in names (百亿级, 千万农民)": re.compile(r"¦[十百千万亿]+(?![0-9])"),
    "pointed at (这两项)": re.compile(rf"[这那其各每某同此东北]¦[{_HAN}]+|¦[{_HAN}]+者"),
    "parts of words": re.compile(
        r"¦(?:一一列|一成不变|两面派|四面八|零部|零件|零售|零距|陆|伍|两会|两岸|三农|万岁|万里|千里|百日|万家|万村|千村|百县)"
    ),
    "names and fixed wording": re.compile(
        rf"¦(?:八项规定|四项基本|三次产业|[{_ONES}二三]次产业|五项原则|一国两制|两种制度|百家争鸣|三支[柱两]|两面性|三面红旗|三块地"
        rf"|二轮(?:土地|延包)|[{_ONES}](?:省|市|县|区)(?![个级])|[{_ONES}一]本(?=以上|录取|[0-9])|四大|[{_ONES}]个(?:五年|百年))"
    ),
}


@dataclass
class Coverage:
    """What was looked for, what rows cover, and what of the rest falls into which class; `gaps` are in none."""

    sought: int = 0
    covered: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    gaps: list[str] = field(default_factory=list)

    def take(self, text: str, rows: Sequence[tuple[int, int]], name: str) -> None:
        """Counts one text, with the spans of its rows."""
        covered = bytearray(len(text))
        for start, end in rows:
            covered[start:end] = b"\1" * (end - start)
        for start, end in sought(text):
            self.sought += 1
            if any(covered[start:end]):
                self.covered += 1
                continue
            seen = f"{text[max(0, start - 18) : start]}¦{text[start : end + 20]}"
            kind = next((kind for kind, looks in _CLASSES.items() if looks.search(seen)), None)
            if kind is not None:
                self.classes[kind] += 1
            else:
                self.gaps.append(
                    f"{name}: {text[max(0, start - 12) : start]}【{text[start:end]}】{text[end : end + 10]}"
                )

    @property
    def rate(self) -> float:
        """The share of quantities that a row covers."""
        return self.covered / max(1, self.covered + len(self.gaps))


def sought(text: str) -> Iterator[tuple[int, int]]:
    """The spans of everything that may be a number."""
    for looks in (_DIGITS, _CHINESE):
        for found in looks.finditer(text):
            yield found.span()
