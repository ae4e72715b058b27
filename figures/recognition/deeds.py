"""Deeds: counts whose noun follows the number, with what is done before it (新增12家企业, 惠及3200家企业).

Knows words and the finder only.
"""

import re

from figures.finder import Finder
from figures.recognition import cues


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_MANNER = _any("""
    着力 大力 有力 牢牢 高质量 高标准 高水平 高效 基本 全面 持续 深入 扎实 积极 集中 精准 务实
    重点 再 又 还 要 将 先后 累计 共 已 成功 逐步 有序 统筹 认真 切实 加快 加大 每年 每月 各
    分批 首批 率先 进一步 抓紧 联合 同步 力争 年内 目前 仅 现 在 前 后 至少 总共 只 均 都 可
    能 优先 稳步 试点 主要 分别 下达 用于
""")
# What is done to things in hand: of a plan, their number is that of a task and no aim of its own.
_TENDING = _any("""
    推进 推动 抓好 抓实 抓 实施 强化 围绕 聚焦 做好 办好 办成 落实 落细 守好 守牢 建好 用好
    管好 突出 深化 加强 统筹 聚力 加快 完善 开展 保障 提升 优化 巩固 支持 服务 依托 针对 瞄准
    细化 健全 出台 制定 执行 召开 组织 打好 打赢 谋划 坚持 把握 处理好 明确 提出
""")
_DOING = _any("""
    培育 打造 建设 建成 发布 批复 落地 办完 完成 新建 改建 扩建 新改建 改造 新增 引进 创建 认定
    落户 布局 推出 储备 举办 承办 解决 化解 清理 取消 下放 整合 组建 成立 设立 建立 遴选 评选
    命名 发放 新组织 惠及 带动 获得 帮助 引导 选派 招聘 新开工 开工 竣工 投产 启动 铺设 新办
    新签 新入 开行 开通 签约 引育 招引 开发 修复 治理 整治 消除 安置 受理 查处 办理 审议 修订
    出版 转化 攻克 研发 建有 建立健全 入选 获批 获评 列入 纳入 覆盖 新签 招收 培训 转移 接待
    吸引 集聚 申报 报备 总结 提炼 上报 摸排 新认定 新设 增设 新增设 投放 购置 有 共有 现有 拥有
    尚有 还有 仅有 只有 设有 聚集 汇聚 盘活 处置 关停 淘汰 压减 新引进 新签约 新落地 入库 投用
    建制 上线 推广 打通
""")
_HAVING = re.compile(
    rf"(?:{_MANNER}|{_TENDING}|全市|全县|上半年|有|共有|现有|拥有|尚有|还有|仅有|只有|完成|新组织|组织)+"
)
_DEED = re.compile(rf"(?:{_MANNER}|{_TENDING}|{_DOING}|全市|全县|上半年|下半年|[和与并、])*")
_TENDED = re.compile(rf"(?:(?:{_TENDING})(?:好|实)?|等)$")
# Where the noun behind a count ends and what it does begins (30家企业|参与交易).
_WHAT_IT_DOES = re.compile(
    "(?:"
    + _any("""
    实现 参与 未能 未按 获批 获得 投入 竣工 开工 建成 投产 完成 达到 正在 已经 已 列入 通过
    入选 纳入 被 无 不足 累计 出现 进入 集中 签约 落地 在建 超 同比 比 占 提供 使用 运行 建设
    按期 如期 年内 全部 全面 整体 加快 获 成功 顺利 有序 均 以上 分别
""")
    + ")"
)
_NO_NOUN = re.compile(r"^(?:[以之](?:上|下|内|外)|左右|多|余)?(?:的)?")


def is_deed(words: str) -> bool:
    """Whether `words` name nothing but what is done (着力培育), so that the noun must follow the number."""
    return _DEED.fullmatch(words) is not None


def is_tended(words: str) -> bool:
    """Whether `words` end in tending to things in hand (推进, 抓好) or in a list: their number is no aim."""
    return _TENDED.search(words) is not None


def follows_list(words: str) -> bool:
    """Whether `words` end a list of names (北站、南站等), of which the number is the count."""
    return words.endswith("等")


def noun_after(finder: Finder, deed: str, after: str, sentence: str) -> tuple[str, bool] | None:
    """The name of what a count tells of, out of the words `after` it, and whether the catalogue knows it; None where no
    noun follows. `deed` stands before the number and is part of the name unless it says no more than that there are
    such things; `sentence` completes an elided name."""
    stretch = re.match(r"[^，。；、：！？0-9０-９*＊（]*", after)
    rest = _NO_NOUN.sub("", stretch[0] if stretch else "")
    noun = _WHAT_IT_DOES.split(rest, maxsplit=1)[0].strip("的”")
    action = rest[len(noun) :]
    light = "" if follows_list(deed) else re.sub(rf"^(?:{_MANNER})+", "", deed)
    light = "" if _HAVING.fullmatch(light) else light
    if len(noun) < 2 or cues.VERB.search(noun):
        return None
    whole = (f"{light}{noun}", f"{light}{action}{noun}")
    for candidate in whole if light == "新增" else (*whole, f"{action}{noun}", noun):
        known = finder.resolve(candidate) or (finder.complete(candidate, sentence) if light or action else None)
        if known is not None:
            return known.name, True
    return f"{light}{action if 3 < len(action) < 13 else ''}{noun}".replace("“", "").replace("”", ""), False
