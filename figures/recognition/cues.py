"""The words around a number that tell its measure, comparator, period and whether it lies ahead. Patterns only."""

import re

from figures.grammar.alternatives import any_of

_RISE = """
    增长 上涨 提高 增加 上升 提升 回升 加快 扩大 增 涨 高于 高出 高
    快于 快 多于 多 净增 新增 拉高 攀升 拉动 领先
"""
_FALL = """
    下降 减少 回落 降低 下滑 下跌 放缓 收窄 低于 低 慢于 慢 少于 少
    减 降 缩减 压减 下拉 跌 落后
"""
RISE, FALL = frozenset(_RISE.split()), frozenset(_FALL.split())
VERB = re.compile(rf"(?P<verb>{any_of(_RISE + _FALL)})(?:了|到|至)?[ 　]*$")

# Verbs that, before an amount, tell by how much it moved; unless they say what it came to.
_MOVES = "增加 减少 净增 增长 下降 回落 降低 上升 提高 缩减 压减 扩大 收窄 增 减 降 跌 涨"
MOVES = frozenset(_MOVES.split())
REACHES = re.compile(r"(?:到|至|达|为)[ 　]*$")

_BOUNDS = """
    超过 突破 不低于 不少于 高于 超 逾 不小于 至少 跨过 跨越 连跨 跨上 迈过 迈上 站上 站稳 跃上 登上 越过
    不超过 不高于 低于 少于 小于 不到 不足 至多 最多 约为 约 大约 大概
"""
# Bound words before a number that are written with it, as they change when the bound does.
BOUND_WORD = re.compile(rf"(?:{any_of(_BOUNDS)})[ 　]*$")
BOUND_BEFORE = re.compile(rf"(?:{any_of(_BOUNDS + ' 控制在 保持在 稳定在 近 接近 达到 达 为 到 至')})+[ 　]*$")

CLAUSE_END = "，：:（(）)"
# A short word in brackets within a name: 销售（营业）额, 新（改）建, 固定资产投资（不含农户）.
ASIDE = re.compile(r"（[一-龥]{1,6}）(?=[一-龥])")
SENTENCE = re.compile(r"[^。；！？;!?\n\r]+")

# What may stand between a name and its number, or before a name, without saying anything of the indicator.
_A_YEAR = "(?:19|20|１９|２０)[0-9０-９]{2}年?|[一二][〇零○一二三四五六七八九]{3}年?"
_AN_AGE = (
    f"(?:在|从|自)?(?:{_A_YEAR})(?:[到至—–～~\\-－](?:{_A_YEAR}|[0-9]{{2}}))?年?[末底初]?(?:间|期间|的?[一-十]{{1,3}}年间)?"
    "|“?十[一-龥]五”?(?:末|期末|时期|期间)"
)
_CIRCUMSTANCE = "(?:情况|形势|背景|条件|压力|冲击)下|基础上"
_BETWEEN = """
    同比 比上年同期 比去年同期 较上年同期 较上年 比上年 比去年 同期 环比 分别 各
    均 都 又 再 仍 仍有 已 继续 持续 累计 合计 总计 共计 共有 共 约 近 就 实际
    名义 力争 争取 确保 有望 预计 按可比价格计算 按可比价计算 可比 按年 平均 每月
    年均 全年 年内 全市 当月 单月 增速 增幅 涨幅 降幅 涨跌幅 的 了 仅 只 (?<!人)才
    均值 平均值 合计值 目标设定 目标确定 目标定 设定 确定 同口径 可比口径 同比口径 按同口径计算 按可比口径 口径
    今年 明年 去年 上年 平均每年 递增 递减 递 共 (?<![主重需纪摘概])要 须 需要 将 可望 稳步 成功 顺利 接连
    大幅 小幅 逐年
    跨过 跨越 连跨 跨上 迈过 迈上 站上 站稳 跃上 登上 越过 逾 至少 约合 折合
    最高 为 是 达到 达 完成 实现 保持在 保持 稳定在 控制在 控制 不低于 不超过
    突破 超过 达标 目标 预期 由 从 首次 历史性 连续 全面 每年 增至 降至 升至 增到 降到 升到 更新至
    不足 未 没有 已有 只有 仅有 仍有 就有 拓展 扩容 至 (?<![签报])到 (?<!新)增 (?<![下升])降 创 有 在
    (?:增长|提高|提升|上升|下降|降低|回落|减少|缩小|收窄|扩大|增加|攀升|跃升|壮大|拓展|扩容|压减|下调|上调|恢复|发展)[了到至为]
"""
_LASTING = (
    "连续(?:[0-9０-９]+|[一二三四五六七八九十两]+)[个]?(?:年|季度|月)|(?:近|这)?[两三四五六七八九十]年(?:间|来|累计)?"
)
TRAIL = re.compile(
    rf"(?:{_LASTING}|在[^，]{{2,12}}?(?:带动|推动|影响|支撑|作用|拉动|提振)下|在[^，]{{2,24}}?的?(?:{_CIRCUMSTANCE})"
    rf"|[比较与](?:{_AN_AGE})|{_AN_AGE}|{any_of(_BETWEEN)}|[ 　“”])+$"
)
# A circumstance with a number of its own stands between a subject and its number.
CIRCUMSTANCE = re.compile(rf"^[^，]{{0,4}}(?:{_CIRCUMSTANCE})")
_OPENING = """
    (?:自治区|省里?|国家|中央|上级)?下达(?:我[市省区县])? 提出 建议 安排
    (?:党中央|中央|国务院|省委|市委|[省市县]政府)(?:提出|决定|要求|确定)
    包括 成为全国首个 成为全省首个 年度(?=产|总) 年均(?!气温|降水|浓度) 五年(?=累计|来) 约合 折合
    今年以来 今年 去年 上年 明年 上半年 一季度 二季度 前三季度 三季度 全年 年内 年底 年末 至 到(?!位)
    截至目前 截至 目前 当前 其中 初步核算 预计 据统计 统计显示 全市 我市 全县
    我县 本市 市里 并 又 且 还 同时 另外 此外 特别是 尤其是 从 看 已经 已
    累计 共计 共(?![建同享青产和]) 总共 实际 力争 争取到 争取 确保 推动 推进 促进 努力 加快 打造
    抓好 做好 可以 可 实现 完成 获得 取得 达到 形成 保持 当月 单月 下半年 年底前 年末前 底前
    月底前 现 仅 目前 各(?![项类种])
"""
_DATED = (
    r"[0-9０-９*＊—–\-－]{1,5}年|[0-9０-９*＊—–\-－]{1,5}月(?:份|[底末]前?)?|[一二三四五六七八九十]+月(?:份|[底末]前?)?"
    r"|前(?=我市|全市)"
)
_CHARGED = r"[市县区省][一-龥、]{1,14}(?:局|委|厅|办|部门|单位)要(?![求素点闻害])"
LEAD = re.compile(
    rf"^(?:{_AN_AGE}|{any_of(_OPENING)}|{_CHARGED}|到位(?=[一-龥]{{4}})|{_DATED}|在[一-龥“”]{{2,12}}带动下"
    r"|[、，：:；的及 　“”①-⑳•·])+"
)
# The wider regions and the own one, as a subject may begin with them.
WIDER = re.compile(
    r"^(?:(?P<wide>全国(?!重点|文明|一流|统一|性|人大|政协|首|最|百强|[0-9０-９])|我国|全省|我省|全自治区|全区|我区|全疆|全藏)|(?P<own>全市|我市|本市|市里))(?:平均水平|平均)?的?"
)
PLACE = re.compile(
    r"^([一-龥]{1,5}?(?:自治县|(?<=[一-龥]{2})州|[县市区旗盟](?!级|场|域|直|政|委|本级|情|长|民|层)))(?=[一-龥]{4})"
)
OWN_PLACE = re.compile(r"全市|我市|本市|全县|我县")
# A sentence that goes on from the one before.
GOES_ON = re.compile(r"[ 　]*(?:其中|分[一-龥]{1,4}看|从[一-龥]{2,6}看)")
PLACE_ALONE = re.compile(
    r"(?!各|全|县|市|区)(?:[一-龥]{1,6}?|[*＊])(?:自治县|经开区|高新区|开发区|新区|园区|保税区|[县市区旗州盟])(?![级场域直政委本情长民内])"
)
LEAD_BUT_PLACE = re.compile(
    r"^(?:(?:增速|增幅|降幅|总量|占比)?最[高低快慢大小]的(?:是)?|其中|上半年|而|但|同期|今年以来|从|[、，：的])+"
)
TRAIL_BUT_PLACE = re.compile(r"(?:平均水平|平均|同比|分别|仅|只|则|也|为|是|达到?|最[高低快慢])+$")
_NO_PLACES = """
    试验区 保税区 合作区 示范区 功能区 集聚区 商圈 全市 我市 全区 全县 园区 社区
    地区 辖区 景区 城区 库区 灌区 开发区 经开区 高新区 城市 上市 超市 夜市 门市
    自治区 各县 牧区 林区 山区 港区 新区 片区
"""
NOT_PLACE = re.compile(rf"(?:{any_of(_NO_PLACES)})$")

# Words that end like a place and name a kind of place, or a verb before 市: 老旧小区, 脱贫县, 省市县, 提请市人大.
COMMON_PLACE = re.compile(
    r"(?:[小社]区|棚户区|[街湾矿校湖落片]区|核心区|项目区|自贸区|服务区|景区|都市|省市|区县|市县|县市|区市|市州"
    r"|[整全各贫点强放目管]县|设区|[理合请署对]市)$"
)

TWO_YEAR = re.compile(r"两年(?:年)?平均|两年复合")
QOQ = re.compile(r"环比|比上月|较上月|比上季度|较上季度")
SHARE = re.compile(
    r"^(?P<np>.*?)(?:占|占到)(?P<whole>[^，]*?)(?:总量|总额)?的?(?:比重|比例|份额|比)?[由从为达到约近保持在提升至升超过]*$"
)
SHARE_WORD = re.compile(r"(?:占比|比重|份额|占[^，]{1,14}的?)(?:同比|比上年|为|达到?|约|保持在|提升至|升至|由)?$")
CONTRIBUTION = re.compile(r"贡献率")
PULL = re.compile(r"^(?P<np>.*?)(?:拉动|带动|拉高|下拉)(?P<of>[^，]{1,14}?)(?:增长|增速|提高|上升|下降|回升|加快)?$")
COMPARE = re.compile(
    r"(?:比|较|与|高于|低于|快于|慢于|超过|领先)(?P<what>(?:全国|全省|全区|全市|全州|国家|省|周边|长三角)[一-龥、]{0,10}?)"
    r"(?:平均水平|平均增速|平均|水平|增速)?(?:分别|各)?(?:高出|高|低|快|慢|多|少|提高|相比)?(?:于)?$"
)
REGION_WORD = re.compile(r"全国|全省|全区|全市|全州|全盟|全县")
COMPARED = re.compile(r"(?:比|较)[一-龥0-9*、（）]{1,14}?(?:分别|各)?$")
_WHEN = "今年一季度 一季度 前一季度 上年同期 去年同期 同期 上年全年 去年全年 上年末 上年底 年初 上年 去年 上月 上半年"
# Something else than a time or a wider region that a number is told beside (第三产业增速比第二产业高).
APART = frozenset(["高", "低", "高出", "快", "慢", "多", "少"])
BESIDE = re.compile(
    rf"[比较](?!{any_of(_WHEN)}|前|[*0-9０-９]+(?![县市区旗])|往年|以往|预期|计划|目标|平均)(?P<other>[一-龥*＊]{{2,12}})$"
)
THAN = re.compile(
    rf"(?:比|较|相比|相对|同)(?P<when>{any_of(_WHEN)}|前[一-龥0-9*]{{1,3}}月|前[一-龥]季度|[*0-9０-９]+[—－\-–][*0-9０-９]+月)"
)
AGAINST_TAIL = re.compile(
    r"(?P<way>高于|低于|快于|慢于|领先|落后)(?P<other>[^，：；]{2,16}?)(?:增速|增幅|平均水平|平均)?[ 　]*$"
)
COMPLETION = re.compile(
    r"(?:完成|占|达到?)(?:了)?(?:全年|年度|年初|预算|今年|计划|目标|市下达|省下达|任务)[一-龥]{0,10}的?$"
    r"|(?:完成率|进度|目标任务的|序时进度)(?:为|达到?|的)?$"
)
DIFFERENCE_BASE = re.compile(r"(?:比|较)(?:上年|去年)(?:同期|末|底|预算|实际|计划)?|同比|比年初|较年初")
AIM = re.compile(r"预期目标|目标(?:中|是|为|任务是|：)|力争|确保|年底前|年内|(?<![去上]年)全年(?!目标)|到年底")
# A name that says by itself that something was cut (压减公用经费15%).
CUTS = re.compile(r"降低|减少|压减|削减|压缩|缩减|精简|核减")
# What alone makes an aim of a number where a report looks back.
AIM_LOOKING_BACK = re.compile(r"预期目标|目标(?:中|是|为|任务是|：)|力争|确保")
FORWARD = re.compile(
    r"力争|确保|争取(?!到)|预期目标|目标是|目标：|年内|年底前|底前|控制在|保持在|稳定在|达到[^，]{0,8}以上|下半年|明年"
    r"|(?<!按)计划(?![开竣])|要(?![素求点闻闸害])|努力|(?<![去上]年)全年"
)
BACKWARD = re.compile(
    r"目前(?!正)|下达|仅[开完竣]|上半年|截至|今年以来|实际(?:完成|增长|达到?|为)|一季度|去年|上年|同比|累计|已[一-龥]|完成全年|(?<!公)共(?:有|计|完成|实现|投放|接待|发放)"
)
FORWARD_PART = re.compile(
    r"下半年|20[0-9]{2}年[一-龥]{0,6}(?:工作|要求|部署)|(?:今后|未来)[一-龥]年|总体要求|展望|第十[一-龥]个五年"
    r"|“十[一-龥]五”(?:时期)?(?!以来|工作|发展成)[一-龥]{0,10}(?:规划|纲要|发展|目标|任务|总体)"
    r"|工作(?:重点|任务|安排|部署|总体)|主要任务|重点工作|目标|今年工作|抓好|全力以赴|奋力|冲刺|做好"
)
REVIEW_PART = re.compile(
    r"回顾|总结|成就|成效|成绩|态势|上半年[一-龥]{0,8}(?:经济|实现|运行)|去年工作|问题|困难|短板|矛盾|不足"
)
# A part that tells of both: what was achieved, and what is aimed at.
BOTH_PARTS = re.compile(r"成[就绩效].*(?:目标|任务|规划)|规划.*说明")
