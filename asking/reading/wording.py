"""The words by which a question asks: what they say of the answer wanted, and which say nothing of its topic."""

import re

from figures.grammar.alternatives import any_of
from figures.measure import Measure

# What is aimed at.
TARGET = re.compile(
    r"目标|预期(?!寿命)|打算|计划(?!生育)|力争|争取|底线|安排|要求|任务|拟|定(?:了|的|为|在|在了)?(?:多少|几)|怎么定|年初定|指标定"
    r"|(?<!主)(?<!重)(?<!需)(?<!没)要(?:增长|达到|完成|控制|稳|保|建|新增|新建|下降|降|提高|提升|收|实现|突破|增加|培育|改造|开工|超过|到|涨|增|减)"
    r"|[想将会](?:增长|达到|完成|增加|建|新增|提高|提升)|准备|努力"
)
# What came about.
ACTUAL = re.compile(
    r"实际|实绩|完成了|实现了|达到了|增长了|下降了|涨了|跌了|已经|结果|最终|到底|完成多少|实现多少|降到|升到|做到"
)
# A target held against what came of it.
_NOUN = "目标|预期|任务|年初|计划|指标|承诺|定下|设定"
_OUTCOME = (
    "完成|实现|达标|达到|达成|兑现|打到|落实|做到|稳住|守住|控制住|控住|"
    "保住|到位|够到|超过|超额|实际|结果|相差|差多少|差了|差几|差距|落空"
)
_ASKED = "吗|没有|了没|没|怎么样|怎样|如何|情况|相差|差|比|是否|多少"
VERDICT = re.compile(
    rf"(?:{_NOUN})[^，。]*?(?:{_OUTCOME})[^，。]*?(?:{_ASKED})|(?:{_OUTCOME})[^，。]*?(?:{_NOUN})[^，。]*?(?:{_ASKED})"
    rf"|(?:{_NOUN})[^，。]*?(?:有没有|是否|是不是)[^，。]*?(?:{_OUTCOME})"
    rf"|(?:有没有|是否|是不是)[^，。]*?(?:{_OUTCOME})[^，。]*?(?:{_NOUN})|(?:{_NOUN})[^，。]*?(?:和|与|跟|同)实际"
    rf"|(?:跟|和|与|同|(?<![占对])比)(?:年初)?(?:的)?(?:{_NOUN})[^，。]{{0,3}}?(?:相?比|差|多|少|高|低|快|慢)|(?:{_OUTCOME})(?:得)?(?:怎么样|怎样|如何|情况|了吗|了没|吗|没有|没$|没？)"
    rf"|(?:{_NOUN})(?:和|与|跟)(?:完成|实际|结果)"
)
_STILL_TARGET = re.compile(r"(?:要|打算|计划|想|准备)(?:完成|实现|达到|做到|超过)[^，。]{0,6}多少|目标(?:是|定|为)")
COMPARED = re.compile(
    r"相比|对比|比较|哪个[更]?[高低大小多少快慢]|哪年|谁[更]?[高低大小多少快慢]|高低|变化|调高|调低|上调|下调|调了|调整|各是|分别|提高了|降低了|差多少|有何不同|一样吗"
    r"|比[^，。]{0,8}[高低多少快慢增减]|两年"
)
# What is told of several years as one.
TOGETHER = re.compile(r"年均(?!浓度|气温|降水)|平均每年|每年平均|年平均(?!浓度|气温)|累计|合计|总共")
CHANGING = re.compile(r"变化|走势|趋势|逐年|历年|怎么变|调整过|波动")
WIDE = re.compile(
    r"(?:哪些|哪几个|哪个|几个|有哪|多少个|各)(?:个)?(?:省份?|地区|地方的?报告|省市|省区市|自治区|直辖市|份报告|省的报告|城市|[市县区](?![^，。]{0,2}[局委]))|所有省|各省|全国各地|哪里|哪儿"
)
FIRST = re.compile(r"最(?P<way>[高大多快低小少慢])")
RESPONSIBLE = re.compile(
    r"(?:由|归|是)?谁(?:来)?(?:负责|牵头|承担|管|落实|主管)|(?:哪个|哪些|什么|哪几个)(?:部门|单位|厅局?|局|委办?|机构)(?:来)?(?:负责|牵头|承担|管|落实|主管)?"
    r"|责任(?:单位|部门|人)|牵头(?:单位|部门|人)|负责(?:单位|部门|人)"
)
NUMBER = re.compile(
    r"多少|几(?!处|方面|个方面|条|年来|项举措|个省)|目标|增速|增幅|涨幅|降幅|预期(?!寿命)|多大|正增长|负增长|[高低]于|高低|是涨|涨了|涨还是|比例|比重|占比|总量|规模(?!以上|工业|企业)|水平|强度|达标|排名|第几|位次|何种|数据|数字"
    r"|(?:收入|就业|粮食|投资|零售|出口)[^，。]{0,4}(?:有什么|有何|什么|怎么|如何)要求|哪个[更]?[高低大小]|完成情况|增长(?:情况|如何|怎么样|速度|率)"
)
TOPICAL = re.compile(
    r"举措|措施|政策|提到|讲到|谈到|说到|写到|提及|涉及|表述|论述|部署|做法|内容|介绍|进展|成效|亮点|哪些|怎么(?!定|提的|设定|要求)|怎样|如何|什么(?!水平|要求)|关于|方面|思路|硬任务|提出|讲了|说了|为什么|原因"
)
AHEAD = re.compile(
    r"打算|计划|准备|安排|怎么(?!样)|怎样|如何|将|要|举措|措施|部署|布局|抓|推进|目标|重点|下一步|思路|政策"
)
BEHIND = re.compile(r"做了|取得|进展|成效|成绩|完成了|建成了|回顾|已经|亮点|成果|效果|结果|做得|怎么样")

RATE = re.compile(
    r"增速|增幅|涨幅|降幅|增长率|增长(?:目标|多少|几|了|预期|速度|区间|情况)|几个(?:百分)?点|百分之几|(?:下降|降低|上涨|上升|增)(?:了)?(?:多少|几)(?!亿|万|元|斤|吨|人|微克)|是涨|涨了|涨还是|增长(?=[^，。]{0,6}(?:多少|几))|快慢|跌"
)
AMOUNT = re.compile(
    r"总量|多少(?:个)?(?:亿|万|元|美元|人|斤|吨|公斤|亩|公里|家|户|个|套|件|项|所|处|座|张|千瓦|平方|立方|微克|辆|头|岁|人次)|几(?:亿|万)|规模(?!以上|工业|企业)|人数|数量|总值|绝对|金额|户数|家数"
)
BOTH = re.compile(r"[和及与、]其?(?:增速|增幅|增长率|增长多少)|(?:完成|达到|实现|是)(?:了)?多少[、，,和]")
SHARE = re.compile(r"占比|比重|份额|占[^，。]{1,14}(?:多少|几成|比例)")
RANK = re.compile(r"第几|排名|位次|排第|排在|位居")
MEASURES: tuple[tuple[re.Pattern[str], frozenset[Measure]], ...] = (
    (SHARE, frozenset({Measure.SHARE})),
    (RANK, frozenset({Measure.RANK})),
    (RATE, frozenset({Measure.YOY})),
    (BOTH, frozenset({Measure.YOY, Measure.VALUE, Measure.COUNT})),
    (AMOUNT, frozenset({Measure.VALUE, Measure.COUNT, Measure.DIFFERENCE})),
)

# Ways of asking, which say nothing of what is asked about.
_WAYS = """
    请问 请教 想问 想知道 我想 想了解 想找 想查 想看 帮我 帮忙 麻烦 查一下 查查 查询 看看 看一下 告诉我 说说 问一下
    找一下 找找 了解一下 了解 来着 没有 有没有 是不是 是否 是多少 有多少 为多少 到多少 多少个 多少 百分之几
    几个百分点 几个点 各几 是几 第几 几成 什么水平 什么样 什么 有什么 有何 何种 怎么样 怎样 怎么定 怎么提 怎么讲
    怎么说 怎么写 怎么抓 怎么做 怎么 如何 哪里 哪儿 哪些地方 哪些 哪个 哪几个 哪年 多大 高低 分别 各是 各自 各定
    一共 总共 具体 大概 大约 左右 到底 究竟 有关 关于 相关 方面 情况 指标 数值 口径 预期目标 目标值
    目标区间 目标人数 目标数 目标任务 目标 预期 计划 打算 安排了 安排 力争值 力争 争取 底线值 底线 要求 任务 设定
    定的 定了 定在 定为 定下 提的 提了 写的 写了 讲的 讲了 讲到 表述 说的 说了 说到 提到 提及 谈到 提出了 提出 年初
    准备 努力 确保 控制在 控制到 控制 稳定在 稳在 稳住 保持在 保持 维持 达标 达到了 达到 达成 完成了 完成 实现了 实现
    兑现 打到 落实 做到 实际 结果 最终 增速 增幅 涨幅 降幅 增长率 增长了 增长 上涨 下降了 下降 降低了 降低 降到 升到
    提高到 提升到 到了 升至 降至 涨了 跌了 还是 幅度 增加了 增加 提高了 提高 下调 上调 调高 调低 调整 调了 变化 相比
    对比 比较 相差 差了 年均(?!浓度) 全年 年度 年末 当年 政府工作报告 工作报告 报告 里面 对于 可以 应该 我们 咱们
    他们 这个 那个 那么 继续 政府自己 政府 自己 全省 全市 全区 当地 本省 本市 省里 市里 省份 水平 总量 亿元 亿斤
    万人 万吨 万亩 亿美元 万元 个点 个百分点 硬任务 重点 主要 举措 措施 政策 部署 做法 内容 介绍 进展 成效 亮点 论述
    做了 取得 下一步 思路 布局 发展得 发展情况
    要降 要升 要增 要涨 想降 想升 想增 想涨 多多少 正增长还是 正增长 负增长
    数据(?!要素|中心|产业|资源|安全|局) 数字(?!经济|化|政府|中国|乡村|产业|技术|赋能|贸易|消费|人民币)
    报告里 讲话里 文件里 公报里 要收 打算收 承认 坦言 指出 存在 更方便 有何安排 何种
"""
WAYS = re.compile(any_of(_WAYS))
_INTERROGATIVES = re.compile(
    "请问|请教|想问|想知道|我想|想了解|想找|帮我|查一下|告诉我|有哪些|哪些|哪个|什么|怎么样|怎样|怎么|如何|是多少|多少|是否|有没有|自己|政府|报告|来着"
)
# Loose words at either end of a phrase, none where it begins or ends a word of its own (对外开放, 以旧换新).
_LOOSE_BEFORE = re.compile(
    "^(?:[的在把给让跟想那它吗呢啊了着是得将帮]|对(?![外口标接台])|有(?![色机轨效])|和(?![美谐平])|与|要(?!素)|从(?![业严])"
    "|中的|里的|以(?=[^旧新法人内上下])|去(?=年)|第(?=几))+"
)
_LOOSE_BEHIND = re.compile("[吗呢啊呀吧嘛么的了是有在把让跟与及将要想拟各都着讲说写怎没]+$")
BREAK = re.compile(r"[\s，。、；：？！,.;:?!（）()《》|“”\"'‘’—…·]+")
"""What parts a question into phrases; | stands where a place or a time was taken out."""
FOLLOWS = re.compile(r"^(?:那么?|那|再看|再|还有|换成|如果是|它|这个|其|同样|同期|然后)|^[^，。]{1,14}呢[？?]?$")
UNITS_ASKED = re.compile(
    r"多少(?:个)?[一-龥]{0,3}?(?:亿|万)?(?:元|美元|人次|人|公斤|斤|吨|亩|公里|家|户|个|套|件|项|所|处|座|张|千瓦|平方米|立方米|微克|辆|头|岁)?"
)


def still_target(text: str) -> bool:
    """Whether what looks like asking how a target came out asks only how high it is (要完成多少)."""
    return _STILL_TARGET.search(text) is not None


def bare(phrase: str) -> str:
    """`phrase` without the loose words at either end."""
    return _LOOSE_BEHIND.sub("", _LOOSE_BEFORE.sub("", phrase))


def parts_of(phrase: str) -> list[str]:
    """What is left of `phrase` when the ways of asking are taken off."""
    for asking in (WIDE, RESPONSIBLE, UNITS_ASKED, FIRST):
        phrase = asking.sub("|", phrase)
    return [part for piece in phrase.split("|") for part in map(bare, WAYS.split(piece)) if part]


def said_in(phrase: str) -> list[str]:
    """What is left of `phrase` when the interrogatives alone are taken off: for a question that has no other words."""
    return [part for part in map(bare, _INTERROGATIVES.split(phrase)) if part]
