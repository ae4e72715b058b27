"""Deeds: counts whose noun follows the number, with what is done before it (新增12家企业, 惠及3200家企业).

Knows words and the finder only.
"""

import re

from figures.finder import Finder
from figures.grammar.alternatives import any_of
from figures.recognition import cues

_MANNER = any_of("""
    着力 大力 有力 牢牢 高质量 高标准 高水平 高效 基本 全面 持续 深入 扎实 积极 集中 精准 务实
    重点 再 又 还 要 将 先后 累计 共 已 成功 逐步 有序 统筹 认真 切实 加快 加大 每年 每月 各
    分批 首批 率先 进一步 抓紧 联合 同步 力争 年内 目前 仅 现 在 前 后 至少 总共 只 均 都 可
    能 优先 稳步 试点 主要 分别 下达 用于 让 使 为 向 对 帮 将有 率先
""")
# What is done to things in hand: of a plan, their number is that of a task and no aim of its own.
_TENDING = any_of("""
    推进 推动 抓好 抓实 抓 实施 强化 围绕 聚焦 做好 办好 办成 落实 落细 守好 守牢 建好 用好
    管好 突出 深化 加强 统筹 聚力 加快 完善 开展 保障 提升 优化 巩固 支持 服务 依托 针对 瞄准
    细化 健全 出台 制定 执行 召开 组织 打好 打赢 谋划 坚持 把握 处理好 明确 提出
""")
_DOING = any_of("""
    培育 打造 建设 建成 发布 批复 落地 办完 完成 新建 改建 扩建 新改建 改造 新增 引进 创建 认定
    落户 布局 推出 储备 举办 承办 解决 化解 清理 取消 下放 整合 组建 成立 设立 建立 遴选 评选
    命名 发放 新组织 惠及 带动 获得 帮助 引导 选派 招聘 新开工 开工 竣工 投产 启动 铺设 新办
    新签 新入 开行 开通 签约 引育 招引 开发 修复 治理 整治 消除 安置 受理 查处 办理 审议 修订
    出版 转化 攻克 研发 建有 建立健全 入选 获批 获评 列入 纳入 覆盖 新签 招收 培训 转移 接待
    吸引 集聚 申报 报备 总结 提炼 上报 摸排 新认定 新设 增设 新增设 投放 购置 有 共有 现有 拥有
    尚有 还有 仅有 只有 设有 聚集 汇聚 盘活 处置 关停 淘汰 压减 新引进 新签约 新落地 入库 投用
    建制 上线 推广 打通 提供 选送 开行 招聘
""")
_HAVING = re.compile(
    rf"(?:{_MANNER}|{_TENDING}|全市|全县|上半年|有|共有|现有|拥有|尚有|还有|仅有|只有|完成|新组织|组织)+"
)
_DEED = re.compile(rf"(?:{_MANNER}|{_TENDING}|{_DOING}|全市|全县|上半年|下半年|[和与并、])*")
_LAST_DEED = re.compile(rf"(?<=[一-龥”）])(?:{_DOING}|出台|提出|开展|实施|支持|服务|推进|推动|抓好)$")
_TENDED = re.compile(rf"(?:(?:{_TENDING})(?:好|实)?|等|各)$")
_TENDS = re.compile(rf"(?:{_MANNER}|要)*(?:{_TENDING})(?:好|实)?(?=[一-龥“]{{3}})")
# Where the noun behind a count ends and what it does begins (30家企业|参与交易).
_WHAT_IT_DOES = re.compile(
    "(?:"
    + any_of("""
    实现 参与 未能 未按 获批 获得 投入 竣工 开工 建成 投产 完成 达到 正在 已经 已 列入 通过
    入选 纳入 被 无 不足 累计 出现 进入 集中 签约 落地 在建 开始 陆续 免征 超 同比 比 占 提供 使用 运行
    建设(?!工程|项目|用地|任务)
    按期 如期 年内 全部 全面 整体 加快 获 成功 顺利 有序 均
    (?<!规模)(?<!限额)(?<!级)(?<!及)以上 分别 突破 达 超过 增长(?!极) 下降 逐一 逐项
    提请 提能 提质 扩面 入乡 上榜 喝上 享受 进行 居 位居 稳居 增加 减少 仍 未 不足 低于 高于
""")
    + ")"
)
_NO_NOUN = re.compile(r"^(?:[以之](?:上|下|内|外)|左右|多|余)?(?:的)?")
# What opens no noun: the number before it stands by itself.
_NO_OPENING = re.compile(
    r"增|下降|减|同比|环比|比|较|占|居|位列|排|创|达|突破|超|其中|并|且|而|为|是|的|已|将|在|用于|来|以|[上中下]旬|[之以]"
)
# What of a thing counted is told next (89个开发区|规上工业总产值): no part of the name of the count.
_ITS_MEASURE = re.compile(
    r"(?<=[一-龥]{2})(?:总?产值|产量|产能|总?规模|完?成?投资额?|营业?收入?|营收|增加值|销售额|进出口额?|出口额?|税收|利润|增速|增幅|总量|能耗"
    r"|面积|比重|占比|覆盖率|经济总量|(?:地区)?生产总值)$"
)


def is_deed(words: str) -> bool:
    """Whether `words` name nothing but what is done (着力培育), so that the noun must follow the number."""
    return _DEED.fullmatch(words) is not None


def last_deed(words: str) -> str | None:
    """The deed that `words` end in, whoever did it (家庭共济改革惠及 says 惠及), or None."""
    found = _LAST_DEED.search(words)
    return found[0] if found else None


def is_tended(words: str) -> bool:
    """Whether `words` end in tending to things in hand (推进, 抓好) or in a list: their number is no aim."""
    return _TENDED.search(words) is not None


def follows_list(words: str) -> bool:
    """Whether `words` end a list of names (北站、南站等), of which the number is the count."""
    return words.endswith("等")


def tends_to(words: str) -> str | None:
    """What `words` go on to after saying that it is tended to (强化服务业 says 服务业), or None where they do not."""
    found = _TENDS.match(words)
    return words[found.end() :] if found else None


def noun_after(finder: Finder, deed: str, after: str, sentence: str, *, alone: bool = False) -> tuple[str, bool] | None:
    """The name of what a count tells of, out of the words `after` it, and whether the catalogue knows it; None where no
    noun follows. `deed` stands before the number and is part of the name unless it says no more than that there are
    such things; so is what the noun does, unless it is all of them that do it or the noun is wanted `alone`.
    `sentence` completes an elided name."""
    stretch = _STRETCH.match(after)
    rest = _NO_NOUN.sub("", stretch[0] if stretch else "")
    sized = _SIZED.match(rest)  # 30个亿元以上项目: their size is part of their name
    head = sized[0] if sized else ""
    noun = re.sub("[0-9０-９*＊.．]+", "N", head) + _WHAT_IT_DOES.split(rest[len(head) :], maxsplit=1)[0].strip(
        "的”和或与及"
    )
    ends = stretch is None or not re.match(r"[0-9０-９*＊]", after[stretch.end() :])
    told = rest[len(head) :].partition(noun.removeprefix("N")[-2:])[2] if head else rest[len(noun) :]
    action = told if ends and not alone and not head else ""
    noun = _named_alone(finder, noun, followed=bool(told) or not ends)
    light = "" if follows_list(deed) else re.sub(rf"^(?:{_MANNER})+", "", deed)
    light = "" if _HAVING.fullmatch(light) else light
    if len(noun) < 2 or cues.VERB.search(noun) or _NO_OPENING.match(noun):
        return None
    if _OF_ALL.match(action):
        action = ""
    action = _HOW_FAR.sub("", action)
    if action and not light:  # 12个项目开工, 3个项目未按计划开工: those among them of which that is told
        told = "" if len(action) > 12 else f"{noun}{action}" if _DONE.fullmatch(action) else f"{action}{noun}"
        known = finder.resolve(told) or finder.complete(told, sentence) if told else None
        return (known.name, True) if known is not None else (_unquoted(told or noun), False)
    told = action if 3 < len(action) < 13 else ""
    for candidate in dict.fromkeys((f"{light}{told}{noun}", f"{light}{action}{noun}", f"{light}{noun}")):
        known = finder.resolve(candidate) or (finder.complete(candidate, sentence) if light or action else None)
        if known is not None:
            return known.name, True
    known = finder.resolve(noun) if light and light != "新增" else None
    return (known.name, True) if known is not None else (_unquoted(f"{light}{told}{noun}"), False)


_OF_ALL = re.compile(r"(?:已经?|年内|将)*(?:全部|均|全面|都)|(?:建设|创建|工作|任务)$")
_STRETCH = re.compile(
    r"(?:[*＊0-9]{1,2}G(?=[一-龥])|(?:[0-9０-９*＊.．]+)?[百千万亿]+元(?:以上|级)|[1-5]A级|[^，。；、：！？0-9０-９*＊（])*"
)
_SIZED = re.compile(r"(?:[0-9０-９*＊.．]+)?[百千万亿]+元(?:以上|级)")
_HOW_FAR = re.compile(r"^(?:实现|已经?|均|全部|全面|年内|年底前?|目前|正在?|将|陆续|相继|加快|顺利|成功|先后|基本)+")
_DONE = re.compile("开工|竣工|投产|完工|签约|落地|入库|入统|投用|建成|获批|在建")


def _unquoted(name: str) -> str:
    return name.replace("“", "").replace("”", "")


def _named_alone(finder: Finder, noun: str, *, followed: bool) -> str:
    """`noun` without what is told of it next, or of which group it is (…中), or what else stands beside it (和…等)."""
    noun = re.sub(r"(?<=[一-龥]{2})(?:和|与|以及)[^和与]{2,}等[一-龥]{2,6}$", "", noun).removesuffix("中")
    if followed:
        mention = next((found for found in finder.mentions(noun) if found.end == len(noun) and found.start > 1), None)
        noun = noun[: mention.start] if mention else _ITS_MEASURE.sub("", noun)
    return noun
